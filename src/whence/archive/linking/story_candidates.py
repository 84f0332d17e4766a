"""The candidates of reports in an archive, kept up to date while reports come and go.

What is stored is what `whence.linking.stories.story_pairs.find_candidates` finds among all reports at hand. The
index of keys tells which reports share how much with one, and only those lists of candidates are opened that change.
"""

from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from whence.archive.linking.story_index import StoryIndex
from whence.archive.linking.story_rows import (
    RankedCandidate,
    candidates_to_bytes,
    keys_to_bytes,
    read_candidates,
    read_keys,
)
from whence.archive.storage.store import Store
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_pairs import MOST_CANDIDATES

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
    before = _take_out(store, index, gone)
    whole = {**{own: read_keys(store, own) for own in before}, **new}
    _put_in(store, index, new)
    now: _Lists = {}
    arriving: _Lists = defaultdict(list)
    for own, keys in sorted(whole.items()):
        sharing = index.sharing(own, keys)
        now[own] = sharing.best(MOST_CANDIDATES)
        for other, rarity in sharing.near() if own in new else ():
            if other not in whole:
                arriving[other].append((-rarity, own))
    gained = [(own, one) for own in whole for one in set(now[own]).difference(before.get(own, ()))]
    lost = [(own, one) for own, found in before.items() for one in set(found).difference(now[own])]
    for own, found in read_candidates(store, arriving).items():
        ranked = sorted([*found, *arriving[own]])
        before[own], now[own], dropped = found, ranked[:MOST_CANDIDATES], ranked[MOST_CANDIDATES:]
        gained += [(own, one) for one in arriving[own] if one not in dropped]
        lost += [(own, one) for one in dropped if one not in arriving[own]]
    index.set_bars({own: -found[-1][0] if len(found) == MOST_CANDIDATES else 0 for own, found in now.items()})
    added = [pair for pair in gained if pair[0] in new or pair[1][1] in new]
    added += _lacking(store, index, [pair for pair in gained if pair[0] not in new and pair[1][1] not in new], before)
    removed = _lacking(store, index, lost, now)
    _write(store, now)
    return ChangedPairs(_in_order(added), _in_order(removed))


def _lacking(
    store: Store, index: StoryIndex, pairs: Collection[tuple[int, RankedCandidate]], lists: _Lists
) -> list[tuple[int, RankedCandidate]]:
    """List those reports and candidates of which the candidate does not have the report among its own.

    Args:
        store: The archive's file.
        index: The index of keys.
        pairs: Reports that are still there, with a candidate each.
        lists: The candidates of those that have changed. Of all others, what these reach mostly tells.
    """
    bars = index.bars_of({other for _, (_, other) in pairs if other not in lists})
    ties = {other for _, (rarity, other) in pairs if other in bars and -rarity == bars[other]}
    held = ChainMap(lists, read_candidates(store, ties))
    return [
        (own, (rarity, other))
        for own, (rarity, other) in pairs
        if ((rarity, own) not in held[other] if other in held else -rarity < bars[other])
    ]


def _in_order(pairs: Iterable[tuple[int, RankedCandidate]]) -> list[tuple[int, int]]:
    return sorted({(min(own, other), max(own, other)) for own, (_, other) in pairs})


def _take_out(store: Store, index: StoryIndex, gone: Collection[int]) -> _Lists:
    """Remove reports from the index of keys, and list the other candidates of those whose candidates they were."""
    keys = {own: read_keys(store, own) for own in sorted(gone)}
    leaving: _Lists = defaultdict(list)
    for own, found in keys.items():
        for other, rarity in index.sharing(own, found).near():
            if other not in gone:
                leaving[other].append((-rarity, own))
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


def _write(store: Store, now: _Lists) -> None:
    store.run_many(
        "UPDATE story_keys SET candidates = ? WHERE item = ?",
        [(candidates_to_bytes(found), own) for own, found in sorted(now.items())],
    )
