"""Fetch one address safely: bounded in size and time, and only from the public internet.

A host name is resolved once, all its IP addresses are checked, and the connection goes to a checked address. So neither
a redirect nor a changing DNS answer leads into a private network. A proxy would bypass this, so none is used.
"""

import ipaddress
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead, RemoteDisconnected
from itertools import chain
from time import monotonic
from typing import NoReturn, TypeAlias
from urllib.parse import urldefrag, urljoin

from whence.errors import BusyError, FetchError, GarbledError
from whence.intake.compression import Packing, unpack
from whence.intake.urls import find_problem, split_address
from whence.intake.web.http_connection import DeadlineSocket, OpenConnections
from whence.version import VERSION

__all__ = [
    "FEEDS",
    "FEED_LIMITS",
    "PAGES",
    "USER_AGENT",
    "Fetched",
    "IPAddress",
    "Limits",
    "ResourceKind",
    "fetch",
    "is_public",
]

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_REDIRECTS = (301, 302, 303, 307, 308)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_IPV4_THROUGH_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_BLOCK_BYTES = 65_536
# Status codes for a temporary failure: Request Timeout, Too Early, Too Many Requests, and server errors.
_BUSY = (408, 425, 429, *range(500, 600))
# An ETag or date is sent back in a header, where line ends and non-ASCII characters are not allowed.
_VERSION_TEXT = re.compile(r"[\x20-\x7e]{1,1000}")
# A failing name server, as opposed to an answer that the name does not exist.
_PASSING = (socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_MEMORY)
_MAX_DESCRIPTION_CHARACTERS = 200
_LATER = "Try again later"
_SAVE_IT = "Open it in a browser, save the page and read the file"

USER_AGENT = f"whence/{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of a fetch. The defaults suit a news page: the largest of 181 has 1.5 MB."""

    body_bytes: int = 10_000_000
    """After decompression."""
    connect_seconds: float = 10
    total_seconds: float = 30
    """From the first connection to the last byte, redirects included; the system's limit applies to DNS."""
    redirects: int = 5
    cuts: bool = False
    """True to cut a longer body at the limit; otherwise it is an error."""


FEED_LIMITS = Limits(body_bytes=20_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceKind:
    """What kind of resource to fetch."""

    content_types: tuple[str, ...]
    """Accepted content types; any if empty."""
    called: str
    """What errors call it."""
    instead: tuple[str, str]
    """Advice for errors: which address to give if it is something else, and if it is too large."""


_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_XML_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_JSON_TYPES = ("application/feed+json", "application/json")
_PACKED_TYPES = ("application/gzip", "application/x-gzip", "application/octet-stream")
PAGES = ResourceKind(content_types=_PAGE_TYPES, called="a page or a text", instead=("a report", "one report"))
FEEDS = ResourceKind(
    # Some servers send feeds as HTML; and a page may link to its feeds.
    content_types=(*_XML_TYPES, *_JSON_TYPES, *_PACKED_TYPES, *_PAGE_TYPES),
    called="a feed or a sitemap",
    instead=("a feed", "a smaller feed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A response."""

    url: str
    """Address after all redirects."""
    data: bytes
    encoding: str | None
    """As the server declared it."""
    content_type: str | None = None
    """As the server declared it."""
    etag: str | None = None
    """ETag, for conditional requests."""
    modified: str | None = None
    """Last-Modified, as the server wrote it, for conditional requests."""
    is_unchanged: bool = False
    """True if the server answered that the known copy is still current; then there are no data."""


def is_public(address: IPAddress) -> bool:
    """Check whether an IP address is on the public internet, and not on this machine or its networks.

    >>> is_public(ipaddress.ip_address("192.168.1.1")), is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    (False, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address in _IPV4_THROUGH_NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        elif address not in _GLOBAL_UNICAST or address.sixtofour is not None:
            return False
    return address.is_global and not address.is_multicast


def fetch(  # noqa: PLR0913 -- each can be left out
    address: str,
    *,
    accept: ResourceKind = PAGES,
    etag: str | None = None,
    modified: str | None = None,
    limits: Limits = Limits(),
    is_allowed: Callable[[IPAddress], bool] = is_public,
    connections: OpenConnections | None = None,
) -> Fetched:
    """Fetch a page, a text or a feed over http or https, on any port.

    Args:
        address: Address without a user name.
        accept: Kind of resource expected.
        etag: ETag of the copy already known. If it is still current, the response has no data.
        modified: Last-Modified of the copy already known, as its server wrote it.
        limits: Limits on time and size.
        is_allowed: Decides which IP addresses may be contacted; by default public ones only.
        connections: Registry of open connections, so that another thread can break this one off.

    Raises:
        BusyError: The host does not answer in time, closes the connection early, or reports a temporary failure.
        GarbledError: Its answer cannot be parsed.
        FetchError: The host does not exist or may not be contacted, or the resource is of another kind or too large.
    """
    versions = {"If-None-Match": etag, "If-Modified-Since": modified}
    step = _Step(
        address=address,
        url=address,
        accept=accept,
        versions={name: text for name, text in versions.items() if text and _VERSION_TEXT.fullmatch(text)},
        deadline=monotonic() + limits.total_seconds,
        limits=limits,
        is_allowed=is_allowed,
        connections=connections or OpenConnections(),
    )
    for _ in range(limits.redirects + 1):
        answer = step.take()
        if isinstance(answer, Fetched):
            return answer
        step = replace(step, url=answer)
    raise FetchError(address, f"it redirects more than {limits.redirects} times", "Give the address it ends at")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One request of a fetch; each redirect makes another one."""

    address: str
    """The address originally requested, for errors."""
    url: str
    """The address after the redirects so far."""
    accept: ResourceKind
    versions: dict[str, str]
    """Headers for a conditional request."""
    deadline: float
    limits: Limits
    is_allowed: Callable[[IPAddress], bool]
    connections: OpenConnections

    def take(self) -> Fetched | str:
        """Get the resource, or the address that it redirects to.

        Raises:
            BusyError: There is no answer, or an incomplete one.
            FetchError: The answer is of another kind.
        """
        try:
            return self._ask()
        except TimeoutError:
            self._refuse("the server did not answer in time", _LATER, BusyError)
        except IncompleteRead as error:
            missing = f"{error.expected} bytes " if error.expected else ""
            self._refuse(f"the connection closed {missing}before the end", _LATER, BusyError)
        except (OSError, RemoteDisconnected) as error:
            self._refuse(f"the connection failed: {_describe(error)}", _LATER, BusyError)
        except (EOFError, HTTPException, zlib.error) as error:
            self._refuse(f"its response cannot be read: {_describe(error)}", _SAVE_IT, GarbledError)

    def _ask(self) -> Fetched | str:
        if fault := find_problem(self.url):
            self._refuse(*fault)
        target = split_address(self.url)
        with self._connect(target.host, target.port) as sock:
            if target.is_secure:
                self._secure(sock, target.host)
            connection = HTTPConnection(target.host)
            connection.sock = sock
            headers = {
                "Host": target.host_header,
                "User-Agent": USER_AGENT,
                "Accept": ", ".join(self.accept.content_types) or "*/*",
                "Accept-Encoding": "gzip",
                "Connection": "close",
                **self.versions,
            }
            connection.request("GET", target.path, headers=headers)
            return self._read(connection.getresponse())

    def _connect(self, host: str, port: int) -> DeadlineSocket:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            if getattr(error, "errno", None) in _PASSING:
                raise
            self._refuse(f"the host {host} does not exist", "Check the address")
        candidates = {str(each[4][0]): each for each in reversed(found)}
        for candidate in candidates:
            if not self.is_allowed(ipaddress.ip_address(candidate.partition("%")[0])):
                where = host if host == candidate else f"{host}, at {candidate},"
                self._refuse(f"{where} is not on the public internet", _SAVE_IT)
        while True:
            _, (family, kind, protocol, _, ip_and_port) = candidates.popitem()
            sock = DeadlineSocket(socket.socket(family, kind, protocol), self.deadline, self.connections)
            try:
                sock.connect(ip_and_port, self.limits.connect_seconds)
            except OSError:
                sock.hang_up()
                if not candidates:
                    raise
            else:
                return sock

    def _secure(self, sock: DeadlineSocket, host: str) -> None:
        try:
            sock.secure(host)
        except ssl.SSLCertVerificationError as error:
            self._refuse(f"its certificate is not valid: {error.verify_message}", _SAVE_IT)
        except (ssl.SSLEOFError, ssl.SSLSyscallError, ssl.SSLZeroReturnError):
            raise  # the connection broke off
        except ssl.SSLError as error:
            self._refuse(f"no secure connection can be made: {_describe(error)}", "Check the address", GarbledError)

    def _read(self, response: HTTPResponse) -> Fetched | str:
        location = response.getheader("Location")
        if response.status in _REDIRECTS and location:
            try:
                return urljoin(self.url, location.encode("latin-1").decode("utf-8", "replace"))
            except ValueError:
                self._refuse(f"it redirects to {location}, which is not a valid address", "Check the address")
        content_type = response.headers.get_content_type()
        is_unchanged = response.status == HTTPStatus.NOT_MODIFIED and bool(self.versions)
        old = self.versions if is_unchanged else {}
        fetched = Fetched(
            url=urldefrag(self.url).url,
            data=b"",
            encoding=response.headers.get_content_charset(),
            content_type=content_type,
            etag=response.getheader("ETag") or old.get("If-None-Match"),
            modified=response.getheader("Last-Modified") or old.get("If-Modified-Since"),
            is_unchanged=is_unchanged,
        )
        if is_unchanged:
            return fetched
        if response.status != HTTPStatus.OK:
            self._refuse_status(response.status, response.getheader("Retry-After", ""))
        if self.accept.content_types and content_type not in self.accept.content_types:
            problem = f"the server sent {content_type}, not {self.accept.called}"
            self._refuse(problem, f"Give the address of {self.accept.instead[0]}")
        return replace(fetched, data=self._read_body(response))

    def _read_body(self, response: HTTPResponse) -> bytes:
        data = bytearray()
        for block in self._unpack(response):
            data += block
            if len(data) <= self.limits.body_bytes:
                continue
            if self.limits.cuts:
                return bytes(data[: self.limits.body_bytes])
            problem = f"the server sent more than {self.limits.body_bytes / 1_000_000:g} MB"
            self._refuse(problem, f"Give the address of {self.accept.instead[1]}")
        return bytes(data)

    def _unpack(self, response: HTTPResponse) -> Iterator[bytes]:
        """Undo a body's content encoding, and check that it is complete."""
        packings = list(self._packings(response))
        tells_its_end = response.chunked or response.length is not None
        blocks = _body_blocks(response)
        first = next(blocks, b"")
        if not first and tells_its_end:
            return  # some servers send an empty file as no bytes at all, declared as compressed
        blocks = chain([first] if first else [], blocks)
        for packing in reversed(packings):
            blocks = unpack(blocks, packing)
        try:
            yield from blocks
        except EOFError:
            if tells_its_end:
                raise
            raise IncompleteRead(partial=b"") from None

    def _packings(self, response: HTTPResponse) -> Iterator[Packing]:
        sent_as = response.getheader("Transfer-Encoding", "identity").lower()
        if not response.chunked and sent_as != "identity":
            self._refuse(f"it is sent as {sent_as}, which was not requested", _SAVE_IT, GarbledError)
        for coding in response.getheader("Content-Encoding", "").lower().split(","):
            match coding.strip():
                case "" | "identity" | "none":
                    pass
                case "gzip" | "x-gzip":
                    yield "gzip"
                case "deflate":
                    yield "deflate"
                case other:
                    self._refuse(f"it is compressed with {other}, which was not requested", _SAVE_IT, GarbledError)

    def _refuse_status(self, status: int, retry_after: str) -> NoReturn:
        phrase = f" ({HTTPStatus(status).phrase})" if status in {known.value for known in HTTPStatus} else ""
        problem = f"it answers {status}{phrase}"
        if status not in _BUSY:
            self._refuse(problem, "Check the address")
        seconds = _seconds_to_wait(retry_after)
        fix = _LATER if seconds is None else f"Try again in {seconds:,.0f} s"
        self._refuse(problem, fix, partial(BusyError, seconds=seconds))

    def _refuse(self, problem: str, fix: str, kind: Callable[[str, str, str], FetchError] = FetchError) -> NoReturn:
        if self.url != self.address:
            problem = f"it redirects to {self.url}, and {problem}"
        raise kind(self.address, problem, fix)


def _body_blocks(response: HTTPResponse) -> Iterator[bytes]:
    """Read a body block by block.

    Raises:
        IncompleteRead: It is truncated.
    """
    yield from iter(partial(response.read1, _BLOCK_BYTES), b"")
    if response.length:
        raise IncompleteRead(partial=b"", expected=response.length)


def _describe(error: Exception) -> str:
    """Describe an error of the system or of a library in words."""
    words = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= _MAX_DESCRIPTION_CHARACTERS else f"{words[:_MAX_DESCRIPTION_CHARACTERS]}…"


def _seconds_to_wait(retry_after: str) -> float | None:
    """Parse Retry-After: seconds, or a date."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None
