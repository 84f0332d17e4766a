"""Feed polling: add what is new in the watched feeds, and fetch recent reports again to see whether they changed.

All state is in the archive, so an interrupted watch continues where it stopped.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from whence.archive.ingest.add import add_inputs
from whence.archive.ingest.fetch_history import Visits, while_recent
from whence.archive.ingest.import_run import OnProgress
from whence.archive.ingest.watched_feeds import DueFeed, due_feeds, list_feeds, next_due, record_fetch, watch
from whence.archive.storage.store import Store
from whence.errors import ArchiveBusyError, WhenceError
from whence.intake.collect import Collector
from whence.intake.web.feed_listing import Entries, read_entries
from whence.intake.web.feeds import FeedEntry
from whence.intake.web.visitor import Visitor
from whence.records.answers import FeedState, Progress, Tally
from whence.scaling.batch import OpenReader

__all__ = ["Round", "Watcher", "watch_feeds"]

_BUSY_SECONDS = 30.0
"""Wait before another attempt when another process is writing."""
_RETRY_SECONDS = 48 * 3600.0
"""Minimum time, from its first fetch on, during which a failing page is tried again."""
_MAX_PARALLEL_FEEDS = 16
"""Maximum number of feeds fetched before their reports are added. A sitemap may list 50,000 pages, all in memory."""
_FIRST_PATIENCE_FACTOR = 3
"""The wait for the first answer is longer than the waits for the next ones by this factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Result of polling all due feeds once."""

    feeds: tuple[FeedState, ...]
    """The feeds that were polled."""
    tally: Tally
    next_due: float
    """When the next feed or report is due, in seconds since 1970."""


@dataclass(slots=True, kw_only=True)
class Watcher:
    """Polls feeds for an archive.

    Args:
        store: The archive's file.
        visitor: Polite web client.
        reader: Opens the reader of reports.
        every_seconds: Interval between two requests for one feed; longer after failures (back-off), up to a day.
        fresh_seconds: How long after its arrival a report is fetched again, at growing intervals.
        grace_seconds: How long to wait for slow feeds after the last answer, before the feeds that answered are added.
        jobs: Maximum number of reading processes; None for one per core.
        now: Returns the current time, in seconds since 1970.
        sleep: Waits for a number of seconds.
    """

    store: Store
    visitor: Visitor
    reader: OpenReader
    every_seconds: float = 900.0
    fresh_seconds: float = 48 * 3600.0
    grace_seconds: float = 3.0
    jobs: int | None = None
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    _visits: Visits = field(init=False)

    def __post_init__(self) -> None:
        is_due = while_recent(self.fresh_seconds, least_seconds=self.every_seconds)
        self._visits = Visits(self.store, self.now, is_due)

    def watch(self, feeds: Iterable[str], *, on_progress: OnProgress | None = None) -> Iterator[Round]:
        """Poll the given feeds and those that the archive already watches, until the caller stops iterating.

        If another process is writing to the archive, this waits.

        Yields:
            The result of each round, before the wait for the next.

        Raises:
            ArchiveError: The archive cannot be written.
            UsageError: An address cannot be a feed's.
        """
        names = list(feeds)
        while True:
            try:
                with self.store.writing():
                    watch(self.store, names)
                    names = []  # feeds that are unwatched during a round must not be added again
                    done = self.poll(on_progress=on_progress)
            except ArchiveBusyError:
                self.sleep(_BUSY_SECONDS)
                continue
            yield done
            self.sleep(max(1.0, done.next_due - self.now()))

    def poll(self, *, on_progress: OnProgress | None = None) -> Round:
        """Poll all due feeds once, several hosts in parallel. Call only within `Store.writing`.

        Reports are added in the order of the feeds. Feeds on slow hosts come last, when the reports of the others are
        already in the archive.
        """
        collector = Collector(visitor=self.visitor, columns={}, choose=self._visits.choose)
        due = due_feeds(self.store, self.now())
        late: list[_PendingFeed] = []
        tally = Tally()
        try:
            for start in range(0, max(1, len(due)), _MAX_PARALLEL_FEEDS):
                pending_feeds = [self._start(feed) for feed in due[start : start + _MAX_PARALLEL_FEEDS]]
                ready, slow = self._split_by_answer(pending_feeds)
                late += slow
                is_last = start + _MAX_PARALLEL_FEEDS >= len(due)
                tell = on_progress and partial(_report_total, on_progress, tally)
                tally += self._add(collector, ready, self._due_reports() if is_last else (), tell)
            while late:
                ready, late = self._split_by_answer(late)
                tell = on_progress and partial(_report_total, on_progress, tally)
                tally += self._add(collector, ready, (), tell)
        finally:
            for each in late:
                each.answer.cancel()
        states = list_feeds(self.store, [feed.url for feed in due])
        return Round(feeds=tuple(states), tally=tally, next_due=self._next_due())

    def _start(self, feed: DueFeed) -> "_PendingFeed":
        ask = partial(read_entries, self.visitor, feed.url, etag=feed.etag, modified=feed.modified)
        return _PendingFeed(feed=feed, answer=self.visitor.start(feed.url, ask))

    def _split_by_answer(
        self, pending_feeds: list["_PendingFeed"]
    ) -> tuple[list["_PendingFeed"], list["_PendingFeed"]]:
        """Wait for feeds, and separate those that answered from those that are slow."""
        pending = {each.answer for each in pending_feeds}
        patience = _FIRST_PATIENCE_FACTOR * self.grace_seconds
        while pending:
            done, pending = wait(pending, patience, FIRST_COMPLETED)
            if not done:
                break
            patience = self.grace_seconds
        return [each for each in pending_feeds if each.answer not in pending], [
            each for each in pending_feeds if each.answer in pending
        ]

    def _add(
        self,
        collector: Collector,
        pending_feeds: list["_PendingFeed"],
        fresh: Iterable[FeedEntry],
        on_progress: OnProgress | None,
    ) -> Tally:
        """Add the reports of feeds that answered, and recent reports that changed; then record the fetches."""
        entries: list[FeedEntry] = []
        answers: list[tuple[DueFeed, str | None]] = []
        for each in pending_feeds:
            try:
                found = each.answer.result()
            except WhenceError as error:
                answers.append((replace(each.feed, failures=each.feed.failures + 1), error.reason))
            else:
                entries += found.entries
                feed = replace(each.feed, etag=found.etag, modified=found.modified, failures=0)
                answers.append((feed, found.problem))
        tally = add_inputs(
            self.store,
            collector.visit(chain(entries, fresh)),
            self.reader,
            visits=self._visits,
            jobs=self.jobs,
            on_progress=on_progress,
        )
        # Record a feed only once its reports are stored: an unchanged feed does not list them again.
        with self.store.transaction():
            for feed, problem in answers:
                record_fetch(self.store, feed, problem=problem, now=self.now(), every_seconds=self.every_seconds)
        return tally

    def _due_reports(self) -> Iterator[FeedEntry]:
        """Iterate over recent reports that are due, and over failed pages, which their feed may no longer list."""
        for given in self._visits.due(since=self.now() - max(self.fresh_seconds, _RETRY_SECONDS)):
            yield FeedEntry(url=given.name, metadata=given.metadata)

    def _next_due(self) -> float:
        """Get the time when the next feed is due; recent reports are fetched along with feeds."""
        due = next_due(self.store)
        return self.now() + self.every_seconds if due is None else due


@dataclass(frozen=True, slots=True, kw_only=True)
class _PendingFeed:
    """A feed that is being fetched."""

    feed: DueFeed
    answer: Future[Entries]


def _report_total(on_progress: OnProgress, before: Tally, progress: Progress) -> None:
    """Report a round's progress, including the feeds added before."""
    on_progress(
        replace(
            progress,
            added=before.added + progress.added,
            changed=before.changed + progress.changed,
            known=before.known + progress.known,
            rejected=before.rejected + progress.rejected,
        )
    )


def watch_feeds(  # noqa: PLR0913 -- independent options
    store: Store,
    feeds: Iterable[str],
    *,
    visitor: Visitor,
    reader: OpenReader,
    every_seconds: float,
    fresh_seconds: float,
    jobs: int | None,
    on_progress: OnProgress | None,
) -> Generator[Round, None, None]:
    """Poll feeds as `Watcher.watch` does, and close the visitor at the end."""
    with visitor:
        watcher = Watcher(
            store=store,
            visitor=visitor,
            reader=reader,
            every_seconds=every_seconds,
            fresh_seconds=fresh_seconds,
            jobs=jobs,
        )
        yield from watcher.watch(feeds, on_progress=on_progress)
