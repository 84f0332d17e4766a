"""A story with what became of its claims: to and from JSON."""

from typing import Annotated, TypedDict

from whence.records.form.claims_form import (
    ClaimDifferenceForm,
    ClaimWordingForm,
    difference_from_form,
    difference_to_form,
    wording_from_form,
    wording_to_form,
)
from whence.records.form.event_form import SpansForm, spans_from_form, spans_to_form
from whence.records.form.links_form import StoryForm, story_from_form, story_to_form
from whence.records.reuse import FirstBy, Shares
from whence.records.stories import Milestone, MilestoneKind, StoryClaim, StoryDetails, StoryReport, Taken

__all__ = [
    "MilestoneForm",
    "SharesForm",
    "StoryClaimForm",
    "StoryDetailsForm",
    "StoryReportForm",
    "TakenForm",
    "shares_from_form",
    "shares_to_form",
    "story_details_from_form",
    "story_details_to_form",
]

_COUNT = {"minimum": 0}


class SharesForm(TypedDict):
    """What the words of a report are; the parts sum to the words."""

    words: Annotated[int, _COUNT]
    quoted: Annotated[int, "Words in quotation marks", _COUNT]
    standing: Annotated[int, "Words of paragraphs that recur in unrelated reports of the outlet", _COUNT]
    copied: Annotated[int, "Words shared with a report that had them first", _COUNT]
    shared: Annotated[int, "Words shared with a report of which it is not known whether it was first", _COUNT]
    own: Annotated[int, _COUNT]


class TakenForm(TypedDict):
    """What a report shares with another that had it first, or may have had it first."""

    report: Annotated[str, "Id of the other report"]
    publisher: str | None
    words: Annotated[int, _COUNT]
    first_by: Annotated[FirstBy | None, "How it is known that the other was first; null if it is not known"]
    agency: Annotated[str | None, "The news agency that both have the words from"]
    spans: Annotated[SpansForm, "The passages in the report itself"]


class StoryReportForm(TypedDict):
    """A report of a story."""

    id: str
    headline: str | None
    publisher: str | None
    published: Annotated[str | None, "ISO 8601 date, or date and time"]
    shares: SharesForm
    taken: Annotated[list[TakenForm], "From whom its copied and shared words are"]
    withdrawn_by: Annotated[str | None, "Id of the report that withdraws it; null if none does"]


class MilestoneForm(TypedDict):
    """What happens to a claim in one report, or to a report by another."""

    kind: MilestoneKind
    report: Annotated[str, "Id of the report"]
    publisher: str | None
    at: Annotated[str | None, "Time of publication; for altered words, when that version was added"]
    text: Annotated[str, "The words of the claim or of the correction"]
    spans: Annotated[SpansForm, "Where these words are in the report"]
    wording: Annotated[ClaimWordingForm | None, "The claim in the report, with its source"]
    claim: Annotated[str | None, "Id of the claim that says otherwise"]
    differences: Annotated[list[ClaimDifferenceForm], "What it says otherwise"]
    words: Annotated[list[str] | None, "For altered words, those before and after; empty for no words"]
    corrects: Annotated[str | None, "Id of the report that is corrected or withdrawn"]


class StoryClaimForm(TypedDict):
    """A claim of a story, and what happened to it."""

    id: str
    text: Annotated[str, "The words of the first appearance"]
    reports: Annotated[int, _COUNT]
    outlets: Annotated[int, _COUNT]
    milestones: Annotated[list[MilestoneForm], "In the order of time"]
    disagreeing: Annotated[list[str], "Ids of the claims of the story that say otherwise"]


class StoryDetailsForm(TypedDict):
    """A story: its reports, the claims that they make, and what happened to each."""

    story: StoryForm
    outlets: Annotated[int, _COUNT]
    reports: Annotated[list[StoryReportForm], "The earliest first"]
    claims: Annotated[list[StoryClaimForm], "By first appearance"]
    corrections: Annotated[list[MilestoneForm], "Corrections and retractions of reports"]


def story_details_to_form(details: StoryDetails) -> StoryDetailsForm:
    """Turn a story with its reports and claims into its form."""
    return {
        "story": story_to_form(details.story),
        "outlets": details.outlets,
        "reports": [_report_to_form(one) for one in details.reports],
        "claims": [_claim_to_form(one) for one in details.claims],
        "corrections": [_milestone_to_form(one) for one in details.corrections],
    }


def story_details_from_form(form: StoryDetailsForm) -> StoryDetails:
    """Turn a form back into a story with its reports and claims."""
    return StoryDetails(
        story=story_from_form(form["story"]),
        outlets=form["outlets"],
        reports=tuple(map(_report_from_form, form["reports"])),
        claims=tuple(map(_claim_from_form, form["claims"])),
        corrections=tuple(map(_milestone_from_form, form["corrections"])),
    )


def shares_to_form(shares: Shares) -> SharesForm:
    """Turn the counts of a report's words into their form."""
    return {
        "words": shares.words,
        "quoted": shares.quoted,
        "standing": shares.standing,
        "copied": shares.copied,
        "shared": shares.shared,
        "own": shares.own,
    }


def shares_from_form(form: SharesForm, report: str) -> Shares:
    """Turn a form back into the counts of a report's words."""
    return Shares(
        report=report,
        words=form["words"],
        quoted=form["quoted"],
        standing=form["standing"],
        copied=form["copied"],
        shared=form["shared"],
        own=form["own"],
    )


def _report_to_form(report: StoryReport) -> StoryReportForm:
    return {
        "id": report.id,
        "headline": report.headline,
        "publisher": report.publisher,
        "published": report.published,
        "shares": shares_to_form(report.shares),
        "taken": [
            {
                "report": one.report,
                "publisher": one.publisher,
                "words": one.words,
                "first_by": one.first_by,
                "agency": one.agency,
                "spans": spans_to_form(one.spans),
            }
            for one in report.taken
        ],
        "withdrawn_by": report.withdrawn_by,
    }


def _report_from_form(form: StoryReportForm) -> StoryReport:
    return StoryReport(
        id=form["id"],
        headline=form["headline"],
        publisher=form["publisher"],
        published=form["published"],
        shares=shares_from_form(form["shares"], form["id"]),
        taken=tuple(
            Taken(
                report=one["report"],
                publisher=one["publisher"],
                words=one["words"],
                first_by=one["first_by"],
                agency=one["agency"],
                spans=spans_from_form(one["spans"]),
            )
            for one in form["taken"]
        ),
        withdrawn_by=form.get("withdrawn_by"),
    )


def _claim_to_form(claim: StoryClaim) -> StoryClaimForm:
    return {
        "id": claim.id,
        "text": claim.text,
        "reports": claim.reports,
        "outlets": claim.outlets,
        "milestones": [_milestone_to_form(one) for one in claim.milestones],
        "disagreeing": list(claim.disagreeing),
    }


def _claim_from_form(form: StoryClaimForm) -> StoryClaim:
    return StoryClaim(
        id=form["id"],
        text=form["text"],
        reports=form["reports"],
        outlets=form["outlets"],
        milestones=tuple(map(_milestone_from_form, form["milestones"])),
        disagreeing=tuple(form["disagreeing"]),
    )


def _milestone_to_form(one: Milestone) -> MilestoneForm:
    return {
        "kind": one.kind,
        "report": one.report,
        "publisher": one.publisher,
        "at": one.at,
        "text": one.text,
        "spans": spans_to_form(one.spans),
        "wording": wording_to_form(one.wording) if one.wording else None,
        "claim": one.claim,
        "differences": [difference_to_form(each) for each in one.differences],
        "words": list(one.words) if one.words else None,
        "corrects": one.corrects,
    }


def _milestone_from_form(form: MilestoneForm) -> Milestone:
    words = form["words"]
    return Milestone(
        kind=form["kind"],
        report=form["report"],
        publisher=form["publisher"],
        at=form["at"],
        text=form["text"],
        spans=spans_from_form(form["spans"]),
        wording=wording_from_form(form["wording"]) if form["wording"] else None,
        claim=form["claim"],
        differences=tuple(map(difference_from_form, form["differences"])),
        words=(words[0], words[1]) if words else None,
        corrects=form["corrects"],
    )
