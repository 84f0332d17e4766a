"""Link invented reports (`bench.planted_archive`) on Spark, and compare with one machine (needs ``whence[spark]``).

For each number of reports, with ledgers given and no model:

- wall_seconds, cpu_seconds: of linking on Spark, of all its processes, and of each step, with the share of Java; and
  how many milliseconds of CPU the same small piece of work took meanwhile, which tells how busy the machine was. Each
  step is printed when it is done, so that a run that is cut short is not lost.
- megabytes: memory at its highest of the driver, in Python and in Java, and of all workers together;
  shuffled_megabytes: what went through the shuffle.
- missing, more: rows of all tables that are not there or too many, compared with those of one machine, and in each
  partitioning. The archive is one that ``python -m bench.linking --keep FOLDER`` left (``--against FOLDER``; a size
  without one is not compared), or it is linked here (``--alone``).
- found: what is found of the planted, counted in Spark's own tables.
- skewed: the same where half of the reports end with the same words, as those that take them from one agency do
  (``--skewed``).
- kills: with ``--kill worker`` or ``--kill executor``, one that is at work is killed in each step, if the step takes a
  few seconds. Executors need a master that has some: ``--master 'local-cluster[2,1,1024]'``.

growth: exponents by which wall and CPU time grow between the last two numbers of reports. `bench.passim` runs the same
search for copies with passim, on Spark too.
"""

import argparse
import json
import pickle
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import islice, pairwise
from math import log
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypedDict

import pyarrow as pa
from pyarrow import parquet

from bench.linking_figures import measure_tables
from bench.options import print_figures
from bench.planted_archive import PlantedArchive, plant_archive, store_ledgers
from bench.spark_reading import EXECUTOR, WORKER, killing
from bench.spark_usage import Meter, shuffled_megabytes
from bench.table_links import TableLinks
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

__all__ = ["AGENCY_END", "write_ledgers"]

_TABLES = ("stories", "claims", "claim_pairs", "passages", "quotations", "people")
_SIZES = [1_000, 5_000]
_LATE = 200
_JAVA = "-XX:+UseSerialGC"
AGENCY_END = (
    " Reported by the desk of the Estuary Press Agency in Marram, with further material by correspondents in Ostrand,"
    " Vesterby and Penhallow; reprinted under the agency's terms for subscribers, who may shorten it."
)
_A_FILE = 2_000
_PLANTED = "planted.pickle"
_KILLED = {"worker": WORKER, "executor": EXECUTOR}
_KILL_SECONDS = 1.0


class _Spent(TypedDict):
    """What linking took."""

    wall_seconds: float
    cpu_seconds: float
    steps: dict[str, list[float]]
    """Of each step the wall time, the CPU time, that of Java, and the milliseconds of the same small piece of work."""
    megabytes: dict[str, int]
    shuffled_megabytes: int
    kills: int


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, nargs="+", default=_SIZES, help="numbers of reports")
    parser.add_argument("--late", type=int, default=_LATE, help="further reports, as bench.linking adds them later")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other reports")
    parser.add_argument("--partitions", type=int, nargs="+", default=[8], help="partitionings to compare")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="with archives that bench.linking left")
    parser.add_argument("--alone", action="store_true", help="link on one machine, too")
    parser.add_argument("--skewed", action="store_true", help="let half of the reports share their last words, too")
    parser.add_argument("--kill", choices=tuple(_KILLED), help="kill this in each step of the first linking")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here, and leave the tables")
    parser.add_argument("--master", default="local[2]", help="where Spark runs")
    parser.add_argument("--java", default=_JAVA, help="options of Java")
    parser.add_argument("--memory", default="1g", help="memory of the driver's Java process")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.keep) as folder:
        conf = {
            "spark.driver.memory": options.memory,
            "spark.driver.extraJavaOptions": options.java,
            "spark.local.dir": folder,
        }
        session = open_session(master=options.master, conf=conf)
        runs = [
            _measure(options, session, count, Path(options.keep or folder) / str(count)) for count in options.reports
        ]
        session.stop()
    if len(runs) > 1:
        few, many = (count + options.late for count in options.reports[-2:])
        ratios = {"wall": runs[-1]["wall_seconds"] / runs[-2]["wall_seconds"]}
        ratios["cpu"] = runs[-1]["cpu_seconds"] / runs[-2]["cpu_seconds"]
        growth = {key: round(log(ratio) / log(many / few), 3) for key, ratio in ratios.items()}
        print_figures("spark_linking", {"reports": many, "growth": growth})


def _measure(options: argparse.Namespace, session: "SparkSession", count: int, folder: Path) -> _Spent:
    """Link so many reports, and print the figures."""
    written = count + options.late
    if not (folder / _PLANTED).exists():
        # In a process of its own, so that its memory is not the driver's.
        planter = get_context("spawn").Process(target=_plant, args=(options.shared, written, options.seed, folder))
        planter.start()
        planter.join()
    archive = _archive_of(options, count, folder)
    spent = _link(session, folder / "plain", options.partitions[0], kill=_KILLED.get(options.kill, ""))
    print_figures("spark_linking", {"reports": written, **spent})
    planted: PlantedArchive = pickle.loads((folder / _PLANTED).read_bytes())  # noqa: S301 -- written here
    found = measure_tables(TableLinks(folder / "plain"), planted)
    print_figures("spark_linking", {"reports": written, "found": found, **_compare(archive, folder / "plain")})
    for partitions in options.partitions[1:]:
        spent_so = _link(session, folder / "plain", partitions)
        so = {"partitions": partitions, "cpu_seconds": spent_so["cpu_seconds"]}
        print_figures("spark_linking", {"reports": written, **so, **_compare(archive, folder / "plain")})
    if options.skewed:
        again = plant_archive(options.shared, count=written, seed=options.seed)
        write_ledgers(folder / "skewed", _with_agency_end(again.ledgers()))
        skewed = _link(session, folder / "skewed", options.partitions[0])
        times = round(skewed["cpu_seconds"] / spent["cpu_seconds"], 3)
        print_figures("spark_linking", {"reports": written, "skewed": skewed, "times_cpu": times})
    return spent


def _plant(shared: Path, count: int, seed: int, folder: Path) -> None:
    """Plant reports, and write their ledgers and what is planted in them."""
    planted = plant_archive(shared, count=count, seed=seed)
    write_ledgers(folder / "plain", planted.ledgers())
    (folder / _PLANTED).write_bytes(pickle.dumps(planted))


def write_ledgers(folder: Path, ledgers: Iterable[Ledger]) -> None:
    """Write ledgers as reading writes them, into the table of an output; nothing if it is there already.

    Args:
        folder: The output.
        ledgers: They are taken one after another, and few are in memory.
    """
    if (folder / "ledgers").exists():
        return
    unfinished = folder / "writing"
    unfinished.mkdir(parents=True)
    upcoming, number = iter(ledgers), 0
    while some := list(islice(upcoming, _A_FILE)):
        columns = {
            "id": [one.report.id for one in some],
            "input": [one.report.url for one in some],
            "digest": ["" for _ in some],
            "ledger": [json.dumps(ledger_to_form(one)) for one in some],
        }
        parquet.write_table(pa.table(columns), unfinished / f"{number}.parquet", compression="zstd")
        number += 1
    unfinished.rename(folder / "ledgers")


def _with_agency_end(ledgers: Iterable[Ledger]) -> Iterator[Ledger]:
    """Let every second report end with the same words, in its last paragraph."""
    for number, one in enumerate(ledgers):
        end = AGENCY_END if number % 2 else ""
        yield replace(one, report=replace(one.report, text=one.report.text + end))


def _link(session: "SparkSession", output: Path, partitions: int, *, kill: str = "") -> _Spent:
    """Link an output, and tell of each step as soon as it is done; kill a process in each."""
    session.conf.set("spark.sql.shuffle.partitions", str(partitions))
    meter = Meter()
    marks: list[tuple[str, float, float, float]] = []
    kills: list[int] = []
    pieces: list[float] = []
    killer = ExitStack()

    def mark(step: str) -> None:
        used = meter.seconds()
        marks.append((step, time.perf_counter(), sum(used.values()), used["java"]))
        pieces.append(meter.piece())
        for name, wall, cpu, java in _steps(marks[-2:]):
            told = f"{output}: {name}: {wall} s, {cpu} CPU s, {java} of them Java's, a piece {pieces[-1]} ms"
            print(told, file=sys.stderr, flush=True)

        killer.close()
        if step:
            own = killer.enter_context(killing(kill, seconds=_KILL_SECONDS))
            killer.callback(kills.extend, own)

    shuffled = shuffled_megabytes(session)
    link_output(session, str(output), on_step=mark)
    mark("")
    ((_, wall, cpu, _),) = _steps([marks[0], marks[-1]])
    return _Spent(
        wall_seconds=wall,
        cpu_seconds=cpu,
        steps={name: [*spent, piece] for (name, *spent), piece in zip(_steps(marks), pieces[1:], strict=True)},
        megabytes=meter.megabytes(),
        shuffled_megabytes=shuffled_megabytes(session) - shuffled,
        kills=len(kills),
    )


def _steps(marks: list[tuple[str, float, float, float]]) -> Iterator[tuple[str, float, float, float]]:
    for (step, *before), (_, *after) in pairwise(marks):
        wall, cpu, java = (round(now - then, 1) for then, now in zip(before, after, strict=True))
        yield step, wall, cpu, java


def _archive_of(options: argparse.Namespace, count: int, folder: Path) -> Path | None:
    """Find the archive of the same reports, or link them on one machine; None if that is not asked for."""
    if options.against:
        kept = Path(options.against) / f"{count}-linked.whence"
        return kept if kept.exists() else None
    archive = folder / "archive.whence"
    if not options.alone or archive.exists():
        return archive if options.alone else None
    with closing(Store(archive, create=True)) as store:
        store_ledgers(store, plant_archive(options.shared, count=count + options.late, seed=options.seed).ledgers())
        begun, cpu = time.perf_counter(), time.process_time()
        link(store)
        wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
    print_figures("spark_linking", {"reports": count, "one_machine": {"wall": round(wall, 1), "cpu": round(cpu, 1)}})
    return archive


def _compare(archive: Path | None, output: Path) -> dict[str, object]:
    """Count the rows of an archive's tables, and those that are missing or too many."""
    if archive is None:
        return {}
    counts, missing, more = {}, Counter[str](), Counter[str]()
    with closing(Store(archive)) as store:
        for name in _TABLES:
            here, there = _rows(table(store, name, filters=Filters())), _rows(parquet.read_table(output / name))
            counts[name] = here.total()
            missing[name], more[name] = (here - there).total(), (there - here).total()
    return {
        "rows": counts,
        "all_rows": sum(counts.values()),
        "missing": missing.total(),
        "more": more.total(),
        "differing": [name for name in _TABLES if missing[name] or more[name]],
    }


def _rows(arrow: pa.Table) -> Counter[str]:
    return Counter(repr(tuple(row.values())) for batch in arrow.to_batches() for row in batch.to_pylist())


if __name__ == "__main__":
    main()
