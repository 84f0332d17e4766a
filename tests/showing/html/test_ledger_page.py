"""The web page: what is on it, that it is safe, and that it hangs together."""

import base64
import hashlib
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.support.full_ledger import FULL
from tests.support.ledgers_by_hand import ledger_of
from tests.support.parsed_page import Page
from tests.support.quick_reader import read_quickly
from tests.support.strategies import ledgers
from whence.records.ledger import Finding, Statement
from whence.records.report import Rejected, Report, Span
from whence.showing.html.ledger_page import render_page
from whence.showing.marks import visible

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


def test_each_part_is_highlighted_in_place():
    page = Page(render_page([HARBOUR]))
    assert [each["words"] for each in page.all(**{"class": "source described"})] == ["council", "Ines Okafor", "She"]
    assert [each["words"] for each in page.all(**{"class": "cue described"})] == ["says1", "told2"]
    assert [each["words"] for each in page.all(**{"class": "cue nobody"})] == ["reportedly4"]
    assert [each["words"] for each in page.all(**{"class": "content source described"})] == ["Northarm"]
    assert [each["words"] for each in page.all(**{"class": "content described depth2"})] == ["of the crack"]


def test_sources_have_the_hues_of_the_bar_in_the_text_beside_it_and_in_the_list():
    page = Page(render_page([FULL]))
    hues = {"council": "named", "Northarm": "named", "A clerk": "withheld"}
    for tag in ("a", "b"):
        shown = [each for each in page.all(tag=tag) if each["words"] in hues]
        assert [each for each in shown if hues[each["words"]] not in each["class"].split()] == []
    (nobody,) = [each for each in page.all(tag="b") if each["words"] == "no source" and "footer" not in each["within"]]
    assert nobody["class"] == "nobody"


def test_an_unsure_attribution_is_not_shown_but_counted():
    first, *others = HARBOUR.attributions
    shown = render_page([replace(HARBOUR, attributions=(replace(first, confidence=0.42), *others))])
    page = Page(shown)
    assert "council" not in [each["words"] for each in page.all(tag="a")]
    assert "1 place is too unsure to be shown; the JSON has it." in shown
    assert "too unsure" not in render_page([HARBOUR])


def test_a_source_lights_up_all_it_says_and_no_more():
    page = Page(render_page([HARBOUR]))
    (mark,) = [each for each in page.elements if each["tag"] == "a" and each["words"] == "Ines Okafor"][:1]
    assert mark["data-lights"] == "r1-s2"
    assert page.lit_by("r1-s2") == ["Ines Okafor", "told2", "Northarm", " ", "knew3", " ", "of the crack", "She"]


def test_an_attribution_lights_up_its_source_cue_contents_and_entry():
    page = Page(render_page([HARBOUR]))
    assert page.lit_by("r1-a3") == ["Northarm", "knew3", "of the crack"]
    entries = [each["id"] for each in page.elements if "r1-a3" in each.get("data-lit-by", "").split() and "id" in each]
    assert entries == ["r1-a3-text", "r1-a3", "r1-s3"]


def test_a_part_of_a_nested_attribution_is_told_from_the_outer_ones_own():
    page = Page(render_page([HARBOUR]))
    (northarm,) = page.all(**{"class": "content source described"})
    assert northarm["data-lit-by"] == "r1-a2 r1-s2 r1-a3 r1-s3"
    assert northarm["data-own"] == "r1-a3 r1-s3"


def test_who_says_what_stands_beside_its_paragraph_and_the_headlines_beside_the_first():
    assert Page(render_page([HARBOUR])).rows() == [
        (
            "Ines Okafor told2 us that Northarm knew3 of the crack.She left. "
            "1 council says 2 Ines Okafor told · partly quoted 3 Northarm knew · in 2"
        ),
        "The berths are reportedly4 full. 4 no source reportedly",
    ]


def test_the_sources_stand_after_the_report_with_how_often_they_are_cited():
    page = Page(render_page([HARBOUR]))
    (sources,) = page.all(**{"class": "sources"})
    assert " ".join(sources["words"].split()) == "Sources council 1 Ines Okafor 1 Northarm 1 no source 1"
    assert page.elements.index(page.all(**{"class": "text"})[0]) < page.elements.index(sources)


def test_a_bar_shows_what_the_report_rests_on_and_says_so_to_those_who_cannot_see_it():
    page = Page(render_page([FULL]))
    (bar,) = page.all(tag="svg", role="img")
    assert bar["aria-label"] == "Rests on: named 13%, withheld 12%, no source 5%; own voice 70%."
    assert [(each["class"], each["x"], each["width"]) for each in page.all(tag="rect")] == [
        ("named", "0", "13"),
        ("withheld", "13", "12"),
        ("nobody", "25", "5"),
        ("own", "30", "70"),
    ]
    (key,) = page.all(**{"class": "mix"})
    assert key["words"] == "Rests on named 13% withheld 12% no source 5% own voice 70%"


def test_nothing_to_ask_is_said_quietly_and_only_of_a_report_with_attributions():
    assert Page(render_page([HARBOUR])).all(**{"class": "none"})[0]["words"] == "No questions by these rules."
    assert Page(render_page([ledger_of("Tide at noon.")])).all(**{"class": "questions"}) == []
    assert "questions" not in Page(render_page([HARBOUR], asks=False)).all(tag="main")[0]["words"]


def test_events_stand_in_a_fold_with_who_tells_them():
    page = Page(render_page([FULL]))
    rows = [" | ".join(" ".join(line.split()) for line in each["words"].strip("\n").split("\n"))
            for each in page.all(tag="tr")]  # fmt: skip
    assert rows == [
        "WhenWho, to whomWhatPresented asAttribution",
        "Northarm NOR BUS | reject “denied” | past | 2",
        "2031-03 | Police → two men COP | coerce (arrest) “arrested”, Quay 4 | past | page",
    ]
    assert {each["within"][-2] for each in page.all(tag="thead")} == {"details"}
    (first,) = page.all(tag="tr", **{"data-lights": "r1-a2"})
    assert first["data-lit-by"] == "r1-a2"
    assert Page(render_page([HARBOUR])).all(tag="table") == []


def test_an_event_stands_once_with_links_to_all_the_places_that_tell_it():
    first = FULL.events[0]
    events = (replace(first, attribution=None), replace(first, id="e2"))
    page = Page(render_page([replace(FULL, events=events)]))
    (_, row) = page.all(tag="tr")
    assert " ".join(row["words"].split()).endswith("past page, 2")
    assert "#r1-a2-text" in [each["href"] for each in page.all(tag="a") if "tr" in each["within"]]


def test_the_pages_own_voice_stands_in_a_fold_and_is_marked_in_the_text():
    page = Page(render_page([FULL]))
    (voices,) = page.all(tag="details", **{"class": "voices"})
    assert " ".join(voices["words"].split()) == (
        "In the page’s own voice · 3 "
        "The vote underscores an old mistrust. the writer’s interpretation "
        "Ships gathered off the mole. what anybody there could see "
        "Police arrested two men on Quay 4 in March 2031. a fact on record"
    )
    assert [each["words"] for each in page.all(**{"class": "voice observation begins"})] == [
        "Ships gathered off the mole."
    ]
    assert "own voice" not in " ".join(each["words"] for each in Page(render_page([HARBOUR])).all(tag="details"))


def test_the_headline_particulars_and_notes_stand_at_the_top():
    page = Page(render_page([HARBOUR]))
    assert page.all(tag="title")[0]["words"] == "Harbour to close, council says – whence"
    assert page.all(tag="h1")[0]["words"] == "Harbour to close, council says1"
    assert " ".join(" ".join(page.texts).split()) == (
        "Harbour to close , council says Ines Okafor told us that Northarm knew of the crack . She left. "
        "The berths are reportedly full ."
    )
    assert [each["words"] for each in page.all(**{"class": "particulars"})] == [
        "The Tidewater Post · Ana Brandt · 2031-03-04 · original page",
        "Note: It was read as windows-1252.",
    ]
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
    assert "No attributions found" in page.all(tag="article")[1]["words"]


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


def test_chains_are_drawn_from_the_source_on_and_lead_to_their_attributions():
    ledger = ledger_of("[1 Lind]1 {1 told}1 [2 the <b>Clarion]2 <1 that it was late>1.")
    said = replace(ledger.attributions[0], relays=("s2",), channel="statement")
    page = render_page([replace(ledger, attributions=(said,))])
    drawn = (
        '<span class="chain" dir="ltr"><bdi>Lind</bdi> → <bdi>statement</bdi> → <bdi>the &lt;b&gt;Clarion</bdi> → '
        "<bdi>this page</bdi></span>"
    )
    assert page.count(drawn) == 2
    assert f'<li>{drawn} <small><a href="#r1-a1-text"' in page


def test_chains_after_the_first_are_folded_and_drawn_once_in_a_paragraph():
    ledger = ledger_of("[1 Lind]1 {1 said}1 <1 so>1. [2 Orlin]2 {2 said}2 <2 no>2. [2 He]2 {3 said}3 <3 it>3.")
    lind, orlin, again = ledger.attributions
    again = replace(again, source="s2", source_spans=orlin.source_spans)
    ledger = replace(
        ledger, attributions=(lind, replace(orlin, relays=("s1",)), replace(again, relays=("s1",), channel="statement"))
    )
    page = Page(render_page([ledger]))
    drawn = [(each["class"], " ".join(each["words"].split())) for each in page.all(tag="small") if "→" in each["words"]]
    assert drawn == [("via", "Orlin → Lind → this page"), ("via", "Orlin → statement → Lind → this page")]
    assert [" ".join(each["words"].split()) for each in page.all(tag="details")] == [
        "1 more chain Orlin → Lind → this page 2"
    ]
    same = tuple(replace(one, channel=None) for one in ledger.attributions)
    page = Page(render_page([replace(ledger, attributions=same)]))
    assert [each["class"] for each in page.all(tag="small") if "→" in each["words"]] == ["via", "via again"]


def test_one_of_two_who_speak_together_lights_up_what_they_say_jointly():
    ledger = ledger_of("[1 Lind and Quill]1 {1 said}1 <1 so>1. [2 Lind]2 {2 agreed}2 <2 on that>2.")
    both, lind = ledger.sources
    page = Page(render_page([replace(ledger, sources=(replace(both, members=(lind.id,)), lind))]))
    (listed,) = page.all(id="r1-s2")
    assert listed["data-lit-by"].split() == ["r1-s2", "r1-a2", "r1-a1"]


def test_a_report_that_a_program_wrapped_is_in_paragraphs():
    wrapped = (
        "The council closed the harbour on Monday after a diver had\n"
        "[1 Ines Okafor]1, the harbour master, {1 said}1 <1 that the crack\n"
        "widened>1.\n\nBy Ana Brandt\n4 March"
    )
    page = Page(render_page([ledger_of(wrapped)]))
    assert [each["words"] for each in page.all(tag="p", **{"class": "report"})] == [
        (
            "The council closed the harbour on Monday after a diver had Ines Okafor, the harbour master, said1 "
            "that the crack widened."
        ),
        "By Ana Brandt4 March",
    ]
    assert [each["words"] for each in page.all(**{"class": "content described"})] == ["that the crack", " ", "widened"]
    assert len(page.all(tag="br")) == 1


def test_every_line_tells_where_in_the_text_it_begins_whether_anything_in_it_is_marked_or_not():
    text = "Tide\n\nInes Okafor said the tide is late.\n\nIt rained there.\n\nThe bell\x9b rang.\n"
    page = render_page([read_quickly(Report(text=text, headline="Tide"))])
    lines = [text.index(words) for words in ("Tide", "Ines", "It rained", "The bell")]
    assert [int(at) for at in re.findall(r'data-at="(\d+)"', page)] == lines
    assert page.count(" data-sign") == 1
