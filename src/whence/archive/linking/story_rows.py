"""What an archive stores of a report to compare it by: its keys, and the reports that share the rarest of them."""

import json
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from whence.archive.storage.id_numbers import hexadecimal, json_numbers
from whence.archive.storage.store import Store
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_scores import PlacedKeys, StoryScorer, WeighedReport

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

_MOST_REMEMBERED = 16_384
"""Reports that are cached as they are compared, 2 kB each, for linkings of few reports that follow each other."""
_COMPRESSION = 1
"""Higher levels save a tenth of the bytes and take three times as long."""


def keys_to_bytes(keys: StoryKeys) -> bytes:
    """Write a report's keys as bytes, without its id."""
    told = [
        [at for at, term in enumerate(keys.terms) if term in terms] for terms in (keys.names, keys.headline, keys.lead)
    ]
    row = [keys.day, keys.terms, list(keys.weights), *told, sorted(keys.days), sorted(keys.event_days)]
    return zlib.compress(json.dumps(row, separators=(",", ":")).encode(), _COMPRESSION)


def read_keys(store: Store, item: int) -> StoryKeys:
    """Read a report's keys; their id is the report's number, in 16 hexadecimal digits."""
    ((stored,),) = store.rows("SELECT keys FROM story_keys WHERE item = ?", (item,))
    return _keys_from_bytes(hexadecimal(item), bytes(stored))


@cache
def open_scorer() -> StoryScorer:
    """Open the scorer of this process, which knows all terms that were compared before."""
    return StoryScorer()


def read_weighed(store: Store, items: Iterable[int]) -> Iterator[tuple[int, WeighedReport]]:
    """Read what each of some reports is compared by, ready for the scorer of this process."""
    sql = "SELECT item, keys FROM json_each(?) CROSS JOIN story_keys ON item = value"
    for item, stored in store.each(sql, (json_numbers(items),)):
        yield item, _weighed_from_bytes(hexadecimal(item), bytes(stored))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _weighed_from_bytes(own: str, stored: bytes) -> WeighedReport:
    return open_scorer().weigh(PlacedKeys(own, *json.loads(zlib.decompress(stored))))


def _keys_from_bytes(own: str, stored: bytes) -> StoryKeys:
    day, terms, weights, names, headline, lead, days, event_days = json.loads(zlib.decompress(stored))
    return StoryKeys(
        id=own,
        day=day,
        terms=tuple(terms),
        weights=bytes(weights),
        names=frozenset(terms[at] for at in names),
        headline=frozenset(terms[at] for at in headline),
        lead=frozenset(terms[at] for at in lead),
        days=frozenset(days),
        event_days=frozenset(event_days),
    )


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
