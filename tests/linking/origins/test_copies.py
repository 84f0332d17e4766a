"""Copies of a claim's reports, from the passages that reports share."""

from tests.support.appearances import OFFICIAL, says
from whence.linking.origins.copies import copy_of
from whence.linking.origins.origins import find_origins
from whence.linking.reuse.report_words import read_words
from whence.linking.reuse.reuse import open_words, shared_passages
from whence.records.links import Copy
from whence.records.report import Report, Span
from whence.records.reuse import SharedPassage

SPANS = Span(20, 70), Span(30, 80)


def shared(first=None, by=None, agency=None):
    return SharedPassage(reports=("r:1", "r:2"), spans=SPANS, same_words=17, first=first, first_by=by, agency=agency)


def test_the_report_that_had_a_passage_first_is_the_original():
    forwards = {"report": "r:2", "original": "r:1", "spans": SPANS[1:], "original_spans": SPANS[:1]}
    backwards = {"report": "r:1", "original": "r:2", "spans": SPANS[:1], "original_spans": SPANS[1:]}
    assert copy_of(shared("r:1", "time")) == Copy(**forwards, same_words=17, order="time")
    assert copy_of(shared("r:2", "credit", "TASS")) == Copy(**backwards, same_words=17, order="credit", agency="TASS")


def test_if_it_cannot_be_told_which_was_first_the_copy_has_no_order():
    assert copy_of(shared()) == Copy(
        report="r:2", original="r:1", spans=SPANS[1:], original_spans=SPANS[:1], same_words=17
    )


TEXT = (
    "The harbour of Quillhaven will stay closed until the last of the four cranes has been taken down and examined, "
    "an official has decided."
)


def test_a_claim_in_a_copied_passage_has_one_origin():
    first = Report(text=f"Quillhaven. {TEXT}", publisher="Herald", published="2031-03-04T09:30:00Z")
    second = Report(text=f"Ships wait at sea. {TEXT}", publisher="Gazette", published="2031-03-04T11:00:00Z")
    passages = shared_passages(*(open_words(read_words(one)) for one in (first, second)))
    said = [says(one.id, one.publisher, OFFICIAL, at=one.published) for one in (first, second)]
    alone, together = find_origins(said), find_origins(said, map(copy_of, passages))
    assert (alone.least, alone.most) == (1, 2)
    assert (together.least, together.most) == (1, 1)
    assert [(one.kind, one.item, one.into) for one in together.collapses] == [("copy", f"{second.id}/s3", first.id)]
