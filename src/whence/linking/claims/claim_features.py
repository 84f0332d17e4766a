"""Features of a pair of claims, from 0 to 1 each: how much of their words, names, numbers and meaning they share.

Every feature is the same whichever claim comes first.

Reference:
    Šarić et al., "TakeLab: Systems for Measuring Semantic Text Similarity", SemEval 2012 (weighted overlap, n-grams,
    numbers, aligned words).
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt

import numpy as np

from whence.linking.claims.claim_differences import Difference, find_differences
from whence.linking.claims.claim_vectors import cosine, cosines
from whence.linking.claims.claims import AnalysedClaim

__all__ = ["FEATURES", "features_of", "likeness_of", "with_differences"]

_UNITS = 1000
"""A likeness counts in thousandths."""
_HALF = 100
"""Weight of unshared terms that counts as a half: one name and a stop word."""
_REST_OF_ONE = 0.3
"""What stands for the cosine of the rest if only one claim has words that the other lacks."""
_REACH, _LETTERS = 4, 4
_TELLING, _WORST = 30, 3
"""Least rarity of a term whose missing counts, and how many such terms count."""
_MOST_REMEMBERED = 256
"""Claims whose runs of words and letters are cached, each kind: those that are compared with several others."""
_NEAR, _MOST_ALONE = 0.5, 10
"""How near the other claim's nearest term must be for a term not to be alone, and how many that are count."""


def features_of(
    one: AnalysedClaim, other: AnalysedClaim, differences: Sequence[Difference] | None = None
) -> tuple[float, ...]:
    """Compute the features of a pair, in the order of `FEATURES`.

    Args:
        one: A claim.
        other: Another.
        differences: What they differ in, if that is known.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "The ferry will not sail", "Ferries will not be sailing"
    >>> one, other = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> row = dict(zip(FEATURES, features_of(one, other)))
    >>> row["words of the shorter"], row["negations differ"]
    (1.0, 0.0)
    """
    pair = _Pair(one=one, other=other, known=differences)
    return tuple(feature(pair) for feature in FEATURES.values())


def with_differences(features: Sequence[float], differences: Sequence[Difference]) -> tuple[float, ...]:
    """Change the features of two claims to those of claims that differ in something else."""
    kinds = {difference.kind for difference in differences}
    told = (float(not kinds.isdisjoint(each)) for each in _DIFFERENCES.values())
    return (*features[: -len(_DIFFERENCES)], *told)


def likeness_of(one: AnalysedClaim, other: AnalysedClaim) -> int:
    """Measure how well the terms of each text are found in the other, in other words too: in thousandths.

    It is the harmonic mean of both, as of precision and recall: a text that says much more than the other has less.
    It asks for nothing that two reports on one happening have in common, so it ranks claims for a sentence that
    somebody looks for.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "Did the ferry sink?", "The ferry Bergljot sank off Gull Island", "The mayor closed the harbour"
    >>> asked, sank, shut = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> likeness_of(asked, sank) > likeness_of(asked, shut)
    True
    """
    a, b = _Pair(one=one, other=other).aligned
    return round(_UNITS * 2 * a * b / (a + b)) if a + b else 0


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class _Pair:
    """Two claims, and what several features ask of them."""

    one: AnalysedClaim
    other: AnalysedClaim
    known: Sequence[Difference] | None = None

    @cached_property
    def differences(self) -> Sequence[Difference]:
        return find_differences(self.one, self.other) if self.known is None else self.known

    @cached_property
    def weights(self) -> tuple[int, int, int]:
        """The weight of the terms that both have, that of the lighter claim, and that of the heavier."""
        a, b = self.one.rarities, self.other.rarities
        few, many = sorted((self.one.weight, self.other.weight))
        return sum(a[term] for term in a.keys() & b.keys()), max(few, 1), max(many, 1)

    @cached_property
    def nearest(self) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
        """The weight of each term of either claim, and how near the nearest term of the other is, from 0 to 1."""
        a, b = self.one.rarities, self.other.rarities
        near = cosines(self.one.directions, self.other.directions, lengths=(self.one.lengths, self.other.lengths))
        places = {term: at for at, term in enumerate(b)}
        shared = [(at, places[term]) for at, term in enumerate(a) if term in places]
        near[[at for at, _ in shared], [at for _, at in shared]] = 1.0
        best, other_best = (np.minimum(np.maximum(near.max(axis), 0.0), 1.0).tolist() for axis in (1, 0))
        return list(zip(a.values(), best, strict=True)), list(zip(b.values(), other_best, strict=True))

    @cached_property
    def aligned(self) -> tuple[float, float]:
        """The means of `nearest`, weighted by rarity, the lower first."""
        if not (self.one.rarities and self.other.rarities):
            return 0.0, 0.0
        means = [
            sum(weight * best for weight, best in near) / claim.weight
            for claim, near in zip((self.one, self.other), self.nearest, strict=True)
        ]
        return min(means), max(means)

    @property
    def terms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.one.spoken, self.other.spoken


def _of_shorter(pair: _Pair) -> float:
    shared, few, _ = pair.weights
    return shared / few


def _of_longer(pair: _Pair) -> float:
    shared, _, many = pair.weights
    return shared / many


def _tf_idf(pair: _Pair) -> float:
    a, b = pair.one.rarities, pair.other.rarities
    lengths = sum(w * w for w in a.values()) * sum(w * w for w in b.values())
    return sum(a[term] * a[term] for term in a.keys() & b.keys()) / sqrt(lengths) if lengths else 0.0


def _lengths(pair: _Pair) -> float:
    few, many = sorted((len(pair.one.rarities), len(pair.other.rarities)))
    return few / max(many, 1)


def _cosines(pair: _Pair) -> float:
    return cosine(pair.one.vector, pair.other.vector)


def _unshared(pair: _Pair) -> float:
    """Weigh the terms that the heavier of two claims does not share: near 1 for a long sentence of them."""
    shared, _, many = pair.weights
    return (many - shared) / (many - shared + _HALF)


def _of_rest(pair: _Pair) -> float:
    """Compute the cosine of what the claims do not share: near 1 for other words for one thing."""
    shared = pair.one.rarities.keys() & pair.other.rarities.keys()
    claims = pair.one, pair.other
    rest = [[i for i, term in enumerate(claim.terms) if term and term not in shared] for claim in claims]
    if not all(rest):
        return _REST_OF_ONE if any(rest) else 1.0
    return cosine(*(one.vectors.toward(one.rows[own]) for one, own in zip(claims, rest, strict=True)))


def _aligned_least(pair: _Pair) -> float:
    return pair.aligned[0]


def _aligned_most(pair: _Pair) -> float:
    return pair.aligned[1]


def _aligned_worst(pair: _Pair) -> float:
    """Average the three telling terms that align worst, in the claim where that is less."""
    if not (pair.one.rarities and pair.other.rarities):
        return 0.0
    worst = []
    for near in pair.nearest:
        least = sorted(best for weight, best in near if weight >= _TELLING)[:_WORST]
        worst.append(sum(least) / len(least) if least else 0.5)
    return min(worst)


def _alone(pair: _Pair) -> float:
    """Count the telling terms that have nothing near them in the other claim, in the claim with more of these."""
    if not (pair.one.rarities and pair.other.rarities):
        return 1.0
    counts = [sum(best < _NEAR and weight >= _TELLING for weight, best in near) for near in pair.nearest]
    return min(max(counts), _MOST_ALONE) / _MOST_ALONE


def _not_aligned(pair: _Pair) -> float:
    """Weigh what does not align, in the claim with more of it: near 1 for a long sentence of other words."""
    if not (pair.one.rarities and pair.other.rarities):
        return 1.0
    lacks = [sum(weight * (1 - best) for weight, best in near) for near in pair.nearest]
    return max(lacks) / (max(lacks) + _HALF)


def _cosine_of_reach(pair: _Pair) -> float:
    """Compute the cosine of how far the terms of each claim reach in each dimension of the claim vectors."""
    if not (pair.one.rarities and pair.other.rarities):
        return 0.0
    reach, other = pair.one.reach, pair.other.reach
    lengths = sqrt(float((reach * reach).sum(-1)) * float((other * other).sum(-1)))
    return max(0.0, float((reach * other).sum(-1))) / lengths if lengths else 0.0


@lru_cache(maxsize=_MOST_REMEMBERED)
def _grams(items: tuple[str, ...], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(items[start:] for start in range(size)), strict=False))


def _shared(a: AbstractSet[object], b: AbstractSet[object]) -> float:
    return 2 * len(a & b) / max(len(a) + len(b), 1)


def _grams_of_words(size: int) -> Callable[[_Pair], float]:
    def feature(pair: _Pair) -> float:
        return _shared(*(_grams(terms, size) for terms in pair.terms))

    return feature


def _pairs_nearby(pair: _Pair) -> float:
    """Measure the pairs of words in the same order with at most three words between."""
    return _shared(*map(_nearby, pair.terms))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _nearby(terms: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset((term, after) for i, term in enumerate(terms) for after in terms[i + 1 : i + 1 + _REACH])


def _grams_of_letters(pair: _Pair) -> float:
    return _shared(*map(_runs_of_letters, pair.terms))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _runs_of_letters(terms: tuple[str, ...]) -> frozenset[str]:
    text = " ".join(terms)
    return frozenset([text[at : at + _LETTERS] for at in range(len(text) - _LETTERS + 1)])


def _in_order(pair: _Pair) -> float:
    """Measure the longest sequence of terms that both have in the same order, of all their terms."""
    a, b = pair.terms
    return 2 * _longest_common(a, b) / max(len(a) + len(b), 1)


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """Compute the length of the longest common subsequence, one step a word.

    Reference:
        Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004.

    >>> _longest_common(["the", "tide", "is", "high"], ["tide", "was", "high"])
    2
    """
    places: dict[str, int] = {}
    for i, term in enumerate(a):
        places[term] = places.get(term, 0) | 1 << i
    every = (1 << len(a)) - 1
    left = every
    for term in b:
        here = left & places.get(term, 0)
        left = ((left + here) | (left - here)) & every
    return len(a) - left.bit_count()


def _names_shared(pair: _Pair) -> float:
    a, b = (frozenset((term,) for name in claim.names for term in name.terms) for claim in (pair.one, pair.other))
    return _shared(a, b) if a or b else 0.5


def _numbers_shared(pair: _Pair) -> float:
    a, b = (frozenset((str(quantity.value),) for quantity in claim.quantities) for claim in (pair.one, pair.other))
    return _shared(a, b) if a or b else 0.5


def _one_has_more_numbers(pair: _Pair) -> float:
    return float(len(pair.one.quantities) != len(pair.other.quantities))


def _days_shared(pair: _Pair) -> float:
    a, b = (frozenset((time.start or "", time.end or "") for time in claim.times) for claim in (pair.one, pair.other))
    return _shared(a, b) if a or b else 0.5


def _differ(kinds: frozenset[str]) -> Callable[[_Pair], float]:
    def feature(pair: _Pair) -> float:
        return float(any(difference.kind in kinds for difference in pair.differences))

    return feature


_DIFFERENCES = {
    "numbers differ": frozenset({"number"}),
    "dates differ": frozenset({"date"}),
    "names differ": frozenset({"actor", "place"}),
    "negations differ": frozenset({"negation"}),
}
"""The last features, and the kinds of differences that each asks for."""
FEATURES: dict[str, Callable[[_Pair], float]] = {
    "words of the shorter": _of_shorter,
    "words of the longer": _of_longer,
    "cosine of words": _tf_idf,
    "lengths": _lengths,
    "words not shared": _unshared,
    "cosine of claim vectors": _cosines,
    "cosine of the rest": _of_rest,
    "aligned words, least": _aligned_least,
    "aligned words, most": _aligned_most,
    "aligned words, worst": _aligned_worst,
    "telling words alone": _alone,
    "words not aligned": _not_aligned,
    "reach of words": _cosine_of_reach,
    "pairs of words": _grams_of_words(2),
    "triples of words": _grams_of_words(3),
    "pairs of words nearby": _pairs_nearby,
    "letters": _grams_of_letters,
    "words in order": _in_order,
    "names": _names_shared,
    "numbers": _numbers_shared,
    "more numbers": _one_has_more_numbers,
    "days": _days_shared,
    **{name: _differ(kinds) for name, kinds in _DIFFERENCES.items()},
}
"""What is measured, by name."""
