"""Mentions as they are kept once their reports were read: which of them are one wording, and which are compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import AnalysedClaim, ClaimMention, analyse_claim
from whence.linking.claims.wordings import Rarities, Wording, are_alike
from whence.records.report import Span

__all__ = [
    "HeldMention",
    "ToldClaim",
    "claim_of",
    "collect_wordings",
    "earliest_wordings",
    "mention_of",
    "told_of",
    "touching_pairs",
]

ToldClaim = tuple[str, Sequence[str], float | None, Sequence[Sequence[int]]]
"""A claim's text, actors, certainty and pronouns."""
_Range = tuple[int, int]
"""The first character of a place, and one past the last."""


class HeldMention(NamedTuple):
    """A mention, and its rarest terms."""

    item: int
    """Number of the report."""
    number: int
    """Its place among the report's mentions."""
    key: int
    start: int
    end: int
    words: int
    """Equal in two mentions that say a thing in the same words."""
    wording: int
    """Key of the earliest mention of the story in these words."""
    place: tuple[int, int, int, int]
    """Its place in the order of publication."""
    rarities: Rarities


def told_of(claim: ClaimMention) -> ToldClaim:
    """List what is kept of a claim, besides its report's time of publication."""
    return claim.text, claim.actors, claim.certainty, [(span.start, span.end) for span in claim.pronoun_spans]


def mention_of(own: str, published: str | None, told: ToldClaim) -> ClaimMention:
    """Make a claim, under an id, of the result of `told_of`."""
    text, actors, certainty, spans = told
    return ClaimMention(
        id=own,
        text=text,
        published=published,
        actors=tuple(actors),
        certainty=certainty,
        pronoun_spans=tuple(Span(*span) for span in spans),
    )


def claim_of(key: int, published: str | None, told: ToldClaim) -> AnalysedClaim:
    """Make a claim ready to be compared of the result of `told_of`, under the key of its mention."""
    return analyse_claim(mention_of(str(key), published, told), open_vectors())


def earliest_wordings(mentions: Iterable[HeldMention]) -> dict[int, int]:
    """Find the wordings of a story: the key of the earliest of all mentions in the same words, by these words."""
    wordings: dict[int, int] = {}
    for mention in sorted(mentions, key=lambda one: one.place):
        wordings.setdefault(mention.words, mention.key)
    return wordings


def collect_wordings(mentions: Iterable[HeldMention]) -> list[Wording]:
    """Collect the wordings of a story from all its mentions, whose wordings are known."""
    held = list(mentions)
    reports: dict[int, set[int]] = defaultdict(set)
    for one in held:
        reports[one.wording].add(one.item)
    return [
        Wording(key=one.key, reports=frozenset(reports[one.key]), rarities=one.rarities)
        for one in held
        if one.key == one.wording
    ]


def touching_pairs(
    own: Iterable[HeldMention], others: Sequence[HeldMention], shared: _Range, other_shared: _Range
) -> Iterator[tuple[int, int]]:
    """Find the wordings to compare of two reports which share words that both touch.

    Args:
        own: The mentions of one report.
        others: Those of the other.
        shared: Where the words are in the one.
        other_shared: Where they are in the other.

    Yields:
        Pairs of keys of wordings, the lower first.
    """
    there = [two for two in others if two.start < other_shared[1] and other_shared[0] < two.end]
    for one in own:
        if one.start < shared[1] and shared[0] < one.end:
            for two in there:
                if are_alike(one.rarities, two.rarities):
                    yield min(one.wording, two.wording), max(one.wording, two.wording)
