"""A bad record cannot exist, and a good one keeps what it was given."""

import pickle
from dataclasses import FrozenInstanceError, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import ledgers, reports
from whence.records.ledger import (
    Attribution,
    Certainty,
    Event,
    Finding,
    Ledger,
    Party,
    Place,
    Source,
    Statement,
    Time,
)
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
RISE = Event(
    id="e1",
    type="SANCTION",
    mode=None,
    spans=(Span(26, 30),),
    actor=None,
    recipient=None,
    place=None,
    time=None,
    told_as="planned",
    attribution="a1",
    certainty=2.0,
    confidence=0.8,
)
BOARD = Party(spans=(Span(39, 54),), source="s1", name="the ferry board", country="NOR", sector="GOV")
WHY = Finding(kind="unnamed-only", spans=(), attributions=("a1",), note="Who on the board?", rule="Name them.")
LEDGER = Ledger(
    report=Report(text=TEXT, headline="Fares to rise"),
    sources=(Source(id="s1", name="the ferry board", mentions=(Span(39, 54),)),),
    attributions=(SAID,),
    model="en-6",
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
    with pytest.raises(ValueError, match=r"end=61\) ends after the report's text of 60 characters"):
        replace(LEDGER, attributions=(replace(SAID, content_spans=(Span(15, 61),)),))


@pytest.mark.parametrize("change", [{"source": "s2"}, {"within": "a2"}])
def test_a_ledger_holds_whatever_its_attributions_point_at(change):
    with pytest.raises(ValueError, match="not in the ledger"):
        replace(LEDGER, attributions=(replace(SAID, **change),))


BEYOND = (Span(15, 61),)


@pytest.mark.parametrize(
    "change",
    [
        {"attributions": (replace(SAID, channel_spans=BEYOND),)},
        {"attributions": (replace(SAID, certainty=Certainty(level="certain", polarity="for", score=3, spans=BEYOND)),)},
        {
            "attributions": (
                replace(SAID, page_certainty=Certainty(level="certain", polarity="for", score=3, spans=BEYOND)),
            )
        },
        {"events": (replace(RISE, spans=BEYOND),)},
        {"events": (replace(RISE, actor=replace(BOARD, spans=BEYOND)),)},
        {"events": (replace(RISE, recipient=replace(BOARD, spans=BEYOND)),)},
        {"events": (replace(RISE, place=Place(spans=BEYOND, country=None)),)},
        {"events": (replace(RISE, time=Time(spans=BEYOND, start=None, end=None, precision="span")),)},
        {"times": (Time(spans=BEYOND, start=None, end=None, precision="span"),)},
        {"statements": (Statement(spans=BEYOND, kind="record"),)},
        {"findings": (replace(WHY, spans=BEYOND),)},
    ],
)
def test_no_part_of_a_ledger_points_past_the_end_of_its_report(change):
    with pytest.raises(ValueError, match=r"end=61\) ends after the report's text of 60 characters"):
        replace(LEDGER, **change)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"events": (replace(RISE, actor=replace(BOARD, source="s2")),)}, "e1 refers to s2,"),
        ({"events": (replace(RISE, recipient=replace(BOARD, source="s2")),)}, "e1 refers to s2,"),
        ({"events": (replace(RISE, attribution="a2"),)}, "e1 refers to a2,"),
        ({"findings": (replace(WHY, attributions=("a1", "a2")),)}, "unnamed-only refers to a2,"),
    ],
)
def test_a_ledger_holds_whatever_its_events_and_findings_point_at(change, complaint):
    with pytest.raises(ValueError, match=f"{complaint} not in the ledger"):
        replace(LEDGER, **change)


@pytest.mark.parametrize(
    ("country", "sector", "code"),
    [("NOR", "GOV", "NOR GOV"), ("NOR", None, "NOR"), (None, "MIL", "XXX MIL"), (None, None, "XXX")],
)
def test_a_party_is_coded_by_its_country_and_sector(country, sector, code):
    assert replace(BOARD, country=country, sector=sector).code == code


def test_a_time_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="from 2031-05-02 to 2031-05-01 would end before it begins"):
        Time(spans=(), start="2031-05-02", end="2031-05-01", precision="day")


def test_a_time_may_be_open_or_a_single_day():
    for start, end in [("2031-05-01", None), (None, "2031-05-01"), ("2031-05-01", "2031-05-01")]:
        time = Time(spans=(), start=start, end=end, precision="day")
        assert (time.start, time.end) == (start, end)


@given(ledgers())
def test_a_ledger_survives_the_way_back_from_a_worker_process(ledger):
    assert pickle.loads(pickle.dumps(ledger)) == ledger  # noqa: S301
