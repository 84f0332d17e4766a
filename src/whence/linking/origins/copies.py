"""Copies of a claim's reports, from the passages that reports share."""

from whence.records.links import Copy
from whence.records.reuse import SharedPassage

__all__ = ["copy_of"]


def copy_of(passage: SharedPassage) -> Copy:
    """Make a copy of a shared passage: the report that had it first is the original.

    If it cannot be told which had it first, the later in the order of publication stands as the copy, without an order:
    the two may be exchanged.

    >>> from whence.records.report import Span
    >>> spans = Span(0, 90), Span(40, 130)
    >>> shared = SharedPassage(reports=("r:1", "r:2"), spans=spans, same_words=16, first="r:2", first_by="credit")
    >>> found = copy_of(shared)
    >>> found.report, found.original, found.spans, found.order
    ('r:1', 'r:2', (Span(start=0, end=90),), 'credit')
    """
    original = 0 if passage.first is None else passage.reports.index(passage.first)
    copy = 1 - original
    return Copy(
        report=passage.reports[copy],
        original=passage.reports[original],
        spans=(passage.spans[copy],),
        original_spans=(passage.spans[original],),
        same_words=passage.same_words,
        order=passage.first_by,
        agency=passage.agency,
    )
