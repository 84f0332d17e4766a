"""What comes out of the printer: the whole text with its marks, and how to cite it."""

import io
from contextlib import closing

import pypdfium2
import pytest

from tests.support.browsers import opened_page


def printed(page):
    """Print a page, and read the words on paper."""
    with closing(pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))) as paper:
        text = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def page(browser, examples_address):
    with opened_page(browser, examples_address, path=None) as opened:
        yield opened


def test_a_report_is_printed_with_all_that_is_folded_on_the_screen_and_how_to_cite_it(
    page, examples_address, examples_views
):
    page.goto(examples_address + examples_views["report"])
    folded = page.locator("details:not([open], .more, .screen *, :has(form)) > :not(summary, .rule)").evaluate_all(
        "each => each.map(one => one.textContent.trim().split(/\\s+/).slice(0, 4).join(' ')).filter(Boolean)"
    )
    paper = printed(page)
    assert len(folded) > 3
    assert [words for words in folded if words not in paper] == []
    assert "SHA-256" in paper
    assert "Skip to the content" not in paper
    assert "Correct an attribution" not in paper


def test_marks_are_printed_without_colour(page, examples_address, examples_views):
    page.goto(examples_address + examples_views["search"])
    page.emulate_media(media="print")
    line = page.locator("#found mark").first.evaluate("each => getComputedStyle(each).textDecorationLine")
    page.emulate_media(media="null")
    assert line == "underline"


def test_forms_are_not_printed(page, examples_address, examples_views):
    page.goto(examples_address + examples_views["review"])
    paper = printed(page)
    assert "Rang them." in paper
    assert "This is no attribution" not in paper
