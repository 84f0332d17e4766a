"""State of one import: progress, inputs that are being read, and records yet to be written."""

import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from whence.archive.ingest.fetch_history import Visits
from whence.archive.ingest.provenance import READER
from whence.archive.storage.store import Store
from whence.archive.storage.write import Outcome, clear_rejection, record_rejection, set_identity_keys
from whence.intake.identity import unread_keys
from whence.intake.inputs import Input
from whence.intake.urls import is_address
from whence.records.answers import MAX_REFUSED, Progress, Refused, Tally
from whence.records.ledger import Ledger
from whence.records.report import Rejected

__all__ = ["BATCH", "Clock", "OnProgress", "Run", "batches", "current_time"]

Clock = Callable[[], datetime]
OnProgress = Callable[[Progress], None]

BATCH = 64
"""Maximum number of results in one transaction, which also ends after a second, as each commit waits for the disk. A
killed import reads that much again."""
_BATCH_SECONDS = 1.0
_NEWS_SECONDS = 0.2


def current_time() -> datetime:
    """Get the current time."""
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class Run:
    """State of an import: its progress, and the inputs that are being read."""

    on_progress: OnProgress | None
    clock: Clock
    visits: Visits | None = None
    counts: dict[Outcome, int] = field(default_factory=lambda: {"added": 0, "changed": 0, "known": 0})
    rejected: int = 0
    refused: list[Refused] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    """Digests of the first inputs that were read or known."""
    queued_rejections: list[tuple[Refused, str | None]] = field(default_factory=list)
    """Rejected inputs yet to be recorded, each with the digest of its bytes."""
    queued_known: list[tuple[str, int, tuple[str, ...]]] = field(default_factory=list)
    """Known inputs yet to be recorded: the input's name, the version it equals, new identity keys of that version."""
    queued_fetches: list[tuple[Input, bool]] = field(default_factory=list)
    """Fetched addresses yet to be recorded, and whether the fetch failed."""
    taken: deque[tuple[int, Input]] = field(default_factory=deque)
    """Inputs handed out for reading, each with its place among all inputs, in this order."""
    upcoming: Counter[str] = field(default_factory=Counter)
    """Identity keys of these inputs."""
    done: float | None = None
    place: int = 0
    """Number of inputs so far."""
    _reported_at: float = 0.0
    _decided: dict[str, int] = field(default_factory=dict)
    """Place of the last input of each name that was read, known or rejected, while an earlier one may yet come."""

    def now(self) -> str:
        """Get the current time in ISO 8601, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def reject(self, rejected: Rejected, digest: str | None, *, place: int | None = None) -> None:
        """Count an input that could not be read.

        Args:
            rejected: The input, and why.
            digest: Digest of its bytes, if they were read.
            place: Its place among all inputs; None for the latest.
        """
        refused = Refused(input=rejected.input, reason=rejected.reason, at=self.now())
        if self._decides(refused.input, place):
            self.queued_rejections.append((refused, digest))
        self.rejected += 1
        if len(self.refused) < MAX_REFUSED:
            self.refused.append(refused)

    def accept(self, name: str, *, place: int | None = None) -> bool:
        """Note an input that was read or is known.

        Args:
            name: The input's name.
            place: Its place among all inputs; None for the latest.

        Returns:
            Whether the list of rejected inputs must not hold it: not if a later input of the same name was rejected.
        """
        if not self._decides(name, place):
            return False
        self.queued_rejections = [one for one in self.queued_rejections if one[0].input != name]
        return True

    def _decides(self, name: str, place: int | None) -> bool:
        """Tell whether no later input of this name was decided on, and remember this one."""
        here = self.place if place is None else place
        if here < self._decided.get(name, here):
            return False
        self._decided[name] = here
        return True

    def queue_fetch(self, given: Input, *, is_failure: bool = False) -> None:
        """Queue the record that an address was fetched."""
        if self.visits is not None and (given.fetched or is_failure) and is_address(given.name):
            self.queued_fetches.append((given, is_failure))

    def hand_out(self, given: Input) -> None:
        """Register an input as handed out for reading."""
        self.taken.append((self.place, given))
        self.upcoming.update(unread_keys(given))

    def take_back(self) -> tuple[int, Input]:
        """Return the input that was handed out first, with its place, and remove it."""
        place, given = self.taken.popleft()
        for mark in unread_keys(given):
            self.upcoming[mark] -= 1
            if not self.upcoming[mark]:
                del self.upcoming[mark]
        return place, given

    def report_progress(self, done: float | None, *, at_last: bool = False) -> None:
        """Report the progress, unless it was reported a moment ago."""
        if done is not None:
            self.done = max(done, self.done or 0.0)
        if self.on_progress and (at_last or time.monotonic() - self._reported_at >= _NEWS_SECONDS):
            self._reported_at = time.monotonic()
            self.on_progress(
                Progress(
                    added=self.counts["added"],
                    changed=self.counts["changed"],
                    known=self.counts["known"],
                    rejected=self.rejected,
                    done=self.done,
                )
            )

    def note(self, given: Input) -> None:
        """Note an input whose report the archive has."""
        if given.digest and len(self.digests) < MAX_REFUSED:
            self.digests.append(given.digest)

    def tally(self, *, reports: Iterable[str] = ()) -> Tally:
        """Summarise the results.

        Args:
            reports: Ids of the first reports.
        """
        return Tally(
            added=self.counts["added"],
            changed=self.counts["changed"],
            known=self.counts["known"],
            rejected=self.rejected,
            refused=tuple(self.refused),
            reports=tuple(reports),
        )

    def write_queued(self, store: Store) -> None:
        """Write everything queued except ledgers. Call only within a transaction."""
        for name, known, addresses in self.queued_known:
            set_identity_keys(store, known, addresses)
            clear_rejection(store, name)
        for refused, digest in self.queued_rejections:
            record_rejection(store, refused, digest=digest, reader=READER)
        for given, is_failure in self.queued_fetches:
            if self.visits is not None:
                self.visits.record(given, is_failure=is_failure)
        self.queued_fetches.clear()
        self.queued_known.clear()
        self.queued_rejections.clear()
        # All before the first input that is still being read have been decided on.
        first = self.taken[0][0] if self.taken else self.place + 1
        self._decided = {name: place for name, place in self._decided.items() if place >= first}

    @property
    def queued_count(self) -> int:
        """Number of queued records."""
        return len(self.queued_rejections) + len(self.queued_known) + len(self.queued_fetches)


def batches(results: Generator[Ledger | Rejected, None, None]) -> Iterator[list[Ledger | Rejected]]:
    """Group results into batches, each ended by its size or by time."""
    batch: list[Ledger | Rejected] = []
    begun = time.monotonic()
    for result in results:
        batch.append(result)
        if len(batch) == BATCH or time.monotonic() - begun > _BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch
