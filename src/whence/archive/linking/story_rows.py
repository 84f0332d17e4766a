"""What an archive stores of a report to compare it by: its keys, and the reports that share the rarest of them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from whence.archive.storage.id_numbers import hexadecimal, json_numbers
from whence.archive.storage.store import Store
from whence.linking.stories.weighed_reports import WeighedReport, weighed_from_bytes

__all__ = [
    "RankedCandidate",
    "StoredCandidates",
    "candidates_to_bytes",
    "read_candidates",
    "read_weighed",
    "stored_candidates",
]

RankedCandidate: TypeAlias = tuple[int, int]
"""The rarity that is shared with a candidate, negative, and its number: the best of several is the least."""

_CANDIDATE = np.dtype([("rarity", "<i4"), ("item", "<i8")])


class StoredCandidates(NamedTuple):
    """The candidates of some reports."""

    owners: list[int]
    counts: list[int]
    """How many candidates each has."""
    rarities: npt.NDArray[np.int64]
    others: npt.NDArray[np.int64]
    """The candidates of the first, then those of the second, and so on: their numbers."""


def read_weighed(store: Store, items: Iterable[int]) -> Iterator[tuple[int, WeighedReport]]:
    """Read what each of some reports is compared by; their ids are their numbers, in 16 hexadecimal digits."""
    sql = "SELECT item, keys FROM json_each(?) CROSS JOIN story_keys ON item = value"
    for item, stored in store.rows(sql, (json_numbers(items),)):
        yield item, weighed_from_bytes(hexadecimal(item), bytes(stored))


def read_bars(store: Store, items: Iterable[int]) -> list[tuple[int, int]]:
    """Read what a report must share with each of some others to be among its candidates; those gone are left out."""
    sql = "SELECT item, bar FROM json_each(?) CROSS JOIN stories ON item = value"
    return [(item, bar) for item, bar in store.rows(sql, (json_numbers(items),))]


def candidates_to_bytes(rarities: npt.NDArray[np.int64], numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.void]:
    """Write candidates as they are stored, each as 12 bytes: its rarity, and its number, the lowest byte first."""
    told = np.empty(rarities.shape, _CANDIDATE)
    told["rarity"], told["item"] = rarities, numbers
    return told


def stored_candidates(store: Store, items: Iterable[int]) -> StoredCandidates:
    """Read the candidates of reports, the best of each first."""
    sql = "SELECT item, candidates FROM json_each(?) CROSS JOIN story_candidates ON item = value"
    rows = store.rows(sql, (json_numbers(items),))
    found = np.frombuffer(b"".join([row[1] for row in rows]), _CANDIDATE)
    return StoredCandidates(
        [row[0] for row in rows],
        [len(row[1]) // _CANDIDATE.itemsize for row in rows],
        found["rarity"].astype(np.int64),
        found["item"].astype(np.int64),
    )


def read_candidates(store: Store, items: Iterable[int]) -> dict[int, list[RankedCandidate]]:
    """Read the candidates of reports, the best of each first."""
    owners, counts, rarities, others = stored_candidates(store, items)
    ranked = zip((-rarities).tolist(), others.tolist(), strict=True)
    return {own: list(islice(ranked, count)) for own, count in zip(owners, counts, strict=True)}
