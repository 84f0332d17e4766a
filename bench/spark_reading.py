"""Measure reading on Spark: whether the results are those of one process, and how fast it is on two cores.

``--what divided``: a line for each way of dividing the examples and the development stories into tasks: whether all
ledgers, and all rows of every table, are those of the reader in one process. During one of them a worker is killed.

``--what executors``: the same for the examples alone, on two executors in processes of their own, one of which is
killed.

``--what pace``: reports a second on ``local[2]``, the start of the session left out, against the reader in two
processes, its start included; by wall time, and by CPU time of all processes. Both write their results.

Needs PySpark and Java.
"""

import argparse
import gzip
import json
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import psutil
from pyarrow import dataset

from bench.options import find_corpus, print_figures
from whence.archive.columnar.arrow import make_table
from whence.archive.columnar.ledger_rows import LEDGER_TABLES, LEDGERS, table_rows
from whence.archive.columnar.schemas import find_schema
from whence.archive.ingest.provenance import arrival_of
from whence.intake.folders import find_inputs
from whence.intake.forms import ENDINGS, open_inputs
from whence.intake.inputs import Input
from whence.intake.load import load
from whence.reading.model.package import SHIPPED
from whence.records.form.json_lines import json_line
from whence.records.ledger import Ledger
from whence.records.report import Rejected
from whence.scaling.batch import open_reader, read_inputs, read_or_reject
from whence.scaling.spark.run import read_into
from whence.scaling.spark.session import using_session

__all__ = ["EXECUTOR", "WORKER", "Rows", "killing", "read_here", "read_output"]

Rows = Counter[tuple[str, str]]
"""Each row of each table, and how often it occurs."""

_EXAMPLES = Path(__file__).parent.parent / "examples"
_STORIES, _INCIDENTS = "stories/dev.jsonl", "incidents/dev.jsonl.gz"
_PARTITIONINGS = (1, 3, 8)
_KILLED_IN = 3
"""The partitioning during which a worker is killed."""
_KILL_SECONDS, _LOOK_SECONDS = 8.0, 0.2
WORKER, EXECUTOR = "pyspark.daemon", "CoarseGrainedExecutorBackend"
"""What stands in the command lines of a worker's process of Python, and of an executor's of Java."""
_CORES = 2
_MEMORY = {"spark.driver.memory": "1g"}


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, default=600, help="how many reports the pace is measured on")
    parser.add_argument("--what", choices=("divided", "executors", "pace"), default="divided", help="what to measure")
    asked = parser.parse_args()
    stories = find_corpus(asked.shared, _STORIES)
    with TemporaryDirectory() as made:
        folder = Path(made)
        if asked.what == "divided":
            _measure_partitionings([str(_EXAMPLES), str(stories)], folder)
        elif asked.what == "executors":
            _measure_executors(folder)
        else:
            written = folder / "reports.jsonl"
            count = _write_reports(asked.shared, written, asked.reports)
            print_figures("spark_reading", {"reports": count, **_measure_pace(written, folder, count)})


def _measure_partitionings(names: list[str], folder: Path) -> None:
    expected = read_here(names)
    with using_session(master=f"local[{_CORES}]", conf=_MEMORY) as session:
        for count in _PARTITIONINGS:
            output = folder / f"out{count}"
            with killing(WORKER if count == _KILLED_IN else "") as kills:
                read_into(session, names, str(output), partitions=count)
            print_figures("spark_reading", {"partitions": count, **_compare(expected, output, kills)})


def _measure_executors(folder: Path) -> None:
    names, output = [str(_EXAMPLES)], folder / "executors"
    with using_session(master=f"local-cluster[{_CORES},1,1024]", conf=_MEMORY) as session:
        with killing(EXECUTOR) as kills:
            read_into(session, names, str(output), partitions=_PARTITIONINGS[-1])
        print_figures("spark_reading", {"executors": _CORES, **_compare(read_here(names), output, kills)})


def read_here(names: list[str]) -> Rows:
    """Read reports in this process, and make the rows of all tables."""
    rows: Rows = Counter()
    opened = open_reader(SHIPPED)
    for given in open_inputs(find_inputs(names, endings=ENDINGS)):
        if isinstance(given, Rejected):
            rows[("rejected", given.reason)] += 1
            continue
        loaded: Input = load(given)
        result = read_or_reject(lambda: opened, loaded)
        if isinstance(result, Rejected):
            rows[("rejected", result.reason)] += 1
            continue
        rows[(LEDGERS, json_line(result).decode())] += 1
        for name, found in table_rows(arrival_of(loaded, result), added="").items():
            for row in make_table(find_schema(name).cells, found).to_pylist():
                rows[(name, _shown(row))] += 1
    return rows


def read_output(output: Path) -> Rows:
    """Read the rows of all tables of an output."""
    rows: Rows = Counter()
    for name in LEDGER_TABLES:
        for row in dataset.dataset(output / name, partitioning="hive").to_table().to_pylist():
            rows[(name, _shown(row))] += 1
    rows.update((LEDGERS, row["ledger"]) for row in dataset.dataset(output / LEDGERS).to_table().to_pylist())
    rows.update(("rejected", row["reason"]) for row in dataset.dataset(output / "rejected").to_table().to_pylist())
    return rows


def _shown(row: dict[str, object]) -> str:
    """Write a row, without the time at which it was read, and without the folder that it stands in."""
    return repr(sorted((name, cell) for name, cell in row.items() if name not in {"added", "published_day"}))


def _compare(expected: Rows, output: Path, kills: list[int]) -> dict[str, object]:
    found = read_output(output)
    return {
        "ledgers": sum(count for (table, _), count in found.items() if table == LEDGERS),
        "rows": found.total(),
        "missing": (expected - found).total(),
        "more": (found - expected).total(),
        "kills": len(kills),
    }


@contextmanager
def killing(what: str, *, seconds: float = _KILL_SECONDS) -> Iterator[list[int]]:
    """Kill a process in the middle of the work: of those whose command line contains some words, one that is at work.

    Args:
        what: The words; nothing is killed if empty. Of forked processes, one that was forked is killed.
        seconds: How long after the first of them is there.

    Yields:
        The id of the killed process, once it is.
    """
    kills: list[int] = []
    is_over = Event()

    def look() -> None:
        begun = None
        while what and not kills and not is_over.wait(_LOOK_SECONDS):
            found = [each for each in psutil.Process().children(recursive=True) if _is_it(each, what)]
            begun = begun or (time.monotonic() if found else None)
            if begun is None or time.monotonic() - begun <= seconds:
                continue
            if chosen := _busiest(found):
                chosen.send_signal(signal.SIGKILL)
                kills.append(chosen.pid)

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield kills
    finally:
        is_over.set()
        watcher.join()


def _busiest(processes: Sequence[psutil.Process]) -> psutil.Process | None:
    """Find out which process works most for a moment; None if none does anything."""
    before = {each: _seconds_of(each) for each in processes}
    time.sleep(_LOOK_SECONDS)
    used = {each: _seconds_of(each) - seconds for each, seconds in before.items()}
    return max((each for each in used if used[each] > 0), key=lambda each: used[each], default=None)


def _seconds_of(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(sum(process.cpu_times()[:2]))
    return 0.0


def _is_it(process: psutil.Process, what: str) -> bool:
    with suppress(psutil.Error):
        parent = process.parent()
        is_forked = parent is not None and what in " ".join(parent.cmdline())
        return what in " ".join(process.cmdline()) and (is_forked or what == EXECUTOR)
    return False


def _write_reports(shared: Path, path: Path, most: int) -> int:
    """Write reports of the corpora as JSON Lines, and count them."""
    with gzip.open(find_corpus(shared, _INCIDENTS), "rt", encoding="utf-8") as incidents:
        stories = find_corpus(shared, _STORIES).read_text("utf-8").splitlines(keepends=True)
        lines = list(islice(chain(stories, incidents), most))
    keys = ("url", "publisher", "published", "title", "text")
    rows = [{key: row[key] for key in keys if key in row} for row in map(json.loads, lines)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def _measure_pace(reports: Path, folder: Path, count: int) -> dict[str, object]:
    here = _time(partial(_read_in_processes, reports, folder / "ledgers.jsonl"))
    with using_session(master=f"local[{_CORES}]", conf=_MEMORY) as session:
        session.range(1).count()
        there = _time(lambda: read_into(session, [str(reports)], str(folder / "pace")))
    return {
        "processes": round(count / here[0], 2),
        "spark": round(count / there[0], 2),
        "share": round(here[0] / there[0], 3),
        "processes_cpu": round(count / here[1], 2),
        "spark_cpu": round(count / there[1], 2),
        "share_cpu": round(here[1] / there[1], 3),
    }


def _read_in_processes(reports: Path, written: Path) -> None:
    inputs = open_inputs(find_inputs([str(reports)], endings=ENDINGS))
    with written.open("wb") as file:
        for result in read_inputs(inputs, partial(open_reader, SHIPPED), jobs=_CORES):
            if isinstance(result, Ledger):
                file.write(json_line(result))


def _time(work: Callable[[], object]) -> tuple[float, float]:
    """Measure the wall time and the CPU time of all processes, in seconds."""
    wall, cpu = time.perf_counter(), _cpu_seconds()
    work()
    return time.perf_counter() - wall, _cpu_seconds() - cpu


def _cpu_seconds() -> float:
    """Sum the CPU time of this process and its children, of those that ended too."""
    used = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        used += usage.ru_utime + usage.ru_stime
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            used += sum(process.cpu_times()[:4])
    return used


if __name__ == "__main__":
    main()
