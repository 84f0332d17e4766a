import hashlib
import json
import shutil
import sys

import pytest
from pyarrow import parquet

from tests.support.archives import HARBOUR, changed, fill, ledger_by, put_in
from whence.archive.columnar.segments import (
    SEGMENT_TABLES,
    delete_stale_segments,
    fresh_segments,
    segments_folder,
    write_segments,
)
from whence.archive.storage.store import Store
from whence.archive.storage.write import remove_reports, replace_ledger
from whence.errors import UsageError

NAMES = ["Abe", "Bea", "Cyr", "Dora", "Ed"]


@pytest.fixture
def store(tmp_path):
    """Keep five reports, of which four fill two segments of two."""
    return fill(tmp_path / "news.whence", [ledger_by(name, text=f"It leaks, {name} said.") for name in NAMES])


def ranges(store):
    return [(segment.first, segment.last) for segment in fresh_segments(store)]


def sealed_names(store):
    """Read the names of all sources out of the files."""
    folder = segments_folder(store)
    files = [file for segment in fresh_segments(store) for file in segment.files if file.table == "sources"]
    return [name for file in files for name in parquet.read_table(folder / file.name)["name"].to_pylist()]


def test_segments_that_are_full_are_written_and_the_rest_is_left_until_it_is(store):
    assert write_segments(store, size=2) == 2
    assert ranges(store) == [(1, 2), (3, 4)]
    assert sealed_names(store) == ["Abe", "Bea", "Cyr", "Dora"]
    assert write_segments(store, size=2) == 0
    put_in(store, [ledger_by("Fay", text="Fay alone said it.")], addresses=["example.org/fay"])
    assert write_segments(store, size=2) == 1
    assert sealed_names(store) == [*NAMES, "Fay"]


def test_nothing_is_written_where_no_segment_is_full(store):
    assert write_segments(store) == 0
    assert not segments_folder(store).exists()


def test_the_manifest_lists_each_file_with_its_rows_and_digest(store):
    write_segments(store, size=2)
    folder = segments_folder(store)
    form = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (form["format"], form["archive"]) == (1, "news.whence")
    assert [(each["first"], each["last"]) for each in form["segments"]] == [(1, 2), (3, 4)]
    listed = [file for each in form["segments"] for file in each["files"]]
    assert [file["table"] for file in listed] == [*SEGMENT_TABLES, *SEGMENT_TABLES]
    for file in listed:
        assert hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest() == file["sha256"]
        assert parquet.read_metadata(folder / file["name"]).num_rows == file["rows"]
    assert [file["rows"] for file in listed] == [2, 2, 2, 0, 0] * 2
    assert {path.name for path in folder.iterdir()} == {"manifest.json", *(file["name"] for file in listed)}


def test_a_segment_has_the_tables_own_columns_but_for_what_is_the_latest(store):
    write_segments(store, size=2)
    for file in fresh_segments(store)[0].files:
        told = [row[0] for row in store.rows("SELECT name FROM pragma_table_info(?)", (file.table,))]
        columns = parquet.read_schema(segments_folder(store) / file.name)
        assert columns.names == [name for name in told if name != "is_latest"]
        assert str(columns.field(0).type) == "int64"


def test_a_new_version_leaves_the_segment_of_the_old_one_as_it_is(store):
    write_segments(store, size=2)
    told = changed(ledger_by("Abe", text="It leaks, Abe said."), before="leaks", after="holds")
    put_in(store, [told], addresses=["example.org/0"])
    assert store.rows("SELECT is_latest FROM versions WHERE report = 1 ORDER BY id") == [(0,), (1,)]
    assert ranges(store) == [(1, 2), (3, 4)]


def test_what_was_removed_or_read_again_makes_its_segment_stale_until_it_is_sealed_again(store):
    write_segments(store, size=2)
    before = {path.name for path in segments_folder(store).iterdir()}
    with store.writing(), store.transaction():
        remove_reports(store, [2])
    assert ranges(store) == [(3, 4)]
    assert write_segments(store, size=2) == 1
    assert sealed_names(store) == ["Abe", "Cyr", "Dora"]
    with store.writing(), store.transaction():
        replace_ledger(store, 3, ledger_by("Zoe", text="It leaks, Cyr said."))
    assert ranges(store) == [(1, 2)]
    assert write_segments(store, size=2) == 1
    assert sealed_names(store) == ["Abe", "Zoe", "Dora"]
    after = {path.name for path in segments_folder(store).iterdir()}
    assert len(after) == len(before)
    assert before & after == {"manifest.json"}


def test_a_segment_of_which_all_was_removed_is_empty(store):
    write_segments(store, size=2)
    with store.writing(), store.transaction():
        remove_reports(store, [1, 2])
    write_segments(store, size=2)
    assert [sum(file.rows for file in segment.files) for segment in fresh_segments(store)] == [0, 6]


def test_the_files_of_an_archive_before_it_was_put_back_to_a_copy_are_not_taken_for_its_own(store, tmp_path):
    write_segments(store, size=2)
    store.close()
    shutil.copy(store.path, tmp_path / "copy")
    later = Store(store.path)
    with later.writing(), later.transaction():
        remove_reports(later, [2])
    write_segments(later, size=2)
    later.close()
    shutil.copy(tmp_path / "copy", store.path)
    back = Store(store.path)
    assert ranges(back) == [(3, 4)]
    assert write_segments(back, size=2) == 1
    assert sealed_names(back) == ["Abe", "Bea", "Cyr", "Dora"]


def test_another_archive_of_the_same_name_does_not_take_what_it_finds(store):
    write_segments(store, size=2)
    store.close()
    store.path.unlink()
    new = fill(store.path, [HARBOUR])
    assert fresh_segments(new) == []
    write_segments(new, size=1)
    assert sealed_names(new) == ["Okafor", "the mayor"]


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"format": 1}', '{"format": 1, "segments": [{"first": 1}]}'])
def test_where_the_manifest_is_gone_or_damaged_all_is_sealed_anew(store, manifest):
    write_segments(store, size=2)
    place = segments_folder(store) / "manifest.json"
    place.write_text(manifest) if manifest else place.unlink()
    assert fresh_segments(store) == []
    assert write_segments(store, size=2) == 2
    assert ranges(store) == [(1, 2), (3, 4)]
    assert len(list(segments_folder(store).iterdir())) == 11


def test_segments_of_another_format_are_sealed_anew(store):
    write_segments(store, size=2)
    place = segments_folder(store) / "manifest.json"
    place.write_text(place.read_text("utf-8").replace('"format": 1', '"format": 2'), "utf-8")
    assert fresh_segments(store) == []
    assert write_segments(store, size=2) == 2


def test_what_a_run_that_was_ended_has_left_is_swept_away_and_other_files_are_not(store):
    folder = segments_folder(store)
    folder.mkdir()
    (folder / "versions-000000001-000000002-ab.parquet.part").write_text("half")
    (folder / "sources-000000001-000000002-ab.parquet").write_text("whole")
    (folder / "notes.txt").write_text("mine")
    write_segments(store, size=2)
    assert (folder / "notes.txt").read_text() == "mine"
    assert len(list(folder.iterdir())) == 12


def test_a_segment_that_the_archive_does_not_know_yet_is_written_again(store):
    write_segments(store, size=2)
    with store.writing(), store.transaction():
        store.run("DELETE FROM segments WHERE first = 3")
    assert ranges(store) == [(1, 2)]
    assert write_segments(store, size=2) == 1


def test_stale_segments_can_be_taken_away_without_writing_new_ones(store, monkeypatch):
    write_segments(store, size=2)
    with store.writing(), store.transaction():
        remove_reports(store, [2])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    delete_stale_segments(store)
    assert ranges(store) == [(3, 4)]
    assert len(list(segments_folder(store).iterdir())) == 6
    with pytest.raises(UsageError, match=r"pip install 'whence\[tables\]'"):
        write_segments(store, size=2)


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(store):
    segments_folder(store).write_text("no folder")
    with pytest.raises(UsageError, match=r"news\.whence\.segments: it cannot be written: File exists\. Check"):
        write_segments(store, size=2)
    assert store.rows("SELECT * FROM segments") == []
