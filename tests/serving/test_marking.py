"""Words that are marked in a report, with the mouse or with keys, are the words that a correction is about."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.support.archives import fill
from tests.support.browsers import DESKTOP, PHONE, lit_words, mark_words, opened_page
from tests.support.desks import served_desk
from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.records.report import Report

TEXT = (
    "Mole 😀 holds\n\nTove Lind said the mole 😀 holds. Ivo Ness said the mole leaks.\n\n"
    "Call\u20285\x9b5 now, the mole is long and a line that a program has broken at its margin has to go on in\n"
    "the next one, where the mole stands again.\n"
)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """An archive that no test changes."""
    path = tmp_path_factory.mktemp("marking") / "news.whence"
    fill(path, [read_quickly(Report(text=TEXT, headline="Mole 😀 holds"))]).close()
    return path


@pytest.fixture(scope="module")
def report(unchanged):
    with Archive(unchanged, read_only=True) as archive:
        return archive.reports()[0].id


@pytest.fixture(scope="module")
def address(unchanged):
    with served_desk(unchanged) as served:
        yield served


@pytest.fixture
def path(unchanged, tmp_path):
    return shutil.copy(unchanged, tmp_path / "news.whence")


@pytest.fixture
def own_address(path):
    """The address of a desk over a copy."""
    with served_desk(path) as served:
        yield served


def marked_places(page, name):
    """Read the places that a field of the form is filled with."""
    written = page.locator(f'#marking [name="{name}-at"]').input_value()
    return [tuple(map(int, each.split("-"))) for each in written.split()]


def attribution(page):
    return page.locator('#marking [name="attribution"]')


def say_what(page, what):
    page.locator("#marked").get_by_role("button", name=what, exact=True).click()


def kept(path):
    with Archive(path, read_only=True) as archive:
        return archive.corrections()


def test_marked_words_are_told_from_the_same_words_elsewhere(browser, address, report):
    with opened_page(browser, address, path=f"/report/{report}") as page:
        starts = [at for at in range(len(TEXT)) if TEXT.startswith("the mole", at)]
        assert len(starts) == 4
        for number, start in enumerate(starts):
            for viewport in (PHONE, DESKTOP):
                page.set_viewport_size(viewport)
                mark_words(page, "the mole", number)
                say_what(page, "source")
                assert marked_places(page, "source") == [(start, start + 8)]
                assert page.get_by_label("Source", exact=True).input_value() == "the mole"
                page.get_by_role("button", name="Clear").click()
        mark_words(page, "the mole")
        say_what(page, "source")
        assert lit_words(page, "marked") == ["the mole"]


def test_what_keeps_a_correction_is_seen_on_a_phone_wherever_the_form_is_scrolled(browser, address, report):
    with opened_page(browser, address, viewport=PHONE, path=f"/report/{report}") as page:
        keep = page.locator("#marking").get_by_role("button", name="Keep")
        mark_words(page, "Ivo Ness")
        expect(keep).to_be_hidden()
        page.get_by_label("This is no attribution").check()
        expect(keep).to_be_in_viewport(ratio=1)
        page.get_by_label("This is no attribution").uncheck()
        expect(keep).to_be_hidden()
        say_what(page, "fullest name")
        for top in (0, 60, 9999):
            page.locator("#marking").evaluate("(each, top) => each.scrollTo(0, top)", top)
            expect(keep).to_be_in_viewport(ratio=1)
        keep.click(trial=True)  # nothing is before it
        for name in ("Source", "Fullest name"):
            field = page.get_by_label(name, exact=True)
            field.focus()
            field.click(trial=True)


def test_all_that_is_selected_is_where_it_stands_in_the_text_whatever_signs_are_in_it(browser, address, report):
    with opened_page(browser, address, path=f"/report/{report}") as page:
        page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
        say_what(page, "content")
        assert marked_places(page, "content") == [(0, len(TEXT.strip()))]
        assert "Ivo Ness said the mole leaks. Call" in page.get_by_label("Content", exact=True).input_value()


def test_a_correction_is_made_by_marking_and_shown_where_it_is(browser, own_address, report, path):
    with opened_page(browser, own_address, path=f"/report/{report}") as page:
        mark_words(page, "holds", 1)
        expect(attribution(page)).to_have_value("a1")
        say_what(page, "content")
        mark_words(page, "said", 0)
        say_what(page, "content")  # a content may be in two places
        mark_words(page, "Ivo Ness")
        say_what(page, "fullest name")
        expect(attribution(page)).to_have_value("a1")
        page.get_by_label("Your name").last.fill("Ana Brandt")
        page.locator("#marking").get_by_role("button", name="Keep").click()
        expect(page.locator("#a1")).to_contain_text("Corrected by Ana Brandt: content: said … holds; who: Ivo Ness")
        assert lit_words(page)[0].startswith("Tove Lind said")
    (one,) = kept(path)
    assert [span.of(TEXT) for span in one.right_content_spans] == ["said", "holds"]
    assert one.right_content_spans[1].start == TEXT.index("holds", 20)


def test_a_missed_attribution_is_added_with_keys_alone(browser, own_address, report, path):
    with opened_page(browser, own_address, path=f"/report/{report}") as page:
        page.keyboard.press("c")
        expect(page.locator("#marked-words")).to_have_text("Tove")
        for key in [*["ArrowDown"] * 4, *["ArrowRight"] * 20]:
            marked = page.locator("#marked-words").inner_text()
            if marked == "where":
                break
            page.keyboard.press(key)
            expect(page.locator("#marked-words")).not_to_have_text(marked)
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        expect(page.locator("#marked-words")).to_have_text("where the mole")
        page.keyboard.press("Enter")
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert [TEXT[start:end] for start, end in marked_places(page, "content")] == ["where the mole"]
        expect(attribution(page)).to_have_value("missed")
        page.get_by_label("Your name").last.focus()
        page.keyboard.type("Ana Brandt")
        page.keyboard.press("Enter")
        expect(page.locator("#a3")).to_contain_text("Added by Ana Brandt")
    (one,) = kept(path)
    assert (one.is_added, one.words) == (True, "where the mole")


def test_words_that_are_typed_take_the_place_of_those_that_were_marked(browser, address, report):
    with opened_page(browser, address, path=f"/report/{report}") as page:
        mark_words(page, "Ivo Ness")
        say_what(page, "source")
        page.get_by_label("Source", exact=True).fill("Tove Lind")
        assert (marked_places(page, "source"), lit_words(page, "marked")) == ([], [])
        page.keyboard.press("Escape")
        expect(page.locator("#marked")).to_be_hidden()


def test_without_a_script_a_missed_attribution_is_added_by_typing(browser, own_address, report, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_address}/report/{report}")
    attribution(page).select_option("missed")
    page.get_by_label("Source", exact=True).fill("Ivo Ness")
    page.get_by_label("Content", exact=True).fill("now, the mole is long")
    page.get_by_label("Your name").last.fill("Ana Brandt")
    page.get_by_label("Your name").last.press("Enter")
    expect(page.locator("#a3")).to_contain_text("Added by Ana Brandt")
    context.close()
    assert kept(path)[0].words == "Ivo Ness … now, the mole is long"


def test_a_link_to_characters_of_the_text_lights_just_these(browser, address, report):
    start = TEXT.index("the mole leaks")
    with opened_page(browser, address, path=f"/report/{report}#t{start}-{start + 14}") as page:
        assert lit_words(page) == ["the mole leaks"]
        expect(page.locator("p.report").first).to_be_focused()
        for start, end in ((0, 6), (len(TEXT) - 8, len(TEXT) + 900)):
            page.goto(f"{address}/report/{report}#t{start}-{end}")
            assert lit_words(page) == [TEXT[start:end].strip("\n")]
        page.goto(f"{address}/report/{report}#t9-2")
        assert lit_words(page) == []
