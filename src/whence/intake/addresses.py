"""Addresses on the web: whether one can be asked at all, and what a request for it names."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

__all__ = ["Place", "find_fault", "locate"]

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._:%-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request goes, and what stands in it."""

    is_secure: bool
    host: str
    port: int
    host_header: str
    target: str


def find_fault(address: str) -> tuple[str, str] | None:
    """Tell what is wrong with an address that can never be asked, and what to do; none if it can be asked.

    >>> find_fault("ftp://example.org/feed.xml"), find_fault("https://example.org/feed.xml")
    (('that is no http or https address', 'Give one, or the path of a file'), None)
    """
    try:
        address.encode()  # half a character may stand in a string, and not in an address
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
    """Take an address apart in which there is no fault.

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
