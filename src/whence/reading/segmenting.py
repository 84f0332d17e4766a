"""Words, quotation marks, paragraphs and windows of a report; offsets kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

__all__ = ["Mark", "Shape", "Window", "Words", "cut_windows", "segment", "sentence_around"]

# Doubled single marks are one word. A run of letters is cut at 64, so that no input makes a word without end; scripts
# written without spaces are cut at every character, as the encoder's vocabulary does.
_WORD = re.compile(
    r"''|``|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,64}|[^\w\s]"
)
_BREAK = re.compile(r"[\n\r\u2028\u2029]")
# What closes each mark that can only open. Low marks are closed by either form of the high one.
_CLOSERS = {"“": "”", "‘": "’", "„": "“”", "‚": "‘’", "«": "»", "‹": "›", "``": "''", "「": "」", "『": "』"}
_STRAIGHT = frozenset({'"', "''"})
_REVERSED = {"»": "«", "”": "”", "›": "‹"}
"""Marks that open in some countries' usage (»so« and ”so”), taken so only where none is open and a word follows."""


_SHORTENED = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "lt", "gen", "col", "sgt", "capt", "rev", "st", "mt",
    "jr", "sr", "vs", "no", "inc", "corp", "ltd", "co", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct",
    "nov", "dec",
})  # fmt: skip


_LONGEST_HALF = 250
"""Words looked at on either side for a sentence's end: a text without full stops is not one sentence."""


class Mark(IntEnum):
    """Where a word stands with respect to quotation marks."""

    OUTSIDE = 0
    OPENS = 1
    INSIDE = 2
    CLOSES = 3


class Shape(IntEnum):
    """How a word is written."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3
    NUMBER = 4
    PUNCTUATION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text, each a run of letters and digits or one punctuation mark.

    All tuples have one entry a word, in the order of the text.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    paragraphs: tuple[int, ...]
    """Paragraph of each word, counted from 0; a line break starts a new one."""

    def __len__(self) -> int:
        return len(self.starts)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Find the half-open range of words that touch a range of characters.

        >>> segment("He said so.").covering(3, 7)
        (1, 2)
        """
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words that the encoder reads at once, and the part of it that this window answers for."""

    start: int
    end: int
    own_start: int
    own_end: int


def segment(text: str) -> Words:
    """Cut a text into words, each with its shape, quotation state and paragraph.

    >>> words = segment('“Go,” he said.')
    >>> words.texts
    ('“', 'Go', ',', '”', 'he', 'said', '.')
    >>> [mark.name for mark in words.marks[:4]]
    ['OPENS', 'INSIDE', 'INSIDE', 'CLOSES']
    """
    found = list(_WORD.finditer(text))
    texts = tuple(match.group() for match in found)
    starts = tuple(match.start() for match in found)
    ends = tuple(match.end() for match in found)
    paragraphs = _paragraphs(text, starts)
    return Words(
        starts=starts,
        ends=ends,
        texts=texts,
        shapes=tuple(map(_shape, texts)),
        marks=tuple(_marks(text, texts, starts, ends, paragraphs)),
        paragraphs=paragraphs,
    )


def sentence_around(words: Words, at: int) -> tuple[int, int]:
    """Find the sentence that a word stands in; one that a paragraph cuts off ends with it.

    Returns:
        Half-open range of words, closing quotation marks taken in.

    >>> words = segment("Mr. Haddad left. The leak, he said, began on Sunday.")
    >>> " ".join(words.texts[slice(*sentence_around(words, 9))])
    'The leak , he said , began on Sunday .'
    """
    first, last = max(0, at - _LONGEST_HALF), min(len(words), at + _LONGEST_HALF)
    start = at
    while (
        start > first and words.paragraphs[start - 1] == words.paragraphs[at] and not _ends_sentence(words, start - 1)
    ):
        start -= 1
    end = at
    while end + 1 < last and words.paragraphs[end + 1] == words.paragraphs[at] and not _ends_sentence(words, end):
        end += 1
    return start, end + 1


def _ends_sentence(words: Words, i: int) -> bool:
    """Tell whether a sentence ends with a word: a full stop and what closes after it, and something new begins."""
    if i + 1 >= len(words) or words.shapes[i] != Shape.PUNCTUATION:
        return False
    follows = words.texts[i + 1]
    if not (
        words.shapes[i + 1] in {Shape.TITLE, Shape.UPPER, Shape.MIXED, Shape.NUMBER} or words.marks[i + 1] == Mark.OPENS
    ):
        return False
    stop = i
    while stop and words.marks[stop] == Mark.CLOSES:
        stop -= 1
    if words.texts[stop] not in {".", "!", "?"} or words.starts[i + 1] == words.ends[i]:
        return False
    before = words.texts[stop - 1] if stop else ""
    shortened = before.lower() in _SHORTENED or (len(before) == 1 and before.isupper() and follows[0].isupper())
    return words.texts[stop] != "." or not shortened


def cut_windows(sizes: Sequence[int], paragraphs: Sequence[int], *, room: int, overlap: int) -> list[Window]:
    """Cut a report's words into overlapping windows, at paragraph borders where that is possible.

    Args:
        sizes: Word pieces of each word.
        paragraphs: Paragraph of each word.
        room: Most word pieces in one window.
        overlap: Word pieces that a window shares with the one before it, about.

    Returns:
        Windows in the order of the text. Their own parts cover every word once.

    >>> cut_windows([1] * 10, [0] * 6 + [1] * 4, room=7, overlap=2)
    [Window(start=0, end=6, own_start=0, own_end=6), Window(start=4, end=10, own_start=6, own_end=10)]
    """
    total = [0]
    for size in sizes:
        total.append(total[-1] + size)
    borders = [i for i in range(1, len(sizes)) if paragraphs[i] != paragraphs[i - 1]]
    spans: list[tuple[int, int]] = []
    # The windows are made alike in size, so that a batch of them holds little padding.
    count = max(1, -(-(total[-1] - overlap) // max(1, room - overlap)))
    share = (total[-1] + overlap * (count - 1)) / count
    start = 0
    while start < len(sizes):
        most = bisect_right(total, total[start] + room) - 1
        end = max(start + 1, most)
        if end < len(sizes):
            aim = bisect_left(total, total[start] + min(share, room))
            least = bisect_right(total, total[start] + room * 3 // 5)
            end = _nearest(borders, aim, least, end) or min(max(aim, start + 1), end)
        spans.append((start, end))
        if end >= len(sizes):
            break
        back = bisect_left(total, total[end] - overlap)
        nearest = _nearest(borders, back, bisect_left(total, total[end] - 2 * overlap), end - 1)
        start = max(start + 1, min(end, nearest or back))
    return _share_out(spans, borders, len(sizes))


def _share_out(spans: Sequence[tuple[int, int]], borders: Sequence[int], count: int) -> list[Window]:
    """Give each word of an overlap to the window that sees more around it, whole paragraphs together where it can."""
    owned = [0]
    for (_, end), (start, _) in pairwise(spans):
        middle = (start + end) // 2
        quarter = (end - start) // 4
        owned.append(max(owned[-1], _nearest(borders, middle, start + quarter, end - quarter) or middle))
    owned.append(count)
    return [Window(*span, *own) for span, own in zip(spans, pairwise(owned), strict=False)]


def _nearest(borders: Sequence[int], aim: int, least: int, most: int) -> int | None:
    at = bisect_left(borders, aim)
    near = [b for b in borders[max(0, at - 1) : at + 1] if least <= b <= most]
    return min(near, key=lambda b: abs(b - aim), default=None)


def _paragraphs(text: str, starts: Sequence[int]) -> tuple[int, ...]:
    breaks = [match.start() for match in _BREAK.finditer(text)]
    numbers, number, last = [], -1, -1
    for start in starts:
        line = bisect_left(breaks, start)
        number += line != last
        last = line
        numbers.append(number)
    return tuple(numbers)


def _shape(word: str) -> Shape:
    if not (word[0].isalnum() or word[0] == "_"):
        return Shape.PUNCTUATION
    if word.isdigit():
        return Shape.NUMBER
    if word.islower():
        return Shape.LOWER
    if word.isupper() and len(word) > 1:
        return Shape.UPPER
    return Shape.TITLE if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else Shape.MIXED


def _marks(
    text: str, texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> list[Mark]:
    """Follow quotation marks through each paragraph; one left open ends with it, so an odd mark breaks no more."""
    marks: list[Mark] = []
    closers: list[str] = []
    # The last straight single mark of each paragraph: one before it may open what that closes.
    singles = {paragraphs[i]: i for i, word in enumerate(texts) if word == "'"}
    is_single_open = False
    paragraph = -1
    for i, word in enumerate(texts):
        if paragraphs[i] != paragraph:
            closers, paragraph, is_single_open = [], paragraphs[i], False
        if word[0].isalnum():
            marks.append(Mark.INSIDE if closers else Mark.OUTSIDE)
            continue
        before = text[starts[i] - 1] if starts[i] else " "
        after = text[ends[i]] if ends[i] < len(text) else " "
        if closers and word in closers[-1] and not _apostrophe(word, before, after):
            is_single_open &= closers.pop() != "'"
            marks.append(Mark.CLOSES)
        elif closer := _opens(
            word,
            before,
            after,
            is_quoted=bool(closers),
            may_be_single=not is_single_open and singles.get(paragraph, i) > i,
        ):
            closers.append(closer)
            is_single_open |= closer == "'"
            marks.append(Mark.OPENS)
        else:
            marks.append(Mark.INSIDE if closers else Mark.OUTSIDE)
    return marks


def _apostrophe(word: str, before: str, after: str) -> bool:
    return word in "'’" and before.isalnum() and after.isalnum()


def _opens(word: str, before: str, after: str, *, is_quoted: bool, may_be_single: bool) -> str | None:
    """Find what will close this word if it opens a quotation.

    Args:
        word: The word.
        before: The character before it.
        after: The character after it.
        is_quoted: Whether a quotation is open.
        may_be_single: Whether no straight single mark is open, and another one follows in the paragraph.
    """
    if word in _CLOSERS:
        return _CLOSERS[word]
    starts_word = not before.isalnum() and before not in ".,!?;:" and not after.isspace()
    if word in _STRAIGHT and starts_word:
        return word
    if word == "'" and starts_word and after.isalpha() and may_be_single:
        return word
    if word in _REVERSED and starts_word and not is_quoted:
        return _REVERSED[word]
    return None
