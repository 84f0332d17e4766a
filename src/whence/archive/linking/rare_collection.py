"""Python's search for objects that refer to each other in a circle, held back while many others are at hand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_rarely", "collecting_rarely"]

_MANY_OBJECTS = 1_000_000
"""Objects made until circles are looked for. Linking makes hardly any, and each search goes through all that it
caches."""


def collect_rarely() -> None:
    """Let Python look for circles of objects rarely from now on, and never among those that are there already."""
    gc.freeze()
    gc.set_threshold(_MANY_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for circles of objects rarely, for as long as the context lasts."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
