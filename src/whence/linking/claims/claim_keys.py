"""Keys that bring claims together which may say the same, so that no claim is compared with all others.

A claim's keys depend on the claim alone, and rarity comes from a fixed table: no report that is added changes the keys
of another. A rare term is a key by itself; commoner ones are keys two at a time, which few claims share.

Reference:
    Christen, "A Survey of Indexing Techniques for Scalable Record Linkage and Deduplication", IEEE TKDE 24, 2012.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from whence.language.idf import idf_of, term_of
from whence.language.words import split_words
from whence.linking.claims.claims import AnalysedClaim

__all__ = ["MOST_CANDIDATES", "ClaimKeys", "keys_of", "rank_candidates", "rarest_terms"]

MOST_CANDIDATES = 25
"""Other claims that one claim is compared with at most."""
_LEAST_RARITY, _RARE = 25, 50
"""Least rarity of a term in a key, in tenths of a natural logarithm, and of one that is a key by itself.

With every term a key by itself, a tweet of CheckThat! 2020 shares one with twelve times as many claims, and its own
claim is no more often among the candidates.
"""
_MOST_TERMS, _MOST_PAIRED = 12, 8
"""Rarest terms of a claim that count; those of them that are keys two at a time."""
_CELLS = 1
"""Nearest centres of the claim vector that are a key, each with one of the paired terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKeys:
    """What brings a claim together with others."""

    id: str
    keys: tuple[str, ...]
    """In no order that matters; claims that share one may be candidates."""
    terms: tuple[tuple[str, int], ...]
    """Rarest terms and their rarities: candidates are ranked by the sum that they share."""


def keys_of(claim: AnalysedClaim) -> ClaimKeys:
    """List the keys of a claim: its rarest terms, those of its actors, its first day, and where its vector points.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> found = keys_of(analyse_claim(ClaimMention(id="1", text="Okafor shut the harbour"), open_vectors()))
    >>> found.terms
    (('okafor', 85), ('harbour', 64), ('shut', 48))
    """
    rarest = rarest_terms(claim)
    rare = [term for term, rarity in rarest if rarity >= _RARE]
    common = sorted([term for term, rarity in rarest if rarity < _RARE][:_MOST_PAIRED])
    days = sorted(time.start for time in claim.times if time.start and time.precision == "day")[:1]
    cells = claim.vectors.cells_of(claim.vector, _CELLS)
    return ClaimKeys(
        id=claim.mention.id,
        keys=(
            *rare,
            *(f"{one} {other}" for one, other in combinations(common, 2)),
            *(f"{day} {term}" for day in days for term in common),
            *(f"{cell} {term}" for cell in cells for term in common),
        ),
        terms=rarest,
    )


def rarest_terms(claim: AnalysedClaim) -> tuple[tuple[str, int], ...]:
    """List the rarest terms of a claim and of its actors, and their rarities, the rarest first."""
    rarities = dict(claim.rarities)
    for actor in claim.mention.actors:
        rarities.update({term: idf_of(term) for word in split_words(actor) if (term := term_of(word))})
    return tuple(
        sorted(
            ((term, rarity) for term, rarity in rarities.items() if rarity >= _LEAST_RARITY),
            key=lambda pair: (-pair[1], pair[0]),
        )[:_MOST_TERMS]
    )


def rank_candidates(claim: ClaimKeys, others: Sequence[ClaimKeys], most: int = MOST_CANDIDATES) -> tuple[str, ...]:
    """Rank the claims that share a key with one by the summed rarity of the terms that they share.

    Returns:
        At most ``most`` ids, the best first, equal ones by id.
    """
    own: Mapping[str, int] = dict(claim.terms)
    shared = [(sum(own[term] for term, _ in other.terms if term in own), other.id) for other in others]
    return tuple(id_ for _, id_ in sorted(shared, key=lambda pair: (-pair[0], pair[1]))[:most])
