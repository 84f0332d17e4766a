"""Spans found again in a later text, if the words that they stand on did not change."""

from collections.abc import Sequence

from whence.records.report import Span

__all__ = ["common_length", "find_again"]


def find_again(spans: Sequence[Span], before: str, after: str) -> tuple[Span, ...] | None:
    """Find spans of a text in a later text.

    The words from the first span to the last must be unchanged, and stand in both texts equally often.

    Args:
        spans: The spans, none of them after the end of the first text.
        before: The text that they refer to.
        after: The later text.

    Returns:
        The spans in the later text; None if the words changed, or it is not certain which of them are meant.

    >>> find_again([Span(4, 10)], "The harbor leaks.", "Late: The harbor leaks.")
    (Span(start=10, end=16),)
    >>> find_again([Span(4, 16)], "The harbor leaks.", "The harbour leaks.") is None
    True
    """
    if before == after or not spans:
        return tuple(spans)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    words = before[start:end]
    places, earlier = _places(words, after), _places(words, before)
    if len(places) != len(earlier):
        return None
    shift = places[earlier.index(start)] - start
    return tuple(Span(span.start + shift, span.end + shift) for span in spans)


def common_length(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """Count the characters that two lists of spans have in common.

    >>> common_length([Span(0, 4), Span(8, 12)], [Span(2, 10)])
    4
    """
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in spans for other in others)


def _places(words: str, text: str) -> list[int]:
    """Find where words stand in a text; overlapping places count, too."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
