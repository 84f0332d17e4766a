"""Words in their context: where in a text they stand, and the stretch that shows most of them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.keeping.spelling import SILENT, is_spaceless
from whence.records.holdings import Passage
from whence.records.report import Span

__all__ = ["Term", "best_passages"]

_WIDTH = 200
"""Characters of a passage, about."""
_LEAD = 60
_MOST_PASSAGES = 2
_LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that are looked for in this order."""

    words: str
    is_prefix: bool = False

    def pattern(self) -> str:
        """Write it as a regular expression over folded text; empty if there is no word in it.

        Its words are those that the index makes of it.
        """
        parts = re.findall(r"[^\W_]+", _fold(re.sub(SILENT, "", unicodedata.normalize("NFC", self.words))))
        if not parts:
            return ""
        if is_spaceless(self.words):
            return r"[\W_]*".join(map(re.escape, "".join(parts)))
        end = r"[^\W_]*" if self.is_prefix else r"(?![^\W_])"
        return r"(?<![^\W_])" + r"[\W_]+".join(map(_with_points, parts)) + end


def best_passages(places: Sequence[tuple[str, str]], terms: Sequence[Term]) -> tuple[Passage, ...]:
    """Choose the stretches that show most of the terms, at most two, in the order of the places.

    Args:
        places: Where to look: the name of the field, and its text.
        terms: What to look for.

    >>> shown = best_passages([("text", "The council met. The harbour will close, it said.")], [Term(words="harbour")])
    >>> shown[0].text, [span.of(shown[0].text) for span in shown[0].marks]
    ('The council met. The harbour will close, it said.', ['harbour'])
    """
    patterns = [re.compile(pattern) for term in terms if (pattern := term.pattern())]
    places = [(field, unicodedata.normalize("NFC", text)) for field, text in places]
    found = [
        (-count, number, _cut(field, text, start, end, patterns))
        for number, (field, text) in enumerate(places)
        if (best := _best_window(text[:_LONGEST_TEXT], patterns))
        for count, start, end in [best]
    ]
    chosen = sorted(found, key=lambda one: one[:2])[:_MOST_PASSAGES]
    return tuple(passage for _, _, passage in sorted(chosen, key=lambda one: one[1]))


class _Folding(dict[str, str]):
    """A character in small letters without marks, and still one character."""

    def __missing__(self, character: str) -> str:
        if _is_vowel_sign(character):
            self[character] = chr(_LETTERS + ord(character))
            return self[character]
        bare = unicodedata.normalize("NFD", character)[0].casefold()
        # Korean syllables would fall apart into letters, of which only the first would be left.
        self[character] = bare if len(bare) == 1 and not is_spaceless(character) else character
        return self[character]


_FOLDED = _Folding()
_LETTERS = 0x20000
"""From here on there are letters only, of which vowel signs take on one each, as regular expressions know no signs."""
_LAST_SIGN = "\ua8ff"


def _is_vowel_sign(character: str) -> bool:
    """Tell whether a character is a part of words for the index, and is none for regular expressions."""
    is_mark = unicodedata.category(character) in {"Mn", "Mc"} and "\u036f" < character <= _LAST_SIGN
    return is_mark and not re.match(SILENT, character)


def _with_points(word: str) -> str:
    """Write a word as a regular expression that passes over vowel points."""
    if not re.search("[\u0590-\u06ff]", word):
        return re.escape(word)
    return "".join(re.escape(character) + SILENT + "*" for character in word)


def _fold(text: str) -> str:
    return "".join(map(_FOLDED.__getitem__, text))


def _matches(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int, int]]:
    """Find all places of all terms: start, end, number of the term."""
    folded = _fold(text)
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(folded):
            end = match.end()
            # Vowel signs and accents hang on the letter before them; the index has no words of them.
            while unicodedata.category(text[end : end + 1] or " ").startswith("M"):
                end += 1
            yield match.start(), end, number


def _best_window(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[int, int, int] | None:
    """Find the stretch with most different terms, the first of several: their count, start and end."""
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


def _cut(field: str, text: str, start: int, end: int, patterns: Sequence[re.Pattern[str]]) -> Passage:
    """Cut a stretch out at the borders of words, in one line, with its terms marked."""
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
    return Passage(text=shown, marks=tuple(marks), field=field)
