"""What a reader gets of a claim: to and from JSON."""

from typing import Annotated, TypedDict

from whence.records.claims import (
    ClaimDetails,
    ClaimDifference,
    ClaimEntry,
    ClaimWording,
    Counterclaim,
    DifferenceKind,
)
from whence.records.form.ledger_form import CertaintyForm, certainty_from_form, certainty_to_form
from whence.records.form.links_form import (
    AppearanceForm,
    ClaimForm,
    appearance_from_form,
    appearance_to_form,
    claim_from_form,
    claim_to_form,
)
from whence.records.form.origins_form import ClaimOriginsForm, origins_from_form, origins_to_form
from whence.records.form.quotations_form import QuotationLinkForm, quotation_link_from_form, quotation_link_to_form
from whence.records.ledger import Quotation, Stance

__all__ = [
    "ClaimDetailsForm",
    "ClaimDifferenceForm",
    "ClaimEntryForm",
    "ClaimWordingForm",
    "CounterclaimForm",
    "details_from_form",
    "details_to_form",
    "difference_from_form",
    "difference_to_form",
    "entry_from_form",
    "entry_to_form",
    "wording_from_form",
    "wording_to_form",
]

_COUNT = {"minimum": 0}


class ClaimEntryForm(TypedDict):
    """A claim in a list."""

    claim: ClaimForm
    story: Annotated[str | None, "Id of the story of its first report"]
    reports: Annotated[int, _COUNT]
    outlets: Annotated[int, _COUNT]
    least: Annotated[int, "There are at least so many origins", _COUNT]
    most: Annotated[int, "There are at most so many origins", _COUNT]
    first: Annotated[str | None, "Day of publication of the first report, ISO 8601"]
    last: str | None
    is_denied: Annotated[bool, "True if all who say these words deny them"]
    withdrawn: Annotated[int, "Number of the reports that their outlets withdrew", _COUNT]


class ClaimWordingForm(TypedDict):
    """One place in a report where a claim is made."""

    appearances: Annotated[list[AppearanceForm], "One; for a source of several named members one for each"]
    text: Annotated[str, "The words, on one line"]
    headline: Annotated[str | None, "Headline of the report"]
    quotation: Annotated[Quotation | None, "Null in the page's own voice"]
    stance: Stance | None
    certainty: Annotated[CertaintyForm | None, "How sure the source is; null in the page's own voice"]
    version: Annotated[QuotationLinkForm | None, "The quoted words, compared with those of the first report"]


class ClaimDifferenceForm(TypedDict):
    """What two claims differ in."""

    kind: DifferenceKind
    words: Annotated[list[str], "The words of the claim, and of the other; empty for no words"]


class CounterclaimForm(TypedDict):
    """A claim that says otherwise, and who stands behind it."""

    claim: ClaimForm
    differences: list[ClaimDifferenceForm]
    origins: ClaimOriginsForm


class ClaimDetailsForm(TypedDict):
    """A claim, everywhere it is made, what speaks against it, and what it rests on."""

    claim: ClaimForm
    story: Annotated[str | None, "Id of the story of its first report"]
    wordings: Annotated[list[ClaimWordingForm], "In the order of publication, and of the text"]
    counterclaims: list[CounterclaimForm]
    origins: ClaimOriginsForm


def entry_to_form(entry: ClaimEntry) -> ClaimEntryForm:
    """Turn a claim in a list into its form."""
    return {
        "claim": claim_to_form(entry.claim),
        "story": entry.story,
        "reports": entry.reports,
        "outlets": entry.outlets,
        "least": entry.least,
        "most": entry.most,
        "first": entry.first,
        "last": entry.last,
        "is_denied": entry.is_denied,
        "withdrawn": entry.withdrawn,
    }


def entry_from_form(form: ClaimEntryForm) -> ClaimEntry:
    """Turn a form back into a claim in a list."""
    return ClaimEntry(
        claim=claim_from_form(form["claim"]),
        story=form["story"],
        reports=form["reports"],
        outlets=form["outlets"],
        least=form["least"],
        most=form["most"],
        first=form["first"],
        last=form["last"],
        is_denied=form["is_denied"],
        withdrawn=form.get("withdrawn", 0),
    )


def details_to_form(details: ClaimDetails) -> ClaimDetailsForm:
    """Turn a claim with all its places into its form."""
    return {
        "claim": claim_to_form(details.claim),
        "story": details.story,
        "wordings": [wording_to_form(one) for one in details.wordings],
        "counterclaims": [
            {
                "claim": claim_to_form(one.claim),
                "differences": [difference_to_form(each) for each in one.differences],
                "origins": origins_to_form(one.origins),
            }
            for one in details.counterclaims
        ],
        "origins": origins_to_form(details.origins),
    }


def details_from_form(form: ClaimDetailsForm) -> ClaimDetails:
    """Turn a form back into a claim with all its places."""
    return ClaimDetails(
        claim=claim_from_form(form["claim"]),
        story=form["story"],
        wordings=tuple(map(wording_from_form, form["wordings"])),
        counterclaims=tuple(
            Counterclaim(
                claim=claim_from_form(one["claim"]),
                differences=tuple(map(difference_from_form, one["differences"])),
                origins=origins_from_form(one["origins"]),
            )
            for one in form["counterclaims"]
        ),
        origins=origins_from_form(form["origins"]),
    )


def difference_to_form(difference: ClaimDifference) -> ClaimDifferenceForm:
    """Turn what two claims differ in into its form."""
    return {"kind": difference.kind, "words": list(difference.words)}


def wording_to_form(wording: ClaimWording) -> ClaimWordingForm:
    """Turn a place where a claim is made into its form."""
    return {
        "appearances": [appearance_to_form(one) for one in wording.appearances],
        "text": wording.text,
        "headline": wording.headline,
        "quotation": wording.quotation,
        "stance": wording.stance,
        "certainty": certainty_to_form(wording.certainty),
        "version": quotation_link_to_form(wording.version) if wording.version else None,
    }


def wording_from_form(form: ClaimWordingForm) -> ClaimWording:
    """Turn a form back into a place where a claim is made."""
    return ClaimWording(
        appearances=tuple(map(appearance_from_form, form["appearances"])),
        text=form["text"],
        headline=form["headline"],
        quotation=form["quotation"],
        stance=form["stance"],
        certainty=certainty_from_form(form["certainty"]),
        version=quotation_link_from_form(form["version"]) if form["version"] else None,
    )


def difference_from_form(form: ClaimDifferenceForm) -> ClaimDifference:
    """Turn a form back into what two claims differ in."""
    words, other_words = form["words"]
    return ClaimDifference(kind=form["kind"], words=(words, other_words))
