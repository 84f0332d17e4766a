"""Postings in the archive: which texts have a key, and which pairs of texts are linked by keys as postings come and go.

`whence.linking.reuse.postings.link_postings` tells which pairs are linked. A posting changes only pairs of its nearest
neighbours under the key, so no more than these are looked up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.reuse.postings import BEFORE, link_postings

__all__ = ["FINGERPRINTS", "QUOTATION_KEYS", "Place", "Posting", "PostingTable", "change_postings"]

Place = tuple[int, ...]
"""Where a text stands in the order of publication: second, number of the report, and, for a quotation, its start."""
Posting = tuple[int, Place]
"""A key, and the place of a text that has it."""

_FEW = 4 * BEFORE
"""Postings of a key that are looked up at once. Of keys with more, the neighbours of what changes are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingTable:
    """A table of postings."""

    name: str
    columns: tuple[str, ...]
    """Those of a place."""

    def near(self, store: Store, changed: Mapping[int, Iterable[Place]]) -> list[Posting]:
        """Find the postings of keys that are linked to some places of theirs, or would be."""
        names, keys = ", ".join(self.columns), json_numbers(changed)
        is_frequent = f"EXISTS (SELECT 1 FROM {self.name} WHERE {self.name}.key = value LIMIT 1 OFFSET {_FEW - 1})"
        few = f"FROM json_each(?) CROSS JOIN {self.name} ON {self.name}.key = value WHERE NOT {is_frequent}"
        found = [(key, tuple(place)) for key, *place in store.each(f"SELECT value, {names} {few}", (keys,))]
        for (key,) in store.rows(f"SELECT value FROM json_each(?) WHERE {is_frequent}", (keys,)):
            found += [(key, place) for place in self._near_of_frequent(store, key, changed[key])]
        return found

    def _near_of_frequent(self, store: Store, key: int, places: Iterable[Place]) -> set[Place]:
        names, marks = ", ".join(self.columns), ", ".join("?" * len(self.columns))
        backward = ", ".join(f"{name} DESC" for name in self.columns)
        select = f"SELECT {names} FROM {self.name} WHERE key = ?"
        found = set(store.rows(f"{select} ORDER BY {names} LIMIT {_FEW}", (key,)))
        for place in places:
            before = f"{select} AND ({names}) < ({marks}) ORDER BY {backward} LIMIT {BEFORE}"
            after = f"{select} AND ({names}) > ({marks}) ORDER BY {names} LIMIT {BEFORE}"
            found.update(store.rows(before, (key, *place)), store.rows(after, (key, *place)))
        return found

    def delete(self, store: Store, postings: Iterable[Posting]) -> None:
        """Delete postings."""
        told = " AND ".join(f"{name} = ?" for name in ("key", *self.columns))
        store.run_many(f"DELETE FROM {self.name} WHERE {told}", sorted((key, *place) for key, place in postings))

    def insert(self, store: Store, postings: Iterable[Posting]) -> None:
        """Insert postings."""
        marks = ", ".join("?" * (1 + len(self.columns)))
        store.run_many(f"INSERT INTO {self.name} VALUES ({marks})", sorted((key, *place) for key, place in postings))


FINGERPRINTS = PostingTable(name="fingerprints", columns=("second", "item"))
QUOTATION_KEYS = PostingTable(name="quotation_keys", columns=("second", "item", "start"))


def change_postings(
    store: Store, table: PostingTable, removed: Sequence[Posting], added: Sequence[Posting]
) -> Iterator[tuple[Place, Place, int]]:
    """Delete and insert postings, and list the pairs of texts whose links change by that.

    Args:
        store: The archive's file.
        table: The table of the postings.
        removed: All postings of the texts that go or change, as they were.
        added: All postings of the texts that come or change, as they are.

    Yields:
        The earlier and the later place, and by how many keys more than before they are linked; fewer if negative. Of
        pairs with a text that comes or changes, by how many keys they are linked; none with a text that goes.
    """
    table.delete(store, removed)
    changed: dict[int, set[Place]] = defaultdict(set)
    for key, place in (*removed, *added):
        changed[key].add(place)
    kept = table.near(store, changed)
    table.insert(store, added)
    # Most keys are those of one text alone, and link none.
    shared = {key for key, places in changed.items() if len(places) > 1} | {key for key, _ in kept}
    removed, added = ([one for one in postings if one[0] in shared] for postings in (removed, added))
    places = sorted({place for _, place in (*removed, *added, *kept)})
    ranks = {place: rank for rank, place in enumerate(places)}
    before, after = (_links([*kept, *others], ranks) for others in (removed, added))
    anew = {ranks[place] for _, place in (*removed, *added)}
    for pair in sorted(before.keys() | after.keys()):
        is_anew = not anew.isdisjoint(pair)
        more = after.get(pair, 0) - (0 if is_anew else before.get(pair, 0))
        if more:
            yield places[pair[0]], places[pair[1]], more


def _links(postings: Sequence[Posting], ranks: dict[Place, int]) -> dict[tuple[int, int], int]:
    """Count the keys by which pairs of places, given by their ranks, are linked.

    Where postings between two looked-up neighbourhoods are left out, pairs across the hole are wrong in the same way
    before and after, as no posting comes or goes there.
    """
    keys = np.array([key for key, _ in postings], dtype=np.int64)
    found = link_postings(keys, np.array([ranks[place] for _, place in postings], dtype=np.int64))
    pairs = zip(found.earlier.tolist(), found.later.tolist(), strict=True)
    return dict(zip(pairs, found.shared.tolist(), strict=True))
