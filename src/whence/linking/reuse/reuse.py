"""Copying: passages that reports share outside quotation marks, and how much of a report is its own.

A passage is found by its fingerprints, hashes of 5 words of which winnowing keeps about two in nine; then the two
reports are aligned word by word around the runs of words that they share.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from whence.linking.chronology import first_published
from whence.linking.reuse.agencies import shared_agency
from whence.linking.reuse.alignment import Shingles, Stretch, align, index_shingles, same_words
from whence.linking.reuse.numbered_words import Numbers, winnow
from whence.linking.reuse.postings import link_postings
from whence.linking.reuse.report_words import ReportWords
from whence.records.report import Span
from whence.records.reuse import Credit, FirstBy, SharedPassage, Shares

__all__ = ["OpenWords", "candidate_pairs", "fingerprint", "open_words", "shared_passages", "shares_of"]

_SHINGLE, _WINDOW = 5, 8
_FEWEST_SAME = 15
"""Words that make a passage."""


@dataclass(frozen=True, eq=False, kw_only=True)  # without slots, which leave a cached property no place
class OpenWords:
    """The words of a report that may be copied: not in quotation marks, nor in standing paragraphs."""

    report: ReportWords
    positions: Numbers
    """Position of each open word among the report's words."""
    numbers: Numbers
    """Its number."""
    standing: int
    """Number of words of standing paragraphs and copyright notices, outside quotation marks."""

    @cached_property
    def shingles(self) -> Shingles:
        """Runs of 5 open words that nothing interrupts."""
        return index_shingles(self.numbers, _SHINGLE, np.flatnonzero(np.diff(self.positions, prepend=-1) > 1))

    def span(self, start: int, end: int) -> Span:
        """Give the characters of a half-open range of open words, and all between them."""
        first, last = self.positions[start], self.positions[end - 1]
        return Span(int(self.report.starts[first]), int(self.report.ends[last]))


def open_words(report: ReportWords, standing: Collection[int] = frozenset()) -> OpenWords:
    """Leave out the words of a report that are quoted or stand under many reports.

    Args:
        report: The report's words.
        standing: Keys of the standing paragraphs of its outlet, from `whence.linking.reuse.standing.find_standing`.
    """
    is_standing = np.zeros(len(report.numbers), dtype=bool)
    for one in report.paragraphs:
        if one.is_notice or one.key in standing:
            is_standing[one.start : one.end] = True
    positions = np.flatnonzero(~(report.is_quoted | is_standing))
    return OpenWords(
        report=report,
        positions=positions,
        numbers=report.numbers[positions],
        standing=int(np.count_nonzero(is_standing & ~report.is_quoted)),
    )


def fingerprint(words: OpenWords) -> Numbers:
    """Choose the keys by which a report's passages are found.

    The window never reaches over a report's end, so a report's fingerprints depend on nothing else.

    Returns:
        Hashes of 5 words, from 0 to 2 ** 63 - 1, each once, in ascending order.

    Reference:
        Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
    """
    order = np.argsort(words.shingles.positions, kind="stable")
    keys = words.shingles.keys[order]
    return np.unique(keys[winnow(keys, _WINDOW)])


def candidate_pairs(reports: Iterable[OpenWords]) -> list[tuple[OpenWords, OpenWords]]:
    """Find the pairs of reports that may share a passage, without comparing all with all.

    Args:
        reports: In any order. Of reports with one id the first is taken.

    Returns:
        The earlier and the later report of each pair, sorted by the later.
    """
    ranked = sorted({one.report.id: one for one in reversed(list(reports))}.values(), key=lambda one: one.report.order)
    prints = [fingerprint(one) for one in ranked]
    if not prints:
        return []
    ranks = np.repeat(np.arange(len(ranked)), [len(one) for one in prints])
    found = link_postings(np.concatenate(prints), ranks)
    return [(ranked[i], ranked[j]) for i, j in zip(found.earlier.tolist(), found.later.tolist(), strict=True)]


def shared_passages(
    earlier: OpenWords,
    later: OpenWords,
    credited: tuple[Sequence[Credit], Sequence[Credit]] = ((), ()),
) -> tuple[SharedPassage, ...]:
    """Find the passages that two reports share: 15 same words and more, small differences allowed.

    Words in quotation marks and standing paragraphs do not count, wherever they stand.

    Args:
        earlier: The report that comes first in the order of publication.
        later: The other. In the other order the reports are exchanged.
        credited: Agencies that each of them credits, from `whence.linking.reuse.agencies.find_credits`.

    Returns:
        The passages in the order of the earlier report; none for a report and itself.
    """
    if earlier.report.order > later.report.order:
        earlier, later, credited = later, earlier, (credited[1], credited[0])
    if earlier.report.id == later.report.id:
        return ()
    shingles = earlier.shingles, later.shingles
    found = align(earlier.numbers, later.numbers, shingles, fewest=_FEWEST_SAME)
    return tuple(_passage(earlier, later, credited, one) for one in found)


def shares_of(words: OpenWords, passages: Iterable[SharedPassage]) -> Shares:
    """Count what a report's words are: quoted, standing, copied, shared, its own.

    Args:
        words: The report's words.
        passages: Passages that reports share; those of other reports are passed over. Words between the first and the
            last of a passage count with it.
    """
    report = words.report
    kinds = np.zeros(len(report.numbers), dtype=np.int64)
    own, shared, copied = 0, 1, 2
    for passage in passages:
        if report.id in passage.reports and passage.first != report.id:
            span = passage.spans[passage.reports.index(report.id)]
            start, end = np.searchsorted(report.starts, (span.start, span.end))
            kinds[start:end] = np.maximum(kinds[start:end], shared if passage.first is None else copied)
    counts = np.bincount(kinds[words.positions], minlength=3).tolist()
    return Shares(
        report=report.id,
        words=len(kinds),
        quoted=int(np.count_nonzero(report.is_quoted)),
        standing=words.standing,
        copied=counts[copied],
        shared=counts[shared],
        own=counts[own],
    )


def _passage(
    earlier: OpenWords,
    later: OpenWords,
    credited: tuple[Sequence[Credit], Sequence[Credit]],
    stretch: Stretch,
) -> SharedPassage:
    reports = earlier.report.id, later.report.id
    begin, (end, later_end) = stretch[0], stretch[-1].ends
    spans = earlier.span(begin.first, end), later.span(begin.second, later_end)
    agency, source = shared_agency(credited, spans) or (None, None)
    by_time = first_published(earlier.report.published, later.report.published)
    # An agency's own report was there before those that credit the agency, whatever their times say.
    first, first_by = _either(source, by_time)
    return SharedPassage(
        reports=reports,
        spans=spans,
        same_words=same_words(stretch),
        first=None if first is None else reports[first],
        first_by=first_by,
        agency=agency,
    )


def _either(by_credit: int | None, by_time: int | None) -> tuple[int | None, FirstBy | None]:
    if by_credit is not None:
        return by_credit, "credit"
    return by_time, None if by_time is None else "time"
