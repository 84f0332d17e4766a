"""How far the reading of one report is, for whoever wants to know: a long one takes minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Hear", "listening", "tell_progress"]

Hear = Callable[[int, int], None]
"""Told how many words of a report are read, and how many it has; of each report first that none is."""

_listener: ContextVar[Hear | None] = ContextVar("listener", default=None)


@contextmanager
def listening(hear: Hear) -> Iterator[None]:
    """Be told how far reading is for as long as this lasts, if it goes on in this thread.

    >>> with listening(print):
    ...     tell_progress(200, 1000)
    200 1000
    """
    token = _listener.set(hear)
    try:
        yield
    finally:
        _listener.reset(token)


def tell_progress(done: int, total: int) -> None:
    """Tell whoever listens how many of a report's words are read."""
    if hear := _listener.get():
        hear(done, total)
