"""Introductions: where a report says in full what it calls by the noun alone elsewhere: "the poll", "police"."""

from bisect import bisect_right
from collections.abc import Collection

from whence.language.english import FORMS_OF_BE, ONE_OF_MANY
from whence.reading.model.decode import WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.titles import first_of_phrase

__all__ = ["OF_ANOTHER", "Introductions", "is_force", "is_short_for"]

OF_ANOTHER = frozenset({
    "another", "other", "earlier", "previous", "second", "third", "older", "separate", "different",
})  # fmt: skip
"""What tells that a document is one of several, and not the one that a report is about."""

_FARTHEST_ISSUER = 3
_POLICE_DEPARTMENT = "PD"


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
            self._fuller[noun] = [(at, run) for at in self._words.places_of({noun}) if (run := self._fuller_at(at))]
        return self._fuller[noun]

    def first_said(self, noun: str, before: int, modifiers: Collection[str]) -> tuple[int, WordRange] | None:
        """Find the last "a poll" before "the poll", with all of its modifiers: its noun, and all up to that.

        Args:
            noun: The noun.
            before: Where it stands with its article.
            modifiers: What stands between the two, in small letters.
        """
        for at in reversed(self._words.places_of({noun}, (0, before))):
            start = self._start(at)
            told = [self._words.texts[i].lower() for i in range(start, at)]
            if told and told[0] in ONE_OF_MANY and set(modifiers) <= set(told):
                return at, (start, at + 1)
        return None

    def bodies(self, noun: str) -> dict[str, WordRange]:
        """List the bodies that a noun names with a name before it, "Quill police", by that in small letters."""
        found: dict[str, WordRange] = {}
        for at, (start, _) in self.fuller_mentions(noun):
            names = self._known.names_in((start, at))
            if names and names[-1].kind != "person" and names[-1].end == at:
                found.setdefault(self._words.texts[names[-1].start].lower(), (names[-1].start, at + 1))
        for at, text in enumerate(self._words.texts) if found and noun == "police" else ():
            # "MPD" is short for "Marram Police Department", and "TPD" is another.
            if is_force(text) and text[0].lower() not in {name[0] for name in found}:
                found[text.lower()] = (at, at + 1)
        return found

    def _fuller_at(self, at: int) -> WordRange | None:
        start, end = self._start(at), self._issued(at)
        if not OF_ANOTHER.isdisjoint(self._words.lower[start:at]):
            return None  # "an earlier study by the Harbour Office"
        return (start, end or at + 1) if end or any(self._known.names_in((start, at))) else None

    def _start(self, at: int) -> int:
        return first_of_phrase(self._words, at)

    def _issued(self, at: int) -> int | None:
        """Find where "a study by the Harbour Office" ends, from its noun on; none where no issuer follows."""
        lead = at + 1
        while lead < min(len(self._words), at + _FARTHEST_ISSUER) and self._words.texts[lead].lower() not in {
            "by",
            "from",
        }:
            lead += 1
        if self._words.texts[lead : lead + 1] not in {("by",), ("from",)}:
            return None
        if not FORMS_OF_BE.isdisjoint(self._words.lower[at + 1 : lead]):
            return None  # "the study was paid for by the Harbour Office" is a clause
        names = (self._starts[start] for start in (lead + 1, lead + 2) if start in self._starts)
        return next((name.end for name in names), None)


def is_force(name: str) -> bool:
    """Check whether a name is the short form of a police department: "MPD"."""
    return len(name) > len(_POLICE_DEPARTMENT) and name.isupper() and name.endswith(_POLICE_DEPARTMENT)


def is_short_for(force: str, words: Collection[str]) -> bool:
    """Check whether the short form of a police department begins with a place's letters: "MPD" with "Marram"."""
    return sorted(word[0] for word in words) == sorted(force.removesuffix(_POLICE_DEPARTMENT).lower())


def _head_of(mention: tuple[int, WordRange]) -> int:
    return mention[0]
