"""Appearances of claims, claims and stories: to and from JSON."""

from typing import Annotated, TypedDict

from whence.records.form.event_form import SpansForm, spans_from_form, spans_to_form
from whence.records.ledger import Channel, Kind, Naming
from whence.records.links import Appearance, Claim, SourceStep, Story

__all__ = [
    "AppearanceForm",
    "ClaimForm",
    "SourceStepForm",
    "StoryForm",
    "appearance_from_form",
    "appearance_to_form",
    "claim_from_form",
    "claim_to_form",
    "story_from_form",
    "story_to_form",
]


class SourceStepForm(TypedDict):
    """A relay or the source of a claim, as one report has it."""

    source: Annotated[str, "Id in the report's ledger; empty for an agency whose text the report is"]
    name: str
    aliases: list[str]
    kind: Kind | None
    naming: Naming | None
    entity: Annotated[str | None, "Id of the person, organisation or document across reports; null if not settled"]
    channel: Annotated[Channel | None, "The written channel from here to the step before"]
    spans: Annotated[SpansForm, "The words that name it here"]


class AppearanceForm(TypedDict):
    """A place in a report where a claim is made."""

    id: str
    report: str
    spans: Annotated[SpansForm, "The words that make the claim"]
    attributed: Annotated[bool, "False if the page says it in its own voice"]
    steps: Annotated[list[SourceStepForm], "The relays, from the nearest to the page on, and the source"]
    publisher: str | None
    host: str | None
    published: Annotated[str | None, "ISO 8601 date, or date and time"]
    agency: Annotated[str | None, "A news agency that the report credits with all of its text"]


class ClaimForm(TypedDict):
    """One thing said, however many reports carry it."""

    id: str
    text: Annotated[str, "The words of the first appearance"]
    appearances: Annotated[list[str], "Ids of the appearances, the earliest first"]
    disagreeing: Annotated[list[str], "Ids of the claims that say otherwise"]
    aliases: Annotated[list[str], "Ids that the claim had before"]


class StoryForm(TypedDict):
    """Reports on the same happening."""

    id: str
    headline: str | None
    reports: Annotated[list[str], "Ids of the reports, the earliest first"]
    claims: Annotated[list[str], "Ids of the claims that the reports make, by first appearance"]
    aliases: Annotated[list[str], "Ids that the story had before"]


def appearance_to_form(one: Appearance) -> AppearanceForm:
    """Turn an appearance into its form."""
    return {
        "id": one.id,
        "report": one.report,
        "spans": spans_to_form(one.spans),
        "attributed": one.is_attributed,
        "steps": [_step_to_form(step) for step in one.steps],
        "publisher": one.publisher,
        "host": one.host,
        "published": one.published,
        "agency": one.agency,
    }


def appearance_from_form(form: AppearanceForm) -> Appearance:
    """Turn a form back into an appearance."""
    return Appearance(
        id=form["id"],
        report=form["report"],
        spans=spans_from_form(form["spans"]),
        is_attributed=form["attributed"],
        steps=tuple(_step_from_form(step) for step in form["steps"]),
        publisher=form["publisher"],
        host=form["host"],
        published=form["published"],
        agency=form["agency"],
    )


def claim_to_form(claim: Claim) -> ClaimForm:
    """Turn a claim into its form.

    >>> claim_to_form(Claim(id="c:1", text="The harbour closes.", appearances=("r:1/a1",)))["appearances"]
    ['r:1/a1']
    """
    return {
        "id": claim.id,
        "text": claim.text,
        "appearances": list(claim.appearances),
        "disagreeing": list(claim.disagreeing),
        "aliases": list(claim.aliases),
    }


def claim_from_form(form: ClaimForm) -> Claim:
    """Turn a form back into a claim."""
    return Claim(
        id=form["id"],
        text=form["text"],
        appearances=tuple(form["appearances"]),
        disagreeing=tuple(form["disagreeing"]),
        aliases=tuple(form["aliases"]),
    )


def story_to_form(story: Story) -> StoryForm:
    """Turn a story into its form."""
    return {
        "id": story.id,
        "headline": story.headline,
        "reports": list(story.reports),
        "claims": list(story.claims),
        "aliases": list(story.aliases),
    }


def story_from_form(form: StoryForm) -> Story:
    """Turn a form back into a story."""
    return Story(
        id=form["id"],
        headline=form["headline"],
        reports=tuple(form["reports"]),
        claims=tuple(form["claims"]),
        aliases=tuple(form["aliases"]),
    )


def _step_to_form(step: SourceStep) -> SourceStepForm:
    return {
        "source": step.source,
        "name": step.name,
        "aliases": list(step.aliases),
        "kind": step.kind,
        "naming": step.naming,
        "entity": step.entity,
        "channel": step.channel,
        "spans": spans_to_form(step.spans),
    }


def _step_from_form(form: SourceStepForm) -> SourceStep:
    return SourceStep(
        source=form["source"],
        name=form["name"],
        aliases=tuple(form["aliases"]),
        kind=form["kind"],
        naming=form["naming"],
        entity=form["entity"],
        channel=form["channel"],
        spans=spans_from_form(form["spans"]),
    )
