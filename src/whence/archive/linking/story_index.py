"""The index of keys, in memory for as long as a linking lasts: which reports share how much with one.

It is read from the archive key by key, when a key is first looked up, and holds what the tables hold from then on.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.linking.story_rows import RankedCandidate, open_scorer, read_weighed
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.language.idf import idf_of
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_pairs import FEWEST_KEYS, FEWEST_NEAR_KEYS, NEAR_DAYS
from whence.linking.stories.story_scores import WeighedReport

__all__ = ["Sharing", "StoryIndex"]

_MOST_WEIGHED = 100_000
"""Reports that are kept ready to be compared, 1.5 kB each."""
_ONE_KEY = 1 << 20
"""Stands for one key in a sum of rarities, which are less: so that both are summed at once."""
_UNKNOWN = -1


class Sharing(NamedTuple):
    """The reports that share enough keys with one."""

    items: npt.NDArray[np.int64]
    """Their numbers."""
    rarities: npt.NDArray[np.int64]
    """Summed weight of the keys that are shared."""
    bars: npt.NDArray[np.int64]
    """The rarity that a report must share with each to be among its candidates; 0 while there is room."""

    def best(self, most: int) -> list[RankedCandidate]:
        """List those that share the rarest keys, the best first."""
        enough = np.arange(len(self.items))
        if len(enough) > most:
            least = np.partition(self.rarities, -most)[-most]
            enough = np.flatnonzero(self.rarities >= least)
        best = enough[np.lexsort((self.items[enough], -self.rarities[enough]))[:most]]
        return list(zip((-self.rarities[best]).tolist(), self.items[best].tolist(), strict=True))

    def near(self) -> Iterator[tuple[int, int]]:
        """List those of whose candidates the one may be, and the rarity that both share."""
        is_near = self.rarities >= self.bars
        return zip(self.items[is_near].tolist(), self.rarities[is_near].tolist(), strict=True)


class StoryIndex:
    """Which reports have a key, what their candidates reach, and what they are compared by.

    Args:
        store: The archive's file. Nobody else may write to it while the index is in use.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._weighed: dict[int, WeighedReport] = {}
        self._slots: defaultdict[int, int] = defaultdict(count().__next__)
        """The place of each report in the arrays that follow; a new one for a report that has none."""
        self._items, self._days, self._bars = array("q"), array("q"), array("q")
        self._holders: dict[str, array[int]] = {}
        """The slots of the reports that have a key."""

    def add(self, new: Mapping[int, StoryKeys]) -> None:
        """Add reports, which the table of stories has already, and which have no candidates yet."""
        for own, slot, keys in zip(new, self._slots_of(new), new.values(), strict=True):
            self._remember(own, open_scorer().weigh(keys))
            self._days[slot], self._bars[slot] = keys.day or 0, 0
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
            self._slots.pop(own, None)
            self._weighed.pop(own, None)
            for term in keys.keys:
                self._holders.pop(term, None)
        self._store.run_many(
            "DELETE FROM story_terms WHERE term = ? AND day = ? AND item = ?",
            [(term, keys.day or 0, own) for own, keys in gone.items() for term in keys.keys],
        )

    def sharing(self, own: int, keys: StoryKeys) -> Sharing:
        """Find the other reports that share enough keys with one."""
        held = [(_ONE_KEY + idf_of(term), self._held(term)) for term in keys.keys]
        summed = np.zeros(len(self._items), np.int32)
        for one_key, slots in held:
            summed[np.frombuffer(slots, np.int32)] += one_key  # each report has a key once
        found = np.flatnonzero(summed >= FEWEST_NEAR_KEYS * _ONE_KEY)
        counts, rarities = np.divmod(summed[found].astype(np.int64), _ONE_KEY)
        days, items = (np.frombuffer(one, np.int64)[found] for one in (self._days, self._items))
        is_near = (days > 0) & (np.abs(days - (keys.day or 0)) <= NEAR_DAYS)
        is_enough = (counts >= np.where(is_near, FEWEST_NEAR_KEYS, FEWEST_KEYS)) & (items != own)
        items, rarities, found = items[is_enough], rarities[is_enough], found[is_enough]
        self._read_bars(items[np.frombuffer(self._bars, np.int64)[found] == _UNKNOWN].tolist())
        return Sharing(items, rarities, np.frombuffer(self._bars, np.int64)[found])

    def bars_of(self, items: Collection[int]) -> dict[int, int]:
        """Look up the rarity that a report must share with each to be among its candidates; 0 while there is room."""
        slots = dict(zip(items, self._slots_of(items), strict=True))
        self._read_bars([own for own, slot in slots.items() if self._bars[slot] == _UNKNOWN])
        return {own: self._bars[slot] for own, slot in slots.items()}

    def set_bars(self, bars: Mapping[int, int]) -> None:
        """Change what the candidates of reports reach."""
        for slot, bar in zip(self._slots_of(bars), bars.values(), strict=True):
            self._bars[slot] = bar
        self._store.run_many(
            "UPDATE stories SET bar = ? WHERE item = ?", [(bar, own) for own, bar in sorted(bars.items())]
        )

    def score(self, one: int, others: Iterable[int], *, least: int) -> list[int]:
        """Compute how likely a report is on one story with each of some others, in millionths; 0 if below a score."""
        wanted = [one, *others]
        found = {own: self._weighed[own] for own in wanted if own in self._weighed}
        if len(found) < len(wanted):
            for own, weighed in read_weighed(self._store, set(wanted).difference(found)):
                found[own] = weighed
                self._remember(own, weighed)
        return open_scorer().score(found[one], [found[own] for own in wanted[1:]], least=least)

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
            np.frombuffer(self._days, np.int64)[held] = days
        return held

    def _slots_of(self, items: Collection[int]) -> list[int]:
        """Find the slots of reports, and make them where there is none; their days may be unknown until keys are."""
        before = len(self._slots)
        slots = list(map(self._slots.__getitem__, items))
        if added := len(self._slots) - before:
            self._items.extend(reversed(list(islice(reversed(self._slots), added))))
            self._days.extend([0] * added)
            self._bars.extend([_UNKNOWN] * added)
        return slots

    def _read_bars(self, items: Sequence[int]) -> None:
        sql = "SELECT item, bar FROM json_each(?) CROSS JOIN stories ON item = value"
        for own, bar in self._store.each(sql, (json_numbers(items),)) if items else ():
            self._bars[self._slots[own]] = bar
