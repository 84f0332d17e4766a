"""Wordings: what mentions of one story that say a thing in the same words are compared by, all at once.

A report copied by a thousand outlets has one wording of each of its claims. So identical texts cost one comparison, and
are one claim whatever a score would say of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter

import numpy as np

from whence.language.idf import RAREST
from whence.linking.claims.claim_keys import MOST_CANDIDATES, rarest_terms
from whence.linking.claims.claims import AnalysedClaim
from whence.linking.claims.quantities import may_tell_vote
from whence.linking.clusters import ScoredPair, average_linkage

__all__ = [
    "Rarities",
    "Wording",
    "are_alike",
    "candidate_wordings",
    "group_wordings",
    "rarities_of",
    "words_key",
]

Rarities = dict[int, int]
"""Rarest terms of a claim by number, from 0 to below 2^32, and their rarities."""

_LEAST_SHARED = 9
"""Two wordings are compared if the square of the rarity that they share, times this, is that of both together or more:
a third of it at least, by the geometric mean. Of 387 pairs of claims in 77 stories that say the same or disagree two
share less, and one claim in two is compared with another."""
_MOST_REMEMBERED = 65536
"""Terms whose number is cached."""
_CELLS = 1 << 18
"""Pairs of wordings that are looked at at once, for the sake of memory."""
_LEAST_AVERAGE = 350
"""Lowest average score of two groups that are one claim, in thousandths: of three, two pairs clearly say the same. A
quotation that holds two others does not bring these together. With 400 as many of the joined pairs are right, 0.92 of
our labels, and 0.44 instead of 0.47 of those that say the same are joined."""
_NEVER = -(10**9)
"""Score of two wordings that disagree: no average with it is high enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Mentions of one story in the same words."""

    key: int
    """Key of the earliest mention."""
    reports: frozenset[int]
    """Numbers of the reports."""
    rarities: Rarities


def words_key(claim: AnalysedClaim) -> int:
    """Hash what decides how a claim compares with others: its words, actors and days, and whether it is denied.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "The ferry sank.", "the ferry sank", "the ferry sails"
    >>> one, same, other = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> words_key(one) == words_key(same), words_key(one) == words_key(other)
    (True, False)
    """
    certainty = claim.mention.certainty
    told = (
        " ".join(filter(None, claim.terms)),
        *claim.mention.actors,
        "against" if certainty is not None and certainty < 0 else "for",
        *(f"{time.start}/{time.end}" for time in claim.times),
    )
    return _number("\x1f".join(told))


def rarities_of(claim: AnalysedClaim) -> Rarities:
    """Number the rarest terms of a claim; a count of votes is one more, however the numbers are."""
    tells_vote = may_tell_vote(claim.text) and any(quantity.unit == "votes" for quantity in claim.quantities)
    votes = [("\x1fvotes", RAREST)] if tells_vote else []
    return {_number_of_term(term): rarity for term, rarity in (*rarest_terms(claim), *votes)}


def are_alike(one: Rarities, other: Rarities) -> bool:
    """Check whether two claims share enough to be compared."""
    shared = sum(rarity for term, rarity in one.items() if term in other)
    return shared > 0 and _LEAST_SHARED * shared * shared >= sum(one.values()) * sum(other.values())


def candidate_wordings(wordings: Sequence[Wording], most: int = MOST_CANDIDATES) -> set[tuple[int, int]]:
    """Find the wordings of one story to compare: those of which one is among the most alike to the other.

    Args:
        wordings: All of the story, in any order.
        most: Others that a wording is among the most alike to.

    Returns:
        Pairs of keys, the lower first. Two of which one occurs in no report without the other are no pair: a report
        that says both means two things, or links all that a pair could link.

    >>> texts = {1: {7: 60, 8: 40}, 2: {7: 60, 9: 40}, 3: {5: 80}}
    >>> told = [Wording(key=key, reports=frozenset({key}), rarities=found) for key, found in texts.items()]
    >>> candidate_wordings(told)
    {(1, 2)}
    """
    ordered = sorted(wordings, key=lambda one: one.key)
    pairs: set[tuple[int, int]] = set()
    for i, alike in _alike(ordered):
        one = ordered[i]
        others = (ordered[j] for j in alike)
        apart = (other.key for other in others if one.reports - other.reports and other.reports - one.reports)
        pairs.update((min(one.key, key), max(one.key, key)) for key in islice(apart, most))
    return pairs


def _alike(wordings: Sequence[Wording]) -> Iterator[tuple[int, list[int]]]:
    """List for each wording those alike, if any, by the rarity that they share, the most first; ties in their order."""
    size = len(wordings)
    counts = [len(one.rarities) for one in wordings]
    owners = np.repeat(np.arange(size), counts)
    terms = np.array([term for one in wordings for term in one.rarities], np.int64)
    rarities = np.array([rarity for one in wordings for rarity in one.rarities.values()], np.int64)
    totals = np.bincount(owners, weights=rarities, minlength=size).astype(np.int64)
    _, numbers = np.unique(terms, return_inverse=True)
    order = np.argsort(numbers, kind="stable")
    holders = np.bincount(numbers)
    firsts = np.cumsum(holders) - holders
    starts = np.append(0, np.cumsum(counts))
    rows = max(1, _CELLS // max(size, 1))
    for low in range(0, size, rows):
        high = min(low + rows, size)
        own = slice(starts[low], starts[high])
        # For each term of these wordings, the places of all that hold it.
        many = holders[numbers[own]]
        steps = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        places = order[np.repeat(firsts[numbers[own]], many) + steps]
        cells = np.repeat(owners[own] - low, many) * size + owners[places]
        # Sums of whole numbers far below 2 ** 53 are exact.
        shared = np.bincount(cells, weights=rarities[places], minlength=(high - low) * size).astype(np.int64)
        shared = shared.reshape(high - low, size)
        is_alike = (shared > 0) & (_LEAST_SHARED * shared * shared >= totals[low:high, None] * totals)
        is_alike[np.arange(high - low), np.arange(low, high)] = False
        found, others = np.nonzero(is_alike)
        ranked = np.lexsort((others, -shared[found, others], found))
        each = zip((found[ranked] + low).tolist(), others[ranked].tolist(), strict=True)
        for i, group in groupby(each, key=itemgetter(0)):
            yield i, [j for _, j in group]


def group_wordings(same: Iterable[ScoredPair], disagreeing: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Group wordings into claims. Two that disagree never end in one claim, whatever lies between them.

    Args:
        same: Pairs that say the same, and their scores.
        disagreeing: Pairs that disagree.

    Returns:
        The ids of the pairs that say the same, sorted within each group.

    >>> same = [ScoredPair("12 sank", "a dozen sank", 900), ScoredPair("12 sank", "boats sank", 800)]
    >>> group_wordings(same, [("a dozen sank", "boats sank")])
    (('12 sank', 'a dozen sank'), ('boats sank',))
    """
    pairs = list(same)
    known = {id_ for pair in pairs for id_ in pair[:2]}
    apart = [ScoredPair(one, other, _NEVER) for one, other in disagreeing if one in known and other in known]
    return average_linkage([*pairs, *apart], least=_LEAST_AVERAGE, most_links=MOST_CANDIDATES)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _number_of_term(term: str) -> int:
    return _number(term) % 2**32


def _number(told: str) -> int:
    digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
