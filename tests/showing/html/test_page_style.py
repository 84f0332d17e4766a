"""How the page looks: its colours can be read, and where a browser is at hand, the report begins near the top."""

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.records.ledger import Finding
from whence.showing.html.ledger_page import render_page
from whence.showing.wording import FOOTINGS

CSS = (files("whence.showing.html") / "ledger_page.css").read_text(encoding="utf-8")
AA = 4.5
"""Least contrast of text, by the Web Content Accessibility Guidelines 2.2, 1.4.3."""
HUES = [footing for footing in FOOTINGS if footing != "own"]


def schemes():
    """Read the colours of each scheme: light, dark, print. A scheme without a colour has that of light."""
    light = None
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL):
        colors = {**(light or {}), **dict(re.findall(r"--([\w-]+): (#\w+|\d+%);", block))}
        light = light or colors
        yield colors


def rgb(code):
    code = code[1:] if len(code) == 7 else "".join(2 * each for each in code[1:])
    return [int(code[at : at + 2], 16) for at in (0, 2, 4)]


def mixed(hue, paper, percent):
    return [percent / 100 * one + (1 - percent / 100) * other for one, other in zip(hue, paper, strict=True)]


def contrast(one, other):
    def luminance(color):
        parts = [each / 255 for each in color]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weakest(colors):
    """Find the least contrast of any text with any ground that it may stand on."""
    paper, card = rgb(colors["paper"]), rgb(colors["card"])
    tint = float(colors["tint"].rstrip("%"))
    hues = [rgb(colors[hue]) for hue in HUES]
    grounds = [paper, card, *(mixed(hue, paper, depth * tint) for hue in hues for depth in (1, 2, 3))]
    lit = [mixed(hue, paper, 32) for hue in hues]
    texts = [*hues, rgb(colors["ink"])]
    quiet = [contrast(rgb(colors["quiet"]), ground) for ground in (paper, card)]
    return min(
        *quiet,
        *(contrast(text, ground) for text in texts for ground in grounds),
        *(contrast(rgb(colors["ink"]), ground) for ground in lit),
    )


@pytest.mark.parametrize("scheme", list(schemes()), ids=["light", "dark", "print"])
def test_every_text_can_be_read_on_every_ground(scheme):
    assert weakest(scheme) >= AA


def test_a_contrast_is_computed_as_the_guidelines_define_it():
    assert round(contrast(rgb("#000"), rgb("#ffffff")), 2) == 21
    assert round(contrast(rgb("#777777"), rgb("#ffffff")), 2) == 4.48


HEADLINE = "Harbour of Tidewater weighs the ministry’s offer of help with its mole as tensions rise"
NOTE = "Who else can confirm “exclusive channels within the Ministry of the Environment”? Nobody was found."


def report():
    """Make a ledger with a long headline, a chain and more than three long questions."""
    ledger = ledger_of(
        f"{HEADLINE}\n\n[1 Ines Okafor]1 {{1 said}}1 <1 so>1, in a letter to [2 TASS]2. {{2 Reportedly}}2 <2 no>2.",
        headline=HEADLINE,
        publisher="The Tidewater Post",
        byline=("Ana Brandt", "Ivo Lund"),
        published="2031-03-04",
        name="examples/harbour.txt",
    )
    said, rumour = ledger.attributions
    findings = tuple(
        Finding(kind="denied", spans=(), attributions=(), note=f"{number} {NOTE}", rule="Ask.") for number in range(9)
    )
    return replace(ledger, attributions=(replace(said, relays=("s2",)), rumour), findings=findings)


@pytest.mark.parametrize(
    ("width", "height", "most"),
    [(1280, 800, 420), (1920, 1080, 420), (768, 1024, 600), (390, 844, 600), (360, 740, 640)],
)
def test_the_first_sentence_stands_near_the_top_and_nothing_is_wider_than_the_window(
    browser, tmp_path: Path, width, height, most
):
    path = tmp_path / "page.html"
    path.write_text(render_page([report()]), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(path.as_uri())
    assert page.locator(".text .report").first.bounding_box()["y"] <= most
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_tap_in_a_narrow_window_shows_who_the_source_is_and_the_chain(browser, tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(render_page([report()]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    assert not page.locator("#sheet").is_visible()
    page.locator(".text a.source").first.click()
    shown = " ".join(page.locator("#sheet").inner_text().split())
    assert shown == "Ines Okafor 1 1 said Ines Okafor → TASS → this page"
    page.keyboard.press("Escape")
    assert not page.locator("#sheet").is_visible()
    page.close()


def test_the_pointer_over_a_source_lights_up_what_it_says_and_leaves_the_bar(browser, tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(render_page([report()]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    bar = page.locator(".bar").inner_html()
    page.locator(".text a.source").first.hover()
    assert page.locator(".report .on").all_inner_texts() == ["Ines Okafor", "said1", "so"]
    assert page.locator(".notes .on b").all_inner_texts() == ["Ines Okafor"]
    page.locator("footer").hover()
    assert page.locator(".on").count() == 0
    assert page.locator(".bar").inner_html() == bar
    page.close()
