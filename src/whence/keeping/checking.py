"""Whether an archive is as it should be, and the mending of what is not.

SQLite looks at its own pages, indexes and full-text index (``PRAGMA integrity_check``; the quick one passes over the
indexes, of which a wrong one hides reports from whoever searches). The rest is looked at here: what points to what,
and whether rows say what the ledgers say that they were made of.

Reference:
    https://www.sqlite.org/pragma.html#pragma_integrity_check
"""

import re
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field

from whence.errors import ArchiveError
from whence.keeping.parts import ledger_of, part_rows, put_words, unpack
from whence.keeping.placing import digest_of
from whence.keeping.querying import phrase
from whence.keeping.saving import UNREADABLE, bare_ledger, is_as_read, misnumbered, save, settle_numbers
from whence.keeping.sealing import fresh_segments, segments_folder
from whence.keeping.store import Row, Store
from whence.keeping.writing import columns_of, put_again
from whence.records.form import ledger_to_form
from whence.records.holdings import Fault
from whence.records.ledger import Ledger
from whence.version import VERSION

__all__ = ["check"]

_OF_INDEX = re.compile(r"missing from index|entries in index|entry in index")
_OF_WORDS = re.compile(r"FTS5 table|fts5:")
_AT_ONCE = 500
"""Versions that are looked at together, and mended in one transaction."""
_MOST_NAMED = 3
_PROBED_CHARACTERS, _LONGEST_WORD = 2000, 60
_PLAIN = ("reports", "addresses", "digests", "changes", "rejected", "feeds", "visits", "names", "segments")
"""Tables that are made of nothing else that is in the archive."""
_REPAIR = "Run whence check --repair."


@dataclass(slots=True)
class _Found:
    """The places where one thing is wrong."""

    count: int = 0
    named: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if len(self.named) < _MOST_NAMED:
            self.named.append(name)

    def fault(self, where: str, problem: str, *, is_mended: bool, then: str = _REPAIR) -> Iterator[Fault]:
        """Tell it, if there is any place: the problem, the first places, and what to do where it is not mended."""
        if self.count:
            more = f" and {self.count - len(self.named):,} more" if self.count > len(self.named) else ""
            places = f" ({', '.join(self.named)}{more})" if self.named else ""
            told = f"{problem.format(count=f'{self.count:,}')}{places}."
            does_follow = then and not (is_mended and then == _REPAIR)
            yield Fault(where=where, problem=f"{told} {then}" if does_follow else told, is_mended=is_mended)


def check(store: Store, *, repair: bool) -> list[Fault]:
    """Look whether an archive is as it should be.

    Args:
        store: The archive's file.
        repair: Whether to mend what can be mended. Of a file with damaged pages, what can be read is saved in a new
            archive beside it.

    Returns:
        What is wrong; nothing if all is well.

    Raises:
        ArchiveError: It is to be mended, and cannot be written.
    """
    told = _ask_sqlite(store)
    damage = [each for each in told if not (_OF_INDEX.search(each) or _OF_WORDS.search(each))]
    damage = damage or [f"rows of {table} cannot be read" for table in _PLAIN if not _is_readable(store, table)]
    if damage:
        return [_damage(store, damage[0], repair=repair)]
    with store.writing() if repair else store.snapshot():
        faults = []
        if any(map(_OF_INDEX.search, told)):
            faults.append(_check_indexes(store, repair=repair))
        has_words = not any(map(_OF_WORDS.search, told)) and _finds_words(store)
        if not has_words:
            faults.append(_make_words_anew(store, repair=repair))
        letters = list(_check_letters(store, repair=repair))
        if letters and not repair:
            return [*faults, *letters]  # the rest cannot be read before that is mended
        faults += letters
        for step in (_check_reports, _check_pointers, _check_numbers, _check_versions, _check_segments):
            faults += step(store, repair=repair)
        if repair or has_words:
            faults += _check_words(store, repair=repair)
    return faults


def _ask_sqlite(store: Store) -> list[str]:
    """Have SQLite look at the file itself, and list what it complains about."""
    try:
        with store.salvaging():
            found = [str(row[0]) for row in store.rows("PRAGMA integrity_check(20)")]
    except UNREADABLE as error:
        return [str(error.__cause__ or error)]
    # The first of several complaints has a heading above it.
    lines = [line for each in found for line in each.splitlines() if not line.startswith("***")]
    return [] if lines == ["ok"] else lines


def _is_readable(store: Store, table: str) -> bool:
    try:
        for _ in store.each(f"SELECT * FROM {table} NOT INDEXED"):
            pass
    except UNREADABLE:
        return False
    return True


def _damage(store: Store, told: str, *, repair: bool) -> Fault:
    """Tell that pages of the file are damaged, and save what there is on the others."""
    problem = f"Pages of it are damaged, as a disk or a copy that was cut off leaves them ({told})."
    if not repair:
        then = (
            f"Take a copy made before, or run whence check --repair: what can be read is saved in {store.path}-saved."
        )
        return Fault(where=str(store.path), problem=f"{problem} {then}", is_mended=False)
    saved = save(store)
    if not saved.reports:
        then = "Nothing of it can be read. Take a copy that was made before."
        return Fault(where=str(store.path), problem=f"{problem} {then}", is_mended=False)
    then = (
        f"What could be read is saved in {saved.path}: reports: {saved.reports:,}, versions: {saved.versions:,}."
        " Use that one from now on, and add again what it lacks."
    )
    return Fault(where=str(store.path), problem=f"{problem} {then}", is_mended=False)


def _check_indexes(store: Store, *, repair: bool) -> Fault:
    is_mended = False
    if repair:
        with suppress(ArchiveError), store.batch():
            store.run("REINDEX")
            is_mended = True
    then = "" if is_mended else f" {_REPAIR}"
    return Fault(
        where="indexes", problem=f"Not all rows are in them, so some are not found.{then}", is_mended=is_mended
    )


def _check_letters(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that what versions tell of themselves can be read as text."""
    found = _Found()
    columns = [row[0] for row in store.rows("SELECT name FROM pragma_table_info('versions') WHERE type = 'TEXT'")]
    for (version,) in list(store.each("SELECT id FROM versions")):
        try:
            store.rows(f"SELECT {', '.join(columns)} FROM versions WHERE id = ?", (version,))
        except UNREADABLE:
            found.add(f"number {version}")
            if repair:
                with store.batch():
                    for column in columns:
                        sql = f"SELECT CAST({column} AS BLOB) FROM versions WHERE id = ? AND {column} IS NOT NULL"
                        for (told,) in store.rows(sql, (version,)):
                            readable = bytes(told).decode("utf-8", "replace")
                            store.run(f"UPDATE versions SET {column} = ? WHERE id = ?", (readable, version))
    yield from found.fault("versions", "{count} have letters that cannot be read", is_mended=repair)


def _check_reports(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that each version has its report, and each report a version."""
    lost = _Found()
    sql = "SELECT report, min(number), key FROM versions WHERE report NOT IN (SELECT id FROM reports) GROUP BY report"
    for report, _, key in list(store.each(sql)):
        lost.add(key)
        if repair:
            with store.batch():
                taken = store.one("SELECT 1 FROM reports WHERE key = ?", (key,))
                store.run("INSERT INTO reports (id, key) VALUES (?, ?)", (report, f"{key}-{report}" if taken else key))
    yield from lost.fault("reports", "{count} reports were not listed", is_mended=repair)
    empty = _Found()
    sql = "SELECT key FROM reports WHERE id NOT IN (SELECT report FROM versions)"
    for (key,) in store.each(sql):
        empty.add(key)
    if repair and empty.count:
        with store.batch():
            store.run(f"DELETE FROM reports WHERE key IN ({sql})")
    yield from empty.fault("reports", "{count} reports have no version", is_mended=repair)


def _check_pointers(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that every row that belongs to a version has one."""
    tables = [
        row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'versions'")
    ]
    for table in tables:
        for column, parent in store.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)):
            where = f"FROM {table} WHERE {column} NOT IN (SELECT id FROM {parent})"
            orphans = _Found(count=store.rows(f"SELECT count(*) {where}")[0][0])
            if repair and orphans.count:
                with store.batch():
                    store.run(f"DELETE {where}")
            problem = f"{{count}} rows belong to {parent} that do not exist"
            yield from orphans.fault(table, problem, is_mended=repair)


def _check_numbers(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that each report's versions are numbered one after the other, and the last one is the latest."""
    found = _Found()
    for _, key in misnumbered(store):
        found.add(key)
    if repair:
        settle_numbers(store)
    yield from found.fault("versions", "Those of {count} reports are not in order", is_mended=repair)


def _check_versions(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that each version has its text and ledger, and that its rows are those of the ledger."""
    without_text, without_ledger, altered, unlike = _Found(), _Found(), _Found(), _Found()
    for names in _walk(store):
        with store.batch() if repair else nullcontext():
            for version, name, key in names:
                try:
                    ledger = _ledger(store, version)
                except LookupError:
                    without_text.add(name)
                    continue
                except UNREADABLE:
                    altered.add(name)
                    continue
                is_lost, ledger = ledger is None, ledger or bare_ledger(store, version)
                if not is_as_read(ledger.report, key):
                    altered.add(name)
                elif is_lost or not _has_its_rows(store, version, ledger):
                    (without_ledger if is_lost else unlike).add(name)
                    if repair:
                        put_again(store, version, ledger)
    again = "Run whence remove on these reports, and add them again."
    yield from without_text.fault("texts", "{count} versions have lost theirs", is_mended=False, then=again)
    yield from altered.fault("texts", "{count} are not as they were read", is_mended=False, then=again)
    then = "Run whence reread to read them again." if repair else _REPAIR
    yield from without_ledger.fault("ledgers", "{count} cannot be read", is_mended=repair, then=then)
    yield from unlike.fault("ledgers", "{count} say something else than their rows", is_mended=repair)


# What has lost its text is told of elsewhere.
_MISSING = """
SELECT versions.id, reports.key || ' version ' || number FROM versions
JOIN reports ON reports.id = report JOIN texts ON texts.version = versions.id
WHERE versions.id NOT IN (SELECT rowid FROM words) ORDER BY 1
"""


def _check_words(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that the full-text index has each version, and no other."""
    missing, strange = _Found(), _Found()
    for version, name in list(store.each(_MISSING)):
        missing.add(name)
        if repair:
            with suppress(*UNREADABLE), store.batch():
                put_words(store, version, ledger_of(store, version))
    yield from missing.fault("words", "{count} versions are not in the full-text index", is_mended=repair)
    for (version,) in list(store.each("SELECT rowid FROM words EXCEPT SELECT id FROM versions")):
        strange.add(str(version))
        if repair:
            with store.batch():
                store.run("DELETE FROM words WHERE rowid = ?", (version,))
    yield from strange.fault("words", "{count} entries of the full-text index have no version", is_mended=repair)


def _finds_words(store: Store) -> bool:
    """Tell whether each version in the full-text index is found by its longest word.

    What was put into the index is not kept beside it, so SQLite cannot tell whether some of it is lost.
    """
    for (version,) in store.each("SELECT id FROM versions WHERE id IN (SELECT rowid FROM words)"):
        try:
            text = str(store.rows("SELECT text FROM texts WHERE version = ?", (version,))[0][0])[:_PROBED_CHARACTERS]
        except UNREADABLE:
            continue
        # The last word may be cut.
        words = [word for word in text.split()[:-1] if len(word) <= _LONGEST_WORD and any(map(str.isalnum, word))]
        asked = (phrase(max(words, key=len)), version) if words else None
        if asked and not store.one("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?", asked):
            ledger = _ledger(store, version)
            (key,) = store.rows("SELECT key FROM versions WHERE id = ?", (version,))[0]
            if ledger and is_as_read(ledger.report, key):
                return False
    return True


def _make_words_anew(store: Store, *, repair: bool) -> Fault:
    """Make the full-text index anew; searches see the old one until the new one is whole."""
    if repair:
        with store.batch():
            store.run("INSERT INTO words (words) VALUES ('delete-all')")
            for names in _walk(store):
                for version, _, _ in names:
                    with suppress(*UNREADABLE):
                        put_words(store, version, ledger_of(store, version))
    then = "" if repair else f" {_REPAIR}"
    return Fault(where="words", problem=f"The full-text index is damaged.{then}", is_mended=repair)


def _check_segments(store: Store, *, repair: bool) -> Iterator[Fault]:
    """See that what is sealed is there, as it was sealed."""
    folder = segments_folder(store)
    sound = {
        segment.seal
        for segment in fresh_segments(store)
        if all(
            (folder / file.name).is_file() and digest_of(folder / file.name) == file.sha256 for file in segment.files
        )
    }
    found = _Found()
    for first, last, seal in store.rows("SELECT first, last, seal FROM segments WHERE NOT is_stale"):
        if seal not in sound:
            found.add(f"{first}-{last}")
            if repair:
                with store.batch():
                    store.run("UPDATE segments SET is_stale = 1 WHERE first = ?", (first,))
    then = "Until whence compact seals them again, counts are taken from the archive itself." if repair else _REPAIR
    yield from found.fault(folder.name, "{count} segments are lost or damaged", is_mended=repair, then=then)


def _walk(store: Store) -> Iterator[list[Row]]:
    """Go through all versions, some at a time: the number of each, what to call it, and its report's own id."""
    last = 0
    while rows := store.rows(
        "SELECT versions.id, reports.key || ' version ' || number, versions.key FROM versions"
        " JOIN reports ON reports.id = report WHERE versions.id > ? ORDER BY versions.id LIMIT ?",
        (last, _AT_ONCE),
    ):
        yield rows
        last = max(last + 1, rows[-1][0])


def _ledger(store: Store, version: int) -> Ledger | None:
    """Get a version's ledger; none if it is damaged.

    Raises:
        LookupError: There is not even a text.
    """
    text, packed = store.rows("SELECT text, ledger FROM texts WHERE version = ?", (version,))[0]
    try:
        return unpack(text, packed)
    except UNREADABLE:
        return None


def _has_its_rows(store: Store, version: int, ledger: Ledger) -> bool:
    """Tell whether the rows of a version are what its ledger makes."""
    told = columns_of(ledger, ledger_to_form(ledger))
    made = part_rows(version, ledger)
    try:
        row = store.one(f"SELECT {', '.join(told)} FROM versions WHERE id = ?", (version,))
        rows = {part: store.rows(f"SELECT * FROM {part} WHERE version = ? ORDER BY 1, 2", (version,)) for part in made}
    except UNREADABLE:
        return False
    if ledger.whence == VERSION:
        return row == (*told.values(),) and rows == made
    # Another whence may have made other rows of it.
    return all(len(rows[part]) == len(made[part]) for part in made)
