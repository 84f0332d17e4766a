"""The web page: what is on it, that it is safe, and that it hangs together."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.by_hand import ledger_of
from tests.strategies import ledgers
from whence.records.report import Rejected, Report
from whence.showing.marking import visible
from whence.showing.page import render_page

VOID = {"meta", "br"}
HARBOUR = ledger_of(
    "<1 Harbour to close>1, [1 council]1 {1 says}1\n\n"
    "[2 Ines Okafor]2 {2 told}2 us that <2 [3 Northarm]3 {3 knew}3 <3 of the crack>3>2.\n[2 She]2 left.\n\n"
    "The berths are {4 reportedly}4 <4 full>4.",
    quotations={2: "mixed"},
    within={3: 2},
    headline="Harbour to close, council says",
    publisher="The Tidewater Post",
    byline=("Ana Brandt",),
    published="2031-03-04",
    language="en",
    url="https://post.example/harbour?a=1&b=2",
    notes=("It was read as windows-1252.",),
)


class Page(HTMLParser):
    """A page taken apart; badly nested elements are an error, as a browser would move them about."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.texts = []
        self._open = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, "within": [each["tag"] for each in self._open], "words": "", **dict(attributes)}
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self._open:
            element["words"] += data
        if self._inside("report") and not self._inside("number"):
            self.texts.append(data)

    def _inside(self, name):
        return any(name in (element.get("class") or "").split() for element in self._open)

    def all(self, **wanted):
        return [each for each in self.elements if all(each.get(key) == value for key, value in wanted.items())]

    def lit_by(self, key):
        return [
            each["words"] for each in self.elements if key in each.get("data-lit-by", "").split() and "id" not in each
        ]


def test_each_part_is_highlighted_in_place():
    page = Page(render_page([HARBOUR]))
    assert [each["words"] for each in page.all(**{"class": "source"})] == ["council", "Ines Okafor", "She", "source"]
    assert [each["words"] for each in page.all(**{"class": "cue"})] == ["says1", "told2", "reportedly4", "cue"]
    assert [each["words"] for each in page.all(**{"class": "content source depth1"})] == ["Northarm"]
    assert [each["words"] for each in page.all(**{"class": "content depth2"})] == [
        "of the crack",
        "content within a content",
    ]


def test_a_source_lights_up_all_it_says_and_no_more():
    page = Page(render_page([HARBOUR]))
    (mark,) = [each for each in page.elements if each["tag"] == "a" and each["words"] == "Ines Okafor"][:1]
    assert mark["data-lights"] == "r1-s2"
    assert page.lit_by("r1-s2") == ["Ines Okafor", "told2", "Northarm", " ", "knew3", " ", "of the crack", "She"]


def test_an_attribution_lights_up_its_source_cue_contents_and_entry():
    page = Page(render_page([HARBOUR]))
    assert page.lit_by("r1-a3") == ["Northarm", "knew3", "of the crack"]
    entries = [each["id"] for each in page.elements if "r1-a3" in each.get("data-lit-by", "").split() and "id" in each]
    assert entries == ["r1-a3-text", "r1-s3", "r1-a3"]


def test_a_part_of_a_nested_attribution_is_told_from_the_outer_ones_own():
    page = Page(render_page([HARBOUR]))
    (northarm,) = page.all(**{"class": "content source depth1"})
    assert northarm["data-lit-by"] == "r1-a2 r1-s2 r1-a3 r1-s3"
    assert northarm["data-own"] == "r1-a3 r1-s3"


def test_the_ledger_says_who_says_what_and_how_often():
    words = " ".join(Page(render_page([HARBOUR])).all(tag="aside")[0]["words"].split())
    assert words == (
        "Sources council 1 Ines Okafor 1 Northarm 1 nobody named 1 Who says what "
        "1 council says indirect Harbour to close "
        "2 Ines Okafor told mixed Northarm knew of the crack "
        "3 Northarm knew indirect, in 2 of the crack "
        "4 nobody named reportedly indirect full"
    )


def test_the_headline_particulars_and_notes_stand_at_the_top():
    page = Page(render_page([HARBOUR]))
    assert page.all(tag="title")[0]["words"] == "Harbour to close, council says – whence"
    assert page.all(tag="h1")[0]["words"] == "Harbour to close, council says1"
    assert " ".join(" ".join(page.texts).split()) == (
        "Harbour to close , council says The Tidewater Post · Ana Brandt · 2031-03-04 · where it was published "
        "Note: It was read as windows-1252. Ines Okafor told us that Northarm knew of the crack . She left. "
        "The berths are reportedly full ."
    )
    assert [each["href"] for each in page.all(rel="noopener noreferrer nofollow")] == [
        "https://post.example/harbour?a=1&b=2"
    ]


def test_several_reports_have_a_table_of_contents_and_what_could_not_be_read_is_told():
    tide = ledger_of("Tide at noon.\n\nRain later.", name="tide.txt")
    page = Page(render_page([HARBOUR, tide], [Rejected(input="<b>.txt", reason="the file is empty. Save it again.")]))
    assert page.all(tag="title")[0]["words"] == "2 reports – whence"
    contents = page.all(tag="nav")[0]["words"].split("\n")
    assert [line for line in contents if line] == [
        "2 reports",
        "Harbour to close, council says",
        "The Tidewater Post · Ana Brandt · 2031-03-04 · 4 attributions",
        "Tide at noon.",
        "tide.txt · 0 attributions",
        "1 could not be read",
    ]
    assert page.all(tag="dl")[0]["words"].split("\n")[1:3] == ["<b>.txt", "the file is empty. Save it again."]
    assert "No attributions: nobody is said to say, think or want anything" in page.all(tag="aside")[1]["words"]


def test_the_page_runs_its_own_script_and_asks_for_nothing():
    page = Page(render_page([HARBOUR]))
    (policy,) = [each["content"] for each in page.elements if each.get("http-equiv") == "Content-Security-Policy"]
    hashes = {
        tag: base64.b64encode(hashlib.sha256(page.all(tag=tag)[0]["words"].encode()).digest()).decode()
        for tag in ["style", "script"]
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    own = page.all(tag="style")[0]["words"] + page.all(tag="script")[0]["words"]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|innerHTML|eval", own)
    assert {each["tag"] for each in page.elements} & {"img", "link", "iframe", "object", "base", "form", "svg"} == set()


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}&lt;\x00\u202e"


def test_a_hostile_report_stays_text():
    ledger = ledger_of(
        f"[1 {HOSTILE}]1 {{1 {HOSTILE}}}1 <1 {HOSTILE}>1",
        headline=HOSTILE,
        publisher=HOSTILE,
        byline=(HOSTILE,),
        published=HOSTILE,
        language=HOSTILE,
        url="javascript:alert(1)",
        name=HOSTILE,
        notes=(HOSTILE,),
    )
    page = Page(render_page([ledger, ledger], [Rejected(input=HOSTILE, reason=HOSTILE)]))
    assert len(page.all(tag="script")) == len(page.all(tag="style")) == 1
    assert page.all(tag="img") == []
    assert [key for each in page.elements for key in each if key.startswith("on") or key == "style"] == []
    assert [each["href"] for each in page.all(tag="a") if not each["href"].startswith("#")] == []
    assert "{{ 7 * 7 }}&lt;␀\\u202e" in page.all(tag="h2")[0]["words"]


@given(st.lists(ledgers(), max_size=3))
def test_the_page_hangs_together_whatever_it_shows(found):
    page = Page(render_page(found))
    ids = [each["id"] for each in page.elements if "id" in each]
    assert len(ids) == len(set(ids))
    targets = {each["href"][1:] for each in page.all(tag="a") if each["href"].startswith("#")}
    assert targets <= set(ids)


plain = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=2, max_size=100)


@given(ledgers(plain))
def test_the_words_of_the_report_are_all_there(ledger):
    ledger = replace(ledger, report=Report(text=ledger.report.text))
    shown = "".join("".join(Page(render_page([ledger])).texts).split())
    assert shown == "".join(visible(ledger.report.text).split())
