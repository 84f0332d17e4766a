"""An archive that an older whence made is brought up to date, and other programs open what this one makes."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from tests.support.archives import HARBOUR, put_in
from tests.support.quick_reader import add, captures, holdings_of, row, rows_of
from whence.archive.archive import Archive
from whence.archive.storage.migrations import MIGRATIONS, migrate, steps_done
from whence.archive.storage.sql_functions import add_functions
from whence.archive.storage.store import Store
from whence.errors import ArchiveError

ARCHIVE_PAGE = Path(__file__).parents[3] / "docs" / "archive.md"
SEARCH = ARCHIVE_PAGE.read_text("utf-8").split("```sql\n")[1].split("```")[0]
FYODOR = "Фёдор уехал\n\nInes Okafor said Фёдор left Łódź.\n"


def connect(path):
    """Open an archive to write, with the functions that steps call."""
    connection = apsw.Connection(str(path))
    add_functions(connection)
    return connection


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "news.whence"
    add(path, *captures(40), row(FYODOR, 900))
    names = ('Ö "Okafor"', "B\\C")
    sources = tuple(replace(one, name=name) for one, name in zip(HARBOUR.sources, names, strict=True))
    attribution = replace(HARBOUR.attributions[1], relays=("s1", "s2"))
    with closing(Store(path)) as store:
        put_in(
            store,
            [replace(HARBOUR, attributions=(HARBOUR.attributions[0], attribution), sources=sources)],
            addresses=["a.example/1"],
        )
    return path


@pytest.fixture
def older(path, tmp_path):
    """Make the same archive as the first step of its tables has it."""
    older = tmp_path / "older.whence"
    with closing(connect(older)) as connection:
        migrate(connection, older, MIGRATIONS[:1])
        connection.execute("ATTACH ? AS newer", (str(path),))
        tables = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'words*'"
        for (table,) in connection.execute(tables).fetchall():
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")  # noqa: S608
        joined = "(SELECT coalesce(group_concat(value, '; '), '') FROM json_each(relays))"
        connection.execute(f"UPDATE main.attributions SET relays = {joined}")  # noqa: S608
        connection.execute("INSERT INTO words (rowid, text) SELECT version, text FROM texts")
    return older


def change(path, sql):
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(sql)


def test_an_older_archive_is_brought_up_to_date_with_all_that_it_holds(path, older):
    with Archive(older) as archive:
        assert archive.check() == []
        assert archive.search("Федор").total == archive.search("lodz").total == 1
    assert holdings_of(older) == holdings_of(path)
    assert older.with_name("older.whence-before-10").exists()


def test_an_older_archive_that_was_brought_up_to_date_can_be_changed(path, older):
    for each in (path, older):
        with Archive(each) as archive:
            name = archive.search("lodz").hits[0].held.id
            assert archive.remove([name]) == 1
            assert archive.search("lodz").total == 0
        add(each, row(FYODOR, 901))
        with Archive(each) as archive:
            assert archive.check() == []
    assert holdings_of(older)["words"] == holdings_of(path)["words"]


@pytest.mark.parametrize("steps", [1, 2])
def test_all_reports_of_an_older_archive_are_to_be_linked_by_their_latest_versions(older, steps):
    with closing(connect(older)) as connection:
        migrate(connection, older, MIGRATIONS[:steps])
    with Archive(older) as archive:
        assert len(archive.reports()) > 30
    latest = rows_of(older, "SELECT id FROM versions WHERE is_latest")
    assert len(latest) < len(rows_of(older, "SELECT id FROM versions"))
    assert rows_of(older, "SELECT version FROM unlinked") == latest
    assert rows_of(older, "SELECT count(*) FROM linked") == [(0,)]
    with Archive(older) as archive:
        archive.remove([archive.reports()[0].id])
    assert len(rows_of(older, "SELECT version FROM unlinked")) == len(latest) - 1


def test_relays_of_an_older_archive_become_a_list(older):
    with Archive(older) as archive:
        (told,) = [row["relays"] for row in archive.table("attributions").to_pylist() if row["relays"]]
    assert told == ['Ö "Okafor"', "B\\C"]


def test_what_was_altered_before_an_archive_was_brought_up_to_date_is_told(older):
    change(older, "UPDATE texts SET text = replace(text, 'boats', 'goats') WHERE version = 3")
    with Archive(older) as archive:
        assert [(fault.where, fault.is_mended) for fault in archive.check(repair=True)] == [("texts", False)]


def test_of_an_older_archive_that_is_damaged_what_can_be_read_is_saved(older):
    os.truncate(older, older.stat().st_size * 9 // 10 // 4096 * 4096)
    with Archive(older) as archive:
        with pytest.raises(ArchiveError, match="it is damaged"):
            archive.reports()
        (fault,) = archive.check(repair=True)
    saved = older.with_name("older.whence-saved")
    assert f"saved in {saved}" in fault.problem
    with Archive(saved) as archive:
        assert archive.check() == []
        assert archive.reports()


def test_an_older_archive_whose_index_is_damaged_gets_a_new_one_or_is_saved(older):
    change(older, "UPDATE words_data SET block = zeroblob(9) WHERE id = 10")
    with Archive(older) as archive:
        archive.check(repair=True)
    saved = older.with_name("older.whence-saved")
    with Archive(saved if saved.exists() else older) as archive:
        assert archive.check() == []
        assert archive.search("Федор").total == 1


MORE = (*MIGRATIONS, "CREATE TABLE tides (height REAL); INSERT INTO tides VALUES (4.5);")


def test_an_archive_is_brought_up_to_date_after_a_copy_was_made(path):
    before = holdings_of(path)
    with closing(connect(path)) as connection:
        migrate(connection, path, MORE)
        assert steps_done(connection) == 11
    backup = path.with_name("news.whence-before-11")
    assert holdings_of(backup) == before
    assert holdings_of(path) == before | {"tides": [(4.5,)]}
    with Archive(backup) as archive:
        assert archive.check() == []
    with pytest.raises(ArchiveError, match=r"a newer version of whence made it \(schema 11; this version knows 10\)"):
        Archive(path)


def test_a_step_that_fails_half_way_leaves_the_archive_as_it_was(path):
    before = holdings_of(path)
    failing = (*MORE, "CREATE TABLE more (x); INSERT INTO more VALUES (1); DROP TABLE ghosts")
    with closing(connect(path)) as connection:
        with pytest.raises(apsw.SQLError, match="no such table: ghosts"):
            migrate(connection, path, failing)
        # The step before it is done whole.
        assert steps_done(connection) == 11
    assert holdings_of(path) == before | {"tides": [(4.5,)]}


# SQLite 3.40 has these options of the full-text index; the standard library's may be older or newer.
KNOWN_OPTIONS = {"content", "tokenize"}


def test_another_program_s_sqlite_lists_and_searches_an_archive(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as other:
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        counts = {table: other.execute(f"SELECT count(*) FROM [{table}]").fetchone()[0] for table in tables}  # noqa: S608
        found = other.execute(SEARCH.replace("harbour AND crack", "lodz AND okafor")).fetchall()
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert counts["words"] == counts["versions"] == counts["texts"] > 30
    assert [headline for _, headline, _ in found] == ["Фёдор уехал"]


def test_the_full_text_index_has_no_option_that_an_older_sqlite_does_not_know(path):
    ((sql,),) = rows_of(path, "SELECT sql FROM sqlite_schema WHERE name = 'words'")
    options = {part.split("=")[0].strip() for part in sql.replace("\n", " ").split(",") if "=" in part}
    assert options == KNOWN_OPTIONS


def test_an_older_archive_that_may_not_be_written_says_that_it_is_to_be_brought_up_to_date(older, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("whence.archive.storage.store.FileLock.acquire", refuse)
    with pytest.raises(ArchiveError, match="no permission to bring it up to date"):
        Archive(older)


def test_an_older_archive_that_is_opened_to_read_only_is_left_as_it_was(older):
    with pytest.raises(ArchiveError, match="an older version of whence made it"):
        Archive(older, read_only=True)
    assert rows_of(older, "PRAGMA user_version") == [(1,)]
