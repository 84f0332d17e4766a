"""The keys of a report in bytes, and read again: as they are, or ready to be compared."""

import json
import zlib
from functools import cache, lru_cache

from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_scores import PlacedKeys, StoryScorer, WeighedReport

__all__ = ["keys_from_bytes", "keys_to_bytes", "open_scorer", "weighed_from_bytes"]

_MOST_REMEMBERED = 16_384
"""Reports that are cached as they are compared, 2 kB each, for comparisons that follow each other."""
_COMPRESSION = 1
"""Higher levels save a tenth of the bytes and take three times as long."""


def keys_to_bytes(keys: StoryKeys) -> bytes:
    """Write a report's keys as bytes, without its id."""
    told = [
        [at for at, term in enumerate(keys.terms) if term in terms] for terms in (keys.names, keys.headline, keys.lead)
    ]
    row = [keys.day, keys.terms, list(keys.weights), *told, sorted(keys.days), sorted(keys.event_days)]
    return zlib.compress(json.dumps(row, separators=(",", ":")).encode(), _COMPRESSION)


@cache
def open_scorer() -> StoryScorer:
    """Open the scorer of this process, which knows all terms that were compared before."""
    return StoryScorer()


@lru_cache(maxsize=_MOST_REMEMBERED)
def weighed_from_bytes(own: str, stored: bytes) -> WeighedReport:
    """Make what a report is compared by, ready for the scorer of this process, of the result of `keys_to_bytes`."""
    return open_scorer().weigh(PlacedKeys(own, *json.loads(zlib.decompress(stored))))


def keys_from_bytes(own: str, stored: bytes) -> StoryKeys:
    """Make the keys of a report, under an id, of the result of `keys_to_bytes`."""
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
