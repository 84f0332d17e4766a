"""Archives opened for reading, one for each worker thread, so that views are answered while the archive is written."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock, local
from typing import TypeVar

from whence.archive.archive import Archive
from whence.scaling.processes import core_count

__all__ = ["Readers"]

_Answer = TypeVar("_Answer")


class Readers:
    """Answers questions to an archive in a few threads, each with a connection of its own that can only read.

    Args:
        path: The archive.
        threads: Number of threads; None for one more than there are cores. Python computes in one at a time, while
            others search or wait for the disk; more of them would only take the cores from each other.
    """

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        self._path = path
        self._own = local()
        self._lock = Lock()  # guards the list
        self._opened: list[Archive] = []
        self._threads = ThreadPoolExecutor(threads or core_count() + 1, thread_name_prefix="whence-reader")

    async def ask(self, question: Callable[[Archive], _Answer]) -> _Answer:
        """Ask a question in a worker thread; all that it asks the archive is answered from one snapshot.

        Raises:
            WhenceError: Raised by the question, or the archive cannot be opened.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, question)

    def close(self) -> None:
        """Close the archives, once the questions that were asked are answered."""
        self._threads.shutdown(cancel_futures=True)
        for archive in self._opened:
            archive.close()

    def _answer(self, question: Callable[[Archive], _Answer]) -> _Answer:
        archive: Archive | None = getattr(self._own, "archive", None)
        if archive is None:
            archive = self._own.archive = Archive(self._path, read_only=True)
            with self._lock:
                self._opened.append(archive)
        with archive.snapshot():
            return question(archive)
