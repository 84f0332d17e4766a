"""Salvage of a damaged archive: copy the readable versions into a new archive beside it."""

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import apsw

from whence.archive.storage.checksums import KEYS, checksums_match, store_checksums, store_missing_row_checksums
from whence.archive.storage.full_text import index_version
from whence.archive.storage.rows import pack, unpack
from whence.archive.storage.store import Row, Store, Value
from whence.archive.storage.write import replace_ledger_rows
from whence.errors import ArchiveError, WhenceError
from whence.records.form.ledger_form import ledger_to_form
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["UNREADABLE", "Saved", "bare_ledger", "is_as_read", "misnumbered_reports", "renumber_versions", "save"]

UNREADABLE = (WhenceError, ArithmeticError, LookupError, TypeError, ValueError, zlib.error)
"""What a damaged row, text or ledger may raise."""

_BESIDE = ("rejected", "feeds", "visits", "link_aliases", "owners")
"""Tables without reference to versions. Of the links only ids that were given out are saved; linking makes the rest."""
_OF_VERSIONS = ("changes", "addresses", "digests", "corrections", "notes")
_MOST_ON_PAGE = 8
"""Maximum number of versions with rows on one page of the file; each takes up more than a tenth of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Result of a salvage."""

    path: Path
    """Path of the new archive."""
    reports: int
    versions: int


def save(store: Store) -> Saved:
    """Copy the readable versions into a new archive ``NAME-saved`` beside this one, if there are any.

    Raises:
        ArchiveError: The new archive cannot be written.
    """
    path = _free_path(store.path)
    with store.salvaging(), closing(Store(path, create=True)) as target, target.writing():
        columns = _columns(store, "versions")
        # By number, as the order of a damaged table may be wrong too.
        for version in range(1, _last_version(store) + 1):
            if read := _read_version(store, version, columns):
                _save_version(target, store, read)
        with target.transaction():
            for table in _BESIDE:
                _copy_rows(target, store, table)
            for table in KEYS:
                store_missing_row_checksums(target, table)
        renumber_versions(target)
        (reports,) = target.rows("SELECT count(*) FROM reports")[0]
        (versions,) = target.rows("SELECT count(*) FROM versions")[0]
    if not reports:
        path.unlink()
        Path(f"{path}-lock").unlink(missing_ok=True)
    return Saved(path=path, reports=reports, versions=versions)


def bare_ledger(store: Store, version: int) -> Ledger:
    """Make a ledger that contains only the report, for a version whose own ledger is lost.

    Raises:
        LookupError: The text is lost too.
    """
    columns = "text, headline, publisher, byline, published, language, url, input"
    sql = f"SELECT {columns} FROM texts JOIN versions ON versions.id = version WHERE version = ?"
    text, headline, publisher, byline, published, language, url, name = store.rows(sql, (version,))[0]
    report = Report(
        text=text,
        headline=headline,
        publisher=publisher,
        byline=tuple(json.loads(byline)),
        published=published,
        language=language,
        url=url,
        name=name,
    )
    return Ledger(report=report, sources=(), attributions=(), model="none")


def is_as_read(report: Report, key: str) -> bool:
    """Check a report against its id, which was derived from it on arrival.

    The id was made before unpaired surrogates were replaced by question marks. Checksums show later alterations.
    """
    return report.id == key or "?" in report.text + (report.publisher or "") + (report.url or "")


def misnumbered_reports(store: Store) -> Iterator[tuple[int, str]]:
    """Find reports whose versions are not numbered 1, 2, …, or whose last version alone is not marked as the latest."""
    yield from store.each(
        "SELECT report, coalesce(reports.key, '') FROM versions LEFT JOIN reports ON reports.id = report"
        " GROUP BY report HAVING min(number) <> 1 OR max(number) <> count(*) OR sum(is_latest) <> 1"
        " OR sum(is_latest * number) <> count(*)"
    )


def renumber_versions(store: Store) -> None:
    """Number the versions of each report from 1 on in their order, and mark the last as the latest."""
    for report, _ in list(misnumbered_reports(store)):
        rows = store.rows("SELECT id FROM versions WHERE report = ? ORDER BY number", (report,))
        with store.transaction():
            # Negative first, as two versions may never have the same number, even for a moment.
            store.run("UPDATE versions SET number = -number WHERE report = ?", (report,))
            store.run_many(
                "UPDATE versions SET number = ?, is_latest = ? WHERE id = ?",
                [(number, number == len(rows), version) for number, (version,) in enumerate(rows, 1)],
            )
            store.run(
                "UPDATE segments SET is_stale = 1"
                " WHERE EXISTS (SELECT 1 FROM versions WHERE report = ? AND id BETWEEN first AND last)",
                (report,),
            )


class _Version(NamedTuple):
    """The readable parts of a version."""

    ledger: Ledger
    key: str
    """Id of its report."""
    told: dict[str, Value]
    """Its row."""


def _last_version(store: Store) -> int:
    """Find an upper limit for version numbers: the greatest in two tables, as far as they can be read."""
    (pages,) = store.rows("PRAGMA page_count")[0]
    greatest = [*_readable(store, "SELECT max(id) FROM versions"), *_readable(store, "SELECT max(version) FROM texts")]
    most = _MOST_ON_PAGE * int(pages)
    return min(most, max(row[0] or 0 for row in greatest)) if len(greatest) > 1 else most


def _read_version(store: Store, version: int, columns: list[str]) -> _Version | None:
    """Read a version; None if a required part is lost."""
    try:
        told = dict(zip(columns, store.rows("SELECT * FROM versions WHERE id = ?", (version,))[0], strict=True))
        ledger = _readable_ledger(store, version)
        if not is_as_read(ledger.report, told["key"]) or not _checksums_match(store, version, "fields", "text"):
            return None
    except UNREADABLE:
        return None
    keys = [*_readable(store, "SELECT key FROM reports WHERE id = ?", (told["report"],)), (told["key"],)]
    return _Version(ledger, keys[0][0], told)


def _save_version(target: Store, store: Store, read: _Version) -> None:
    """Insert a version, if it is valid."""
    version, report = int(str(read.told["id"])), read.told["report"]
    form = ledger_to_form(read.ledger)
    try:
        with target.transaction():
            taken = target.one("SELECT 1 FROM reports WHERE key = ? AND id <> ?", (read.key, report))
            free = f"{read.key}-{version}" if taken else read.key
            target.run("INSERT OR IGNORE INTO reports (id, key) VALUES (?, ?)", (report, free))
            marks = ", ".join("?" * len(read.told))
            target.run(f"INSERT INTO versions ({', '.join(read.told)}) VALUES ({marks})", (*read.told.values(),))
            target.run("INSERT INTO texts VALUES (?, ?, ?)", (version, form["report"]["text"], pack(form)))
            replace_ledger_rows(target, version, read.ledger)
            for table in _OF_VERSIONS:
                if table in KEYS or _checksums_match(store, version, table):
                    _copy_rows(target, store, table, version)
            index_version(target, version)
            store_checksums(target, version)
    except ArchiveError as error:
        if not isinstance(error.__cause__, (apsw.ConstraintError, apsw.MismatchError)):
            raise


def _checksums_match(store: Store, version: int, *names: str) -> bool:
    """Check that parts of a version match their checksums; lost checksums count as matching."""
    if not list(_readable(store, "SELECT 1 FROM checksums WHERE version = ?", (version,))):
        return True
    try:
        return checksums_match(store, version, *names)
    except UNREADABLE:
        return False


def _readable_ledger(store: Store, version: int) -> Ledger:
    try:
        if _checksums_match(store, version, "ledger"):
            return unpack(*store.rows("SELECT text, ledger FROM texts WHERE version = ?", (version,))[0])
    except UNREADABLE:
        pass
    return bare_ledger(store, version)


def _readable(store: Store, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
    """Run a query, and yield rows as far as they can be read."""
    try:
        yield from store.each(sql, values)
    except UNREADABLE:
        return


def _columns(store: Store, table: str) -> list[str]:
    return [row[0] for row in store.rows("SELECT name FROM pragma_table_info(?)", (table,))]


def _copy_rows(target: Store, store: Store, table: str, version: int | None = None) -> None:
    """Copy the rows of one version or of all, with all their columns, except rows that exist or are invalid."""
    columns = _columns(store, table)
    if not columns:  # an archive that is too damaged to be migrated may lack the table
        return
    names = ", ".join(columns)
    where, values = ("", ()) if version is None else (" WHERE version = ?", (version,))
    rows = _readable(store, f"SELECT {names} FROM {table}{where}", values)
    target.run_many(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


def _free_path(path: Path) -> Path:
    """Choose a path that does not exist yet."""
    free, number = Path(f"{path}-saved"), 1
    while free.exists():
        number += 1
        free = Path(f"{path}-saved-{number}")
    return free
