"""Measure a desk while many read it and an import runs: how long each page takes the server, and its memory.

A desk is opened over a copy of an archive, in a process of its own. Readers ask for every view in turn, each with a
connection of its own and with a pause after each page, while ``whence add`` adds invented reports to the same archive.

- pause: seconds that a reader looks at a page before asking for the next.
- server: the 95th percentile of the milliseconds from a request to its answer, as the server tells it, by view;
  bar 200, for searches 300.
- pages: the same as the readers saw it, until the answer was complete.
- missing: views of which the archive has no page, as it is not linked.
- failed: answers that were no page, by view and status; there must be none.
- cpu: milliseconds of a core that the server used for a request, on average.
- memory: megabytes of the server at every tenth of the requests, and at the end; bar 400.
- growth: megabytes from the second of these to the last; there must be none over 10,000 requests.
- added: reports that were added meanwhile.
"""

import json
import re
import shutil
import sys
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from threading import Event, Lock
from urllib.parse import urlencode

import psutil

from bench.archives import percentile
from bench.desk_killed import Desk
from bench.options import print_figures
from whence import Archive
from whence.records.answers import Filters

__all__ = ["Asked", "read_all"]

_READERS, _REQUESTS, _PAUSE = 16, 10_000, 1.0
_TIMEOUT_SECONDS, _LOOK_SECONDS = 120.0, 0.1
_ITEMS = 20
"""Number of reports, claims, stories and sources that are read."""
_PORTION = 50
"""Reports that are added at a time."""
_NAMED = Filters(naming="named")
_LINKED_VIEWS = ("claim", "story", "source")
_DURATION = re.compile(r"\bdur=([\d.]+)")
_WORDS = ("council", "police said", "harbour*", '"the minister"', "court -police")


def main() -> None:
    """Measure, and print the figures."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, help="the archive, which is copied")
    parser.add_argument("--readers", type=int, default=_READERS, help=f"how many read at once ({_READERS})")
    parser.add_argument("--requests", type=int, default=_REQUESTS, help=f"how many pages they ask for ({_REQUESTS:,})")
    parser.add_argument("--pause", type=float, default=_PAUSE, help=f"seconds between two pages of a reader ({_PAUSE})")
    parser.add_argument("--quiet", action="store_true", help="without an import meanwhile")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.archive.parent) as folder:
        path = Path(shutil.copy(options.archive, folder))
        figures = _measure(path, options)
    print_figures("desk", figures)


@dataclass(slots=True, kw_only=True)
class Asked:
    """What readers saw."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """By view."""
    server_milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The part of these that the server took, by view."""
    failed: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)
    """Megabytes of the server, ten times in all."""
    lock: Lock = field(default_factory=Lock)


def read_all(desk: Desk, paths: Sequence[str], *, readers: int, requests: int, pause_seconds: float = 0.0) -> Asked:
    """Ask for paths in turn, until as many pages have been asked for as told.

    Args:
        desk: A desk that can be reached.
        paths: Paths of pages.
        readers: How many ask at once.
        requests: How many pages they ask for in all.
        pause_seconds: How long a reader looks at a page.
    """
    asked, turns = Asked(), iter(range(requests))
    server = psutil.Process(desk.process_id)

    def read(_: int) -> None:
        connection = HTTPConnection("127.0.0.1", desk.port, timeout=_TIMEOUT_SECONDS)
        while True:
            with asked.lock:
                turn = next(turns, None)
                if turn is None:
                    break
                path = paths[turn % len(paths)]
                if turn % max(1, requests // 10) == 0:
                    asked.memory.append(server.memory_info().rss / 1e6)
            begun = time.perf_counter()
            connection.request("GET", path, headers={"Accept": "text/html"})
            answer = connection.getresponse()
            answer.read()
            taken = 1000 * (time.perf_counter() - begun)
            name = _view_of(path)
            told = _DURATION.search(answer.getheader("Server-Timing", ""))
            with asked.lock:
                asked.milliseconds[name].append(taken)
                asked.server_milliseconds[name].append(float(told[1]) if told else taken)
                asked.failed[f"{name} {answer.status}"] += answer.status != 200  # noqa: PLR2004 -- as HTTP calls it
            time.sleep(pause_seconds)
        connection.close()

    with ThreadPoolExecutor(readers) as threads:
        list(threads.map(read, range(readers)))
    asked.memory.append(server.memory_info().rss / 1e6)
    return asked


def _view_of(path: str) -> str:
    return path.partition("?")[0].split("/")[1] or "home"


def _paths(path: Path) -> list[str]:
    """List pages of every view, each view as often as the others."""
    with Archive(path, read_only=True) as archive:
        items = {
            "report": [held.id for held in archive.reports(limit=_ITEMS)],
            "claim": [entry.claim.id for entry in archive.claims(limit=_ITEMS)],
            "story": [entry.id for entry in archive.stories(limit=_ITEMS)],
            "source": [one.entity for one in archive.sources(filters=_NAMED, limit=50 * _ITEMS) if one.entity][:_ITEMS],
        }
        outlets = [each.name for each in archive.publishers(limit=_ITEMS)]
    by_view = [[f"/{kind}/{own}" for own in ids] for kind, ids in items.items()]
    by_view += [[f"/review/{own}" for own in items["report"]]]
    by_view += [[f"/outlet?{urlencode({'name': name})}" for name in outlets]]
    by_view += [[f"/search?{urlencode({'q': words})}" for words in _WORDS]]
    by_view += [[path] for path in ("/", "/read", "/stories", "/claims", "/sources", "/outlets", "/questions")]
    by_view += [["/corrections"]]
    return [many[turn % len(many)] for turn in range(_ITEMS) for many in by_view if many]


@contextmanager
def _adding(path: Path) -> Iterator[None]:
    """Add invented reports, one file after the other, for as long as the context lasts."""
    is_over, folder = Event(), path.parent / "adding"
    folder.mkdir()

    def add() -> None:
        for number in count():
            said = f"Ines Okafor said {number} boats left. The council denied it."
            lines = [json.dumps({"text": f"Boats {number}.{each}\n\n{said}"}) for each in range(_PORTION)]
            file = folder / f"{number}.jsonl"
            file.write_text("\n".join(lines))
            command = [sys.executable, "-m", "whence", "add", str(path), str(file)]
            with Popen(command, stdout=DEVNULL, stderr=DEVNULL) as process:  # noqa: S603 -- runs this package
                while process.poll() is None:
                    if is_over.wait(_LOOK_SECONDS):
                        process.terminate()
                        return

    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(add)
        try:
            yield
        finally:
            is_over.set()
            running.result()


def _slowest(milliseconds: dict[str, list[float]]) -> dict[str, int]:
    return {name: round(percentile(taken, 0.95)) for name, taken in sorted(milliseconds.items())}


def _measure(path: Path, options: Namespace) -> dict[str, object]:
    with Archive(path) as archive:  # migrated before anything is measured
        before = archive.holdings().reports
    paths, desk = _paths(path), Desk(archive=path)
    desk.start()
    begun = time.perf_counter()
    try:
        read_all(desk, paths[: len(paths) // _ITEMS], readers=1, requests=len(paths) // _ITEMS)  # as a warm start
        started = sum(psutil.Process(desk.process_id).cpu_times()[:2])
        with nullcontext() if options.quiet else _adding(path):
            asked = read_all(
                desk, paths, readers=options.readers, requests=options.requests, pause_seconds=options.pause
            )
            used = sum(psutil.Process(desk.process_id).cpu_times()[:2]) - started
    finally:
        desk.kill()
    with Archive(path, read_only=True) as archive:
        added = archive.holdings().reports - before
    return {
        "reports": before,
        "readers": options.readers,
        "requests": options.requests,
        "pause": options.pause,
        "server": _slowest(asked.server_milliseconds),
        "pages": _slowest(asked.milliseconds),
        "missing": [name for name in _LINKED_VIEWS if name not in asked.milliseconds],
        "failed": {name: number for name, number in asked.failed.items() if number},
        "cpu": round(1000 * used / options.requests, 1),
        "memory": [round(each) for each in asked.memory],
        "growth": round(asked.memory[-1] - asked.memory[1]),
        "added": added,
        "seconds": round(time.perf_counter() - begun, 1),
    }


if __name__ == "__main__":
    main()
