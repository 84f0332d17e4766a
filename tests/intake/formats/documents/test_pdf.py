"""PDF documents: paragraphs as a reader sees them, or a sentence that says why there are none."""

import sys
from itertools import zip_longest

import pytest

from tests.support.pdf_files import pdf, set_in_lines
from tests.support.samples.documents import BODY, HEADLINE, SAMPLES
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input

FIRST = "The harbour master said on Monday that the quay at Seld would stay open until the spring, when the council"
FIRST += " would vote on the long debated plan for a new breakwater in front of the old harbour."
SECOND = "Two members of the council, who asked not to be named, said that there was no money for it, and that nobody"
SECOND += " had asked the dockers, whose union had called the plan hasty."


def given_of(data):
    (given,) = read_document(Document("a.pdf", data))
    return given


def report_of(*pages, **more):
    return read_input(given_of(pdf(*pages, **more)))


def test_the_largest_letters_are_the_headline_and_lines_are_joined_to_paragraphs():
    report = read_input(given_of(SAMPLES["report.pdf"]))
    assert report.headline == HEADLINE
    assert (report.publisher, report.byline, report.published) == ("The Seld Courier", ("Dana Finn",), "2019-04-09")
    assert report.text == "\n\n".join([HEADLINE, *BODY])


def test_columns_drawn_row_by_row_are_read_one_after_the_other():
    left = set_in_lines(FIRST, left=60, width=38)
    right = set_in_lines(SECOND, left=320, width=38)
    rows = [cell for row in zip_longest(left, right) for cell in row if cell]
    assert report_of(rows).text == f"{FIRST}\n\n{SECOND}"


def test_columns_drawn_one_after_the_other_stay_so():
    page = [*set_in_lines(FIRST, left=60, width=38), *set_in_lines(SECOND, left=320, width=38)]
    assert report_of(page).text == f"{FIRST}\n\n{SECOND}"


def test_rows_of_a_table_stay_rows():
    rows = [
        cell
        for index in range(6)
        for cell in ((60, 700 - 14 * index, 11, f"Pier {index}"), (320, 700 - 14 * index, 11, f"{index} ferries"))
    ]
    assert "Pier 2 2 ferries" in report_of(rows).text


def test_a_word_divided_at_the_end_of_a_line_is_joined_and_a_compound_keeps_its_hyphen():
    page = [
        (72, 700, 11, "The self-made owner of the ferry said that he would keep the harbour con-"),
        (72, 686, 11, "nection, as every self-made owner and, he thought, any other self-"),
        (72, 672, 11, "made man in the town would do, whatever the council had said to Anglo-"),
        (72, 658, 11, "Frisian owners of other lines."),
    ]
    text = report_of(page).text
    assert "harbour connection, as" in text
    assert "any other self-made man" in text
    assert "Anglo-Frisian owners" in text


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        [
            (72, 770, 9, f"Seld Harbour Review {number}"),
            *set_in_lines(f"{text} It was session {number}.", height=700),
            (300, 30, 9, f"Page {number} of 3"),
        ]
        for number, text in enumerate((FIRST, SECOND, FIRST), 1)
    ]
    text = report_of(*pages).text
    assert "Review" not in text
    assert "Page" not in text
    assert "session 2." in text


def test_what_a_browser_prints_around_a_page_gives_its_address():
    page = [
        (20, 785, 8, "4/9/31, 6:30 AM"),
        (200, 785, 8, "Quay stays open | The Seld Courier"),
        *set_in_lines(FIRST),
        (20, 15, 8, "https://seldcourier.example/2031/quay"),
        (560, 15, 8, "1/1"),
    ]
    given = given_of(pdf(page))
    assert given.url == "https://seldcourier.example/2031/quay"
    assert given.data.decode() == FIRST


def test_an_address_in_a_letterhead_is_not_the_documents_own():
    page = [(20, 785, 8, "https://union.example/contact"), *set_in_lines(FIRST)]
    assert given_of(pdf(page)).url is None


def test_a_paragraph_goes_on_over_the_page():
    text = f"{FIRST} {SECOND}"
    lines = set_in_lines(text, height=160)
    page = [line for line in lines if line[1] > 90]
    rest = [(72, 700 - 14 * index, 11, line[3]) for index, line in enumerate(lines[len(page) :])]
    assert report_of(page, rest).text == text


def test_a_large_first_letter_belongs_to_its_word():
    page = [(60, 690, 40, FIRST[0]), *set_in_lines(FIRST[1:], left=90, width=60)]
    assert report_of(page).text.startswith("The harbour master said")


def test_a_title_in_the_properties_counts_only_where_the_text_has_it():
    lines = [(72, 740, 11, "Quay at Seld stays open"), *set_in_lines(FIRST)]
    assert report_of(lines, title="Quay at Seld stays open").headline == "Quay at Seld stays open"
    assert report_of(set_in_lines(FIRST), title="Microsoft Word - doc1").headline is None


def test_a_scan_says_that_it_is_one():
    with pytest.raises(ReadError, match=r"it has no text: its pages are scanned or drawn\. Have its text recognized"):
        given_of(pdf([], []))


def test_pages_without_text_among_others_are_noted():
    given = given_of(pdf(set_in_lines(FIRST), []))
    assert given.notes == ("1 of its 2 pages have no text, and may be scanned: 2",)


def test_a_document_with_a_password_says_so():
    with pytest.raises(ReadError, match="it is protected by a password"):
        given_of(pdf(set_in_lines(FIRST), encrypt=True))


def test_a_text_about_pdf_is_a_text():
    assert tell_form(Document("a.txt", b"Every file begins with %PDF-1.4, the council was told.")) is None


def test_the_extra_is_named_where_it_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"pip install 'whence\[documents\]'"):
        given_of(SAMPLES["report.pdf"])
