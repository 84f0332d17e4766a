"""An index of spans, to find those that overlap another span."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from whence.records.report import Span

__all__ = ["SpanIndex", "apart", "overlap"]

_T = TypeVar("_T")


class SpanIndex(Generic[_T]):
    """An index of objects by the spans of a text where they are; an object may have several spans.

    Args:
        placed: (span, object) pairs.

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
        """The furthest end of all spans up to each position."""

    def touches(self, span: Span) -> bool:
        """Check whether any span shares a character with this one."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start

    def over(self, span: Span) -> list[_T]:
        """List the objects whose spans share a character with this one, in the order given."""
        at = bisect_left(self._starts, span.end)
        numbers = set()
        while at and self._furthest[at - 1] > span.start:
            at -= 1
            if self._places[at][1] > span.start:
                numbers.add(self._places[at][2])
        return [self._things[number] for number in sorted(numbers)]

    def starting(self, first: int, last: int) -> list[_T]:
        """List the objects whose spans start in a half-open range of characters, in the order given."""
        some = self._places[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [self._things[number] for number in sorted({number for _, _, number in some})]


def overlap(one: Span, other: Span) -> bool:
    """Check whether two spans share a character.

    >>> overlap(Span(0, 4), Span(4, 6))
    False
    """
    return one.start < other.end and other.start < one.end


def apart(spans: Iterable[Span]) -> list[Span]:
    """Sort spans, and leave out those that overlap one before; of those that start alike, the longest stays.

    >>> apart([Span(9, 12), Span(0, 6), Span(0, 4), Span(5, 8)])
    [Span(start=0, end=6), Span(start=9, end=12)]
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept
