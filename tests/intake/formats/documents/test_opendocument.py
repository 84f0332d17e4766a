"""OpenDocument texts: what a reader sees, as it stands after all changes."""

import pytest

from tests.support.samples.documents import BODY, HEADLINE, SAMPLES, odt
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document
from whence.intake.load import read_input


def report_of(blocks, **parts):
    (given,) = read_document(Document("a.odt", odt(blocks, **parts)))
    return read_input(given)


@pytest.mark.parametrize("name", ["report.odt", "report.fodt"])
def test_the_heading_is_the_headline_and_the_lines_below_it_leave_the_text(name):
    (given,) = read_document(Document(name, SAMPLES[name]))
    report = read_input(given)
    assert (report.headline, report.byline, report.published) == (HEADLINE, ("Dana Finn",), "2019-04-09")
    assert report.text == "\n\n".join([HEADLINE, *BODY])


def test_tracked_changes_are_read_as_they_stand_after_all_of_them_and_noted():
    report = report_of(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never </text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>The council will "
        '<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>not <text:change-end '
        'text:change-id="c2"/>close the quay, it said.</text:p>'
    )
    assert report.text == "The council will not close the quay, it said."
    assert report.notes == ("it has tracked changes, and was read as it stands after all of them",)


def test_blanks_links_and_fields_stay_and_comments_and_contents_go():
    report = report_of(
        "<text:table-of-content><text:index-body><text:p>Harbour 1</text:p></text:index-body></text:table-of-content>"
        '<text:p>The<text:s text:c="3"/>council<text:tab/>met <office:annotation><text:p>Really?</text:p>'
        "</office:annotation>on <text:a>Monday</text:a>,<text:line-break/>its <text:span>clerk</text:span> said on "
        "<text:date>4 March</text:date>.</text:p>"
    )
    assert report.text == "The council met on Monday, its clerk said on 4 March."


def test_notes_and_frames_follow_their_paragraph():
    report = report_of(
        "<text:p>The council met<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Minutes "
        "of Monday.</text:p></text:note-body></text:note> and voted.</text:p><text:list><text:list-item><text:p>Nobody "
        "left.</text:p></text:list-item></text:list>"
    )
    assert report.text == "The council met and voted.\n\nMinutes of Monday.\n\nNobody left."


def test_a_paragraph_in_the_style_of_a_title_is_the_headline():
    report = report_of(
        '<text:p>Press release</text:p><text:p text:style-name="P1">Quay stays open</text:p><text:p>The council met '
        "on Monday, its clerk said.</text:p>",
        styles='<style:style style:name="P1" style:parent-style-name="Title"/>',
    )
    assert report.headline == "Quay stays open"
    assert report.text == "Quay stays open\n\nThe council met on Monday, its clerk said."
    assert report.notes == ("above its headline stands: Press release",)


@pytest.mark.parametrize(
    "line", ["PRESS RELEASE", "Seld Union, www.union.example", "info@union.example", "4 March 2031"]
)
def test_a_letterhead_is_no_headline(line):
    lines = (line, "Union asks council for talks", "The council met on Monday.")
    report = report_of("".join(f"<text:p>{each}</text:p>" for each in lines))
    assert report.headline == "Union asks council for talks"


def test_a_place_beside_the_date_is_no_outlet():
    report = report_of(
        "<text:h>Quay stays open</text:h><text:p>Port Seld, 4 March 2031</text:p><text:p>The council met.</text:p>"
    )
    assert (report.publisher, report.published) == (None, "2031-03-04")


def test_a_document_with_a_password_says_so():
    with pytest.raises(ReadError, match="it is protected by a password"):
        report_of("<text:p>Tide.</text:p>", manifest="<encryption-data/>")


def test_a_document_without_text_says_so():
    with pytest.raises(ReadError, match="it has no text"):
        report_of("<text:p> </text:p>")


def test_entities_are_refused():
    bomb = SAMPLES["report.fodt"].replace(b"<office:document ", b'<!DOCTYPE a [<!ENTITY b "b">]><office:document ', 1)
    with pytest.raises(ReadError, match="it declares XML entities"):
        list(read_document(Document("a.fodt", bomb)))
