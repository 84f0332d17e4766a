import sys

import pytest

from tests.support.archives import HARBOUR, fill, ledger_by
from tests.support.ledgers_by_hand import open_by_hand
from whence.archive.archive import Archive
from whence.archive.columnar.segments import fresh_segments, segments_folder, write_segments
from whence.archive.storage.write import remove_reports
from whence.archive.upkeep.compact import compact
from whence.errors import ArchiveError
from whence.records.answers import Filters


@pytest.fixture
def store(tmp_path):
    told = [ledger_by("Bo", text=f"Bo said it {number}. " + "It leaks, he said. " * 1500) for number in range(50)]
    return fill(tmp_path / "news.whence", [HARBOUR, *told])


def everything(store):
    """Read all that an archive holds, but for what its full-text index keeps for itself."""
    names = [row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
    kept = [name for name in names if not name.startswith(("words", "sqlite_"))]
    found = store.rows("SELECT rowid FROM words WHERE words MATCH 'leaks' ORDER BY 1")
    return {name: store.rows(f"SELECT * FROM {name}") for name in kept} | {"found": found}  # noqa: S608


def test_room_that_was_freed_is_given_back_and_all_that_is_held_stays(store):
    with store.writing(), store.transaction():
        remove_reports(store, range(2, 41))
    held = everything(store)
    done = compact(store)
    assert done.after < done.before / 2
    assert done.after == store.path.stat().st_size
    assert done.segments == 0
    assert everything(store) == held
    assert store.rows("PRAGMA integrity_check") == [("ok",)]
    assert compact(store).after == done.after


def test_it_can_be_searched_and_added_to_afterwards(tmp_path):
    (tmp_path / "one.txt").write_text("Harbour news\n\nOkafor said that it leaks.\n")
    with Archive(tmp_path / "news.whence", create=True) as archive:
        archive.add([tmp_path / "one.txt"], reader=open_by_hand)
        assert archive.compact().segments == 0
        (tmp_path / "two.txt").write_text("Bridge news\n\nOkafor said that it holds.\n")
        archive.add([tmp_path / "two.txt"], reader=open_by_hand)
        assert [archive.search("okafor").total, archive.search("leaks").total] == [2, 1]
        assert archive.stats(filters=Filters(source="Okafor")).reports == 2


def test_segments_that_are_stale_are_written_again(store):
    write_segments(store, size=10)
    with store.writing(), store.transaction():
        remove_reports(store, [3, 14])
    assert compact(store).segments == 2
    assert [segment.first for segment in fresh_segments(store)] == [1, 11, 21, 31, 41]


def test_without_pyarrow_stale_segments_are_taken_away(store, monkeypatch):
    write_segments(store, size=10)
    with store.writing(), store.transaction():
        remove_reports(store, [3])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert compact(store).segments == 0
    assert [segment.first for segment in fresh_segments(store)] == [11, 21, 31, 41]
    assert list(segments_folder(store).glob("*-000000001-*")) == []


def test_on_a_full_disk_it_stays_as_it_was_and_says_so(store):
    held = everything(store)
    with store.writing():
        (pages,) = store.rows("PRAGMA page_count")[0]
        store.run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ArchiveError, match="there is not enough disk space to compact it") as told:
            compact(store)
    assert "free disk space of twice its size, there and in " in str(told.value)
    assert everything(store) == held
    assert store.rows("PRAGMA integrity_check") == [("ok",)]
    assert compact(store).segments == 0


def test_only_one_writes_at_a_time(store):
    other = fill(store.path, [])
    with other.writing(), pytest.raises(ArchiveError, match="another whence process is writing to it"):
        compact(store)


def test_a_reader_that_still_reads_does_not_keep_it_from_being_compacted(store):
    reader = fill(store.path, [])
    with store.writing(), store.transaction():
        remove_reports(store, range(2, 41))
    with reader.snapshot():
        before = everything(reader)
        compact(store)
        assert everything(reader) == before
    assert everything(reader) == everything(store)
