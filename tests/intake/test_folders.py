"""A folder: what is read of it, what is named, and what is only counted; nothing is lost silently."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.cli import main
from whence.intake.collect import Collector
from whence.intake.folders import find_inputs
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected
from whence.scaling.batch import read_many

TEXT = "Officials said the harbour will close in April."


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def put(*names, text=TEXT):
    for path in map(Path, names):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def look(*names, **options):
    """List what is read, and what is refused, and count what is passed over."""
    passed = []
    found = list(find_inputs(names, on_skipped=passed.append, **options))
    refused = [each.input for each in found if isinstance(each, Rejected)]
    return [each.name for each in found if not isinstance(each, Rejected)], refused, Counter(passed)


DOCUMENTS = ["pdf", "docx", "odt", "rtf", "eml", "mbox", "mhtml", "wacz", "xml", "json", "xlsx", "srt", "zip", "log"]


def test_every_document_that_no_folder_is_read_for_is_named():
    put("in/a.txt", "in/deep/noending", *(f"in/report.{ending.upper()}" for ending in DOCUMENTS))
    read, refused, passed = look("in")
    assert read == ["in/a.txt"]
    assert sorted(refused) == sorted(["in/deep/noending", *(f"in/report.{ending.upper()}" for ending in DOCUMENTS)])
    assert not passed


def test_markers_beside_the_tables_of_spark_are_no_documents():
    markers = ("_SUCCESS", "_committed_4711", "_started_4711", "_metadata", "_common_metadata", "._SUCCESS.crc")
    put("in/part-0.csv", "in/_delta_log/0.json", *(f"in/{name}" for name in markers))
    read, refused, passed = look("in", endings=(".csv", ".json"))
    assert (read, refused) == (["in/part-0.csv"], [])
    assert passed == {"marker of Spark": 5, "hidden": 1, "log of Delta Lake": 1}


def test_the_tables_that_whence_wrote_on_spark_are_no_reports():
    put(*(f"in/out/{name}/day=2031-03-04/part-0.csv" for name in ("attributions", "ledgers", "reports", "sources")))
    put("in/reports/tide.txt", "in/sources/fog.txt")
    assert look("in") == (["in/reports/tide.txt", "in/sources/fog.txt"], [], {"output of whence spark read": 1})


def test_the_reason_tells_the_ending_and_what_to_do():
    put("in/report.pdf", "in/noending")
    fix = "Name it by itself if it is a text, a page or a feed; save the text of any other document."
    assert [each.reason for each in find_inputs(["in"])] == [
        f"a file without an ending is not read from a folder. {fix}",
        f"a file that ends in .pdf is not read from a folder. {fix}",
    ]


def test_what_no_report_is_in_is_counted_by_ending():
    put("in/a.txt", "in/b.jpg", "in/c/d.JPG", "in/c/e.css", "in/.hidden.txt", "in/.git/b.txt", "in/Thumbs.db")
    assert look("in") == (["in/a.txt"], [], {".jpg": 2, ".css": 1, ".db": 1, "hidden": 2})


@pytest.mark.parametrize("suffix", ["_files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_файлы"])
def test_the_folder_of_a_saved_page_is_passed_over_whole(suffix):
    put("in/page.html", f"in/page{suffix}/frame.html", f"in/page{suffix}/deep/a.txt", f"in/other{suffix}/b.txt")
    assert look("in") == (["in/page.html", f"in/other{suffix}/b.txt"], [], {f"{suffix.lower()} folder": 1})


def test_so_it_is_where_a_pattern_fits_it():
    put("in/page.htm", "in/page_files/frame.html")
    with Visitor() as visitor:
        collector = Collector(visitor=visitor, columns={}, choose=lambda given: given)
        assert [item.name for item in collector.collect(["in/*"])] == ["in/page.htm"]
    assert collector.skipped == {"_files folder": 1}


def test_so_it_is_where_a_shell_names_it_but_not_where_somebody_does_with_a_slash():
    put("in/page.htm", "in/page_files/frame.html")
    assert look("in/page.htm", "in/page_files") == (["in/page.htm"], [], {"_files folder": 1})
    assert look("in/page_files/") == (["in/page_files/frame.html"], [], {})


def test_links_are_followed_to_files_and_not_to_folders():
    put("in/a.txt", "elsewhere/b.txt")
    Path("in/file.txt").symlink_to(Path("elsewhere/b.txt").absolute())
    Path("in/linked").symlink_to(Path("elsewhere").absolute(), target_is_directory=True)
    Path("in/loop").symlink_to("loop")
    assert look("in") == (["in/a.txt", "in/file.txt"], ["in/loop"], {"linked folder": 1})


def test_an_archive_in_the_folder_is_no_report():
    put("in/a.txt", "in/news.whence", "in/news.whence-wal", "in/news.whence.segments/texts-1.parquet")
    assert look("in") == (["in/a.txt"], [], {".whence": 2, ".whence.segments folder": 1})


def test_a_folder_with_nothing_to_read_says_so():
    put("in/b.jpg", "in/.hidden.txt")
    _, refused, passed = look("in")
    assert (refused, passed) == (["in"], {".jpg": 1, "hidden": 1})


@pytest.fixture
def whence():
    put("in/a.txt", "in/b.jpg", "in/c.jpg", "in/d.pptx", "in/page.html", "in/page_files/x.js", "in/other.html")
    put("in/other_files/x.js")
    return lambda *arguments: CliRunner().invoke(main, list(arguments), obj=lambda _: read_quickly)


def test_add_names_and_counts_what_it_did_not_read(whence):
    result = whence("add", "news", "in")
    assert result.stderr.splitlines()[-1] == "Skipped: 2 .jpg, 2 _files folders."
    assert result.stdout == "1 added, 2 known, 1 could not be read (whence rejected news shows why).\n"
    assert result.exit_code == 1
    rejected = whence("rejected", "news", "--format", "json").stdout
    assert [json.loads(line)["input"] for line in rejected.splitlines()] == ["in/d.pptx"]


def test_read_names_and_counts_what_it_did_not_read(whence):
    result = whence("read", "--json", "in")
    assert result.stderr.splitlines()[-2:] == ["Skipped: 2 .jpg, 2 _files folders.", "1 of 4 could not be read."]
    assert result.exit_code == 1


def test_python_is_told_too():
    put("in/a.jpg", "in/b.jpg")
    passed = Counter()
    (rejected,) = read_many(["in"], on_passed_over=lambda kind: passed.update([kind]))
    assert rejected.input == "in"
    with Archive("news", create=True) as archive:
        assert archive.add(["in"], reader=lambda: read_quickly).passed_over == ((".jpg", 2),)
    assert passed == {".jpg": 2}


def test_the_file_that_office_programs_leave_beside_an_open_document_is_passed_over():
    put("news/~$harbour.docx", "news/harbour.txt")
    assert look("news", endings=(".txt", ".docx")) == (["news/harbour.txt"], [], {"hidden": 1})
