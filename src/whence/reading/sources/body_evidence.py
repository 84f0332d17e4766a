"""What the text says for a body being "it", "they" or "the company", besides what the model says."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from math import log

from whence.language.english import FIRMS, GENERAL_BODIES
from whence.language.words import Words, sentence_around
from whence.reading.sources.entities import Entity

__all__ = ["BodyEvidence"]

_MOST_OTHERS = 12
"""Names of bodies before a mention that are looked at."""
_FEW_WORDS = 3
"""Words that may stand before a subject in its sentence."""


class BodyEvidence:
    """Collects what speaks for bodies: how much the report is about each, and who else is named since.

    Args:
        words: The report's words.
        entities: Whom its names name.
    """

    def __init__(self, words: Words, entities: Sequence[Entity]) -> None:
        self._words = words
        bodies = {rank: one for rank, one in enumerate(entities) if one.kind == "organisation"}
        self._names = sorted((name.start, rank) for rank, one in bodies.items() for name in one.mentions)
        self._counts = {rank: len(one.mentions) for rank, one in bodies.items()}
        self._largest, self._second = (*sorted(self._counts.values(), reverse=True), -1, -1)[:2]
        self._begun: dict[int, tuple[int, int]] = {}

    def of_body(self, rank: int, at: int, last: int, noun: str | None) -> dict[str, float]:
        """Tell what speaks for a body.

        Args:
            rank: Of which entity; of others than bodies nothing is told.
            at: The pronoun, or the head of the description.
            last: Where the body was mentioned last.
            noun: The description's noun; None for a pronoun.
        """
        if rank not in self._counts:
            return {}
        before = bisect_left(self._names, (at, -1))
        near = self._names[max(0, before - _MOST_OTHERS) : before]
        start, earlier = self._sentences(at)
        return {
            "body_since": log(1 + len({one for first, one in near if first > last and one != rank})),
            "body_share": self._counts[rank] / len(self._names),
            "body_most": float(self._second < self._counts[rank] == self._largest),
            "body_only": float(len(self._counts) == 1),
            "body_began_before": float(earlier <= last <= min(earlier + _FEW_WORDS, start - 1)),
            "body_began_here": float(start <= last <= start + _FEW_WORDS),
            "body_is_firm": float(noun in FIRMS),
            "body_is_any": float(noun in GENERAL_BODIES),
        }

    def named_near(self, at: int, noun: str | None) -> Collection[int]:
        """List the ranks of the bodies named in the sentence of a word or the one before; for pronouns, that begin one.

        Args:
            at: The pronoun, or the head of the description.
            noun: The description's noun; None for a pronoun.
        """
        start, earlier = self._sentences(at)
        near = self._names[bisect_left(self._names, (earlier, -1)) : bisect_left(self._names, (at, -1))]
        return {rank for i, rank in near if noun or i <= earlier + _FEW_WORDS or start <= i <= start + _FEW_WORDS}

    def _sentences(self, at: int) -> tuple[int, int]:
        """Find where the sentence of a word begins, and the one before."""
        if at not in self._begun:
            start, _ = sentence_around(self._words, at)
            self._begun[at] = start, sentence_around(self._words, start - 1)[0] if start else start
        return self._begun[at]
