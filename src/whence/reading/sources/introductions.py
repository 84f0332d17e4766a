"""Introductions: where a report says in full what it calls by the noun alone elsewhere: "the poll", "police"."""

from bisect import bisect_right
from functools import cached_property

from whence.language.english import ARTICLES
from whence.reading.model.decode import WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.noun_phrases import goes_before

__all__ = ["Introductions"]

_LONGEST_PHRASE = 6


class Introductions:
    """The fuller mentions of the nouns of a report.

    Args:
        document: The report, with its names.
    """

    def __init__(self, document: Document) -> None:
        self._known, self._words = document, document.words
        self._starts = {name.start: name for name in reversed(document.names)}
        self._fuller: dict[str, list[tuple[int, WordRange]]] = {}

    def fuller_than(self, noun: str, at: int) -> tuple[int, WordRange] | None:
        """Find the fuller mention of a noun that stands at a word: the report's first if it is before, else the next.

        Returns:
            Its noun, and all that belongs to it.
        """
        fuller = self.fuller_mentions(noun)
        first = 0 if fuller and fuller[0][0] < at else bisect_right(fuller, at, key=_head_of)
        return fuller[first] if first < len(fuller) else None

    def fuller_mentions(self, noun: str) -> list[tuple[int, WordRange]]:
        """List where a noun stands with a name or an issuer, in order: its word, and all that belongs to it."""
        if noun not in self._fuller:
            self._fuller[noun] = [(at, run) for at in self._places.get(noun, ()) if (run := self._fuller_at(at))]
        return self._fuller[noun]

    def _fuller_at(self, at: int) -> WordRange | None:
        start = at
        while start and at - start < _LONGEST_PHRASE and goes_before(self._words, start - 1):
            start -= 1
            if self._words.texts[start].lower() in ARTICLES:
                break
        end = self._issued(at)
        return (start, end or at + 1) if end or any(self._known.names_in((start, at))) else None

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands, in small letters."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words.texts):
            places.setdefault(word.lower(), []).append(at)
        return places

    def _issued(self, at: int) -> int | None:
        """Find where "a study by the Harbour Office" ends, from its noun on; none where no issuer follows."""
        lead = at + 1
        while lead < min(len(self._words), at + 3) and self._words.texts[lead].lower() not in {"by", "from"}:
            lead += 1
        names = (self._starts[start] for start in (lead + 1, lead + 2) if start in self._starts)
        return next((name.end for name in names), None) if lead < len(self._words) else None


def _head_of(mention: tuple[int, WordRange]) -> int:
    return mention[0]
