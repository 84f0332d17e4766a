"""Persons in an archive: the portraits that are one, under the number of their earliest member, and what they tell."""

import heapq
import json
from collections.abc import Iterable
from itertools import chain

from whence.archive.linking.items import hexadecimal
from whence.archive.linking.people_rows import earliest_sources
from whence.archive.storage.rows import clean
from whence.archive.storage.store import Store
from whence.linking.people.people import MOST_BOUND_DESCRIBED, MOST_DESCRIBED, MOST_MEMBERS_DESCRIBED, describe

__all__ = ["keep_ids", "settle_persons", "touch"]


def touch(store: Store, portrait: int) -> None:
    """Note that a portrait changed, or the person to whom it belongs."""
    store.run("INSERT OR IGNORE INTO unsettled_people VALUES (?)", (portrait,))


def settle_persons(store: Store, portraits: Iterable[int]) -> None:
    """Find out anew to whom portraits belong, and what is told of these. Call only within a transaction.

    All portraits, groups and bearers must be settled.
    """
    noted = sorted(portraits)
    before: set[int] = set()
    for root in sorted({root for portrait in noted for root in _roots_of(store, portrait)}):
        before |= _settle_person(store, root)
    for person in sorted(before):
        _delete_without_portraits(store, person)
    store.run_many("DELETE FROM unsettled_people WHERE portrait = ?", [(portrait,) for portrait in noted])


def _roots_of(store: Store, portrait: int) -> list[int]:
    """Find the portrait that all portraits of a person share, directly or through their bearer; none if it is gone."""
    sql = (
        "SELECT bearers.bearer FROM portraits JOIN portraits AS bearers ON bearers.portrait = portraits.bearer"
        " WHERE portraits.portrait = ?"
    )
    return [row[0] for row in store.rows(sql, (portrait,))]


def _settle_person(store: Store, root: int) -> set[int]:
    """Write what is told of a person.

    Returns:
        The other persons to whom some of its portraits belonged.
    """
    sql = "SELECT day, key, portrait FROM portraits WHERE bearer = ? AND NOT is_bound ORDER BY 1, 2, 3"
    telling = store.rows(sql, (root,))
    hosts = [row[2] for row in telling] or [root]
    bound = heapq.nsmallest(MOST_BOUND_DESCRIBED, chain.from_iterable(_earliest_bound(store, host) for host in hosts))
    person = min((*telling, *bound))[1]
    told = describe(
        source
        for _, _, portrait in (*telling[:MOST_DESCRIBED], *bound)
        for source in earliest_sources(store, portrait, most=MOST_MEMBERS_DESCRIBED)
    )
    store.run(
        # Replaced, all who cite somebody famous would be counted anew, whatever became of the row.
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind,"
        " name = excluded.name, aliases = excluded.aliases, roles = excluded.roles, countries = excluded.countries",
        (person, told.kind, clean(told.name), *map(_packed, (told.aliases, told.roles, told.countries))),
    )
    # Of all of them, so that somebody famous is written once and not with each batch.
    store.run_many("DELETE FROM unsettled_people WHERE portrait = ?", [(host,) for host in hosts])
    store.run_many(
        "DELETE FROM unsettled_people WHERE portrait IN (SELECT portrait FROM portraits WHERE bearer = ? AND is_bound)",
        [(host,) for host in hosts],
    )
    return {before for host in hosts for before in _rename(store, host, person)}


def _earliest_bound(store: Store, host: int) -> list[tuple[int, int, int]]:
    rows = store.rows(
        "SELECT day, key, portrait FROM portraits WHERE bearer = ? AND is_bound ORDER BY 1, 2, 3 LIMIT ?",
        (host, MOST_BOUND_DESCRIBED),
    )
    return [(day, key, portrait) for day, key, portrait in rows]


def _rename(store: Store, host: int, person: int) -> set[int]:
    """Give a portrait, and those that are bound to a story and mean it, the number of their person."""
    renamed = store.rows(
        "SELECT portrait, person FROM portraits WHERE (portrait = ?1 OR (bearer = ?1 AND is_bound)) AND person <> ?2",
        (host, person),
    )
    values = [(person, portrait) for portrait, _ in renamed]
    store.run_many("UPDATE portraits SET person = ? WHERE portrait = ?", values)
    store.run_many("UPDATE named_sources SET person = ? WHERE portrait = ?", values)
    return {before for _, before in renamed}


def _delete_without_portraits(store: Store, person: int) -> None:
    if not store.one("SELECT 1 FROM portraits WHERE person = ? LIMIT 1", (person,)):
        store.run("DELETE FROM people WHERE person = ?", (person,))


def keep_ids(store: Store) -> None:
    """Keep the ids of sources that are no more, for those with whom they were one. Call only within a transaction.

    Whoever is left by all of its sources is forgotten.
    """
    sql = "SELECT key, person, portraits FROM lost_sources ORDER BY key <> person, key"
    for key, person, portraits in store.rows(sql):
        _delete_without_portraits(store, key)
        if not store.one("SELECT 1 FROM named_sources WHERE key = ?", (key,)):
            heir = _heir(store, json.loads(portraits)) if key == person else person
            if heir is not None and _is_known(store, heir):
                store.run("INSERT OR REPLACE INTO link_aliases VALUES (?, ?)", (f"s:{hexadecimal(key)}", heir))
    store.run("DELETE FROM lost_sources")


def _heir(store: Store, portraits: Iterable[int]) -> int | None:
    """Find the person of the first of these portraits that is still there."""
    sql = "SELECT person FROM portraits WHERE portrait = ?"
    return next((row[0] for portrait in portraits for row in store.rows(sql, (portrait,))), None)


def _is_known(store: Store, number: int) -> bool:
    """Check whether a number is that of a source, or an alias."""
    return bool(
        store.one("SELECT 1 FROM named_sources WHERE key = ?", (number,))
        or store.one("SELECT 1 FROM link_aliases WHERE id = ?", (f"s:{hexadecimal(number)}",))
    )


def _packed(texts: tuple[str, ...]) -> str:
    return json.dumps([clean(text) for text in texts], ensure_ascii=False)
