"""Persons in an archive: the portraits that are one, under the number of their earliest member, and what they tell."""

import heapq
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from whence.archive.links.items import hexadecimal
from whence.archive.links.people_rows import earliest_sources
from whence.archive.storage.rows import clean
from whence.archive.storage.store import Store
from whence.linking.people.people import MOST_BOUND_DESCRIBED, MOST_DESCRIBED, MOST_MEMBERS_DESCRIBED, describe

__all__ = ["Persons", "keep_ids"]


class Persons:
    """The persons of an archive while portraits change: it remembers which of them to bring up to date.

    Args:
        store: The archive's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._touched: set[int] = set()
        self._before: set[int] = set()
        """Persons who may be no more."""

    def touch(self, portrait: int) -> None:
        """Remember that a portrait, or whom it belongs to, changed."""
        self._touched.add(portrait)

    def remove_portrait(self, portrait: int) -> None:
        """Delete a portrait without members."""
        row = self._store.one("SELECT bearer, person FROM portraits WHERE portrait = ?", (portrait,))
        if row:
            self._store.run("DELETE FROM portraits WHERE portrait = ?", (portrait,))
            self._before.add(row[1])
            self._touched.add(row[0])

    def update(self) -> None:
        """Bring the persons of all portraits up to date that changed."""
        roots = {root for portrait in self._touched for root in self._root_of(portrait)}
        for root in sorted(roots):
            self._update_person(root)
        for person in sorted(self._before):
            if not self._store.one("SELECT 1 FROM portraits WHERE person = ? LIMIT 1", (person,)):
                self._store.run("DELETE FROM people WHERE person = ?", (person,))

    def _root_of(self, portrait: int) -> Iterator[int]:
        """Find the portrait that all portraits of a person share, directly or through their bearer."""
        sql = (
            "SELECT bearers.bearer FROM portraits JOIN portraits AS bearers ON bearers.portrait = portraits.bearer"
            " WHERE portraits.portrait = ?"
        )
        yield from (row[0] for row in self._store.rows(sql, (portrait,)))

    def _update_person(self, root: int) -> None:
        telling = self._store.rows(
            "SELECT day, key, portrait FROM portraits WHERE bearer = ? AND NOT is_bound ORDER BY 1, 2, 3", (root,)
        )
        hosts = [row[2] for row in telling] or [root]
        bound = heapq.nsmallest(MOST_BOUND_DESCRIBED, chain.from_iterable(map(self._earliest_bound, hosts)))
        person = min((*telling, *bound))[1]
        told = describe(
            source
            for _, _, portrait in (*telling[:MOST_DESCRIBED], *bound)
            for source in earliest_sources(self._store, portrait, most=MOST_MEMBERS_DESCRIBED)
        )
        self._store.run(
            "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?)",
            (person, told.kind, clean(told.name), *map(_packed, (told.aliases, told.roles, told.countries))),
        )
        self._rename(hosts, person)

    def _earliest_bound(self, host: int) -> list[tuple[int, int, int]]:
        rows = self._store.rows(
            "SELECT day, key, portrait FROM portraits WHERE bearer = ? AND is_bound ORDER BY 1, 2, 3 LIMIT ?",
            (host, MOST_BOUND_DESCRIBED),
        )
        return [(day, key, portrait) for day, key, portrait in rows]

    def _rename(self, hosts: Iterable[int], person: int) -> None:
        """Give the portraits of a person its number."""
        for host in hosts:
            renamed = self._store.rows(
                "SELECT portrait, person FROM portraits WHERE (portrait = ?1 OR (bearer = ?1 AND is_bound))"
                " AND person <> ?2",
                (host, person),
            )
            self._before.update(before for _, before in renamed)
            values = [(person, portrait) for portrait, _ in renamed]
            self._store.run_many("UPDATE portraits SET person = ? WHERE portrait = ?", values)
            self._store.run_many("UPDATE named_sources SET person = ? WHERE portrait = ?", values)


def keep_ids(store: Store) -> None:
    """Keep the ids of persons whose earliest member is no more, for those with whom they were one."""
    for key, portraits in store.rows("SELECT person, portraits FROM lost_people ORDER BY 1"):
        store.run("DELETE FROM lost_people WHERE person = ?", (key,))
        if store.one("SELECT 1 FROM named_sources WHERE key = ?", (key,)):
            continue
        sql = "SELECT person FROM portraits WHERE portrait = ?"
        person = next((row[0] for portrait in json.loads(portraits) for row in store.rows(sql, (portrait,))), None)
        if person is not None:
            store.run("INSERT OR REPLACE INTO link_aliases VALUES (?, ?)", (f"s:{hexadecimal(key)}", person))


def _packed(texts: tuple[str, ...]) -> str:
    return json.dumps([clean(text) for text in texts], ensure_ascii=False)
