"""Look-up of what links have ids for, claims and stories: by an id, one from before, or the beginning of one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.linking.stories import find_story as follow_story
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.errors import UsageError

__all__ = ["CURRENT", "OUTDATED", "aliases_of", "claim_of_id", "find_claim", "find_story"]

# New reports have the highest numbers of versions, and are linked in their order: an import queues any number of them
# without making this slower.
OUTDATED = """SELECT item FROM unlinked CROSS JOIN linked ON linked.version = unlinked.version
  WHERE unlinked.version <= (SELECT max(version) FROM linked)"""
"""SQL for the numbers of linked reports that are to be linked again."""
CURRENT = f"NOT IN ({OUTDATED})"
"""SQL for the numbers of reports that are linked as they are now: their versions were not replaced, removed or read
again since."""
_MOST_NAMED = 3
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of things that links have ids for. Each id that one of them had is that of a member."""

    prefix: str
    name: str
    plural: str
    table: str
    """Table of the members."""
    column: str
    """Its column with the number of what a member belongs to."""
    member: str
    """Its column with the number of the member."""
    follow: Callable[[Store, str], int | None]
    """Finds the number that an id stands for, whatever became of the member."""


def claim_of_id(store: Store, public_id: str) -> int | None:
    """Find the claim that an id stands for, whichever of its mentions gave the id; None if it is in no report left."""
    key = number_of_id(public_id)
    while (row := store.one("SELECT claim FROM claim_mentions WHERE key = ?", (key,))) is None:
        alias = store.one("SELECT number FROM link_aliases WHERE id = ?", (f"c:{hexadecimal(key)}",))
        if alias is None:
            return None
        key = alias[0]
    return int(row[0])


_CLAIM = _Kind(
    prefix="c:",
    name="claim",
    plural="claims",
    table="claim_mentions",
    column="claim",
    member="key",
    follow=claim_of_id,
)
_STORY = _Kind(
    prefix="st:", name="story", plural="stories", table="stories", column="story", member="item", follow=follow_story
)


def find_claim(store: Store, name: str) -> int:
    """Find a claim's number by the claim's id, an id that it had before, or a prefix of an id.

    Raises:
        UsageError: No claim matches, or several do.
    """
    return _find(store, name, _CLAIM)


def find_story(store: Store, name: str) -> int:
    """Find a story's number by the story's id, an id that it had before, or a prefix of an id.

    Raises:
        UsageError: No story matches, or several do.
    """
    return _find(store, name, _STORY)


def _find(store: Store, name: str, kind: _Kind) -> int:
    """Look among the ids that there are; if none matches, among those that there were."""
    first, last = _range_of(name, kind)
    numbers = number_of_id(first), number_of_id(last), _MOST_NAMED + 1
    sql = (
        f"SELECT DISTINCT {kind.column} FROM {kind.table} WHERE {{}} BETWEEN ?1 AND ?2 AND item {CURRENT}"
        " ORDER BY 1 LIMIT ?3"
    )
    found = {int(row[0]) for row in store.rows(sql.format(kind.column), numbers)}
    if not found:
        rows = store.rows("SELECT id FROM link_aliases WHERE id BETWEEN ? AND ? LIMIT ?", (first, last, numbers[2]))
        found = {number for (own,) in rows if (number := kind.follow(store, own)) is not None}
        found |= {int(row[0]) for row in store.rows(sql.format(kind.member), numbers)}
    return _only(name, kind, [number for number in sorted(found) if _is_current(store, kind, number)])


def _is_current(store: Store, kind: _Kind, number: int) -> bool:
    sql = f"SELECT 1 FROM {kind.table} WHERE {kind.column} = ? AND item {CURRENT} LIMIT 1"
    return store.one(sql, (number,)) is not None


def _range_of(name: str, kind: _Kind) -> tuple[str, str]:
    """List the first and the last id that begin so."""
    digits = name.removeprefix(kind.prefix)
    if not re.fullmatch(f"[0-9a-f]{{1,{_DIGITS}}}", digits):
        example = f"{kind.prefix}5f0c…"
        fix = f"Give an id as shown by whence {kind.plural}: {example}"
        raise UsageError(name, f"this is not the id of a {kind.name}", fix)
    return kind.prefix + digits.ljust(_DIGITS, "0"), kind.prefix + digits.ljust(_DIGITS, "f")


def _only(name: str, kind: _Kind, found: Sequence[int]) -> int:
    if not found:
        raise UsageError(name, f"there is no such {kind.name}", f"whence {kind.plural} lists the {kind.plural}")
    if len(found) > 1:
        named = ", ".join(f"{kind.prefix}{hexadecimal(number)}" for number in found[:_MOST_NAMED])
        more = ", …" if len(found) > _MOST_NAMED else ""
        problem = f"the ids of several {kind.plural} begin with this: {named}{more}"
        raise UsageError(name, problem, "Give more characters of the id")
    return found[0]


def aliases_of(store: Store, prefix: str, number: int) -> tuple[str, ...]:
    """List the ids of members that are no more, by which something may have been known.

    Args:
        store: The archive's file.
        prefix: What its ids begin with: ``c:`` or ``st:``.
        number: Its number.
    """
    kind = next(kind for kind in (_CLAIM, _STORY) if kind.prefix == prefix)
    members = store.rows(f"SELECT {kind.member} FROM {kind.table} WHERE {kind.column} = ?", (number,))
    waiting = {row[0] for row in members}
    found: set[str] = set()
    while waiting:
        rows = store.rows(
            "SELECT id FROM link_aliases WHERE number IN (SELECT value FROM json_each(?))", (json_numbers(waiting),)
        )
        new = {own for (own,) in rows if own.startswith(prefix)} - found
        found |= new
        waiting = set(map(number_of_id, new))
    return tuple(sorted(found))
