"""Parallel map over processes: results in order, memory bounded; a process that dies costs only its item."""

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Generic, TypeVar

from whence.errors import WhenceError

__all__ = ["Lost", "core_count", "map_in_processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items handed out beyond the next result, for each process: enough that one long report does not keep the others idle.
# No more results than that wait in memory.
_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """An item whose process died while working on it."""

    item: Item
    exit_code: int | None
    """Exit status of the process; if negative, the number of the signal that ended it."""


def core_count() -> int:
    """Get the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_processes(
    items: Iterable[Item], open_work: Callable[[], Callable[[Item], Result]], *, jobs: int
) -> Generator[Result | Lost[Item], None, None]:
    """Apply a function to many items in several processes.

    Processes are spawned, as a fork may hang where there are threads. A script that calls this must therefore guard its
    main part with ``if __name__ == "__main__":``.

    Args:
        items: Picklable; consumed only as fast as the work goes.
        open_work: Called once in each process; returns the function to apply to each item. Picklable.
        jobs: Number of processes.

    Yields:
        The results, in the order of the items. Closing this early ends the processes.

    Raises:
        WhenceError: Raised by ``open_work``.
        RuntimeError: A process ended before it was ready.
    """
    tasks = enumerate(items)
    taken, turn = 0, 0
    done: dict[int, Result | Lost[Item]] = {}
    workers: list[_Worker[Item, Result]] = []
    try:
        workers.extend(_Worker(open_work) for _ in range(jobs))
        while True:
            # First: so the processes work on while the results are used.
            taken += _hand_out(tasks, workers, most=turn + _AHEAD * jobs - taken)
            if turn in done:
                turn += 1
                yield done.pop(turn - 1)
                continue
            if any(worker.is_ready for worker in workers) and not any(worker.task for worker in workers):
                return
            with_news = wait([worker.connection for worker in workers])
            for worker in workers:
                if worker.connection in with_news:
                    done.update(worker.hear())
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Item, Result]):
    """A process, and the item it is working on."""

    def __init__(self, open_work: Callable[[], Callable[[Item], Result]]) -> None:
        self._open_work = open_work
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.is_ready = False
        self.task: tuple[int, Item] | None = None
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._open_work), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()

    def give(self, task: tuple[int, Item]) -> None:
        """Send an item, with its place in the order."""
        self.task = task
        # If the process has died meanwhile, `hear` will find out.
        with suppress(OSError):
            self.connection.send(task[1])

    def hear(self) -> dict[int, Result | Lost[Item]]:
        """Receive a message from the process: it is ready, has a result, or died.

        Returns:
            The result by its place in the order, if there is one.
        """
        task, self.task = self.task, None
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            exit_code = self._replace()
            return {task[0]: Lost(task[1], exit_code)} if task else {}
        if task:
            return {task[0]: message}
        if isinstance(message, WhenceError):
            raise message
        self.is_ready = True
        return {}

    def _replace(self) -> int | None:
        """Replace a process that died, and return its exit status."""
        self.end()
        if not self.is_ready:
            message = "a process ended before it was ready; is the main script guarded by if __name__ == '__main__'?"
            raise RuntimeError(message)
        exit_code = self._process.exitcode
        self._start()
        return exit_code

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self.connection.close()


def _hand_out(tasks: Iterator[tuple[int, Item]], workers: Sequence[_Worker[Item, Result]], *, most: int) -> int:
    """Send a task to each idle worker, and return the number of tasks sent."""
    idle = [worker for worker in workers if worker.is_ready and not worker.task]
    given = list(zip(idle, islice(tasks, min(most, len(idle))), strict=False))
    for worker, task in given:
        worker.give(task)
    return len(given)


def _serve(connection: Connection, open_work: Callable[[], Callable[[Item], Result]]) -> None:
    """Work in a child process, until the other end of the connection is closed or the parent is gone."""
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = open_work()
    except WhenceError as error:
        _send(connection, error)
        return
    _send(connection, None)
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        _send(connection, work(item))


def _end_with_parent() -> None:
    """End this process as soon as its parent has died, whatever it is doing: nobody waits for the result."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _send(connection: Connection, message: object) -> None:
    """Send a message, if the parent process still exists."""
    with suppress(BrokenPipeError):
        connection.send(message)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Make processes started here ignore Ctrl-C: a terminal sends it to all of them, and the parent handles it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The resource tracker starts with the first process, and would let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
