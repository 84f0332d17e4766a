"""Reports compared with each other: to and from JSON."""

from typing import Annotated, TypedDict

from whence.records.claims import ClaimWording
from whence.records.form.claims_form import (
    ClaimDifferenceForm,
    ClaimWordingForm,
    difference_from_form,
    difference_to_form,
    wording_from_form,
    wording_to_form,
)
from whence.records.form.event_form import SpansForm, spans_from_form, spans_to_form
from whence.records.form.quotations_form import QuotationLinkForm, quotation_link_from_form, quotation_link_to_form
from whence.records.form.stories_form import SharesForm, shares_from_form, shares_to_form
from whence.records.reuse import FirstBy, SharedPassage
from whence.records.stories import (
    CommonClaim,
    ComparedPassage,
    ComparedQuotation,
    ComparedReport,
    Comparison,
    Disagreement,
)

__all__ = [
    "CommonClaimForm",
    "ComparedPassageForm",
    "ComparedQuotationForm",
    "ComparedReportForm",
    "ComparisonForm",
    "DisagreementForm",
    "comparison_from_form",
    "comparison_to_form",
]


class ComparedReportForm(TypedDict):
    """A report that is compared with others."""

    id: str
    headline: str | None
    publisher: str | None
    published: Annotated[str | None, "ISO 8601 date, or date and time"]
    shares: Annotated[SharesForm, "Its words, by what it shares with the other reports"]
    only: Annotated[list[ClaimWordingForm], "Claims that none of the others makes"]
    withdrawn_by: Annotated[str | None, "Id of the report that withdraws it; null if none does"]


class ComparedPassageForm(TypedDict):
    """A passage that two of the reports share, outside quotation marks."""

    reports: Annotated[list[str], "Ids of the two, in the order of publication"]
    spans: Annotated[SpansForm, "The passage in each"]
    text: Annotated[str, "Its words in the earlier report"]
    same_words: Annotated[int, "Number of words that are the same", {"minimum": 0}]
    first: Annotated[str | None, "Id of the report that had it first; null if that is not known"]
    first_by: FirstBy | None
    agency: Annotated[str | None, "The news agency that it is wire copy of"]


class ComparedQuotationForm(TypedDict):
    """A quotation that two of the reports share, exact or altered."""

    link: QuotationLinkForm
    texts: Annotated[list[str], "Its words in each"]


class CommonClaimForm(TypedDict):
    """A claim that two or more of the reports make."""

    id: str
    wordings: Annotated[list[ClaimWordingForm], "The earliest first"]


class DisagreementForm(TypedDict):
    """Two claims of the reports that say the same otherwise."""

    claims: Annotated[list[str], "Ids of the two"]
    differences: list[ClaimDifferenceForm]
    sides: Annotated[list[list[ClaimWordingForm]], "Who stands behind each"]


class ComparisonForm(TypedDict):
    """What reports have in common, and what only one of them has."""

    reports: Annotated[list[ComparedReportForm], "In the order of publication"]
    passages: list[ComparedPassageForm]
    quotations: list[ComparedQuotationForm]
    claims: Annotated[list[CommonClaimForm], "By first appearance"]
    disagreements: list[DisagreementForm]


def comparison_to_form(found: Comparison) -> ComparisonForm:
    """Turn a comparison into its form."""
    return {
        "reports": [
            {
                "id": one.id,
                "headline": one.headline,
                "publisher": one.publisher,
                "published": one.published,
                "shares": shares_to_form(one.shares),
                "only": list(map(wording_to_form, one.only)),
                "withdrawn_by": one.withdrawn_by,
            }
            for one in found.reports
        ],
        "passages": [_passage_to_form(one) for one in found.passages],
        "quotations": [
            {"link": quotation_link_to_form(one.link), "texts": list(one.texts)} for one in found.quotations
        ],
        "claims": [{"id": one.id, "wordings": list(map(wording_to_form, one.wordings))} for one in found.claims],
        "disagreements": [
            {
                "claims": list(one.claims),
                "differences": list(map(difference_to_form, one.differences)),
                "sides": [list(map(wording_to_form, side)) for side in one.sides],
            }
            for one in found.disagreements
        ],
    }


def comparison_from_form(form: ComparisonForm) -> Comparison:
    """Turn a form back into a comparison."""
    return Comparison(
        reports=tuple(
            ComparedReport(
                id=one["id"],
                headline=one["headline"],
                publisher=one["publisher"],
                published=one["published"],
                shares=shares_from_form(one["shares"], one["id"]),
                only=_wordings(one["only"]),
                withdrawn_by=one.get("withdrawn_by"),
            )
            for one in form["reports"]
        ),
        passages=tuple(map(_passage_from_form, form["passages"])),
        quotations=tuple(
            ComparedQuotation(link=quotation_link_from_form(one["link"]), texts=(one["texts"][0], one["texts"][1]))
            for one in form["quotations"]
        ),
        claims=tuple(CommonClaim(id=one["id"], wordings=_wordings(one["wordings"])) for one in form["claims"]),
        disagreements=tuple(
            Disagreement(
                claims=(one["claims"][0], one["claims"][1]),
                differences=tuple(map(difference_from_form, one["differences"])),
                sides=(_wordings(one["sides"][0]), _wordings(one["sides"][1])),
            )
            for one in form["disagreements"]
        ),
    )


def _wordings(forms: list[ClaimWordingForm]) -> tuple[ClaimWording, ...]:
    return tuple(map(wording_from_form, forms))


def _passage_to_form(one: ComparedPassage) -> ComparedPassageForm:
    passage = one.passage
    return {
        "reports": list(passage.reports),
        "spans": spans_to_form(passage.spans),
        "text": one.text,
        "same_words": passage.same_words,
        "first": passage.first,
        "first_by": passage.first_by,
        "agency": passage.agency,
    }


def _passage_from_form(form: ComparedPassageForm) -> ComparedPassage:
    (one, other), (span, other_span) = form["reports"], spans_from_form(form["spans"])
    passage = SharedPassage(
        reports=(one, other),
        spans=(span, other_span),
        same_words=form["same_words"],
        first=form["first"],
        first_by=form["first_by"],
        agency=form["agency"],
    )
    return ComparedPassage(passage=passage, text=form["text"])
