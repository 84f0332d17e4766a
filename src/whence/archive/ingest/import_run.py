"""A run over many inputs: how far it is, and what is to be written next."""

import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from whence.archive.ingest.fetch_history import Visits
from whence.archive.ingest.provenance import READER
from whence.archive.storage.store import Store
from whence.archive.storage.write import Outcome, forget_refused, refuse, remember
from whence.intake.identity import marks_of
from whence.intake.inputs import Input
from whence.intake.urls import is_address
from whence.records.answers import MOST_REFUSED, Progress, Refused, Tally
from whence.records.ledger import Ledger
from whence.records.report import Rejected

__all__ = ["BATCH", "Clock", "OnProgress", "Run", "batches", "tell_time"]

Clock = Callable[[], datetime]
OnProgress = Callable[[Progress], None]

BATCH = 64
"""Results are written together, as each writing waits for the disk: at most so many, or what comes in a second. So much
is read again after a kill."""
_BATCH_SECONDS = 1.0
_NEWS_SECONDS = 0.2


def tell_time() -> datetime:
    """Tell what time it is."""
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class Run:
    """How far an import is, and what it has taken up."""

    on_progress: OnProgress | None
    clock: Clock
    visits: Visits | None = None
    counts: dict[Outcome, int] = field(default_factory=lambda: {"added": 0, "changed": 0, "known": 0})
    rejected: int = 0
    refused: list[Refused] = field(default_factory=list)
    to_refuse: list[tuple[Refused, str | None]] = field(default_factory=list)
    """Refused, and yet to be written, each with the digest of its bytes."""
    to_settle: list[tuple[str, int, tuple[str, ...]]] = field(default_factory=list)
    """Known, and yet to be remembered: an input's name, the version that it is, and what it is known by now."""
    to_note: list[tuple[Input, bool]] = field(default_factory=list)
    """Addresses that were asked, and whether they failed; yet to be remembered."""
    taken: deque[Input] = field(default_factory=deque)
    """Handed out to be read, in this order."""
    upcoming: Counter[str] = field(default_factory=Counter)
    """By what these will be known."""
    done: float | None = None
    _told: float = 0.0

    def now(self) -> str:
        """Tell what time it is, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def reject(self, rejected: Rejected, digest: str | None) -> None:
        """Count an input that could not be read."""
        refused = Refused(input=rejected.input, reason=rejected.reason, at=self.now())
        self.to_refuse.append((refused, digest))
        self.rejected += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(refused)

    def note(self, given: Input, *, is_failure: bool = False) -> None:
        """Have it remembered that an address was asked."""
        if self.visits is not None and (given.fetched or is_failure) and is_address(given.name):
            self.to_note.append((given, is_failure))

    def take(self, given: Input) -> None:
        """Hand an input out to be read."""
        self.taken.append(given)
        self.upcoming.update(marks_of(given))

    def give(self) -> Input:
        """Take back the input whose turn it is."""
        given = self.taken.popleft()
        for mark in marks_of(given):
            self.upcoming[mark] -= 1
            if not self.upcoming[mark]:
                del self.upcoming[mark]
        return given

    def tell(self, done: float | None, *, at_last: bool = False) -> None:
        """Tell how far it is, if it has not been told just now."""
        if done is not None:
            self.done = max(done, self.done or 0.0)
        if self.on_progress and (at_last or time.monotonic() - self._told >= _NEWS_SECONDS):
            self._told = time.monotonic()
            self.on_progress(
                Progress(
                    added=self.counts["added"],
                    changed=self.counts["changed"],
                    known=self.counts["known"],
                    rejected=self.rejected,
                    done=self.done,
                )
            )

    def tally(self) -> Tally:
        """Sum up what became of all."""
        return Tally(
            added=self.counts["added"],
            changed=self.counts["changed"],
            known=self.counts["known"],
            rejected=self.rejected,
            refused=tuple(self.refused),
        )

    def settle(self, store: Store) -> None:
        """Write what has come up beside ledgers. Only within a batch."""
        for name, known, addresses in self.to_settle:
            remember(store, known, addresses)
            forget_refused(store, name)
        for refused, digest in self.to_refuse:
            refuse(store, refused, digest=digest, reader=READER)
        for given, is_failure in self.to_note:
            if self.visits is not None:
                self.visits.note(given, is_failure=is_failure)
        self.to_note.clear()
        self.to_settle.clear()
        self.to_refuse.clear()

    @property
    def unsettled(self) -> int:
        """How much of it there is."""
        return len(self.to_refuse) + len(self.to_settle) + len(self.to_note)


def batches(results: Generator[Ledger | Rejected, None, None]) -> Iterator[list[Ledger | Rejected]]:
    """Gather results until there are enough, or some time is over."""
    batch: list[Ledger | Rejected] = []
    begun = time.monotonic()
    for result in results:
        batch.append(result)
        if len(batch) == BATCH or time.monotonic() - begun > _BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch
