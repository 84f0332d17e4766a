"""Look-up of what links have ids for, claims and stories: by an id, one from before, or the beginning of one."""

import re
from dataclasses import dataclass

from whence.archive.links.items import hexadecimal, number_of_id
from whence.archive.storage.store import Store
from whence.errors import UsageError

__all__ = ["CURRENT", "aliases_of", "find_claim", "find_story"]

CURRENT = "NOT IN (SELECT item FROM unlinked CROSS JOIN linked ON linked.version = unlinked.version)"
"""SQL for the numbers of reports that are linked as they are now: their versions were not replaced, removed or read
again since."""
_MOST_NAMED = 3
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of things that links have ids for."""

    prefix: str
    name: str
    plural: str
    table: str
    column: str
    """Column of the table that has the numbers of those that there are."""


_CLAIM = _Kind(prefix="c:", name="claim", plural="claims", table="claim_mentions", column="claim")
_STORY = _Kind(prefix="st:", name="story", plural="stories", table="stories", column="story")


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
    digits = name.removeprefix(kind.prefix)
    if not re.fullmatch(f"[0-9a-f]{{1,{_DIGITS}}}", digits):
        example = f"{kind.prefix}5f0c…"
        fix = f"Give an id as shown by whence {kind.plural}: {example}"
        raise UsageError(name, f"this is not the id of a {kind.name}", fix)
    first, last = (kind.prefix + digits.ljust(_DIGITS, end) for end in "0f")
    is_current = f"{kind.table}.item {CURRENT}"
    rows = store.rows(
        f"SELECT {kind.column} FROM {kind.table} WHERE {kind.column} BETWEEN ?1 AND ?2 AND {is_current} UNION"
        " SELECT number FROM link_aliases WHERE id BETWEEN ?3 AND ?4 AND EXISTS"
        f" (SELECT 1 FROM {kind.table} WHERE {kind.column} = link_aliases.number AND {is_current}) ORDER BY 1 LIMIT ?5",
        (number_of_id(first), number_of_id(last), first, last, _MOST_NAMED + 1),
    )
    found = [int(row[0]) for row in rows]
    if not found:
        raise UsageError(name, f"there is no such {kind.name}", f"whence {kind.plural} lists the {kind.plural}")
    if len(found) > 1:
        named = ", ".join(f"{kind.prefix}{hexadecimal(number)}" for number in found[:_MOST_NAMED])
        more = ", …" if len(found) > _MOST_NAMED else ""
        problem = f"the ids of several {kind.plural} begin with this: {named}{more}"
        raise UsageError(name, problem, "Give more characters of the id")
    return found[0]


def aliases_of(store: Store, prefix: str, number: int) -> tuple[str, ...]:
    """List the other ids that something goes by.

    Args:
        store: The archive's file.
        prefix: What its ids begin with: ``c:``.
        number: Its number.
    """
    rows = store.rows("SELECT id FROM link_aliases WHERE number = ? ORDER BY id", (number,))
    return tuple(own for (own,) in rows if own.startswith(prefix) and own != f"{prefix}{hexadecimal(number)}")
