"""What an archive stores of a report to compare it by: its keys, and the reports that share the rarest of them."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from whence.archive.storage.id_numbers import hexadecimal, json_numbers
from whence.archive.storage.store import Store
from whence.linking.prepared.story_bytes import keys_from_bytes, keys_to_bytes, open_scorer, weighed_from_bytes
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_scores import WeighedReport

__all__ = [
    "RankedCandidate",
    "keys_to_bytes",
    "open_scorer",
    "read_candidates",
    "read_keys",
    "read_weighed",
    "stored_candidates",
]

RankedCandidate: TypeAlias = tuple[int, int]
"""The rarity that is shared with a candidate, negative, and its number: the best of several is the least."""


def read_keys(store: Store, item: int) -> StoryKeys:
    """Read a report's keys; their id is the report's number, in 16 hexadecimal digits."""
    ((stored,),) = store.rows("SELECT keys FROM story_keys WHERE item = ?", (item,))
    return keys_from_bytes(hexadecimal(item), bytes(stored))


def read_weighed(store: Store, items: Iterable[int]) -> Iterator[tuple[int, WeighedReport]]:
    """Read what each of some reports is compared by, ready for the scorer of this process."""
    sql = "SELECT item, keys FROM json_each(?) CROSS JOIN story_keys ON item = value"
    for item, stored in store.each(sql, (json_numbers(items),)):
        yield item, weighed_from_bytes(hexadecimal(item), bytes(stored))


def stored_candidates(store: Store, items: Iterable[int]) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """Read the candidates of reports, the best of each first: (candidates, 2) their rarities, negative, and numbers."""
    sql = "SELECT item, candidates FROM json_each(?) CROSS JOIN story_keys ON item = value"
    for own, stored in store.each(sql, (json_numbers(items),)):
        yield own, np.frombuffer(bytes(stored), "<i8").astype(np.int64).reshape(-1, 2)


def read_candidates(store: Store, items: Iterable[int]) -> dict[int, list[RankedCandidate]]:
    """Read the candidates of reports, the best of each first."""
    return {
        own: [(rarity, other) for rarity, other in found.tolist()] for own, found in stored_candidates(store, items)
    }
