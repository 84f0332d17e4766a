"""The date of a page that was changed after it was first published."""

import pytest

from whence.intake.html.page import read_page

HARBOUR = "The council shut Tidewater harbour to all traffic, after divers found a crack in the breakwater, it said."
FERRY = "“We have no choice,” said Ines Okafor, the harbour master. Councillors voted nine to four for it on Monday."


def changed_page(sentence, *, changed="2033-06-01T10:00:00Z"):
    head = f"""<meta property="article:published_time" content="2031-03-04">
        <meta property="article:modified_time" content="{changed}">"""
    article = f"<article><h1>Harbour shut, council says</h1><p>{HARBOUR}</p><p>{FERRY}</p><p>{sentence}</p></article>"
    markup = f"<!DOCTYPE html><html><head>{head}</head><body>{article}</body></html>"
    return read_page(markup, name="page.html")


def test_a_page_that_tells_of_later_years_has_the_date_of_its_last_change():
    report = changed_page("The gates of the harbour were opened again on 3 May 2033, and the ferry sailed.")
    assert report.published == "2033-06-01T10:00:00Z"
    assert [note for note in report.notes if "2031-03-04" in note and "2033-05-03" in note]


@pytest.mark.parametrize(
    "sentence",
    [
        "The gates of the harbour will stay shut until 3 May 2033, and no ferry will sail.",
        "The gates of the harbour were opened on 3 May 2031, and the ferry sailed.",
        "The gates of the harbour were opened again on 3 May 2034, and the ferry sailed.",
    ],
)
def test_a_page_that_tells_of_no_later_past_keeps_its_date(sentence):
    assert changed_page(sentence).published == "2031-03-04"
