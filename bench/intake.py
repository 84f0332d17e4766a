"""Measure intake alone: the CPU time of making reports from a download of many, and from as many text files.

- reports: how many reports came of each, of 1,000.
- seconds: CPU seconds a thousand, the least of three turns.
- times_text: the same, as a multiple of the text files'.

The reports are invented, of about 500 words. Nothing of the model is loaded.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.downloads import MAKERS, make_reports, write_text
from bench.options import print_figures
from whence.errors import ReadError
from whence.intake.folders import find_inputs
from whence.intake.forms import ENDINGS, open_inputs
from whence.intake.load import read_input
from whence.records.report import Rejected, Report

__all__ = ["measure", "read_path"]

_REPORTS = 1000
_TURNS = 3


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=_REPORTS, help="how many reports there are")
    parser.add_argument("--only", choices=MAKERS, help="measure one form")
    asked = parser.parse_args()
    names = [asked.only] if asked.only else [*MAKERS]
    print_figures("intake", measure(asked.reports, names=names))


def measure(count: int, *, names: list[str], turns: int = _TURNS) -> dict[str, object]:
    """Write the downloads, and measure each in turn with the text files."""
    reports = list(make_reports(count))
    with TemporaryDirectory() as folder:
        texts = Path(folder, "texts")
        texts.mkdir()
        for number, report in enumerate(reports):
            (texts / f"{number:06}.txt").write_bytes(write_text(report))
        paths = {"texts": texts} | {name: Path(folder, name) for name in names}
        for name in names:
            paths[name].write_bytes(MAKERS[name](reports))
        found = {name: sum(1 for _ in read_path(path)) for name, path in paths.items()}
        seconds = {name: min(_time(path) for _ in range(turns)) * 1000 / count for name, path in paths.items()}
    rows = {
        name: {
            "reports": found[name],
            "seconds": round(seconds[name], 2),
            "times_text": round(seconds[name] / seconds["texts"], 2),
        }
        for name in paths
    }
    return {"count": count, **rows}


def read_path(path: Path) -> Iterator[Report]:
    """Read the reports of a file or folder, as ``whence read`` does before the model.

    Raises:
        ReadError: Something cannot be read.
    """
    for given in open_inputs(find_inputs([str(path)], endings=ENDINGS)):
        if isinstance(given, Rejected):
            raise ReadError(given.input, given.reason.removesuffix("."), "Mend the bench")
        yield read_input(given)


def _time(path: Path) -> float:
    begun = time.process_time()
    for _ in read_path(path):
        pass
    return time.process_time() - begun


if __name__ == "__main__":
    main()
