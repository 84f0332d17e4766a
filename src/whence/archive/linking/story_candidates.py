"""The candidates of reports in an archive, kept up to date while reports come and go.

What is stored is what `whence.linking.stories.story_pairs.find_candidates` finds among all reports at hand. The
index of keys tells which reports share how much with one, and only those lists of candidates are opened that change.
"""

from bisect import insort
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from whence.archive.linking.story_rows import (
    RankedCandidate,
    candidates_to_bytes,
    keys_to_bytes,
    read_candidates,
    read_keys,
)
from whence.archive.storage.store import Store, Value
from whence.language.idf import idf_of
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_pairs import FEWEST_KEYS, FEWEST_NEAR_KEYS, MOST_CANDIDATES, NEAR_DAYS

__all__ = ["ChangedPairs", "update_candidates"]

# CROSS JOIN fixes the join order: keys are looked up in the index, and the bar only of the reports that share enough.
_SHARING = f"""
  WITH keys (term, weight) AS (VALUES {{values}}), sharing AS (
    SELECT item, sum(weight) AS rarity FROM keys CROSS JOIN story_terms USING (term) GROUP BY item
    HAVING count(*) >= iif(max(day BETWEEN ? AND ?), {FEWEST_NEAR_KEYS}, {FEWEST_KEYS})
  )
  SELECT item, rarity, bar FROM sharing CROSS JOIN stories USING (item) WHERE item <> ?
"""


@dataclass(frozen=True, slots=True)
class ChangedPairs:
    """Pairs of reports, the lower number first, beside those of reports that are gone."""

    added: list[tuple[int, int]]
    """Pairs that are to be compared."""
    removed: list[tuple[int, int]]
    """Pairs of reports that are still there, which are compared no more."""


class _Sharing(NamedTuple):
    """A report that shares enough keys with another."""

    item: int
    rarity: int
    bar: int
    """Rarity that the other must share with it to be among its candidates; 0 while there is room."""


def update_candidates(store: Store, new: Mapping[int, StoryKeys], gone: Collection[int]) -> ChangedPairs:
    """Bring the candidates up to date. Call only within a transaction, once `stories` has rows of the new reports.

    Args:
        store: The archive's file.
        new: The keys of the reports to link, by their numbers.
        gone: Numbers of the reports that are no more, or are linked anew.
    """
    crowded = _take_out(store, gone)
    before: dict[int, list[RankedCandidate]] = {own: read_candidates(store, own) for own in crowded}
    _put_in(store, new)
    now: dict[int, list[RankedCandidate]] = {}
    whole = new.keys() | crowded
    for own in sorted(whole):
        keys = new[own] if own in new else read_keys(store, own)
        sharing = _sharing(store, own, keys)
        now[own] = nsmallest(MOST_CANDIDATES, ((-rarity, other) for other, rarity, _ in sharing))
        for other, rarity, bar in sharing if own in new else ():
            if other not in whole and rarity >= bar:
                if other not in now:
                    before[other] = read_candidates(store, other)
                    now[other] = list(before[other])
                insort(now[other], (-rarity, own))
                del now[other][MOST_CANDIDATES:]
    changed = _compare(store, new, gone, before, now)
    _write(store, now)
    return changed


def _take_out(store: Store, gone: Collection[int]) -> set[int]:
    """Remove reports from the index of keys, and list the reports of which they were candidates."""
    crowded = set()
    keys = {own: read_keys(store, own) for own in sorted(gone)}
    for own, found in keys.items():
        for other, rarity, bar in _sharing(store, own, found):
            if other not in gone and rarity >= bar and (-rarity, own) in read_candidates(store, other):
                crowded.add(other)
    store.run_many(
        "DELETE FROM story_terms WHERE term = ? AND day = ? AND item = ?",
        [(term, found.day or 0, own) for own, found in keys.items() for term in found.keys],
    )
    store.run_many("DELETE FROM story_keys WHERE item = ?", [(own,) for own in keys])
    return crowded


def _put_in(store: Store, new: Mapping[int, StoryKeys]) -> None:
    """Add reports to the index of keys, without candidates."""
    store.run_many(
        "INSERT INTO story_keys (item, keys, candidates) VALUES (?, ?, x'')",
        [(own, keys_to_bytes(keys)) for own, keys in new.items()],
    )
    store.run_many(
        "INSERT INTO story_terms (term, day, item) VALUES (?, ?, ?)",
        sorted((term, keys.day or 0, own) for own, keys in new.items() for term in keys.keys),
    )


def _sharing(store: Store, own: int, keys: StoryKeys) -> list[_Sharing]:
    """List the other reports that share enough keys with one."""
    weighed: list[Value] = [value for term in keys.keys for value in (term, idf_of(term))]
    if not weighed:
        return []
    # No day lies between 1 and 0.
    days = (1, 0) if keys.day is None else (max(keys.day - NEAR_DAYS, 1), keys.day + NEAR_DAYS)
    sql = _SHARING.format(values=", ".join(["(?, ?)"] * len(keys.keys)))
    return list(map(_Sharing._make, store.each(sql, [*weighed, *days, own])))


def _compare(
    store: Store,
    new: Collection[int],
    gone: Collection[int],
    before: Mapping[int, list[RankedCandidate]],
    now: Mapping[int, list[RankedCandidate]],
) -> ChangedPairs:
    """Find the pairs that some list of candidates has and none had, and those that none has any more."""
    added, removed = set(), set()

    def is_in(lists: Mapping[int, list[RankedCandidate]], other: int, candidate: RankedCandidate) -> bool:
        return candidate in (lists[other] if other in lists else read_candidates(store, other))

    for own, candidates in now.items():
        old = [candidate for candidate in before.get(own, ()) if candidate[1] not in gone]
        for rarity, other in set(candidates).difference(old):
            if own in new or other in new or not is_in(before, other, (rarity, own)):
                added.add((min(own, other), max(own, other)))
        for rarity, other in set(old).difference(candidates):
            if not is_in(now, other, (rarity, own)):
                removed.add((min(own, other), max(own, other)))
    return ChangedPairs(sorted(added), sorted(removed))


def _write(store: Store, now: Mapping[int, list[RankedCandidate]]) -> None:
    store.run_many(
        "UPDATE story_keys SET candidates = ? WHERE item = ?",
        [(candidates_to_bytes(candidates), own) for own, candidates in sorted(now.items())],
    )
    bars = {own: -found[-1][0] if len(found) == MOST_CANDIDATES else 0 for own, found in now.items()}
    store.run_many("UPDATE stories SET bar = ? WHERE item = ?", [(bar, own) for own, bar in sorted(bars.items())])
