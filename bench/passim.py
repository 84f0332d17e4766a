"""Find planted passages with passim and with whence, side by side (`bench.planting` writes the reports).

whence finds them in one process, and on Spark as passim does: what `whence spark link` needs of each report, and its
step ``passages`` (needs ``whence[spark]``; the start of the session is included).

passim is no dependency: ``--seriatim`` names the command that runs its aligner, which needs Spark and a JVM, such as
``seriatim`` of an environment of its own. Without it there is nothing to compare with, and nothing is measured.

- recall: planted passages found, in the pair of reports itself; ``joined``: or through other reports.
- cpu_seconds: of whence, from the texts to the passages; on Spark, and of passim, of all processes.
  wall_seconds: the same by the clock.

Reference:
    Smith, Cordell and Mullen, "Computational Methods for Uncovering Reprinted Texts in Antebellum Newspapers", American
    Literary History 27, 2015.
"""

import argparse
import ctypes
import json
import os
import resource
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.options import print_figures
from bench.planting import Planting, plant
from bench.reuse import Groups, find_passages, recall_by_rate
from bench.spark_linking import write_ledgers
from bench.spark_usage import Meter
from whence.linking.reuse.report_words import read_words
from whence.records.id_numbers import hexadecimal
from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.scaling.spark.files import few_rows
from whence.scaling.spark.linking.passages import find_passages as find_passages_on_spark
from whence.scaling.spark.linking.prepare import prepare_reports
from whence.scaling.spark.linking.rows import Work
from whence.scaling.spark.session import open_session

__all__ = ["recalls"]

_Pair = tuple[str, str]
_SET_CHILD_SUBREAPER = 36


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other reports")
    parser.add_argument("--seriatim", metavar="COMMAND", help="command that runs passim's aligner, with its options")
    parser.add_argument("--master", default="local[2]", help="where whence's part on Spark runs")
    options = parser.parse_args()
    if not options.seriatim:
        print("Skipped: name the command that runs passim's aligner with --seriatim.")
        sys.exit(0)
    planting = plant(options.shared, count=options.reports, seed=options.seed)
    begun: float = time.process_time()
    found = find_passages([read_words(one) for one in planting.reports], planting.reports)
    seconds = time.process_time() - begun
    _adopt_orphans()
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        theirs = set(_run(shlex.split(options.seriatim), planting, Path(folder)))
        their_wall = time.perf_counter() - begun
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    their_seconds = spent.ru_utime + spent.ru_stime
    # Last: passim's processes are waited for as orphans, and Spark's would never end.
    with TemporaryDirectory() as folder:
        on_spark, wall, spark_seconds = _find_on_spark(planting.reports, Path(folder), options.master)
    print_figures(
        "passim",
        {
            "reports": options.reports,
            "planted": len(planting.passages),
            "whence": {**recalls(planting, {one.reports for one in found}), "cpu_seconds": round(seconds, 1)},
            "whence_on_spark": {
                **recalls(planting, on_spark),
                "cpu_seconds": round(spark_seconds, 1),
                "wall_seconds": round(wall, 1),
            },
            "passim": {
                **recalls(planting, theirs),
                "cpu_seconds": round(their_seconds, 1),
                "wall_seconds": round(their_wall, 1),
            },
            "share_of_cpu": round(seconds / their_seconds, 4),
            "share_of_cpu_on_spark": round(spark_seconds / their_seconds, 4),
        },
    )


def _find_on_spark(reports: Sequence[Report], folder: Path, master: str) -> tuple[set[_Pair], float, float]:
    """Find the pairs of reports that share a passage, and measure the wall time and the CPU time."""
    ledgers = (Ledger(report=one, sources=(), attributions=(), model="planted") for one in reports)
    write_ledgers(folder, ledgers)
    begun, meter = time.perf_counter(), Meter()
    before = sum(meter.seconds().values())
    session = open_session(master=master, conf={"spark.driver.memory": "1g"})
    with few_rows(session, "256"):
        work = Work(session=session, folder=str(folder / "work"))
        read = session.read.parquet(str(folder / "ledgers")).selectExpr("id", "ledger")
        passages = find_passages_on_spark(work, work.keep(prepare_reports(read), "prepared"))
        rows = passages.read("earlier", "later").distinct().collect()
    pairs = {(f"r:{hexadecimal(one)}", f"r:{hexadecimal(other)}") for one, other in rows}
    wall, seconds = time.perf_counter() - begun, sum(meter.seconds().values()) - before
    session.stop()
    return pairs, wall, seconds


def _adopt_orphans() -> None:
    """Become the parent of processes that a command leaves behind, as Spark does, so that their CPU time counts too."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)


def recalls(planting: Planting, pairs: Iterable[_Pair]) -> dict[str, object]:
    """Measure which planted passages are among pairs of reports.

    Args:
        planting: The reports and what was planted in them.
        pairs: Ids of reports that share a passage, in any order.
    """
    found = {(min(pair), max(pair)) for pair in pairs}
    joined = Groups(found)
    ids = [one.id for one in planting.reports]
    ends = {id(one): (ids[one.source], ids[one.copy]) for one in planting.passages}
    hits = [one for one in planting.passages if (min(ends[id(one)]), max(ends[id(one)])) in found]
    through = [one for one in planting.passages if joined.has(*ends[id(one)])]
    planted = Groups(ends.values())
    return {
        "recall": recall_by_rate(planting.passages, hits),
        "joined": recall_by_rate(planting.passages, through),
        "pairs": len(found),
        "precision": round(sum(planted.has(*pair) for pair in found) / max(1, len(found)), 4),
    }


def _run(command: list[str], planting: Planting, folder: Path) -> Iterator[_Pair]:
    given, told = folder / "reports.json", folder / "told"
    with given.open("w", encoding="utf-8") as lines:
        for report in planting.reports:
            print(json.dumps({"id": report.id, "publisher": report.publisher, "text": report.text}), file=lines)
    subprocess.run([*command, "--pairwise", str(given), str(told)], check=True, stdout=sys.stderr)  # noqa: S603 -- the user's
    with suppress(ChildProcessError):
        while True:
            os.wait()
    for part in sorted(told.glob("align.json/part-*")):
        for line in part.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row["id"], row["id2"]


if __name__ == "__main__":
    main()
