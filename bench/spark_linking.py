"""Link invented reports (`bench.planted_archive`) on Spark and on one machine, and compare (needs ``whence[spark]``).

For each number of reports, with ledgers given and no model:

- wall_seconds, cpu_seconds: of linking on Spark, of all its processes, and of each step; beside them those of one
  machine.
- driver_megabytes: memory of the driver's Java and Python processes at their highest; shuffled_megabytes: what went
  through the shuffle.
- differing: tables of an export that are not those of one machine, row by row; with the fewest reports, in each
  partitioning. If there are none, recall and precision are those of one machine (``python -m bench.linking``).
- skewed: the same where half of the reports end with the same words, as those that take them from one agency do.

growth: exponents by which wall and CPU time grow between the last two numbers of reports. `bench.passim` runs the same
search for copies with passim, on Spark too: its CPU seconds stand beside those of the step ``passages``.
"""

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

import psutil
import pyarrow as pa
from pyarrow import parquet

from bench.options import print_figures
from bench.planted_archive import plant_archive, store_ledgers
from whence.archive.columnar.export import table
from whence.archive.linking.link import link
from whence.archive.storage.store import Store
from whence.records.answers import Filters
from whence.records.form.ledger_form import ledger_to_form
from whence.records.ledger import Ledger
from whence.scaling.spark.linking.link import link_output
from whence.scaling.spark.session import open_session

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import SparkSession

_TABLES = ("stories", "claims", "claim_pairs", "passages", "quotations", "people")
_SIZES = [1_000, 5_000]
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""With few reports, Java would spend most of its time on translating code that runs a second."""
_AGENCY_END = (
    " Reported by the desk of the Estuary Press Agency in Marram, with further material by correspondents in Ostrand,"
    " Vesterby and Penhallow; reprinted under the agency's terms for subscribers, who may shorten it."
)
_MEGABYTE = 1e6


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, nargs="+", default=_SIZES, help="numbers of reports")
    parser.add_argument("--partitions", type=int, nargs="+", default=[2, 3, 7], help="partitionings to compare")
    parser.add_argument("--master", default="local[2]", help="where Spark runs")
    parser.add_argument("--java", default=_JAVA, help="options of Java")
    parser.add_argument("--memory", default="1g", help="memory of the driver's Java process")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other reports")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        conf = {
            "spark.driver.memory": options.memory,
            "spark.driver.extraJavaOptions": options.java,
            "spark.local.dir": folder,
        }
        session = open_session(master=options.master, conf=conf)
        runs = [_measure(options, session, count, Path(folder) / str(count)) for count in options.reports]
        session.stop()
    if len(runs) > 1:
        few, many = options.reports[-2:]
        ratios = {key: runs[-1][key] / runs[-2][key] for key in ("wall_seconds", "cpu_seconds")}
        growth = {key: round(log(ratio) / log(many / few), 3) for key, ratio in ratios.items()}
        print_figures("spark_linking", {"reports": many, "growth": growth})


def _measure(options: argparse.Namespace, session: "SparkSession", count: int, folder: Path) -> dict[str, float]:
    ledgers = list(plant_archive(options.shared, count=count, seed=options.seed).ledgers())
    _write(folder / "plain", ledgers)
    spark = _link(session, folder / "plain", options.partitions[0])
    archive, alone = _link_alone(folder / "archive.whence", ledgers)
    figures = {"reports": count, **spark, "one_machine": alone, "differing": _differing(archive, folder / "plain")}
    print_figures("spark_linking", figures)
    for partitions in options.partitions[1:] if count == options.reports[0] else ():
        _link(session, folder / "plain", partitions)
        told = {"partitions": partitions, "differing": _differing(archive, folder / "plain")}
        print_figures("spark_linking", {"reports": count, **told})
    _write(folder / "skewed", list(_with_agency_end(ledgers)))
    print_figures(
        "spark_linking", {"reports": count, "skewed": _link(session, folder / "skewed", options.partitions[0])}
    )
    return {key: float(str(spark[key])) for key in ("wall_seconds", "cpu_seconds")}


def _write(folder: Path, ledgers: Sequence[Ledger]) -> None:
    """Write ledgers as reading writes them."""
    (folder / "ledgers").mkdir(parents=True)
    columns = {
        "id": [one.report.id for one in ledgers],
        "input": [one.report.url for one in ledgers],
        "digest": ["" for _ in ledgers],
        "ledger": [json.dumps(ledger_to_form(one)) for one in ledgers],
    }
    parquet.write_table(pa.table(columns), folder / "ledgers" / "0.parquet")


def _with_agency_end(ledgers: Iterable[Ledger]) -> Iterator[Ledger]:
    """Let every second report end with the same words, in its last paragraph."""
    for number, one in enumerate(ledgers):
        end = _AGENCY_END if number % 2 else ""
        yield replace(one, report=replace(one.report, text=one.report.text + end))


def _link(session: "SparkSession", output: Path, partitions: int) -> dict[str, object]:
    session.conf.set("spark.sql.shuffle.partitions", str(partitions))
    marks: list[tuple[str, float, float]] = []

    def mark(step: str) -> None:
        marks.append((step, time.perf_counter(), _meter().seconds()))

    shuffled = _shuffled_megabytes(session)
    link_output(session, str(output), on_step=mark)
    mark("")
    spent = [
        (step, round(after[1] - wall, 1), round(after[2] - cpu, 1)) for (step, wall, cpu), after in pairwise(marks)
    ]
    return {
        "wall_seconds": round(marks[-1][1] - marks[0][1], 1),
        "cpu_seconds": round(marks[-1][2] - marks[0][2], 1),
        "wall_of_steps": {step: wall for step, wall, _ in spent},
        "cpu_of_steps": {step: cpu for step, _, cpu in spent},
        "driver_megabytes": _driver_megabytes(),
        "shuffled_megabytes": _shuffled_megabytes(session) - shuffled,
    }


def _processes() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


class _Meter:
    """The CPU time of this process and of all that it started, those that have ended included.

    It looks once a second, so that the last second of a process may be missing.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[int, float], float] = {}
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self.seconds()
            time.sleep(1)

    def seconds(self) -> float:
        """Sum the time until now."""
        for each in _processes():
            with suppress(psutil.Error):
                self._seen[each.pid, each.create_time()] = sum(each.cpu_times()[:2])
        return sum(list(self._seen.values()))


@cache
def _meter() -> _Meter:
    return _Meter()


def _driver_megabytes() -> int:
    drivers = [each for each in _processes() if each.name() == "java" or each.pid == psutil.Process().pid]
    return round(sum(_highest(each.pid) for each in drivers) * 1024 / _MEGABYTE)


def _highest(pid: int) -> int:
    """Read how many kibibytes a process had at its highest."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def _shuffled_megabytes(session: "SparkSession") -> int:
    """Sum what went through the shuffle so far, by Spark's own account."""
    store = session.sparkContext._jsc.sc().statusStore()  # noqa: SLF001 -- nothing else tells
    executors = store.executorList(True)  # noqa: FBT003 -- Scala's
    written = sum(executors.apply(at).totalShuffleWrite() for at in range(executors.size()))
    return round(int(written) / _MEGABYTE)


def _link_alone(path: Path, ledgers: Sequence[Ledger]) -> tuple[Path, Mapping[str, float]]:
    with closing(Store(path, create=True)) as store:
        store_ledgers(store, ledgers)
        begun, cpu = time.perf_counter(), time.process_time()
        link(store)
        alone = {
            "wall_seconds": round(time.perf_counter() - begun, 1),
            "cpu_seconds": round(time.process_time() - cpu, 1),
        }
    return path, alone


def _differing(archive: Path, output: Path) -> list[str]:
    """List the tables that differ from those of an archive."""
    with closing(Store(archive)) as store:
        return [
            name
            for name in _TABLES
            if _rows(table(store, name, filters=Filters())) != _rows(parquet.read_table(output / name))
        ]


def _rows(arrow: pa.Table) -> list[str]:
    return sorted(repr(tuple(row.values())) for row in arrow.to_pylist())


if __name__ == "__main__":
    main()
