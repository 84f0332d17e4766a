"""The words of claims, cut from those of their report, which are found once for all that is compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from whence.language.idf import idfs_of, term_of
from whence.language.words import Shape, Words, segment
from whence.records.report import Span

__all__ = ["ClaimWords", "WordSource", "claim_words"]


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words of a claim. All tuples have one entry per word, in order."""

    texts: tuple[str, ...]
    shapes: tuple[Shape, ...]
    terms: tuple[str, ...]
    """Empty for punctuation."""
    weights: tuple[int, ...]
    """Rarity of each term; 0 for punctuation."""

    @property
    def spoken(self) -> list[str]:
        """The words that are no punctuation."""
        punctuation = Shape.PUNCTUATION
        return [text for text, shape in zip(self.texts, self.shapes, strict=True) if shape != punctuation]


def claim_words(words: Words) -> ClaimWords:
    """Find the terms of words, and how rare they are.

    >>> found = claim_words(segment("The harbour shut."))
    >>> found.terms, found.weights
    (('the', 'harbour', 'shut', ''), (0, 64, 48, 0))
    """
    punctuation = Shape.PUNCTUATION
    terms = tuple(
        ["" if shape == punctuation else term_of(text) for text, shape in zip(words.texts, words.shapes, strict=True)]
    )
    weights = tuple([weight if term else 0 for term, weight in zip(terms, idfs_of(terms), strict=True)])
    return ClaimWords(words.texts, words.shapes, terms, weights)


@dataclass(frozen=True)  # without slots, which leave a cached property no place
class WordSource:
    """A report's words, from which those of its claims are cut."""

    text: str
    words: Words

    @cached_property
    def _all(self) -> ClaimWords:
        return claim_words(self.words)

    @property
    def terms(self) -> tuple[str, ...]:
        """The term of each word; empty for punctuation."""
        return self._all.terms

    @cached_property
    def small(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(map(str.lower, self.words.texts))

    def ranges_of(self, spans: Sequence[Span]) -> list[tuple[int, int]] | None:
        """Find the half-open ranges of the words in spans; None if a span cuts a word in two."""
        starts, ends = self.words.starts, self.words.ends
        found = [self.words.covering(span.start, span.end) for span in spans]
        for span, (first, last) in zip(spans, found, strict=True):
            if first < last and (starts[first] < span.start or ends[last - 1] > span.end):
                return None
        return found

    def of(self, spans: Sequence[Span]) -> ClaimWords:
        """Get the words in spans, as if they stood alone, one after the other.

        >>> source = WordSource("Ships sank, he said.", segment("Ships sank, he said."))
        >>> source.of([Span(0, 10), Span(12, 14)]).texts, source.of([Span(1, 9)]).texts
        (('Ships', 'sank', 'he'), ('hips', 'san'))
        """
        ranges = self.ranges_of(spans)
        if ranges is None:
            return claim_words(segment(" ".join(span.of(self.text) for span in spans)))
        found = self._all
        if len(ranges) == 1:
            own = slice(*ranges[0])
            return ClaimWords(found.texts[own], found.shapes[own], found.terms[own], found.weights[own])
        return ClaimWords(
            texts=tuple(one for first, last in ranges for one in found.texts[first:last]),
            shapes=tuple(one for first, last in ranges for one in found.shapes[first:last]),
            terms=tuple(one for first, last in ranges for one in found.terms[first:last]),
            weights=tuple(one for first, last in ranges for one in found.weights[first:last]),
        )
