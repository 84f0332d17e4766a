"""The end of a linking: who the people, organisations and documents are whose portraits or stories changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager

from whence.archive.linking.items import hexadecimal
from whence.archive.linking.people_rows import earliest_of, members_of, members_of_story
from whence.archive.linking.persons import keep_ids, settle_persons, touch
from whence.archive.storage.store import Store
from whence.linking.people.kept_sources import number_of_portrait
from whence.linking.people.people import join_portraits, join_story
from whence.linking.people.people_pairs import MOST_NEIGHBOURS, shared_names_of_initials
from whence.linking.people.portraits import Portrait, draw

__all__ = ["settle_people"]

_MOST_PORTRAITS, _MOST_STORIES, _MOST_PEOPLE = 10_000, 200, 1000
"""Settled in one transaction, with all that is connected with them. The more portraits, the fewer are drawn again with
others that they are connected with."""
_OF_ONE_GROUP = """
SELECT others.portrait FROM portraits JOIN portraits AS others ON others.bearer = portraits.bearer
WHERE portraits.portrait = ? AND NOT others.is_bound
"""


def settle_people(store: Store, transaction: Callable[[], AbstractContextManager[None]] | None = None) -> None:
    """Bring up to date what linking has noted. Call only within `Store.writing`, and outside a transaction.

    Whoever kills it loses one transaction of its work. Until it ends, some sources have no person yet.

    Args:
        store: The archive's file.
        transaction: Opens a transaction; if None, that of the store.
    """
    transaction = transaction or store.transaction
    sql = "SELECT portrait, is_bound FROM unsettled_portraits ORDER BY number LIMIT ?"
    while portraits := store.rows(sql, (_MOST_PORTRAITS,)):
        with transaction():
            _settle_portraits(store, {portrait: bool(is_bound) for portrait, is_bound in portraits})
    sql = "SELECT story FROM unsettled_stories ORDER BY story LIMIT ?"
    while stories := [row[0] for row in store.rows(sql, (_MOST_STORIES,))]:
        with transaction():
            _settle_stories(store, stories)
    sql = "SELECT portrait FROM unsettled_people ORDER BY portrait LIMIT ?"
    while portraits := store.rows(sql, (_MOST_PEOPLE,)):
        with transaction():
            settle_persons(store, [row[0] for row in portraits])
    if store.one("SELECT 1 FROM lost_sources LIMIT 1"):
        with transaction():
            keep_ids(store)


def _settle_stories(store: Store, stories: Iterable[int]) -> None:
    for story in stories:
        _find_bearers(store, story)
        store.run("DELETE FROM unsettled_stories WHERE story = ?", (story,))


def _settle_portraits(store: Store, portraits: dict[int, bool]) -> None:
    drawn: dict[int, Portrait] = {}
    keys: set[str] = set()
    lost: set[str] = set()
    block: set[int] = set()
    ahead = portraits
    while ahead:
        for portrait, is_bound in sorted(ahead.items()):
            had, has = _redraw(store, portrait, drawn, is_bound=is_bound)
            keys |= had | has
            lost |= had - has
            store.run("DELETE FROM unsettled_portraits WHERE portrait = ?", (portrait,))
        block = _connected(store, keys, drawn, lost=lost)
        # Those that are connected and changed as well may bring new keys.
        sql = "SELECT portrait, is_bound FROM unsettled_portraits WHERE portrait = ?"
        ahead = {row[0]: bool(row[1]) for portrait in block for row in store.rows(sql, (portrait,))}
    _regroup(store, block, drawn)


def _redraw(
    store: Store, portrait: int, drawn: dict[int, Portrait], *, is_bound: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """Bring the row of a portrait up to date, and draw it anew.

    Returns:
        The keys that it had, and those that it has.
    """
    earliest = earliest_of(store, portrait)
    row = store.one("SELECT is_bound FROM portraits WHERE portrait = ?", (portrait,))
    is_bound = bool(row[0]) if row else is_bound
    if not earliest:
        store.run("INSERT OR IGNORE INTO unsettled_people SELECT bearer FROM portraits WHERE portrait = ?", (portrait,))
        store.run("DELETE FROM portraits WHERE portrait = ?", (portrait,))
        return _replace_keys(store, portrait, frozenset())
    touch(store, portrait)
    day, key = earliest[0]
    store.run(
        "INSERT INTO portraits VALUES (?1, ?2, ?1, ?1, ?3, ?4)"
        " ON CONFLICT DO UPDATE SET day = excluded.day, key = excluded.key",
        (portrait, is_bound, day, key),
    )
    if is_bound:
        return frozenset(), frozenset()
    drawn[portrait] = draw(members_of(store, portrait))
    return _replace_keys(store, portrait, drawn[portrait].keys)


def _keys_of(store: Store, portrait: int) -> frozenset[str]:
    return frozenset(row[0] for row in store.rows("SELECT key FROM person_keys WHERE portrait = ?", (portrait,)))


def _replace_keys(store: Store, portrait: int, keys: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Write the keys of a portrait, and return those that it had, and these."""
    before = _keys_of(store, portrait)
    store.run_many(
        "DELETE FROM person_keys WHERE key = ? AND portrait = ?", [(key, portrait) for key in sorted(before - keys)]
    )
    store.run_many("INSERT INTO person_keys VALUES (?, ?)", [(key, portrait) for key in sorted(keys - before)])
    return before, keys


def _regroup(store: Store, block: Collection[int], changed: dict[int, Portrait]) -> None:
    """Group portraits anew: all that keys connect."""
    drawn = {portrait: changed.get(portrait) or draw(members_of(store, portrait)) for portrait in sorted(block)}
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
        store.run(
            "INSERT OR IGNORE INTO unsettled_stories"
            " SELECT DISTINCT story FROM named_sources JOIN naming_reports USING (item) WHERE portrait = ?",
            (portrait,),
        )
    left, joined = ({groups[portrait] for portrait in {*moved, *changed}} for groups in (before, after))
    for portrait in drawn:
        if before[portrait] in left or after[portrait] in joined or before[portrait] not in drawn:
            touch(store, portrait)


def _connected(store: Store, keys: Collection[str], portraits: Iterable[int], *, lost: Collection[str]) -> set[int]:
    """Find all portraits that keys, or the groups that they are in, connect with these keys and portraits.

    Left out is what a key alone connects that brings no two of its portraits together. This may be new of a key that a
    portrait has lost, and which may have brought others together with that.
    """
    found: set[int] = set()
    known: set[str] = set()
    keys_of: dict[int, set[str]] = {}
    ahead: list[int | str] = [*sorted(portraits), *sorted(keys)]
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            if one not in known:
                known.add(one)
                holders = _holders_of(store, one)
                if one in lost or _brings_together(store, one, holders):
                    keys_of |= holders
                    ahead += holders
        elif one not in found:
            found.add(one)
            ahead += keys_of.get(one) or _keys_of(store, one)
            ahead += [row[0] for row in store.rows(_OF_ONE_GROUP, (one,))]
    return found


def _holders_of(store: Store, key: str) -> dict[int, set[str]]:
    """Find the portraits that have a key, and all keys of each."""
    sql = "SELECT portrait, held.key FROM person_keys AS own CROSS JOIN person_keys AS held USING (portrait)"
    holders: dict[int, set[str]] = defaultdict(set)
    for portrait, held in store.rows(f"{sql} WHERE own.key = ?", (key,)):
        holders[portrait].add(held)
    return holders


def _brings_together(store: Store, key: str, holders: Mapping[int, Collection[str]]) -> bool:
    """Check whether a key may make two portraits one that no other key would."""
    shared = shared_names_of_initials(key, holders.values())
    if shared is None:
        return True
    # Under another key that few portraits have, each is compared with every other.
    sql = "SELECT count(*) FROM (SELECT 1 FROM person_keys WHERE key = ? LIMIT ?)"
    most = MOST_NEIGHBOURS + 1
    return any(store.rows(sql, (other, most + 1))[0][0] > most for other in shared)


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


def _find_bearers(store: Store, story: int) -> None:
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
            touch(store, portrait)
            touch(store, before)
