"""Measure what Ctrl-C does to ``whence add`` in its first two seconds, which are mostly spent importing modules.

As a terminal does, each run sends the interrupt to the whole process group, at evenly spread moments. A run is good if
it ends within a second with exit status 130 (or by the signal itself, before Python has started), prints no traceback,
and leaves an archive in which SQLite finds no fault. Tracebacks of Python's own start, some 15 ms before any module of
whence is imported, are counted separately; whence cannot prevent them.
"""

import argparse
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryDirectory

from bench.killing import find_faults
from bench.options import print_figures

__all__ = ["Ended", "interrupt"]

_MOMENTS, _SECONDS = 60, 2.0
_REPORTS = 200
"""More than two cores can read in the time."""
_MOST_SECONDS = 1.0
_REPORT = "Harbour {0} to close\n\nInes Okafor, the harbour master, said on Monday that {0} boats would leave.\n"
_SIGNS = (b"Traceback", b"Exception ignored", b"Fatal Python error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How an interrupted run ended."""

    exit_status: int
    seconds: float
    """Seconds from the interrupt until the last process of the group had ended."""
    complaint: str
    """Standard error, if there is a traceback in it."""

    @property
    def is_lost(self) -> bool:
        """True if the run went on despite the interrupt, or ended as if by another error."""
        return not self.complaint and self.exit_status not in {130, -signal.SIGINT}

    @property
    def is_early(self) -> bool:
        """True if a traceback is of Python's own start, before any module of whence is imported."""
        return bool(self.complaint) and "whence" not in self.complaint


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=_MOMENTS, help=f"how many runs ({_MOMENTS})")
    parser.add_argument("--command", type=Path, help="the installed command; python -m whence unless told")
    asked = parser.parse_args()
    command = [str(asked.command)] if asked.command else [sys.executable, "-m", "whence"]
    ends: list[Ended] = []
    faults: list[str] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports").mkdir()
        for number in range(_REPORTS):
            (folder / "reports" / f"{number:03}.txt").write_text(_REPORT.format(number), "utf-8")
        for number in range(asked.moments):
            archive = folder / f"{number}.whence"
            after = _SECONDS * number / asked.moments
            ends.append(interrupt([*command, "add", str(archive), str(folder / "reports")], after=after))
            faults += find_faults(archive)
    complaints = [ended.complaint for ended in ends if ended.complaint]
    print_figures(
        "interrupting",
        {
            "interrupts": len(ends),
            "tracebacks": len(complaints),
            "tracebacks_of_python_itself": sum(ended.is_early for ended in ends),
            "lost": sum(ended.is_lost for ended in ends),
            "late": sum(ended.seconds > _MOST_SECONDS for ended in ends),
            "worst_seconds": round(max(ended.seconds for ended in ends), 3),
            "before_python": sum(ended.exit_status == -signal.SIGINT for ended in ends),
            "faults": faults,
            "first_traceback": next(iter(complaints), None),
        },
    )


def interrupt(command: list[str], *, after: float) -> Ended:
    """Start a command in a new process group, and interrupt the group after a number of seconds."""
    with Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, start_new_session=True) as process:  # noqa: S603
        time.sleep(after)
        begun = time.perf_counter()
        os.killpg(process.pid, signal.SIGINT)
        # Standard error ends when no process has it open any more, including workers.
        _, errors = process.communicate()
        seconds = time.perf_counter() - begun
    has_traceback = any(sign in errors for sign in _SIGNS)
    return Ended(
        exit_status=process.returncode,
        seconds=seconds,
        complaint=errors.decode("utf-8", "replace") if has_traceback else "",
    )


if __name__ == "__main__":
    main()
