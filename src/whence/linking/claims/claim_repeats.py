"""Claims that repeat another word by word and add to it: what the shorter says, the longer says too."""

from whence.language.idf import term_of
from whence.linking.claims.claims import AnalysedClaim

__all__ = ["repeats"]

_FEWEST_TERMS, _LEAST_WEIGHT = 7, 100
"""Words in a row that two claims share, and the sum of their rarities: three telling words, and small ones between."""
_LEAST_SHARE = 8
"""Tenths of the lighter claim's rarity that they hold."""
_OPEN = frozenset(map(term_of, (
    "if", "whether", "unless", "until", "false", "untrue", "hoax", "rumour", "rumours", "rumor", "rumors", "not", "no",
    "never", "denied", "deny", "denies", "denying", "refused", "would", "could", "might", "may", "should",
)))  # fmt: skip
"""Words right before what is repeated that leave it open, or deny it."""
_BEFORE = 4


def repeats(one: AnalysedClaim, other: AnalysedClaim) -> bool:
    """Check whether one claim has nearly all words of another in a row, and says them as plainly.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "The harbour will be shut for a week", "The harbour will be shut for a week and Okafor is angry"
    >>> one, other = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> repeats(one, other)
    True
    """
    if not one.rarities.keys() & other.rarities.keys():
        return False
    a, b = (_spoken(claim) for claim in (one, other))
    if sum(rarity for term, rarity in a if term in other.rarities) < _LEAST_WEIGHT:
        return False
    start, other_start, length = _longest_run([term for term, _ in a], [term for term, _ in b])
    weight = sum(rarity for _, rarity in a[start : start + length])
    least = min(sum(rarity for _, rarity in claim) for claim in (a, b))
    if length < _FEWEST_TERMS or weight < _LEAST_WEIGHT or 10 * weight < _LEAST_SHARE * least:
        return False
    return _opens(a, start) == _opens(b, other_start)


def _opens(spoken: list[tuple[str, int]], start: int) -> set[str]:
    return {term for term, _ in spoken[max(0, start - _BEFORE) : start]} & _OPEN


def _spoken(claim: AnalysedClaim) -> list[tuple[str, int]]:
    return [(term, rarity) for term, rarity in zip(claim.terms, claim.weights, strict=True) if term]


def _longest_run(a: list[str], b: list[str]) -> tuple[int, int, int]:
    """Find the longest run of words that both have, the first of several: where it is in each, and its length.

    >>> _longest_run(["the", "tide", "is", "high"], ["a", "tide", "is", "low"])
    (1, 1, 2)
    """
    places: dict[str, list[int]] = {}
    for j, term in enumerate(b):
        places.setdefault(term, []).append(j)
    best = (0, 0, 0)
    ends: dict[int, int] = {}
    for i, term in enumerate(a):
        ends = {j: ends.get(j - 1, 0) + 1 for j in places.get(term, ())}
        for j, length in ends.items():
            if length > best[2]:
                best = (i - length + 1, j - length + 1, length)
    return best
