"""What Spark's processes use: CPU time and memory, by the kind of process, and what went through the shuffle."""

import json
import time
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import SparkSession

__all__ = ["Meter", "shuffled_megabytes"]

_KINDS = ("driver", "java", "python")
_LOOK_SECONDS, _TRY_EVERY = 1.0, 5
_MEGABYTE = 1e6


class Meter:
    """The CPU time and the memory of this process and of all that it started, those that have ended included.

    It looks once a second, so that the last second of a process may be missing. Where other programs run beside it, the
    same work takes more CPU time: so a small piece of work is timed again and again.
    """

    def __init__(self) -> None:
        self._piece = json.dumps([{str(number): ["harbour", number / 3, None]} for number in range(4000)])
        self._tries: list[float] = []
        self._seen: dict[tuple[int, float], tuple[str, float]] = {}
        self._highest: Counter[str] = Counter()
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        for turn in count():
            self.seconds()
            if turn % _TRY_EVERY == 0:
                begun = time.thread_time()
                json.loads(self._piece)
                self._tries.append(1000 * (time.thread_time() - begun))
            time.sleep(_LOOK_SECONDS)

    def piece(self) -> float:
        """Get the CPU time of the same small piece of work, in milliseconds: the median since the last call."""
        tries, self._tries = self._tries, []
        return round(median(tries), 2) if tries else 0.0

    def seconds(self) -> dict[str, float]:
        """Sum the CPU time until now: of ``driver``, this process; of ``java``; and of ``python``, the workers."""
        own = psutil.Process()
        memory: Counter[str] = Counter()
        for each in [own, *own.children(recursive=True)]:
            with suppress(psutil.Error):
                kind = "driver" if each.pid == own.pid else "java" if each.name() == "java" else "python"
                self._seen[each.pid, each.create_time()] = kind, sum(each.cpu_times()[:2])
                memory[kind] += each.memory_info().rss
        self._highest |= memory
        used = dict.fromkeys(_KINDS, 0.0)
        for kind, seconds in list(self._seen.values()):
            used[kind] += seconds
        return used

    def megabytes(self) -> dict[str, int]:
        """Get the memory at its highest, of each kind: of all workers together."""
        own = psutil.Process()
        told = {kind: highest / _MEGABYTE for kind, highest in self._highest.items()}
        # Of the driver's processes the system knows their highest.
        told["driver"] = _highest_megabytes(own.pid)
        java = [each.pid for each in own.children(recursive=True) if each.name() == "java"]
        told["java"] = sum(map(_highest_megabytes, java))
        return {kind: round(megabytes) for kind, megabytes in told.items()}


def _highest_megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / _MEGABYTE


def shuffled_megabytes(session: "SparkSession") -> int:
    """Sum what went through the shuffle so far, by Spark's own account."""
    store = session.sparkContext._jsc.sc().statusStore()  # noqa: SLF001 -- nothing else tells
    executors = store.executorList(True)  # noqa: FBT003 -- Scala's
    written = sum(executors.apply(at).totalShuffleWrite() for at in range(executors.size()))
    return round(int(written) / _MEGABYTE)
