"""Answers that are kept in memory until what they rest on changes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from starlette.responses import Response

__all__ = ["KeptAnswers"]

_MOST_BYTES = 32_000_000
"""A page is some 50 kB: several hundred are kept."""


class KeptAnswers:
    """Keeps the answers that were asked for last. Thread-safe.

    Args:
        most_bytes: Maximum size of all that is kept. What takes a quarter of it is not kept.

    >>> kept = KeptAnswers()
    >>> kept.put("/story/st:5f0c", 1, Response("Boats"))
    >>> kept.get("/story/st:5f0c", 1).body, kept.get("/story/st:5f0c", 2)
    (b'Boats', None)
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Hashable, Response]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, state: Hashable) -> Response | None:
        """Look up the answer under a key, if it was given in the same state of the archive."""
        with self._lock:
            found, response = self._kept.get(key, (None, None))
            if response is None or found != state:
                return None
            self._kept.move_to_end(key)
            return response

    def put(self, key: Hashable, state: Hashable, response: Response) -> None:
        """Keep an answer, in the place of the one before under its key."""
        if 4 * len(response.body) > self._most_bytes:
            return
        with self._lock:
            if (before := self._kept.pop(key, None)) is not None:
                self._bytes -= len(before[1].body)
            self._kept[key] = (state, response)
            self._bytes += len(response.body)
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1][1].body)
