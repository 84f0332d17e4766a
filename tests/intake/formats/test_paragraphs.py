"""Which paragraph of a document is its headline, and what becomes of the lines around it."""

import pytest

from whence.intake.formats.documents.single_report import read_single_report
from whence.intake.formats.form import Document
from whence.intake.formats.paragraphs import Paragraph, find_headline

LONG = "The council met on Monday and decided that the harbour closes in spring."


def paragraphs(*told):
    """Make paragraphs: of a title from ``=words``, of a heading from ``#words``."""
    return [Paragraph(text=one.lstrip("=#"), is_title=one[0] == "=", is_heading=one[0] == "#") for one in told]


@pytest.mark.parametrize(
    ("told", "title", "headline"),
    [
        (["PRESS RELEASE", "Harbour to close in spring", LONG], None, "Harbour to close in spring"),
        (
            ["The Tidewater Post", "4 March 2031, Port Ellery", "Harbour to close now", LONG],
            None,
            "Harbour to close now",
        ),
        (["press@larne.example", "Tide", LONG], None, "Tide"),
        (["Press release", "Harbour closes", LONG], None, "Harbour closes"),
        (["Harbour closes", "Five die in Marram floods", LONG], None, "Harbour closes"),
        (["HARBOUR CLOSES", LONG], None, "HARBOUR CLOSES"),
        (["Harbour news of the week", "Harbour to close", LONG], "harbour  to close", "Harbour to close"),
        (["Harbour news of the week", "#Harbour to close", LONG], None, "Harbour to close"),
        (
            ["Harbour news", "=The harbour closes for good in spring.", LONG],
            None,
            "The harbour closes for good in spring.",
        ),
        ([LONG, "#Harbour to close", LONG], None, "Harbour to close"),
        (["Will the harbour of Larne close this spring?", LONG], None, "Will the harbour of Larne close this spring?"),
        ([LONG, LONG], None, None),
        (["Harbour to close"], None, None),
    ],
)
def test_the_headline_is_the_title_or_a_heading_or_the_first_short_line_that_may_be_one(told, title, headline):
    found = paragraphs(*told)
    place = find_headline(found, title)
    assert (None if place is None else found[place].text) == headline


def test_lines_above_a_headline_go_into_a_note_and_paragraphs_above_it_stay_in_the_text():
    made = read_single_report(Document("a.docx"), paragraphs("PRESS RELEASE", "#Harbour to close", LONG))
    assert (made.data.decode(), made.notes) == (LONG, ("above its headline stands: PRESS RELEASE",))
    made = read_single_report(Document("a.docx"), paragraphs(LONG, "#Harbour to close", "Nobody was asked."))
    assert (made.data.decode(), made.notes) == (f"{LONG}\n\nNobody was asked.", ())
    assert made.metadata.headline == "Harbour to close"
