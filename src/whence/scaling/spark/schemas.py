"""The tables on Spark: their columns as Arrow types, and batches made from rows.

Spark matches the columns of a batch by position, not by name, inside of structs too. So every batch is made here, in
the order of its schema.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from whence.archive.columnar.arrow import ArrowTable, CellType, arrow_schema, record_batches
from whence.archive.columnar.ledger_rows import DIVISION, LEDGER_COLUMNS, LEDGER_TABLES
from whence.archive.columnar.schemas import find_schema
from whence.archive.storage.store import Row

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql.types import StructType

__all__ = [
    "INPUT_COLUMNS",
    "Columns",
    "input_schema",
    "make_inputs",
    "make_results",
    "result_schema",
    "spark_schema",
]

Columns: TypeAlias = Sequence[tuple[str, CellType]]

INPUT_COLUMNS: Columns = (("key", "text"), ("digest", "text"), ("name", "text"))
"""Columns of opened inputs, besides the input itself: what spreads them, the SHA-256 of their bytes, their names."""
_GIVEN = "given"
_RESULT_COLUMNS: Columns = ((DIVISION, "text"), *LEDGER_COLUMNS, ("reason", "text"), ("reader", "text"), ("at", "time"))
"""Columns of a result, besides its rows of each table: of a ledger, or the reason why an input could not be read."""


def spark_schema(columns: Columns) -> "StructType":
    """Make the Spark schema of some columns."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- optional

    return from_arrow_schema(_schema(columns))


def input_schema() -> "StructType":
    """Make the Spark schema of `make_inputs`."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- optional

    return from_arrow_schema(_with_given())


def result_schema() -> "StructType":
    """Make the Spark schema of `make_results`: the columns of a result, then a list of rows for each table."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- optional

    return from_arrow_schema(_with_tables())


def make_inputs(rows: Sequence[Row], given: Sequence[bytes]) -> ArrowTable:
    """Make a record batch of opened inputs.

    Args:
        rows: Rows of `INPUT_COLUMNS`.
        given: The inputs themselves, in bytes.
    """
    import pyarrow as pa  # noqa: PLC0415 -- optional

    arrays = [*_columns_of(INPUT_COLUMNS, rows), pa.array(given, type=pa.binary())]
    return pa.record_batch(arrays, schema=_with_given())


def make_results(rows: Sequence[Row], tables: Sequence[Mapping[str, Sequence[Row]]]) -> ArrowTable:
    """Make a record batch of results.

    Args:
        rows: Rows of the division, of `LEDGER_COLUMNS`, and of reason, reader and time.
        tables: For each of them its rows of every table; none for an input that could not be read.
    """
    import pyarrow as pa  # noqa: PLC0415 -- optional

    schema = _with_tables()
    arrays = _columns_of(_RESULT_COLUMNS, rows)
    for name in LEDGER_TABLES:
        columns = find_schema(name).cells
        offsets: list[int] = [0]
        flat: list[Row] = []
        for each in tables:
            flat.extend(each.get(name, ()))
            offsets.append(len(flat))
        structs = pa.StructArray.from_arrays(_columns_of(columns, flat), fields=list(_schema(columns)))
        arrays.append(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs))
    return pa.record_batch(arrays, schema=schema)


def _columns_of(columns: Columns, rows: Iterable[Row]) -> list[Any]:
    import pyarrow as pa  # noqa: PLC0415 -- optional

    schema = _schema(columns)
    table = pa.Table.from_batches(record_batches(columns, rows, schema=schema), schema=schema).combine_chunks()
    return [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in table.columns]


def _schema(columns: Columns) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return arrow_schema(columns, time_unit="us")


def _with_given() -> Any:  # noqa: ANN401
    import pyarrow as pa  # noqa: PLC0415 -- optional

    return _schema(INPUT_COLUMNS).append(pa.field(_GIVEN, pa.binary()))


def _with_tables() -> Any:  # noqa: ANN401
    import pyarrow as pa  # noqa: PLC0415 -- optional

    schema = _schema(_RESULT_COLUMNS)
    for name in LEDGER_TABLES:
        schema = schema.append(pa.field(name, pa.list_(pa.struct(list(_schema(find_schema(name).cells))))))
    return schema
