"""Rows of the named sources in an archive, as they are written and read again."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from whence.archive.linking.items import hexadecimal
from whence.archive.storage.store import Row, Store
from whence.linking.people.kept_sources import (
    SourcePlace,
    number_of_portrait,
    pack_places,
    pack_source,
    place_of_source,
    unpack_source,
)
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.portraits import MOST_MEMBERS, Member, place_sources

__all__ = [
    "delete_report",
    "earliest_of",
    "earliest_sources",
    "insert_report",
    "members_of",
    "members_of_story",
    "sources_of",
]

_SOURCE = "item, source, named_sources.key, named_sources.day, told, places"
_MEMBER = f"{_SOURCE}, story, portrait"
_BESIDE = "(SELECT group_concat(portrait) FROM named_sources AS others WHERE others.item = named_sources.item)"
_EARLIEST = """
SELECT {columns} FROM named_sources JOIN naming_reports USING (item)
WHERE portrait = ? ORDER BY named_sources.day, named_sources.key LIMIT ?
"""


def insert_report(
    store: Store, item: int, sources: Sequence[NamedSource], *, story: int
) -> list[tuple[int, SourcePlace, bool]]:
    """Write the sources of a report; who they are is found out later.

    Returns:
        The portrait of each, its place in it, and whether it is bound to the story.
    """
    if not sources:
        return []
    members = place_sources(sources, hexadecimal(story))
    places = pack_places(sources[0])
    store.run("INSERT INTO naming_reports VALUES (?, ?, ?)", (item, story, places))
    rows = [
        (number_of_portrait(member.portrait), place_of_source(member.source), member.is_bound, member.source)
        for member in members
    ]
    store.run_many(
        "INSERT INTO named_sources VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            # Until its person is known, the portrait stands for it.
            (item, source.id.rpartition("/")[2], key, day, portrait, portrait, pack_source(source))
            for portrait, (day, key), _, source in rows
        ],
    )
    return [(portrait, place, is_bound) for portrait, place, is_bound, _ in rows]


def delete_report(store: Store, item: int) -> list[tuple[int, SourcePlace, int]]:
    """Delete the sources of a report.

    Returns:
        The portrait of each, its place in it, and its person.
    """
    rows = store.rows("SELECT portrait, day, key, person FROM named_sources WHERE item = ?", (item,))
    store.run("DELETE FROM named_sources WHERE item = ?", (item,))
    store.run("DELETE FROM naming_reports WHERE item = ?", (item,))
    return [(portrait, (day, key), person) for portrait, day, key, person in rows]


def sources_of(store: Store, item: int) -> list[NamedSource]:
    """Read the sources of a report."""
    rows = store.each(f"SELECT {_SOURCE} FROM named_sources JOIN naming_reports USING (item) WHERE item = ?", (item,))
    return [_source(row) for row in rows]


def earliest_of(store: Store, portrait: int) -> list[SourcePlace]:
    """List the members of a portrait that it is drawn from."""
    sql = "SELECT day, key FROM named_sources WHERE portrait = ? ORDER BY day, key LIMIT ?"
    return [(day, key) for day, key in store.rows(sql, (portrait, MOST_MEMBERS))]


def earliest_sources(store: Store, portrait: int, *, most: int) -> list[NamedSource]:
    """Read the earliest members of a portrait."""
    return [_source(row) for row in store.rows(_EARLIEST.format(columns=_SOURCE), (portrait, most))]


def members_of(store: Store, portrait: int) -> list[Member]:
    """Read the members of a portrait that it is drawn from; it is not bound to a story."""
    rows = store.rows(_EARLIEST.format(columns=f"{_MEMBER}, {_BESIDE}"), (portrait, MOST_MEMBERS))
    return [_member(row, _portraits(row[8]), is_bound=False) for row in rows]


def members_of_story(store: Store, story: int) -> list[Member]:
    """Read the sources of all reports on a story."""
    sql = (
        f"SELECT {_MEMBER}, is_bound FROM naming_reports CROSS JOIN named_sources USING (item)"
        " CROSS JOIN portraits USING (portrait) WHERE story = ?"
    )
    rows = store.rows(sql, (story,))
    beside: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        beside[row[0]].add(hexadecimal(row[7]))
    return [_member(row, frozenset(beside[row[0]]), is_bound=bool(row[8])) for row in rows]


@lru_cache(maxsize=4096)
def _portraits(numbers: str) -> frozenset[str]:
    """Unpack the portraits of a report's sources."""
    return frozenset(hexadecimal(int(number)) for number in numbers.split(","))


def _member(row: Row, beside: frozenset[str], *, is_bound: bool) -> Member:
    return Member(_source(row), hexadecimal(row[6]), hexadecimal(row[7]), is_bound, beside)


def _source(row: Row) -> NamedSource:
    item, source, key, day, told, places = row[:6]
    return unpack_source(item, source, (day, key), told, places)
