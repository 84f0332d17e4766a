"""Reading reports on Spark: opened inputs in, ledgers and their rows of every table out."""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeAlias

from whence.archive.columnar.ledger_rows import LEDGER_COLUMNS, division_of, ledger_row, table_rows
from whence.archive.ingest.provenance import READER, arrival_of
from whence.archive.storage.rows import clean
from whence.archive.storage.store import Row
from whence.intake.inputs import Input
from whence.reading.model.package import SHIPPED
from whence.records.ledger import Ledger
from whence.records.report import Rejected, Report
from whence.scaling.batch import OpenReader, open_for_good, open_reader, read_apart, read_or_reject
from whence.scaling.spark.inputs import Batches
from whence.scaling.spark.schemas import make_results, result_schema

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame

__all__ = ["SHIPPED_READER", "read_reports"]

SHIPPED_READER: OpenReader = partial(open_reader, SHIPPED)
"""Opens the reader with the shipped model."""

_BATCH_ROWS = 64
_Result: TypeAlias = tuple[Row, dict[str, list[Row]]]


def read_reports(
    inputs: "DataFrame",
    *,
    reader: OpenReader = SHIPPED_READER,
    partitions: int,
    counters: "tuple[Accumulator[int], Accumulator[int], Accumulator[int]] | None" = None,
) -> "DataFrame":
    """Read opened inputs; of those with the same bytes, the first by name.

    A worker process opens the reader once, for all its tasks. If a worker is lost, its partition is read again in a
    process of its own, so that a report that ends the process costs itself alone.

    Args:
        inputs: As `whence.scaling.spark.inputs.open_files` gives them.
        reader: Opens the reader of reports on a worker, so it must be picklable.
        partitions: Number of tasks. The loss of a worker costs one of them.
        counters: Count the reports read, the inputs rejected, and the tasks done.

    Returns:
        A row for each input: its ledger or the reason why there is none, and its rows of every table.
    """
    spread = inputs.repartition(partitions, "key").sortWithinPartitions("key", "name")
    work = partial(_read_batches, opener=pickle.dumps(reader), counters=counters)
    return spread.mapInArrow(work, result_schema())


@lru_cache(maxsize=1)
def _opened(opener: bytes) -> Callable[[Report], Ledger]:
    """Open the reader, once in every worker process."""
    opened: OpenReader = pickle.loads(opener)  # noqa: S301 -- made by this run
    return open_for_good(opened)


def _read_batches(
    batches: Batches,
    *,
    opener: bytes,
    counters: "tuple[Accumulator[int], Accumulator[int], Accumulator[int]] | None",
) -> Batches:
    """Read the inputs of one task."""
    rows: list[Row] = []
    tables: list[dict[str, list[Row]]] = []
    for row, parts in _read_each(_each_once(batches), opener):
        rows.append(row)
        tables.append(parts)
        if counters:
            counters[0 if parts else 1].add(1)
        if len(rows) == _BATCH_ROWS:
            yield make_results(rows, tables)
            rows, tables = [], []
    if rows:
        yield make_results(rows, tables)
    if counters:
        counters[2].add(1)


def _each_once(batches: Batches) -> Iterator[Input | Rejected]:
    """Take the inputs from sorted rows; of those with one digest, the first."""
    before = None
    for batch in batches:
        for digest, packed in zip(batch.column("digest").to_pylist(), batch.column("given"), strict=True):
            if digest is None or digest != before:
                given: Input | Rejected = pickle.loads(packed.as_py())  # noqa: S301 -- made by this run
                yield given
            before = digest


def _read_each(inputs: Iterable[Input | Rejected], opener: bytes) -> Iterator[_Result]:
    """Read inputs here or, where a worker was lost with them before, in a process of their own."""
    from pyspark import TaskContext  # noqa: PLC0415 -- optional

    task = TaskContext.get()
    if task is None or task.attemptNumber() == 0:
        opened = partial(_opened, opener)
        for given in inputs:
            yield _result_of(given, read_or_reject(opened, given))
        return
    handed_out: deque[Input | Rejected] = deque()

    def handing_out() -> Iterator[Input | Rejected]:
        for given in inputs:
            handed_out.append(given)
            yield given

    for result in read_apart(handing_out(), partial(_opened, opener)):
        yield _result_of(handed_out.popleft(), result)


def _result_of(given: Input | Rejected, result: Ledger | Rejected) -> _Result:
    """Make the rows of one result."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if isinstance(result, Rejected) or isinstance(given, Rejected):
        return _rejected_row(given, result, now), {}
    arrival = arrival_of(given, result)
    row = (division_of(result.report.published), *ledger_row(arrival), None, READER, now)
    return row, table_rows(arrival, added=now)


def _rejected_row(given: Input | Rejected, result: Ledger | Rejected, now: str) -> Row:
    rejected = given if isinstance(given, Rejected) else result
    told: dict[str, str | None] = dict.fromkeys(name for name, _ in LEDGER_COLUMNS)
    reason = None
    if isinstance(rejected, Rejected):
        told["input"], reason = clean(rejected.input), clean(rejected.reason)
    told["digest"] = given.digest if isinstance(given, Input) else None
    return (None, *told.values(), reason, READER, now)
