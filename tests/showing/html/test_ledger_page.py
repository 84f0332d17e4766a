"""The web page: what is on it, that it is safe, and that it hangs together."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.support.full_ledger import FULL
from tests.support.ledgers_by_hand import ledger_of
from tests.support.strategies import ledgers
from whence.records.ledger import Finding, Statement
from whence.records.report import Rejected, Report, Span
from whence.showing.html.ledger_page import render_page
from whence.showing.marks import visible

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
        "nested content",
    ]


def test_an_attribution_with_a_low_confidence_is_grey_and_says_so():
    first, *others = HARBOUR.attributions
    page = Page(render_page([replace(HARBOUR, attributions=(replace(first, confidence=0.42), *others))]))
    assert [each["words"] for each in page.all(**{"class": "source unsure"})] == ["council"]
    assert [each["words"] for each in page.all(**{"class": "content depth1 unsure"})] == ["Harbour to close"]
    assert ["confidence 0.42" in each["words"] for each in page.all(**{"class": "unsure", "tag": "li"})] == [True]
    assert "grey: a confidence below 0.5" in page.elements[0]["words"]
    assert "below 0.5" not in render_page([HARBOUR])


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
        "Sources council 1 Ines Okafor 1 Northarm 1 no source 1 Who says what "
        "1 council says indirect Harbour to close "
        "2 Ines Okafor told mixed Northarm knew of the crack "
        "3 Northarm knew indirect, in 2 of the crack "
        "4 no source reportedly indirect full"
    )


def test_a_bar_shows_what_the_report_rests_on_and_says_so_to_those_who_cannot_see_it():
    page = Page(render_page([FULL]))
    (bar,) = page.all(tag="svg", role="img")
    assert bar["aria-label"] == "Rests on: named 11%, withheld 9%, no source 4%; own voice 76%."
    stretches = [each for each in page.all(tag="rect") if each["within"][-2:] == ["div", "svg"]]
    assert [(each["class"], each["x"], each["width"]) for each in stretches] == [
        ("rests-named", "0", "11"),
        ("rests-withheld", "11", "10"),
        ("rests-nobody", "21", "4"),
        ("rests-own", "25", "75"),
    ]
    (key,) = [each["words"].split() for each in page.all(tag="ul") if each["within"][-1] == "div"]
    assert key == ["named", "withheld", "no", "source", "own", "voice"]


def test_questions_stand_by_kind_before_the_text_and_its_ledger():
    page = Page(render_page([FULL]))
    (questions,) = page.all(**{"class": "questions"})
    assert " ".join(questions["words"].split()) == (
        "What an editor would ask "
        "Only an unnamed source says so A Is there a second source? “A clerk” … “it knew” in 3 "
        "Stylebook: find a second source. "
        "Hearsay: no source is given B Who says so? “reportedly” in 4 Stylebook: say who reports. "
        "Scare quotes: nobody is quoted C Whose word is it? “crack” Stylebook: quotation marks quote."
    )
    places = [page.elements.index(page.all(**{"class": each})[0]) for each in ["questions", "report text", "ledger"]]
    assert places == sorted(places)


def test_a_question_and_its_words_lead_to_one_another():
    page = Page(render_page([FULL]))
    (entry,) = page.all(id="r1-qA")
    marks = [each for each in page.all(**{"class": "number letter"}) if each["words"] == "A"]
    assert [(each["tag"], each.get("href"), each.get("id")) for each in marks] == [
        ("a", "#r1-qA-text", None),
        ("sup", None, "r1-qA-text"),
        ("sup", None, None),
        ("sup", None, None),
    ]
    assert entry["data-lights"] == "r1-qA"
    assert [words for words in page.lit_by("r1-qA") if words != "A"] == ["A clerk", "it knewA"]
    assert {each["words"] for each in page.elements if "asked" in each.get("class", "").split()} == {
        "A clerk", "it knewA", "reportedly4B", "“crack”C", "what an editor would askA",
    }  # fmt: skip


def test_words_that_only_a_question_marks_light_it_up():
    ledger = ledger_of("The “crack” grew.")
    finding = Finding(kind="scare-quotes", spans=(Span(4, 11),), attributions=(), note="Whose word?", rule="Ask.")
    page = Page(render_page([replace(ledger, findings=(finding,))]))
    assert [each["words"] for each in page.all(**{"class": "asked", "data-lights": "r1-qA"})] == ["“crack”A"]


def test_a_question_without_words_leads_nowhere():
    finding = Finding(kind="no-response", spans=(), attributions=(), note="Was anybody asked?", rule="Ask.")
    page = Page(render_page([replace(ledger_of("Tide at noon."), findings=(finding,))]))
    assert [each["tag"] for each in page.all(**{"class": "number letter"})] == ["span", "sup"]
    assert not [each for each in page.all(tag="a") if "r1-qA" in each["href"]]


def test_nothing_to_ask_is_said_quietly_and_only_of_a_report_with_attributions():
    assert Page(render_page([HARBOUR])).all(**{"class": "none"})[0]["words"] == "No questions by these rules."
    assert Page(render_page([ledger_of("Tide at noon.")])).all(**{"class": "questions"}) == []


def test_an_entry_says_how_its_content_is_put():
    page = Page(render_page([FULL]))
    assert [each["words"] for each in page.all(**{"class": "leaning"})] == [
        "denies · possibly not (“could”)",
        "the reporter keeps a distance",
        "left open",
    ]


def test_events_stand_in_a_table_with_who_tells_them():
    page = Page(render_page([FULL]))
    rows = [" | ".join(" ".join(line.split()) for line in each["words"].strip("\n").split("\n"))
            for each in page.all(tag="tr")]  # fmt: skip
    assert rows == [
        "WhenWho, to whomWhatPresented asAttribution",
        "Northarm NOR BUS | reject “denied” | past | 2",
        "2031-03 | Police → two men COP | coerce (arrest) “arrested”, Quay 4 | past | page",
    ]
    (first,) = page.all(tag="tr", **{"data-lights": "r1-a2"})
    assert first["data-lit-by"] == "r1-a2"
    assert Page(render_page([HARBOUR])).all(tag="table") == []


def test_the_pages_own_voice_is_marked_lightly_and_explained():
    page = Page(render_page([FULL]))
    marked = [(each["class"], each["words"], each["title"]) for each in page.elements if "title" in each]
    assert marked == [
        ("voice observation begins", "Ships gathered off the mole.", "what anybody there could see"),
        ("voice interpretation begins", "The vote underscores an old mistrust.", "the writer’s interpretation"),
        ("voice record begins", "Police arrested two men on Quay 4 in March 2031.", "a fact on record"),
    ]
    legend = page.all(tag="footer")[0]["words"]
    assert (
        "In the page’s own voice: a fact on record what anybody there could see the writer’s interpretation" in legend
    )
    assert "own voice" not in Page(render_page([HARBOUR])).all(tag="footer")[0]["words"]


def test_a_statement_in_parts_has_its_sign_once():
    ledger = ledger_of("The tide, [1 Ines]1 {1 said}1 <1 so>1, rose.")
    told = Statement(spans=(Span(0, len(ledger.report.text)),), kind="record")
    page = Page(render_page([replace(ledger, statements=(told,))]))
    parts = [each["class"] for each in page.elements if "record" in each.get("class", "").split()][:-1]
    assert ["begins" in each for each in parts] == [True] + [False] * (len(parts) - 1)
    assert len(parts) == 7


def test_the_headline_particulars_and_notes_stand_at_the_top():
    page = Page(render_page([HARBOUR]))
    assert page.all(tag="title")[0]["words"] == "Harbour to close, council says – whence"
    assert page.all(tag="h1")[0]["words"] == "Harbour to close, council says1"
    assert " ".join(" ".join(page.texts).split()) == (
        "Harbour to close , council says The Tidewater Post · Ana Brandt · 2031-03-04 · original page "
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
    assert "No attributions found" in page.all(tag="aside")[1]["words"]


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
    assert {each["tag"] for each in page.elements} & {"img", "link", "iframe", "object", "base", "form"} == set()


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
    whole = (Span(0, len(ledger.report.text)),)
    party = replace(FULL.events[0].actor, name=HOSTILE, country=HOSTILE, spans=whole)
    event = replace(FULL.events[0], mode=HOSTILE, spans=whole, actor=party, attribution="a1")
    ledger = replace(
        ledger,
        events=(event,),
        statements=(Statement(spans=whole, kind="interpretation"),),
        findings=(Finding(kind="denied", spans=whole, attributions=("a1",), note=HOSTILE, rule=HOSTILE),),
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


def test_chains_are_drawn_from_the_page_back_and_lead_to_their_attributions():
    ledger = ledger_of("[1 Lind]1 {1 told}1 [2 the <b>Clarion]2 <1 that it was late>1.")
    said = replace(ledger.attributions[0], relays=("s2",), channel="statement")
    page = render_page([replace(ledger, attributions=(said,))])
    drawn = (
        '<span class="chain" dir="ltr"><bdi>page</bdi> ← <bdi>the &lt;b&gt;Clarion</bdi> ← <bdi>statement</bdi> ← '
        '<bdi class="end">Lind</bdi></span>'
    )
    assert page.count(drawn) == 2
    assert f'<li>{drawn} <small><a href="#r1-a1-text"' in page


def test_one_of_two_who_speak_together_lights_up_what_they_say_jointly():
    ledger = ledger_of("[1 Lind and Quill]1 {1 said}1 <1 so>1. [2 Lind]2 {2 agreed}2 <2 on that>2.")
    both, lind = ledger.sources
    page = Page(render_page([replace(ledger, sources=(replace(both, members=(lind.id,)), lind))]))
    (listed,) = page.all(id="r1-s2")
    assert listed["data-lit-by"].split() == ["r1-s2", "r1-a2", "r1-a1"]


def test_the_ledger_stays_beside_the_text_and_never_over_the_events():
    (sides,) = Page(render_page([FULL])).all(**{"class": "sides"})
    assert "Who says what" in sides["words"]
    assert "Reported events" not in sides["words"]
