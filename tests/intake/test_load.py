"""Names to inputs, and inputs to reports: files, folders, standard input, and what goes wrong with them."""

import io
import os
import pickle
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import ReadError, WhenceError
from whence.intake.folders import find_inputs
from whence.intake.inputs import Input
from whence.intake.load import read_bytes, read_input
from whence.records.report import Rejected, Report

TEXT = "Harbour to close\n\nThe council will shut the harbour in April, the mayor said on Monday."
PAGE = (
    "<html><h1>Harbour to close</h1><p>The council will shut the harbour in April, the mayor said on Monday.</p></html>"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, *names, text=TEXT):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*names):
    return [each.name if isinstance(each, Input) else f"{each.input}: {each.reason}" for each in find_inputs(names)]


def failure(given):
    with pytest.raises(ReadError) as caught:
        read_input(given)
    return str(caught.value)


def test_names_come_in_the_order_given_and_as_often_as_given(folder):
    put(folder, "b.txt", "a.txt")
    assert found("b.txt", "a.txt", "https://example.org/", "b.txt") == [
        "b.txt",
        "a.txt",
        "https://example.org/",
        "b.txt",
    ]


def test_a_folder_stands_for_the_reports_in_it_and_below_its_own_first(folder):
    put(folder, "in/b.txt", "in/a.HTML", "in/c/d.md", "in/c/a/z.htm", "in/b/y.xhtml", "in/photo.jpg", "in/notes.text")
    assert found("in") == ["in/a.HTML", "in/b.txt", "in/notes.text", "in/b/y.xhtml", "in/c/d.md", "in/c/a/z.htm"]


def test_hidden_files_and_linked_folders_are_left_out_of_a_folder(folder):
    put(folder, "in/a.txt", "in/.hidden.txt", "in/.git/b.txt")
    (folder / "in" / "loop").symlink_to(folder / "in", target_is_directory=True)
    assert found("in") == ["in/a.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending(folder):
    put(folder, "report.draft", ".hidden")
    assert [read_input(each).text for each in find_inputs(["report.draft", ".hidden"])] == [TEXT, TEXT]


def test_what_cannot_be_found_is_rejected_and_the_rest_goes_on(folder):
    put(folder, "a.txt", "empty/photo.jpg")
    assert found("missing.txt", "a.txt", "empty", "a\0b") == [
        "missing.txt: there is no such file or folder. Check the path.",
        "a.txt",
        "empty: no file in this folder can hold a report. Name files; whence inputs lists what is read.",
        "a\0b: it cannot be opened: a path cannot contain a NUL character. Check the path.",
    ]
    assert next(find_inputs(["missing.txt"])) == Rejected(
        input="missing.txt", reason="there is no such file or folder. Check the path.", exit_code=1
    )


def test_nothing_is_read_before_it_is_taken(folder):
    put(folder, "a.txt", text="")
    assert list(find_inputs(["a.txt"])) == [Input(name="a.txt")]
    assert failure(Input(name="a.txt")) == "a.txt: the file is empty. Give a file with a report in it."


def test_standard_input_is_read_where_it_is_found(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (given,) = find_inputs(["-"])
    assert given == Input(name="-", data=TEXT.encode())
    assert read_input(pickle.loads(pickle.dumps(given))).name == "-"  # noqa: S301 - our own


def test_standard_input_can_be_taken_outright(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read_input(Input(name="-")).headline == "Harbour to close"


def test_a_folder_a_missing_file_and_a_pipe_are_no_reports(folder):
    os.mkfifo(folder / "pipe")
    assert failure(Input(name=".")) == ".: it is a folder. Name the files in it."
    assert failure(Input(name="gone")) == "gone: there is no such file or folder. Check the path."
    assert failure(Input(name="pipe")) == "pipe: it is not a regular file. Save it as one, or pipe it to -."


def test_a_file_without_permission_is_told(folder):
    put(folder, "secret.txt", "closed/a.txt")
    (folder / "secret.txt").chmod(0)
    (folder / "closed").chmod(0)
    try:
        if os.access("secret.txt", os.R_OK):  # the superuser may read everything
            assert read_input(Input(name="secret.txt")).text == TEXT
        else:
            told = "there is no permission to read it. Change its permissions, or read a copy."
            assert failure(Input(name="secret.txt")) == f"secret.txt: {told}"
            assert found("closed") == [f"closed: {told}"]
    finally:
        (folder / "closed").chmod(0o700)


def test_a_text_keeps_all_but_its_line_ends_and_byte_order_mark(folder):
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfHarbour to close\r\n\r\nShut.\rSoon.\n\tIn April. \n")
    assert read_input(Input(name="a.txt")).text == "Harbour to close\n\nShut.\nSoon.\n\tIn April. \n"


@given(st.text().filter(str.strip))
def test_utf_8_comes_back_but_for_line_ends_and_the_mark(text):
    plain = text.replace("\r", "\n").replace("\0", "").lstrip("\ufeff")
    marked = f"Report\n{plain}".translate(dict.fromkeys(range(1, 9), "")).translate(dict.fromkeys(range(14, 32), ""))
    assert read_bytes(marked.encode(), name="a.txt").text == marked
    assert read_bytes(marked.replace("\n", "\r\n").encode("utf-8-sig"), name="a.txt").text == marked


@given(st.binary(max_size=300) | st.text(alphabet="<>/pdiv!-&; \"'=a\0é", max_size=60).map(str.encode))
def test_any_bytes_make_a_report_or_an_error_for_the_user(data):
    try:
        report = read_bytes(data, name="any")
    except WhenceError:
        return
    assert isinstance(report, Report)
    assert report.headline is None or report.headline in report.text.partition("\n")[0]


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_what_is_a_page_its_content_tells_and_not_its_name(name):
    assert read_bytes(PAGE.encode(), name=name).text == TEXT
    assert read_bytes(TEXT.encode(), name=name).text == TEXT


def test_text_about_markup_is_still_text():
    text = "Use <b>, said the editor.\n\nHe meant <i> where 1 < 2 and 3 > 2."
    assert read_bytes(text.encode(), name="style.html").text == text


def test_a_page_in_an_old_encoding_is_read_and_the_encoding_told():
    page = PAGE.replace("<html>", '<html><meta charset="windows-1251">').replace("harbour", "гавань")
    report = read_bytes(page.encode("cp1251"), name="page.html")
    assert "гавань" in report.text
    assert report.notes == ("read as windows-1251, as declared",)


def test_the_notes_of_a_text_tell_what_was_assumed():
    report = read_bytes("The mayor’s café is shut, “she” said.".encode("cp1252"), name="a.txt")
    assert report.notes == ("read as windows-1252, which was guessed: it is not UTF-8",)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(folder):
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(3_000_000_000)
    assert failure(Input(name="huge.txt")) == "huge.txt: it is larger than 25 MB. Give one file for each report."


def test_a_text_that_would_take_long_to_read_is_refused_with_how_long(folder):
    (folder / "corpus.txt").write_text("The harbour shuts.\n" * 1_000_000)
    assert failure(Input(name="corpus.txt")) == (
        "corpus.txt: its text has 19.0 million characters, which would take more than 23 minutes to read."
        " Give one file for each report."
    )
    (folder / "novel.txt").write_text("The harbour shuts.\n" * 250_000)
    assert len(read_input(Input(name="novel.txt")).text) == 4_750_000


def test_20_mb_of_text_and_one_line_of_5_mb_are_read_as_they_are():
    many_lines = "The council will shut the harbour.\n" * 600_000
    one_line = "The council will shut the harbour. " * 150_000
    assert read_bytes(many_lines.encode(), name="a.txt").text == many_lines
    assert read_bytes(one_line.encode(), name="a.txt").text == one_line


def test_the_same_bytes_make_the_same_report_under_another_name():
    first, second = read_bytes(TEXT.encode(), name="a.txt"), read_bytes(TEXT.encode(), name="b.txt")
    assert replace(second, name="a.txt") == first
    assert first.id == second.id


def test_a_feed_is_no_report():
    with pytest.raises(ReadError) as caught:
        read_bytes(b"<!-- Ports --><rss><channel><item><link>/a</link></item></channel></rss>", name="feed.xml")
    assert str(caught.value).startswith("feed.xml: it is a feed or another list of addresses, not a report. Add")
