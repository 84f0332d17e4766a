"""Where labelled spans and found ones meet."""

from collections.abc import Iterable, Sequence

from whence.records.report import Span

__all__ = ["overlap", "touch"]


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
