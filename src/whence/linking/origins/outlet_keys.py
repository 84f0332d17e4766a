"""Which outlet a name or a host means."""

from whence.language.gazetteer import Outlet, find_outlet
from whence.reading.attributions.outlets import squeeze

__all__ = ["find_known", "outlet_key"]


def outlet_key(name: str | None, host: str | None = None) -> str | None:
    """Find the key of an outlet by its name and its host.

    All names and the host of an outlet in the table of outlets give one key; any other name gives a key of its own.

    Args:
        name: The outlet's name.
        host: Its host. With a host of its own, "The Post" is not the outlet that the table has for this short name.

    Returns:
        None if there is neither a name nor a host.

    >>> outlet_key("AFP"), outlet_key(None, "afp.com"), outlet_key("The Tidewater Post", "post.example")
    ('agencefrancepresse', 'agencefrancepresse', 'tidewaterpost')
    >>> outlet_key("The Post"), outlet_key("The Post", "post.example")
    ('washingtonpost', 'post')
    """
    known = find_known(name, host)
    return (squeeze(known.name) if known else squeeze(name or "") or squeeze(host or "")) or None


def find_known(name: str | None, host: str | None) -> Outlet | None:
    """Look up the outlet that whence's own table has for a name and a host; None if it has none.

    >>> find_known("The Post", None).name, find_known("The Post", "post.example")
    ('The Washington Post', None)
    """
    by_name, by_host = find_outlet(name or ""), find_outlet(host or "")
    if by_name is None or host is None:
        return by_name or by_host
    is_full_name = squeeze(by_name.name) == squeeze(name or "")
    is_its_host = by_name.domain.partition(".")[0] in host.split(".")
    return by_name if is_full_name or is_its_host else by_host
