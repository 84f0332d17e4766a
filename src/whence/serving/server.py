"""The web server of a desk: which address it listens on, and how it ends."""

import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import uvicorn

from whence.errors import UsageError
from whence.scaling.batch import OpenReader
from whence.serving.app import Desk, build_app
from whence.serving.guards import Guard, check_token

__all__ = ["COLLECT_AFTER", "serve"]

_LONGEST_END_SECONDS = 5
"""Maximum time for answers that are not complete when the desk is closed."""
COLLECT_AFTER = (50_000, 20, 50)
"""When Python looks for cycles: seldom, as a page is made of many small objects and hardly a cycle."""
_SWITCH_SECONDS = 0.001
"""Longest time for which one thread keeps another waiting while both compute: a page takes a few milliseconds, and
should not wait for the usual five at each turn while reports are read."""
_LOOK_SECONDS = 0.2


def serve(  # noqa: PLR0913 -- independent options
    path: Path,
    open_reader: OpenReader,
    *,
    host: str,
    port: int,
    token: str | None,
    on_open: Callable[[str], None],
) -> None:
    """Serve an archive until this process is interrupted (SIGINT) or asked to end (SIGTERM).

    Args:
        path: The archive.
        open_reader: Opens the reader of reports.
        host: Address to listen on.
        port: Port; 0 for any that is free.
        token: What every request must know; needed if other machines can reach the address.
        on_open: Called with the address once the desk can be reached.

    Raises:
        ArchiveError: The archive does not exist, or cannot be opened.
        KeyboardInterrupt: The process was interrupted; the desk is closed.
        UsageError: The address cannot be used, or needs a token.
    """
    check_token(host, token)
    gc.set_threshold(*COLLECT_AFTER)
    sys.setswitchinterval(_SWITCH_SECONDS)
    with closing(_listen(host, port)) as listening:
        desk = Desk.open(path, Guard(host=host, token=token), open_reader)
        _serve(desk, listening, lambda: on_open(_address(host, listening.getsockname()[1])))


def _serve(desk: Desk, listening: socket.socket, on_started: Callable[[], None]) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(desk),
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_LONGEST_END_SECONDS,
        )
    )
    # In a thread of its own it leaves signals alone. That is not joined, as an interrupt of a join marks the thread as
    # ended in Python 3.11.
    ended = Event()
    Thread(target=_run, args=(server, listening, ended), name="whence-desk", daemon=True).start()
    try:
        with _ending_when_asked():
            while not (server.started or ended.wait(_LOOK_SECONDS / 10)):
                pass
            on_started()
            while not ended.wait(_LOOK_SECONDS):
                pass
    finally:
        # Open streams end first: the server waits for them before it closes anything else.
        desk.news.end()
        server.should_exit = True
        ended.wait()


def _run(server: uvicorn.Server, listening: socket.socket, ended: Event) -> None:
    try:
        server.run(sockets=[listening])
    finally:
        ended.set()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only if the protocol is given does asyncio send each part of an answer at once (TCP_NODELAY). Otherwise the second
    # part waits some 40 milliseconds until the browser acknowledges the first.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, UnicodeError) as error:
        listening.close()
        where, reason = f"{host}:{port}", getattr(error, "strerror", None) or "there is no such address"
        raise UsageError(where, f"it cannot be listened on: {reason}", "Give another --port or --host") from error
    return listening


def _address(host: str, port: int) -> str:
    """Write the address of a desk.

    >>> _address("127.0.0.1", 8642), _address("::1", 80)
    ('http://127.0.0.1:8642/', 'http://[::1]:80/')
    """
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextmanager
def _ending_when_asked() -> Iterator[None]:
    """End as with an interrupt, but with exit status 0, when a service manager asks for it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
