"""A table of owners: which row of it applies to an outlet, and who owns that in the end."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from whence.linking.origins.outlet_keys import outlet_key
from whence.reading.attributions.outlets import squeeze
from whence.records.owners import OutletOwner

__all__ = ["NO_OWNERS", "OwnerTable", "find_conflicts"]

_Value = TypeVar("_Value")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:/.*)?", re.IGNORECASE)


class OwnerTable:
    """A table of owners, for look-up. An owner may have an owner in turn.

    A row names an outlet as its reports do, by a name or by a site. A site stands for its subdomains, too, and counts
    before a name, as outlets may have one name.

    Args:
        rows: The rows. Of two for one outlet the first counts.

    >>> table = OwnerTable([OutletOwner(line=2, outlet="post.example", owner="Tide Media")])
    >>> [row.owner for row in table.rows_of("The Post", "news.post.example")], table.rows_of("The Gazette", None)
    (['Tide Media'], ())
    """

    def __init__(self, rows: Iterable[OutletOwner] = ()) -> None:
        self.rows = tuple(rows)
        self._rows = _by_keys([(row.outlet, row) for row in self.rows])
        self._owners = _by_keys([(row.owner, row.owner) for row in self.rows])

    def rows_of(self, publisher: str | None, host: str | None) -> tuple[OutletOwner, ...]:
        """List the rows that lead from an outlet to the last of its owners; none if its owner is not known.

        Args:
            publisher: Name of the outlet.
            host: Its host.
        """
        return self.chain_from(_first(self._rows, _keys_of_report(publisher, host))) if self.rows else ()

    def owner_of(self, publisher: str | None, host: str | None) -> str | None:
        """Find the last owner of an outlet; of an owner without one, its name; None if the table has neither."""
        if not self.rows:
            return None
        rows = self.rows_of(publisher, host)
        return _first(self._owners, _keys(rows[-1].owner) if rows else _keys_of_report(publisher, host))

    def chain_from(self, row: OutletOwner | None) -> tuple[OutletOwner, ...]:
        """List a row, that of its owner, and so on, each once."""
        found: list[OutletOwner] = []
        while row is not None and row not in found:
            found.append(row)
            row = self.next_after(row)
        return tuple(found)

    def next_after(self, row: OutletOwner) -> OutletOwner | None:
        """Look up the row that says who owns the owner in a row."""
        return _first(self._rows, _keys(row.owner))


def find_conflicts(rows: Iterable[OutletOwner]) -> Iterator[str]:
    """Find the rows that cannot hold beside others, and say what is wrong with each.

    >>> rows = [OutletOwner(line=line, outlet="Herald", owner=owner) for line, owner in ((2, "Tide"), (3, "Ebb"))]
    >>> list(find_conflicts(rows))
    ['line 3 gives Herald another owner than line 2']
    """
    table = OwnerTable(rows)
    seen: dict[str, OutletOwner] = {}
    for row in table.rows:
        first = seen.setdefault(_keys(row.outlet)[0], row)
        if _keys(first.owner)[0] != _keys(row.owner)[0]:
            yield f"line {row.line} gives {row.outlet} another owner than line {first.line}"
        chain = table.chain_from(row)
        if table.next_after(chain[-1]) == row != chain[-1] and row.line == max(one.line for one in chain):
            yield f"line {row.line} makes {row.outlet} its own owner in the end"


def _by_keys(named: Sequence[tuple[str, _Value]]) -> dict[str, _Value]:
    """Arrange values by the keys of their names. A name as it is written comes before another name of an outlet."""
    found: dict[str, _Value] = {}
    for name, value in named:
        found.setdefault(_keys(name)[0], value)
    for name, value in named:
        for key in _keys(name)[1:]:
            found.setdefault(key, value)
    return {key: value for key, value in found.items() if key}


def _first(table: Mapping[str, _Value], keys: Iterable[str]) -> _Value | None:
    return next((table[key] for key in keys if key in table), None)


def _keys(name: str) -> list[str]:
    """List the keys of a name in a table: its site or itself, then what the outlet is called elsewhere."""
    site = _SITE.fullmatch(name.strip())
    return [*([site[1].casefold()] if site else []), squeeze(name), outlet_key(name) or ""]


def _keys_of_report(publisher: str | None, host: str | None) -> Iterator[str]:
    """List the keys under which a table may have the outlet of a report, the surest first."""
    labels = (host or "").casefold().split(".")
    yield from (".".join(labels[at:]) for at in range(len(labels) - 1))
    yield from _keys(publisher)[:-1] if publisher else ()
    yield outlet_key(publisher, host) or ""


NO_OWNERS = OwnerTable()
"""No table of owners ships with whence: each outlet counts by itself."""
