"""Taking reports from an output of many machines into an archive, with the ledgers as they were read there.

The tables of an output are Parquet files, divided by day. Only the days that are wanted are opened, and of these only
the reports of the publisher are taken. The rest is decided in the archive itself: a report is stored, and taken back if
the filters or the query do not select it, so that they mean here what they mean in a search.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.archive.columnar.arrow import has_packages
from whence.archive.columnar.ledger_rows import (
    DIVISION,
    LEDGER_COLUMNS,
    LEDGER_TABLES,
    LEDGERS,
    UNDATED,
    arrival_of_row,
)
from whence.archive.ingest.import_run import BATCH, Clock, OnProgress, Run, current_time
from whence.archive.query.filters import SqlPart, condition
from whence.archive.query.search import parse_query
from whence.archive.storage.store import Store
from whence.archive.storage.write import Arrival, clear_rejection, store_report
from whence.errors import UsageError, WhenceError
from whence.intake.opening import SOUND_COPY
from whence.records.answers import Filters, Tally
from whence.records.report import Rejected

__all__ = ["add_ledgers", "is_output"]

_SUPERSEDED = "the archive has a later version of this item"
_DAMAGED = "its ledger is damaged"


def is_output(path: str | os.PathLike[str]) -> bool:
    """Check whether a path is the folder of an output: it holds a folder of ledgers, and one of reports."""
    return all((Path(path) / name).is_dir() for name in (LEDGERS, LEDGER_TABLES[0]))


def add_ledgers(  # noqa: PLR0913 -- independent options
    store: Store,
    output: str | os.PathLike[str],
    *,
    filters: Filters,
    query: str = "",
    on_progress: OnProgress | None = None,
    clock: Clock = current_time,
) -> Tally:
    """Store the reports of an output that the archive does not have; nothing is read again.

    Args:
        store: The archive's file.
        output: The folder that ``whence spark read`` wrote.
        filters: Which reports to take.
        query: Words that they contain, as in a search; all if empty.
        on_progress: Called regularly with the progress.
        clock: Returns the current time.

    Raises:
        UsageError: The folder is no such output, the query contains no word, or pyarrow is missing.
        ArchiveError: The file cannot be written; reports added before that are kept.
    """
    run = Run(on_progress=on_progress, clock=clock)
    slice_ = _open_slice(output, filters)
    with store.writing():
        _selects(store, filters, query, 0)  # so that a query without a word is refused before anything is read
        for place, rows in slice_.batches():
            with store.transaction():
                for row in rows:
                    _take(store, row, run, filters=filters, query=query)
                run.write_queued(store)
            run.report_progress(place / slice_.count)
    run.report_progress(1.0, at_last=True)
    return run.tally()


def _take(store: Store, row: dict[str, object], run: Run, *, filters: Filters, query: str) -> None:
    """Store one report, unless the filters or the query leave it out."""
    try:
        arrival = arrival_of_row(row)
    except (WhenceError, LookupError, TypeError, ValueError):
        run.reject(Rejected(input=str(row["input"]), reason=f"{_DAMAGED}. {SOUND_COPY}."), None)
        return
    with _taking_back(store) as take_back:
        outcome = store_report(store, arrival, now=run.now())
        if outcome in {"added", "changed"} and not _selects(store, filters, query, _version_of(store, arrival)):
            take_back()
            return
    if outcome == "superseded":
        run.reject(Rejected(input=arrival.receipt.input, reason=f"{_SUPERSEDED}."), arrival.receipt.digest)
        return
    run.counts[outcome] += 1
    if run.accept(arrival.receipt.input):
        clear_rejection(store, arrival.receipt.input)


@contextmanager
def _taking_back(store: Store) -> Iterator[Any]:
    """Make a point in a transaction to which it can be taken back."""
    store.run("SAVEPOINT report")
    yield lambda: store.run("ROLLBACK TO report")
    store.run("RELEASE report")


def _version_of(store: Store, arrival: Arrival) -> int:
    """Find the version that was just stored."""
    (row,) = store.rows("SELECT version FROM digests WHERE digest = ?", (arrival.receipt.digest,))
    return int(row[0])


def _selects(store: Store, filters: Filters, query: str, version: int) -> bool:
    """Check whether the filters and the query select a version."""
    asked = condition(store, filters, all_versions=True)
    if query:
        matched = SqlPart(
            sql="versions.id IN (SELECT rowid FROM words WHERE words MATCH ?)",
            values=(parse_query(store, query).match,),
        )
        asked = asked.and_(matched)
    return bool(store.rows(f"SELECT 1 FROM versions WHERE id = ? AND {asked.sql}", (version, *asked.values)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slice:
    """The rows of the days and the publisher that were asked for."""

    rows: Any
    """A ``pyarrow.dataset.Dataset``."""
    chosen: Any
    """Which of its rows, as a ``pyarrow.dataset.Expression``; None for all."""
    count: int
    """How many these are; at least one."""

    def batches(self) -> Iterator[tuple[int, list[dict[str, object]]]]:
        """Read some rows at a time, with the number of rows up to then."""
        place = 0
        columns = [name for name, _ in LEDGER_COLUMNS]
        for batch in self.rows.to_batches(columns=columns, filter=self.chosen, batch_size=BATCH, use_threads=False):
            place += batch.num_rows
            if batch.num_rows:
                yield place, batch.to_pylist()


def _open_slice(output: str | os.PathLike[str], filters: Filters) -> _Slice:
    """Open the ledgers of an output, as many as the day and the publisher leave."""
    if not has_packages("pyarrow"):
        problem = "this needs the package pyarrow, which is not installed"
        raise UsageError(os.fspath(output), problem, "Install it with: pip install 'whence[tables]'")
    import pyarrow as pa  # noqa: PLC0415 -- 170 MB, needed only here
    from pyarrow import dataset  # noqa: PLC0415

    if not is_output(output):
        fix = "Name the folder that whence spark read wrote"
        raise UsageError(os.fspath(output), "it holds no tables of ledgers and reports", fix)
    by_day = dataset.partitioning(pa.schema([(DIVISION, pa.string())]), flavor="hive")
    try:
        rows = dataset.dataset(Path(output) / LEDGERS, format="parquet", partitioning=by_day)
        chosen = _chosen(dataset.field, filters)
        return _Slice(rows=rows, chosen=chosen, count=max(1, rows.count_rows(filter=chosen)))
    except (pa.ArrowException, OSError) as error:
        raise UsageError(os.fspath(output), "its ledgers are not Parquet, or are damaged", SOUND_COPY) from error


def _chosen(field: Any, filters: Filters) -> Any:  # noqa: ANN401 -- pyarrow has no types
    """Make the condition on rows: all that the filters may select, and more."""
    import pyarrow.compute as pc  # noqa: PLC0415 -- see above

    chosen = None
    # What is undated here may have been published in some month or year.
    if filters.since is not None:
        chosen = (field(DIVISION) == UNDATED) | (field(DIVISION) >= filters.since)
    if filters.until is not None:
        until = (field(DIVISION) == UNDATED) | (field(DIVISION) <= filters.until + "~")
        chosen = until if chosen is None else chosen & until
    if filters.publisher is not None and filters.publisher.isascii():
        name = filters.publisher.lower()
        lowered = pc.utf8_lower(field("publisher"))
        by = pc.starts_with(lowered, name[:-1]) if name.endswith("*") else lowered == name
        chosen = by if chosen is None else chosen & by
    return chosen
