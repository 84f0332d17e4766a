"""Snippets: find the terms of a query in a text, and cut out the passages that show most of them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.archive.storage.index_terms import FOLDED, fold, is_spaceless
from whence.records.answers import Passage
from whence.records.report import Span

__all__ = ["Place", "Term", "best_passages", "has_term"]

_WIDTH = 200
"""Approximate length of a passage, in characters."""
_LEAD = 60
_MOST_PASSAGES = 2
_LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word, or words in this order."""

    words: str
    is_prefix: bool = False

    def may_be_in(self, text: str) -> bool:
        """Check quickly whether a text may contain the term: false only if it does not.

        >>> Term(words="harb", is_prefix=True).may_be_in("HARBOUR"), Term(words="tide").may_be_in("HARBOUR")
        (True, False)
        """
        first = next(iter(self._words()), "")[: 1 if is_spaceless(self.words) else None]
        return bool(first) and first in unicodedata.normalize("NFC", text).translate(_LETTERS_OF)

    def _words(self) -> list[str]:
        return re.findall(r"[^\W_]+", fold(self.words).translate(_LETTERS_OF))

    def pattern(self) -> str:
        """Write the term as a regular expression over folded text; empty if it has no word.

        Words are split as the full-text index splits them.
        """
        parts = self._words()
        if not parts:
            return ""
        if is_spaceless(self.words):
            return r"[\W_]*".join(map(re.escape, "".join(parts)))
        end = r"[^\W_]*" if self.is_prefix else r"(?![^\W_])"
        return r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, parts)) + end


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A text to search."""

    field: str
    text: str
    start: int | None = None
    """Its offset in the report's text; None if it is no part of that."""
    own: str = ""
    """Id of the attribution or source that it is of."""


def best_passages(places: Sequence[Place], terms: Sequence[Term]) -> tuple[Passage, ...]:
    """Choose at most two passages that show most of the terms, in the order of the fields.

    Args:
        places: Texts to search.
        terms: Terms to find.

    >>> body = Place(field="text", text="The council met. The harbour will close, it said.", start=60)
    >>> (shown,) = best_passages([body], [Term(words="harbour")])
    >>> shown.text, [span.of(shown.text) for span in shown.marks], shown.place
    ('The council met. The harbour will close, it said.', ['harbour'], 't81-88')
    """
    patterns = [re.compile(pattern) for term in terms if (pattern := term.pattern())]
    composed = [unicodedata.normalize("NFC", place.text) for place in places]
    found = [
        (-count, number, _cut(place, text, start, end, patterns))
        for number, (place, text) in enumerate(zip(places, composed, strict=True))
        if (best := _best_window(text[:_LONGEST_TEXT], patterns))
        for count, start, end in [best]
    ]
    chosen = sorted(found, key=lambda one: one[:2])[:_MOST_PASSAGES]
    return tuple(passage for _, _, passage in sorted(chosen, key=lambda one: one[1]))


def has_term(text: str, term: Term) -> bool:
    """Check whether a text contains a term, as the full-text index splits words.

    >>> has_term("The harbour will close.", Term(words="Harb", is_prefix=True))
    True
    """
    pattern = term.pattern()
    return bool(pattern) and any(_matches(unicodedata.normalize("NFC", text), [re.compile(pattern)]))


class _Letters(dict[int, str]):
    """Maps each character for matching: folded, and vowel signs turned into letters."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        """Characters that fold to more or less than one character."""

    def __missing__(self, code: int) -> str:
        letters = "".join(map(_sign_as_letter, FOLDED[code]))
        self[code] = letters = letters if any(map(str.isalnum, letters)) or not letters else " "
        if len(letters) != 1:
            self.uneven.add(chr(code))
        return letters


_LETTERS_OF = _Letters()
_LETTERS = 0x20000
"""Vowel signs are mapped to code points from here on, which hold nothing but letters: to `re`, signs are not word
characters."""
_LAST_SIGN = "\ua8ff"


def _sign_as_letter(character: str) -> str:
    is_sign = unicodedata.category(character) in {"Mn", "Mc"} and character <= _LAST_SIGN
    return chr(_LETTERS + ord(character)) if is_sign else character


def _matches(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int, int]]:
    """Find all matches of all terms: start, end, number of the term."""
    folded = text.translate(_LETTERS_OF)
    places: Sequence[int] = range(len(text))
    if any(character in text for character in _LETTERS_OF.uneven):  # faster than a set intersection
        places = [place for place, character in enumerate(text) for _ in _LETTERS_OF[ord(character)]]
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(folded):
            end = places[match.end() - 1] + 1
            # The index drops vowel signs and accents after a letter, so they belong to the match.
            while unicodedata.category(text[end : end + 1] or " ").startswith("M"):
                end += 1
            yield places[match.start()], end, number


def _best_window(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[int, int, int] | None:
    """Find the first stretch with the most different terms: their count, start and end."""
    places = sorted(_matches(text, patterns))
    best: tuple[int, int, int] | None = None
    last = 0
    for first, (start, _, _) in enumerate(places):
        last = max(last, first)
        while last + 1 < len(places) and places[last + 1][1] - start <= _WIDTH - _LEAD:
            last += 1
        count = len({number for _, _, number in places[first : last + 1]})
        if best is None or count > best[0]:
            best = (count, start, places[last][1])
            if count == len(patterns):
                break
    return best


def _cut(place: Place, text: str, start: int, end: int, patterns: Sequence[re.Pattern[str]]) -> Passage:
    """Cut out a stretch of a composed text at word boundaries, as one line, with its terms marked."""
    first = max(0, start - _LEAD)
    if first:
        space = re.compile(r"\s").search(text, first, start)
        first = space.end() if space else first
    last = min(len(text), max(end, first + _WIDTH))
    if last < len(text):
        space_at = max(text.rfind(" ", end, last), text.rfind("\n", end, last))
        last = space_at if space_at > 0 else last
    shown = " ".join(text[first:last].split())
    shown = "…" * (first > 0) + shown + "…" * (last < len(text))
    marks: list[Span] = []
    for begin, stop, _ in sorted(_matches(shown, patterns), key=lambda one: (one[0], -one[1])):
        if stop > begin and (not marks or begin >= marks[-1].end):
            marks.append(Span(begin, stop))
    where = place.own
    if place.start is not None:
        first, last = (place.start + _uncomposed(place.text, text, offset) for offset in (start, end))
        where = f"t{first}-{last}"
    return Passage(text=shown, marks=tuple(marks), field=place.field, place=where)


def _uncomposed(text: str, composed: str, offset: int) -> int:
    """Turn an offset in a composed text into one in the text itself."""
    if len(text) == len(composed):
        return offset
    return bisect_left(range(len(text)), offset, key=lambda end: len(unicodedata.normalize("NFC", text[:end])))
