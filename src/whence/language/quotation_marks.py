"""Quotation marks of every style: which open, which close, and whether a word is inside a quotation."""

from collections.abc import Sequence
from enum import IntEnum

__all__ = ["APOSTROPHES", "DOUBLE_MARKS", "Mark", "mark_words"]

# The marks that close each mark that can only open. Low marks are closed by either form of the high mark.
_CLOSERS = {"“": "”", "‘": "’", "„": "“”", "‚": "‘’", "«": "»", "‹": "›", "``": "''", "「": "」", "『": "』"}
_STRAIGHT = frozenset({'"', "''"})
DOUBLE_MARKS = frozenset({"“", "”", "``"}) | _STRAIGHT
_DOUBLE_CLOSERS = frozenset({"”", "“”"}) | _STRAIGHT
_MOST_LEFT_OPEN = 6
"""Most quotations within one in double marks that its closing mark closes with it."""

_SENTENCE_ENDS = frozenset({".", "!", "?"})
APOSTROPHES = frozenset({"'", "’"})
_SHORT_FORMS = frozenset({
    "s", "m", "re", "ve", "ll", "d", "t", "n", "em", "tis", "twas", "til",
})  # fmt: skip
"""What an apostrophe begins: of these, none begins a quotation."""

_REVERSED = {"»": "«", "”": "”", "›": "‹"}
"""Marks that open a quotation in some countries (»so« and ”so”). Read as opening only if no quotation is open and a
word follows."""
_OPENERS = frozenset({"'", *_CLOSERS, *_STRAIGHT, *_REVERSED})
"""Words without one of which nothing is quoted."""
_MARKS = _OPENERS.union(*_CLOSERS.values(), DOUBLE_MARKS)
"""Words that may open or close a quotation."""


class Mark(IntEnum):
    """Where a word is relative to quotation marks."""

    OUTSIDE = 0
    OPENS = 1
    INSIDE = 2
    CLOSES = 3


def mark_words(
    text: str, texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> list[Mark]:
    """Follow quotation marks through each paragraph; its end closes an open quotation, to contain errors."""
    if _OPENERS.isdisjoint(texts):
        return [Mark.OUTSIDE] * len(texts)
    marks: list[Mark] = []
    closers: list[str] = []
    # The last straight single mark of each paragraph: an earlier one may open the quotation that this one closes.
    singles = {paragraphs[i]: i for i, word in enumerate(texts) if word == "'"}
    is_single_open = False
    paragraph = -1
    for i, word in enumerate(texts):
        if paragraphs[i] != paragraph:
            closers, paragraph, is_single_open = [], paragraphs[i], False
        if word not in _MARKS or _is_short_form(texts[i : i + 2]):
            marks.append(Mark.INSIDE if closers else Mark.OUTSIDE)
            continue
        before = text[starts[i] - 1] if starts[i] else " "
        after = text[ends[i]] if ends[i] < len(text) else " "
        depth = _closed_by(word, before, after, closers)
        if depth is not None:
            is_single_open &= "'" not in closers[depth:]
            del closers[depth:]
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


def _closed_by(word: str, before: str, after: str, closers: Sequence[str]) -> int | None:
    """Find which open quotation a word closes, by its depth; None if none.

    A double mark also closes quotations in single marks that were left open in it, and any double mark where none can
    open closes a quotation in double marks: “so", “so“.
    """
    if not closers or _apostrophe(word, before, after):
        return None
    if word in closers[-1]:
        return len(closers) - 1
    if word not in DOUBLE_MARKS:
        return None
    innermost = range(len(closers) - 1, max(-1, len(closers) - 2 - _MOST_LEFT_OPEN), -1)
    depth = next((depth for depth in innermost if closers[depth] in _DOUBLE_CLOSERS), None)
    if depth is None or (word not in closers[depth] and _starts_word(before, after)):
        return None
    return depth


def _is_short_form(pair: Sequence[str]) -> bool:
    """Check whether an apostrophe and the next word stand for a longer word: the boat 's, rock 'n' roll, in 't Veld."""
    return len(pair) > 1 and pair[0] in APOSTROPHES and pair[1].lower() in _SHORT_FORMS


def _starts_word(before: str, after: str) -> bool:
    return not before.isalnum() and before not in ".,!?;:" and not after.isspace()


def _apostrophe(word: str, before: str, after: str) -> bool:
    return word in APOSTROPHES and before.isalnum() and after.isalnum()


def _opens(word: str, before: str, after: str, *, is_quoted: bool, may_be_single: bool) -> str | None:
    """Find the closing marks that match this word, if it opens a quotation.

    Args:
        word: The word.
        before: The character before it.
        after: The character after it.
        is_quoted: Whether a quotation is open.
        may_be_single: Whether no straight single mark is open, and another follows in the paragraph.
    """
    if word in _CLOSERS:
        is_apostrophe = word == "‘" and (before.isalnum() or after.isdigit())  # a colleague‘s, ‘08
        return None if is_apostrophe else _CLOSERS[word]
    starts_word = _starts_word(before, after)
    # A page's paragraphs may be joined without a space: It rained."We left," she said.
    is_joined = before in _SENTENCE_ENDS and after.isupper() and not is_quoted
    if word in _STRAIGHT and (starts_word or is_joined):
        return word
    if word == "'" and starts_word and after.isalpha() and may_be_single:
        return word
    if word in _REVERSED and starts_word and not is_quoted:
        return _REVERSED[word]
    return None
