"""A ledger without its unsure attributions is still a whole one."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers_by_hand import ledger_of
from tests.support.strategies import ledgers
from whence.records.ledger import Event, Finding, Source
from whence.records.report import Span
from whence.records.sure import choose_attributions, leave_out_unsure

TOLD = ledger_of(
    "[1 A clerk]1 {1 said}1 <1 [2 the mayor]2 {2 knew}2 <2 [3 the mill]3 {3 warned}3 <3 of fire>3>2>1.",
    within={2: 1, 3: 2},
)


def graded(*confidences):
    """Give the attributions these confidences; the third was passed on by a paper that only it cites."""
    attributions = tuple(
        replace(one, confidence=confidence) for one, confidence in zip(TOLD.attributions, confidences, strict=True)
    )
    paper = Source(id="s4", name="the Sentinel", mentions=())
    board = Source(id="s5", name="the board", mentions=())
    clerk, mayor, mill = TOLD.sources
    return replace(
        TOLD,
        sources=(clerk, mayor, replace(mill, affiliation="s5"), paper, board),
        attributions=(*attributions[:2], replace(attributions[2], relays=("s4",))),
        events=(event("e1", "a2"), event("e2", None)),
        findings=(
            Finding(kind="bare-source", spans=(), attributions=("a2", "a3"), note="Who?", rule="Ask."),
            Finding(kind="unnamed-only", spans=(), attributions=(), note="Who?", rule="Ask."),
        ),
    )


def event(number, attribution):
    return Event(
        id=number, type="ACCUSE", mode=None, spans=(Span(0, 1),), actor=None, recipient=None, place=None, time=None,
        told_as="past", attribution=attribution, certainty=0.0, confidence=0.5,
    )  # fmt: skip


def test_an_attribution_within_one_that_is_left_out_is_within_the_next_around_it():
    chosen = choose_attributions(graded(0.9, 0.3, 0.8), sure=0.5)
    assert [(one.id, one.within, one.relays) for one in chosen.attributions] == [
        ("a1", None, ()),
        ("a3", "a1", ("s4",)),
    ]
    chosen = choose_attributions(graded(0.3, 0.3, 0.8), sure=0.5)
    assert [(one.id, one.within) for one in chosen.attributions] == [("a3", None)]


def test_what_rests_on_an_attribution_that_is_left_out_goes_with_it():
    chosen = choose_attributions(graded(0.9, 0.3, 0.8), sure=0.5)
    assert [one.id for one in chosen.sources] == ["s1", "s3", "s4", "s5"]
    assert [one.id for one in chosen.events] == ["e2"]
    assert [one.kind for one in chosen.findings] == ["unnamed-only"]
    chosen = choose_attributions(graded(0.9, 0.9, 0.3), sure=0.5)
    assert [one.id for one in chosen.sources] == ["s1", "s2"]


def test_a_note_says_how_many_are_missing():
    assert choose_attributions(graded(0.9, 0.3, 0.2), sure=0.75).report.notes == (
        "2 attributions with a confidence below 0.75 are left out, as if they had not been found.",
    )


@pytest.mark.parametrize("sure", [-0.1, 1.1, math.nan])
def test_a_confidence_that_is_none_is_refused(sure):
    with pytest.raises(ValueError, match="sure must be a confidence from 0 to 1, not "):
        choose_attributions(TOLD, sure=sure)


@given(ledgers(), st.floats(0, 1))
def test_what_is_left_refers_to_what_is_there(ledger, sure):
    chosen = choose_attributions(ledger, sure=sure)
    kept = {one.id for one in chosen.attributions}
    assert kept == {one.id for one in ledger.attributions if one.confidence >= sure}
    assert {one.within for one in chosen.attributions} <= kept | {None}
    assert {source for one in chosen.attributions for source in (one.source, *one.relays)} <= {
        None,
        *(source.id for source in chosen.sources),
    }
    assert choose_attributions(chosen, sure=sure) == chosen


def test_of_what_is_unsure_only_events_and_questions_stay():
    shown = leave_out_unsure(graded(0.9, 0.3, 0.8))
    assert [(one.id, one.within) for one in shown.attributions] == [("a1", None), ("a3", "a1")]
    assert [(one.id, one.attribution) for one in shown.events] == [("e1", "a1"), ("e2", None)]
    assert [one.attributions for one in shown.findings] == [("a3",), ()]
    assert [source.id for source in shown.sources] == ["s1", "s3", "s4", "s5"]


def test_a_ledger_that_is_all_sure_stays_as_it_is():
    ledger = graded(0.9, 0.5, 0.8)
    assert leave_out_unsure(ledger) is ledger
