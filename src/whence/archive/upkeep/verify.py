"""Checksum verification of an archive's reports, and repair of those that fail it.

An altered value that cannot be derived from the rest of the archive is reported every time: no repair makes it valid.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

from whence.archive.storage.checksums import (
    KEYS,
    altered_rows,
    altered_versions,
    checksums_match,
    store_checksums,
    was_report_id,
)
from whence.archive.storage.full_text import rebuild_full_text
from whence.archive.storage.rows import ledger_of, part_rows
from whence.archive.storage.store import Row, Store
from whence.archive.storage.write import insert_changes, replace_ledger_rows, version_columns
from whence.archive.upkeep.salvage import UNREADABLE, bare_ledger, is_as_read
from whence.errors import ArchiveError
from whence.records.answers import Fault
from whence.records.form.ledger_form import ledger_to_form
from whence.records.ledger import Ledger
from whence.version import VERSION

__all__ = ["REPAIR", "FaultPlaces", "check_changes", "check_keys", "check_row_checksums", "check_versions"]

_AT_ONCE = 500
"""Versions checked together, and repaired in one transaction."""
_MOST_NAMED = 3
REPAIR = "Run whence check --repair."
_AGAIN = "Remove these reports with whence remove, and add them again."
_MOST_SAME_KEYS = 99
_BY_READERS = "Compare them with a backup."
_GIVEN = {"rejected": "Add these inputs again.", "corrections": _BY_READERS, "notes": _BY_READERS}
"""Tables of rows that nothing else in the archive shows, and what to do if one was altered."""


@dataclass(slots=True)
class FaultPlaces:
    """The places of one kind of fault: their number, and the first few by name."""

    count: int = 0
    named: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Add a place."""
        self.count += 1
        if len(self.named) < _MOST_NAMED:
            self.named.append(name)

    def fault(self, where: str, problem: str, *, is_mended: bool, then: str = REPAIR) -> Iterator[Fault]:
        """Report the fault, if it occurs: the problem, the first places, and what to do if it was not repaired."""
        if self.count:
            more = f" and {self.count - len(self.named):,} more" if self.count > len(self.named) else ""
            places = f" ({', '.join(self.named)}{more})" if self.named else ""
            told = f"{problem.format(count=f'{self.count:,}')}{places}."
            does_follow = then and not (is_mended and then == REPAIR)
            yield Fault(where=where, problem=f"{told} {then}" if does_follow else told, is_mended=is_mended)


def check_keys(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that reports have their original ids, against the checksums and the first versions."""
    restored, altered = FaultPlaces(), FaultPlaces()
    for report in map(int, map(str, altered_rows(store, "reports"))):
        rows = store.rows("SELECT versions.key FROM versions WHERE report = ? ORDER BY number LIMIT 1", (report,))
        for (key,) in rows:
            options = (key, *(f"{key}-{number}" for number in range(2, _MOST_SAME_KEYS)))
            given = next((option for option in options if was_report_id(store, report, option)), None)
            (restored if given else altered).add(key)
            if repair and given:
                with store.transaction():
                    store.run("UPDATE reports SET key = ? WHERE id = ?", (given, report))
    yield from restored.fault("reports", "The ids of {count} reports were altered", is_mended=repair)
    yield from altered.fault("reports", "The ids of {count} reports were altered", is_mended=False, then=_AGAIN)


def check_row_checksums(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check the checksums of identity keys, digests, rejected inputs, and what readers said.

    An altered key or digest is deleted: the report can still be identified by its content.
    """
    for table in ("addresses", "digests"):
        altered = FaultPlaces()
        for key in altered_rows(store, table):
            altered.add(str(key))
            if repair:
                with store.transaction():
                    store.run(f"DELETE FROM {table} WHERE {KEYS[table]} = ?", (key,))
        yield from altered.fault(table, "{count} rows were altered", is_mended=repair)
    for table, then in _GIVEN.items():
        altered = FaultPlaces()
        for key in altered_rows(store, table):
            altered.add(str(key))
        yield from altered.fault(table, "{count} rows were altered", is_mended=False, then=then)


@dataclass(slots=True)
class _Altered:
    """Versions with a fault, by kind of fault."""

    without_text: FaultPlaces = field(default_factory=FaultPlaces)
    texts: FaultPlaces = field(default_factory=FaultPlaces)
    fields: FaultPlaces = field(default_factory=FaultPlaces)
    without_ledger: FaultPlaces = field(default_factory=FaultPlaces)
    unlike: FaultPlaces = field(default_factory=FaultPlaces)


def check_versions(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that each version matches its checksums, has its text and ledger, and that its rows match the ledger."""
    found = _Altered()
    is_index_old = False
    for names in _walk(store):
        with store.transaction() if repair else nullcontext():
            for version, name, key in names:
                is_index_old |= _check_version(store, version, name, key, found, repair=repair)
    if is_index_old:
        with store.transaction():
            rebuild_full_text(store)
    altered = "{count} were altered after they were stored"
    yield from found.without_text.fault("texts", "{count} versions have no text", is_mended=False, then=_AGAIN)
    yield from found.texts.fault("texts", altered, is_mended=False, then=_AGAIN)
    yield from found.fields.fault("versions", altered, is_mended=False, then=_AGAIN)
    then = "Run whence reread to read them again." if repair else REPAIR
    yield from found.without_ledger.fault("ledgers", "{count} cannot be read", is_mended=repair, then=then)
    yield from found.unlike.fault("ledgers", "{count} disagree with their rows", is_mended=repair)


def _check_version(  # noqa: PLR0913 -- independent options
    store: Store, version: int, name: str, key: str, found: _Altered, *, repair: bool
) -> bool:
    """Check one version, and return whether the full-text index has to be rebuilt for it."""
    if store.one("SELECT 1 FROM texts WHERE version = ?", (version,)) is None:
        found.without_text.add(name)
        return False
    own = _own_ledger(store, version)
    whole = own or _bare_ledger(store, version)
    if whole is None or not is_as_read(whole.report, key):
        found.texts.add(name)
        return False
    if own is None or not checksums_match(store, version, "parts") or not _has_its_rows(store, version, own):
        (found.unlike if own else found.without_ledger).add(name)
        if not repair:
            return False  # only the repair shows whether there are more faults
        replace_ledger_rows(store, version, whole)
        if not checksums_match(store, version, "fields"):
            found.fields.add(name)
        return True
    if not checksums_match(store, version, "fields"):
        found.fields.add(name)
    return False


def _own_ledger(store: Store, version: int) -> Ledger | None:
    """Get a version's ledger, if ledger and text match their checksums."""
    try:
        return ledger_of(store, version) if checksums_match(store, version, "text", "ledger") else None
    except ArchiveError:
        return None


def _bare_ledger(store: Store, version: int) -> Ledger | None:
    """Make a ledger with the report alone, for a version that lost its own, if text and fields are intact."""
    return bare_ledger(store, version) if checksums_match(store, version, "text", "fields") else None


def check_changes(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check the stored differences between versions, which follow from their texts."""
    found, lost = FaultPlaces(), FaultPlaces()
    for version in altered_versions(store, "changes"):
        name, before = store.rows(
            "SELECT reports.key || ' version ' || versions.number, earlier.id FROM versions"
            " JOIN reports ON reports.id = versions.report LEFT JOIN versions AS earlier"
            " ON earlier.report = versions.report AND earlier.number = versions.number - 1 WHERE versions.id = ?",
            (version,),
        )[0]
        texts = [version] if before is None else [before, version]
        can_tell = all(checksums_match(store, each, "text", "ledger") for each in texts)
        (found if can_tell else lost).add(name)
        if repair and can_tell:
            with store.transaction():
                store.run("DELETE FROM changes WHERE version = ?", (version,))
                if before is not None:
                    insert_changes(store, version, *(ledger_of(store, each).report for each in texts))
                store_checksums(store, version, "changes")
    yield from found.fault("changes", "The changes of {count} versions were altered", is_mended=repair)
    yield from lost.fault("changes", "The changes of {count} versions were altered", is_mended=False, then=_AGAIN)


def _walk(store: Store) -> Iterator[list[Row]]:
    """Iterate over all versions in groups: the number of each, its name in messages, and its report's own id."""
    last = 0
    while rows := store.rows(
        "SELECT versions.id, reports.key || ' version ' || number, versions.key FROM versions"
        " JOIN reports ON reports.id = report WHERE versions.id > ? ORDER BY versions.id LIMIT ?",
        (last, _AT_ONCE),
    ):
        yield rows
        last = max(last + 1, rows[-1][0])


def _has_its_rows(store: Store, version: int, ledger: Ledger) -> bool:
    """Check that a version's rows are those that its ledger makes."""
    told = version_columns(ledger, ledger_to_form(ledger))
    made = part_rows(version, ledger)
    try:
        row = store.one(f"SELECT {', '.join(told)} FROM versions WHERE id = ?", (version,))
        rows = {part: store.rows(f"SELECT * FROM {part} WHERE version = ? ORDER BY 1, 2", (version,)) for part in made}
    except UNREADABLE:
        return False
    if ledger.whence == VERSION:
        return row == (*told.values(),) and rows == made
    # Another version of whence may make other rows from it.
    return all(len(rows[part]) == len(made[part]) for part in made)
