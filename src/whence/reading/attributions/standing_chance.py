"""How likely what the model found is an attribution at all: a logistic regression over scores, grammar and vectors.

The model's own confidence comes from its scores alone. Here grammar counts as well, as in
`whence.reading.attributions.nested_chance`, and the encoder's vector of the cue, which tells whether a word says or
thinks something where it stands: "they found that it leaks", "they found the boat". The weights are fitted by
``python -m training.standing_chance``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from whence.language.english import HEARSAY
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import Words
from whence.reading.attributions.cue_evidence import of_content, of_cue, of_source
from whence.reading.model.decode import CueChances, FoundAttribution
from whence.reading.model.logistic import chance_of, log_odds, read_vector_weights, read_weights, vector_score
from whence.records.sure import SURE_ATTRIBUTION

__all__ = [
    "FEATURES",
    "LEAST_CHANCE",
    "LEAST_CONFIDENCE",
    "features_of",
    "made_unsure",
    "standing_chance",
    "weigh_standing",
]

LEAST_CONFIDENCE = 0.25
"""The model's confidence from which a candidate is looked at."""
LEAST_CHANCE = 0.4
"""Probability from which a candidate is shown."""
_KEPT_CONFIDENCE = 0.4
"""The model's confidence from which a less likely candidate is kept, as an unsure one."""
_TOLD_CONFIDENCE = 0.36
"""The same for what its words show: hearsay, and what a document says. Of 108 of documents 101 were right."""
_TELLS_NOTHING = 0.45
"""Confidence, at most, of what tells nothing, or nothing that does not stand elsewhere."""
_UNSURE_CONFIDENCE = (0.42, 0.495)
"""Confidence of the least and the most likely of these: PolNeAR's annotators marked half of them."""

FEATURES = (
    "bias", "confidence", "alone", "within", "roles", "source_score", "content_score",
    "listed", "says", "denies", "doubts", "asks", "promises", "threatens", "wants", "warns", "knows", "believes",
    "cue_length", "modal", "infinitive", "negated", "participle", "question", "condition",
    "source", "first_person", "second_person", "third_person", "relative", "named", "definite", "indefinite",
    "acting_noun", "source_length", "source_before", "source_after", "source_apart",
    "content", "content_clause", "content_to", "content_quoted", "content_pronoun", "content_article",
    "content_length", "content_after", "content_verb", "quoted", "cue_quoted", "first_paragraph",
)  # fmt: skip
"""Names of the features."""


def weigh_standing(words: Words, found: Sequence[FoundAttribution], cues: CueChances) -> Iterator[FoundAttribution]:
    """Keep the attributions that are likely enough; those that are not are unsure, or left out.

    What a rule found, and no model, stays as it is.

    Args:
        words: The report's words.
        found: The attributions that stand by themselves.
        cues: For each word, how likely it is in a cue.
    """
    low, high = _UNSURE_CONFIDENCE
    for one in found:
        chance = standing_chance(words, one, cues) if len(one.vector) else None
        if chance is None:
            yield one
        elif chance >= LEAST_CHANCE or (one.confidence >= _TOLD_CONFIDENCE and _is_told(words, one)):
            yield replace(one, confidence=max(one.confidence, SURE_ATTRIBUTION))
        elif one.confidence >= _KEPT_CONFIDENCE:
            yield replace(one, confidence=low + (high - low) * chance / LEAST_CHANCE)


def made_unsure(one: FoundAttribution) -> FoundAttribution:
    """Give an attribution that tells a reader nothing the confidence of an unsure one, or leave it its lower one."""
    return replace(one, confidence=min(one.confidence, _TELLS_NOTHING))


def _is_told(words: Words, one: FoundAttribution) -> bool:
    """Check for a word of hearsay alone as the cue, and for a document as the source."""
    if one.cue[1] == one.cue[0] + 1 and words.lower[one.cue[0]] in HEARSAY:
        return True
    return any(kind_of_noun(words.lower[end - 1]) == "document" for _, end in one.source)


def standing_chance(words: Words, one: FoundAttribution, cues: CueChances) -> float:
    """Estimate the probability that what the model found is an attribution."""
    here = "whence.reading.attributions"
    weights = read_weights(here, "standing_chance.json")["standing"]
    of_vector = read_vector_weights(here, "standing_vectors.json")["standing"]
    return chance_of(
        weights, {**features_of(words, one, cues), "vector": vector_score(of_vector, one.vector.astype(np.float64))}
    )


def features_of(words: Words, one: FoundAttribution, cues: CueChances) -> Mapping[str, float]:
    """Compute the features of a candidate, those of `FEATURES`.

    Args:
        words: The report's words.
        one: What the model found, with at least one word in its cue.
        cues: For each word, how likely it is in a cue.
    """
    found = {
        "bias": 1,
        "confidence": log_odds(one.confidence),
        "alone": log_odds(max(cues.alone[slice(*one.cue)])),
        "within": log_odds(max(cues.within[slice(*one.cue)])),
        "roles": one.evidence.roles,
        "source_score": one.evidence.source,
        "content_score": one.evidence.content,
        "content": bool(one.contents),
        **of_cue(words, one.cue),
        **of_source(words, one),
        **of_content(words, one),
        "quoted": any(words.marks[i] == Mark.INSIDE for run in one.contents for i in range(*run)),
        "cue_quoted": words.marks[one.cue[0]] == Mark.INSIDE,
        "first_paragraph": words.paragraphs[one.cue[0]] == 0,
    }
    return {name: float(found.get(name, 0)) for name in FEATURES}
