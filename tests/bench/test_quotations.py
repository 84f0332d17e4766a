"""The bench of quotations: which are lost, on a ledger made by hand."""

from bench.quotations import find_lost, find_quotations
from whence.records.ledger import Attribution, Certainty, Ledger
from whence.records.report import Report, Span

TEXT = (
    "“The pier will not last long,” she said. “Nobody came to look at it.” A “rotten” pier.\n“It has leaked for years."
)


def test_quotations_of_five_words_and_more_are_counted_unclosed_ones_too():
    assert [span.of(TEXT) for span in find_quotations(TEXT)] == [
        "The pier will not last long,",
        "Nobody came to look at it.",
        "It has leaked for years.",
    ]


def test_a_quotation_is_lost_if_most_of_it_is_in_no_content():
    sure = Certainty(level="certain", polarity="for", score=1.0, spans=())
    contents = (Span(0, 20), Span(TEXT.index("Nobody"), TEXT.index(" to look")))
    one = Attribution(
        id="a1",
        source_spans=(),
        cue_spans=(),
        content_spans=contents,
        quotation="direct",
        source=None,
        within=None,
        certainty=sure,
        page_certainty=sure,
        confidence=1.0,
    )
    ledger = Ledger(report=Report(text=TEXT), sources=(), attributions=(one,), model="none")
    lost = [span.of(TEXT) for span in find_lost(ledger, list(find_quotations(TEXT)))]
    assert lost == ["Nobody came to look at it.", "It has leaked for years."]
