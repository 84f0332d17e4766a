"""An archive with a report that readers say something of, and its later version."""

from dataclasses import replace

from tests.support.archives import fill, put_in
from tests.support.ledgers_by_hand import ledger_of
from whence.archive.storage.write import replace_ledger
from whence.records.ledger import Finding

FERRY = ledger_of(
    "Ferry\n\n[1 He]1 {1 said}1 <1 “the ferry sank”>1. [2 Ivo Ness]2 {2 denied}2 <2 it>2.\n\n"
    "Tove Lind, the pilot, left.\n\nIt rained.\n\nThe rain stopped.",
    headline="Ferry",
    publisher="The Tidewater Post",
    published="2031-03-04",
)
FERRY = replace(
    FERRY,
    sources=tuple(replace(source, kind="person", naming="named") for source in FERRY.sources),
    findings=tuple(
        Finding(kind=kind, spans=one.source_spans, attributions=(one.id,), note="Who?", rule="Ask.")
        for kind, one in zip(("bare-source", "denied"), FERRY.attributions, strict=True)
    ),
)
ADDRESS = "post.example/ferry"


def open_ferry(path):
    """Store the report."""
    return fill(path, [FERRY], addresses=[ADDRESS])


def moved(ledger, by):
    """Move all spans of a ledger whose text got longer at the beginning."""

    def move(spans):
        return tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans)

    return replace(
        ledger,
        sources=tuple(replace(one, mentions=move(one.mentions)) for one in ledger.sources),
        attributions=tuple(
            replace(
                one,
                source_spans=move(one.source_spans),
                cue_spans=move(one.cue_spans),
                content_spans=move(one.content_spans),
            )
            for one in ledger.attributions
        ),
        findings=tuple(replace(one, spans=move(one.spans)) for one in ledger.findings),
    )


def add_version(store, before, after):
    """Store another version of the report, with a part of its text replaced, and the spans after it moved."""
    text = FERRY.report.text.replace(before, after)
    assert text != FERRY.report.text
    longer = replace(FERRY, report=replace(FERRY.report, text=text))
    put_in(store, [moved(longer, len(after) - len(before))], addresses=[ADDRESS])


def read_again(store, **changes):
    """Replace the ledger of the first version."""
    with store.writing(), store.transaction():
        replace_ledger(store, 1, replace(FERRY, **changes))
