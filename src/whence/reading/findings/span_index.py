"""Spans of a text, looked up by what they share with another one."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from whence.records.report import Span

__all__ = ["SpanIndex", "overlap"]

_T = TypeVar("_T")


class SpanIndex(Generic[_T]):
    """Things that stand at spans of a text; a thing may stand at several.

    Args:
        placed: Each span with what stands there.

    >>> index = SpanIndex([(Span(4, 9), "boat"), (Span(0, 6), "quay"), (Span(7, 8), "boat")])
    >>> index.over(Span(5, 8)), index.touches(Span(9, 12)), index.starting(4, 9)
    (['boat', 'quay'], False, ['boat'])
    """

    def __init__(self, placed: Iterable[tuple[Span, _T]]) -> None:
        self._things: list[_T] = []
        numbers: dict[int, int] = {}
        places = []
        for span, thing in placed:
            number = numbers.setdefault(id(thing), len(self._things))
            if number == len(self._things):
                self._things.append(thing)
            places.append((span.start, span.end, number))
        self._places = sorted(places)
        self._starts = [start for start, _, _ in self._places]
        self._furthest = list(accumulate((end for _, end, _ in self._places), max))
        """Where the last ends of those up to here."""

    def touches(self, span: Span) -> bool:
        """Tell whether anything shares a character with a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start

    def over(self, span: Span) -> list[_T]:
        """List what shares a character with a span, in the order given."""
        at = bisect_left(self._starts, span.end)
        numbers = set()
        while at and self._furthest[at - 1] > span.start:
            at -= 1
            if self._places[at][1] > span.start:
                numbers.add(self._places[at][2])
        return [self._things[number] for number in sorted(numbers)]

    def starting(self, first: int, last: int) -> list[_T]:
        """List what begins in a half-open range of characters, in the order given."""
        some = self._places[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [self._things[number] for number in sorted({number for _, _, number in some})]


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character.

    >>> overlap(Span(0, 4), Span(4, 6))
    False
    """
    return one.start < other.end and other.start < one.end
