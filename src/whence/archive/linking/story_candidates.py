"""The candidates of reports in an archive, kept up to date while reports come and go.

What is stored is what `whence.linking.stories.story_pairs.find_candidates` finds among all reports at hand. The
index of keys tells which reports share how much with one, and only those lists of candidates are opened that change.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from whence.archive.linking.candidate_lists import CandidateLists, ListedPairs, join_pairs
from whence.archive.linking.story_index import StoryIndex
from whence.archive.linking.story_rows import RankedCandidate, keys_to_bytes, read_candidates, read_keys
from whence.archive.storage.store import Store
from whence.linking.stories.story_keys import StoryKeys

__all__ = ["ChangedPairs", "update_candidates"]

_Lists: TypeAlias = dict[int, list[RankedCandidate]]
"""The candidates of reports, the best of each first."""


@dataclass(frozen=True, slots=True)
class ChangedPairs:
    """Pairs of reports, the lower number first, beside those of reports that are gone."""

    added: list[tuple[int, int]]
    """Pairs that are to be compared."""
    removed: list[tuple[int, int]]
    """Pairs of reports that are still there, which are compared no more."""


def update_candidates(
    store: Store, index: StoryIndex, new: Mapping[int, StoryKeys], gone: Collection[int]
) -> ChangedPairs:
    """Bring the candidates up to date. Call only within a transaction, once `stories` has rows of the new reports.

    Args:
        store: The archive's file.
        index: The index of keys.
        new: The keys of the reports to link, by their numbers.
        gone: Numbers of the reports that are no more, or are linked anew.
    """
    before, lists = _take_out(store, index, gone), index.lists
    whole = {**{own: read_keys(store, own) for own in before}, **new}
    _put_in(store, index, new)
    slots = index.slots.of(whole)
    best, arriving = [], []
    for slot, (own, keys) in zip(slots, whole.items(), strict=True):
        sharing = index.sharing(own, keys)
        best.append(sharing.best(slot, lists.most))
        if own in new:
            near = index.near(sharing)
            arriving.append(ListedPairs(near.slots, np.full(len(near.slots), slot), near.rarities))
    gained, lost = _replace(lists, slots, [before.get(own, []) for own in whole], best)
    coming = join_pairs(arriving)
    more_gained, more_lost = lists.merge(coming.chosen(~np.isin(coming.owners, slots)))
    gained, lost = join_pairs([gained, more_gained]), join_pairs([lost, more_lost])
    lists.write(np.union1d(slots, more_gained.owners).astype(np.int64))
    fresh = np.array(index.slots.of(new), np.int64)
    is_known = ~np.isin(gained.owners, fresh) & ~np.isin(gained.others, fresh)
    is_known[is_known] = _were_held(lists, gained.turned.chosen(is_known), gained, lost)
    return ChangedPairs(
        _in_order(index, gained.chosen(~is_known)), _in_order(index, lost.chosen(~lists.hold(lost.turned)))
    )


def _replace(
    lists: CandidateLists, slots: Collection[int], before: Collection[list[RankedCandidate]], best: list[ListedPairs]
) -> tuple[ListedPairs, ListedPairs]:
    """Replace whole lists, and tell which pairs are new in one, and which are no more."""
    was = join_pairs([lists.pairs_of(slot, found) for slot, found in zip(slots, before, strict=True) if found])
    for slot, found in zip(slots, best, strict=True):
        lists.put(slot, found)
    now = join_pairs(best)
    return now.chosen(~now.among(was)), was.chosen(~was.among(now))


def _were_held(
    lists: CandidateLists, pairs: ListedPairs, gained: ListedPairs, lost: ListedPairs
) -> npt.NDArray[np.bool_]:
    """Tell which pairs were in the lists before these changed."""
    return (lists.hold(pairs) & ~pairs.among(gained)) | pairs.among(lost)


def _in_order(index: StoryIndex, pairs: ListedPairs) -> list[tuple[int, int]]:
    ends = index.slots.numbers[np.array([pairs.owners, pairs.others], np.int64)]
    return sorted(set(zip(ends.min(0).tolist(), ends.max(0).tolist(), strict=True)))


def _take_out(store: Store, index: StoryIndex, gone: Collection[int]) -> _Lists:
    """Remove reports from the index of keys, and list the other candidates of those whose candidates they were."""
    keys = {own: read_keys(store, own) for own in sorted(gone)}
    leaving: _Lists = defaultdict(list)
    for own, found in keys.items():
        near = index.near(index.sharing(own, found))
        for other, rarity in zip(near.numbers.tolist(), (-near.rarities).tolist(), strict=True):
            if other not in gone:
                leaving[other].append((rarity, own))
    index.remove(keys)
    store.run_many("DELETE FROM story_keys WHERE item = ?", [(own,) for own in keys])
    lists = read_candidates(store, leaving)
    return {
        own: [one for one in found if one[1] not in gone]
        for own, found in lists.items()
        if not set(leaving[own]).isdisjoint(found)
    }


def _put_in(store: Store, index: StoryIndex, new: Mapping[int, StoryKeys]) -> None:
    """Add reports to the index of keys, without candidates."""
    store.run_many(
        "INSERT INTO story_keys (item, keys, candidates) VALUES (?, ?, x'')",
        [(own, keys_to_bytes(keys)) for own, keys in new.items()],
    )
    index.add(new)
