"""A tagger that delegates to another one; subclasses change or observe a single method."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from whence.language.words import Words
from whence.reading.model.decode import WordRange
from whence.reading.model.encoder import EncodedWindows, NearScores, Tagger

__all__ = ["PassingTagger"]


class PassingTagger:
    """A tagger that delegates every call to another tagger."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.settings = tagger.settings

    def read(self, words: Words) -> Iterator[EncodedWindows]:
        """Run the encoder over a report's windows, a few at a time."""
        return self._tagger.read(words)

    def roles(self, words: Words, part: EncodedWindows, cues: Sequence[tuple[int, int, int, bool]]) -> NearScores:
        """Score the roles of the words around cues."""
        return self._tagger.roles(words, part, cues)

    def parties(self, words: Words, part: EncodedWindows, triggers: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words around triggers as actor or recipient."""
        return self._tagger.parties(words, part, triggers)

    def event_types(
        self, words: Words, part: EncodedWindows, told: Sequence[tuple[int, int, WordRange | None, WordRange | None]]
    ) -> NDArray[np.float32]:
        """Score the words around events as triggers of each event type."""
        return self._tagger.event_types(words, part, told)

    def references(self, words: Words, part: EncodedWindows, asked: Sequence[tuple[int, int]]) -> NearScores:
        """Score the words around pronouns and descriptions as their antecedents."""
        return self._tagger.references(words, part, asked)
