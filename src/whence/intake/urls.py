"""Web addresses: validity, identity key, host and site."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

__all__ = ["Place", "address_key", "find_fault", "host_of", "host_of_key", "is_address", "is_one_site", "locate"]


def host_of_key(address: str) -> str:
    """Get the host from an `address_key`.

    >>> host_of_key("example.org/harbour"), host_of_key("example.org?page=4")
    ('example.org', 'example.org')
    """
    return address.partition("/")[0].partition("?")[0]


def host_of(url: str | None) -> str | None:
    """Get the host of an address, without ``www.``.

    >>> host_of("https://www.post.example/harbour")
    'post.example'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


# Tracking parameters that feeds, newsletters and social media add to an address.
_COUNTING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|bbc\w*|format|ptr\w*)|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|ocid|cmpid|"
    r"ito|igshid|smid|ref_(?:src|url)|wt\.mc_\w+|ns_\w+|__twitter_impression",
    re.IGNORECASE,
)


def address_key(url: str) -> str:
    """Reduce an address to its identity key: no scheme, no ``www.``, no tracking parameters.

    >>> address_key("https://www.example.org/harbour/?utm_source=feed&day=4#top")
    'example.org/harbour?day=4'
    >>> address_key("http://example.org/harbour?day=4") == address_key("https://example.org/harbour/?day=4")
    True
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _COUNTING.fullmatch(pair[0])]
    query = "?" + urlencode(sorted(kept)) if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Tell a web address from a path.

    >>> is_address("https://example.org/harbour"), is_address("reports/harbour.txt")
    (True, False)
    """
    return _ADDRESS.match(name) is not None


__all__ = ["Place", "find_fault", "locate"]
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._:%-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request goes: parts of its address."""

    is_secure: bool
    host: str
    port: int
    host_header: str
    target: str


def find_fault(address: str) -> tuple[str, str] | None:
    """Describe why an address can never be fetched, and what to do; None if it can.

    >>> find_fault("ftp://example.org/feed.xml"), find_fault("https://example.org/feed.xml")
    (('that is no http or https address', 'Give one, or the path of a file'), None)
    """
    try:
        address.encode()  # a Python string may hold lone surrogates, an address may not
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return "that is no valid address", "Check the address"
    if parts.scheme not in _PORTS or not host:
        return "that is no http or https address", "Give one, or the path of a file"
    if "@" in parts.netloc:
        return "a user name is in it", "Leave it out"
    if port == 0 or not _HOST.fullmatch(host):
        return "that is no valid address", "Check the address"
    return None


def locate(address: str) -> Place:
    """Split a valid address into parts.

    >>> place = locate("http://example.org:8080/порт?day=4#top")
    >>> place.host_header, place.target
    ('example.org:8080', '/%D0%BF%D0%BE%D1%80%D1%82?day=4')
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    name = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~")
    return Place(
        is_secure=parts.scheme == "https",
        host=host,
        port=parts.port or _PORTS[parts.scheme],
        host_header=name if parts.port is None else f"{name}:{parts.port}",
        target=f"{path}?{query}" if query else path,
    )


def is_one_site(host: str | None, other: str | None) -> bool:
    """Tell whether two hosts belong to one site: they are the same, or one is a subdomain of the other.

    >>> is_one_site("news.post.example", "post.example"), is_one_site("tidepost.example", "post.example")
    (True, False)
    """
    first, second = f".{host}", f".{other}"
    return first.endswith(second) or second.endswith(first)
