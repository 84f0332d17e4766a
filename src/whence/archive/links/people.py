"""People, organisations and documents across the reports of an archive, kept up to date.

A report's sources belong to portraits. If what a portrait is drawn from changes, it is grouped anew with all portraits
that keys connect with it; if the sources of a story or the groups among them change, names that are bound to the story
find their bearers anew; and then the persons to whom any of these belong are described anew. One more report that names
somebody as others did changes none of this, however many these are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from whence.archive.links.items import Item, hexadecimal
from whence.archive.links.people_rows import (
    Place,
    delete_report,
    earliest_of,
    insert_report,
    members_of,
    members_of_story,
    number_of_portrait,
    sources_of,
)
from whence.archive.links.persons import Persons
from whence.archive.storage.store import Store
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people import join_portraits, join_story
from whence.linking.people.portraits import MOST_MEMBERS, Portrait, draw

__all__ = ["update_people"]


def update_people(store: Store, new: Sequence[Item], gone: Collection[int], *, regrouped: Collection[int]) -> None:
    """Bring the people up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.
        regrouped: Reports whose story has other members than before.
    """
    sources: dict[int, Sequence[NamedSource]] = {item.number: item.named_sources for item in new}
    leaving = set(gone)
    for item in set(regrouped) - set(gone) - set(sources):
        if store.one("SELECT 1 FROM naming_reports WHERE item = ? AND story <> ?", (item, _story_of(store, item))):
            leaving.add(item)
            sources[item] = sources_of(store, item)
    persons = Persons(store)
    changes = _Changes()
    for item in sorted(leaving):
        changes.stories.update(row[0] for row in store.rows("SELECT story FROM naming_reports WHERE item = ?", (item,)))
        for portrait, place in delete_report(store, item):
            changes.places[portrait].append(place)
            persons.note_leaving(place[1])
    for item in sorted(sources):
        story = _story_of(store, item)
        for member in insert_report(store, item, sources[item], story=story):
            portrait = number_of_portrait(member.portrait)
            changes.came[portrait] = member.is_bound
            place = store.rows(
                "SELECT day, key FROM named_sources WHERE item = ? AND source = ?",
                (item, member.source.id.rpartition("/")[2]),
            )
            changes.places[portrait] += [(day, key) for day, key in place]
            changes.stories.add(story)
    _redraw(store, changes, persons)
    _regroup(store, changes, persons)
    for story in sorted(changes.stories):
        _find_bearers(store, story, persons)
    persons.update(sorted(sources))


@dataclass(slots=True)
class _Changes:
    """What changed, in the order in which it is found out."""

    places: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """The places of members that came or went, by portrait."""
    came: dict[int, bool] = field(default_factory=dict)
    """The portraits with members that came, and whether they are bound to a story."""
    stories: set[int] = field(default_factory=set)
    """Stories in which names may have other bearers than before."""
    drawn: dict[int, Portrait] = field(default_factory=dict)
    """Portraits that are drawn anew."""
    keys: set[str] = field(default_factory=set)
    """The keys of those that are drawn anew or no more, from before and now."""


def _story_of(store: Store, item: int) -> int:
    row = store.one("SELECT story FROM stories WHERE item = ?", (item,))
    return row[0] if row else item


def _redraw(store: Store, changes: _Changes, persons: Persons) -> None:
    """Bring the rows of portraits up to date, and draw those anew whose earliest members changed."""
    for portrait in sorted(changes.places):
        earliest = earliest_of(store, portrait)
        row = store.one("SELECT is_bound FROM portraits WHERE portrait = ?", (portrait,))
        is_bound = bool(row[0]) if row else changes.came.get(portrait, False)
        if not earliest:
            persons.remove_portrait(portrait)
            changes.keys |= _replace_keys(store, portrait, frozenset())
            continue
        if row and len(earliest) == MOST_MEMBERS and min(changes.places[portrait]) > earliest[-1]:
            continue
        persons.touch(portrait)
        day, key = earliest[0]
        store.run(
            "INSERT INTO portraits VALUES (?1, ?2, ?1, ?1, ?3, ?4)"
            " ON CONFLICT DO UPDATE SET day = excluded.day, key = excluded.key",
            (portrait, is_bound, day, key),
        )
        if not is_bound:
            drawn = changes.drawn[portrait] = draw(members_of(store, portrait))
            changes.keys |= _replace_keys(store, portrait, drawn.keys)


def _replace_keys(store: Store, portrait: int, keys: frozenset[str]) -> frozenset[str]:
    """Write the keys of a portrait, and return them with those that it had."""
    before = frozenset(row[0] for row in store.rows("SELECT key FROM person_keys WHERE portrait = ?", (portrait,)))
    store.run_many(
        "DELETE FROM person_keys WHERE key = ? AND portrait = ?", [(key, portrait) for key in sorted(before - keys)]
    )
    store.run_many("INSERT INTO person_keys VALUES (?, ?)", [(key, portrait) for key in sorted(keys - before)])
    return before | keys


def _regroup(store: Store, changes: _Changes, persons: Persons) -> None:
    """Group all portraits anew that keys connect with those that changed."""
    block = _connected(store, changes.keys, changes.drawn)
    drawn = {
        portrait: changes.drawn.get(portrait) or draw(members_of(store, portrait))
        for portrait in sorted(block)
    }
    sql = "SELECT bearer FROM portraits WHERE portrait = ?"
    before = {portrait: store.rows(sql, (portrait,))[0][0] for portrait in drawn}
    after = {
        number_of_portrait(part): number_of_portrait(parts[0])
        for parts in join_portraits(drawn.values())
        for part in parts
    }
    store.run_many(
        "UPDATE portraits SET bearer = ? WHERE portrait = ?",
        [(bearer, portrait) for portrait, bearer in sorted(after.items()) if bearer != before[portrait]],
    )
    moved = _moved(before, after, {portrait: len(one.beside) for portrait, one in drawn.items()})
    for portrait in sorted(moved):
        changes.stories.update(
            row[0]
            for row in store.rows(
                "SELECT DISTINCT story FROM named_sources JOIN naming_reports USING (item) WHERE portrait = ?",
                (portrait,),
            )
        )
    changed = {*moved, *changes.drawn}
    left, joined = ({groups[portrait] for portrait in changed} for groups in (before, after))
    for portrait in drawn:
        if before[portrait] in left or after[portrait] in joined or before[portrait] not in drawn:
            persons.touch(portrait)


def _connected(store: Store, keys: Collection[str], portraits: Iterable[int]) -> set[int]:
    """Find all portraits that keys connect with these keys and portraits."""
    found, known = set(portraits), set(keys)
    ahead = sorted(known)
    while ahead:
        rows = store.rows("SELECT portrait FROM person_keys WHERE key = ?", (ahead.pop(),))
        for portrait in {row[0] for row in rows} - found:
            found.add(portrait)
            others = {row[0] for row in store.rows("SELECT key FROM person_keys WHERE portrait = ?", (portrait,))}
            ahead += others - known
            known |= others
    return found


def _moved(before: dict[int, int], after: dict[int, int], weights: dict[int, int]) -> set[int]:
    """Find the portraits that changed groups, as few as possible: what stays of a group is the most of it.

    Any two portraits that were in one group and are in two, or the other way round, include one that moved.
    """
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for portrait, group in after.items():
        shared[before[portrait], group] += weights[portrait]
    stays: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if one not in stays and other not in taken:
            stays[one] = other
            taken.add(other)
    return {portrait for portrait, group in after.items() if stays.get(before[portrait]) != group}


def _find_bearers(store: Store, story: int, persons: Persons) -> None:
    """Find out anew whom the names mean that are bound to a story."""
    sql = (
        "SELECT 1 FROM naming_reports CROSS JOIN named_sources USING (item) CROSS JOIN portraits USING (portrait)"
        " WHERE story = ? AND is_bound"
    )
    if not store.one(f"{sql} LIMIT 1", (story,)):
        return
    members = members_of_story(store, story)
    rows = {
        member.portrait: store.rows(
            "SELECT bearer FROM portraits WHERE portrait = ?", (number_of_portrait(member.portrait),)
        )[0][0]
        for member in members
    }
    person_of = {member.portrait: hexadecimal(rows[member.portrait]) for member in members if not member.is_bound}
    for bound, bearer in sorted(join_story(members, person_of).items()):
        before, now = rows[bound], number_of_portrait(bearer)
        if before != now:
            portrait = number_of_portrait(bound)
            store.run("UPDATE portraits SET bearer = ? WHERE portrait = ?", (now, portrait))
            persons.touch(portrait)
            persons.touch(before)
