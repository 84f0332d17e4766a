"""Look-up of what links have ids for: claims, by an id, one that it had before, or the beginning of one."""

import re

from whence.archive.links.items import hexadecimal, number_of_id
from whence.archive.storage.store import Store
from whence.errors import UsageError

__all__ = ["CURRENT", "aliases_of", "find_claim"]

CURRENT = "NOT IN (SELECT item FROM linked JOIN unlinked ON unlinked.version = linked.version)"
"""SQL for the numbers of reports that are linked as they are now: their versions were not replaced, removed or read
again since."""
_MOST_NAMED = 3
_DIGITS = 16
_ID = re.compile(rf"(?:c:)?([0-9a-f]{{1,{_DIGITS}}})")


def find_claim(store: Store, name: str) -> int:
    """Find a claim's number by the claim's id, an id that it had before, or a prefix of an id.

    Raises:
        UsageError: No claim matches, or several do.
    """
    match = _ID.fullmatch(name)
    if not match:
        raise UsageError(name, "this is not a claim's id", "Give an id as shown by whence claims: c:5f0c…")
    digits = match[1]
    lowest, highest = (number_of_id(f"c:{digits.ljust(_DIGITS, end)}") for end in "0f")
    rows = store.rows(
        f"SELECT claim FROM claim_mentions WHERE claim BETWEEN ?1 AND ?2 AND item {CURRENT} UNION"
        " SELECT number FROM link_aliases WHERE id BETWEEN ?3 AND ?4 AND EXISTS"
        f" (SELECT 1 FROM claim_mentions WHERE claim = number AND item {CURRENT}) ORDER BY 1 LIMIT ?5",
        (lowest, highest, f"c:{digits.ljust(_DIGITS, '0')}", f"c:{digits.ljust(_DIGITS, 'f')}", _MOST_NAMED + 1),
    )
    found = [int(row[0]) for row in rows]
    if not found:
        raise UsageError(name, "there is no such claim", "whence claims lists the claims")
    if len(found) > 1:
        named = ", ".join(f"c:{hexadecimal(number)}" for number in found[:_MOST_NAMED])
        more = ", …" if len(found) > _MOST_NAMED else ""
        raise UsageError(
            name, f"the ids of several claims begin with this: {named}{more}", "Give more characters of the id"
        )
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
