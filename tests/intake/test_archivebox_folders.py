"""A folder of ArchiveBox holds one page in many forms: one report."""

import pytest

from tests.support.samples.copies import HEADLINE, ORIGINAL, TEXT, page_of
from whence.archive.archive import Archive
from whence.intake.folders import find_inputs
from whence.intake.inputs import Input

PAGE = page_of()
SAVED = PAGE.replace("<head>", f"<!--\n Page saved with SingleFile \n url: {ORIGINAL} \n--><head>", 1)
INDEX = f"<!DOCTYPE html><html><body><h1>{HEADLINE}</h1><p>Archived on 5 March 2031. Choose one of its forms.</p>"


def put(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def look(folder):
    passed = []
    found = find_inputs([str(folder)], on_skipped=passed.append)
    return [each.name for each in found if isinstance(each, Input)], passed


def test_a_snapshot_is_one_report(tmp_path):
    snapshot = {
        "index.html": INDEX, "singlefile.html": SAVED, "output.html": PAGE, "readability/content.html": PAGE,
        "readability/content.txt": TEXT, "mercury/content.txt": TEXT, "screenshot.png": "x",
    }  # fmt: skip
    put(tmp_path / "box/archive/1930471872.0", snapshot)
    with Archive(tmp_path / "news.whence", create=True) as archive:
        archive.add([str(tmp_path / "box")])
        (report,) = [ledger.report for _, ledger in archive.ledgers()]
    assert (report.url, report.text) == (ORIGINAL, TEXT)


@pytest.mark.parametrize(
    ("files", "best"),
    [
        (["output.html", "readability/content.html", "index.html"], "output.html"),
        (["singlefile/singlefile.html", "dom/output.html", "index.html"], "singlefile/singlefile.html"),
        (["readability/content.html", "mercury/content.html", "headers.json"], "readability/content.html"),
    ],
)
def test_the_best_of_the_copies_is_read_and_the_others_are_counted(tmp_path, files, best):
    put(tmp_path, dict.fromkeys(files, PAGE))
    read, passed = look(tmp_path)
    assert read == [str(tmp_path / best)]
    assert passed == ["other form in ArchiveBox"] * 2


def test_other_folders_are_read_whole(tmp_path):
    put(tmp_path, {"output.html": PAGE, "a.html": PAGE, "readings/content.html": PAGE})
    read, passed = look(tmp_path)
    assert len(read) == 3
    assert passed == []


def test_a_snapshot_without_any_copy_is_read_as_any_folder(tmp_path):
    put(tmp_path, {"headers.json": "{}", "warc/empty.txt": TEXT})
    read, _ = look(tmp_path)
    assert str(tmp_path / "warc/empty.txt") in read


def test_lists_of_addresses_and_indexes_beside_the_pages_are_not_read(tmp_path):
    put(tmp_path, {"index.sqlite3": "x", "index.html": INDEX, "sources/import.txt": ORIGINAL, "logs/errors.log": "x"})
    put(tmp_path / "archive/1930471872.0", {"singlefile.html": SAVED, "headers.json": "{}"})
    read, passed = look(tmp_path)
    assert read == [str(tmp_path / "archive/1930471872.0/singlefile.html")]
    assert passed == ["index of ArchiveBox"] * 4 + ["other form in ArchiveBox"]
