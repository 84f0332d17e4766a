"""Whether two claims say the same: a logistic score, and whether what they differ in makes them disagree.

Reference:
    Dolan and Brockett, "Automatically Constructing a Corpus of Sentential Paraphrases", IWP 2005 (pairs of news
    sentences); de Marneffe, Rafferty and Manning, "Finding Contradictions in Text", ACL 2008 (kinds of disagreement).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Literal

from whence.language.iso_dates import days_of
from whence.linking.claims.claim_differences import Difference, find_differences
from whence.linking.claims.claim_features import FEATURES, features_of, with_differences
from whence.linking.claims.claim_repeats import repeats
from whence.linking.claims.claims import AnalysedClaim

__all__ = ["SCORES", "ClaimComparison", "Relation", "ScoreWeights", "compare_claims", "read_weights", "score_claims"]

Relation = Literal["same", "disagreeing", "neither"]
"""Two claims say the same; the same but for something that both tell and tell differently; or different things."""

SCORES = "claim-scores.json"
_UNITS = 1000
"""A score counts in thousandths, so that sums of scores do not depend on their order."""
_SURELY_SAME = 925
"""Score from which names count among the terms that two claims must share."""
_LATER_DAYS = 31
"""Days after which another number is a new one."""
_LEAST_ALIKE = 550
"""Least score, without what claims differ in, at which it is worth to look at what they differ in: five in six pairs of
claims that share enough words to be compared have less."""
_LEAST_COUNTED = 270
"""The same for claims with numbers, as two that count one thing need not have much else in common."""
_REPEATED = 690
"""Least score of a claim that another repeats word by word and adds to: too little to make one claim of two because a
third repeats both."""
_FEWEST_TERMS, _LEAST_RARITY = 2, 15
"""Terms of this rarity that two claims must share, beside a difference too: that two people resigned, or that two ships
sank, is nothing that both claims say, and nothing to disagree on."""
_FEWEST_BESIDE = {"negation": 1, "vote": 0}
"""Such terms beside a difference of a kind of which fewer are enough: no story has two votes with one outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreWeights:
    """The logistic regression: its weights by feature, and the scores that count."""

    bias: float
    weights: dict[str, float]
    same: int
    """Least score of claims that say the same, in thousandths."""
    rest: dict[str, int]
    """Least score of what two disagreeing claims have beside a difference of each kind, in thousandths; of numbers, by
    what they are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimComparison:
    """How two claims stand to each other."""

    relation: Relation
    score: int
    """How likely they say the same, in thousandths: 0 to 1000."""
    differences: tuple[Difference, ...]
    """What they disagree on; empty unless they are disagreeing."""


def compare_claims(one: AnalysedClaim, other: AnalysedClaim) -> ClaimComparison:
    """Tell whether two claims say the same, disagree, or neither.

    They disagree if they differ in a number, date, actor, place or negation, and say the same without those words.
    Claims that differ in two of these are on two things, and neither agree nor disagree.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "The storm destroyed 12 boats", "12 boats were destroyed by the storm", "The storm destroyed 30 boats"
    >>> one, same, other = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> compare_claims(one, same).relation, compare_claims(one, other).relation
    ('same', 'disagreeing')
    """
    weights = read_weights()
    # A difference only lowers the score.
    features = features_of(one, other, ())
    score = _score(features)
    is_repeated = repeats(one, other)
    least = _LEAST_COUNTED if one.quantities and other.quantities else _LEAST_ALIKE
    if score < least and not is_repeated:
        return ClaimComparison(relation="neither", score=score, differences=())
    differences = find_differences(one, other)
    score = _score(with_differences(features, differences))
    if not differences:
        if is_repeated:
            return ClaimComparison(relation="same", score=max(score, _REPEATED), differences=())
        names = _name_terms(one, other) if score < _SURELY_SAME else frozenset()
        is_same = score >= weights.same and _share_enough(one, other, _FEWEST_TERMS, beside=names)
        return ClaimComparison(relation="same" if is_same else "neither", score=score, differences=())
    if _can_disagree(one, other, differences) and _are_same_beside(one, other, differences):
        return ClaimComparison(relation="disagreeing", score=score, differences=differences)
    return ClaimComparison(relation="neither", score=score, differences=())


def _can_disagree(one: AnalysedClaim, other: AnalysedClaim, differences: Sequence[Difference]) -> bool:
    """Check whether the differences are of one kind, and clear. A count of another month is a later one."""
    kinds = {found.kind for found in differences}
    is_later = kinds == {"number"} and _days_apart(one, other) > _LATER_DAYS
    return len(kinds) == 1 and not is_later and not any(found.is_doubtful for found in differences)


def _days_apart(one: AnalysedClaim, other: AnalysedClaim) -> int:
    """Count the days between the publication of two reports; 0 if they cannot be told."""
    days, other_days = (days_of((claim.mention.published or "")[:10]) for claim in (one, other))
    return abs(days[0].toordinal() - other_days[0].toordinal()) if days and other_days else 0


def _are_same_beside(one: AnalysedClaim, other: AnalysedClaim, differences: Sequence[Difference]) -> bool:
    """Check whether two claims say the same without the words in which they differ."""
    rest = one.without([span for found in differences for span in found.spans])
    other_rest = other.without([span for found in differences for span in found.other_spans])
    kind = differences[0].kind
    matters = {found.matter for found in differences}
    beside = matters.pop() if kind == "number" and len(matters) == 1 else kind
    least = read_weights().rest[beside]
    return _share_enough(rest, other_rest, _FEWEST_BESIDE.get(beside, _FEWEST_TERMS)) and (
        not least or score_claims(rest, other_rest) >= least
    )


def _share_enough(one: AnalysedClaim, other: AnalysedClaim, fewest: int, beside: frozenset[str] = frozenset()) -> bool:
    """Check whether two claims share so many telling terms beside some others, or have none but the same ones."""
    shared = one.rarities.keys() & other.rarities.keys()
    is_all = bool(shared) and one.rarities.keys() == other.rarities.keys()
    return is_all or sum(one.rarities[term] >= _LEAST_RARITY for term in shared - beside) >= fewest


def _name_terms(one: AnalysedClaim, other: AnalysedClaim) -> frozenset[str]:
    """List the words of names: that both claims are on somebody's son is not enough."""
    return frozenset(term for claim in (one, other) for name in claim.names for term in name.terms)


def score_claims(one: AnalysedClaim, other: AnalysedClaim, differences: Sequence[Difference] | None = None) -> int:
    """Compute how likely two claims say the same, in thousandths.

    Args:
        one: A claim.
        other: Another.
        differences: What they differ in, if that is known.
    """
    return _score(features_of(one, other, differences))


def _score(features: Sequence[float]) -> int:
    model = read_weights()
    total = model.bias
    for name, value in zip(FEATURES, features, strict=True):
        total += model.weights[name] * value
    return round(_UNITS / (1 + exp(-max(-30.0, min(30.0, total)))))


@cache
def read_weights() -> ScoreWeights:
    """Read the weights that whence ships; ``python -m training.claims`` fits them."""
    row = json.loads(files("whence").joinpath("linking", "weights", SCORES).read_text("utf-8"))
    return ScoreWeights(bias=row["bias"], weights=row["weights"], same=row["same"], rest=row["rest"])
