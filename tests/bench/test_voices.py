"""The bench of voices: counts on a ledger made by hand."""

from collections import Counter
from dataclasses import replace

import pytest

from bench.voices import judge_entries, judge_report, percentages
from training.voices import LabelledReport, Nested, Voice
from whence.reading.reader import Reader
from whence.records.ledger import Source
from whence.records.report import Report, Span

TEXT = (
    "Ines Okafor said the council had told the mayor that the pier was safe.\n\nThe harbour master said she was glad."
)


def span(words: str) -> tuple[Span, ...]:
    at = TEXT.index(words)
    return (Span(at, at + len(words)),)


def voice(source: str, cue: str, content: str, who: str, outer: int | None = None) -> Voice:
    return Voice(
        source=span(source),
        cue=span(cue),
        content=span(content),
        valid=True,
        who=span(who)[0],
        kind="person",
        naming="named",
        relays=(),
        outer=outer,
    )


@pytest.fixture(scope="module")
def figures():
    labelled = LabelledReport(
        part="read",
        corpus="invented",
        report="pier",
        text=TEXT,
        voices=(
            voice(
                "Ines Okafor", "said the"[:4], "the council had told the mayor that the pier was safe", "Ines Okafor"
            ),
            voice("the council", "had told", "the pier was safe", "the council", outer=0),
        ),
        nested=(
            Nested(span("the council"), span("had told"), span("the pier was safe"), span("said")),
            Nested(span("the mayor"), span("told the mayor"), span("the mayor that"), span("glad")),
        ),
    )
    counts = Counter[str]()
    mistakes = list(judge_report(Reader().read(Report(text=TEXT)), labelled, counts))
    return percentages(counts), mistakes


def test_who_is_right_counts_of_what_is_found(figures):
    assert figures[0]["found"] >= 1
    assert figures[0]["who"] == 100.0
    assert figures[0]["wrong_name"] == 0.0


def test_what_lies_within_another_counts_with_its_outer_attribution(figures):
    shares, mistakes = figures
    assert shares["nested"] == 2
    assert (shares["nested_recall"], shares["nested_precision"]) == (50.0, 100.0)
    assert [figure for figure, _ in mistakes if figure.startswith("nested")] == ["nested_recall"]


def test_the_outlet_that_publishes_a_report_is_no_relay_even_where_it_is_labelled():
    text = "Ines Okafor told the Tidewater Post that the pier was safe."
    told = replace(voice("Ines Okafor", "said", "the pier was safe", "Ines Okafor"), cue=(Span(12, 16),))
    told = replace(told, content=(Span(43, 58),), relays=(Span(17, 35),))
    labelled = LabelledReport(part="read", corpus="invented", report="pier", text=text, voices=(told,), nested=())
    for publisher, relays in (("The Tidewater Post", 0), (None, 1)):
        counts = Counter[str]()
        list(judge_report(Reader().read(Report(text=text, publisher=publisher)), labelled, counts))
        assert (counts["relays"], counts["relays_given"], counts["relays_found"]) == (relays,) * 3


def test_shares_of_nothing_are_zero():
    assert percentages(Counter())["relay_precision"] == 0.0


def test_a_voice_under_two_entries_is_a_duplicate_and_two_voices_under_one_are_merged():
    sources = {key: Source(id=key, name=key, mentions=()) for key in ("s1", "s2")}
    counts = Counter[str]()
    mistakes = list(judge_entries(sources, {("one", "s1"), ("one", "s2"), ("another", "s2")}, counts))
    assert [figure for figure, _ in mistakes] == ["duplicates", "merged"]
    assert (counts["listed"], counts["repeated"], counts["merged"]) == (2, 1, 1)
