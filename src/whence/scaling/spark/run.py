"""Reading files into an output: a folder of tables, which the next run completes.

Results are written as soon as a task is done, to a folder that stands beside the tables for as long as a run lasts. At
its end they go into the tables. What was read before is known by the SHA-256 of its bytes, and is not read again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from whence.records.answers import MAX_REFUSED, Progress, Refused, Tally
from whence.records.arguments import check_is_list
from whence.scaling.batch import OpenReader
from whence.scaling.spark.files import check_is_folder, delete, few_rows
from whence.scaling.spark.inputs import find_files, open_files, open_rows
from whence.scaling.spark.reading import SHIPPED_READER, read_reports
from whence.scaling.spark.schemas import result_schema
from whence.scaling.spark.session import SOON_IN_PLACE, WRITE_OPTIONS, explaining_errors
from whence.scaling.spark.tables import append_tables, known_digests, load_table, path_of

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["OnProgress", "read_into"]

OnProgress: TypeAlias = Callable[[Progress], None]

_UNFINISHED = "unfinished"
"""Folder of results that are in no table yet."""
_BYTES_A_REPORT = 4_000
_BYTES_A_TASK = 4_000_000
"""About 1,000 reports, which take one core three minutes: so much is lost with a worker."""
_TASKS_A_CORE = 16
"""At least: with few, most cores wait for the last tasks to end."""
_FEW_BYTES = 20_000
"""About five reports: a task has no fewer."""
_LOOK_SECONDS = 0.5
_FEW_ROWS = "16"
"""A row may hold a page, so few go to a worker at once; of whole files, one."""


def read_into(  # noqa: PLR0913 -- independent options
    session: "SparkSession",
    source: "Iterable[str] | DataFrame",
    output: str,
    *,
    reader: OpenReader = SHIPPED_READER,
    columns: Mapping[str, str] = MappingProxyType({}),
    partitions: int | None = None,
    on_progress: OnProgress | None = None,
) -> Tally:
    """Read reports into the tables of an output, which is created if missing.

    Inputs whose bytes the output has already are not read again, whatever they were read with.

    Args:
        session: The session.
        source: Files and folders, as `whence.scaling.spark.inputs.find_files` takes them; or a DataFrame with a report
            in each row, as `whence.scaling.spark.inputs.open_rows` takes it.
        output: Path or address of the folder.
        reader: Opens the reader of reports on a worker, so it must be picklable.
        columns: Columns of tables given for fields.
        partitions: Number of tasks; by default by the size of the files.
        on_progress: Called regularly with the progress.

    Raises:
        UsageError: A name is a web address; a name or the output cannot be opened, or the output is a file; a DataFrame
            has no such columns; Spark failed.
        TypeError: A single name is given instead of a list.
    """
    check_is_list("source", source)
    with explaining_errors(output, "What finished tasks have read is kept; run it again"):
        return _read_into(
            session,
            source,
            output,
            reader=reader,
            columns=columns,
            partitions=partitions,
            on_progress=on_progress,
        )


def _read_into(  # noqa: PLR0913 -- see read_into
    session: "SparkSession",
    source: "Iterable[str] | DataFrame",
    output: str,
    *,
    reader: OpenReader,
    columns: Mapping[str, str],
    partitions: int | None,
    on_progress: OnProgress | None,
) -> Tally:
    from pyspark.sql import DataFrame  # noqa: PLC0415 -- optional

    check_is_folder(session, output)
    skipped: Counter[str] = Counter()
    counts = _Counts(session)
    found = []
    if isinstance(source, DataFrame):
        inputs = open_rows(source, columns=columns, counter=counts.opened)
        size = source.count() * _BYTES_A_REPORT if partitions is None else 0
    else:
        found = find_files(session, source, on_skipped=lambda kind: skipped.update([kind]))
        inputs = open_files(found, columns=columns, counter=counts.opened)
        size = sum(each.byte_count for each in found)
    with few_rows(session, "1" if any(each.is_remote for each in found) else _FEW_ROWS):
        earlier = load_table(session, path_of(output, _UNFINISHED), result_schema())
        known = known_digests(session, output, [] if earlier is None else [earlier])
        if known is not None:
            inputs = inputs.join(known, "digest", "left_anti").select(*inputs.columns)
        tasks = partitions or _count_tasks(size, session.sparkContext.defaultParallelism)
        results = read_reports(inputs, reader=reader, partitions=tasks, counters=counts.of_reading)
        with _watching(counts, tasks, on_progress):
            _write_results(results, path_of(output, _UNFINISHED))
    return _settle(session, output, known_count=counts.known, skipped=skipped)


def _count_tasks(byte_count: int, cores: int) -> int:
    """Divide reports of so many bytes.

    >>> _count_tasks(30_000, cores=2), _count_tasks(2_000_000, cores=2), _count_tasks(10**12, cores=1000)
    (2, 32, 250000)
    """
    fewest = max(cores, min(_TASKS_A_CORE * cores, byte_count // _FEW_BYTES))
    return max(fewest, byte_count // _BYTES_A_TASK)


class _Counts:
    """What the workers have done so far; each task is counted when it is done.

    Args:
        session: The session.
    """

    def __init__(self, session: "SparkSession") -> None:
        make = session.sparkContext.accumulator
        self.opened: Accumulator[int] = make(0)
        self.of_reading: tuple[Accumulator[int], Accumulator[int], Accumulator[int]] = (make(0), make(0), make(0))

    def progress(self, tasks: int) -> Progress:
        """Get the progress, by the number of tasks."""
        read, rejected, done = (each.value for each in self.of_reading)
        return Progress(added=read, changed=0, known=0, rejected=rejected, done=min(1.0, done / tasks))

    @property
    def known(self) -> int:
        """Number of inputs that were opened and not read."""
        read, rejected, _ = (int(each.value) for each in self.of_reading)
        return max(0, int(self.opened.value) - read - rejected)


@contextmanager
def _watching(counts: _Counts, tasks: int, on_progress: OnProgress | None) -> Iterator[None]:
    """Report the progress regularly, for as long as the context lasts."""
    if on_progress is None:
        yield
        return
    is_over = Event()

    def report() -> None:
        while not is_over.wait(_LOOK_SECONDS):
            on_progress(counts.progress(tasks))

    watcher = Thread(target=report, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
    on_progress(counts.progress(tasks))


def _write_results(results: "DataFrame", path: str) -> None:
    """Write results so that those of a finished task stay, whatever becomes of the run."""
    results.write.mode("append").options(**WRITE_OPTIONS).options(**SOON_IN_PLACE).parquet(path)


def _settle(session: "SparkSession", output: str, *, known_count: int, skipped: Mapping[str, int]) -> Tally:
    """Move the results into the tables, and count them."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- optional

    path = path_of(output, _UNFINISHED)
    results = load_table(session, path, result_schema())
    if results is None:
        message = "results were written and are not there"
        raise RuntimeError(message)
    (count,) = results.agg(f.count("ledger").alias("read"), f.count("reason").alias("rejected")).collect()
    refused = results.where(f.col("reason").isNotNull()).orderBy("input", "reason").limit(MAX_REFUSED)
    at = f.date_format("at", "yyyy-MM-dd'T'HH:mm:ssxxx").alias("at")
    told = [Refused(**row.asDict()) for row in refused.select("input", "reason", at).collect()]
    append_tables(session, results, output, count=count.read)
    delete(session, path)
    return Tally(
        added=count.read,
        known=known_count,
        rejected=count.rejected,
        refused=tuple(told),
        passed_over=tuple(sorted(skipped.items(), key=lambda each: -each[1])),
    )
