"""The table of owners in an archive: kept, listed, and given to whatever counts outlets."""

from collections import Counter

from whence.archive.query.filters import Condition, SqlPart
from whence.archive.storage.store import Store
from whence.intake.owners import read_owners, refuse_rows
from whence.intake.urls import host_of
from whence.linking.origins.outlet_groups import group_outlets
from whence.linking.origins.owner_table import OwnerTable, find_conflicts
from whence.records.answers import Count
from whence.records.owners import OutletOwner, OwnerEntry

__all__ = ["count_by_outlet", "count_by_owner", "forget_owners", "list_owners", "open_owners", "set_owners"]


_LATEST = Condition(parts=(SqlPart(sql="versions.is_latest"),))


def set_owners(store: Store, path: str) -> int:
    """Keep a table of owners in the place of the one before. Call only within `Store.writing`.

    Args:
        store: The archive's file.
        path: The file with the table.

    Returns:
        Number of its rows.

    Raises:
        ReadError: It cannot be read, or some of its rows cannot; then nothing changes.
    """
    rows = read_owners(path)
    refuse_rows(path, list(find_conflicts(rows)))
    with store.transaction():
        store.run("DELETE FROM owners")
        store.run_many("INSERT INTO owners VALUES (?, ?, ?)", [(row.line, row.outlet, row.owner) for row in rows])
    return len(rows)


def forget_owners(store: Store) -> int:
    """Remove the table of owners, and return the number of its rows. Call only within `Store.writing`."""
    (count,) = store.rows("SELECT count(*) FROM owners")[0]
    with store.transaction():
        store.run("DELETE FROM owners")
    return int(count)


def open_owners(store: Store) -> OwnerTable:
    """Open the table of owners; an empty one if the archive has none."""
    rows = store.rows("SELECT line, outlet, owner FROM owners ORDER BY line")
    return OwnerTable(OutletOwner(line=line, outlet=outlet, owner=owner) for line, outlet, owner in rows)


def list_owners(store: Store) -> list[OwnerEntry]:
    """List the rows of the table of owners, in its order, each with the number of reports that it applies to."""
    with store.snapshot():
        table = open_owners(store)
        counts: Counter[OutletOwner] = Counter()
        if table.rows:
            for publisher, host, count in count_by_outlet(store):
                counts.update(dict.fromkeys(table.rows_of(publisher, host)[:1], count))
    return [OwnerEntry(outlet=row.outlet, owner=row.owner, line=row.line, reports=counts[row]) for row in table.rows]


def count_by_owner(store: Store, asked: Condition) -> tuple[Count, ...]:
    """Count versions of reports by owner, most first, or by outlet if its owner is not known.

    Args:
        store: The archive's file.
        asked: Which versions.

    Returns:
        Nothing if the archive has no table of owners.
    """
    owners = open_owners(store)
    if not owners.rows:
        return ()
    counts = count_by_outlet(store, asked)
    told = {str(place): (publisher, host) for place, (publisher, host, _) in enumerate(counts)}
    groups = group_outlets(told, owners)
    found: Counter[str] = Counter()
    names: dict[str, str] = {}
    for place, (publisher, host, count) in enumerate(counts):
        group = groups[str(place)]
        own = group.group if publisher or host else ""
        found[own] += count
        names.setdefault(own, group.group_name)
    ordered = sorted(found.items(), key=lambda one: (-one[1], names[one[0]]))
    return tuple(Count(name=names[own], count=count) for own, count in ordered)


def count_by_outlet(store: Store, asked: Condition = _LATEST) -> list[tuple[str | None, str | None, int]]:
    """Count versions of reports, by default all latest ones, by publisher and host."""
    found: Counter[tuple[str | None, str | None]] = Counter()
    for publisher, url in store.each(f"SELECT publisher, url FROM versions WHERE {asked.sql}", asked.values):
        found[publisher, host_of(url)] += 1
    return [(publisher, host, count) for (publisher, host), count in found.items()]
