"""Measure what single precision costs: CPU time of reading reports with both forms of a model's arithmetic, in turn.

Prints the seconds of CPU time for the default form and for ``-quick``, over every nth report, from text to ledger, and
how many times as long the default takes. One process, one thread; a report is read with one form, then with the other.
Reads PolNeAR's development half, or the examples if it is missing.
"""

import argparse
from functools import partial
from pathlib import Path

from bench.encoder_share import Clock
from bench.options import print_figures
from bench.reports import read_plain
from whence.reading.model.package import QUICK, SHIPPED
from whence.reading.reader import Reader
from whence.records.report import Report

__all__: list[str] = []


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--every", type=int, default=2, help="read every nth report only")
    options = parser.parse_args()
    readers = [Reader(SHIPPED), Reader(SHIPPED + QUICK)]
    clocks = [Clock(), Clock()]
    reports = [Report(text=row["text"]) for row in read_plain(options.shared)][:: options.every]
    for reader in readers:
        reader.read(reports[0])
    for turn, report in enumerate(reports):
        pairs = list(zip(readers, clocks, strict=True))
        for reader, clock in pairs if turn % 2 else reversed(pairs):
            clock.time(partial(reader.read, report))
    single, quick = (clock.cpu for clock in clocks)
    print_figures(
        "arithmetic",
        {
            "reports": len(reports),
            "float32_cpu_seconds": round(single, 1),
            "int8_cpu_seconds": round(quick, 1),
            "times": round(single / quick, 2),
        },
    )


if __name__ == "__main__":
    main()
