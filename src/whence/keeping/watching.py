"""Feeds, looked at again and again: what is new in them is added, and what is fresh is asked whether it changed.

All that has to be remembered stands in the archive, so a watch that was ended goes on where it was.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from whence.errors import ArchiveBusyError, WhenceError
from whence.intake.collecting import Collector, read_entries
from whence.intake.feeds import Entry
from whence.intake.visiting import Visitor
from whence.keeping.adding import add_inputs
from whence.keeping.running import OnProgress
from whence.keeping.store import Store
from whence.keeping.visits import Visits, while_fresh
from whence.reading.many import OpenReader
from whence.records.holdings import Tally

__all__ = ["FeedState", "Round", "Watcher"]

_LONGEST_REST = 86_400.0
_BUSY_SECONDS = 30.0
"""How long to wait for another that writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed that is watched."""

    url: str
    problem: str | None
    """Why it could not be read the last time, in one sentence."""
    due: float
    """When it is looked at next, in seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of looking once at all feeds that were due."""

    feeds: tuple[FeedState, ...]
    """Those that were looked at."""
    tally: Tally
    next_due: float
    """When the next feed or report is due, in seconds since 1970."""


@dataclass(slots=True, kw_only=True)
class Watcher:
    """Looks at feeds for an archive.

    Args:
        store: The archive's file.
        visitor: Asks the web, politely.
        reader: Makes what reads reports.
        every_seconds: How often a feed is looked at; one that fails is left alone ever longer, up to a day.
        fresh_seconds: How long after it came in a report is asked whether it changed; ever more seldom.
        jobs: Most processes to read in; all cores if none is given.
        now: Tells the time, in seconds since 1970.
        sleep: Waits for some seconds.
    """

    store: Store
    visitor: Visitor
    reader: OpenReader
    every_seconds: float = 900.0
    fresh_seconds: float = 48 * 3600.0
    jobs: int | None = None
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    _visits: Visits = field(init=False)

    def __post_init__(self) -> None:
        is_due = while_fresh(self.fresh_seconds, least_seconds=self.every_seconds)
        self._visits = Visits(self.store, self.now, is_due)

    def watch(self, feeds: Iterable[str], *, on_progress: OnProgress | None = None) -> Iterator[Round]:
        """Look at feeds, those named and those that the archive watches already, until the caller has enough.

        While another writes to the archive, this waits.

        Yields:
            What came of each round, before it waits for the next.

        Raises:
            ArchiveError: The archive cannot be written.
        """
        names = list(feeds)
        while True:
            try:
                with self.store.writing():
                    self._register(names)
                    done = self.look(on_progress=on_progress)
            except ArchiveBusyError:
                self.sleep(_BUSY_SECONDS)
                continue
            yield done
            self.sleep(max(1.0, done.next_due - self.now()))

    def look(self, *, on_progress: OnProgress | None = None) -> Round:
        """Look once at all feeds that are due. Only within `Store.writing`."""
        looks: list[_Look] = []
        collector = Collector(visitor=self.visitor, columns={}, choose=self._visits.choose)
        tally = add_inputs(
            self.store,
            collector.visit(self._entries(looks)),
            self.reader,
            visits=self._visits,
            jobs=self.jobs,
            on_progress=on_progress,
        )
        # Not before its reports are in: of a feed that is known, nothing is told a second time.
        with self.store.batch():
            for look in looks:
                self.store.run(
                    "UPDATE feeds SET etag = ?, modified = ?, asked = ?, due = ?, failures = ?, problem = ?"
                    " WHERE url = ?",
                    (look.etag, look.modified, self.now(), look.due, look.failures, look.problem, look.url),
                )
        states = tuple(FeedState(url=look.url, problem=look.problem, due=look.due) for look in looks)
        return Round(feeds=states, tally=tally, next_due=self._next_due())

    def _register(self, names: Iterable[str]) -> None:
        with self.store.batch():
            self.store.run_many(
                "INSERT OR IGNORE INTO feeds (url, due, failures) VALUES (?, 0, 0)", [(name,) for name in names]
            )

    def _entries(self, looks: list["_Look"]) -> Iterator[Entry]:
        """Walk over what is in the feeds that are due, and over fresh reports."""
        rows = self.store.rows(
            "SELECT url, etag, modified, failures FROM feeds WHERE due <= ? ORDER BY due, url", (self.now(),)
        )
        for url, etag, modified, failures in rows:
            look = _Look(url=url, etag=etag, modified=modified, failures=failures)
            looks.append(look)
            yield from self._read(look)
        for given in self._visits.due(since=self.now() - self.fresh_seconds):
            yield Entry(url=given.name, given=given.given)

    def _read(self, look: "_Look") -> Iterator[Entry]:
        try:
            found = read_entries(self.visitor, look.url, etag=look.etag, modified=look.modified)
            look.etag, look.modified, look.failures, look.problem = found.etag, found.modified, 0, None
            yield from found.entries
        except WhenceError as error:
            look.problem = error.reason
            look.failures += 1
        rest = self.every_seconds * 2**look.failures
        look.due = self.now() + min(rest, max(self.every_seconds, _LONGEST_REST))

    def _next_due(self) -> float:
        """Tell when the next feed is due; fresh reports are asked along with feeds."""
        row = self.store.one("SELECT min(due) FROM feeds")
        return row[0] if row and row[0] is not None else self.now() + self.every_seconds


@dataclass(slots=True, kw_only=True)
class _Look:
    """A look at one feed."""

    url: str
    etag: str | None
    modified: str | None
    failures: int
    problem: str | None = None
    due: float = 0.0
