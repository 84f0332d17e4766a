"""Candidates: the pairs of reports that may be on one story, found by shared keys and never all against all.

A pair is a candidate if it shares two keys within 30 days, or three rarer ones at any time, and one report is among the
candidates of the other that share the rarest keys. That depends on the set of reports alone, and a report once crowded
out of another's candidates never comes back as reports are added: so adding one at a time, in any order, ends in the
same pairs.

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
    "MOST_CANDIDATES",
    "NEAR_DAYS",
    "Candidate",
    "Candidates",
    "add_candidates",
    "find_candidates",
    "is_near",
    "pairs_of",
    "shared_rarity",
    "touched_by",
]

MOST_CANDIDATES = 50
"""How many reports a report is compared with at most, besides those that it is a candidate of."""
NEAR_DAYS = 30
_FEWEST_NEAR, _FEWEST_RARE = 2, 3


class Candidate(NamedTuple):
    """A report that may be on the same story as another; the best of several is the least."""

    rarity: int
    """Summed weight of the keys that both share, negative."""
    id: str


class Candidates(NamedTuple):
    """The candidates of a report."""

    best: tuple[Candidate, ...]
    """Those that it is compared with, the best first."""
    found: int
    """How many there were, those that were crowded out included."""


def find_candidates(reports: Iterable[StoryKeys], most: int = MOST_CANDIDATES) -> dict[str, Candidates]:
    """Find the candidates of each report among all, and keep the best, at most ``most``.

    The time it takes grows with the reports that share a rare key, or any key within 30 days.
    """
    # Reports without a day come first, so that no window of days reaches them.
    ordered = sorted(reports, key=lambda report: (report.day or 0, report.id))
    days = [report.day or 0 for report in ordered]
    ranks = {own: rank for rank, own in enumerate(sorted(report.id for report in ordered))}
    postings: dict[str, list[int]] = defaultdict(list)
    # The worst candidate is the least: the lowest rarity, then the highest id.
    kept: list[list[tuple[int, int, str]]] = [[] for _ in ordered]
    found = [0] * len(ordered)
    for at, report in enumerate(ordered):
        near_from = at if report.day is None else bisect_left(days, max(report.day - NEAR_DAYS, 1), hi=at)
        for earlier in _sharing(report, postings, near_from):
            other = ordered[earlier]
            rarity = shared_rarity(report, other)
            found[at] += 1
            found[earlier] += 1
            _keep(kept[at], (rarity, -ranks[other.id], other.id), most)
            _keep(kept[earlier], (rarity, -ranks[report.id], report.id), most)
        for key in report.keys:
            postings[key].append(at)
    return {
        report.id: Candidates(tuple(sorted(Candidate(-rarity, own) for rarity, _, own in heap)), count)
        for report, heap, count in zip(ordered, kept, found, strict=True)
    }


def add_candidates(
    new: StoryKeys,
    sharing: Iterable[StoryKeys],
    known: Mapping[str, Candidates],
    most: int = MOST_CANDIDATES,
) -> dict[str, Candidates]:
    """Find the candidates of a report that is added, and whose candidates it becomes.

    Args:
        new: The report's keys.
        sharing: Those of the stored reports that share one of its `rare_keys`, and of those within 30 days that share
            any of its `keys`. More do no harm.
        known: The candidates of each of them so far.
        most: How many candidates a report is compared with at most.

    Returns:
        The candidates of the new report, and of each report that it is a candidate of.
    """
    own: list[Candidate] = []
    changed: dict[str, Candidates] = {}
    for other in sharing:
        rarity = shared_rarity(new, other)
        if rarity and other.id != new.id:
            own.append(Candidate(-rarity, other.id))
            before = known[other.id]
            best = sorted([*before.best, Candidate(-rarity, new.id)])[:most]
            changed[other.id] = Candidates(tuple(best), before.found + 1)
    return {new.id: Candidates(tuple(sorted(own)[:most]), len(own)), **changed}


def touched_by(changed: Mapping[str, Candidates], known: Mapping[str, Candidates]) -> set[str]:
    """List the reports whose stories may be others now: those whose candidates changed, and those candidates.

    Args:
        changed: What `add_candidates` returned.
        known: The candidates of each report before.
    """
    both = (candidates[own] for own in changed for candidates in (changed, known) if own in candidates)
    return {*changed, *(other.id for candidates in both for other in candidates.best)}


def pairs_of(candidates: Mapping[str, Candidates]) -> list[tuple[str, str]]:
    """List the pairs of which one is a candidate of the other, the lower id first, in order.

    >>> first, third = Candidate(-90, "r:1"), Candidate(-80, "r:3")
    >>> pairs_of({"r:2": Candidates((first, third), 2), "r:1": Candidates((), 0), "r:3": Candidates((), 0)})
    [('r:1', 'r:2'), ('r:2', 'r:3')]
    """
    return sorted(
        {(min(own, other.id), max(own, other.id)) for own, found in candidates.items() for other in found.best}
    )


def shared_rarity(one: StoryKeys, other: StoryKeys) -> int:
    """Sum the weights of the keys that two reports share; 0 if the pair is no candidate.

    >>> def report(id, day, *terms):
    ...     return StoryKeys(
    ...         id=id, day=day, terms=terms, weights=bytes(len(terms)),
    ...         names=frozenset(), headline=frozenset(), lead=frozenset(),
    ...         days=frozenset(), event_days=frozenset(),
    ...     )
    >>> first = report("r:1", 740_000, "okafor", "quillhaven", "harbour", "council")
    >>> shared_rarity(first, report("r:2", 740_020, "okafor", "council"))
    121
    >>> shared_rarity(first, report("r:3", 740_900, "okafor", "council"))
    0
    """
    shared = set(one.keys).intersection(other.keys)
    if is_near(one, other):
        is_candidate = len(shared) >= _FEWEST_NEAR
    else:
        is_candidate = len(shared.intersection(one.rare_keys)) >= _FEWEST_RARE
    return sum(map(idf_of, shared)) if is_candidate else 0


def is_near(one: StoryKeys, other: StoryKeys) -> bool:
    """Check whether two reports are dated within 30 days."""
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR_DAYS


def _sharing(report: StoryKeys, postings: Mapping[str, list[int]], near_from: int) -> set[int]:
    """List the earlier reports that share enough keys with one."""
    near, rare = Counter[int](), Counter[int]()
    for key in report.keys:
        holders = postings.get(key, [])
        near.update(islice(holders, bisect_left(holders, near_from), None))
    for key in report.rare_keys:
        rare.update(postings.get(key, ()))
    return {at for at, count in near.items() if count >= _FEWEST_NEAR} | {
        at for at, count in rare.items() if count >= _FEWEST_RARE
    }


def _keep(heap: list[tuple[int, int, str]], found: tuple[int, int, str], most: int) -> None:
    if len(heap) < most:
        heappush(heap, found)
    else:
        heappushpop(heap, found)
