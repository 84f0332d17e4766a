"""Parquet rows, read in small batches; needs the optional package pyarrow."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BufferedReader
from types import MappingProxyType
from typing import Any

from whence.errors import ReadError, UsageError
from whence.intake.formats.columns import BadRow, Row, check_column_paths, find_column_paths
from whence.intake.opening import SOUND_COPY

__all__ = ["read_parquet", "unwrap"]

# A cell can have 25 MB, so batches are small.
_BATCH_ROWS = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WRAPPED = 2**64 // 1000
"""All nanoseconds that 64 bits can count, in microseconds: 584 years."""


def read_parquet(
    file: BufferedReader, path: str, columns: Mapping[str, str], *, above: Mapping[str, object] = MappingProxyType({})
) -> Iterator[Row | BadRow]:
    """Read the rows of a Parquet file, with only the columns needed.

    Args:
        file: Opened for reading bytes.
        path: Path for messages.
        columns: Columns given for fields.
        above: Columns of the table that the file does not hold.

    Raises:
        UsageError: There is no such column, or pyarrow is missing.
        ReadError: It is not a Parquet file.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 -- 170 MB, needed only here
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        problem = "reading Parquet needs the package pyarrow, which is not installed"
        raise UsageError(path, problem, "Install it with: pip install 'whence[tables]'") from error
    try:
        # Spark writes times as INT96, which may lie outside the years that nanoseconds can count.
        table = parquet.ParquetFile(file, coerce_int96_timestamp_unit="us")
        shape = _outline(pa, table.schema_arrow)
        in_utc = _find_int96(table)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ReadError(path, "it is not a Parquet file, or it is incomplete", SOUND_COPY) from error
    paths = find_column_paths({**shape, **above}, columns)
    is_list = "url" in paths and not paths.keys() & {"text", "html"}
    check_column_paths(paths, columns, names={**shape, **above}, path=path, needs_text=not is_list)
    # Of a list of addresses every column is read, to see that none holds texts.
    wanted = sorted(shape) if is_list else sorted(shape.keys() & {column_path[0] for column_path in paths.values()})
    total = max(1, table.metadata.num_rows)
    number = 0
    for group in range(table.num_row_groups):
        last = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH_ROWS, row_groups=[group], columns=wanted, use_threads=False):
                cells = {
                    name: column.cast(_in_utc(pa, column.type)) if name in in_utc else column
                    for name, column in zip(batch.schema.names, batch.columns, strict=True)
                }
                for index in range(batch.num_rows):
                    number += 1
                    found = {
                        name: _read_cell(pa, column, index, is_int96=name in in_utc) for name, column in cells.items()
                    }
                    yield Row(number=number, cells=found, done=min(1.0, number / total))
        except (pa.ArrowException, OSError):
            yield BadRow(number=number + 1, problem=f"the rows from here to {last} cannot be read", fix=SOUND_COPY)
            number = last


def _outline(pa: Any, fields: Any) -> dict[str, object]:  # noqa: ANN401 -- pyarrow has no types
    """List the columns and their nested columns."""
    return {
        field.name: _outline(pa, [field.type.field(index) for index in range(field.type.num_fields)])
        if pa.types.is_struct(field.type)
        else None
        for field in fields
    }


def _find_int96(table: Any) -> frozenset[str]:  # noqa: ANN401
    """Name the columns with times that are stored as INT96, which are in UTC."""
    leaves = (table.schema.column(index) for index in range(len(table.schema)))
    return frozenset(leaf.path.partition(".")[0] for leaf in leaves if leaf.physical_type == "INT96")


def _in_utc(pa: Any, kind: Any) -> Any:  # noqa: ANN401
    """Put the times of a type, and of the fields nested in it, into UTC."""
    if pa.types.is_timestamp(kind):
        return pa.timestamp(kind.unit, tz="UTC")
    if pa.types.is_struct(kind):
        fields = [kind.field(index) for index in range(kind.num_fields)]
        return pa.struct([field.with_type(_in_utc(pa, field.type)) for field in fields])
    return kind


def unwrap(microseconds: int) -> int:
    """Mend a time in INT96 that pyarrow before version 23 wrote: any before 1970 comes back 584 years later.

    Such a file counts nanoseconds below zero, which a reader of microseconds takes for very many. No report is from
    after the year 2262, where those years begin.

    >>> datetime(1970, 1, 1) + timedelta(microseconds=unwrap(14_665_309_473_709_551))
    datetime.datetime(1850, 3, 4, 9, 30)
    """
    return microseconds - _WRAPPED if microseconds > _WRAPPED // 2 else microseconds


def _read_cell(pa: Any, column: Any, index: int, *, is_int96: bool) -> object:  # noqa: ANN401
    cell = column[index]
    if pa.types.is_timestamp(column.type) and cell.is_valid:
        # Python has no nanoseconds, so pyarrow would refuse to convert them.
        zone = UTC if column.type.tz else None
        seconds = cell.cast(pa.timestamp("s"), safe=False).value
        if is_int96:
            seconds = unwrap(cell.value) // 1_000_000
        try:
            return (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=zone)
        except OverflowError:
            return None
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes()
    except (ValueError, OverflowError):
        return None
