"""Named sources as they are kept: their numbers, and in JSON what their report says of them."""

import json
from functools import lru_cache

from whence.linking.people.named_sources import NamedSource
from whence.records.id_numbers import hexadecimal, number_of_id

__all__ = ["SourcePlace", "number_of_portrait", "pack_places", "pack_source", "place_of_source", "unpack_source"]

SourcePlace = tuple[int, int]
"""The day and the key of a named source: the earliest first, those without a day last."""
_NO_DAY = 1 << 32
"""Later than any day."""


def number_of_portrait(portrait: str) -> int:
    """Turn the id of a portrait into its number."""
    return number_of_id(f"p:{portrait}")


def place_of_source(source: NamedSource) -> SourcePlace:
    """Find the place of a source among those of a portrait."""
    return _NO_DAY if source.day is None else source.day, number_of_id(f"s:{source.key}")


def pack_source(source: NamedSource) -> str:
    """Write in JSON what a report says of a source, besides its places, which all sources of the report have."""
    told = [
        source.kind,
        source.forms,
        source.roles,
        source.gender,
        sorted(source.description),
        source.country,
    ]
    return json.dumps(told, separators=(",", ":"))


def pack_places(source: NamedSource) -> str:
    """Write the places of a source in JSON."""
    return json.dumps(sorted(source.places))


def unpack_source(item: int, source: str, place: SourcePlace, told: str, places: str) -> NamedSource:
    """Make a named source of what was kept.

    Args:
        item: Number of its report.
        source: Its id in the report's ledger.
        place: Its day and key.
        told: The result of `pack_source`.
        places: The result of `pack_places`.
    """
    kind, forms, roles, gender, description, country = json.loads(told)
    report, (day, key) = hexadecimal(item), place
    return NamedSource(
        id=f"{report}/{source}",
        key=hexadecimal(key),
        report=report,
        day=None if day == _NO_DAY else day,
        kind=kind,
        forms=tuple(forms),
        roles=tuple(roles),
        gender=gender,
        description=frozenset(description),
        country=country,
        places=_places(places),
    )


@lru_cache(maxsize=1024)
def _places(packed: str) -> frozenset[str]:
    """Unpack the places of a report, which all of its sources have."""
    return frozenset(json.loads(packed))
