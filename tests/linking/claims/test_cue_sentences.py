"""Sentences with a cue whose content is no claim by itself."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.linking.claims.cue_sentences import cue_sentences
from whence.records.report import Span


def sentences(marked, *, stance="says", claimed=(), **options):
    ledger = ledger_of(marked, **options)
    told = tuple(replace(one, stance=stance) for one in ledger.attributions)
    found = cue_sentences(replace(ledger, attributions=told), claimed)
    return [(one.span.of(ledger.report.text), one.attribution.id if one.attribution else None) for one in found]


def test_what_the_subject_says_of_a_thing_is_its_claim():
    marked = "It rained. [1 Officials]1 {1 identified}1 <1 the driver as Tove Lind of Larne>1. It is late."
    assert sentences(marked) == [("Officials identified the driver as Tove Lind of Larne.", "a1")]


def test_what_is_said_by_somebody_after_by_is_their_claim():
    marked = "<1 The driver>1 {1 was described by}1 [1 police]1 <1 as a tall man of forty>1."
    assert [own for _, own in sentences(marked)] == ["a1"]


@pytest.mark.parametrize("stance", ["wants", "believes", "denies", None])
def test_what_somebody_wants_or_does_is_told_by_the_page(stance):
    marked = "[1 The council]1 {1 decided on}1 <1 a toll for the harbour of Larne>1."
    assert [own for _, own in sentences(marked, stance=stance)] == [None]


def test_what_nobody_is_cited_for_is_told_by_the_page_unless_it_is_hearsay():
    charged = "<1 Two men>1 {1 were charged with}1 <1 arson at the harbour>1."
    assert [own for _, own in sentences(charged)] == [None]
    hearsay = "<1 The ferry to Gull Island>1 {1 reportedly}1 <1 in the storm>1 went under."
    assert [own for _, own in sentences(hearsay)] == ["a1"]


def test_a_source_within_the_sentence_does_not_make_it_his():
    marked = "In exchange for [1 his]1 {1 testimony against}1 <1 the skipper>1 Lind was sentenced to a year."
    assert [own for _, own in sentences(marked)] == [None]


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Lind]1 {1 discusses}1 <1 the harbour offer of the council>1",
        "Did [1 Lind]1 {1 reject}1 <1 the harbour offer of the council>1?",
        "[1 Lind]1 {1 announced}1 <1 all of this>1 in a statement:",
        "[1 Lind]1 {1 objects}1.",
        "“<1 Not at any price you can pay us>1,” [1 she]1 {1 said}1 on Friday.",
    ],
)
def test_captions_questions_and_what_leads_over_to_a_quotation_are_none(marked):
    assert sentences(marked) == []


def test_a_sentence_in_which_something_is_claimed_is_none():
    marked = "[1 Lind]1 {1 rejected}1 <1 the harbour offer of the council>1 and left."
    assert sentences(marked, claimed=[Span(0, 4)]) == []
    assert len(sentences(marked, claimed=[Span(90, 95)])) == 1


def test_a_headline_and_a_direct_quotation_are_none():
    marked = "[1 Lind]1 {1 rejected}1 <1 the harbour offer of the council>1."
    assert sentences(marked, headline="Lind rejected the harbour offer of the council.") == []
    assert sentences(marked, quotations={1: "direct"}) == []


def test_two_cues_in_one_sentence_make_one_claim():
    marked = "[1 Officials]1 {1 identified}1 <1 the driver as Tove Lind>1 and {2 reported}2 <2 the crash>2 at sea."
    assert len(sentences(marked)) == 1
