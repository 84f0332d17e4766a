"""Where labelled spans and found ones meet."""

from collections.abc import Iterable, Sequence

from whence.records.report import Span

__all__ = ["dice", "overlap", "touch"]


def overlap(one: Span, other: Span) -> int:
    """Count the characters that two spans share.

    >>> overlap(Span(0, 5), Span(3, 9))
    2
    """
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def touch(first: Iterable[Span], second: Sequence[Span]) -> bool:
    """Check whether any of some spans shares a character with any of others.

    >>> touch([Span(0, 5)], [Span(5, 9), Span(4, 6)])
    True
    """
    return any(overlap(one, other) for one in first for other in second)


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Compute Dice's coefficient of the characters of two lists of spans; 0 if both are empty.

    >>> dice([Span(0, 6)], [Span(3, 5)])
    0.5
    """
    shared = sum(overlap(a, b) for a in one for b in other)
    size = sum(span.end - span.start for span in (*one, *other))
    return 2 * shared / size if size else 0.0
