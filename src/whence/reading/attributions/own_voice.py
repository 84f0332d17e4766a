"""Statements that nobody is cited for: the sentences in the page's own voice, and the kind of each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from whence.language.english import FINITE, SAYING
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.quoted_passages import Passage, is_title
from whence.reading.attributions.serving_lines import (
    counted_captions,
    is_caption,
    is_caption_label,
    is_credit,
    serves_reader,
)
from whence.reading.attributions.spoken_parts import spoken_parts
from whence.reading.attributions.statement_kinds import kinds_of
from whence.reading.attributions.surveys import tells_answers
from whence.reading.model.decode import Weight, WordRange
from whence.reading.scan import Scan
from whence.reading.sources.anonymity_terms import only_tells_terms
from whence.reading.sources.captions import words_beside
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Genre, Statement

__all__ = ["find_own", "own_statements", "vectors_of"]

_FEWEST_WORDS = 4
_ENDS = frozenset({".", "!", "?", "…"})
_CLOSING = frozenset({"”", "’", '"', "'", ")", "]"})
_MOST_REPEATS = 2
"""How often a page may say a sentence: a caption or a teaser stands beneath each of several pictures."""
_FEWEST_CAPITALS = 2
"""Words with a capital that are no names from which a sentence may be a title."""
_OWN_SHARE = 0.7
"""Least share of a sentence's words outside all contents for the sentence to be in the page's own voice."""

_QUOTED_SHARE = 0.5
_WITHOUT_VERBS: frozenset[Genre | None] = frozenset({"match report", "listing"})
"""Genres that tell facts without verbs: "Okafor 2 goals."."""
_LEAST_TELLING = 0.3
"""Least probability for a word to count as a verb."""


def own_statements(
    assembly: Assembly, scan: Scan, *, has_headline: bool, genre: Genre | None = None
) -> tuple[Statement, ...]:
    """List the sentences in the page's own voice, except the headline, in the order of the text; a repeated one once.

    Args:
        assembly: A report's attributions.
        scan: The scan of the report.
        has_headline: Whether the text begins with a headline.
        genre: The report's genre, if it shows.
    """
    document = assembly.document
    own, share = find_own(assembly, scan.weights, has_headline=has_headline, genre=genre)
    vectors = vectors_of(document.words, own, scan.sentence_vectors)
    kinds = kinds_of(document, own, vectors, own_share=share, genre=genre)
    told = {
        document.shown(run): Statement(spans=document.spans([run]), kind=kind)
        for run, kind in reversed([*zip(own, kinds, strict=True)])
    }
    return tuple(reversed(told.values()))


def vectors_of(words: Words, sentences: Sequence[WordRange], vectors: NDArray[np.float32]) -> list[NDArray[np.float64]]:
    """Choose the vectors of some of a report's sentences.

    Args:
        words: The report's words.
        sentences: Some of its sentences.
        vectors: (S, width) of all of them.
    """
    return [vectors[bisect_left(words.sentence_starts, start)].astype(np.float64) for start, _ in sentences]


def find_own(
    assembly: Assembly, weights: Sequence[Weight], *, has_headline: bool, genre: Genre | None
) -> tuple[list[WordRange], float]:
    """Find the sentences in the page's own voice, and the share of all sentences that nobody is cited for.

    Questions, lines that serve the reader and what has no verb are none.

    Args:
        assembly: A report's attributions.
        weights: What the model says of each word.
        has_headline: Whether the text begins with a headline.
        genre: The report's genre, if it shows.
    """
    document, words = assembly.document, assembly.document.words
    inside = {i for one in assembly.found for start, end in one.contents for i in range(start, end)}
    inside.update(i for run in spoken_parts(words) for i in range(*run))
    cues = {i for one in assembly.found for i in range(*one.cue)}
    beside = words_beside(words) | _captions(document)
    sentences = list(_sentences(words, first=int(has_headline)))
    own = [run for run in sentences if _is_own(words, *run, inside) and cues.isdisjoint(range(*run))]
    teasers = _teasers(document, sentences, has_headline=has_headline)
    captions = {_plain(document, run) for run in sentences if not beside.isdisjoint(range(*run))}
    listed = [run for run in own if _plain(document, run) not in captions and words.texts[run[1] - 1] != "?"]
    listed = [run for run in listed if not (_cites(words, run) or run in teasers or tells_answers(words, run))]
    listed = [run for run in listed if not only_tells_terms(words, run)]
    listed = [run for run in listed if not (serves_reader(document.shown(run)) or _is_title(document, run))]
    if genre not in _WITHOUT_VERBS:
        listed = [run for run in listed if _has_verb(document, run, weights)]
    return listed, len(own) / max(1, len(sentences))


def _teasers(document: Document, sentences: Sequence[WordRange], *, has_headline: bool) -> set[WordRange]:
    """Collect what the headline says again, what stands on the page again and again, and what a credit follows."""
    words = document.words
    first = words.paragraph_ranges[0] if len(words) else (0, 0)
    is_headed = has_headline or (len(words) and words.texts[first[1] - 1] not in _ENDS | _CLOSING)
    headline = f" {_plain(document, first)} " if is_headed else ""
    said = [_plain(document, run) for run in sentences]
    often = {one for one, count in Counter(said).items() if count > _MOST_REPEATS}
    teasers = {run for run, one in zip(sentences, said, strict=True) if one in often or f" {one} " in headline}
    for run, after in pairwise(sentences):
        if words.paragraphs[run[0]] == words.paragraphs[after[0]] and is_credit(document.shown(after)):
            teasers.add(run)
    return teasers


def _captions(document: Document) -> set[int]:
    """Collect the words of paragraphs with the label of a gallery of pictures, and of those that follow one."""
    runs = document.words.paragraph_ranges
    told = [(run, document.shown(run)) for run in runs]
    captions = [run for run, shown in told if is_caption(shown)]
    captions += [after for (_, shown), (after, _) in pairwise(told) if is_caption_label(shown)]
    captions += [runs[i] for i in counted_captions([shown for _, shown in told]) if i < len(runs)]
    return {i for run in captions for i in range(*run)}


def _plain(document: Document, run: WordRange) -> str:
    """Return a sentence's words in lower case, without punctuation."""
    words = document.words
    return " ".join(words.lower[i] for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION)


def _has_verb(document: Document, run: WordRange, weights: Sequence[Weight]) -> bool:
    """Check whether a sentence has a verb, or names a person: others are headings, lists and pieces of sentences."""
    words = document.words
    has_verb = any(weights[i].telling >= _LEAST_TELLING or words.lower[i] in FINITE for i in range(*run))
    return has_verb or any(name.kind == "person" for name in document.names_in(run))


def _is_title(document: Document, run: WordRange) -> bool:
    """Check whether a sentence is in the capitals of a title, and not only those of its names."""
    words = document.words
    if not is_title(words, Passage((run,), is_closed=True)):
        return False
    named = {i for name in document.names_in(run) for i in range(name.start, name.end)}
    inner = range(run[0] + 1, run[1])
    return sum(words.shapes[i] in CAPITALISED and i not in named for i in inner) >= _FEWEST_CAPITALS


def _cites(words: Words, run: WordRange) -> bool:
    """Check whether a sentence with quoted words has a verb of saying: it cites somebody, whoever that is."""
    is_quoting = any(words.marks[i] == Mark.INSIDE for i in range(*run))
    return is_quoting and any(words.lower[i] in SAYING for i in range(*run))


def _sentences(words: Words, *, first: int) -> Iterator[tuple[int, int]]:
    """Split a text into sentences, from a paragraph on."""
    start = 0
    while start < len(words):
        _, end = sentence_around(words, start)
        if words.paragraphs[start] >= first:
            yield start, end
        start = end


def _is_own(words: Words, start: int, end: int, inside: set[int]) -> bool:
    last = next((i for i in range(end - 1, start, -1) if words.texts[i] not in _CLOSING), start)
    if words.texts[last] not in _ENDS:
        return False  # A byline, a date, a photo credit or an item of a list.
    spoken = [i for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION]
    own = len(spoken) - len(inside.intersection(spoken))
    if len(spoken) < _FEWEST_WORDS or own < _OWN_SHARE * len(spoken):
        return False
    return sum([words.marks[i] == Mark.INSIDE for i in spoken]) < _QUOTED_SHARE * len(spoken)
