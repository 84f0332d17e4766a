"""How likely an attribution within another's content is one: a logistic regression over scores and grammar.

The model scores every cue by itself: as one of the report's own attributions, and as one within another's content. What
it does not see is weighed here: who speaks and who is spoken of, whether words are quoted, and how far the cue is from
where the content around it begins. And the encoder's vectors of both cues tell which verbs go together. The weights are
fitted by ``python -m training.nested_chance``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.language.english import ARTICLES, DESCRIBING, PHRASE_ENDS, POSSESSIVES, RELATIVE, SAYING
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.cue_evidence import MANY_WORDS, of_content, of_cue, of_source
from whence.reading.attributions.stance import is_listed, leaning_of
from whence.reading.model.decode import CueChances, FoundAttribution, WordRange
from whence.reading.model.logistic import (
    chance_of,
    log_odds,
    magnitude,
    read_vector_weights,
    read_weights,
    vector_score,
)
from whence.records.sure import SURE_ATTRIBUTION

__all__ = [
    "APART_CHANCE",
    "FEATURES",
    "LEAST_CHANCE",
    "Candidate",
    "candidates",
    "features_of",
    "nested_chance",
    "vectors_of",
    "weigh_nested",
]

_ENDINGS = frozenset({".", ",", ";", ":", "!", "?", "…"})
"""What ends a sentence or clause and does not begin what is left after it."""
_JOINS = frozenset({"and", "or", "but"})
_GOVERNING = PHRASE_ENDS - RELATIVE | ARTICLES | POSSESSIVES
"""Words that need the words after them."""

LEAST_CHANCE = 0.55
"""Probability from which a candidate is kept."""
APART_CHANCE = 0.25
"""Probability below which one of the report's own attributions is taken out of a content. With both, three of four that
are kept within others are right, and 59 % of all are found: python -m training.nested_chance."""

FEATURES = (
    "bias", "alone", "within", "sure_within", "roles", "source_score", "content_score", "standing", "standing_within",
    "listed", "says", "knows", "believes", "wants", "asks", "cue_length", "modal", "infinitive", "negated",
    "participle", "question", "condition",
    "source", "first_person", "quoted_first_person", "second_person", "third_person", "relative", "named", "definite",
    "indefinite", "acting_noun", "source_length", "source_before", "source_after", "source_apart", "same_source",
    "content_clause", "content_to", "content_quoted", "content_pronoun", "content_article", "content_length",
    "content_after", "content_verb", "content_to_end",
    "outer_length", "outer_confidence", "outer_uncued", "outer_listed", "outer_says", "outer_after", "depth_words",
    "other_sentence", "other_paragraph", "quoted",
)  # fmt: skip
"""Names of the features."""


class Candidate(NamedTuple):
    """What may be an attribution within another's content."""

    one: FoundAttribution
    outer: FoundAttribution
    """The attribution with the smallest content around its cue."""
    stands: bool
    """Whether the model takes it for an attribution of the report's own."""


def weigh_nested(
    words: Words,
    found: Sequence[FoundAttribution],
    nested: Sequence[FoundAttribution],
    cues: CueChances,
) -> list[FoundAttribution]:
    """Keep the nested attributions that are likely enough, and take the report's own out of each other's contents.

    Args:
        words: The report's words.
        found: The attributions that stand by themselves.
        nested: Those that only count within a content of these, and lie within one.
        cues: For each word, how likely it is in a cue of either kind.

    Returns:
        Both, in that order; a nested one's probability is its confidence.
    """
    inner: list[FoundAttribution] = []
    apart: dict[WordRange, list[FoundAttribution]] = {}
    for one in candidates(found, nested):
        chance = nested_chance(words, one, cues)
        if not one.stands and chance >= LEAST_CHANCE:
            inner.append(replace(one.one, confidence=chance))
        elif (
            one.stands
            and chance < APART_CHANCE
            and one.one.confidence >= SURE_ATTRIBUTION
            and not (_is_all_told(words, one) or _is_whole(words, one.outer) or _is_governed(words, one))
        ):
            apart.setdefault(one.outer.cue, []).append(one.one)
    cut = (_without(words, one, apart.get(one.cue, ())) for one in found)
    return [one for one in cut if one is not None] + inner


def candidates(found: Sequence[FoundAttribution], nested: Sequence[FoundAttribution]) -> Iterator[Candidate]:
    """Yield each attribution whose cue lies in another's content, with the one that has the smallest around it.

    Args:
        found: The attributions that stand by themselves; those without a cue, and two that hold
            each other's cues, are not yielded.
        nested: Those that only count within a content of these.
    """
    smallest: dict[int, FoundAttribution] = {}
    for one in sorted(found, key=lambda one: -sum(end - start for start, end in one.contents)):
        smallest |= {i: one for run in one.contents for i in range(*run)}
    for one in found:
        outer = smallest.get(one.cue[0]) if one.cue[0] < one.cue[1] else None
        if outer is not None and outer is not one and smallest.get(outer.cue[0]) is not one:
            yield Candidate(one, outer, stands=True)
    for one in nested:
        yield Candidate(one, smallest[one.cue[0]], stands=False)


def _is_whole(words: Words, outer: FoundAttribution) -> bool:
    """Check for a post or a turn of a transcript: lines, and no verb of its own, tell where it ends."""
    return outer.cue[0] == outer.cue[1] and words.marks[outer.contents[0][0]] == Mark.OUTSIDE


def _is_all_told(words: Words, candidate: Candidate) -> bool:
    """Check for a content that begins with the source of another: "said that the mayor had told" is one sentence.

    Or that is nothing else: "The owners have agreed to sell, divers told the Courier".
    """
    inner = candidate.one
    parts = [*inner.source, inner.cue, *inner.contents]
    whole = (min(start for start, _ in parts), max(end for _, end in parts))
    is_before = candidate.outer.source and whole[1] <= candidate.outer.source[0][0]
    if candidate.outer.contents == (whole,) and is_before and words.lower[candidate.outer.cue[1] - 1] in SAYING:
        return True
    cue, follows = candidate.outer.cue, candidate.outer.cue[1]
    begins = {follows, follows + (words.texts[follows : follows + 1] == ("that",))}
    is_verb = any(words.shapes[i] != Shape.PUNCTUATION for i in range(*cue))
    is_whole = any(run[0] == follows for run in candidate.outer.contents)
    return is_verb and is_whole and any(run[0] in begins for run in candidate.one.source)


def _is_governed(words: Words, candidate: Candidate) -> bool:
    """Check for what a word before it needs, or a clause after it: "blamed him for | what she called a slip"."""
    inner, outer = candidate.one, candidate.outer
    run = next(run for run in outer.contents if run[0] <= inner.cue[0] < run[1])
    start, end = _extent(inner, outer.contents)
    is_needed = start > run[0] and words.lower[start - 1] in _GOVERNING
    after = end + (end < run[1] and words.texts[end] == ",")
    return is_needed or (start == run[0] and after < run[1] and words.lower[after] in DESCRIBING)


def _extent(one: FoundAttribution, around: Sequence[WordRange]) -> WordRange:
    """Find from where to where an attribution runs, with what of its source lies within other ranges."""
    runs = [one.cue, *one.contents]
    runs += [run for run in one.source if any(first <= run[0] < last for first, last in around)]
    return min(run[0] for run in runs), max(run[1] for run in runs)


def _without(words: Words, one: FoundAttribution, others: Sequence[FoundAttribution]) -> FoundAttribution | None:
    """Take the words of others out of a content; where they are in a later sentence, all of that.

    If nothing is left, it was another cue for the same content: "earlier Thursday" of "Okafor earlier Thursday said".
    """
    if not others:
        return one
    contents = list(one.contents)
    for other in others:
        start, end = sentence_around(words, other.cue[0])
        if any(first >= start for first, last in contents if first <= other.cue[0] < last):
            start, end = _extent(other, contents)
        while end < len(words) and words.texts[end] in _ENDINGS:
            end += 1
        cut = [(max(a, c), min(b, d)) for a, b in contents for c, d in ((0, start), (end, len(words)))]
        # "Okafor opposed it and | called it wrong".
        ended = [(a, b - (b > a + 1 and words.lower[b - 1] in _JOINS)) for a, b in cut]
        contents = [run for run in ended if any(words.shapes[i] != Shape.PUNCTUATION for i in range(*run))]
    return replace(one, contents=tuple(contents)) if contents else None


def nested_chance(words: Words, candidate: Candidate, cues: CueChances) -> float:
    """Estimate the probability that a candidate is an attribution within the one around it."""
    here = "whence.reading.attributions"
    weights = read_weights(here, "nested_chance.json")["nested"]
    of_vectors = read_vector_weights(here, "nested_vectors.json")["nested"]
    said = {"vectors": vector_score(of_vectors, vectors_of(candidate))}
    return chance_of(weights, features_of(words, candidate, cues) | said)


def vectors_of(candidate: Candidate) -> NDArray[np.float64]:
    """Return the vectors of a candidate's cue and of the cue around it, end to end.

    Around a quotation without a cue they are zeros. A candidate that no model found has none.
    """
    own, outer = candidate.one.vector, candidate.outer.vector
    both = [own, outer if len(outer) else np.zeros_like(own)]
    return np.concatenate(both if len(own) else [own], dtype=np.float64)


def features_of(words: Words, candidate: Candidate, cues: CueChances) -> dict[str, float]:
    """Compute the features of a candidate, those of `FEATURES`.

    Args:
        words: The report's words.
        candidate: The candidate and the attribution around it.
        cues: For each word, how likely it is in a cue of either kind.
    """
    one, outer, stands = candidate
    within = log_odds(max(cues.within[slice(*one.cue)]))
    found: dict[str, float] = {
        "bias": 1,
        "alone": log_odds(max(cues.alone[slice(*one.cue)])),
        "within": within,
        "sure_within": max(0.0, within),
        "roles": one.evidence.roles,
        "source_score": one.evidence.source,
        "content_score": one.evidence.content,
        "standing": stands,
        "standing_within": within * stands,
        **of_cue(words, one.cue),
        **of_source(words, one),
        **of_content(words, one),
        **_of_outer(words, one, outer),
    }
    found["quoted_first_person"] = found.get("first_person", 0) * found["quoted"]
    return {name: float(found.get(name, 0)) for name in FEATURES}


def _of_outer(words: Words, one: FoundAttribution, outer: FoundAttribution) -> Mapping[str, float]:
    at, cue = one.cue[0], words.lower[slice(*outer.cue)]
    begins = next(start for start, end in outer.contents if start <= at < end)
    same = {i for run in outer.source for i in range(*run)}
    return {
        "same_source": bool(one.source) and not same.isdisjoint(range(*one.source[0])),
        "content_to_end": bool(one.contents) and one.contents[-1][1] >= max(b for _, b in outer.contents) - 1,
        "outer_length": magnitude(sum(end - start for start, end in outer.contents), most=MANY_WORDS),
        "outer_confidence": outer.confidence,
        "outer_uncued": all(words.shapes[i] == Shape.PUNCTUATION for i in range(*outer.cue)),
        "outer_listed": is_listed(cue),
        "outer_says": is_listed(cue) and leaning_of(cue).stance == "says",
        "outer_after": outer.cue[0] > at,
        "depth_words": magnitude(at - begins, most=MANY_WORDS),
        "other_sentence": sentence_around(words, at)[0] > begins,
        "other_paragraph": words.paragraphs[at] != words.paragraphs[outer.cue[0]],
        "quoted": words.marks[at] == Mark.INSIDE,
    }
