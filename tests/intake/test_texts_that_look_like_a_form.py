"""What a file is, whatever it is called: texts that begin a little like a form, and forms under wrong names."""

import pytest

from tests.support.samples.mail import FROM_LINE, PLAIN, SAMPLES, message
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_bytes

BODY = "The harbour office said on Monday that the quay at Seld stays open until the spring."
MARK = b"\xef\xbb\xbf"


def reports(data, name):
    return [read_bytes(each.data, name=each.name) for each in read_document(Document(name, data))]


def problem_of(data, name="news.txt"):
    with pytest.raises(ReadError) as caught:
        read_bytes(data if isinstance(data, bytes) else data.encode(), name=name)
    return caught.value.reason


@pytest.mark.parametrize(
    "first",
    [
        "From the quay one sees all of Seld, the mayor said.",
        "From Monday 5 May 2031 10:00:00 no ferry sails, the council said.",
        '{"I stay," the mayor said.}',
        '["I stay," the mayor said in Seld.]',
        '["I stay", the mayor said in Seld.]',
        "[The council] met on Monday.",
        "[1] The council met.",
        "%PDF files were leaked, the ministry said.",
        "TY  - an old word for house - is the name of the shelter.",
        "WEBVTT is a format of subtitles, the ministry said.",
        "WARC/1.0 files hold pages, the library said.",
        "PK 12 is the number of the house, the council said.",
        "Headline: Quay stays open",
        "1 of 20 DOCUMENTS was leaked, the ministry said.",
        "Headline, text and picture were changed, the paper said.",
        "The <b>tide</b> comes in,\nthe <i>tide</i> goes out.",
        "<b>Quay stays open</b>",
        "<3 to all of Seld, the mayor said.",
        "---\nNote: sent by post.\n---",
        "@harbour{} is a name, the mayor said.",
        "10:15:00, the quay: a ship leaves.",
    ],
)
def test_a_text_that_begins_a_little_like_a_form_stays_a_text(first):
    text = f"{first}\n\n{BODY}\n"
    assert tell_form(Document("news.txt", text.encode())) is None
    assert read_bytes(text.encode(), name="news.txt").text == text


@pytest.mark.parametrize("whole", [f"<b>{BODY}</b>", f"<i>{BODY}\n\n{BODY}</i>\n"])
def test_a_text_marked_as_a_whole_is_no_unknown_structure(whole):
    assert read_bytes(whole.encode(), name="news.txt").text == whole


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("<invoice><total>5</total><note>Paid.</note></invoice>\n", "an unknown kind, with the root element <invoice>"),
        ('<s:svg xmlns:s="urn:svg"><s:text>Quay</s:text></s:svg>', "an unknown kind, with the root element <svg>"),
        ("<?xml version='1.0'?>", "it begins with an XML declaration, and no XML element follows"),
        (f"Title;Outlet;Text\nQuay stays open;The Seld Courier;{BODY}\n", "it is a table, as its first line names"),
        (f'"Headline"\t"Body"\r\nQuay stays open\t{BODY}\r\n', "it is a table, as its first line names columns"),
        ("@article{quay31,\n  title = {Quay stays open},\n}\n", "it is a list of citations in BibTeX"),
        ("%0 Newspaper Article\n%T Quay stays open\n", "it is a list of citations in BibTeX or for EndNote"),
        (b"\0" * 2048, "it has 2048 NUL characters and no text"),
        (f"{BODY}\n".encode("cp500") * 9, "its encoding is not known"),
    ],
)
def test_what_would_be_read_as_nonsense_is_named_instead(data, problem):
    assert problem in problem_of(data)


@pytest.mark.parametrize("value", ["null", "5", " -1.5e3\n", '"The council met."'])
def test_a_json_document_that_is_a_value_alone_holds_no_report(value):
    assert problem_of(value, "news.json").startswith("it is JSON in which no reports were found")
    assert read_bytes(value.encode(), name="news.txt").text == value


def test_a_page_named_as_a_table_is_read_as_a_page():
    page = f"<!DOCTYPE html><html><body><article><h1>Quay stays open</h1><p>{BODY}</p></article></body></html>"
    assert tell_form(Document("news.csv", page.encode())) is None
    assert BODY in read_bytes(page.encode(), name="news.csv").text


def test_a_page_named_as_a_spreadsheet_is_not_read_as_one_report():
    page = (
        "<html><body><table><tr><td>Headline</td><td>Text</td></tr><tr><td>Quay</td><td>It is open.</td></tr></table>"
    )
    assert problem_of(page, "download.xls").startswith("it is a web page with the ending of a spreadsheet")


def test_a_byte_order_mark_before_a_mailbox_costs_no_message():
    whole = SAMPLES["letters.mbox"]
    assert len(reports(MARK + whole, "news.mbox")) == len(reports(whole, "news.mbox")) > 1
    assert len(reports(MARK + FROM_LINE + message(PLAIN), "news.mbox")) == 1


@pytest.mark.parametrize("before", [MARK, b"\r\n", MARK + b" \n"])
def test_rich_text_is_told_behind_a_byte_order_mark_or_an_empty_line(before):
    data = before + rb"{\rtf1\ansi Quay stays open\par\par " + BODY.encode() + rb"\par}"
    (report,) = reports(data, "news.rtf")
    assert report.text == BODY


def test_rich_text_that_is_cut_off_says_so():
    (given,) = read_document(Document("news.rtf", rb"{\rtf1\ansi " + BODY.encode()))
    assert given.notes == ("it may be cut off: it has no closing bracket at its end",)
