"""Which reports are of one outlet, and which outlets have one owner."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from whence.language.english import ARTICLES
from whence.language.gazetteer import Outlet, find_outlet
from whence.reading.attributions.outlets import squeeze

__all__ = ["OutletGroup", "Owners", "group_of", "is_itself", "outlet_key"]

Owners = Mapping[str, str]
"""Owners of outlets by the outlet's host, without ``www.``, or by its name. Sister domains of one outlet have its
name as their owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletGroup:
    """An outlet, and what it counts as."""

    outlet: str
    """Key of the outlet."""
    group: str
    """Key of its owner; that of the outlet if no owner is known."""
    name: str
    """Name of the outlet; empty if it is not known."""
    owner: str | None
    """Its owner, as far as known."""

    @property
    def group_name(self) -> str:
        """Name of what it counts as."""
        return self.owner or self.name


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
    known = _find_known(name, host)
    return (squeeze(known.name) if known else squeeze(name or "") or squeeze(host or "")) or None


def group_of(report: str, publisher: str | None, host: str | None, owners: Owners) -> OutletGroup:
    """Find the outlet of a report, and its owner.

    Args:
        report: The report's id, which stands for its outlet if neither publisher nor host is known.
        publisher: Its publisher.
        host: Host of its address.
        owners: Owners by host or name; hosts come first.

    >>> sisters = {"post.example": "Tidewater Media", "The Gazette": "Tidewater Media"}
    >>> [group_of("r:1", name, host, sisters).group for name, host in (("Post", "post.example"), ("The Gazette", None))]
    ['tidewatermedia', 'tidewatermedia']
    """
    outlet = outlet_key(publisher, host) or report
    known = _find_known(publisher, host)
    told = (host, publisher, known.name if known else None, known.domain if known else None)
    owner = next((owners[name] for name in told if name and name in owners), None)
    return OutletGroup(
        outlet=outlet,
        group=outlet_key(owner) or outlet,
        name=known.name if known else publisher or host or "",
        owner=owner,
    )


def is_itself(name: str, group: OutletGroup, others: Collection[str]) -> bool:
    """Check whether an outlet means itself by a name, perhaps by a short one.

    Args:
        name: A name that a report cites.
        group: The outlet of the report.
        others: Keys of the outlets whose reports are at hand: none of their names is a short one for this outlet.

    >>> post = group_of("r:1", "The Tidewater Post", None, {})
    >>> is_itself("the Post", post, ["tidewaterpost"]), is_itself("The Post", post, ["tidewaterpost", "washingtonpost"])
    (True, False)
    """
    key, known = outlet_key(name), find_outlet(name)
    if key is None or key == group.outlet or key in others:
        return key == group.outlet
    if known is not None and squeeze(known.name) == squeeze(name):
        return False
    return bool(_words(name)) and _words(name) <= _words(group.name)


def _words(name: str) -> set[str]:
    return set(name.casefold().split()) - ARTICLES


def _find_known(name: str | None, host: str | None) -> Outlet | None:
    by_name, by_host = find_outlet(name or ""), find_outlet(host or "")
    if by_name is None or host is None:
        return by_name or by_host
    is_full_name = squeeze(by_name.name) == squeeze(name or "")
    is_its_host = by_name.domain.partition(".")[0] in host.split(".")
    return by_name if is_full_name or is_its_host else by_host
