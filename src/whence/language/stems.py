"""Stems, as the tables write them: found by looking words up, as a pattern of hundreds takes long to compile."""

import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Stems"]

_WORD = re.compile(r"\w+")
_REST = re.compile(r"\w*")


class Stems:
    """Stems that are looked up together: ``arrest-`` has any ending, ``truce`` only a plural.

    Only the last word of a stem of several words has endings.

    Args:
        stems: The stems, in lower case. Each is known by its place among them.

    >>> stems = Stems(["arrest-", "truce", "no party"])
    >>> stems.of("arrested"), stems.of("truces"), stems.of("party")
    ([0], [1], [])
    """

    def __init__(self, stems: Iterable[str]) -> None:
        self._whole: dict[str, list[int]] = {}
        """Words that have a stem, for stems that are no more than a word."""
        self._beginnings: dict[str, list[int]] = {}
        self._longer: dict[str, list[tuple[int, str, str]]] = {}
        """By first word: place, what is between that and the last word, the last word."""
        for place, stem in enumerate(stems):
            first = stem[: _end_of_word(stem)]
            last = re.split(r"\W+", stem.removesuffix("-"))[-1] + ("-" if stem.endswith("-") else "")
            if len(first) < len(stem.removesuffix("-")):
                between = stem.removesuffix(last)[len(first) :]
                self._longer.setdefault(first, []).append((place, between, last))
            elif stem.endswith("-"):
                self._beginnings.setdefault(first, []).append(place)
            else:
                for form in _forms(stem):
                    self._whole.setdefault(form, []).append(place)
        self._sizes = sorted({len(beginning) for beginning in self._beginnings})
        self._least = self._sizes[0] if self._sizes else 0
        self._openings = frozenset(beginning[: self._least] for beginning in self._beginnings)
        """The first letters, as many as the shortest of them has."""

    def of(self, word: str) -> list[int]:
        """Find the places of the stems of one word that a word in lower case has, in order."""
        found = list(self._whole.get(word, ()))
        for size in self._sizes if word[: self._least] in self._openings else ():
            if size > len(word):
                break
            if (places := self._beginnings.get(word[:size])) and _REST.fullmatch(word, size):
                found += places
        found.sort()
        return found

    def first(self, text: str) -> int | None:
        """Find the stem that a text in lower case has first, by its place; of several at one word, the first of them.

        >>> Stems(["air", "air raid", "truce"]).first("after air raids and a truce"), Stems(["truce"]).first("truced")
        (0, None)
        """
        for word in _WORD.finditer(text):
            told = word.group()
            found = self.of(told)
            if told in self._longer:
                found += self._longer_at(text, told, word.end())
            if found:
                return min(found)
        return None

    def _longer_at(self, text: str, first: str, end: int) -> Iterator[int]:
        """Find the stems of several words that begin with a word of a text, which ends at ``end``."""
        for place, between, last in self._longer.get(first, ()):
            if text.startswith(between, end) and (word := _WORD.match(text, end + len(between))):
                told = word.group()
                if told.startswith(last[:-1]) if last.endswith("-") else told in _forms(last):
                    yield place


def _end_of_word(stem: str) -> int:
    found = _WORD.match(stem)
    return found.end() if found else 0


def _forms(stem: str) -> Sequence[str]:
    """List the forms of a stem that has no other endings than a plural's."""
    if stem.endswith("y"):
        return stem, f"{stem[:-1]}ies"
    return stem, f"{stem}s", f"{stem}es"
