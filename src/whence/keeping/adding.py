"""Inputs into an archive: what it has is passed over, the rest is read on all cores, and one process writes.

What came before is known by the digest of its bytes, so an import that was ended goes on where it was, whatever the
order of the inputs: nothing is remembered of the import itself.
"""

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from whence.errors import WhenceError
from whence.intake.collecting import Item
from whence.intake.fetching import is_address
from whence.intake.files import load
from whence.intake.inputs import Input, Unchanged, address_key
from whence.intake.markup import looks_like_html
from whence.keeping.parts import clean, ledger_of
from whence.keeping.store import Store
from whence.keeping.visits import Visits
from whence.keeping.writing import (
    Arrival,
    Outcome,
    find_known,
    forget_refused,
    held_by,
    host_of,
    keep,
    put_again,
    refuse,
    remember,
)
from whence.reading.many import OpenReader, read_inputs
from whence.records.holdings import Progress, Receipt, Refused, Tally
from whence.records.ledger import Ledger
from whence.records.report import Rejected, Report
from whence.version import VERSION

__all__ = ["Clock", "OnProgress", "add_inputs", "read_again", "tell_time"]

Clock = Callable[[], datetime]
OnProgress = Callable[[Progress], None]

# Results are written together, as each writing waits for the disk: at most so many, or what comes in this time. So much
# is read again after a kill.
_BATCH = 64
_BATCH_SECONDS = 1.0
_NEWS_SECONDS = 0.2
_MOST_REFUSED_SHOWN = 20
# Pages tell what they are near their beginning.
_SNIFFED_BYTES = 4096
_READER = f"whence {VERSION}"


def tell_time() -> datetime:
    """Tell what time it is."""
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class _Run:
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
        return self.clock().isoformat(timespec="seconds")

    def reject(self, rejected: Rejected, digest: str | None) -> None:
        refused = Refused(input=rejected.input, reason=rejected.reason, at=self.now())
        self.to_refuse.append((refused, digest))
        self.rejected += 1
        if len(self.refused) < _MOST_REFUSED_SHOWN:
            self.refused.append(refused)

    def note(self, given: Input, *, is_failure: bool = False) -> None:
        if self.visits is not None and (given.fetched or is_failure) and is_address(given.name):
            self.to_note.append((given, is_failure))

    def take(self, given: Input) -> None:
        self.taken.append(given)
        self.upcoming.update(_marks(given))

    def give(self) -> Input:
        given = self.taken.popleft()
        for mark in _marks(given):
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
        return Tally(
            added=self.counts["added"],
            changed=self.counts["changed"],
            known=self.counts["known"],
            rejected=self.rejected,
            refused=tuple(self.refused),
        )


def add_inputs(  # noqa: PLR0913 -- who reads, on how many cores, what time it is and whom to tell are apart
    store: Store,
    inputs: Iterable[Item],
    open_reader: OpenReader,
    *,
    visits: Visits | None = None,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
    clock: Clock = tell_time,
) -> Tally:
    """Read what the archive has not, and put it in.

    Args:
        store: The archive's file.
        inputs: What to add; taken up only as fast as reading goes.
        open_reader: Makes what reads reports.
        visits: Remembers which addresses were asked, once what they gave is in.
        jobs: Most processes to read in; all cores if none is given.
        on_progress: Told now and then how far it is.
        clock: Tells the time.

    Raises:
        ArchiveError: It cannot be written; what was added before is kept.
    """
    run = _Run(on_progress=on_progress, clock=clock, visits=visits)
    with store.writing(), closing(read_inputs(_unknown(store, inputs, run), open_reader, jobs=jobs)) as results:
        for batch in _batches(results):
            pairs = [(run.give(), result) for result in batch]
            with store.batch():
                _settle(store, run)
                for given, result in pairs:
                    if isinstance(result, Ledger):
                        run.counts[keep(store, _arrival(given, result), now=run.now())] += 1
                        forget_refused(store, given.name)
                    else:
                        run.reject(result, given.digest)
                    run.note(given)
                _settle(store, run)
            run.tell(pairs[-1][0].done)
        with store.batch():
            _settle(store, run)
    run.tell(1.0, at_last=True)
    return run.tally()


def read_again(
    store: Store, open_reader: OpenReader, *, model: str | None, jobs: int | None = None, on_progress: OnProgress | None
) -> Tally:
    """Read reports once more from their texts, and put the new ledgers in the place of the old.

    Args:
        store: The archive's file.
        open_reader: Makes what reads reports.
        model: Versions that were read by this model, and by this whence, are left as they are; none for all anew.
        jobs: Most processes to read in; all cores if none is given.
        on_progress: Told now and then how far it is.

    Raises:
        ArchiveError: It cannot be written; what was read before is kept.
    """
    run = _Run(on_progress=on_progress, clock=tell_time)
    with store.writing():
        old = store.rows(
            "SELECT id, input FROM versions WHERE ?1 IS NULL OR model <> ?1 OR whence <> ?2 ORDER BY id",
            (model, VERSION),
        )
        reports: Iterator[Report] = (ledger_of(store, row[0]).report for row in old)
        with closing(read_inputs(reports, open_reader, jobs=jobs)) as results:
            place = 0
            for batch in _batches(results):
                with store.batch():
                    for (number, name), result in zip(old[place : place + len(batch)], batch, strict=True):
                        if isinstance(result, Ledger):
                            put_again(store, number, result)
                            run.counts["changed"] += 1
                        else:
                            run.reject(Rejected(input=name, reason=result.reason), None)
                    _settle(store, run)
                place += len(batch)
                run.tell(place / len(old))
    run.tell(1.0, at_last=True)
    return run.tally()


def _unknown(store: Store, inputs: Iterable[Item], run: _Run) -> Iterator[Input]:
    """Pass on what the archive has not, with its bytes."""
    for each in inputs:
        if len(run.to_refuse) + len(run.to_settle) + len(run.to_note) >= _BATCH:
            with store.batch():
                _settle(store, run)
        if isinstance(each, Rejected):
            run.reject(each, None)
            run.note(Input(name=each.input), is_failure=True)
            continue
        if isinstance(each, Unchanged):
            run.counts["known"] += 1
            run.note(each.input)
            continue
        try:
            loaded = load(each)
        except WhenceError as error:
            _, problem, fix = error.args[:3]
            run.reject(Rejected(input=each.name, reason=f"{problem}. {fix}."), None)
            continue
        digest = loaded.digest or ""
        if reason := _refused_before(store, loaded, digest):
            run.reject(Rejected(input=each.name, reason=reason), digest)
        elif _is_known(store, loaded, run):
            run.counts["known"] += 1
            run.note(loaded)
        else:
            run.take(loaded)
            yield loaded
            continue
        run.tell(loaded.done)


def _is_known(store: Store, given: Input, run: _Run) -> bool:
    """Tell whether these bytes were read, and are not what a report went back to after a change."""
    # What is to be read before this decides first, so that it does not matter how far reading is.
    if any(mark in run.upcoming for mark in _marks(given)):
        return False
    row = store.one(
        "SELECT id, content FROM versions WHERE id = (SELECT version FROM digests WHERE digest = ?)", (given.digest,)
    )
    if row is None:
        return False
    known, content = row
    addresses = _addresses(given, None)
    marks = addresses or _places(given)
    held = next(filter(None, (held_by(store, mark) for mark in marks)), None)
    if held is not None:
        known = find_known(store, held, content=content, fetched=given.fetched, is_kept=given.is_kept)
        if known is None:
            return False
    is_old = held is not None and known not in {held.shown, held.latest}
    news = (
        ()
        if is_old
        else tuple(mark for mark in marks if (other := held_by(store, mark)) is None or other.shown != known)
    )
    if news or store.one("SELECT 1 FROM rejected WHERE input = ?", (clean(given.name),)):
        run.to_settle.append((given.name, known, news))
    return True


def _refused_before(store: Store, given: Input, digest: str) -> str | None:
    row = store.one(
        "SELECT reason FROM rejected WHERE input = ? AND digest = ? AND reader = ?",
        (clean(given.name), digest, _READER),
    )
    return row[0] if row else None


def _settle(store: Store, run: _Run) -> None:
    """Write what has come up beside ledgers. Only within a batch."""
    for name, known, addresses in run.to_settle:
        remember(store, known, addresses)
        forget_refused(store, name)
    for refused, digest in run.to_refuse:
        refuse(store, refused, digest=digest, reader=_READER)
    for given, is_failure in run.to_note:
        if run.visits is not None:
            run.visits.note(given, is_failure=is_failure)
    run.to_note.clear()
    run.to_settle.clear()
    run.to_refuse.clear()


def _batches(results: Generator[Ledger | Rejected, None, None]) -> Iterator[list[Ledger | Rejected]]:
    """Gather results until there are enough, or some time is over."""
    batch: list[Ledger | Rejected] = []
    begun = time.monotonic()
    for result in results:
        batch.append(result)
        if len(batch) == _BATCH or time.monotonic() - begun > _BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch


def _arrival(given: Input, ledger: Ledger) -> Arrival:
    receipt = Receipt(
        input=given.name,
        fetched=given.fetched,
        digest=given.digest or "",
        extractor=_extractor(given),
        etag=given.etag,
        modified=given.modified,
    )
    addresses = _addresses(given, ledger.report)
    return Arrival(ledger=ledger, receipt=receipt, addresses=addresses, places=_places(given), is_kept=given.is_kept)


def _marks(given: Input) -> list[str]:
    """List all by which an input, not read yet, may be the same as another."""
    return [given.digest or "", *_addresses(given, None), *_places(given)]


def _addresses(given: Input, report: Report | None) -> tuple[str, ...]:
    """List the addresses on the web that an input is known by when it comes again.

    The address that a page gives as its own counts where it is of the site that the page came from, as on copy taken
    over from an agency it may be the agency's; and where it is more than that site's.
    """
    fetched = given.url or given.given.url or (given.name if is_address(given.name) else None)
    own = address_key(report.url) if report and report.url else ""
    has_own = own != host_of(own) != ""
    if fetched is None:
        return (own,) if has_own else ()
    first = address_key(fetched)
    has_own = has_own and own != first and _is_of_one_site(host_of(own), host_of(first))
    return (first, own) if has_own else (first,)


def _places(given: Input) -> tuple[str, ...]:
    """List what else an input is known by."""
    if given.address:
        return (given.address,)
    if is_address(given.name) or not os.path.isfile(given.name):  # noqa: PTH113 -- Path's fails on too long a name
        return ()
    # A name that is not in the file system's encoding has halves of characters, which are told apart here.
    return ("file:" + os.path.realpath(given.name).encode("utf-8", "backslashreplace").decode(),)


def _is_of_one_site(host: str, other: str) -> bool:
    return host == other or host.endswith("." + other) or other.endswith("." + host)


def _extractor(given: Input) -> str:
    start = (given.data or b"")[:_SNIFFED_BYTES].decode("latin-1")
    return _READER if given.is_plain or not looks_like_html(start) else f"{_READER}, trafilatura {_trafilatura()}"


@cache
def _trafilatura() -> str:
    return version("trafilatura")
