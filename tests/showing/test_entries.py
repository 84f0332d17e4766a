"""Attributions in words: how each is put."""

from dataclasses import replace

import pytest

from tests.support.full_ledger import FULL
from tests.support.ledgers_by_hand import ledger_of
from tests.support.marked_reports import read
from whence.records.ledger import Certainty, Party, Time
from whence.records.report import Span
from whence.showing.entries import group_by_source, list_attributions, list_events, list_statements

TEXT = "[1 Ines]1 {1 said}1 <1 it could sink>1"
CUE, HEDGE = Span(5, 9), Span(13, 18)


def leaning(**parts):
    ledger = ledger_of(TEXT)
    (attribution,) = ledger.attributions
    ((entry),) = list_attributions(replace(ledger, attributions=(replace(attribution, **parts),)))
    return entry.leaning


def certainty(level, polarity="for", *spans):
    return Certainty(level=level, polarity=polarity, score=0.0, spans=spans)


def test_what_is_plainly_said_for_certain_leans_nowhere():
    assert leaning() == ()
    assert leaning(stance="says", certainty=certainty("certain"), page_certainty=certainty("uncommitted")) == ()


@pytest.mark.parametrize(
    ("level", "polarity", "phrase"),
    [
        ("certain", "against", "⊘ denied"),
        ("probable", "for", "◕ probable"),
        ("probable", "against", "⊘ probably not"),
        ("possible", "for", "◑ possible"),
        ("possible", "against", "⊘ possibly not"),
        ("uncommitted", "for", "○ left open"),
    ],
)
def test_any_other_certainty_is_told_by_a_sign_with_the_words_that_show_it(level, polarity, phrase):
    assert leaning(certainty=certainty(level, polarity, HEDGE)) == (f"{phrase} (“could”)",)


def test_the_cue_is_not_quoted_again():
    assert leaning(certainty=certainty("uncommitted", "for", CUE)) == ("○ left open",)
    assert leaning(certainty=certainty("uncommitted", "for", Span(0, 9))) == ("○ left open (“Ines said”)",)


def test_a_stance_that_leaves_a_content_open_stands_for_its_certainty():
    assert leaning(stance="wants", certainty=certainty("uncommitted", "for", CUE)) == ("○ wants",)
    assert leaning(stance="denies", certainty=certainty("possible", "against", CUE, HEDGE)) == (
        "⊘ possibly not (“could”)",
    )
    assert leaning(stance="warns", certainty=certainty("certain")) == ("warns",)


@pytest.mark.parametrize(
    ("cue", "stance", "told", "sign"),
    [
        ("denied", "denies", certainty("certain", "against"), ("⊘",)),
        ("wanted", "wants", certainty("uncommitted"), ("○",)),
        ("warned", "warns", certainty("certain"), ()),
    ],
)
def test_what_the_cue_says_is_not_said_again(cue, stance, told, sign):
    ledger = ledger_of(f"[1 Ines]1 {{1 {cue}}}1 <1 it>1")
    (one,) = ledger.attributions
    (entry,) = list_attributions(replace(ledger, attributions=(replace(one, stance=stance, certainty=told),)))
    assert entry.leaning == sign


def test_a_cue_that_is_no_more_than_a_mark_is_not_shown():
    (entry,) = list_attributions(ledger_of("[1 INES]1{1 :}1 <1 Rain.>1"))
    assert entry.cue == ""


def test_a_document_is_not_called_one_again_and_a_name_says_once_that_it_is_hidden():
    ledger = ledger_of("[1 A memo]1 {1 says}1 <1 so>1. [2 Hidden channels]2 {2 say}2 <2 no>2.")
    memo, hidden = ledger.attributions
    sources = (replace(ledger.sources[0], kind="document"), ledger.sources[1])
    told = (replace(memo, channel="document"), replace(hidden, channel="speech", anonymity_spans=(Span(16, 31),)))
    assert [one.way for one in list_attributions(replace(ledger, sources=sources, attributions=told))] == [
        (),
        ("speech",),
    ]


def test_how_the_reporter_leans_is_told_once():
    assert leaning(colouring="distancing", page_certainty=certainty("uncommitted", "for", CUE)) == (
        "the reporter keeps a distance",
    )
    assert leaning(colouring="crediting", page_certainty=certainty("certain", "for", CUE)) == (
        "the reporter gives credit",
    )


def test_what_the_reporter_takes_for_certain_is_told():
    assert leaning(stance="knows", page_certainty=certainty("certain", "for", CUE)) == (
        "knows",
        "the reporter presents it as fact",
    )
    assert leaning(page_certainty=certainty("certain", "against", HEDGE)) == (
        "the reporter presents it as not the case (“could”)",
    )
    assert leaning(page_certainty=certainty("probable", "against", HEDGE)) == (
        "the reporter presents it as probably not the case (“could”)",
    )


def test_unsure_events_and_statements_of_no_kind_are_not_listed():
    (sure, _) = FULL.events
    ledger = replace(
        FULL,
        events=(sure, replace(sure, id="e2", confidence=0.3)),
        statements=tuple(replace(one, kind="other") for one in FULL.statements),
    )
    assert [one.event.id for one in list_events(ledger)] == ["e1"]
    assert list_statements(ledger) == []


def test_an_event_that_reads_the_same_is_listed_once():
    (sure, _) = FULL.events
    dated = replace(
        sure, id="e3", time=Time(spans=(Span(0, 4),), start="2031-03-01", end="2031-03-01", precision="day")
    )
    ledger = replace(FULL, events=(sure, replace(sure, id="e2")))
    assert [one.event.id for one in list_events(ledger)] == ["e1"]
    ledger = replace(FULL, events=(dated, replace(sure, id="e2", time=None)))
    assert [one.event.id for one in list_events(ledger)] == ["e3"]
    ledger = replace(FULL, events=(sure, replace(sure, id="e2", attribution=None)))
    (one,) = list_events(ledger)
    assert one.further == ((None,) if sure.attribution else ())


def test_a_charge_that_there_was_not_is_no_event_unless_a_source_denies_it():
    (one, _) = FULL.events
    missing = replace(one, type="ACCUSE", told_as="denied", attribution=None)
    assert list_events(replace(FULL, events=(missing,))) == []
    assert len(list_events(replace(FULL, events=(replace(missing, type="ASSAULT"),)))) == 1
    denial = next(each.id for each in FULL.attributions if each.stance == "denies")
    assert len(list_events(replace(FULL, events=(replace(missing, attribution=denial),)))) == 1


def test_an_event_of_nobody_but_a_pronoun_is_not_listed():
    (one, _) = FULL.events
    they = Party(spans=(Span(0, 4),), source=None, name="they", country=None, sector=None)
    assert list_events(replace(FULL, events=(replace(one, actor=they, recipient=None),))) == []
    mayor = replace(they, source="s1", name="the mayor")
    assert len(list_events(replace(FULL, events=(replace(one, actor=they, recipient=mayor),)))) == 1


def test_an_event_without_parties_is_not_listed():
    (one, _) = FULL.events
    assert list_events(replace(FULL, events=(replace(one, actor=None, recipient=None),))) == []


def test_pronouns_that_mean_nobody_known_come_last_and_as_one():
    ledger = read(
        "[1 They]1 {1 said}1 <1 no>1. [2 Ines Okafor]2 {2 said}2 <2 yes>2. [3 They]3 {3 said}3 <3 so>3. "
        "[4 He]4 {4 said}4 <4 that>4. [5 We]5 {5 think}5 <5 it>5.",
        persons=["Ines Okafor"],
    )
    told = [
        (tally.name, tally.about[-1], len(tally.entries))
        for tally in group_by_source(ledger, list_attributions(ledger))
    ]
    assert told == [
        ("Ines Okafor", "named person", 1),
        ("they, he", "unresolved pronouns", 3),
        ("We", "unresolved pronoun", 1),
    ]
