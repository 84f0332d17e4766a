"""A copy of a page in an archive and the original are one report: one address, outlet, day and text."""

import pytest

from tests.support.samples.copies import (
    BODY,
    HEADLINE,
    ORIGINAL,
    TEXT,
    archive_today_page,
    mirrored_page,
    page_of,
    wayback_page,
)
from whence.archive.archive import Archive
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.identity import web_keys
from whence.intake.inputs import Input
from whence.intake.load import read_bytes, read_input
from whence.intake.urls import read_capture
from whence.intake.web.fetch import Fetched
from whence.intake.web.visitor import add_response


def read(page):
    (given,) = read_document(Document("page.html", page.encode()))
    return given, read_input(given)


@pytest.mark.parametrize("page", [wayback_page(), archive_today_page(), archive_today_page(host="archive.is")])
def test_a_copy_has_the_address_outlet_author_and_text_of_the_original(page):
    _, report = read(page)
    assert report.url == ORIGINAL
    assert report.publisher == "The Selwick Mirror"
    assert report.byline == ("Ana Brandt",)
    assert report.text == TEXT


def test_the_day_of_the_capture_is_when_a_copy_was_fetched_and_not_when_it_was_published():
    for page, published in ((wayback_page(), "2031-03-04T09:30:00Z"), (archive_today_page(), "2031-03-04")):
        given, report = read(page)
        assert given.fetched == "2031-03-05T10:11:12+00:00"
        assert report.published == published


def test_a_mirrored_page_has_the_address_in_its_comment():
    given, report = read(mirrored_page())
    assert (report.url, given.fetched) == (ORIGINAL, "2031-03-05T10:11:12+00:00")
    assert report.text == TEXT


def test_a_copy_that_was_fetched_from_the_archive_is_the_original_too():
    url = f"https://web.archive.org/web/20310305101112/{ORIGINAL}"
    report = read_bytes(page_of().encode(), name=url, url=url)
    assert (report.url, report.publisher) == (ORIGINAL, "The Selwick Mirror")


def test_an_old_toolbar_tells_the_original_without_scripts():
    page = wayback_page().replace("__wm.wombat(", "nothing(")
    given, report = read(page)
    assert report.url == ORIGINAL
    assert given.fetched == "2031-03-05T10:11:12+00:00"


@pytest.mark.parametrize(
    "page",
    [
        page_of(),
        page_of(body=f'<p>See <a href="https://web.archive.org/web/20310305101112/{ORIGINAL}">a copy</a>.</p>'),
        page_of(canonical="https://archive.example/2031/03/04/how-archives-work"),
    ],
)
def test_a_page_that_links_to_an_archive_is_no_copy(page):
    assert tell_form(Document("page.html", page.encode())) is None


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (f"http://archive.today/20310305101112/{ORIGINAL}", ORIGINAL),
        (f"https://web.archive.org/web/20310305101112if_/{ORIGINAL}", ORIGINAL),
        (f"https://webarchive.example.org/wayback/en/20310305101112/{ORIGINAL}", ORIGINAL),
        ("https://web.archive.org/web/20310305101112/http:/selwick.example/a", "http://selwick.example/a"),
        ("https://web.archive.org/web/20310305101112/nothing", None),
        ("https://selwick.example/20310305101112/gate", None),
    ],
)
def test_addresses_of_captures_hold_the_original(url, original):
    capture = read_capture(url)
    assert (capture.url if capture else None) == original


def test_copies_and_the_original_are_one_report_in_an_archive(tmp_path):
    pages = {"original": page_of(), "wayback": wayback_page(), "today": archive_today_page(), "mirror": mirrored_page()}
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_text(page)
    with Archive(tmp_path / "news.whence", create=True) as archive:
        archive.add([str(tmp_path)])
        reports = {ledger.report.url for _, ledger in archive.ledgers()}
        assert reports == {ORIGINAL}
        assert archive.stats().reports == 1


def test_the_body_of_a_copy_ends_where_the_original_does():
    _, report = read(archive_today_page())
    assert report.headline == HEADLINE
    assert report.text.endswith(BODY[-1])


def test_a_fetched_copy_has_the_identity_of_the_original_and_the_age_of_its_capture():
    url = f"https://web.archive.org/web/20310305101112/{ORIGINAL}"
    fetched = add_response(Input(name=url), Fetched(url=url, data=page_of().encode(), encoding=None))
    assert fetched.fetched == "2031-03-05T10:11:12+00:00"
    assert web_keys(fetched, read_input(fetched)) == ("selwickmirror.example/2031/03/04/tide-gate",)
