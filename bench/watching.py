"""Measure a round of watching feeds on as many slow hosts, simulated on loopback.

- round_seconds: until the round is over: for each host its robots.txt, the feed, and its pages one after the other.
- silent_hosts: hosts that never answer, which end at the timeout of a request.
- added_seconds: until all reports of the other hosts are in the archive, as seen from another process.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from bench.options import print_figures
from whence import Archive
from whence.intake.web.visitor import Visitor
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader

__all__ = ["measure_round"]

_POLL_SECONDS = 0.02


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=8, help="how many hosts have a feed")
    parser.add_argument("--silent", type=int, default=0, help="how many of them never answer")
    parser.add_argument("--pages", type=int, default=0, help="how many pages each feed leads to")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long an answer takes")
    asked = parser.parse_args()
    round_seconds, added_seconds = measure_round(
        asked.hosts, silent=asked.silent, pages=asked.pages, seconds=asked.seconds
    )
    print_figures(
        "watching",
        {
            "hosts": asked.hosts,
            "silent_hosts": asked.silent,
            "pages": asked.pages,
            "answer_seconds": asked.seconds,
            "round_seconds": round(round_seconds, 2),
            "added_seconds": round(added_seconds, 2),
        },
    )


def measure_round(hosts: int, *, silent: int, pages: int, seconds: float) -> tuple[float, float]:
    """Watch feeds for a round; return its time, and the time until all reports were in the archive."""
    over = Event()
    read = Reader(SHIPPED).read
    with TemporaryDirectory() as folder, ExitStack() as stack:
        feeds = [
            stack.enter_context(_host(f"127.0.0.{2 + number}", pages, 3600.0 if number < silent else seconds, over))
            for number in range(hosts)
        ]
        stack.callback(over.set)
        path = Path(folder) / "news.whence"
        visitor = Visitor(is_allowed=lambda address: address.is_loopback)
        with Archive(path, create=True) as archive, Archive(path) as looking:
            begun = time.perf_counter()
            added: list[float] = []
            looker = Thread(target=_look, args=(looking, pages * (hosts - silent), added, over))
            looker.start()
            next(archive.watch(feeds, visitor=visitor, reader=lambda: read))
            taken = time.perf_counter() - begun
            over.set()
            looker.join()
    return taken, (added[0] - begun if added else taken)


def _look(archive: Archive, reports: int, added: list[float], over: Event) -> None:
    """Poll an archive until it has this many reports, and note when that was."""
    while reports and not over.wait(_POLL_SECONDS):
        if archive.stats().reports >= reports:
            added.append(time.perf_counter())
            return


@contextmanager
def _host(address: str, pages: int, seconds: float, over: Event) -> Iterator[str]:
    """Run a simulated host for as long as the context lasts, and yield its feed's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            over.wait(seconds)
            body, content_type, status = b"", "text/html", 200
            if self.path == "/feed.xml":
                items = "".join(f"<item><link>/{number}</link></item>" for number in range(pages))
                body, content_type = f"<rss><channel>{items}</channel></rss>".encode(), "application/rss+xml"
            elif self.path == "/robots.txt":
                status = 404
            else:
                said = (
                    f"Ines Okafor of {address} said that gate {self.path[1:]} of the harbour would close in the week."
                )
                body = (
                    f"<html><body><article><h1>Gate {self.path[1:]}</h1><p>{said}</p></article></body></html>".encode()
                )
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # the client has hung up
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer((address, 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://{address}:{server.server_address[1]}/feed.xml"
        finally:
            over.set()
            server.shutdown()
            thread.join()


if __name__ == "__main__":
    main()
