"""Measure the start: from calling ``whence read --json`` in a fresh process to the ledger of one example report.

Nothing is kept between runs except the system's file cache. The first run counts too.
"""

import statistics
import time
from pathlib import Path
from subprocess import CalledProcessError

from bench.options import parse_options, print_figures
from bench.reports import start_reading

__all__ = ["time_first_ledger"]

_REPORT = Path(__file__).parent.parent / "examples/harbour.txt"
_RUNS = 5


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    seconds = [time_first_ledger(_REPORT, model=options.model) for _ in range(_RUNS)]
    print_figures(
        "start",
        {
            "name": options.model,
            "median_seconds": round(statistics.median(seconds), 3),
            "worst_seconds": round(max(seconds), 3),
            "runs": _RUNS,
        },
    )


def time_first_ledger(report: Path, *, model: str) -> float:
    """Time a fresh process until its first line of output, in seconds.

    Raises:
        CalledProcessError: The process failed.
    """
    start = time.perf_counter()
    with start_reading(report, model=model) as process:
        if process.stdout:
            process.stdout.readline()
        taken = time.perf_counter() - start
    if process.returncode:
        raise CalledProcessError(process.returncode, "whence read")
    return taken


if __name__ == "__main__":
    main()
