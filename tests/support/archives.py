"""Archives for tests, filled from ledgers without a reader."""

from dataclasses import replace

from whence.archive.storage.store import Store
from whence.archive.storage.write import Arrival, store_report
from whence.records.answers import Receipt
from whence.records.ledger import Attribution, Certainty, Event, Finding, Ledger, Party, Source
from whence.records.report import Report, Span

NOW = "2031-03-05T06:00:00+00:00"


def fill(path, ledgers, *, addresses=()):
    """Store ledgers in an archive, each under its address; ledgers with the same address are versions of one report."""
    store = Store(path, create=True)
    put_in(store, ledgers, addresses=addresses or [f"example.org/{number}" for number in range(len(ledgers))])
    return store


def put_in(store, ledgers, *, addresses):
    with store.writing(), store.transaction():
        for number, (ledger, address) in enumerate(zip(ledgers, addresses, strict=True)):
            receipt = Receipt(
                input=f"in/{number}.txt",
                fetched=None,
                digest=f"{number:064x}",
                extractor="whence",
            )
            store_report(store, Arrival(ledger=ledger, receipt=receipt, addresses=(address,)), now=NOW)


HARBOUR = Ledger(
    report=Report(
        text='Harbour to close\n\n"It leaks," said Okafor; the mayor warned of "ruin".',
        headline="Harbour to close",
        publisher="The Tidewater Post",
        byline=("Ana Brandt", "Kim Da-eun"),
        published="2031-03-04",
        language="en",
        url="https://example.org/harbour",
        name="harbour.txt",
    ),
    sources=(
        Source(id="s1", name="Okafor", kind="person", naming="named", mentions=(Span(35, 41),)),
        Source(id="s2", name="the mayor", kind="person", naming="described", country="NOR", mentions=(Span(43, 52),)),
    ),
    attributions=(
        Attribution(
            id="a1",
            source_spans=(Span(35, 41),),
            cue_spans=(Span(30, 34),),
            content_spans=(Span(18, 29),),
            quotation="direct",
            source="s1",
            within=None,
            stance="says",
            certainty=Certainty(level="certain", polarity="for", score=2.5),
            confidence=0.9,
        ),
        Attribution(
            id="a2",
            source_spans=(Span(43, 52),),
            cue_spans=(Span(53, 59),),
            content_spans=(Span(63, 69),),
            quotation="mixed",
            source="s2",
            within=None,
            relays=("s1",),
            stance="warns",
            confidence=0.8,
        ),
    ),
    events=(
        Event(
            id="e1",
            type="ACCUSE",
            mode=None,
            spans=(Span(53, 59),),
            actor=Party(spans=(Span(43, 52),), source="s2", name="the mayor", country="NOR", sector="GOV"),
            recipient=None,
            place=None,
            time=None,
            told_as="past",
            attribution="a1",
            certainty=1.5,
            confidence=0.7,
        ),
    ),
    findings=(Finding(kind="denied", spans=(Span(63, 69),), attributions=("a2",), note="Who says so?", rule="Ask."),),
    model="by-hand",
)
"""One report with a row in every table."""


def changed(ledger, *, before, after):
    """Make a later version of a report, with a word replaced by another of the same length."""
    text = ledger.report.text
    assert len(before) == len(after)
    assert before in text
    return replace(ledger, report=replace(ledger.report, text=text.replace(before, after)))


def ledger_by(name, *, publisher=None, published=None, text="It leaks, she said."):
    """Make a ledger with one source."""
    return Ledger(
        report=Report(text=text, publisher=publisher, published=published),
        sources=(Source(id="s1", name=name, kind="person", naming="named", mentions=(Span(0, 1),)),),
        attributions=(
            Attribution(
                id="a1",
                source_spans=(Span(0, 1),),
                cue_spans=(Span(1, 2),),
                content_spans=(),
                quotation="indirect",
                source="s1",
                within=None,
                confidence=0.5,
            ),
        ),
        model="by-hand",
    )
