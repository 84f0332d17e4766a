"""Spans, events, times, statements and findings: to and from JSON."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from whence.records.ledger import (
    Event,
    Finding,
    FindingKind,
    Party,
    Place,
    Precision,
    Statement,
    StatementKind,
    Time,
    ToldAs,
)
from whence.records.report import Span

__all__ = [
    "SCORE_RANGE",
    "EventForm",
    "FindingForm",
    "PartyForm",
    "PlaceForm",
    "SpansForm",
    "StatementForm",
    "TimeForm",
    "event_from_form",
    "event_to_form",
    "finding_from_form",
    "finding_to_form",
    "spans_from_form",
    "spans_to_form",
    "statement_from_form",
    "statement_to_form",
    "time_from_form",
    "time_to_form",
]

SCORE_RANGE = {"minimum": -3, "maximum": 3}
"""From -3 (certainly not) to 3 (certainly)."""

SpanForm = Annotated[
    list[Annotated[int, {"minimum": 0}]],
    "Half-open range [start, end] of report.text, in Unicode code points",
    {"minItems": 2, "maxItems": 2},
]
SpansForm = list[SpanForm]
"""Spans in the order of the text."""


class TimeForm(TypedDict):
    """A time expression, resolved against the report's date."""

    spans: SpansForm
    start: Annotated[str | None, "First day, ISO 8601; null if open, as in “until 2021”"]
    end: Annotated[str | None, "Last day, ISO 8601; null if open, as in “since 2014”"]
    precision: Precision


class PartyForm(TypedDict):
    """The actor or recipient of an event."""

    spans: SpansForm
    source: Annotated[str | None, "Id of the party as a source; null if it is not a source in this ledger"]
    name: Annotated[str, "The fullest name in the report"]
    country: Annotated[str | None, "ISO 3166 code of three letters"]
    sector: Annotated[str | None, "Code of three letters, such as GOV, MIL or REB"]
    code: Annotated[str, "Country and sector together, such as RUS GOV; XXX for an unknown country"]


class PlaceForm(TypedDict):
    """The place of an event."""

    spans: SpansForm
    country: Annotated[str | None, "ISO 3166 code of three letters"]


class EventForm(TypedDict):
    """Who does what to whom, coded in PLOVER."""

    id: str
    type: Annotated[str, "PLOVER event type, such as ACCUSE"]
    mode: Annotated[str | None, "PLOVER mode of the type, such as arrest; null if the words do not show one"]
    spans: Annotated[SpansForm, "The trigger: the word that expresses the event"]
    actor: PartyForm | None
    recipient: PartyForm | None
    place: PlaceForm | None
    time: TimeForm | None
    told_as: Annotated[ToldAs, "How the report presents the event"]
    attribution: Annotated[
        str | None, "Id of the attribution whose content contains the event; null in the page's own voice"
    ]
    certainty: Annotated[
        float, "How sure the source, or the page, is of the event: -3 certainly not, 3 certainly", SCORE_RANGE
    ]
    confidence: Annotated[
        float, "Probability that the type and every party given are right", {"minimum": 0, "maximum": 1}
    ]


class StatementForm(TypedDict):
    """A sentence in the page's own voice, with no source cited."""

    spans: SpansForm
    kind: StatementKind


class FindingForm(TypedDict):
    """A question that a careful editor would ask about a report."""

    kind: FindingKind
    spans: Annotated[SpansForm, "The words that raise the question"]
    attributions: Annotated[list[str], "Ids of the attributions concerned"]
    note: Annotated[str, "The question, for the editor"]
    rule: Annotated[str, "The published rule that the question is based on"]


def spans_to_form(spans: Iterable[Span]) -> list[list[int]]:
    """Write spans as pairs of numbers.

    >>> spans_to_form((Span(0, 4), Span(9, 12)))
    [[0, 4], [9, 12]]
    """
    return [[span.start, span.end] for span in spans]


def spans_from_form(spans: Iterable[list[int]]) -> tuple[Span, ...]:
    """Read spans from pairs of numbers.

    Raises:
        ValueError: A span is not a pair of numbers, or is empty or reversed.
    """
    # Most lists are empty, and a list is made faster than a generator runs.
    return tuple([Span(start, end) for start, end in spans]) if spans else ()


def time_to_form(time: Time) -> TimeForm:
    """Turn a time into its form."""
    return {
        "spans": spans_to_form(time.spans),
        "start": time.start,
        "end": time.end,
        "precision": time.precision,
    }


def time_from_form(form: TimeForm) -> Time:
    """Turn a form back into a time."""
    return Time(spans=spans_from_form(form["spans"]), start=form["start"], end=form["end"], precision=form["precision"])


def event_to_form(event: Event) -> EventForm:
    """Turn an event into its form, with the codes of its parties written out."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "spans": spans_to_form(event.spans),
        "actor": _party_to_form(event.actor) if event.actor else None,
        "recipient": _party_to_form(event.recipient) if event.recipient else None,
        "place": _place_to_form(event.place) if event.place else None,
        "time": time_to_form(event.time) if event.time else None,
        "told_as": event.told_as,
        "attribution": event.attribution,
        "certainty": event.certainty,
        "confidence": event.confidence,
    }


def event_from_form(form: EventForm) -> Event:
    """Turn a form back into an event; codes are ignored, as they are derived from the rest."""
    return Event(
        id=form["id"],
        type=form["type"],
        mode=form["mode"],
        spans=spans_from_form(form["spans"]),
        actor=_party_from_form(form["actor"]) if form["actor"] else None,
        recipient=_party_from_form(form["recipient"]) if form["recipient"] else None,
        place=_place_from_form(form["place"]) if form["place"] else None,
        time=time_from_form(form["time"]) if form["time"] else None,
        told_as=form["told_as"],
        attribution=form["attribution"],
        certainty=form["certainty"],
        confidence=form["confidence"],
    )


def statement_to_form(statement: Statement) -> StatementForm:
    """Turn a statement into its form.

    >>> statement_to_form(Statement(spans=(Span(0, 17),), kind="record"))
    {'spans': [[0, 17]], 'kind': 'record'}
    """
    return {"spans": spans_to_form(statement.spans), "kind": statement.kind}


def statement_from_form(form: StatementForm) -> Statement:
    """Turn a form back into a statement."""
    return Statement(spans=spans_from_form(form["spans"]), kind=form["kind"])


def finding_to_form(finding: Finding) -> FindingForm:
    """Turn a finding into its form."""
    return {
        "kind": finding.kind,
        "spans": spans_to_form(finding.spans),
        "attributions": list(finding.attributions),
        "note": finding.note,
        "rule": finding.rule,
    }


def finding_from_form(form: FindingForm) -> Finding:
    """Turn a form back into a finding."""
    return Finding(
        kind=form["kind"],
        spans=spans_from_form(form["spans"]),
        attributions=tuple(form["attributions"]),
        note=form["note"],
        rule=form["rule"],
    )


def _party_to_form(party: Party) -> PartyForm:
    return {
        "spans": spans_to_form(party.spans),
        "source": party.source,
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "code": party.code,
    }


def _party_from_form(form: PartyForm) -> Party:
    return Party(
        spans=spans_from_form(form["spans"]),
        source=form["source"],
        name=form["name"],
        country=form["country"],
        sector=form["sector"],
    )


def _place_to_form(place: Place) -> PlaceForm:
    return {"spans": spans_to_form(place.spans), "country": place.country}


def _place_from_form(form: PlaceForm) -> Place:
    return Place(spans=spans_from_form(form["spans"]), country=form["country"])
