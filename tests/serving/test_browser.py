"""The desk in a real browser: what a reader does with it, at all widths, in light and dark."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.support.archives import HARBOUR, fill, put_in
from tests.support.browsers import DESKTOP, PHONE, WIDE, opened_page, overflow
from tests.support.desks import OKAFOR, served_desk
from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.records.report import Report

MANY = "\n\n".join(f"Ines Okafor said {number} boats left. Somebody said {number} came back." for number in range(40))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "news.whence"
    boats = read_quickly(Report(text=f"Boats of Tidewater\n\n{MANY}", headline="Boats of Tidewater"))
    fill(path, [HARBOUR, boats]).close()
    with Archive(path) as archive:
        archive.link()
    return path


@pytest.fixture(scope="module")
def address(path):
    with served_desk(path) as served:
        yield served


PATHS = ["/", "/read", "/search?q=boats", "/stories?min-reports=1", "/claims?min-reports=1", "/sources", "/outlets"]


def test_every_page_fits_its_window(browser, address):
    with opened_page(browser, address) as page:
        page.get_by_role("link", name="Boats of Tidewater").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Boats of Tidewater")
        for path in [page.url, *(address + path for path in PATHS)]:
            page.goto(path)
            for viewport in (PHONE, DESKTOP, WIDE):
                page.set_viewport_size(viewport)
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    assert overflow(page) <= 0, (path, viewport, scheme)


def test_a_search_follows_what_is_typed(browser, address):
    with opened_page(browser, address, path="/search") as page:
        page.get_by_label("Words", exact=True).press_sequentially("rui", delay=20)
        expect(page.locator("#found mark")).to_have_text("ruin")
        expect(page.locator("#found li")).to_have_count(1)
        expect(page.locator("#spoken")).to_have_text("1 shown")
        expect(page).to_have_url(re.compile(r"/search\?q=rui"))
        assert page.get_by_role("link", name="Atom feed").get_attribute("href") == "/search.atom?q=rui%2A"
        expect(page.get_by_label("Words", exact=True)).to_be_focused()


def test_a_link_to_an_attribution_lights_its_words_and_scrolls_there(browser, address):
    with opened_page(browser, address) as page:
        page.get_by_role("link", name="Boats of Tidewater").click()
        report = page.url
        page.goto(f"{report}#a61")
        expect(page.locator(".content.on")).to_have_text("30 boats left")
        expect(page.locator(".content.on")).to_be_in_viewport()
        page.goto(f"{report}#qA")
        expect(page.locator(".report .asked.on").first).to_be_in_viewport()


def test_keys_go_from_one_attribution_to_the_next_and_can_be_turned_off(browser, address):
    with opened_page(browser, address) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.get_by_role("link", name="Harbour to close")).to_be_focused()
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/report/"))
        for key in ("j", "j", "k"):
            page.keyboard.press(key)
        expect(page).to_have_url(re.compile("#a1$"))
        page.keyboard.press("n")
        expect(page).to_have_url(re.compile("#q[A-Z]$"))
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.get_by_label("Use these keys").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page).to_have_url(re.compile("#q[A-Z]$"))


def test_a_slash_leads_to_the_search(browser, address):
    with opened_page(browser, address) as page:
        page.keyboard.press("/")
        page.keyboard.type("ruin")
        page.keyboard.press("Enter")
        expect(page.locator("#found mark")).to_have_text("ruin")


def test_a_pasted_text_is_read_and_shown(browser, address):
    with opened_page(browser, address) as page:
        page.get_by_label("Text, or the source of a page").fill(OKAFOR)
        page.get_by_role("button", name="Read").click()
        expect(page.get_by_role("region", name="Sources")).to_contain_text("Ines Okafor")


def test_files_that_are_dropped_are_read(browser, address):
    with opened_page(browser, address) as page:
        drop = """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Ines Okafor said the tide is late."], "tide.txt"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
        with page.expect_navigation():
            page.evaluate(drop)
        expect(page.locator(".content")).to_have_text("the tide is late")


def test_a_saved_page_works_without_the_desk(browser, address, tmp_path):
    with opened_page(browser, address) as page:
        page.get_by_role("link", name="Boats of Tidewater").click()
        with page.expect_download() as saving:
            page.get_by_role("link", name="one file").click()
        saving.value.save_as(tmp_path / "saved.html")
    with opened_page(browser, f"file://{tmp_path}", path="/saved.html#a3") as page:
        expect(page.locator(".content.on")).to_have_text("1 boats left")


def test_without_a_script_everything_can_be_read_and_sent(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search")
    page.get_by_label("Words", exact=True).fill("ruin")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#found mark")).to_have_text("ruin")
    page.goto(f"{address}/read")
    page.get_by_label("Text, or the source of a page").fill(OKAFOR)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("region", name="Sources")).to_contain_text("Ines Okafor")
    context.close()


def test_what_arrives_is_shown_without_a_reload(browser, tmp_path):
    path = tmp_path / "news.whence"
    with (
        closing(fill(path, [HARBOUR])) as store,
        served_desk(path) as address,
        opened_page(browser, address) as page,
    ):
        expect(page.get_by_role("heading", level=1)).to_have_text("1 report")
        page.evaluate("window.isSame = true")
        page.get_by_role("link", name="Harbour to close").focus()
        put_in(store, [read_quickly(Report(text=OKAFOR, headline="Boats"))], addresses=["example.org/tide"])
        expect(page.get_by_role("heading", level=1)).to_have_text("2 reports")
        assert page.evaluate("window.isSame") is True
        expect(page.get_by_role("link", name="Harbour to close")).to_be_focused()
