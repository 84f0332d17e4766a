"""A report's quotations, made ready to be compared with those of other reports."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from whence.language.english import EVERYDAY
from whence.language.words import Shape, Words
from whence.linking.chronology import Order, order_of
from whence.linking.reuse.alignment import Shingles, index_shingles
from whence.linking.reuse.numbered_words import Numbers, number_of, number_words, row_keys, shingle_keys
from whence.reading.attributions.quoted_passages import Passage, is_title
from whence.reading.model.decode import WordRange
from whence.records.ledger import Attribution
from whence.records.report import Report, Span
from whence.records.reuse import Quotation

__all__ = ["FEWEST_WORDS", "QuotedWords", "find_quotations", "is_telling", "quoted_words"]

FEWEST_WORDS = 5
"""Words of the shortest quotation that is compared."""
_EXACT = 8
_DRIFT = 3
_SEED = 2
_SHORT = 16
"""Words of the longest quotation in which three of four words in a row are a key as well: with a fifth of its words
altered, one in twenty has no three in a row."""
_NONE = np.zeros(0, dtype=np.int64)
_EVERYDAY = np.array(sorted(map(number_of, EVERYDAY)), dtype=np.int64)


@dataclass(frozen=True, eq=False, kw_only=True)  # without slots, which leave a cached property no place
class QuotedWords:
    """A quotation and its words without punctuation. All arrays have one entry per word."""

    quotation: Quotation
    order: Order
    text: str
    """The report's text."""
    starts: Numbers
    """Offset of the word's first character in the text."""
    ends: Numbers
    pieces: Numbers
    """Which of the quotation's spans the word is in."""
    sentences: Numbers
    """Which sentence of the report the word is in."""
    numbers: Numbers
    """The number of the word."""

    @cached_property
    def shingles(self) -> Shingles:
        """Runs of 2 words."""
        return index_shingles(self.numbers, _SEED)

    @property
    def id(self) -> str:
        """The quotation's id."""
        return self.quotation.id

    @cached_property
    def keys(self) -> Numbers:
        """Keys by which the same quotation is found, exact or altered: hashes from 0 to 2 ** 63 - 1, each once, sorted.

        They are of 8 words; of 3 words of which 2 are no everyday ones, in a short quotation also with another between
        them; and of 4 words of which 1 is none, where there are no such 3 among them.
        """
        telling = is_telling(self.numbers)
        strong = _count_in_runs(telling, _DRIFT) > 1
        weak = (_count_in_runs(telling, _DRIFT + 1) > 0) & (_count_in_runs(strong, 2) == 0)
        return np.unique(
            np.concatenate(
                (
                    shingle_keys(self.numbers, _EXACT),
                    shingle_keys(self.numbers, _DRIFT)[strong],
                    shingle_keys(self.numbers, _DRIFT + 1)[weak],
                    *(_keys_around(self.numbers, telling) if len(self.numbers) <= _SHORT else ()),
                )
            )
        )

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the characters of a half-open range of words, one span in each piece of the quotation."""
        pieces = self.pieces[start:end]
        cuts = (start + 1 + np.flatnonzero(np.diff(pieces))).tolist() if end > start else []
        borders = [start, *cuts, end] if end > start else []
        return tuple(Span(int(self.starts[a]), int(self.ends[b - 1])) for a, b in pairwise(borders))


def is_telling(numbers: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell of each word whether it is not one that anybody says every day.

    >>> is_telling(np.array([number_of("the"), number_of("harbour")]))
    array([False,  True])
    """
    at = np.minimum(np.searchsorted(_EVERYDAY, numbers), len(_EVERYDAY) - 1)
    return np.asarray(_EVERYDAY[at] != numbers)


def _count_in_runs(is_counted: np.ndarray[tuple[int], np.dtype[np.bool_]], size: int) -> Numbers:
    """Count in each run of so many words those that count; there are no runs in fewer words."""
    passed = np.concatenate(([0], np.cumsum(is_counted)))
    return passed[size:] - passed[:-size]


def _keys_around(numbers: Numbers, telling: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[Numbers]:
    """Give the keys of 3 of 4 words in a row, without the second or the third, of which 2 are no everyday ones."""
    count = max(len(numbers) - _DRIFT, 0)
    for places in ((0, 2, 3), (0, 1, 3)):
        is_strong = sum(telling[i : i + count].astype(np.int64) for i in places) > 1
        yield row_keys([numbers[i : i + count] for i in places])[is_strong]


def find_quotations(
    report: Report, words: Words, passages: Sequence[Passage], attributions: Sequence[Attribution]
) -> tuple[QuotedWords, ...]:
    """Find the quotations of a report, 5 words and more each.

    Passages in quotation marks that one attribution holds are one quotation, so that a cue between them does not part
    it. Titles of works are none, unless an attribution holds them.

    Args:
        report: The report.
        words: Its words.
        passages: Its passages in quotation marks.
        attributions: Those of its ledger. Without them, each passage is a quotation.

    Returns:
        The quotations in the order of the text.
    """
    sentences = np.array(words.sentence_starts, dtype=np.int64) if passages or attributions else _NONE
    found = (_quoted(report, words, sentences, runs) for runs in _grouped(words, passages, attributions))
    return tuple(sorted(filter(None, found), key=lambda one: one.quotation.spans))


def _grouped(
    words: Words, passages: Sequence[Passage], attributions: Sequence[Attribution]
) -> Iterator[list[WordRange]]:
    """List the ranges of words of each quotation."""
    contents = [
        [words.covering(span.start, span.end) for span in one.content_spans] if one.quotation != "indirect" else []
        for one in attributions
    ]
    holders = np.full(len(words), -1, dtype=np.int64)
    # Of contents within others the largest, which is the outermost, is written last.
    for i in sorted(range(len(contents)), key=lambda i: (_size(contents[i]), -i)):
        for start, end in contents[i]:
            holders[start:end] = i
    held: dict[int, list[WordRange]] = defaultdict(list)
    for passage in passages:
        start, end = passage.runs[0]
        holder = int(holders[min(start + 1, end - 1)])
        if holder >= 0:
            held[holder] += passage.runs
        elif not is_title(words, passage):
            yield list(passage.runs)
    yield from held.values()
    # A direct quotation without marks, such as a turn of a transcript.
    for i in np.unique(holders).tolist():
        if i >= 0 and i not in held and attributions[i].quotation == "direct":
            yield contents[i]


def _size(ranges: Sequence[WordRange]) -> int:
    return sum(end - start for start, end in ranges)


def _quoted(report: Report, words: Words, sentences: Numbers, runs: Sequence[WordRange]) -> QuotedWords | None:
    positions = [i for start, end in runs for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION]
    if len(positions) < FEWEST_WORDS:
        return None
    spoken = np.array(positions, dtype=np.int64)
    numbers = number_words(words, spoken)
    run_ends = np.array([end for _, end in runs], dtype=np.int64)
    _, pieces = np.unique(np.searchsorted(run_ends, spoken, side="right"), return_inverse=True)
    starts, ends = (np.array([offsets[i] for i in spoken.tolist()]) for offsets in (words.starts, words.ends))
    return quoted_words(
        report,
        starts=starts,
        ends=ends,
        numbers=numbers,
        pieces=pieces,
        sentences=np.searchsorted(sentences, spoken, side="right"),
    )


def quoted_words(  # noqa: PLR0913 -- one array each
    report: Report, *, starts: Numbers, ends: Numbers, numbers: Numbers, pieces: Numbers, sentences: Numbers
) -> QuotedWords:
    """Make a quotation of its words. All arrays have one entry per word, and one word at least."""
    borders = np.flatnonzero(np.diff(pieces)) + 1
    firsts, lasts = [0, *borders.tolist()], [*(borders - 1).tolist(), len(starts) - 1]
    return QuotedWords(
        quotation=Quotation(
            report=report.id,
            spans=tuple(Span(int(starts[a]), int(ends[b])) for a, b in zip(firsts, lasts, strict=True)),
            published=report.published,
        ),
        order=order_of(report.id, report.published),
        text=report.text,
        starts=starts,
        ends=ends,
        pieces=pieces,
        sentences=sentences,
        numbers=numbers,
    )
