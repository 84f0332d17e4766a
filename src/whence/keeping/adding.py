"""Inputs into an archive: what it has is passed over, the rest is read on all cores, and one process writes.

What came before is known by the digest of its bytes, so an import that was ended goes on where it was, whatever the
order of the inputs: nothing is remembered of the import itself.
"""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from whence.errors import WhenceError
from whence.intake.fetching import is_address
from whence.intake.files import load
from whence.intake.inputs import Input, address_key
from whence.intake.markup import looks_like_html
from whence.keeping.parts import ledger_of
from whence.keeping.store import Store
from whence.keeping.writing import Arrival, Outcome, keep, put_again, refuse
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
    counts: dict[Outcome, int] = field(default_factory=lambda: {"added": 0, "changed": 0, "known": 0})
    rejected: int = 0
    refused: list[Refused] = field(default_factory=list)
    to_refuse: list[tuple[Refused, str | None]] = field(default_factory=list)
    """Refused, and yet to be written, each with the digest of its bytes."""
    taken: deque[Input] = field(default_factory=deque)
    """Handed out to be read, in this order."""
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

    def tell(self, done: float | None, *, at_last: bool = False) -> None:
        """Tell how far it is, if it has not been told just now."""
        self.done = done if done is not None else self.done
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
    inputs: Iterable[Input | Rejected],
    open_reader: OpenReader,
    *,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
    clock: Clock = tell_time,
) -> Tally:
    """Read what the archive has not, and put it in.

    Args:
        store: The archive's file.
        inputs: What to add; taken up only as fast as reading goes.
        open_reader: Makes what reads reports.
        jobs: Most processes to read in; all cores if none is given.
        on_progress: Told now and then how far it is.
        clock: Tells the time.

    Raises:
        ArchiveError: It cannot be written; what was added before is kept.
    """
    run = _Run(on_progress=on_progress, clock=clock)
    with store.writing(), closing(read_inputs(_unknown(store, inputs, run), open_reader, jobs=jobs)) as results:
        for batch in _batches(results):
            pairs = [(run.taken.popleft(), result) for result in batch]
            for given, result in pairs:
                if isinstance(result, Rejected):
                    run.reject(result, given.digest)
            with store.batch():
                for given, result in pairs:
                    if isinstance(result, Ledger):
                        run.counts[keep(store, _arrival(given, result), now=run.now())] += 1
                _write_refused(store, run)
            run.tell(pairs[-1][0].done)
        with store.batch():
            _write_refused(store, run)
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
                    _write_refused(store, run)
                place += len(batch)
                run.tell(place / len(old))
    return run.tally()


def _unknown(store: Store, inputs: Iterable[Input | Rejected], run: _Run) -> Iterator[Input]:
    """Pass on what the archive has not, with its bytes."""
    for each in inputs:
        if isinstance(each, Rejected):
            run.reject(each, None)
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
        elif _is_known(store, loaded, digest):
            run.counts["known"] += 1
        else:
            run.taken.append(loaded)
            yield loaded
        run.tell(loaded.done)


def _is_known(store: Store, given: Input, digest: str) -> bool:
    """Tell whether these bytes were read, and are not what a report went back to after a change."""
    row = store.one(
        "SELECT report, is_latest FROM versions WHERE id = (SELECT version FROM digests WHERE digest = ?)", (digest,)
    )
    if row is None:
        return False
    report, is_latest = row
    if is_latest:
        return True
    marks = _addresses(given, None)
    held = [store.one("SELECT 1 FROM addresses WHERE address = ? AND report = ?", (mark, report)) for mark in marks]
    return not any(held)


def _refused_before(store: Store, given: Input, digest: str) -> str | None:
    row = store.one(
        "SELECT reason FROM rejected WHERE input = ? AND digest = ? AND reader = ?", (given.name, digest, _READER)
    )
    return row[0] if row else None


def _write_refused(store: Store, run: _Run) -> None:
    for refused, digest in run.to_refuse:
        refuse(store, refused, digest=digest, reader=_READER)
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
    addresses = _addresses(given, ledger.report)
    receipt = Receipt(
        input=given.name,
        fetched=given.fetched,
        digest=given.digest or "",
        extractor=_extractor(given),
        etag=given.etag,
        modified=given.modified,
    )
    return Arrival(ledger=ledger, receipt=receipt, addresses=addresses, is_sure=bool(ledger.report.url or given.url))


def _addresses(given: Input, report: Report | None) -> tuple[str, ...]:
    """List what an input is known by when it comes again.

    The address that a page gives as its own counts where it is of the host that the page came from: on copy taken over
    from an agency, it may be the agency's.
    """
    fetched = given.url or given.given.url or (given.name if is_address(given.name) else None)
    own = report.url if report else None
    urls = [url for url in (fetched, own) if url and (fetched is None or _host(url) == _host(fetched))]
    if urls:
        return tuple(dict.fromkeys(address_key(url) for url in urls))
    if given.address:
        return (given.address,)
    is_file = "#" not in given.name and Path(given.name).is_file()
    return (f"file:{Path(given.name).resolve()}",) if is_file else ()


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _extractor(given: Input) -> str:
    start = (given.data or b"")[:_SNIFFED_BYTES].decode("latin-1")
    return _READER if given.is_plain or not looks_like_html(start) else f"{_READER}, trafilatura {_trafilatura()}"


@cache
def _trafilatura() -> str:
    return version("trafilatura")
