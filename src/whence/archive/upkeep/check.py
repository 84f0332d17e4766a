"""Integrity check and repair of an archive.

SQLite checks its own pages, indexes and full-text index (``PRAGMA integrity_check``; the quick one skips the indexes,
and a wrong index hides reports from searches). Checked here: references between tables, checksums, and whether rows
agree with the ledgers they were made from.

Reference:
    https://www.sqlite.org/pragma.html#pragma_integrity_check
"""

import re
import sys
from collections.abc import Iterator
from contextlib import suppress

from whence.archive.columnar.segments import fresh_segments, segments_folder
from whence.archive.query.filters import phrase
from whence.archive.storage.atomic_files import digest_of
from whence.archive.storage.checksums import checksums_match, store_row_checksum
from whence.archive.storage.full_text import rebuild_full_text
from whence.archive.storage.index_terms import fold
from whence.archive.storage.store import Store
from whence.archive.upkeep.check_links import check_links
from whence.archive.upkeep.salvage import UNREADABLE, misnumbered_reports, renumber_versions, save
from whence.archive.upkeep.verify import (
    REPAIR,
    FaultPlaces,
    check_changes,
    check_keys,
    check_row_checksums,
    check_versions,
)
from whence.errors import ArchiveError
from whence.records.answers import Fault

__all__ = ["check"]

_OF_INDEX = re.compile(r"missing from index|entries in index|entry in index")
_OF_WORDS = re.compile(r"FTS5 table|fts5:")
_PROBED_CHARACTERS, _LONGEST_WORD = 2000, 60
_PLAIN = (
    *("reports", "addresses", "digests", "changes", "rejected", "feeds", "visits", "names", "segments"),
    *("link_aliases", "owners", "corrections", "notes"),
)
"""Tables that cannot be rebuilt from others in the archive."""


_MOST_COMPARED = 200
"""Reports in an archive whose links are compared unless something else is wrong with it."""


def check(store: Store, *, repair: bool, links: bool) -> list[Fault]:
    """Check an archive's integrity; optionally repair it.

    Args:
        store: The archive's file.
        repair: Whether to repair what can be repaired. If pages of the file are damaged, readable rows are saved to a
            new archive beside it.
        links: Whether to make the links among more than 200 reports again too, to compare them.

    Returns:
        The faults found; empty if there are none.

    Raises:
        ArchiveError: ``repair`` is set, and the file cannot be written.
    """
    told = _run_integrity_check(store)
    damage = [each for each in told if not (_OF_INDEX.search(each) or _OF_WORDS.search(each))]
    damage = damage or (told if store.is_damaged else [])
    damage = damage or [f"rows of {table} cannot be read" for table in _PLAIN if not _is_readable(store, table)]
    if damage:
        return [_report_damage(store, damage[0], repair=repair)]
    with store.writing() if repair else store.snapshot():
        faults = []
        if any(map(_OF_INDEX.search, told)):
            faults.append(_check_indexes(store, repair=repair))
        has_words = not any(map(_OF_WORDS.search, told)) and _finds_words(store)
        if not has_words:
            faults.append(_rebuild_full_text(store, repair=repair))
        letters = list(_check_text_encoding(store, repair=repair))
        if letters and not repair:
            return [*faults, *letters]  # the rest cannot be read before that is repaired
        faults += letters
        steps = (_check_reports, check_keys, check_row_checksums, _check_references, _check_numbers, check_versions,
                 check_changes, _check_segments)  # fmt: skip
        for step in steps:
            faults += step(store, repair=repair)
        if repair or has_words:
            faults += _check_full_text(store, repair=repair)
        most = 0 if faults else sys.maxsize if links else _MOST_COMPARED
        faults += check_links(store, repair=repair, most_compared=most)
    return faults


def _run_integrity_check(store: Store) -> list[str]:
    """Run SQLite's own check, and list what it reports."""
    try:
        with store.salvaging():
            found = [str(row[0]) for row in store.rows("PRAGMA integrity_check(20)")]
    except UNREADABLE as error:
        return [str(error.__cause__ or error)]
    # SQLite puts a heading above the first of several faults.
    lines = [line for each in found for line in each.splitlines() if not line.startswith("***")]
    return [] if lines == ["ok"] else lines


def _is_readable(store: Store, table: str) -> bool:
    try:
        for _ in store.each(f"SELECT * FROM {table} NOT INDEXED"):
            pass
    except UNREADABLE:
        return False
    return True


def _report_damage(store: Store, told: str, *, repair: bool) -> Fault:
    """Report damaged pages; with ``repair``, save the readable rows."""
    problem = f"Pages of the file are damaged, for example by a disk fault or an incomplete copy ({told})."
    if not repair:
        then = f"Use a backup, or run whence check --repair: the readable parts are saved in {store.path}-saved."
        return Fault(where=str(store.path), problem=f"{problem} {then}", is_mended=False)
    saved = save(store)
    if not saved.reports:
        then = "Nothing of it can be read. Use a backup."
        return Fault(where=str(store.path), problem=f"{problem} {then}", is_mended=False)
    then = (
        f"The readable parts are saved in {saved.path}: reports: {saved.reports:,}, versions: {saved.versions:,}."
        " Use that archive from now on, and add the missing reports again."
    )
    return Fault(where=str(store.path), problem=f"{problem} {then}", is_mended=False)


def _check_indexes(store: Store, *, repair: bool) -> Fault:
    is_mended = False
    if repair:
        with suppress(ArchiveError), store.transaction():
            store.run("REINDEX")
            is_mended = True
    then = "" if is_mended else f" {REPAIR}"
    return Fault(
        where="indexes",
        problem=f"Some rows are missing from them, so queries do not find these rows.{then}",
        is_mended=is_mended,
    )


def _check_text_encoding(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that the metadata of versions is valid text."""
    found = FaultPlaces()
    columns = [row[0] for row in store.rows("SELECT name FROM pragma_table_info('versions') WHERE type = 'TEXT'")]
    for (version,) in list(store.each("SELECT id FROM versions")):
        try:
            store.rows(f"SELECT {', '.join(columns)} FROM versions WHERE id = ?", (version,))
        except UNREADABLE:
            found.add(f"number {version}")
            if repair:
                with store.transaction():
                    for column in columns:
                        sql = f"SELECT CAST({column} AS BLOB) FROM versions WHERE id = ? AND {column} IS NOT NULL"
                        for (told,) in store.rows(sql, (version,)):
                            readable = bytes(told).decode("utf-8", "replace")
                            store.run(f"UPDATE versions SET {column} = ? WHERE id = ?", (readable, version))
    yield from found.fault("versions", "{count} have metadata that are not valid text", is_mended=repair)


def _check_reports(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that each version has its report, and each report a version."""
    lost = FaultPlaces()
    sql = "SELECT report, min(number), key FROM versions WHERE report NOT IN (SELECT id FROM reports) GROUP BY report"
    for report, _, key in list(store.each(sql)):
        lost.add(key)
        if repair:
            with store.transaction():
                taken = store.one("SELECT 1 FROM reports WHERE key = ?", (key,))
                store.run("INSERT INTO reports (id, key) VALUES (?, ?)", (report, f"{key}-{report}" if taken else key))
                store_row_checksum(store, "reports", report)
    yield from lost.fault("reports", "{count} reports have versions but no row", is_mended=repair)
    empty = FaultPlaces()
    sql = "SELECT key FROM reports WHERE id NOT IN (SELECT report FROM versions)"
    for (key,) in store.each(sql):
        empty.add(key)
    if repair and empty.count:
        with store.transaction():
            store.run(f"DELETE FROM reports WHERE key IN ({sql})")
    yield from empty.fault("reports", "{count} reports have no version", is_mended=repair)


def _check_references(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that every row that belongs to a version has that version."""
    tables = [
        row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'versions'")
    ]
    for table in tables:
        for column, parent in store.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)):
            where = f"FROM {table} WHERE {column} NOT IN (SELECT id FROM {parent})"
            orphans = FaultPlaces(count=store.rows(f"SELECT count(*) {where}")[0][0])
            if repair and orphans.count:
                with store.transaction():
                    store.run(f"DELETE {where}")
            problem = f"{{count}} rows refer to {parent} that do not exist"
            yield from orphans.fault(table, problem, is_mended=repair)


def _check_numbers(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that each report's versions are numbered without gaps, and that the last one is marked as the latest."""
    found = FaultPlaces()
    for _, key in misnumbered_reports(store):
        found.add(key)
    if repair:
        renumber_versions(store)
    yield from found.fault("versions", "The version numbers of {count} reports are inconsistent", is_mended=repair)


# A version without its text is reported by another check.
_MISSING = """
SELECT versions.id, reports.key || ' version ' || number FROM versions
JOIN reports ON reports.id = report JOIN texts ON texts.version = versions.id
WHERE versions.id NOT IN (SELECT rowid FROM words) ORDER BY 1
"""


def _check_full_text(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that the full-text index holds each version, and no other."""
    missing, strange = FaultPlaces(), FaultPlaces()
    for _, name in store.each(_MISSING):
        missing.add(name)
    for (version,) in store.each("SELECT rowid FROM words EXCEPT SELECT id FROM versions"):
        strange.add(str(version))
    if repair and missing.count + strange.count:
        with store.transaction():
            rebuild_full_text(store)
    yield from missing.fault("words", "{count} versions are not in the full-text index", is_mended=repair)
    yield from strange.fault("words", "{count} entries of the full-text index have no version", is_mended=repair)


def _finds_words(store: Store) -> bool:
    """Check that a search for its longest word finds each version in the full-text index.

    SQLite cannot detect a loss, as the index does not keep what was inserted.
    """
    for (version,) in store.each("SELECT id FROM versions WHERE id IN (SELECT rowid FROM words)"):
        try:
            text = str(store.rows("SELECT text FROM texts WHERE version = ?", (version,))[0][0])
        except UNREADABLE:
            continue
        # The last word may be cut off.
        words = [
            word
            for word in fold(text[:_PROBED_CHARACTERS]).split()[:-1]
            if len(word) <= _LONGEST_WORD and any(map(str.isalnum, word))
        ]
        asked = (phrase(max(words, key=len)), version) if words else None
        is_found = not asked or store.one("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?", asked)
        if not is_found and checksums_match(store, version, "text"):
            return False
    return True


def _rebuild_full_text(store: Store, *, repair: bool) -> Fault:
    """Rebuild the full-text index; searches use the old one until the new one is complete."""
    if repair:
        with store.transaction():
            rebuild_full_text(store)
    then = "" if repair else f" {REPAIR}"
    return Fault(where="words", problem=f"The full-text index is damaged.{then}", is_mended=repair)


def _check_segments(store: Store, *, repair: bool) -> Iterator[Fault]:
    """Check that the files of segments exist and match their checksums."""
    folder = segments_folder(store)
    sound = {
        segment.seal
        for segment in fresh_segments(store)
        if all(
            (folder / file.name).is_file() and digest_of(folder / file.name) == file.sha256 for file in segment.files
        )
    }
    found = FaultPlaces()
    for first, last, seal in store.rows("SELECT first, last, seal FROM segments WHERE NOT is_stale"):
        if seal not in sound:
            found.add(f"{first}-{last}")
            if repair:
                with store.transaction():
                    store.run("UPDATE segments SET is_stale = 1 WHERE first = ?", (first,))
    then = "Until whence compact writes them again, whence counts without them." if repair else REPAIR
    yield from found.fault(folder.name, "{count} segments are lost or damaged", is_mended=repair, then=then)
