"""People, organisations and documents over many machines: portraits, who is one, and whom a name means in its story."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from whence.archive.storage.rows import clean
from whence.archive.storage.store import Row
from whence.linking.people.kept_sources import number_of_portrait, unpack_source
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people import (
    MOST_BOUND_DESCRIBED,
    MOST_DESCRIBED,
    MOST_MEMBERS_DESCRIBED,
    describe,
    join_portraits,
    join_story,
)
from whence.linking.people.portraits import MOST_MEMBERS, Member, draw, place_sources
from whence.records.id_numbers import hexadecimal
from whence.scaling.spark.linking.components import find_components
from whence.scaling.spark.linking.rows import Kept, Work, arranged, groups_of, map_rows, summed_up

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["find_people"]

_WHOLE, _TEXT, _TRUTH = pa.int64(), pa.string(), pa.bool_()
_MEMBER = pa.schema([
    ("item", _WHOLE), ("source", _TEXT), ("key", _WHOLE), ("day", _WHOLE), ("told", _TEXT), ("places", _TEXT),
    ("story", _WHOLE), ("portrait", _WHOLE), ("is_bound", _TRUTH), ("beside", pa.list_(_WHOLE)),
])  # fmt: skip
_KEYED = pa.schema([("portrait", _WHOLE), ("telling", _TEXT)])
_BEARER = pa.schema([("portrait", _WHOLE), ("bearer", _WHOLE)])
_PERSON = pa.schema([
    ("root", _WHOLE), ("kind", _TEXT), ("name", _TEXT), ("aliases", pa.list_(_TEXT)), ("roles", pa.list_(_TEXT)),
    ("countries", pa.list_(_TEXT)),
])  # fmt: skip
_OF_MEMBER = tuple(_MEMBER.names)
_RANK = "row_number() OVER (PARTITION BY {} ORDER BY day, key) AS place"


def find_people(work: Work, prepared: Kept, stories: Kept) -> tuple[Kept, Kept]:
    """Find out who the named sources of reports are, as an archive does.

    Returns:
        Who each source is (``item``, ``source``, ``person``), and what is told of each ``person``.
    """
    reports = prepared.read("item", "places", "sources").where("size(sources) > 0").join(stories.read(), "item")
    members = work.keep(map_rows(reports.selectExpr("item", "story", "places", "sources"), _place, _MEMBER), "members")
    telling = members.read("*", _RANK.format("portrait")).where(f"NOT is_bound AND place <= {MOST_MEMBERS}")
    drawn = work.keep(telling.selectExpr(*_OF_MEMBER), "drawn")
    bearers = work.keep(_joined(work, drawn), "bearers")
    bound = _bound(members, bearers)
    known = bearers.read("portrait AS bearer", "bearer AS root")
    roots = bearers.read("portrait", "bearer AS root").union(
        bound.join(known, "bearer", "left").selectExpr("portrait", "coalesce(root, bearer) AS root")
    )
    placed = work.keep(members.read().join(roots, "portrait").selectExpr(*_OF_MEMBER, "root"), "placed-members")
    persons = work.keep(
        summed_up(placed.read(), ("root",), "min_by(key, struct(day, key)) AS person"), "numbered-people"
    )
    entities = placed.read("item", "source", "root").join(persons.read(), "root")
    people = map_rows(_described(placed), _describe, _PERSON).join(persons.read(), "root").drop("root")
    return work.keep(entities.selectExpr("item", "source", "person"), "entities"), work.keep(people, "people")


def _place(rows: Iterator[Row]) -> Iterator[Row]:
    for item, story, places, sources in rows:
        kept = {one["source"]: one for one in sources}
        named = [
            unpack_source(item, one["source"], (one["day"], one["key"]), one["told"], places) for one in kept.values()
        ]
        for member in place_sources(named, hexadecimal(story)):
            own = kept[member.source.id.rpartition("/")[2]]
            beside = sorted(map(number_of_portrait, member.beside))
            portrait = number_of_portrait(member.portrait)
            yield (
                item, own["source"], own["key"], own["day"], own["told"], places, story, portrait, member.is_bound,
                beside,
            )  # fmt: skip


def _member(row: Row) -> Member:
    item, source, key, day, told, places, story, portrait, is_bound, beside = row
    return Member(
        _source(item, source, key, day, told, places),
        hexadecimal(story),
        hexadecimal(portrait),
        is_bound,
        frozenset(map(hexadecimal, beside)),
    )


def _source(item: int, source: str, key: int, day: int, told: str, places: str) -> NamedSource:  # noqa: PLR0913, PLR0917
    return unpack_source(item, source, (day, key), told, places)


def _joined(work: Work, drawn: Kept) -> "DataFrame":
    """Find which portraits are one, among those that keys connect."""
    keyed = work.keep(
        map_rows(arranged(drawn.read("portrait AS own", *_OF_MEMBER), ("own",)), _keys, _KEYED), "person-keys"
    )
    first = keyed.read("portrait", "min(portrait) OVER (PARTITION BY telling) AS first")
    blocks = find_components(work, first, "person-blocks")
    portraits = drawn.read().join(blocks.read("node AS portrait", "component"), "portrait", "left")
    columns = ("coalesce(component, portrait) AS block", *_OF_MEMBER)
    return map_rows(arranged(portraits.selectExpr(*columns), ("block",)), _join, _BEARER)


def _keys(rows: Iterator[Row]) -> Iterator[Row]:
    for (portrait,), members in groups_of(rows):
        yield from ((portrait, clean(key)) for key in sorted(draw(map(_member, members)).keys))


def _by_portrait(members: Iterable[Member]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        found[member.portrait].append(member)
    return found


def _join(rows: Iterator[Row]) -> Iterator[Row]:
    for _, members in groups_of(rows):
        for parts in join_portraits(map(draw, _by_portrait(map(_member, members)).values())):
            numbers = [number_of_portrait(part) for part in parts]
            yield from ((number, numbers[0]) for number in numbers)


def _bound(members: Kept, bearers: Kept) -> "DataFrame":
    """Find whom the names mean that are bound to a story, among all sources of the story."""
    stories = members.read().where("is_bound").selectExpr("story").distinct()
    of_story = members.read().join(stories, "story").join(bearers.read(), "portrait", "left")
    columns = ("story AS own", "bearer", *_OF_MEMBER)
    return map_rows(arranged(of_story.selectExpr(*columns), ("own",)), _bear, _BEARER)


def _bear(rows: Iterator[Row]) -> Iterator[Row]:
    for _, group in groups_of(rows):
        members = [_member(tuple(row)) for _, *row in group]
        person_of = {
            member.portrait: hexadecimal(row[0])
            for row, member in zip(group, members, strict=True)
            if row[0] is not None
        }
        for portrait, bearer in sorted(join_story(members, person_of).items()):
            yield number_of_portrait(portrait), number_of_portrait(bearer)


def _described(placed: Kept) -> "DataFrame":
    """Choose the members by which people are described: of the earliest portraits the earliest."""
    few = placed.read("*", _RANK.format("portrait")).where(f"place <= {MOST_MEMBERS_DESCRIBED}")
    first = "struct(min(struct(day, key)) OVER (PARTITION BY portrait) AS first, portrait) AS standing"
    ranked = few.selectExpr("*", first).selectExpr(
        "*", "dense_rank() OVER (PARTITION BY root, is_bound ORDER BY standing) AS rank"
    )
    chosen = ranked.where(f"rank <= IF(is_bound, {MOST_BOUND_DESCRIBED}, {MOST_DESCRIBED})")
    columns = ("root", "item", "source", "key", "day", "told", "places", "is_bound", "rank", "place")
    return arranged(chosen.selectExpr(*columns), ("root",), ("is_bound", "rank", "place")).drop(*columns[7:])


def _describe(rows: Iterator[Row]) -> Iterator[Row]:
    for (root,), group in groups_of(rows):
        told = describe(_source(*row) for row in group)
        texts = ([clean(text) for text in some] for some in (told.aliases, told.roles, told.countries))
        yield root, told.kind, clean(told.name), *texts
