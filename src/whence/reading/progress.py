"""Progress of reading one report, for callers that display it: a long report takes minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Hear", "listening", "tell_progress"]

Hear = Callable[[int, int], None]
"""Called with the number of words read and the total; for each report first with 0 words read."""

_listener: ContextVar[Hear | None] = ContextVar("listener", default=None)


@contextmanager
def listening(hear: Hear) -> Iterator[None]:
    """Call a function with the progress of all reading in this thread, for as long as the context is open.

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
    """Report to the listener, if any, how many of a report's words have been read."""
    if hear := _listener.get():
        hear(done, total)
