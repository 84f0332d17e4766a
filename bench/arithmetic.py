"""Measure what each shipped model costs: CPU time of reading the same reports with all of them, in turn.

Prints the seconds of CPU time for the default model, for it with ``-quick`` and for ``fast``, over every nth report,
from text to ledger, and how many times as long the default takes as with ``-quick``. One process, one thread; each
report is read with all of them before the next, and each time another one begins.
Reads PolNeAR's development half, or the examples if it is missing.
"""

import argparse
from functools import partial
from pathlib import Path

from bench.encoder_share import Clock
from bench.options import print_figures
from bench.reports import read_plain
from whence.reading.model.package import FAST, QUICK, SHIPPED
from whence.reading.reader import Reader
from whence.records.report import Report

__all__: list[str] = []


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--every", type=int, default=2, help="read every nth report only")
    options = parser.parse_args()
    readers = [Reader(model) for model in (SHIPPED, SHIPPED + QUICK, FAST)]
    clocks = [Clock() for _ in readers]
    reports = [Report(text=row["text"]) for row in read_plain(options.shared)][:: options.every]
    for reader in readers:
        reader.read(reports[0])
    for turn, report in enumerate(reports):
        first = turn % len(readers)
        pairs = list(zip(readers, clocks, strict=True))
        for reader, clock in pairs[first:] + pairs[:first]:
            clock.time(partial(reader.read, report))
    single, quick, fast = (clock.cpu for clock in clocks)
    print_figures(
        "arithmetic",
        {
            "reports": len(reports),
            "float32_cpu_seconds": round(single, 1),
            "int8_cpu_seconds": round(quick, 1),
            "fast_cpu_seconds": round(fast, 1),
            "times": round(single / quick, 2),
        },
    )


if __name__ == "__main__":
    main()
