"""What a reader gets of a story, and of reports that are compared with each other."""

from dataclasses import dataclass
from typing import Literal

from whence.records.claims import ClaimDifference, ClaimWording
from whence.records.links import Story
from whence.records.report import Span
from whence.records.reuse import FirstBy, QuotationLink, SharedPassage, Shares

__all__ = [
    "CommonClaim",
    "ComparedPassage",
    "ComparedQuotation",
    "ComparedReport",
    "Comparison",
    "Disagreement",
    "Milestone",
    "MilestoneKind",
    "StoryClaim",
    "StoryDetails",
    "StoryEntry",
    "StoryReport",
    "Taken",
]

MilestoneKind = Literal[
    "first",
    "spread",
    "denied",
    "another number",
    "another date",
    "another actor",
    "another place",
    "altered",
    "correction",
    "retraction",
]
"""What happens to a claim, or to a report.

A report makes the claim first, or may be the first, as the times of publication do not tell; a report of another outlet
makes it, too; one says that it is not so, or says it with another number, date, actor or place; the outlet alters the
words of the claim in a later version of its report; says that a report was wrong; or withdraws a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """A story in a list."""

    id: str
    """``st:`` and 16 hexadecimal digits."""
    headline: str | None
    """That of the first report."""
    reports: int
    outlets: int
    first: str | None
    """Day of publication of the first report, ISO 8601; None if no report has a date."""
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a report shares with another that had it first, or may have had it first."""

    report: str
    """Id of the other report."""
    publisher: str | None
    words: int
    """Words that no report named before this one has, too. Quoted words and standing paragraphs do not count."""
    first_by: FirstBy | None
    """How it is known that the other was first; None if it is not known."""
    agency: str | None = None
    """The news agency that both have the words from: then they are wire copy."""
    spans: tuple[Span, ...]
    """The passages in the report itself, from their first shared word to their last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """A report of a story: what it is made of."""

    id: str
    headline: str | None
    publisher: str | None
    published: str | None
    """ISO 8601 date, or date and time."""
    shares: Shares
    """Its words: quoted, standing, copied, shared, its own."""
    taken: tuple[Taken, ...]
    """From whom its copied and shared words are, the report that had them first at the head."""
    withdrawn_by: str | None = None
    """Id of the report that withdraws it, which may be itself in its latest version; None if none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What happens to a claim in one report, or to a report by another."""

    kind: MilestoneKind
    report: str
    """Id of the report."""
    publisher: str | None
    at: str | None
    """When: the report's time of publication; for altered words, when that version was added."""
    text: str
    """The words of the claim, or of the correction, on one line; for altered words, those of the later version."""
    spans: tuple[Span, ...]
    """Where they stand in the report; empty for a headline that is not in its text, and for words left out."""
    wording: ClaimWording | None = None
    """The claim as the report makes it, with its source; None for altered words, corrections and retractions."""
    claim: str | None = None
    """Id of the claim that says otherwise."""
    differences: tuple[ClaimDifference, ...] = ()
    """What it says otherwise, in the words of the claim and in its own."""
    words: tuple[str, str] | None = None
    """For altered words, those before and after; "" if words were only added or left out."""
    corrects: str | None = None
    """Id of the report that is corrected or withdrawn, which may be the same one; None if that is not clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryClaim:
    """A claim of a story, and what happened to it."""

    id: str
    text: str
    """The words of the first appearance."""
    reports: int
    """Number of the story's reports that make it."""
    outlets: int
    milestones: tuple[Milestone, ...]
    """In the order of time; the first appearance at the head."""
    disagreeing: tuple[str, ...] = ()
    """Ids of the story's claims that say otherwise. What they say is a milestone of the earlier claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDetails:
    """A story: its reports, the claims that they make, and what happened to each."""

    story: Story
    outlets: int
    reports: tuple[StoryReport, ...]
    """The earliest first."""
    claims: tuple[StoryClaim, ...]
    """By first appearance."""
    corrections: tuple[Milestone, ...]
    """All corrections and retractions of reports, the earliest first, whether or not a claim is known for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedReport:
    """A report that is compared with others."""

    id: str
    headline: str | None
    publisher: str | None
    published: str | None
    shares: Shares
    """Its words, by what it shares with the other reports that are compared."""
    only: tuple[ClaimWording, ...]
    """Claims that none of the others makes, in the order of the text."""
    withdrawn_by: str | None = None
    """As in `StoryReport`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPassage:
    """A passage that two of the reports share."""

    passage: SharedPassage
    text: str
    """Its words in the earlier report, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedQuotation:
    """A quotation that two of the reports share, exact or altered."""

    link: QuotationLink
    texts: tuple[str, str]
    """Its words in each, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonClaim:
    """A claim that two or more of the reports make."""

    id: str
    wordings: tuple[ClaimWording, ...]
    """The earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two claims of the reports that say the same otherwise, and what they differ in."""

    claims: tuple[str, str]
    """Ids of the two."""
    differences: tuple[ClaimDifference, ...]
    sides: tuple[tuple[ClaimWording, ...], tuple[ClaimWording, ...]]
    """Who stands behind each, the earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What reports have in common, and what only one of them has."""

    reports: tuple[ComparedReport, ...]
    """In the order of publication."""
    passages: tuple[ComparedPassage, ...]
    quotations: tuple[ComparedQuotation, ...]
    claims: tuple[CommonClaim, ...]
    """By first appearance."""
    disagreements: tuple[Disagreement, ...]
