"""What readers say of a report, from the desk."""

import re
from dataclasses import replace

import pytest

from tests.support.archives import HARBOUR, fill
from tests.support.desks import OKAFOR, opened_desk, send
from tests.support.parsed_page import Page
from tests.support.quick_reader import read_quickly
from tests.support.reviewed import FERRY
from whence.records.report import Report, Span


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "news.whence"
    fill(path, [read_quickly(Report(text=OKAFOR, headline="Harbour to close", publisher="The Tidewater Post"))]).close()
    with opened_desk(path) as client:
        (held,) = client.get("/home.json").json()["latest"]
        client.report = held["id"]
        yield client


def correct(desk, **said):
    return send(desk, "/correct", **{"report": desk.report, "attribution": "a1", "author": "Ana Brandt", **said})


def kept(desk):
    return desk.get(f"/review/{desk.report}.json").json()


def test_a_correction_is_kept_beside_what_was_found_and_counts(desk):
    before = desk.get(f"/report/{desk.report}.json").json()
    answer = correct(desk, who="Ines Okafor", kind="person", note="As named <above>.")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/report/{desk.report}?version=1&corrected=true#t18-66"
    (one,) = kept(desk)["corrections"]
    assert (one["said"], one["author"], one["standing"]) == ("who: Ines Okafor; kind: person", "Ana Brandt", "counts")
    assert desk.get(f"/report/{desk.report}.json").json() == before
    page = desk.get(f"/review/{desk.report}").text
    assert "As named &lt;above&gt;." in page


def test_an_attribution_can_be_marked_as_none_and_that_be_withdrawn(desk):
    correct(desk, wrong="1")
    (one,) = desk.get("/corrections.json").json()["corrections"]
    assert one["is_wrong"] is True
    assert send(desk, "/withdraw", correction=one["id"], author="Kim Da-eun").status_code == 303
    (one,) = kept(desk)["corrections"]
    assert (one["withdrawn_by"], one["standing"]) == ("Kim Da-eun", "withdrawn")
    assert "withdrawn by Kim Da-eun, 20" in desk.get("/corrections").text


def test_a_correction_that_a_later_one_replaces_says_so_in_words(desk):
    for name in ("Officials", "Ines Okafor"):
        correct(desk, who=name)
    for path in (f"/review/{desk.report}", "/corrections"):
        assert "a later correction says otherwise" in desk.get(path).text
        assert "superseded" not in desk.get(path).text


TEXT = OKAFOR.strip()


def place(words):
    at = TEXT.rindex(words)
    return f"{at}-{at + len(words)}"


def test_a_missed_attribution_is_added_by_the_places_of_its_words_and_shown_where_it_stands(desk):
    marked = {"source-at": place("Officials"), "cue-at": place("leaks"), "content-at": place("in April")}
    answer = correct(desk, attribution="missed", content="April", **marked)
    assert answer.headers["Location"].startswith(f"/report/{desk.report}?version=1&corrected=true#t")
    (one,) = kept(desk)["corrections"]
    assert (one["is_added"], one["said"]) == (
        True,
        "missed by whence; source: Officials; cue: leaks; content: in April",
    )
    assert len(desk.get(f"/report/{desk.report}.json").json()["attributions"]) == 2
    shown = desk.get(f"/report/{desk.report}.json?corrected=true").json()
    assert (shown["corrected"], [each["source"] for each in shown["attributions"]]) == (True, ["s1", "s2", "s2"])
    page = Page(desk.get(f"/report/{desk.report}?corrected=true").text)
    assert page.all(id="a3")[0]["words"].split()[-1] == "April"
    assert "Added by Ana Brandt" in page.all(id="a3")[0]["words"]


@pytest.mark.parametrize("written", ["x", "4", "9-3", "1-2-3", "-1-4", "0-9999"])
def test_a_place_that_is_none_is_refused_in_words(desk, written):
    answer = correct(desk, **{"source-at": written})
    assert answer.status_code == 400
    assert kept(desk)["corrections"] == []


def test_a_report_shows_corrections_in_place_and_what_was_found_beside_them(desk):
    correct(desk, who="Officials", cue="will")
    shown = {which: Page(desk.get(f"/report/{desk.report}?corrected={which}").text) for which in ("true", "false")}
    for which, name in (("true", "Officials"), ("false", "Ines Okafor")):
        (note,) = shown[which].all(id="a1")
        assert " ".join(note["words"].split()).startswith(f"1 {name}")
        assert "Corrected by Ana Brandt: cue: will; who: Officials · whence found source: Ines Okafor; cue: said" in (
            " ".join(note["words"].split())
        )
        (current,) = shown[which].all(tag="a", **{"aria-current": "page"})
        assert ("readers corrected" in current["words"]) == (which == "true")
    assert [one for one in shown["true"].all(tag="section") if one.get("id") == "corrections"]
    wrong = correct(desk, attribution="a2", wrong="1")
    assert wrong.status_code == 303
    page = Page(desk.get(f"/report/{desk.report}?corrected=true").text)
    assert page.all(id="a2") == []
    assert "no attribution" in page.all(id="corrections")[0]["words"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"wrong": "1", "who": "Ines Okafor"},
        {"who": "nowhere to be found"},
        {"attribution": "missed"},
        {"attribution": "missed", "wrong": "1"},
    ],
)
def test_what_cannot_be_kept_is_said_in_words(desk, said):
    answer = correct(desk, **said)
    assert answer.status_code == 400
    assert kept(desk)["corrections"] == []


def test_words_that_the_report_does_not_have_are_told_from_words_that_are_as_found(desk):
    assert correct(desk, none="source").status_code == 303
    (one,) = kept(desk)["corrections"]
    assert (one["right_source_spans"], one["right_cue_spans"]) == ([], None)


def test_a_question_gets_a_status_and_notes(tmp_path):
    path = tmp_path / "news.whence"
    fill(path, [HARBOUR]).close()
    with opened_desk(path) as desk:
        (held,) = desk.get("/home.json").json()["latest"]
        own = held["id"]
        assert [one["status"] for one in desk.get(f"/review/{own}.json").json()["questions"]] == ["open"]
        for said in ({"status": "asked", "note": "Rang <them>."}, {"note": "No answer."}):
            assert send(desk, "/note", report=own, number="1", author="Ana Brandt", **said).status_code == 303
        (first,) = desk.get(f"/review/{own}.json").json()["questions"]
        assert (first["status"], first["notes"]) == ("asked", 2)
        page = Page(desk.get(f"/review/{own}").text)
        assert "Rang <them>." in page.all(id="questions")[0]["words"]
        assert len(desk.get("/questions.json?status=asked").json()["questions"]) == 1


def test_a_question_in_the_list_leads_to_its_words_in_the_report(tmp_path):
    path = tmp_path / "news.whence"
    fill(path, [HARBOUR]).close()
    spans = HARBOUR.findings[0].spans
    with opened_desk(path) as desk:
        (link,) = [one for one in Page(desk.get("/questions").text).all(tag="a") if "#t" in one.get("href", "")]
        start, end = spans[0].start, spans[-1].end
        assert link["href"] == f"/report/{HARBOUR.report.id}?version=1#t{start}-{end}"
        assert " ".join(link["words"].split()) == " … ".join(HARBOUR.report.text[one.start : one.end] for one in spans)


def test_words_that_raise_a_question_at_two_places_stand_once_in_the_list(tmp_path):
    path = tmp_path / "news.whence"
    spans = tuple(Span(*match.span()) for match in re.finditer("rain", FERRY.report.text))
    assert len(spans) > 1
    fill(path, [replace(FERRY, findings=(replace(FERRY.findings[0], spans=spans),))]).close()
    with opened_desk(path) as desk:
        (passage,) = Page(desk.get("/questions").text).all(**{"class": "passage"})
        assert passage["words"].strip() == "rain"


def test_questions_about_a_damaged_report_are_listed_without_links(tmp_path):
    path = tmp_path / "news.whence"
    store = fill(path, [HARBOUR])
    with store.writing(), store.transaction():
        store.run("UPDATE texts SET ledger = x'00'")
    store.close()
    with opened_desk(path) as desk:
        for ending in ("", ".json", ".csv", ".html"):
            answer = desk.get(f"/questions{ending}")
            assert answer.status_code == 200
            assert "?version=1#t" not in answer.text
        assert len(desk.get("/questions.json").json()["questions"]) == len(HARBOUR.findings)
        assert len(Page(desk.get("/questions").text).all(**{"class": "passage"})) == len(HARBOUR.findings)


@pytest.mark.parametrize("path", ["/correct", "/withdraw", "/note"])
def test_nothing_is_written_without_the_proof_of_an_own_page(desk, path):
    said = {
        "report": desk.report,
        "attribution": "a1",
        "author": "Ana",
        "who": "Ines Okafor",
        "number": "1",
        "note": "x",
    }
    assert desk.post(path, data=said).status_code == 403
    assert send(desk, path, headers={"Origin": "null"}, **said).status_code == 403
    assert kept(desk)["corrections"] == kept(desk)["notes"] == []
