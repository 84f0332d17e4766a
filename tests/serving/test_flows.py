"""What a reader does on the desk, from view to view: on the examples at a desk, and on sixty stories on a phone."""

import os
import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.archives import put_in
from tests.support.browsers import DESKTOP, PHONE, barriers, lit_words, mark_words, opened_page, overflow
from tests.support.desk_views import addresses_of
from tests.support.desks import OKAFOR, served_desk
from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.records.report import Report

PICTURES = os.environ.get("PICTURES")
"""Folder where the pictures of the README and the docs are written, ``docs/pictures``; none if it is not set."""


@dataclass(frozen=True)
class Site:
    """An archive that is served, and what is looked for in it."""

    path: Path
    address: str
    addresses: dict
    word: str
    """A word that its reports have."""
    viewport: dict


@pytest.fixture(
    scope="module",
    params=[("examples", "harbour", DESKTOP), ("stories", "suddenly", PHONE)],
    ids=["examples-desktop", "stories-phone"],
)
def site(request, tmp_path_factory):
    name, word, viewport = request.param
    path = tmp_path_factory.mktemp("flows") / "news.whence"
    shutil.copy(request.getfixturevalue(name), path)
    with Archive(path, read_only=True) as archive:
        addresses = addresses_of(archive, word)
        claim = archive.claims(min_reports=3)[0]
        addresses["claim"] = f"/claim/{claim.claim.id}"
    with served_desk(path) as address:
        yield Site(path, address, addresses, word, viewport)


@pytest.fixture
def page(browser, site):
    """A page of the desk; where a test ends, nothing is in the way of people with disabilities."""
    with opened_page(browser, site.address, viewport=site.viewport, path=None) as opened:
        yield opened
        assert barriers(opened) == []
        assert overflow(opened) <= 0


def take_picture(page, site, name):
    if PICTURES and site.viewport == DESKTOP:
        page.set_viewport_size({"width": 1080, "height": 600})
        page.screenshot(path=Path(PICTURES) / f"{name}.png")
        page.set_viewport_size(DESKTOP)


def test_an_attribution_is_corrected_by_marking_words(page, site):
    page.goto(site.address + site.addresses["report"])
    cue, source = (page.locator(f"p.report .{part}").first for part in ("cue", "source"))
    own = re.search(r"\ba\d+\b", cue.get_attribute("data-lit-by")).group()
    mark_words(page, cue.evaluate("each => each.firstChild.data"))
    expect(page.locator('#marking [name="attribution"]')).to_have_value(own)
    page.locator("#marked").get_by_role("button", name="cue", exact=True).click()
    mark_words(page, source.inner_text())
    page.locator("#marked").get_by_role("button", name="fullest name", exact=True).click()
    take_picture(page, site, "correcting")
    assert barriers(page) == []
    page.get_by_label("Your name").last.fill("Ana Brandt")
    page.locator("#marking").get_by_role("button", name="Keep").click()
    expect(page.locator(f"#{own}")).to_contain_text("Corrected by Ana Brandt")
    page.get_by_role("link", name="As whence found it").click()
    expect(page.locator("#corrections")).to_contain_text("Ana Brandt")


def test_an_attribution_that_was_missed_is_added_and_its_report_shows_it(page, site):
    with Archive(site.path, read_only=True) as archive:
        ledger = archive.ledger(site.addresses["report"].rpartition("/")[2], corrected=True)
    text = ledger.report.text
    spans = [span for one in ledger.attributions for span in (*one.cue_spans, *one.content_spans)]
    found = [match for match in re.finditer(r"\b[A-Za-z]{4,}\b", text) if text.count(match.group()) == 1]
    word = next(one for one in found if all(one.end() <= each.start or one.start() >= each.end for each in spans))
    page.goto(site.address + site.addresses["report"])
    mark_words(page, word.group())
    page.locator("#marked").get_by_role("button", name="content", exact=True).click()
    page.locator('#marking [name="attribution"]').select_option("missed")
    page.get_by_label("Your name").last.fill("Ana Brandt")
    page.locator("#marking").get_by_role("button", name="Keep").click()
    expect(page.locator(".said", has_text=f"content: {word.group()}")).to_be_attached()
    assert lit_words(page) == [word.group()]
    with Archive(site.path, read_only=True) as archive:
        made = archive.corrections(limit=1)[0]
    assert (made.is_added, [(span.start, span.end) for span in made.spans]) == (True, [word.span()])


def test_a_question_gets_a_note_and_a_status(page, site):
    page.goto(site.address + site.addresses["questions"])
    page.locator("#found .item a").first.click()
    question = page.locator("#questions .item").first
    question.get_by_text("Note, or change the status").click()
    question.get_by_label("Status").select_option("confirmed")
    question.get_by_label("Note").fill("They said so on the phone.")
    question.get_by_label("Your name").fill("Kim Da-eun")
    question.get_by_role("button", name="Keep").click()
    told = page.locator("#questions .item", has_text="They said so on the phone.").first
    expect(told.locator(".status").first).to_have_text("confirmed")
    expect(told).to_contain_text("Kim Da-eun")


def test_a_report_in_the_picture_of_a_claim_opens_at_its_words(page, site):
    page.goto(site.address + site.addresses["claim"])
    take_picture(page, site, "claim")
    page.locator(".origins a").first.click()
    expect(page).to_have_url(re.compile(r"/report/r:[0-9a-f]+#(a\d+|t\d+-\d+)$"))
    if "#a" in page.url:
        expect(page.locator(".report .on").first).to_be_in_viewport()
    else:
        assert lit_words(page)


def test_what_another_process_adds_is_there_without_a_reload(page, site):
    page.goto(site.address)
    page.evaluate("window.isSame = true")
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    with closing(Store(site.path)) as store:
        headline = "Harbour that leaks"
        put_in(store, [read_quickly(Report(text=f"{headline}\n\n{OKAFOR}", headline=headline))], addresses=[headline])
    expect(page.get_by_role("link", name=headline)).to_be_visible()
    expect(heading).not_to_have_text(before)
    assert page.evaluate("window.isSame") is True


def test_a_search_as_one_types_leads_to_the_words_that_were_found(page, site):
    page.goto(f"{site.address}/search")
    page.get_by_label("Words", exact=True).press_sequentially(site.word[:-1], delay=10)
    expect(page.locator("#found .passage mark").first).to_have_text(re.compile(site.word, re.IGNORECASE))
    page.locator("#found .passage a").first.click()
    expect(page).to_have_url(re.compile(r"/report/r:[0-9a-f]+(\?version=\d+)?#t\d+-\d+$"))
    assert site.word in lit_words(page)[0].lower()
    expect(page.locator(".report:focus")).to_be_in_viewport()
