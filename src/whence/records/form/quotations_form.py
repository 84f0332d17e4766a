"""The same quotation in two reports: to and from JSON."""

from typing import Annotated, TypedDict

from whence.records.form.event_form import SpansForm, spans_from_form, spans_to_form
from whence.records.reuse import ChangeKind, QuotationLink, WordChange

__all__ = ["QuotationLinkForm", "WordChangeForm", "quotation_link_from_form", "quotation_link_to_form"]


class WordChangeForm(TypedDict):
    """Where two versions of a quotation differ."""

    kind: ChangeKind
    words: Annotated[list[str], "What the earlier and the later version have there; empty for nothing"]
    spans: Annotated[list[SpansForm], "Where it is in each report"]
    at_edge: Annotated[bool, "True if the words begin or end the quoted sentence"]
    marked: Annotated[bool, "True if a report shows the change, by an ellipsis or square brackets"]


class QuotationLinkForm(TypedDict):
    """The same quotation in two reports, exact or altered."""

    quotations: Annotated[list[str], "Ids of the two, in the order of publication"]
    reports: list[str]
    spans: Annotated[list[SpansForm], "The words of each that say the same, changes included"]
    same_words: Annotated[int, "Number of words that are the same", {"minimum": 0}]
    exact: Annotated[bool, "True if no word differs; punctuation may"]
    changes: list[WordChangeForm]
    first: Annotated[str | None, "Id of the quotation that was published first; null if that is not known"]


def quotation_link_to_form(link: QuotationLink) -> QuotationLinkForm:
    """Turn a comparison of two quotations into its form."""
    return {
        "quotations": list(link.quotations),
        "reports": list(link.reports),
        "spans": [spans_to_form(spans) for spans in link.spans],
        "same_words": link.same_words,
        "exact": link.is_exact,
        "changes": [
            {
                "kind": change.kind,
                "words": list(change.words),
                "spans": [spans_to_form(spans) for spans in change.spans],
                "at_edge": change.is_at_edge,
                "marked": change.is_marked,
            }
            for change in link.changes
        ],
        "first": link.first,
    }


def quotation_link_from_form(form: QuotationLinkForm) -> QuotationLink:
    """Turn a form back into a comparison of two quotations."""
    (one, other), (report, other_report) = form["quotations"], form["reports"]
    spans, other_spans = map(spans_from_form, form["spans"])
    return QuotationLink(
        quotations=(one, other),
        reports=(report, other_report),
        spans=(spans, other_spans),
        same_words=form["same_words"],
        changes=tuple(map(_change_from_form, form["changes"])),
        first=form["first"],
    )


def _change_from_form(form: WordChangeForm) -> WordChange:
    words, other_words = form["words"]
    spans, other_spans = map(spans_from_form, form["spans"])
    return WordChange(
        kind=form["kind"],
        words=(words, other_words),
        spans=(spans, other_spans),
        is_at_edge=form["at_edge"],
        is_marked=form["marked"],
    )
