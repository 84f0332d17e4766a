"""Hypothesis strategies for records, shared by all tests.

A ledger asks for the same strategies again and again. Those for spans of a text are kept, as making them anew took half
of the time.
"""

from functools import lru_cache
from typing import get_args

from hypothesis import strategies as st

from whence.records.ledger import (
    Arithmetic,
    Attribution,
    Certainty,
    Channel,
    Colouring,
    Event,
    Finding,
    FindingKind,
    Genre,
    Kind,
    Ledger,
    Level,
    Naming,
    Party,
    Place,
    Polarity,
    Precision,
    Source,
    Stance,
    Statement,
    StatementKind,
    Time,
    ToldAs,
)
from whence.records.report import Report, Span

words = st.text(max_size=30)
maybe = st.none() | words
countries = st.sampled_from([None, "NOR"])
scores = st.floats(-3, 3)
chances = st.floats(0, 1)


@lru_cache
def spans(text, *, min_size=0):
    """Draw spans of a text, in order; needs a text that is not empty."""
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return st.lists(ends, min_size=min_size, max_size=3).map(
        lambda found: tuple(Span(start, end) for start, end in sorted(found))
    )


def reports(texts=st.text(max_size=200)):  # noqa: B008
    """Draw reports in any script."""
    return st.builds(
        Report,
        text=texts,
        headline=maybe,
        publisher=maybe,
        byline=st.lists(words, max_size=2).map(tuple),
        published=st.none() | st.dates().map(str),
        language=st.sampled_from([None, "en", "ru", "ar"]),
        url=maybe,
        name=maybe,
        notes=st.lists(words, max_size=2).map(tuple),
    )


def _sources(text, own, ids):
    return st.builds(
        Source,
        id=st.just(own),
        name=words,
        kind=st.sampled_from([None, *get_args(Kind)]),
        naming=st.sampled_from([None, *get_args(Naming)]),
        aliases=st.lists(words, max_size=2).map(tuple),
        role_spans=spans(text),
        affiliation=st.sampled_from([None, *ids]),
        members=st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple),
        country=countries,
        is_plural=st.booleans(),
        is_unresolved=st.booleans(),
        mentions=spans(text, min_size=1),
    )


@lru_cache
def _certainties(text):
    return st.none() | st.builds(
        Certainty,
        level=st.sampled_from(get_args(Level)),
        polarity=st.sampled_from(get_args(Polarity)),
        score=scores,
        spans=spans(text),
    )


@st.composite
def _attributions(draw, text, own, ids, earlier):
    source = draw(st.sampled_from([None, *ids]))
    return Attribution(
        id=own,
        source_spans=draw(spans(text, min_size=1)) if source else (),
        cue_spans=draw(spans(text, min_size=1)),
        content_spans=draw(spans(text)),
        quotation=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        source=source,
        within=draw(st.sampled_from([None, *earlier])),
        relays=tuple(draw(st.lists(st.sampled_from(ids), max_size=2))) if ids else (),
        channel=draw(st.sampled_from([None, *get_args(Channel)])),
        channel_spans=draw(spans(text)),
        access_spans=draw(spans(text)),
        anonymity_spans=draw(spans(text)),
        stance=draw(st.sampled_from([None, *get_args(Stance)])),
        certainty=draw(_certainties(text)),
        page_certainty=draw(_certainties(text)),
        colouring=draw(st.sampled_from([None, *get_args(Colouring)])),
        confidence=draw(chances),
    )


@lru_cache
@st.composite
def _times(draw, text):
    first, last = sorted(draw(st.lists(st.dates().map(str), min_size=2, max_size=2)))
    return Time(
        spans=draw(spans(text, min_size=1)),
        start=draw(st.sampled_from([None, first])),
        end=draw(st.sampled_from([None, last])),
        precision=draw(st.sampled_from(get_args(Precision))),
    )


def _parties(text, ids):
    return st.none() | st.builds(
        Party,
        spans=spans(text, min_size=1),
        source=st.sampled_from([None, *ids]),
        name=words,
        country=countries,
        sector=st.sampled_from([None, "GOV", "MIL"]),
    )


def _events(text, own, ids, said):
    return st.builds(
        Event,
        id=st.just(own),
        type=st.sampled_from(["ACCUSE", "MOBILIZE"]),
        mode=st.sampled_from([None, "weapons"]),
        spans=spans(text, min_size=1),
        actor=_parties(text, ids),
        recipient=_parties(text, ids),
        place=st.none() | st.builds(Place, spans=spans(text, min_size=1), country=countries),
        time=st.none() | _times(text),
        told_as=st.sampled_from(get_args(ToldAs)),
        attribution=st.sampled_from([None, *said]),
        certainty=scores,
        confidence=chances,
    )


@lru_cache
def _statements(text):
    return st.builds(Statement, spans=spans(text, min_size=1), kind=st.sampled_from(get_args(StatementKind)))


def _findings(text, said):
    return st.builds(
        Finding,
        kind=st.sampled_from(get_args(FindingKind)),
        spans=spans(text),
        attributions=st.lists(st.sampled_from(said), max_size=2).map(tuple) if said else st.just(()),
        note=words,
        rule=words,
    )


def _some(drawn):
    return st.lists(drawn, max_size=2).map(tuple)


@st.composite
def ledgers(draw, texts=st.text(min_size=2, max_size=200)):  # noqa: B008
    """Draw ledgers with consistent ids and arbitrary content."""
    report = draw(reports(texts))
    text = report.text
    ids = [f"s{number}" for number in range(1, draw(st.integers(1, 4)))]
    said = [f"a{number}" for number in range(1, draw(st.integers(1, 5)))]
    happened = [f"e{number}" for number in range(1, draw(st.integers(1, 3)))]
    return Ledger(
        report=report,
        sources=tuple(draw(_sources(text, own, ids)) for own in ids),
        attributions=tuple(draw(_attributions(text, own, ids, said[:i])) for i, own in enumerate(said)),
        events=tuple(draw(_events(text, own, ids, said)) for own in happened),
        times=draw(_some(_times(text))),
        statements=draw(_some(_statements(text))),
        findings=draw(_some(_findings(text, said))),
        genre=draw(st.none() | st.sampled_from(get_args(Genre))),
        model=draw(words),
        engine=draw(st.none() | words),
        arithmetic=draw(st.none() | st.sampled_from(get_args(Arithmetic))),
    )
