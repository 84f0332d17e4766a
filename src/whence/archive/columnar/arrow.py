"""Arrow tables and Parquet files made from rows; needs the optional package pyarrow.

Reference:
    https://arrow.apache.org/docs/python/; https://parquet.apache.org/docs/file-format/.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeAlias

from whence.archive.storage.store import Row
from whence.errors import UsageError
from whence.records.answers import Change, Count, FeedState, Held, Hit, Refused, SourceCount

__all__ = [
    "ArrowTable",
    "CellType",
    "arrow_schema",
    "has_packages",
    "make_table",
    "record_batches",
    "to_arrow",
    "write_parquet",
]

ArrowTable: TypeAlias = Any
"""A ``pyarrow.Table``. Typed loosely because pyarrow is an optional dependency."""

CellType: TypeAlias = Literal["text", "texts", "whole", "number", "truth", "day", "time"]
"""Type of a column: a text, a list of texts, an integer, a number, a boolean, a date, a time to the second."""

_BATCH_ROWS = 4096
# Rows of a Parquet row group, which one core reads at a time: 65,000 rows keep it busy. Long texts fill a group sooner.
_GROUP_ROWS = 65_536
_GROUP_BYTES = 32_000_000


def has_packages(*names: str) -> bool:
    """Check whether packages are installed."""
    return all(find_spec(name) is not None for name in names)


def make_table(columns: Sequence[tuple[str, CellType]], rows: Iterable[Row]) -> ArrowTable:
    """Make an Arrow table from rows.

    Args:
        columns: Their names and types.
        rows: Texts, numbers and lists of texts; days and times in ISO 8601, times without a zone are UTC.

    Raises:
        UsageError: pyarrow is missing.

    >>> make_table([("name", "text"), ("count", "whole")], [("Ines Okafor", 3), (None, 1)]).to_pylist()
    [{'name': 'Ines Okafor', 'count': 3}, {'name': None, 'count': 1}]
    """
    schema = arrow_schema(columns)
    return _pyarrow().Table.from_batches(record_batches(columns, rows, schema=schema), schema=schema)


def to_arrow(answer: Iterable[Held | Hit | SourceCount | Change | Refused | FeedState | Count]) -> ArrowTable:
    """Make an Arrow table from an archive's answer: one row per record, one column per field.

    A field that is itself a record, such as a hit's report, becomes a struct. Without records the table has no columns.

    Args:
        answer: For example the result of `Archive.sources`, or the hits of `Archive.search`.

    Raises:
        UsageError: pyarrow is missing.

    >>> to_arrow([Count(name="ACCUSE", count=12), Count(name="REJECT", count=3)]).to_pydict()
    {'name': ['ACCUSE', 'REJECT'], 'count': [12, 3]}
    """
    return _pyarrow().Table.from_pylist([asdict(record) for record in answer])


def write_parquet(path: Path, columns: Sequence[tuple[str, CellType]], rows: Iterable[Row]) -> int:
    """Write rows to a Parquet file, zstd-compressed, with only a few rows in memory at a time.

    Returns:
        Number of rows written.

    Raises:
        UsageError: pyarrow is missing.
        OSError: The file cannot be written.
    """
    pa = _pyarrow()
    from pyarrow import parquet  # noqa: PLC0415 -- see _pyarrow

    count = 0
    schema = arrow_schema(columns)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(record_batches(columns, rows, schema=schema)):
            writer.write_table(pa.Table.from_batches(group), row_group_size=_GROUP_ROWS)
            count += sum(batch.num_rows for batch in group)
    return count


def _pyarrow() -> Any:  # noqa: ANN401 -- it has no types
    try:
        import pyarrow as pa  # noqa: PLC0415 -- 170 MB, needed only here
    except ImportError as error:
        problem = "this needs the package pyarrow, which is not installed"
        what = "Arrow tables and Parquet files"
        raise UsageError(what, problem, "Install it with: pip install 'whence[tables]'") from error
    return pa


def arrow_schema(columns: Sequence[tuple[str, CellType]], *, time_unit: Literal["ms", "us"] = "ms") -> Any:  # noqa: ANN401
    """Make the Arrow schema of a table.

    Args:
        columns: Their names and types.
        time_unit: Precision of times; Parquet has no type for whole seconds, and Spark none for milliseconds.

    Raises:
        UsageError: pyarrow is missing.
    """
    pa = _pyarrow()
    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "day": pa.date32(),
        "time": pa.timestamp(time_unit, tz="UTC"),
    }
    return pa.schema([(name, types[cells]) for name, cells in columns])


def record_batches(
    columns: Sequence[tuple[str, CellType]],
    rows: Iterable[Row],
    *,
    schema: Any,  # noqa: ANN401
) -> Iterator[Any]:
    """Make Arrow record batches from rows, as `make_table` does, a few thousand rows at a time.

    Args:
        columns: Their names and types.
        rows: The rows.
        schema: The `arrow_schema` of these columns.
    """
    pa = _pyarrow()
    left = iter(rows)
    while some := list(islice(left, _BATCH_ROWS)):
        cells: Iterator[Sequence[Any]] = zip(*some, strict=True)
        arrays = [
            pa.array([_READ[kind](cell) for cell in column] if kind in _READ else column, type=type_)
            for (_, kind), type_, column in zip(columns, schema.types, cells, strict=True)
        ]
        yield pa.record_batch(arrays, schema=schema)


def _groups(batches: Iterator[Any]) -> Iterator[list[Any]]:
    """Merge batches until each group is large enough."""
    group: list[Any] = []
    row_count, byte_count = 0, 0
    for batch in batches:
        group.append(batch)
        row_count, byte_count = row_count + batch.num_rows, byte_count + batch.nbytes
        if row_count >= _GROUP_ROWS or byte_count >= _GROUP_BYTES:
            yield group
            group, row_count, byte_count = [], 0, 0
    if group:
        yield group


def _read_day(written: str | None) -> date | None:
    """Parse an ISO 8601 date; None if it is not a date."""
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def _read_time(written: str | None) -> datetime | None:
    """Parse an ISO 8601 time; None if it is not a time."""
    try:
        moment = datetime.fromisoformat(written or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


_READ: dict[CellType, Callable[[str | None], date | None]] = {"day": _read_day, "time": _read_time}
