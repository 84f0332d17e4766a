"""A real browser for tests: Debian's chromium, driven by Playwright. In CI it must be there; elsewhere tests skip."""

import os
import shutil
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
WIDE = {"width": 2560, "height": 1300}
_AXE = Path(__file__).with_name("axe") / "axe.min.js"
_AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--renderer-process-limit=1"]
# By tags, as target-size is left out otherwise.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def opened_browser():
    """Open the browser, for as long as the context lasts."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = f"none of {', '.join(_NAMES)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    # Imported here, as few tests need it and it takes half a second.
    with pytest.importorskip("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened_page(browser, address, *, viewport=DESKTOP, scheme="light", path="/"):
    """Open a page; at the end, nothing may have gone wrong in it and nothing may have been loaded from elsewhere.

    ``page.complaints`` may be cleared by a test that expects some. Without a path, the page is blank at first.
    """
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(address) or page.complaints.append(asked.url))
    try:
        if path is not None:
            page.goto(address + path)
        yield page
        assert page.complaints == []
    finally:
        context.close()


def words_at(page, words, number=0):
    """Find words of a report on its page, the first time or later; gives where they begin and end on the screen."""
    script = """([words, number]) => {
      for (const part of document.querySelectorAll("article .report")) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const node = walker.currentNode;
          for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) {
            if (number-- > 0) continue;
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 4, behavior: "instant" });
            const boxes = [...range.getClientRects()];
            const [first, last] = [boxes[0], boxes[boxes.length - 1]];
            const middle = (box) => (box.top + box.bottom) / 2;
            return [[first.left + 0.5, middle(first)], [last.right - 0.5, middle(last)]];
          }
        }
      }
      return null;
    }"""
    found = page.evaluate(script, [words, number])
    assert found, f"{words!r} is not on the page"
    return found


def mark_words(page, words, number=0):
    """Mark words of a report with the mouse."""
    begin, end = words_at(page, words, number)
    page.evaluate("getSelection().removeAllRanges()")
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.mouse.up()


def lit_words(page, name="found"):
    """Read what is lit on a page by the name of a highlight."""
    return page.evaluate("name => [...(CSS.highlights.get(name) || [])].map(String)", name)


def overflow(page):
    """Measure by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def barriers(page):
    """List what is in the way of people with disabilities on a page, by WCAG 2.2 AA: rules with the elements.

    Only what axe-core calls serious or critical.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())  # not as a script of the page, whose policy forbids it
    run = "tags => axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })"
    return [
        f"{rule['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in page.evaluate(run, _RULES)["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@cache
def _axe():
    content = _AXE.read_bytes()
    assert sha256(content).hexdigest() == _AXE_SHA256
    return content.decode()
