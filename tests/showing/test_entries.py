"""Attributions in words: how each is put."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.records.ledger import Certainty
from whence.records.report import Span
from whence.showing.entries import list_attributions

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
        ("certain", "against", "denied"),
        ("probable", "for", "probable"),
        ("probable", "against", "probably not"),
        ("possible", "for", "possible"),
        ("possible", "against", "possibly not"),
        ("uncommitted", "for", "left open"),
    ],
)
def test_any_other_certainty_is_told_with_the_words_that_show_it(level, polarity, phrase):
    assert leaning(certainty=certainty(level, polarity, HEDGE)) == (f"{phrase} (“could”)",)


def test_the_cue_is_not_quoted_again():
    assert leaning(certainty=certainty("uncommitted", "for", CUE)) == ("left open",)
    assert leaning(certainty=certainty("uncommitted", "for", Span(0, 9))) == ("left open (“Ines said”)",)


def test_a_stance_that_says_how_sure_its_source_is_says_it_once():
    assert leaning(stance="denies", certainty=certainty("certain", "against", CUE)) == ("denies",)
    assert leaning(stance="wants", certainty=certainty("uncommitted", "for", CUE)) == ("wants",)
    assert leaning(stance="denies", certainty=certainty("possible", "against", CUE, HEDGE)) == (
        "denies",
        "possibly not (“could”)",
    )


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
