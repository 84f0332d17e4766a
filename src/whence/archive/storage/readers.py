"""Connections to read by: the only one, or one for each thread that reads."""

import threading
import weakref
from collections.abc import Callable
from types import SimpleNamespace

import apsw

__all__ = ["Readers"]


class Readers:
    """Opens connections when they are needed; that of a thread closes when the thread ends.

    Args:
        open_reader: Opens a connection.
        per_thread: Whether each thread has a connection of its own.
    """

    def __init__(self, open_reader: Callable[[], apsw.Connection], *, per_thread: bool) -> None:
        self._open_reader = open_reader
        self._place: threading.local | SimpleNamespace = threading.local() if per_thread else SimpleNamespace()
        self._all: weakref.WeakSet[apsw.Connection] = weakref.WeakSet()

    def get(self) -> apsw.Connection:
        """Get the connection of this thread."""
        found: apsw.Connection | None = getattr(self._place, "reader", None)
        if found is None:
            found = self._place.reader = self._open_reader()
            self._all.add(found)
        return found

    def close(self) -> None:
        """Close all connections."""
        for reader in list(self._all):
            reader.close()
