"""Checking: what is wrong in an archive is told and mended, and what can be read of a damaged one is saved."""

import os
import random
from contextlib import closing
from dataclasses import replace

import apsw
import pytest

from tests.support.quick_reader import add, captures, holdings_of, open_quickly, read_quickly, rows_of
from whence.archive.archive import Archive
from whence.archive.columnar.segments import write_segments
from whence.archive.storage.store import Store
from whence.errors import ArchiveError

_MANY = 200


@pytest.fixture
def path(tmp_path):
    """Make an archive of some reports, of which some have several versions."""
    path = tmp_path / "news.whence"
    add(path, *captures(40))
    return path


@pytest.fixture
def larger(path):
    """Make an archive whose reports take up more than the tables themselves."""
    add(path, *captures(_MANY))
    return path


def open_older():
    return lambda report: replace(read_quickly(report), whence="0.0.1")


def change(path, sql):
    """Do to an archive what whence would not."""
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(sql)


def check(path, *, repair=False):
    with Archive(path) as archive:
        return archive.check(repair=repair)


def test_nothing_is_wrong_with_a_sound_archive(path, tmp_path):
    before = holdings_of(path)
    assert check(path) == check(path, repair=True) == []
    assert holdings_of(path) == before
    with Archive(tmp_path / "empty.whence", create=True) as empty:
        assert empty.check(repair=True) == []


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("DELETE FROM attributions WHERE version = 3", "ledgers"),
        ("DELETE FROM sources", "ledgers"),
        ("UPDATE attributions SET content = 'nothing' WHERE version = 3", "ledgers"),
        ("UPDATE sources SET name = CAST(x'ff' AS TEXT) WHERE version = 3", "ledgers"),
        ("UPDATE versions SET headline = 'Goats', own = 0.5 WHERE id = 3", "ledgers"),
        ("UPDATE versions SET attribution_count = 7 WHERE id IN (2, 5, 6, 7)", "ledgers"),
        ("INSERT INTO findings VALUES (4, 1, 'denied', 'x', 'y', 0)", "ledgers"),
        ("DELETE FROM words_docsize WHERE id = 4", "words"),
        ("INSERT INTO words (words) VALUES ('delete-all')", "words"),
        ("INSERT INTO words (rowid, text) VALUES (900, 'ghost')", "words"),
        ("UPDATE words_data SET block = zeroblob(9) WHERE id > 1000", "words"),
        ("UPDATE versions SET is_latest = 1", "versions"),
        ("UPDATE versions SET is_latest = 0 WHERE report = 1", "versions"),
        ("UPDATE versions SET number = number + 3", "versions"),
        ("PRAGMA foreign_keys = OFF; INSERT INTO digests (digest, version) VALUES ('0', 900)", "digests"),
        (
            "PRAGMA foreign_keys = OFF; INSERT INTO addresses (address, version) VALUES ('post.example', 900)",
            "addresses",
        ),
        ("PRAGMA foreign_keys = OFF; INSERT INTO texts VALUES (900, 'ghost', x'00')", "texts"),
        ("INSERT INTO reports (key) VALUES ('r:0')", "reports"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM reports WHERE id = 2", "reports"),
        ("UPDATE words_data SET block = zeroblob(9) WHERE id = 10", "words"),
    ],
)
def test_what_is_made_of_something_else_is_made_again(path, harm, where):
    before = holdings_of(path)
    change(path, harm)
    faults = check(path)
    assert {fault.where for fault in faults} == {where}
    assert not any(fault.is_mended for fault in faults)
    assert all(fault.problem.endswith("Run whence check --repair.") for fault in faults)
    mended = check(path, repair=True)
    assert {fault.where for fault in mended} == {where}
    assert all(fault.is_mended for fault in mended)
    assert check(path) == []
    assert holdings_of(path) == before


def test_rows_that_an_index_lacks_are_put_into_it(path):
    # For a moment SQLite takes the index for one of something else, and fills it with that.
    harm = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"
    change(path, harm.format("(content)", "(''x'' || content)", "versions_content"))
    change(path, "REINDEX versions_content")
    change(path, harm.format("(''x'' || content)", "(content)", "versions_content"))
    before = holdings_of(path)
    (fault,) = check(path)
    assert (fault.where, fault.is_mended) == ("indexes", False)
    (fault,) = check(path, repair=True)
    assert fault.is_mended
    assert check(path) == []
    assert holdings_of(path) == before


def test_letters_that_cannot_be_read_are_replaced_and_told(path):
    change(path, "UPDATE versions SET input = CAST(x'ff' AS TEXT) || input WHERE id = 1")
    with Archive(path) as archive, pytest.raises(ArchiveError, match="it is damaged"):
        archive.reports()
    assert [(fault.where, fault.is_mended) for fault in check(path)] == [("versions", False)]
    mended = check(path, repair=True)
    assert [(fault.where, fault.is_mended) for fault in mended] == [("versions", True), ("versions", False)]
    assert check(path) == [mended[1]]  # that it was altered stays told
    with Archive(path) as archive:
        assert [held.receipt.input[0] for held in archive.reports()].count("\N{REPLACEMENT CHARACTER}") == 1


def test_all_but_rows_that_cannot_be_read_is_saved(path):
    before = holdings_of(path)
    change(path, "UPDATE changes SET lead = CAST(x'ff' AS TEXT) WHERE version = (SELECT max(version) FROM changes)")
    (fault,) = check(path, repair=True)
    assert "rows of changes cannot be read" in fault.problem
    saved = holdings_of(path.with_name("news.whence-saved"))
    apart = {"changes": None, "checksums": None}
    assert saved | apart == before | apart
    assert saved["changes"] == before["changes"][:-1]


def test_rows_that_another_whence_made_are_told_if_they_were_altered(path):
    with Archive(path) as archive:
        archive.reread(model="quick", everything=True, reader=open_older)
    assert check(path) == []
    for harm in ("UPDATE attributions SET content = 'written otherwise' WHERE version = 3", "DELETE FROM attributions"):
        change(path, harm)
        assert [fault.where for fault in check(path)] == ["ledgers"]
    check(path, repair=True)
    assert check(path) == []


def test_of_many_places_a_few_are_named(path):
    change(path, "DELETE FROM attributions")
    (fault,) = check(path)
    assert fault.problem.count("r:") == 3
    assert " more). Run whence check --repair." in fault.problem


def test_a_lost_ledger_leaves_the_text_to_be_read_again(path):
    before = holdings_of(path)
    change(path, "UPDATE texts SET ledger = x'00' WHERE version = 3")
    assert [(fault.where, fault.is_mended) for fault in check(path)] == [("ledgers", False)]
    (fault,) = check(path, repair=True)
    assert fault.is_mended
    assert fault.problem.endswith("Run whence reread to read them again.")
    with Archive(path) as archive:
        assert archive.reread(model="quick", reader=open_quickly).changed == 1
    after = holdings_of(path)
    assert after["attributions"] == before["attributions"]
    assert after["words"] == before["words"]


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM texts WHERE version = 3",
        "UPDATE texts SET text = replace(text, 'boats', 'goats') WHERE version = 3",
    ],
)
def test_a_lost_or_altered_text_is_told_with_what_to_do(path, harm):
    change(path, harm)
    for repair in (False, True):
        (fault,) = check(path, repair=repair)
        assert (fault.where, fault.is_mended) == ("texts", False)
        assert fault.problem.endswith("Remove these reports with whence remove, and add them again.")
    with Archive(path) as archive:
        name = fault.problem.partition("(")[2].partition(" ")[0]
        archive.remove([name])
    add(path, *captures(40))
    assert check(path) == []


def test_a_sealed_segment_that_is_lost_or_altered_is_sealed_anew(path):
    pytest.importorskip("pyarrow")
    with closing(Store(path)) as store:
        assert write_segments(store, size=10) > 1
    assert check(path) == []
    files = sorted(path.with_name("news.whence.segments").glob("*.parquet"))
    files[0].unlink()
    files[-1].write_bytes(b"PAR1")
    (fault,) = check(path)
    assert (fault.where, fault.is_mended) == ("news.whence.segments", False)
    (fault,) = check(path, repair=True)
    assert fault.is_mended
    assert check(path) == []


def cut_off(path, share):
    size = path.stat().st_size
    os.truncate(path, int(size * share) // 4096 * 4096)


def scribble(path, random, pages=1):
    """Write over pages of a file, but for the first one."""
    with path.open("r+b") as file:
        for _ in range(pages):
            file.seek(random.randrange(1, path.stat().st_size // 4096) * 4096)
            file.write(random.randbytes(4096))


def texts_of(path):
    return dict(rows_of(path, "SELECT version, text FROM texts"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_of_an_archive_that_was_cut_off_what_is_left_is_saved(larger, share):
    path = larger
    whole = texts_of(path)
    cut_off(path, share)
    with Archive(path) as archive:
        with pytest.raises(ArchiveError, match="it is damaged"):
            archive.reports()
        (fault,) = archive.check()
        assert f"{path}-saved" in fault.problem
        assert not path.with_name("news.whence-saved").exists()
        (fault,) = archive.check(repair=True)
        assert not fault.is_mended
    saved = path.with_name("news.whence-saved")
    assert saved.exists() == (share == 0.9)
    if saved.exists():
        assert f"saved in {saved}: reports: " in fault.problem
        assert 0 < len(texts_of(saved)) < len(whole)
        assert texts_of(saved).items() <= whole.items()
        assert check(saved) == []
    else:
        assert fault.problem.endswith("Nothing of it can be read. Use a backup.")


@pytest.mark.parametrize("seed", range(12))
def test_of_an_archive_with_damaged_pages_all_that_is_saved_is_sound(path, seed):
    whole = texts_of(path)
    scribble(path, random.Random(seed), pages=1 + seed % 3)  # noqa: S311
    (fault, *_) = check(path, repair=True)
    saved = path.with_name("news.whence-saved")
    if fault.where == str(path) and not saved.exists():
        assert "Nothing of it can be read" in fault.problem
        return
    now = saved if saved.exists() else path
    assert check(now) == []
    assert texts_of(now).items() <= whole.items()


def test_what_was_saved_before_is_not_written_over(larger):
    path = larger
    cut_off(path, 0.9)
    check(path, repair=True)
    check(path, repair=True)
    assert path.with_name("news.whence-saved-2").exists()


def test_what_was_saved_can_be_added_to(larger):
    path = larger
    before = holdings_of(path)
    cut_off(path, 0.9)
    check(path, repair=True)
    saved = path.with_name("news.whence-saved")
    assert saved.exists()
    add(saved, *captures(_MANY))
    assert {row[1] for row in holdings_of(saved)["reports"]} == {row[1] for row in before["reports"]}
