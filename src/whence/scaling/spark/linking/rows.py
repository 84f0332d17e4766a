"""Rows in and out of the functions that Spark's workers run, and what is kept between the steps of a linking."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

import pyarrow as pa

from whence.archive.storage.store import Row
from whence.scaling.spark.files import exists
from whence.scaling.spark.session import WRITE_OPTIONS

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Kept", "RowFunction", "Work", "arranged", "groups_of", "map_rows", "summed_up"]

RowFunction = Callable[[Iterator[Row]], Iterable[Row]]
"""Makes rows of rows. A worker calls it with all rows of a partition, one after another."""
_TOGETHER = 1024
"""Rows that go back to Spark at once."""


def map_rows(frame: "DataFrame", function: RowFunction, schema: pa.Schema) -> "DataFrame":
    """Apply a function to the rows of each partition.

    Args:
        frame: The rows.
        function: What the workers call; it must be picklable.
        schema: Columns of the rows that it makes.
    """
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- pyspark is optional

    numbered = frame.toDF(
        *(f"column_{number}" for number in range(len(frame.columns)))
    )  # Spark wants names that differ
    return numbered.mapInArrow(partial(_map_batches, function, schema), from_arrow_schema(schema))


def _map_batches(
    function: RowFunction, schema: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    made = iter(function(chain.from_iterable(map(_rows_of, batches))))
    while some := list(islice(made, _TOGETHER)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
        yield pa.record_batch(arrays, schema=schema)


def _rows_of(batch: pa.RecordBatch) -> Iterator[Row]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def arranged(frame: "DataFrame", by: Iterable[str], then: Iterable[str] = ()) -> "DataFrame":
    """Bring the rows that agree in some columns together, one group after another, sorted by further columns."""
    own = list(by)
    return frame.repartition(*own).sortWithinPartitions(*own, *then)


def groups_of(rows: Iterable[Row], columns: int = 1) -> Iterator[tuple[Row, list[Row]]]:
    """List the groups of arranged rows: their first columns, and what follows these in each row."""
    for key, group in groupby(rows, key=lambda row: row[:columns]):
        yield key, [row[columns:] for row in group]


def summed_up(frame: "DataFrame", by: Iterable[str], *expressions: str) -> "DataFrame":
    """Make one row of all rows that agree in some columns.

    Args:
        frame: The rows.
        by: These columns.
        expressions: What is told of each group, in Spark's language of expressions.
    """
    from pyspark.sql.functions import expr  # noqa: PLC0415 -- pyspark is optional

    return frame.groupBy(*by).agg(*map(expr, expressions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table that was written, and can be read again as often as it is needed."""

    session: "SparkSession"
    path: str

    def read(self, *columns: str) -> "DataFrame":
        """Read some of its columns, given as expressions; all if none is given."""
        frame = self.session.read.parquet(self.path)
        return frame.selectExpr(*columns) if columns else frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A folder that all workers reach, where steps of a linking keep their results for the steps after them.

    So no step runs again when two others need it, and a machine that is lost costs its tasks alone.
    """

    session: "SparkSession"
    folder: str

    def keep(self, frame: "DataFrame", name: str) -> Kept:
        """Write rows as a table of this name, in place of one that is there."""
        kept = self.named(name)
        frame.write.mode("overwrite").options(**WRITE_OPTIONS).parquet(kept.path)
        return kept

    def named(self, name: str) -> Kept:
        """Name a table, whether or not it was written."""
        return Kept(session=self.session, path=f"{self.folder.rstrip('/')}/{name}")

    def done(self, name: str) -> Kept | None:
        """Find a table that was written to its end; None if there is none."""
        kept = self.named(name)
        return kept if exists(self.session, f"{kept.path}/_SUCCESS") else None
