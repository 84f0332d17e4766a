"""The index of keys, in memory for as long as a linking lasts: which reports share how much with one.

Where many reports are linked, it holds what the tables hold of a key once that was looked up. For a few, it counts what
the tables hold and forgets it.
"""

from array import array
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.linking.candidate_lists import NO_PAIRS, CandidateLists, ListedPairs
from whence.archive.linking.report_slots import ReportSlots, Slots, enlarged
from whence.archive.linking.story_postings import Postings, add_postings, read_postings, remove_postings
from whence.archive.linking.story_rows import read_weighed
from whence.archive.storage.store import Store
from whence.linking.stories.key_sharing import best_of, fewest_keys, slots_sharing
from whence.linking.stories.story_scores import score_each
from whence.linking.stories.weighed_reports import NUMBER_AT, WeighedReport, keys_of, rarities_of

__all__ = ["Sharing", "StoryIndex"]

_MOST_WEIGHED = 100_000
"""Reports that are kept ready to be compared, 1.5 kB each."""
_NO_KEYS = np.zeros(0, np.int64)
_FEW = 4
"""Reports for which the postings of keys are not held in memory."""
_READ_TOGETHER = 1_000
"""Keys whose postings are read at once, for the sake of memory."""
_Numbers = npt.NDArray[np.int64]


class Sharing(NamedTuple):
    """The reports that share enough keys with one."""

    slots: Slots
    numbers: _Numbers
    rarities: _Numbers
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
        self._holders: dict[int, array[int]] = {}
        """The slots of the reports that have a key."""

    def add(self, new: Mapping[int, WeighedReport]) -> None:
        """Add reports, which the table of stories has already, and which have no candidates yet."""
        for own, slot, report in zip(new, self._slots_of(new), new.values(), strict=True):
            self._remember(own, report)
            self._days[slot] = report.day or 0
            self.lists.put(slot, NO_PAIRS)
            for term in _numbers_of(keys_of(report)):
                if term in self._holders:
                    self._holders[term].append(slot)
        add_postings(self._store, _postings_of(new))

    def remove(self, gone: Mapping[int, WeighedReport]) -> None:
        """Remove reports."""
        for own, report in gone.items():
            self.slots.forget(own)
            self._weighed.pop(own, None)
            for term in _numbers_of(keys_of(report)):
                self._holders.pop(term, None)
        remove_postings(self._store, _postings_of(gone))

    def near(self, sharing: Sharing) -> Sharing:
        """Keep those of whose candidates the one may be."""
        is_near = sharing.rarities >= self.lists.bars_of(sharing.slots)
        return Sharing(*(column[is_near] for column in sharing))

    def sharing(self, reports: Mapping[int, WeighedReport]) -> Iterator[Sharing]:
        """Find for each of some reports the others that share enough keys with it."""
        if len(reports) > _FEW:
            self._hold({term for report in reports.values() for term in _numbers_of(keys_of(report))})
        for own, report in reports.items():
            yield self._sharing_held(own, report) if len(reports) > _FEW else self._sharing_stored(own, report)

    def _sharing_held(self, own: int, report: WeighedReport) -> Sharing:
        """Find those that share enough keys with a report by what is held in memory."""
        keys = keys_of(report)
        holders = (np.frombuffer(self._holders[term], np.int64) for term in _numbers_of(keys))
        held = zip(rarities_of(keys).tolist(), holders, strict=True)
        found, rarities = slots_sharing(held, self._days[: len(self.slots)], report.day)
        numbers = self.slots.numbers[found]
        is_other = numbers != own
        return Sharing(found[is_other], numbers[is_other], rarities[is_other])

    def _sharing_stored(self, own: int, report: WeighedReport) -> Sharing:
        """Find the same by what is stored, but those alone that may be in a list of candidates.

        All others get no slots, which would take longer than to count what they share.
        """
        keys = keys_of(report)
        terms, days, items = read_postings(self._store, _numbers_of(keys))
        # Most of what cannot be enough is left out by the last bits of numbers alone.
        places = items & ((1 << (4 * len(items)).bit_length()) - 1)
        is_likely = (np.bincount(places)[places] >= fewest_keys(days, report.day)) & (items != own)
        terms, days, items = terms[is_likely], days[is_likely], items[is_likely]
        order = np.argsort(keys)
        each = rarities_of(keys)[order][np.searchsorted(keys[order] >> NUMBER_AT, terms)]
        numbers, firsts, places = np.unique(items, return_index=True, return_inverse=True)
        rarities = np.bincount(places, each).astype(np.int64)
        is_enough = np.bincount(places) >= fewest_keys(days[firsts], report.day)
        numbers, rarities = numbers[is_enough], rarities[is_enough]
        is_listed = self.lists.may_be_listed(numbers, rarities)
        numbers, rarities = numbers[is_listed], rarities[is_listed]
        return Sharing(np.array(self._slots_of(numbers.tolist()), np.int64), numbers, rarities)

    def score(self, compared: Mapping[int, Collection[int]], *, least: int) -> list[list[int]]:
        """Compute how likely reports are on one story with each of some others, in millionths; 0 if below a score."""
        wanted = set(compared).union(*compared.values())
        known = {own: self._weighed[own] for own in wanted & self._weighed.keys()}
        for own, weighed in read_weighed(self._store, wanted - known.keys()):
            known[own] = weighed
            self._remember(own, weighed)
        return score_each(
            ((known[own], [known[other] for other in others]) for own, others in compared.items()), least=least
        )

    def _remember(self, own: int, weighed: WeighedReport) -> None:
        self._weighed[own] = weighed
        if len(self._weighed) > _MOST_WEIGHED:
            del self._weighed[next(iter(self._weighed))]

    def _hold(self, terms: set[int]) -> None:
        """Read which reports have keys, where that was not done yet."""
        unread = sorted(terms - self._holders.keys())
        self._holders.update((term, array("q")) for term in unread)
        for at in range(0, len(unread), _READ_TOGETHER):
            found = read_postings(self._store, unread[at : at + _READ_TOGETHER])
            slots = np.array(self._slots_of(found.items.tolist()), np.int64)
            self._days[slots] = found.days
            firsts = np.flatnonzero(np.diff(found.terms, prepend=-1))
            for term, held in zip(found.terms[firsts].tolist(), np.split(slots, firsts[1:]), strict=True):
                self._holders[term].frombytes(held.tobytes())

    def _slots_of(self, items: Collection[int]) -> list[int]:
        slots = self.slots.of(items)
        self._days = enlarged(self._days, len(self.slots), 0)
        return slots


def _numbers_of(keys: _Numbers) -> list[int]:
    numbers: list[int] = (keys >> NUMBER_AT).tolist()
    return numbers


def _postings_of(reports: Mapping[int, WeighedReport]) -> Postings:
    keys = [keys_of(report) >> NUMBER_AT for report in reports.values()]
    counts = [len(own) for own in keys]
    days = np.array([report.day or 0 for report in reports.values()], np.int64)
    return Postings(
        np.concatenate([_NO_KEYS, *keys]), np.repeat(days, counts), np.repeat(np.array(list(reports), np.int64), counts)
    )
