"""The tables of an export, on Spark: made from the results of reading, and kept in a folder as Parquet.

Every table is divided by the day of publication alone, in folders such as ``published_day=2031-03-04``. Everything is
appended, and nothing twice: what a table has already is left out first. So a run that was ended at any moment is
continued by the next.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from whence.archive.columnar.ledger_rows import DIVISION, LEDGER_COLUMNS, LEDGER_TABLES, LEDGERS
from whence.archive.columnar.schemas import find_schema
from whence.archive.ingest.provenance import READER
from whence.scaling.spark.schemas import spark_schema
from whence.scaling.spark.session import SOON_IN_PLACE, WRITE_OPTIONS

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

__all__ = ["REJECTED", "append_tables", "known_digests", "load_table", "make_tables", "open_table", "path_of"]

REJECTED = "rejected"
_KEYS = {LEDGERS: ["digest"], REJECTED: ["input", "reason", "reader"]}
"""What tells inputs apart; reports have ids."""
_REPORTS_A_FILE = 100_000


def path_of(output: str, table: str) -> str:
    """Get the path or address of a table in an output."""
    return f"{output.rstrip('/')}/{table}"


def open_table(session: "SparkSession", output: str, name: str) -> "DataFrame | None":
    """Open a table of an output, with the division last; None if the output has no such table.

    Args:
        session: The session.
        output: The folder that reading wrote.
        name: One of `LEDGER_TABLES`, ``ledgers`` or ``rejected``.
    """
    columns = LEDGER_COLUMNS if name == LEDGERS else find_schema(name).cells
    schema = spark_schema(columns if name == REJECTED else [*columns, (DIVISION, "text")])
    return load_table(session, path_of(output, name), schema)


def load_table(session: "SparkSession", path: str, schema: "StructType") -> "DataFrame | None":
    """Load Parquet files of a folder; None if the folder does not exist."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415 -- optional

    try:
        return session.read.schema(schema).parquet(path)
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return None
        raise


def make_tables(results: "DataFrame", *, count: int = 0) -> "dict[str, DataFrame]":
    """Make the tables of an export from results of reading.

    Of several inputs with the same report, the first by name counts; the table of ledgers has them all. The rows of a
    day are together, those of a report in their order.

    Args:
        results: As `whence.scaling.spark.reading.read_reports` gives them. They are read once for each table, so load
            them from where they are written, or persist them.
        count: About how many results there are: a day of many is divided.

    Returns:
        By name: ``ledgers``, those of `LEDGER_TABLES`, and ``rejected``.
    """
    reports = _spread(results, count)
    tables = {LEDGERS: reports.where("copy = 1").select(*(name for name, _ in LEDGER_COLUMNS), DIVISION)}
    tables |= {name: _explode(reports, name) for name in LEDGER_TABLES}
    rejected = results.where("reason IS NOT NULL").select(*(name for name, _ in find_schema(REJECTED).cells))
    tables[REJECTED] = rejected.dropDuplicates(_KEYS[REJECTED])
    return tables


def _spread(results: "DataFrame", count: int) -> "DataFrame":
    """Bring reports of a day together, and number those with the same id and the same bytes."""
    from pyspark.sql import Window  # noqa: PLC0415 -- optional
    from pyspark.sql import functions as f  # noqa: PLC0415

    share = f.pmod(f.hash("id"), f.lit(1 + count // _REPORTS_A_FILE))
    read = results.where("ledger IS NOT NULL").withColumn("share", share).repartition(DIVISION, "share")
    # The windows are divided by what divides the rows already, so that these are not moved again.
    same_report = Window.partitionBy(DIVISION, "share", "id").orderBy("input", "digest")
    same_bytes = Window.partitionBy(DIVISION, "share", "id", "digest").orderBy("input")
    return read.withColumn("place", f.row_number().over(same_report)).withColumn(
        "copy", f.row_number().over(same_bytes)
    )


def _explode(reports: "DataFrame", name: str) -> "DataFrame":
    """Make one table of the lists of its rows in results."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- optional

    rows = reports.where("place = 1").select(DIVISION, f.explode(name).alias("row"))
    return rows.select(*(f.col(f"row.{column}") for column, _ in find_schema(name).cells), DIVISION)


def append_tables(session: "SparkSession", results: "DataFrame", output: str, *, count: int) -> None:
    """Append what is new in results to the tables of an output.

    Args:
        session: The session.
        results: As `whence.scaling.spark.reading.read_reports` gives them.
        output: The folder.
        count: About how many results there are.
    """
    tables = make_tables(results, count=count)
    _run_together([partial(_append, session, output, name, table) for name, table in tables.items()])


def _run_together(jobs: Sequence[Callable[[], None]]) -> None:
    """Run jobs of Spark at the same time: most have fewer tasks than there are cores."""
    pool = ThreadPoolExecutor(len(jobs))
    try:
        for done in [pool.submit(job) for job in jobs]:
            done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _append(session: "SparkSession", output: str, name: str, table: "DataFrame") -> None:
    """Append what is new in a table of results to that of an output."""
    held = open_table(session, output, name)
    keys = _KEYS.get(name, ["id"])
    new = table if held is None else table.join(held.select(*keys).distinct(), keys, "left_anti")
    new = new.select(*table.columns)
    if name != REJECTED:
        _write(new, path_of(output, name), DIVISION)
    elif held is None or not new.isEmpty():
        _write(new.coalesce(1), path_of(output, name))


def _write(table: "DataFrame", path: str, *divided_by: str) -> None:
    """Append rows. All rows of a report are in one file, so a run that ends here leaves whole reports."""
    writer = table.write.mode("append").options(**WRITE_OPTIONS).options(**SOON_IN_PLACE)
    writer.partitionBy(*divided_by).parquet(path)


def known_digests(session: "SparkSession", output: str, more: "Iterable[DataFrame]") -> "DataFrame | None":
    """List the SHA-256 of all inputs that an output has, and of those that this version of whence rejected.

    Args:
        session: The session.
        output: The folder.
        more: Results that are in no table yet.

    Returns:
        The column ``digest``; None if the output has nothing.
    """
    tables = (open_table(session, output, LEDGERS), *more)
    found = [held.select("digest") for held in tables if held is not None]
    rejected = open_table(session, output, REJECTED)
    if rejected is not None:
        found.append(rejected.where(rejected.reader == READER).select("digest"))
    if not found:
        return None
    first, *others = found
    for other in others:
        first = first.unionAll(other)
    return first.where("digest IS NOT NULL").distinct()
