"""Groups of quotations that are the same, directly or through others, kept up to date as pairs come and go.

A group goes by the number of its earliest quotation, in ``quotations.quotation``.

Reference:
    Even and Shiloach, "An On-Line Edge-Deletion Problem", Journal of the ACM 28, 1981, who search from both ends of a
    pair that went at once, so that a small part that falls off is found in small time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.storage.store import Store

__all__ = ["group", "regroup"]

_End = tuple[int, int]
"""The report of a quotation, and its start."""
_Place = tuple[int, int, int]
"""The second of a report's publication before these: so they sort in the order of publication."""


def group(store: Store, pairs: Iterable[tuple[_End, _End]]) -> None:
    """Put the two quotations of each pair into one group."""
    for pair in pairs:
        groups = {
            store.rows("SELECT quotation FROM quotations WHERE item = ? AND start = ?", end)[0][0] for end in pair
        }
        if len(groups) > 1:
            (_, into), *rest = sorted((_earliest(store, number), number) for number in groups)
            store.run_many("UPDATE quotations SET quotation = ? WHERE quotation = ?", [(into, own) for _, own in rest])


def regroup(store: Store, ends: Collection[_End]) -> None:
    """Part the groups that hold together no more.

    Args:
        store: The archive's file.
        ends: The quotations of all pairs that are no more. Those that are gone are passed over.
    """
    groups: dict[int, list[_Place]] = defaultdict(list)
    for item, start in ends:
        for number, second in store.rows(
            "SELECT quotation, second FROM quotations WHERE item = ? AND start = ?", (item, start)
        ):
            groups[number].append((second, item, start))
    for number, places in sorted(groups.items()):
        parts: list[set[_End]] = []
        # Those that follow each other in time are close to each other, unless they are in two parts.
        left = [place[1:] for place in sorted(places)]
        while len(left) > 1:
            part = _part(store, left[-2], left[-1])
            if part is None:
                left.pop()
            else:
                parts.append(part)
                left = [end for end in left if end not in part]
        _name(store, number, parts)


def _name(store: Store, number: int, parts: Sequence[set[_End]]) -> None:
    """Give some parts of a group, and the rest of it, the numbers of their earliest quotations."""
    if parts:
        sql = "SELECT item, start FROM quotations WHERE quotation = ? ORDER BY second, item, start"
        ranked = store.rows(sql, (number,))
        for part in (*parts, set(ranked).difference(*parts)):
            own = [end for end in ranked if end in part]
            rows = [(_number_of(own[0]), *end) for end in own]
            store.run_many("UPDATE quotations SET quotation = ? WHERE item = ? AND start = ?", rows)
    elif (earliest := _number_of(_earliest(store, number)[1:])) != number:
        store.run("UPDATE quotations SET quotation = ? WHERE quotation = ?", (earliest, number))


def _part(store: Store, one: _End, other: _End) -> set[_End] | None:
    """Search from two quotations at once: the smaller part if they are in two, None if they are connected."""
    parts, borders = ({one}, {other}), [{one}, {other}]
    while True:
        for side in (0, 1):
            borders[side] = {near for end in borders[side] for near in _neighbours(store, end)} - parts[side]
            if not borders[side].isdisjoint(parts[1 - side]):
                return None
            if not borders[side]:
                return parts[side]
            parts[side].update(borders[side])


def _neighbours(store: Store, end: _End) -> Iterable[_End]:
    sql = (
        "SELECT later, later_start FROM quotation_pairs WHERE earlier = ?1 AND earlier_start = ?2"
        " UNION ALL SELECT earlier, earlier_start FROM quotation_pairs WHERE later = ?1 AND later_start = ?2"
    )
    return store.rows(sql, end)


def _earliest(store: Store, number: int) -> _Place:
    sql = "SELECT second, item, start FROM quotations WHERE quotation = ? ORDER BY second, item, start LIMIT 1"
    return store.rows(sql, (number,))[0]


def _number_of(end: _End) -> int:
    item, start = end
    return number_of_id(f"r:{hexadecimal(item)}#{start}")
