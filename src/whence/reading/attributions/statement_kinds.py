"""What a sentence in the page's own voice is: a record, an interpretation, or nothing that is sure.

Names, numbers and past tenses make a record; judgement, chance and an opinion around it an interpretation. So does what
the words mean, which the encoder's vector of the sentence tells. One logistic regression for each kind weighs these,
fitted on sentences that readers labelled (``python -m training.statements``). A kind is told only from a high
probability on. Observations are too rare among these sentences to learn their signs.
"""

from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from whence.language.english import FIRST_PERSON, MODALS, NEGATIONS, SECOND_PERSON
from whence.language.gazetteer import read_table
from whence.language.stems import Stems
from whence.language.words import Shape
from whence.reading.model.decode import WordRange
from whence.reading.model.logistic import chance_of, read_vector_weights, read_weights, vector_score
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Genre, StatementKind

__all__ = ["FEATURES", "KINDS", "SURE_KIND", "features_of", "kinds_of"]

SURE_KIND = 0.8
"""Least probability of a kind for a sentence to be one."""
KINDS: tuple[StatementKind, ...] = ("record", "interpretation")
"""Kinds that are told."""

FEATURES = (
    "bias", "length", "has_number", "numbers", "first_person", "second_person", "judging", "past", "present", "modal",
    "participles", "gerunds", "adverbs", "negated", "contrasting", "person", "place", "organisation", "own_share",
    "judging_share", "opinion",
)  # fmt: skip
"""Names of the features."""

_PAST = frozenset({"was", "were", "had", "did"})
_PRESENT = frozenset({"is", "are", "has", "have", "does", "do"})
_NEGATED = frozenset({*NEGATIONS, "no", "nothing", "t"})
_CONTRASTING = frozenset({"but", "yet", "and", "so", "still", "though", "while", "however", "instead"})
_MOST = {"numbers": 3, "participles": 3, "gerunds": 3, "adverbs": 2}
_USUAL_LENGTH = 3.0
"""Logarithm of twenty words."""
_SHORTEST_ADVERB = 5
_USUAL_JUDGING = 0.3
"""Share of sentences that judge, where a report has too few to count."""
_OPINIONS: frozenset[Genre] = frozenset({"opinion", "first-person"})


def kinds_of(
    document: Document,
    sentences: Sequence[WordRange],
    vectors: Sequence[NDArray[np.float64]],
    *,
    own_share: float,
    genre: Genre | None,
) -> list[StatementKind]:
    """Classify a report's sentences in its own voice; what is not sure is "other".

    Args:
        document: The report.
        sentences: Its sentences in its own voice.
        vectors: The encoder's vector of each, (width,).
        own_share: Their share of all its sentences.
        genre: The report's genre, if it shows.

    >>> from whence.language.words import segment
    >>> text = "The Orlin ferry was built in 1961 and repaired in 1988."
    >>> document = Document(text=text, words=segment(text), names=())
    >>> kinds_of(document, [(0, 12)], [np.zeros(0)], own_share=0.5, genre=None)
    ['record']
    """
    here = "whence.reading.attributions"
    weights, of_vector = read_weights(here, "statement_kinds.json"), read_vector_weights(here, "statement_vectors.json")
    kinds: list[StatementKind] = []
    rows = features_of(document, sentences, own_share=own_share, genre=genre)
    for features, vector in zip(rows, vectors, strict=True):
        chances = {
            kind: chance_of(weights[kind], {**features, "vector": vector_score(of_vector[kind], vector)})
            for kind in KINDS
        }
        best = max(KINDS, key=chances.__getitem__)
        kinds.append(best if chances[best] >= SURE_KIND else "other")
    return kinds


def features_of(
    document: Document, sentences: Sequence[WordRange], *, own_share: float, genre: Genre | None
) -> list[dict[str, float]]:
    """Compute the features of sentences in the page's own voice, those of `FEATURES`.

    Args:
        document: The report.
        sentences: Its sentences in its own voice.
        own_share: Their share of all its sentences.
        genre: The report's genre, if it shows.
    """
    judging = [_judges().first(document.shown(sentence).lower()) is not None for sentence in sentences]
    around = {
        "bias": 1.0,
        "own_share": own_share,
        "judging_share": (sum(judging) + _USUAL_JUDGING) / (len(sentences) + 1),
        "opinion": float(genre in _OPINIONS),
    }
    rows = ({**around, **_of_words(document, sentence)} for sentence in sentences)
    return [
        {name: float(is_judging if name == "judging" else row[name]) for name in FEATURES}
        for row, is_judging in zip(rows, judging, strict=True)
    ]


def _of_words(document: Document, sentence: WordRange) -> dict[str, float]:
    """Compute the features that the words of one sentence have."""
    words = document.words
    places = [i for i in range(*sentence) if words.shapes[i] != Shape.PUNCTUATION]
    texts = [words.lower[i] for i in places]
    seen, kinds = set(texts), {name.kind for name in document.names_in(sentence)}
    counts = {
        "numbers": [words.shapes[i] for i in places].count(Shape.NUMBER),
        "participles": sum([text.endswith("ed") for text in texts]),
        "gerunds": sum([text.endswith("ing") for text in texts]),
        "adverbs": sum([text.endswith("ly") and len(text) >= _SHORTEST_ADVERB for text in texts]),
    }
    return {
        "length": log(max(1, len(texts))) - _USUAL_LENGTH,
        "has_number": counts["numbers"] > 0,
        "first_person": not seen.isdisjoint(FIRST_PERSON),
        "second_person": not seen.isdisjoint(SECOND_PERSON),
        "past": not seen.isdisjoint(_PAST),
        "present": not seen.isdisjoint(_PRESENT),
        "modal": any(words.texts[i] in MODALS for i in places),
        "negated": not seen.isdisjoint(_NEGATED),
        "contrasting": bool(texts) and texts[0] in _CONTRASTING,
        "person": "person" in kinds,
        "place": "place" in kinds,
        "organisation": "organisation" in kinds,
        **{name: min(_MOST[name], count) / _MOST[name] for name, count in counts.items()},
    }


@cache
def _judges() -> Stems:
    """The words of judgement and chance."""
    return Stems(row["stem"] for row in read_table("judging.tsv"))
