"""People, organisations and documents across the reports of an archive, kept up to date.

A report's sources belong to portraits, and what these depend on is noted while reports are linked. At the end of a
linking, `settle_people` brings it up to date, each part once: portraits whose earliest members changed are grouped
anew with all portraits that keys connect with them; if the sources of a story or the groups among them changed, names
that are bound to the story find their bearers anew; and then the persons to whom any of these belong are described
anew. One more report that names somebody as others did changes none of this, however many these are.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from whence.archive.linking.people_rows import delete_report, earliest_of, insert_report, sources_of
from whence.archive.linking.prepared_items import PreparedItem
from whence.archive.storage.store import Store
from whence.linking.people.kept_sources import SourcePlace
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.portraits import MOST_MEMBERS

__all__ = ["update_people"]

_MOST_HEIRS = 64


def update_people(
    store: Store, new: Sequence[PreparedItem], gone: Collection[int], *, regrouped: Collection[int]
) -> None:
    """Write the sources of reports, and note who is to be found out anew. Call only within a transaction.

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
    places: dict[int, list[SourcePlace]] = defaultdict(list)
    stories: set[int] = set()
    for item in sorted(leaving):
        stories.update(row[0] for row in store.rows("SELECT story FROM naming_reports WHERE item = ?", (item,)))
        for portrait, place, person in delete_report(store, item):
            places[portrait].append(place)
            _note_leaving(store, place[1], person)
    bound: set[int] = set()
    for item in sorted(sources):
        story = _story_of(store, item)
        for portrait, place, is_bound in insert_report(store, item, sources[item], story=story):
            places[portrait].append(place)
            bound |= {portrait} if is_bound else set()
            stories.add(story)
    # Not sorted: sources of one report that are settled together find what they share in memory.
    changed = [portrait for portrait, some in places.items() if _is_changed(store, portrait, some)]
    store.run_many(
        "INSERT OR IGNORE INTO unsettled_portraits (portrait, is_bound) VALUES (?, ?)",
        [(portrait, portrait in bound) for portrait in changed],
    )
    store.run_many("INSERT OR IGNORE INTO unsettled_stories VALUES (?)", [(story,) for story in sorted(stories)])
    _name_settled(store, sorted(sources))


def _story_of(store: Store, item: int) -> int:
    row = store.one("SELECT story FROM stories WHERE item = ?", (item,))
    return row[0] if row else item


def _note_leaving(store: Store, key: int, person: int) -> None:
    """Note whose a source was that left, as its key is an id of theirs; if it gave them their number, all of them."""
    sql = "SELECT portrait FROM portraits WHERE person = ? ORDER BY is_bound, day, key, portrait LIMIT ?"
    rows = store.rows(sql, (person, _MOST_HEIRS)) if key == person else []
    values = (key, person, json.dumps([row[0] for row in rows]))
    store.run("INSERT OR IGNORE INTO lost_sources VALUES (?, ?, ?)", values)


def _is_changed(store: Store, portrait: int, places: Iterable[SourcePlace]) -> bool:
    """Check whether members that came or went change what a portrait is drawn from."""
    earliest = earliest_of(store, portrait)
    is_known = store.one("SELECT 1 FROM portraits WHERE portrait = ?", (portrait,)) is not None
    return not (is_known and len(earliest) == MOST_MEMBERS and min(places) > earliest[-1])


def _name_settled(store: Store, items: Iterable[int]) -> None:
    """Give sources their persons, as far as these are known."""
    store.run_many(
        "UPDATE named_sources SET person = portraits.person FROM portraits"
        " WHERE item = ? AND portraits.portrait = named_sources.portrait",
        [(item,) for item in items],
    )
