"""The index of keys, in memory for as long as a linking lasts: which reports share how much with one.

It is read from the archive key by key, when a key is first looked up, and holds what the tables hold from then on.
"""

from array import array
from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.linking.candidate_lists import NO_PAIRS, CandidateLists, ListedPairs
from whence.archive.linking.report_slots import ReportSlots, Slots, enlarged
from whence.archive.linking.story_rows import open_scorer, read_weighed
from whence.archive.storage.store import Store
from whence.linking.stories.key_sharing import best_of, slots_sharing
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_scores import WeighedReport

__all__ = ["Sharing", "StoryIndex"]

_MOST_WEIGHED = 100_000
"""Reports that are kept ready to be compared, 1.5 kB each."""


class Sharing(NamedTuple):
    """The reports that share enough keys with one."""

    slots: Slots
    numbers: npt.NDArray[np.int64]
    rarities: npt.NDArray[np.int64]
    """Summed weight of the keys that are shared."""

    def best(self, slot: int, most: int) -> ListedPairs:
        """Pair the one, given by its slot, with those that share the rarest keys, the best first."""
        best = best_of(self.rarities, self.numbers, most)
        return ListedPairs(np.full(len(best), slot), self.slots[best], self.rarities[best])


class StoryIndex:
    """Which reports have a key, which are candidates of each other, and what they are compared by.

    Args:
        store: The archive's file. Nobody else may write to it while the index is in use.
    """

    def __init__(self, store: Store) -> None:
        self.slots = ReportSlots()
        self.lists = CandidateLists(store, self.slots)
        self._store = store
        self._weighed: dict[int, WeighedReport] = {}
        self._days = np.zeros(0, np.int64)
        """The day of the report in each slot; 0 if it has none, or if none of its keys was looked up."""
        self._holders: dict[str, array[int]] = {}
        """The slots of the reports that have a key."""

    def add(self, new: Mapping[int, StoryKeys]) -> None:
        """Add reports, which the table of stories has already, and which have no candidates yet."""
        for own, slot, keys in zip(new, self._slots_of(new), new.values(), strict=True):
            self._remember(own, open_scorer().weigh(keys))
            self._days[slot] = keys.day or 0
            self.lists.put(slot, NO_PAIRS)
            for term in keys.keys:
                if term in self._holders:
                    self._holders[term].append(slot)
        self._store.run_many(
            "INSERT INTO story_terms (term, day, item) VALUES (?, ?, ?)",
            sorted((term, keys.day or 0, own) for own, keys in new.items() for term in keys.keys),
        )

    def remove(self, gone: Mapping[int, StoryKeys]) -> None:
        """Remove reports."""
        for own, keys in gone.items():
            self.slots.forget(own)
            self._weighed.pop(own, None)
            for term in keys.keys:
                self._holders.pop(term, None)
        self._store.run_many(
            "DELETE FROM story_terms WHERE term = ? AND day = ? AND item = ?",
            [(term, keys.day or 0, own) for own, keys in gone.items() for term in keys.keys],
        )

    def near(self, sharing: Sharing) -> Sharing:
        """Keep those of whose candidates the one may be."""
        is_near = sharing.rarities >= self.lists.bars_of(sharing.slots)
        return Sharing(*(column[is_near] for column in sharing))

    def sharing(self, own: int, keys: StoryKeys) -> Sharing:
        """Find the other reports that share enough keys with one."""
        held = [np.frombuffer(self._held(term), np.int32) for term in keys.keys]
        found, rarities = slots_sharing(keys.keys, held, self._days[: len(self.slots)], keys.day)
        numbers = self.slots.numbers[found]
        is_other = numbers != own
        return Sharing(found[is_other], numbers[is_other], rarities[is_other])

    def score(self, compared: Mapping[int, Collection[int]], *, least: int) -> list[list[int]]:
        """Compute how likely reports are on one story with each of some others, in millionths; 0 if below a score."""
        lacking = set(compared).union(*compared.values()) - self._weighed.keys()
        found = dict(read_weighed(self._store, lacking)) if lacking else {}
        for own, weighed in found.items():
            self._remember(own, weighed)
        known = {**found, **self._weighed}
        return open_scorer().score_each(
            ((known[own], [known[other] for other in others]) for own, others in compared.items()), least=least
        )

    def _remember(self, own: int, weighed: WeighedReport) -> None:
        self._weighed[own] = weighed
        if len(self._weighed) > _MOST_WEIGHED:
            del self._weighed[next(iter(self._weighed))]

    def _held(self, term: str) -> "array[int]":
        held = self._holders.get(term)
        if held is None:
            rows = self._store.rows("SELECT item, day FROM story_terms WHERE term = ?", (term,))
            items, days = zip(*rows, strict=True) if rows else ((), ())
            held = self._holders[term] = array("i", self._slots_of(items))
            self._days[held] = days
        return held

    def _slots_of(self, items: Collection[int]) -> list[int]:
        slots = self.slots.of(items)
        self._days = enlarged(self._days, len(self.slots), 0)
        return slots
