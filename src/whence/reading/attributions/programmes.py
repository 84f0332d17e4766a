"""Programmes that words came through, by their titles in quotation marks: "said on “Marram Daily”"."""

import re
from collections.abc import Collection, Iterator, Sequence
from operator import or_

from whence.language.english import ARTICLES, MEDIA, PHRASE_ENDS, POSSESSIVES
from whence.language.gazetteer import find_outlet
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.attributions.channels import TOLD
from whence.reading.model.decode import WordRange

__all__ = ["SHOWS", "titled_programmes"]

_LONGEST_TITLE = 6
_SMALL = PHRASE_ENDS | {"the", "a", "an", "and", "&", "s"}
"""Words that are small in a title."""
SHOWS = frozenset({"show", "programme", "program", "podcast"})
_NOUNS = MEDIA | SHOWS | {"series"}
_BEFORE_NOUNS = ARTICLES | POSSESSIVES
_OF_PROGRAMMES = frozenset({
    "show", "morning", "breakfast", "today", "tonight", "evening", "night", "nightly", "late", "daily", "weekly",
    "weekend", "week", "day", "saturday", "sunday", "hour", "minutes", "live", "news", "newsroom", "press", "report",
    "radio", "podcast", "talk", "files", "panorama", "bulletin",
})  # fmt: skip
"""Words in the titles of programmes: "Meet the Press", "Marram Tonight"."""
_BY = re.compile(r"(?:with|to|by|for)$")
"""What stands between an interview and whoever asks."""
_LEAD = 5
"""Words before a title that tell what it is."""


def titled_programmes(words: Words, sentence: WordRange, taken: Collection[int]) -> Iterator[WordRange]:
    """Find the titles that stand where a programme does: after "on", "told" or "interview with".

    Args:
        words: The report's words.
        sentence: Where to look.
        taken: Words of contents, in which no such title stands.

    Returns:
        Ranges of words, without quotation marks.

    >>> from whence.language.words import segment
    >>> words = segment("“It leaks,” she said on the podcast “The Long Tide” in May.")
    >>> [words.texts[a:b] for a, b in titled_programmes(words, (0, len(words)), range(5))]
    [('The', 'Long', 'Tide')]
    """
    for i in range(max(1, sentence[0]), sentence[1] - 1):
        if words.marks[i] != Mark.OPENS:
            continue
        stop = range(i + 1, min(sentence[1], i + _LONGEST_TITLE + 2))
        end = next((j for j in stop if words.marks[j] == Mark.CLOSES), i)
        while end > i + 1 and words.shapes[end - 1] == Shape.PUNCTUATION:
            end -= 1
        title = range(i + 1, end)
        if title and not any(j in taken for j in title) and _is_title(words, title) and _is_led_to(words, i, title):
            yield i + 1, end


def _is_title(words: Words, title: Sequence[int]) -> bool:
    """Check for words of which all but the small ones have capitals."""
    large = [words.shapes[i] in CAPITALISED or words.shapes[i] == Shape.NUMBER for i in title]
    small = (words.lower[i] in _SMALL or words.shapes[i] == Shape.PUNCTUATION for i in title)
    return large[0] and large[-1] and all(map(or_, large, small))


def _is_led_to(words: Words, at: int, title: Sequence[int]) -> bool:
    """Check for "on", "told" or "interview with", and for a noun for programmes or a telling title."""
    before = [words.lower[i] for i in range(max(0, at - _LEAD), at)]
    is_called = before[-1] in _NOUNS
    while before and is_called and before[-1] in _BEFORE_NOUNS | _NOUNS:
        before.pop()
    if not before or not (is_called or _is_telling([words.texts[i] for i in title])):
        return False
    is_asked = _BY.match(before[-1]) is not None and any(text.startswith("interview") for text in before)
    return before[-1] == "on" or TOLD.match(before[-1]) is not None or is_asked


def _is_telling(title: Sequence[str]) -> bool:
    """Check whether several words name an outlet, or hold a word of the titles of programmes."""
    told = not _OF_PROGRAMMES.isdisjoint(text.lower() for text in title)
    return len(title) > 1 and (told or any(find_outlet(text) for text in title))
