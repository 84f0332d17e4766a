"""A bad record cannot exist, and a good one keeps what it was given."""

import pickle
from dataclasses import FrozenInstanceError, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import ledgers, reports
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Report, Span

TEXT = "Fares to rise\n\nFares will rise in May, the ferry board said."
SAID = Attribution(
    id="a1",
    source_spans=(Span(39, 54),),
    cue_spans=(Span(55, 59),),
    content_spans=(Span(15, 37),),
    quotation="indirect",
    source="s1",
    within=None,
    confidence=0.9,
)
LEDGER = Ledger(
    report=Report(text=TEXT, headline="Fares to rise"),
    sources=(Source(id="s1", name="the ferry board", mentions=(Span(39, 54),)),),
    attributions=(SAID,),
    model="en-2",
)


def test_a_span_cuts_out_the_words_it_stands_for():
    assert Span(39, 54).of(TEXT) == "the ferry board"
    assert Span(15, 37).of(TEXT) == "Fares will rise in May"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_that_is_empty_reversed_or_before_the_text_cannot_exist(start, end):
    with pytest.raises(ValueError, match=f"not start={start}, end={end}"):
        Span(start, end)


def test_spans_sort_as_the_text_runs():
    assert sorted([Span(5, 9), Span(0, 7), Span(0, 2)]) == [Span(0, 2), Span(0, 7), Span(5, 9)]


@given(st.text(min_size=1), st.data())
def test_spans_that_meet_rebuild_the_text_in_every_script(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text)))) | {0, len(text)})
    pieces = [Span(start, end).of(text) for start, end in pairwise(cuts)]
    assert "".join(pieces) == text


def test_a_record_does_not_change():
    with pytest.raises(FrozenInstanceError):
        LEDGER.report.text = "Fares to fall"


def test_the_id_of_a_report_is_the_same_on_every_run():
    report = Report(text="Harbour to close\n\nThe council met.", publisher="The Tidewater Post")
    assert report.id == "r:cbdad76561bd1a90"


def test_the_id_of_a_report_is_what_it_says_and_not_where_it_lay():
    report = Report(text=TEXT, publisher="The Tidewater Post", name="one.txt", notes=("Read as latin-1",))
    assert report.id == replace(report, name="two.txt", notes=()).id
    assert report.id != replace(report, publisher="The Marram Gazette").id
    assert report.id != replace(report, text=TEXT + " ").id


def test_a_lone_surrogate_in_the_text_still_has_an_id():
    assert Report(text="half a \ud83d").id == Report(text="half a \ud83d").id


@given(reports())
def test_every_report_has_an_id_of_sixteen_digits(report):
    assert report.id.startswith("r:")
    assert len(report.id) == 18
    assert set(report.id[2:]) <= set("0123456789abcdef")


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_is_a_probability(confidence):
    with pytest.raises(ValueError, match="a1: a confidence is a probability"):
        replace(SAID, confidence=confidence)


@pytest.mark.parametrize("change", [{"source": None}, {"source_spans": ()}])
def test_a_source_and_its_spans_come_together(change):
    with pytest.raises(ValueError, match="both or neither"):
        replace(SAID, **change)


def test_a_ledger_holds_no_span_outside_its_report():
    with pytest.raises(ValueError, match=r"end=61\) leaves the report's text of 60 characters"):
        replace(LEDGER, attributions=(replace(SAID, content_spans=(Span(15, 61),)),))


@pytest.mark.parametrize("change", [{"source": "s2"}, {"within": "a2"}])
def test_a_ledger_holds_whatever_its_attributions_point_at(change):
    with pytest.raises(ValueError, match="not in the ledger"):
        replace(LEDGER, attributions=(replace(SAID, **change),))


@given(ledgers())
def test_a_ledger_survives_the_way_back_from_a_worker_process(ledger):
    assert pickle.loads(pickle.dumps(ledger)) == ledger  # noqa: S301
