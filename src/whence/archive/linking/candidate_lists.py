"""The candidates of reports in memory, for as long as a linking lasts, and what each list of them reaches.

Reports go by their slots. A candidate is one number: the best of several is the least, and so the first of a list.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.linking.report_slots import ReportSlots, Slots, enlarged
from whence.archive.linking.story_rows import (
    RankedCandidate,
    candidates_to_bytes,
    read_bars,
    stored_candidates,
)
from whence.archive.storage.store import Store
from whence.linking.stories.story_pairs import MOST_CANDIDATES

__all__ = ["NO_PAIRS", "CandidateLists", "ListedPairs", "join_pairs"]

_Numbers = npt.NDArray[np.int64]

_RARITY_AT, _SLOT = 32, (1 << 32) - 1
"""Where a candidate's rarity begins, in bits, after its slot."""
_HIGHEST = 1 << 20
"""More than any summed rarity, which is written as what it lacks of this."""
_NONE = 1 << 62
"""Stands for no candidate, behind all others."""
_UNKNOWN = -1
_TOGETHER = 2048
"""Lists that are sorted at once, for the sake of memory."""


class ListedPairs(NamedTuple):
    """Pairs of a report and one of its candidates."""

    owners: Slots
    others: Slots
    rarities: _Numbers
    """Summed weight of the keys that both share."""

    def chosen(self, which: npt.NDArray[np.bool_]) -> "ListedPairs":
        """Keep some of them."""
        return ListedPairs(*(column[which] for column in self))

    @property
    def turned(self) -> "ListedPairs":
        """The same pairs, each as one of the candidate's list."""
        return ListedPairs(self.others, self.owners, self.rarities)

    def among(self, pairs: "ListedPairs") -> npt.NDArray[np.bool_]:
        """Tell which are among others, whatever their rarities."""
        own, other = (one.owners << _RARITY_AT | one.others for one in (self, pairs))
        if not len(other):
            return np.zeros(len(own), np.bool_)
        ranked = np.sort(other)  # which takes a third of the time of np.isin
        found: npt.NDArray[np.bool_] = ranked[np.minimum(np.searchsorted(ranked, own), len(ranked) - 1)] == own
        return found


NO_PAIRS = ListedPairs(*(np.zeros(0, np.int64) for _ in ListedPairs._fields))


def join_pairs(pairs: list[ListedPairs]) -> ListedPairs:
    """Join several lists of pairs."""
    return ListedPairs(*map(np.concatenate, zip(NO_PAIRS, *pairs, strict=True)))


class CandidateLists:
    """The candidates of reports, at most `MOST_CANDIDATES` each, and the rarity that a report must share to be one.

    Args:
        store: The archive's file. Lists are read from it when they are first looked up.
        slots: The slots of its reports.
    """

    def __init__(self, store: Store, slots: ReportSlots) -> None:
        self.most = MOST_CANDIDATES
        self._store = store
        self._slots = slots
        self._lists = np.zeros((0, self.most), np.int64)
        self._rows = np.zeros(0, np.int64)
        """Where the list of the report in each slot is; -1 if it was not looked up."""
        self._count = 0
        self._bars = np.zeros(0, np.int64)

    def bars_of(self, slots: Slots) -> _Numbers:
        """Look up the rarity that a report must share with each to be among its candidates; 0 while there is room."""
        self._make_room()
        unknown = slots[self._bars[slots] == _UNKNOWN]
        if len(unknown):
            rows = read_bars(self._store, self._slots.numbers[unknown].tolist())
            self._bars[self._slots.of([row[0] for row in rows])] = [row[1] for row in rows]
        return self._bars[slots]

    def may_be_listed(self, numbers: _Numbers, rarities: _Numbers) -> npt.NDArray[np.bool_]:
        """Tell which of some reports may be in a list with one: in its own list, or with the one in theirs.

        Args:
            numbers: The numbers of the reports, in order.
            rarities: What each of them shares with the one.
        """
        if len(numbers) <= self.most:
            return np.ones(len(numbers), np.bool_)
        is_listed: npt.NDArray[np.bool_] = rarities >= np.partition(rarities, -self.most)[-self.most]
        bars = np.array(read_bars(self._store, numbers[~is_listed].tolist()), np.int64).reshape(-1, 2)
        at = np.searchsorted(numbers, bars[:, 0])
        is_listed[at[rarities[at] >= bars[:, 1]]] = True
        return is_listed

    def pairs_of(self, slot: int, candidates: list[RankedCandidate]) -> ListedPairs:
        """Pair a report with candidates that are given by their numbers."""
        others = np.array(self._slots.of([number for _, number in candidates]), np.int64)
        rarities = -np.array([rarity for rarity, _ in candidates], np.int64)
        return ListedPairs(np.full(len(others), slot), others, rarities)

    def put(self, slot: int, best: ListedPairs) -> None:
        """Replace the candidates of a report by others, the best first and not too many."""
        (row,) = self._rows_of(np.array([slot]))
        self._lists[row] = _NONE
        self._lists[row, : len(best.others)] = _packed(best)
        self._bars[slot] = best.rarities[-1] if len(best.others) == self.most else 0

    def merge(self, arriving: ListedPairs) -> tuple[ListedPairs, ListedPairs]:
        """Add candidates to lists where they are among the best.

        Returns:
            The pairs that are new in a list, and those that are crowded out.
        """
        self._make_room()
        owners, places, counts = np.unique(arriving.owners, return_inverse=True, return_counts=True)
        self._read(owners)
        # Lists to which as many arrive side by side, so that a few with very many take little room.
        by_count = np.argsort(counts, kind="stable")
        turns = np.empty_like(by_count)
        turns[by_count] = np.arange(len(by_count))
        order = np.argsort(turns[places], kind="stable")
        turns, entries = turns[places][order], _packed(arriving)[order]
        firsts = np.append(0, np.cumsum(counts[by_count]))
        columns = np.arange(len(order)) - firsts[turns]
        by_number = np.argsort(self._slots.numbers)
        ranks = np.empty_like(by_number)
        ranks[by_number] = np.arange(len(by_number))
        changes: tuple[list[ListedPairs], list[ListedPairs]] = ([], [])
        for low in range(0, len(owners), _TOGETHER):
            some = owners[by_count[low : low + _TOGETHER]]
            own = slice(firsts[low], firsts[low + len(some)])
            table = np.full((len(some), self.most + int(counts[by_count[low + len(some) - 1]])), _NONE)
            table[:, : self.most] = self._lists[self._rows[some]]
            table[turns[own] - low, self.most + columns[own]] = entries[own]
            keys = _renumbered(table, ranks)
            best = np.sort(keys, axis=1)[:, : self.most]
            last = best[:, -1:]
            self._lists[self._rows[some]] = _renumbered(best, by_number)
            self._bars[some] = _reached(last[:, 0])
            is_kept = keys <= last
            is_kept[:, : self.most] ^= True
            rows, at = np.nonzero(is_kept & (table != _NONE))
            found = ListedPairs(some[rows], table[rows, at] & _SLOT, _rarities(table[rows, at]))
            for pairs, is_new in zip(changes, (True, False), strict=True):
                pairs.append(found.chosen((at >= self.most) == is_new))
        gained, lost = map(join_pairs, changes)
        return gained, lost

    def hold(self, pairs: ListedPairs) -> npt.NDArray[np.bool_]:
        """Tell which pairs are in the lists; what these reach mostly tells."""
        bars = self.bars_of(pairs.owners)
        held = pairs.rarities > bars
        ties = np.flatnonzero(pairs.rarities == bars)
        self._read(np.unique(pairs.owners[ties]))
        held[ties] = (self._lists[self._rows[pairs.owners[ties]]] == _packed(pairs)[ties, None]).any(1)
        return held

    def write(self, slots: Slots) -> None:
        """Write the lists of reports. Call only within a transaction."""
        numbers = self._slots.numbers
        ordered = slots[np.argsort(numbers[slots])]
        owners = numbers[ordered].tolist()
        self._store.run_many(
            "UPDATE story_candidates SET candidates = ? WHERE item = ?", zip(self._told(ordered), owners, strict=True)
        )
        self._store.run_many(
            "UPDATE stories SET bar = ? WHERE item = ?", zip(self._bars[ordered].tolist(), owners, strict=True)
        )

    def _told(self, slots: Slots) -> Iterator[bytes]:
        """Write lists as bytes."""
        for low in range(0, len(slots), _TOGETHER):
            lists = self._lists[self._rows[slots[low : low + _TOGETHER]]]
            counts = (lists != _NONE).sum(1).tolist()
            told = candidates_to_bytes(_rarities(lists), self._slots.numbers[lists & _SLOT])
            yield from (one[:count].tobytes() for one, count in zip(told, counts, strict=True))

    def _read(self, slots: Slots) -> None:
        self._make_room()
        unread = slots[self._rows[slots] < 0]
        if not len(unread):
            return
        stored = stored_candidates(self._store, self._slots.numbers[unread].tolist())
        counts = np.array(stored.counts, np.int64)
        owners = np.array(self._slots.of(stored.owners), np.int64)
        others = np.array(self._slots.of(stored.others.tolist()), np.int64)
        rows = self._rows_of(unread)
        self._lists[rows] = _NONE
        columns = np.arange(len(others)) - np.repeat(np.cumsum(counts) - counts, counts)
        listed = ListedPairs(np.repeat(owners, counts), others, stored.rarities)
        self._lists[self._rows[listed.owners], columns] = _packed(listed)
        self._bars[unread] = _reached(self._lists[rows, -1])

    def _rows_of(self, slots: Slots) -> Slots:
        """Find where the lists of reports are, and make room for those that are looked up for the first time."""
        self._make_room()
        unread = slots[self._rows[slots] < 0]
        self._rows[unread] = np.arange(self._count, self._count + len(unread))
        self._count += len(unread)
        self._lists = enlarged(self._lists, self._count, _NONE)
        return self._rows[slots]

    def _make_room(self) -> None:
        size = len(self._slots)
        if len(self._bars) < size:
            self._rows = enlarged(self._rows, size, -1)
            self._bars = enlarged(self._bars, size, _UNKNOWN)


def _reached(lasts: _Numbers) -> _Numbers:
    """Tell what lists reach by their last candidates; 0 while there is room."""
    return np.where(lasts == _NONE, 0, _rarities(lasts))


def _packed(pairs: ListedPairs) -> _Numbers:
    return (_HIGHEST - pairs.rarities) << _RARITY_AT | pairs.others


def _rarities(entries: _Numbers) -> _Numbers:
    return _HIGHEST - (entries >> _RARITY_AT)


def _renumbered(entries: _Numbers, numbers: _Numbers) -> _Numbers:
    """Give candidates other numbers than their slots, so that they sort by these."""
    return np.where(entries == _NONE, _NONE, entries & ~_SLOT | numbers[entries & _SLOT])
