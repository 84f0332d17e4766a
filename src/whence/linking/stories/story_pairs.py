"""Candidates: the pairs of reports that may be on one story, found by shared keys and never all against all.

Two reports are candidates of each other if they share two keys within 30 days, or three at any time. A pair is compared
if one report is among those candidates of the other that share the rarest keys. That depends on the set of reports
alone, and a report once crowded out of another's candidates never comes back as reports are added.

Reference:
    Christen, "A Survey of Indexing Techniques for Scalable Record Linkage and Deduplication", IEEE TKDE 24, 2012.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappush, heappushpop
from itertools import islice
from typing import NamedTuple

from whence.language.idf import idf_of
from whence.linking.stories.story_keys import StoryKeys

__all__ = [
    "FEWEST_KEYS",
    "FEWEST_NEAR_KEYS",
    "MOST_CANDIDATES",
    "NEAR_DAYS",
    "Candidate",
    "find_candidates",
    "pairs_of",
    "shared_rarity",
]

MOST_CANDIDATES = 50
"""How many reports a report is compared with at most, besides those that it is a candidate of."""
NEAR_DAYS = 30
FEWEST_NEAR_KEYS, FEWEST_KEYS = 2, 3
"""How many keys two reports share at least: if they are dated within 30 days, and otherwise."""


class Candidate(NamedTuple):
    """A report that may be on the same story as another; the best of several is the least."""

    rarity: int
    """Summed weight of the keys that both share, negative."""
    id: str


def find_candidates(reports: Iterable[StoryKeys], most: int = MOST_CANDIDATES) -> dict[str, tuple[Candidate, ...]]:
    """Find the candidates of each report among all: the best, at most ``most``, the best first.

    The time it takes grows with the reports that share a key.
    """
    # Reports without a day come first, so that no window of days reaches them.
    ordered = sorted(reports, key=lambda report: (report.day or 0, report.id))
    days = [report.day or 0 for report in ordered]
    keys = [frozenset(report.keys) for report in ordered]
    ranks = {own: rank for rank, own in enumerate(sorted(report.id for report in ordered))}
    postings: dict[str, list[int]] = defaultdict(list)
    # The worst candidate is the least: the lowest rarity, then the highest id.
    kept: list[list[tuple[int, int, str]]] = [[] for _ in ordered]
    for at, report in enumerate(ordered):
        near_from = at if report.day is None else bisect_left(days, max(report.day - NEAR_DAYS, 1), hi=at)
        for earlier in _sharing(keys[at], postings, near_from):
            other = ordered[earlier]
            rarity = _sum_rarity(keys[at] & keys[earlier])
            _keep(kept[at], (rarity, -ranks[other.id], other.id), most)
            _keep(kept[earlier], (rarity, -ranks[report.id], report.id), most)
        for key in keys[at]:
            postings[key].append(at)
    return {
        report.id: tuple(sorted(Candidate(-rarity, own) for rarity, _, own in heap))
        for report, heap in zip(ordered, kept, strict=True)
    }


def pairs_of(candidates: Mapping[str, Iterable[Candidate]]) -> list[tuple[str, str]]:
    """List the pairs of which one is a candidate of the other, the lower id first, in order.

    >>> first, third = Candidate(-90, "r:1"), Candidate(-80, "r:3")
    >>> pairs_of({"r:2": (first, third), "r:1": (), "r:3": ()})
    [('r:1', 'r:2'), ('r:2', 'r:3')]
    """
    return sorted({(min(own, other.id), max(own, other.id)) for own, best in candidates.items() for other in best})


def shared_rarity(one: StoryKeys, other: StoryKeys) -> int:
    """Sum the weights of the keys that two reports share; 0 if the pair is no candidate.

    >>> def report(id, day, *terms):
    ...     return StoryKeys(
    ...         id=id, day=day, terms=terms, weights=bytes(len(terms)),
    ...         names=frozenset(), headline=frozenset(), lead=frozenset(),
    ...         days=frozenset(), event_days=frozenset(),
    ...     )
    >>> first = report("r:1", 740_000, "okafor", "quillhaven", "harbour", "council")
    >>> shared_rarity(first, report("r:2", 740_020, "okafor", "harbour", "council"))
    149
    >>> shared_rarity(first, report("r:3", 740_900, "okafor", "harbour", "council"))
    0
    """
    shared = set(one.keys).intersection(other.keys)
    is_near = one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR_DAYS
    return _sum_rarity(shared) if len(shared) >= (FEWEST_NEAR_KEYS if is_near else FEWEST_KEYS) else 0


def _sum_rarity(keys: Iterable[str]) -> int:
    return sum(map(idf_of, keys))


def _sharing(keys: Iterable[str], postings: Mapping[str, list[int]], near_from: int) -> set[int]:
    """List the earlier reports that share enough keys with one."""
    near, whenever = Counter[int](), Counter[int]()
    for key in keys:
        holders = postings.get(key, [])
        near.update(islice(holders, bisect_left(holders, near_from), None))
        whenever.update(holders)
    return {at for at, count in near.items() if count >= FEWEST_NEAR_KEYS} | {
        at for at, count in whenever.items() if count >= FEWEST_KEYS
    }


def _keep(heap: list[tuple[int, int, str]], found: tuple[int, int, str], most: int) -> None:
    if len(heap) < most:
        heappush(heap, found)
    else:
        heappushpop(heap, found)
