"""What an editor would ask: one question for each holder, with all its places, the gravest first."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Finding
from whence.records.report import Span
from whence.showing.questions import list_questions

MARKED = (
    "[1 A clerk]1 {1 said}1 <1 so>1. [2 A memo]2 {2 says}2 <2 no>2. {3 Reportedly}3 <3 it sank>3. "
    "[4 Insiders]4 {4 agreed}4 <4 on that>4. {5 Reportedly}5 <5 it burned>5."
)
LEDGER = ledger_of(MARKED)


def finding(kind, *attributions, note="Who says so?", spans=None):
    """Make a finding about attributions of the ledger; its words are those of their sources, or else their cues."""
    concerned = [one for one in LEDGER.attributions if one.id in attributions]
    words = tuple(span for one in concerned for span in one.source_spans or one.cue_spans)
    return Finding(kind=kind, spans=words if spans is None else spans, attributions=attributions, note=note, rule=kind)


def asked(*findings, **parts):
    """List the questions of the ledger with these findings, and with other values for some attributions."""
    attributions = tuple(replace(one, **parts.get(one.id, {})) for one in LEDGER.attributions)
    return list_questions(replace(LEDGER, attributions=attributions, findings=findings))


def test_all_that_is_asked_about_one_source_is_one_question():
    (question,) = asked(
        finding("bare-source", "a1", note="Who is “A clerk”?"),
        finding("unnamed-only", "a1", note="Who else can confirm “A clerk”? Nobody was found."),
        finding("anonymity-without-reason", "a1", note="Why is “A clerk” not named?"),
    )
    assert question.headings == tuple(
        FINDING_KINDS[kind].heading for kind in ("unnamed-only", "bare-source", "anonymity-without-reason")
    )
    assert question.brief == "Who else can confirm “A clerk”?"
    assert question.notes[1:] == ("Who is “A clerk”?", "Why is “A clerk” not named?")
    assert question.rules == ("unnamed-only", "bare-source", "anonymity-without-reason")
    assert (question.spans, question.numbers) == ((Span(0, 7),), ("1",))


def test_two_sources_of_one_name_are_one_holder():
    named = tuple(replace(one, name="a clerk") if one.id == "s3" else one for one in LEDGER.sources)
    findings = (finding("unnamed-only", "a4"), finding("unnamed-only", "a1"))
    (question,) = list_questions(replace(LEDGER, sources=named, findings=findings))
    assert question.numbers == ("1", "4")


def test_hearsay_is_one_question_with_all_its_places():
    (question,) = asked(
        finding("no-source", "a3", note="Who says so? None for “Reportedly”."), finding("no-source", "a5")
    )
    assert question.numbers == ("3", "5")
    assert len(question.spans) == 2
    assert question.letter == "A"


def test_the_same_question_is_asked_once_and_another_by_itself():
    questions = asked(
        finding("denied", "a1", note="Which?"),
        finding("denied", "a4", note="Which?"),
        finding("disagreement", spans=(Span(0, 1),), note="40 or 400?"),
        finding("disagreement", spans=(Span(0, 1),), note="Monday or Tuesday?"),
    )
    assert [(one.notes, one.numbers) for one in questions] == [
        (("40 or 400?",), ()),
        (("Monday or Tuesday?",), ()),
        (("Which?",), ("1", "4")),
    ]


def test_the_gravest_comes_first_and_equals_in_the_order_of_the_text():
    questions = asked(
        finding("scare-quotes", spans=(Span(0, 1),), note="Whose?"),
        finding("unnamed-only", "a4"),
        finding("unnamed-only", "a1"),
        finding("no-response", note="Was Northarm asked?"),
    )
    assert [one.headings[0] for one in questions] == [
        FINDING_KINDS[kind].heading for kind in ("no-response", "unnamed-only", "unnamed-only", "scare-quotes")
    ]
    assert [one.numbers for one in questions[1:3]] == [("1",), ("4",)]
    assert [one.letter for one in questions] == ["A", "B", "C", "D"]


@pytest.mark.parametrize("kind", ["denied", "scare-quotes"])
def test_what_is_true_and_everyday_is_noted_after_all_questions(kind):
    questions = asked(finding(kind, "a1"), finding("bare-source", "a4"))
    assert [(one.headings[0], one.is_noted) for one in questions] == [
        (FINDING_KINDS["bare-source"].heading, False),
        (FINDING_KINDS[kind].heading, True),
    ]
    assert [one.letter for one in questions] == ["A", "B"]


def test_what_is_only_noted_is_not_asked():
    kept, noted = finding("bare-source", "a4"), finding("denied", "a1")
    told = [(one.findings, one.is_noted) for one in list_questions(replace(LEDGER, findings=(noted, kept)))]
    assert told == [((kept,), False), ((noted,), True)]


RELAYED = ledger_of(
    "[1 The Marram Gazette, a newspaper]1 {1 reported}1 <1 a leak>1. [2 Ines Okafor]2 {2 told}2 <2 the Gazette so>2."
)


@pytest.mark.parametrize(("name", "is_noted"), [("recent polls", True), ("a poll of 900 sailors", False)])
def test_polls_in_general_are_noted(name, is_noted):
    sources = tuple(replace(one, name=name, kind="document") if one.id == "s2" else one for one in LEDGER.sources)
    findings = (finding("unlinked-document", "a2", note="Which?"),)
    (question,) = list_questions(replace(LEDGER, sources=sources, findings=findings))
    assert question.is_noted == is_noted


def test_of_equals_the_one_with_more_reasons_comes_first():
    questions = asked(finding("unnamed-only", "a1"), finding("unnamed-only", "a4"), finding("bare-source", "a4"))
    assert [one.numbers for one in questions] == [("4",), ("1",)]


@pytest.mark.parametrize("leaning", [{"anonymity_spans": (Span(0, 1),)}, {"quotation": "direct"}])
def test_a_source_that_the_report_hides_or_quotes_word_for_word_is_graver(leaning):
    findings = (finding("unnamed-only", "a1"), finding("unnamed-only", "a4"), finding("unlinked-document", "a2"))
    assert [one.numbers for one in asked(*findings, a2=leaning)] == [("2",), ("1",), ("4",)]


def test_the_order_does_not_depend_on_the_order_of_the_findings():
    findings = (finding("denied", "a1"), finding("no-source", "a3"), finding("bare-source", "a4"))
    assert asked(*findings) == asked(*reversed(findings))


def test_a_brief_question_quotes_the_words_that_it_does_not_name():
    (question,) = asked(finding("denied", "a1", note="Are both sides given? It seems not."))
    assert question.brief == "Are both sides given? “A clerk”"
    (question,) = asked(finding("second-hand", "a1", "a2", note="Taken from A memo: is it confirmed?"))
    assert question.brief == "Taken from A memo: is it confirmed?"


def test_a_long_brief_question_is_shortened():
    (question,) = asked(finding("no-response", note="Was " + "Northarm " * 30 + "asked?"))
    assert len(question.brief) <= 161
    assert question.brief.endswith("…")


def test_of_very_many_places_six_are_asked_about_and_three_quoted():
    marked = " ".join(f"{{{number} Reportedly}}{number} <{number} so{number}>{number}." for number in range(1, 31))
    rumours = ledger_of(marked)
    findings = tuple(
        Finding(kind="no-source", spans=one.content_spans, attributions=(one.id,), note=f"Who says “so{at}”?", rule="")
        for at, one in enumerate(rumours.attributions, start=1)
    )
    (question,) = list_questions(replace(rumours, findings=findings))
    assert question.notes == tuple(f"Who says “so{at}”?" for at in range(1, 7))
    assert question.words == ("“so7”", "“so8”", "“so9”", "and 21 more")
    assert len(question.spans) == len(question.numbers) == 30
