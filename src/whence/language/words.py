"""Split a text into words, sentences and paragraphs, with character offsets."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from whence.language.date_words import MONTHS, MONTHS_SHORTENED, WEEKDAYS
from whence.language.english import DEMONSTRATIVES, FINITE, POSSESSIVES, SHORT_TITLES, SUBJECT_PRONOUNS
from whence.language.quotation_marks import APOSTROPHES, DOUBLE_MARKS, Mark, mark_words
from whence.language.scripts import HAN, HANGUL, KANA

__all__ = ["CAPITALISED", "Shape", "Words", "find_with", "lowered", "segment", "sentence_around", "split_words"]

# Doubled single marks are one word. A run of letters is cut at 64, so that no input makes a word without end; Korean
# and scripts written without spaces are cut at every character, as the encoder's vocabulary does.
_SINGLE = f"{KANA}{HAN}{HANGUL}"
_WORD = re.compile(rf"''|``|[{_SINGLE}]|[^\W{_SINGLE}]{{1,64}}|[^\w\s]")
_BETWEEN = re.compile(rf"({_WORD.pattern})")
_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029]")


_SHORTENED = SHORT_TITLES.union(MONTHS_SHORTENED, {
    "st", "mt", "jr", "sr", "v", "vs", "inc", "corp", "ltd", "co", "messrs", "sens", "reps", "govs", "gens",
    "drs", "profs", "sgts", "dets", "pres", "hon", "fr", "asst", "atty", "dist", "insp", "cllr", "pvt", "pfc", "spc",
})  # fmt: skip
"""What a full stop follows that ends no sentence."""
_WRITTEN_LARGE = frozenset({"Ft"})
"""What is shortened in front of names only with a capital: "Ft. Marram", not "4 cu. ft."."""
_BEFORE_NUMBERS = frozenset({"no", "nos", "approx"})
"""What is shortened only if a number follows: "No. 7", not "She said no."."""
_BEFORE_ANY = SHORT_TITLES | {"v", "vs"}
"""What goes on whatever follows: "Mr. He", "Vesk v. The Crown"."""
_NEVER_NAMES = SUBJECT_PRONOUNS | DEMONSTRATIVES | POSSESSIVES | {"the", "but", "however", "although", "meanwhile"}
"""Words with which, written large, a sentence begins even after a shortened word: "He left the U.S. | The mayor"."""


_ZONES = frozenset({
    "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT", "GMT", "UTC", "BST", "CET",
})  # fmt: skip
_PLACES_OF_ZONES = frozenset({
    "eastern", "central", "mountain", "pacific", "atlantic", "greenwich", "moscow", "kyiv", "beijing", "london",
})  # fmt: skip
"""What stands before "time" after an hour."""
_AFTER_ZONES = frozenset({*".,;)-–—", "on", "and", "time", "standard", "daylight", *WEEKDAYS})
"""What follows "Eastern" after an hour, where that is no name."""
_PARTS_OF_DAYS = frozenset({"morning", "afternoon", "evening", "night"})
_AT_AN_HOUR = frozenset({"at", "around", "about", "by", "before", "after", "just", "shortly", "from", "until", "since"})
_LONGEST_OPENING = 9
"""Words in "Shortly after 8:04 p.m.", at most, which open a sentence and are none."""


_LONGEST_HALF = 250
"""Words searched on either side for the end of a sentence: a text without full stops must not become one sentence."""
_MOST_REMEMBERED = 32_768
"""Words whose shape is cached, because most words of a text occur many times."""


class Shape(IntEnum):
    """How a word is written: its case, or that it is a number or punctuation."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3
    NUMBER = 4
    PUNCTUATION = 5


CAPITALISED = frozenset({Shape.TITLE, Shape.UPPER, Shape.MIXED})
_BEGIN_SENTENCES = CAPITALISED | {Shape.NUMBER}


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class Words:
    """The words of a text: each is a run of letters and digits, or one punctuation mark.

    All tuples have one entry per word, in the order of the text.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    paragraphs: tuple[int, ...]
    """Paragraph index of each word, from 0; a line break starts a new paragraph, unless it cuts a sentence in two."""

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def paragraph_array(self) -> NDArray[np.int64]:
        """(W,) the paragraph index of each word, for arithmetic."""
        return np.array(self.paragraphs, dtype=np.int64)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """Each word in lower case."""
        return tuple(map(str.lower, self.texts))

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """The first word of each sentence, in order. A sentence that a paragraph cuts off ends with the paragraph."""
        paragraphs, shapes = self.paragraphs, self.shapes
        return tuple(
            i
            for i in range(len(self))
            if i == 0
            or paragraphs[i - 1] != paragraphs[i]
            or (shapes[i - 1] == Shape.PUNCTUATION and _ends_sentence(self, i - 1))
        )

    @cached_property
    def paragraph_ranges(self) -> tuple[tuple[int, int], ...]:
        """The range of words of each paragraph, in order."""
        inner = (1 + np.flatnonzero(np.diff(self.paragraph_array))).tolist()
        return tuple(pairwise((0, *inner, len(self)))) if len(self) else ()

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.lower):
            places[word].append(i)
        return places

    def places_of(self, asked: Collection[str], run: tuple[int, int] | None = None) -> list[int]:
        """List where some words stand, in the order of the text, whatever their case. Looks at none of the others.

        Args:
            asked: Words in lower case.
            run: Range of words to look in; None for all.

        >>> segment("He said so. So did she.").places_of({"so", "she"})
        [2, 4, 6]
        """
        places_of = self._places
        found = [places_of[word] for word in asked if word in places_of]
        if run is not None:
            found = [places[bisect_left(places, run[0]) : bisect_left(places, run[1])] for places in found]
        return list(found[0]) if len(found) == 1 else sorted(chain.from_iterable(found))

    def matches(self, pattern: re.Pattern[str], text: str, opening: Collection[str]) -> Iterator[re.Match[str]]:
        r"""Find the matches of a pattern that begins with some words, as `finditer` does; looks at none of the others.

        Args:
            pattern: What to find.
            text: The text of these words, in any case.
            opening: Words in lower case. Every match begins with one of them, at the beginning of the word.

        >>> text = "They say it fell, he said."
        >>> [found.group() for found in segment(text).matches(re.compile(r"it \w+|said"), text, {"it", "said"})]
        ['it fell', 'said']
        """
        end = 0
        for i in self.places_of(opening):
            if self.starts[i] >= end and (found := pattern.match(text, self.starts[i])):
                end = found.end()
                yield found

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Find the half-open range of words that overlap a range of characters.

        >>> segment("He said so.").covering(3, 7)
        (1, 2)
        """
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def lowered(text: str) -> str:
    """Convert a text to lower case without moving a character, so that an offset is the same in both.

    A pattern in lower case searches this text about four times as fast as `re.IGNORECASE` searches the original.

    >>> lowered("İzmir HARBOUR")
    'izmir harbour'
    """
    # "İ" is the only character whose lower case is two characters.
    return text.replace("İ", "i").lower()


def find_with(pattern: re.Pattern[str], text: str, needed: Iterable[str]) -> Iterable[re.Match[str]]:
    """Find the matches of a pattern in a text, if that has any of the words of which every match has one.

    >>> list(find_with(re.compile("not? guilty"), "They left.", ["guilty"]))
    []
    """
    return pattern.finditer(text) if any(word in text for word in needed) else ()


def split_words(text: str) -> list[str]:
    """Split a text into the words that `segment` finds, and nothing more; ten times as fast.

    >>> split_words("Tide’s in.")
    ['Tide', '’', 's', 'in', '.']
    """
    return _WORD.findall(text)


def segment(text: str) -> Words:
    """Split a text into words, each with its shape, quotation state and paragraph.

    >>> words = segment('“Go,” he said.')
    >>> words.texts
    ('“', 'Go', ',', '”', 'he', 'said', '.')
    >>> [mark.name for mark in words.marks[:4]]
    ['OPENS', 'INSIDE', 'INSIDE', 'CLOSES']
    """
    parts = _BETWEEN.split(text)  # what is before each word and then the word, and at last what is behind all
    offsets = tuple(accumulate(map(len, parts)))
    texts, starts, ends = tuple(parts[1::2]), offsets[:-1:2], offsets[1::2]
    paragraphs = _paragraphs(text, starts, texts)
    return Words(
        starts=starts,
        ends=ends,
        texts=texts,
        shapes=tuple(map(_shape, texts)),
        marks=tuple(mark_words(text, texts, starts, ends, paragraphs)),
        paragraphs=paragraphs,
    )


def sentence_around(words: Words, at: int) -> tuple[int, int]:
    """Find the sentence that contains a word; a sentence never extends beyond its paragraph.

    Returns:
        Half-open range of words, closing quotation marks included.

    >>> words = segment("Mr. Haddad left. The leak, he said, began on Sunday.")
    >>> " ".join(words.texts[slice(*sentence_around(words, 9))])
    'The leak , he said , began on Sunday .'
    """
    starts = words.sentence_starts
    after = bisect_right(starts, at)
    end = starts[after] if after < len(starts) else len(words)
    return max(starts[after - 1], at - _LONGEST_HALF), min(end, at + _LONGEST_HALF)


def _ends_sentence(words: Words, i: int) -> bool:
    """Check whether a word ends a sentence: a full stop, any closing marks, then the start of something new."""
    if i + 1 >= len(words):
        return False
    follows = words.texts[i + 1]
    if words.shapes[i + 1] not in _BEGIN_SENTENCES and words.marks[i + 1] != Mark.OPENS:
        return False
    stop = i
    while stop and words.marks[stop] == Mark.CLOSES:
        stop -= 1
    if words.texts[stop] not in {".", "!", "?"} or words.starts[i + 1] == words.ends[i]:
        return False
    before = words.texts[stop - 1] if stop else ""
    if words.texts[stop] == "." and _goes_on_after_stop(words, stop, follows):
        return False
    return words.texts[stop] != "." or not _is_shortened(before, follows)


def _is_shortened(before: str, follows: str) -> bool:
    """Check whether a word with a full stop is shortened: "Sgt. Vesk", "J. Brandt", "No. 7"."""
    word = before.lower()
    if follows.istitle() and follows.lower() in _NEVER_NAMES and word not in _BEFORE_ANY:
        return False
    is_initial = len(before) == 1 and before.isupper() and follows[0].isupper()
    is_counted = word in _BEFORE_NUMBERS and follows[0].isdigit()
    return word in _SHORTENED or before in _WRITTEN_LARGE or is_initial or is_counted


def _goes_on_after_stop(words: Words, stop: int, follows: str) -> bool:
    """Check for "the U.S. 41 highway", "7 p.m. Monday", "At 8 p.m. Officers came": the stop ends no sentence."""
    last = [text.lower() for text in words.texts[max(0, stop - 3) : stop]]
    if last[-2:] == [".", "s"] and last[:1] == ["u"]:
        return follows.isdigit()
    if last[-2:] != [".", "m"] or last[:1] not in (["a"], ["p"]):
        return False
    start = first = stop - 3
    while start and first - start < _LONGEST_OPENING and words.texts[start - 1] not in {".", "!", "?"}:
        if words.paragraphs[start - 1] != words.paragraphs[stop]:
            break
        start -= 1
    opens = words.texts[start].lower() in _AT_AN_HOUR and first - start < _LONGEST_OPENING
    is_told = follows in _ZONES or _is_day(words, stop + 1) or _is_zone(words, stop + 1)
    return is_told or (opens and words.texts[start][0].isupper())


def _is_day(words: Words, i: int) -> bool:
    """Check for the day of an hour: "Monday" or "June 3", not "Friday was quiet" or "Sunday night's show"."""
    day, after = words.lower[i], [*words.lower[i + 1 : i + 3], "", ""]
    if day in WEEKDAYS:
        owner = after[0] in _PARTS_OF_DAYS
        return after[0] not in FINITE and after[owner] not in APOSTROPHES
    is_month = day in MONTHS or day in MONTHS_SHORTENED
    return is_month and after[after[0] == "."].isdigit()


def _is_zone(words: Words, i: int) -> bool:
    """Check for the zone of an hour: "Eastern time", "Eastern on Monday", not "Pacific Ferries said"."""
    after = words.lower[i + 1 : i + 2]
    is_placed = words.lower[i] in _PLACES_OF_ZONES
    return is_placed and (not after or after[0] in _AFTER_ZONES)


def _paragraphs(text: str, starts: Sequence[int], texts: Sequence[str]) -> tuple[int, ...]:
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if not breaks:
        return (0,) * len(starts)
    numbers: list[int] = []
    last = -1
    for line, end in enumerate([*(bisect_left(starts, each) for each in breaks), len(starts)]):
        i = len(numbers)
        if end > i:
            goes_on = i > 0 and line == last + 1 and _goes_on(texts, i)
            number = (numbers[-1] if i else -1) + (not goes_on)
            numbers += [number] * (end - i)
            last = line
    return tuple(numbers)


def _goes_on(texts: Sequence[str], i: int) -> bool:
    """Check whether a sentence goes on over a line break: after a word or comma, with a word in lower case."""
    begins = next((text for text in texts[i : i + 2] if text not in DOUBLE_MARKS), "")
    return begins[:1].islower() and (texts[i - 1] == "," or texts[i - 1][-1].isalnum())


@lru_cache(maxsize=_MOST_REMEMBERED)
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
