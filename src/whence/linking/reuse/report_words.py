"""A report's words as numbers, read once for all that is compared between reports."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from whence.language.english import COPYRIGHT
from whence.language.words import Shape, Words, segment
from whence.linking.chronology import Order, order_of
from whence.linking.reuse.numbered_words import Numbers, number_words
from whence.linking.reuse.quoted_words import QuotedWords, find_quotations
from whence.reading.attributions.quoted_passages import Passage, find_passages
from whence.records.ledger import Attribution
from whence.records.report import Report

__all__ = ["Paragraph", "ReportWords", "read_words"]

_SHORTEST_PARAGRAPH = 4
"""Words. Shorter paragraphs have no key: headings and bylines are never standing paragraphs by themselves."""
_NOTICE = re.compile(COPYRIGHT, re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of 4 words and more."""

    key: int
    """Hash of its words, from 0 to 2 ** 63 - 1, whatever the digits in it: dates and prices change."""
    start: int
    """Its first word, among the report's words that are no punctuation."""
    end: int
    is_notice: bool
    """True for a copyright notice."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReportWords:
    """The words of a report without punctuation. The arrays have one entry per word."""

    id: str
    outlet: str | None
    published: str | None
    order: Order
    text: str
    starts: Numbers
    """Offset of the word's first character in the text."""
    ends: Numbers
    numbers: Numbers
    is_quoted: NDArray[np.bool_]
    """True for a word in quotation marks."""
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[QuotedWords, ...]


def read_words(report: Report, attributions: Iterable[Attribution] = (), words: Words | None = None) -> ReportWords:
    """Read a report's words, its paragraphs and its quotations.

    Args:
        report: The report.
        attributions: Those of its ledger. A quotation that a cue interrupts is one quotation only with them, and the
            contents of direct quotations count as quoted even without marks.
        words: The words of its text, if they are at hand; found again if not.

    >>> read = read_words(Report(text="“The harbour is not safe,” the mayor said."))
    >>> read.is_quoted.tolist()
    [True, True, True, True, True, False, False, False]
    """
    attributions = list(attributions)
    words = words or segment(report.text)
    passages = find_passages(words)
    spoken = np.flatnonzero(np.array(words.shapes, dtype=np.int64) != Shape.PUNCTUATION)
    numbers = number_words(words, spoken)
    starts, ends = (np.array(offsets, dtype=np.int64)[spoken] for offsets in (words.starts, words.ends))
    is_quoted = np.zeros(len(spoken), dtype=bool)
    for first, last in _quoted_ranges(words, passages, attributions):
        start, end = np.searchsorted(spoken, (first, last))
        is_quoted[start:end] = True
    return ReportWords(
        id=report.id,
        outlet=report.publisher,
        published=report.published,
        order=order_of(report.id, report.published),
        text=report.text,
        starts=starts,
        ends=ends,
        numbers=numbers,
        is_quoted=is_quoted,
        paragraphs=tuple(_paragraphs(words, report.text, spoken, numbers)),
        quotations=find_quotations(report, words, passages, attributions),
    )


def _quoted_ranges(
    words: Words, passages: Iterable[Passage], attributions: Iterable[Attribution]
) -> Iterator[tuple[int, int]]:
    for passage in passages:
        yield from passage.runs
    for one in attributions:
        if one.quotation == "direct":
            for span in one.content_spans:
                yield words.covering(span.start, span.end)


def _paragraphs(words: Words, text: str, spoken: Numbers, numbers: Numbers) -> Iterator[Paragraph]:
    # "Copyright 2031" and "Copyright 2032" are the same notice.
    shapes = np.array(words.shapes, dtype=np.int64)[spoken]
    told = np.where(shapes == Shape.NUMBER, 0, numbers).astype("<i8")
    ranges = words.paragraph_ranges
    notices = _with_notices(words, text, ranges)
    for number, (start, end) in enumerate(np.searchsorted(spoken, np.array(ranges, dtype=np.int64)).tolist()):
        if end - start >= _SHORTEST_PARAGRAPH:
            digest = blake2b(told[start:end].tobytes(), digest_size=8).digest()
            yield Paragraph(key=int.from_bytes(digest) >> 1, start=start, end=end, is_notice=number in notices)


def _with_notices(words: Words, text: str, ranges: Sequence[tuple[int, int]]) -> set[int]:
    """Find the paragraphs that have a line that is a copyright notice."""
    begun = [match.start() for match in _NOTICE.finditer(text)]
    if not begun:
        return set()
    firsts = [words.starts[start] for start, _ in ranges]
    return set((np.searchsorted(firsts, begun, side="right") - 1).tolist())
