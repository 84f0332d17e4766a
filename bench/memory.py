"""Measure the peak memory of ``whence read --json --jobs 2``, over all its processes.

- peak_megabytes: memory, with what several processes share counted once (proportional set size); on Linux only.
- peak_resident_megabytes: the same with shared memory counted for each process, so it is never lower.

Reads PolNeAR's development half, or the examples if it is missing.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, CalledProcessError, Popen
from tempfile import TemporaryDirectory

import psutil

from bench.options import parse_options, print_figures
from bench.reports import read_plain, start_reading, write_reports

__all__ = ["Memory", "measure_memory", "sample_memory"]

_JOBS = 2
_PAUSE_SECONDS = 0.02
_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Memory of a process and its descendants at one moment, in bytes."""

    proportional: int
    """0 if the system does not report it."""
    resident: int


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    texts = [report["text"] for report in read_plain(options.shared)]
    figures = measure_memory(texts, model=options.model)
    print_figures("memory", {"name": options.model, "reports": len(texts), **figures})


def measure_memory(texts: Sequence[str], *, model: str) -> dict[str, int]:
    """Measure the peak memory of reading texts with two processes, in megabytes.

    Raises:
        CalledProcessError: The command failed.
    """
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        with start_reading(folder, model=model, jobs=_JOBS, output=DEVNULL) as process:
            samples = list(sample_memory(process))
    if process.returncode:
        raise CalledProcessError(process.returncode, "whence read")
    figures = {"peak_resident_megabytes": round(max(sample.resident for sample in samples) / _MEGABYTE)}
    if proportional := max(sample.proportional for sample in samples):
        figures["peak_megabytes"] = round(proportional / _MEGABYTE)
    return figures


def sample_memory(process: Popen[bytes]) -> Iterator[Memory]:
    """Sample the memory of a running process and its descendants, until it ends."""
    top = psutil.Process(process.pid)
    while process.poll() is None:
        proportional = resident = 0
        try:
            tree = [top, *top.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for each in tree:
            try:
                taken = each.memory_full_info()
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue  # it has just ended
            proportional += getattr(taken, "pss", 0)
            resident += taken.rss
        yield Memory(proportional=proportional, resident=resident)
        time.sleep(_PAUSE_SECONDS)


if __name__ == "__main__":
    main()
