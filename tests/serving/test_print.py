"""What comes out of the printer: the whole text with its marks, and how to cite it."""

import io
from contextlib import closing

import pypdfium2
import pytest

from tests.support.browsers import opened_page
from tests.support.desk_views import addresses_of
from tests.support.desks import served_desk
from whence.archive.archive import Archive


def printed(page):
    """Print a page, and read the words on paper."""
    with closing(pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))) as paper:
        text = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def addresses(examples):
    with Archive(examples, read_only=True) as archive:
        return addresses_of(archive, "harbour") | {"review": f"/review/{archive.notes()[0].report}"}


@pytest.fixture(scope="module")
def page(browser, examples):
    with served_desk(examples) as address, opened_page(browser, address) as opened:
        opened.base = address
        yield opened


def test_a_report_is_printed_with_all_that_is_folded_on_the_screen_and_how_to_cite_it(page, addresses):
    page.goto(page.base + addresses["report"])
    folded = page.locator("details:not([open], .more, .screen *, :has(form)) > :not(summary, .rule)").evaluate_all(
        "each => each.map(one => one.textContent.trim().split(/\\s+/).slice(0, 4).join(' ')).filter(Boolean)"
    )
    paper = printed(page)
    assert len(folded) > 3
    assert [words for words in folded if words not in paper] == []
    assert "SHA-256" in paper
    assert "Skip to the content" not in paper
    assert "Correct an attribution" not in paper


def test_marks_are_printed_without_colour(page, addresses):
    page.goto(page.base + addresses["search"])
    page.emulate_media(media="print")
    line = page.locator("#found mark").first.evaluate("each => getComputedStyle(each).textDecorationLine")
    page.emulate_media(media="null")
    assert line == "underline"


def test_forms_are_not_printed(page, addresses):
    page.goto(page.base + addresses["review"])
    paper = printed(page)
    assert "Rang them." in paper
    assert "This is no attribution" not in paper
