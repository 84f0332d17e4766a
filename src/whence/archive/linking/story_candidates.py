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
from whence.archive.linking.story_rows import RankedCandidate, read_candidates, read_weighed
from whence.archive.storage.id_numbers import hexadecimal
from whence.archive.storage.store import Store
from whence.linking.stories.weighed_reports import WeighedReport, weighed_from_bytes

__all__ = ["ChangedPairs", "update_candidates"]

_Lists: TypeAlias = dict[int, list[RankedCandidate]]
"""The candidates of reports, the best of each first."""


@dataclass(frozen=True, slots=True)
class ChangedPairs:
    """Pairs of reports, the lower number first, beside those of reports that are gone."""

    added: npt.NDArray[np.int64]
    """(pairs, 2) Pairs that are to be compared."""
    removed: npt.NDArray[np.int64]
    """(pairs, 2) Pairs of reports that are still there, which are compared no more."""


def update_candidates(store: Store, index: StoryIndex, new: Mapping[int, bytes], gone: Collection[int]) -> ChangedPairs:
    """Bring the candidates up to date. Call only within a transaction, once `stories` has rows of the new reports.

    Args:
        store: The archive's file.
        index: The index of keys.
        new: What the reports to link are compared by, as `weighed_to_bytes` writes it, by their numbers.
        gone: Numbers of the reports that are no more, or are linked anew.
    """
    before, lists = _take_out(store, index, gone), index.lists
    whole = {**dict(read_weighed(store, before)), **_put_in(store, index, new)}
    slots = index.slots.of(whole)
    best, arriving = [], []
    for slot, own, sharing in zip(slots, whole, index.sharing(whole), strict=True):
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


def _in_order(index: StoryIndex, pairs: ListedPairs) -> npt.NDArray[np.int64]:
    numbers = index.slots.numbers
    first, second = np.sort((numbers[pairs.owners], numbers[pairs.others]), axis=0)
    order = np.lexsort((second, first))
    ends = np.stack((first, second), axis=1)[order]
    is_new = np.ones(len(ends), np.bool_)
    is_new[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    found: npt.NDArray[np.int64] = ends[is_new]
    return found


def _take_out(store: Store, index: StoryIndex, gone: Collection[int]) -> _Lists:
    """Remove reports from the index of keys, and list the other candidates of those whose candidates they were."""
    if not gone:
        return {}
    keys = dict(read_weighed(store, gone))
    leaving: _Lists = defaultdict(list)
    for own, sharing in zip(keys, index.sharing(keys), strict=True):
        near = index.near(sharing)
        for other, rarity in zip(near.numbers.tolist(), (-near.rarities).tolist(), strict=True):
            if other not in gone:
                leaving[other].append((rarity, own))
    index.remove(keys)
    for table in ("story_keys", "story_candidates"):
        store.run_many(f"DELETE FROM {table} WHERE item = ?", [(own,) for own in keys])
    lists = read_candidates(store, leaving)
    return {
        own: [one for one in found if one[1] not in gone]
        for own, found in lists.items()
        if not set(leaving[own]).isdisjoint(found)
    }


def _put_in(store: Store, index: StoryIndex, new: Mapping[int, bytes]) -> dict[int, WeighedReport]:
    """Add reports to the index of keys, without candidates."""
    store.run_many("INSERT INTO story_keys (item, keys) VALUES (?, ?)", list(new.items()))
    store.run_many("INSERT INTO story_candidates (item, candidates) VALUES (?, x'')", [(own,) for own in new])
    weighed = {own: weighed_from_bytes(hexadecimal(own), told) for own, told in new.items()}
    index.add(weighed)
    return weighed
