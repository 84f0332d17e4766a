"""A socket for `http.client` with one deadline for everything and normalized response headers.

`http.client` stops reading headers at one that it does not understand, keeps trailing blanks of values, and takes the
first (interim) response for the final one. So the head of a response is normalized before `http.client` reads it.

Reference:
    RFC 9110, 5.5 (blanks around a value) and 15.2 (interim responses); RFC 9112, 2.2 and 5.2 (line ends, folded lines).
"""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.client import IncompleteRead
from io import BufferedReader, RawIOBase
from itertools import chain
from threading import Lock
from time import monotonic
from typing import Self

import certifi

from whence.intake.compression import BlockFile

__all__ = ["DeadlineSocket", "OpenConnections", "seconds_left"]

_BLOCK_BYTES = 65_536
# More than `http.client` accepts of each, so that `http.client` raises the error.
_LINE_BYTES = 65_537
_MOST_LINES = 200
_MOST_INTERIM = 10
_INTERIM = re.compile(rb"HTTP/1\.[01] 1[0-9][0-9](?![0-9])")
_BLANK_LINES = (b"\r\n", b"\n")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BLANKS = b" \t\r\n"


class DeadlineSocket:
    """A connected socket with one deadline for all its operations, however slowly the other side sends.

    It has the methods that `http.client.HTTPConnection` needs of a socket. Hang up at the end, or use it in a ``with``
    statement.

    Args:
        unconnected: The socket.
        deadline: The deadline, on the clock of `time.monotonic`.
        connections: Registry of open connections, so that another thread can break this one off.

    Raises:
        ConnectionAbortedError: The registry was broken off.
    """

    def __init__(self, unconnected: socket.socket, deadline: float, connections: "OpenConnections") -> None:
        self._socket = unconnected
        self._deadline = deadline
        self._connections = connections
        try:
            connections.add(self)
        except ConnectionAbortedError:
            unconnected.close()
            raise

    def connect(self, ip_and_port: tuple[object, ...], most_seconds: float) -> None:
        """Connect within a number of seconds."""
        self._socket.settimeout(min(most_seconds, seconds_left(self._deadline)))
        self._socket.connect(ip_and_port)

    def secure(self, host: str) -> None:
        """Start TLS.

        Raises:
            OSError: The connection breaks off, or the certificate is not valid.
        """
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())  # besides the system's, which a bare container lacks
        self._socket.settimeout(seconds_left(self._deadline))
        self._socket = secured = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
        secured.do_handshake()

    def sendall(self, data: bytes) -> None:
        """Send all data."""
        self._socket.settimeout(seconds_left(self._deadline))
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> BufferedReader:
        """Read the head of a response, and return a file of the normalized head and the body.

        Raises:
            IncompleteRead: The head is truncated.
        """
        incoming = BufferedReader(_Incoming(self._socket, self._deadline))
        head = b"".join(_normalized(_read_head(incoming)))
        body = iter(partial(incoming.read1, _BLOCK_BYTES), b"")
        return BufferedReader(BlockFile(chain([head] if head else [], body)))

    def close(self) -> None:
        """Do nothing: `HTTPConnection` closes its socket after the head of a response, before the body is read."""

    def break_off(self) -> None:
        """End all waits now; for other threads."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def hang_up(self) -> None:
        """Close the socket."""
        self._connections.discard(self)
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()


class OpenConnections:
    """Registry of open connections, so that another thread can break off all of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: set[DeadlineSocket] = set()
        self._is_over = False

    def add(self, sock: DeadlineSocket) -> None:
        """Register a connection.

        Raises:
            ConnectionAbortedError: All connections were broken off.
        """
        with self._lock:
            if self._is_over:
                raise ConnectionAbortedError
            self._open.add(sock)

    def discard(self, sock: DeadlineSocket) -> None:
        """Remove a connection."""
        with self._lock:
            self._open.discard(sock)

    def break_off(self) -> None:
        """Break off all connections, and allow no new ones."""
        with self._lock:
            self._is_over = True
            for sock in self._open:
                sock.break_off()


class _Incoming(RawIOBase):
    """Bytes received from a socket until the deadline."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        super().__init__()
        self._socket = connected
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._socket.settimeout(seconds_left(self._deadline))
        return self._socket.recv_into(buffer)


def seconds_left(deadline: float) -> float:
    """Compute the seconds left to a deadline.

    Raises:
        TimeoutError: It has passed.
    """
    seconds = deadline - monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _read_head(incoming: "BufferedReader[_Incoming]") -> list[bytes]:
    """Read the header lines of the final response, without those of interim responses."""
    lines: list[bytes] = []
    for _ in range(_MOST_INTERIM):
        lines = list(_read_lines(incoming))
        if not (lines and _INTERIM.match(lines[0])):
            break
    return lines


def _read_lines(incoming: "BufferedReader[_Incoming]") -> Iterator[bytes]:
    """Read lines up to a blank one; stop earlier at what is not HTTP, or at too long or too many lines."""
    for number in range(_MOST_LINES):
        line = incoming.readline(_LINE_BYTES)
        if number == 0 and not b"HTTP/".startswith(line[:5]):
            yield line
            return
        if not line.endswith(b"\n") and len(line) < _LINE_BYTES:
            if number == 0 and not line:
                return
            raise IncompleteRead(line)
        yield line
        if line in _BLANK_LINES or len(line) == _LINE_BYTES:
            return


def _normalized(lines: list[bytes]) -> list[bytes]:
    """Normalize header lines: strip blanks, join folded lines, drop invalid ones."""
    ordered = lines[:1]
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if line in _BLANK_LINES or len(line) == _LINE_BYTES:
            ordered.append(line)
        elif line[:1] in {b" ", b"\t"} and len(ordered) > 1:
            ordered[-1] = ordered[-1].rstrip(_BLANKS) + b" " + _trimmed(line)
        elif colon and _NAME.fullmatch(name := name.strip(_BLANKS)):
            ordered.append(name + b": " + _trimmed(value))
    return ordered


def _trimmed(value: bytes) -> bytes:
    return value.strip(_BLANKS).replace(b"\r", b" ") + b"\r\n"
