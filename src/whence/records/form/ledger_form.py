"""Records to and from JSON: the form that the command line, the Python functions and the archive share."""

from typing import Annotated, Literal, TypedDict

from whence.errors import UsageError
from whence.records.form.event_form import (
    SCORE_RANGE,
    EventForm,
    FindingForm,
    SpansForm,
    StatementForm,
    TimeForm,
    event_from_form,
    event_to_form,
    finding_from_form,
    finding_to_form,
    spans_from_form,
    spans_to_form,
    statement_from_form,
    statement_to_form,
    time_from_form,
    time_to_form,
)
from whence.records.form.schema import Schema, schema_of
from whence.records.form.sourcing_form import SourcingForm, sourcing_to_form
from whence.records.ledger import (
    Arithmetic,
    Attribution,
    Certainty,
    Channel,
    Colouring,
    Genre,
    Kind,
    Ledger,
    Level,
    Naming,
    Polarity,
    Quotation,
    Source,
    Stance,
)
from whence.records.report import Rejected, Report
from whence.records.sourcing_mix import sourcing_mix

__all__ = [
    "FORM",
    "AttributionForm",
    "CertaintyForm",
    "LedgerForm",
    "RejectedForm",
    "ReportForm",
    "SourceForm",
    "certainty_from_form",
    "certainty_to_form",
    "ledger_from_form",
    "ledger_to_form",
    "rejected_to_form",
    "schema",
]

FORM: Literal[1] = 1
"""Version of the form. A release that adds a key raises it; keys are never removed."""

_UNDECIDED = "null if this version of whence does not decide it"


class ReportForm(TypedDict):
    """One published news item."""

    id: Annotated[str, "Hash of text, publisher, publication time and URL", {"pattern": "^r:[0-9a-f]{16}$"}]
    headline: str | None
    text: Annotated[str, "The text that all spans refer to; if there is a headline, it is the first line"]
    publisher: str | None
    byline: list[str]
    published: Annotated[str | None, "ISO 8601 date, or date and time"]
    language: Annotated[str | None, "ISO 639-1 code"]
    url: str | None
    name: Annotated[str | None, "Where the report was read from: a path, an address, or -"]
    notes: Annotated[list[str], "Assumptions made in reading the report, one sentence each"]


class SourceForm(TypedDict):
    """A source of attributions, or a relay that passed them on."""

    id: str
    name: Annotated[str, "The fullest name in the report; if there is no name, the description in the report's words"]
    kind: Annotated[Kind | None, _UNDECIDED]
    naming: Annotated[Naming | None, _UNDECIDED]
    aliases: Annotated[list[str], "Other names of the source in the report"]
    roles: Annotated[list[str], "Titles, offices and descriptions given next to its names"]
    role_spans: Annotated[SpansForm, "The spans of the roles, one for each"]
    affiliation: Annotated[str | None, "Id of the source that this source belongs to or speaks for"]
    members: Annotated[
        list[str], "Ids of the sources that speak together, if the source is two or more with a name each"
    ]
    country: Annotated[str | None, "ISO 3166 code of three letters"]
    plural: Annotated[bool, "True if the source is more than one person or organisation"]
    unresolved: Annotated[bool, "True if the source is a pronoun that could not be resolved"]
    mentions: Annotated[SpansForm, "All mentions of the source, in the order of the text"]


class CertaintyForm(TypedDict):
    """How sure somebody is of a content (its factuality)."""

    level: Level
    polarity: Polarity
    score: Annotated[float, "From certainly not to certainly; around 0 if the content is left open", SCORE_RANGE]
    spans: Annotated[SpansForm, "The words that show the certainty, such as hedges; empty for a plain statement"]


class AttributionForm(TypedDict):
    """One place where a report says that somebody says, thinks, wants or doubts something."""

    id: str
    source_spans: Annotated[SpansForm, "Empty if the report gives no source"]
    cue_spans: Annotated[SpansForm, "The words that signal the attribution; empty for a quotation without any"]
    content_spans: Annotated[SpansForm, "The words attributed; several spans if a cue or a paragraph parts them"]
    quotation: Quotation
    source: Annotated[str | None, "Id of the source; null if there are no source spans"]
    relays: Annotated[list[str], "Ids of the sources that passed the content on, the nearest to the page first"]
    within: Annotated[str | None, "Id of the attribution whose content contains this one"]
    channel: Annotated[Channel | None, "The channel through which the content came; null if the report does not say"]
    channel_spans: Annotated[SpansForm, "The words that state the channel"]
    access_spans: Annotated[SpansForm, "The words that say why the source can know"]
    anonymity_spans: Annotated[SpansForm, "The words that say that the source's name is withheld, and why"]
    stance: Annotated[Stance | None, _UNDECIDED]
    certainty: Annotated[
        CertaintyForm | None, "How sure the source is of the content; null if it has nothing to be sure of"
    ]
    page_certainty: Annotated[CertaintyForm | None, "How sure the page is of the content; null if there is no content"]
    colouring: Annotated[Colouring | None, "How the reporter's cue colours the content; null if the cue is neutral"]
    confidence: Annotated[float, "Probability that an annotator marked the same", {"minimum": 0, "maximum": 1}]


class LedgerForm(TypedDict):
    """Everything whence found in one report."""

    form: Annotated[int, "Version of this form", {"const": FORM}]
    whence: Annotated[str, "Version of whence that read the report"]
    model: Annotated[str, "Name of the model that read the report"]
    engine: Annotated[str | None, "Name and version of what ran the model; null in ledgers of older versions of whence"]
    arithmetic: Annotated[
        Arithmetic | None,
        "What the model computed with. With float32, every processor and every version of the engine gives the same "
        "ledger; with int8, they do not. Null in ledgers of older versions of whence",
    ]
    report: ReportForm
    sources: list[SourceForm]
    attributions: list[AttributionForm]
    events: Annotated[list[EventForm], "Who does what to whom, in the order of the text"]
    times: Annotated[list[TimeForm], "The time expressions in the report"]
    statements: Annotated[list[StatementForm], "The sentences in the page's own voice"]
    findings: Annotated[list[FindingForm], "The questions that an editor would ask"]
    genre: Annotated[Genre | None, "Null for ordinary news, and wherever the report leaves its genre open"]
    sourcing: Annotated[
        SourcingForm,
        "What the text rests on, in shares of its characters without the words for sources and cues; derived from the"
        " other keys",
    ]


class RejectionForm(TypedDict):
    """An input, and why it could not be read."""

    input: str
    reason: str


class RejectedForm(TypedDict):
    """An input that could not be read."""

    form: Annotated[int, "Version of this form", {"const": FORM}]
    rejected: RejectionForm


def ledger_to_form(ledger: Ledger) -> LedgerForm:
    """Convert a ledger to its JSON form, ready for `json.dumps`.

    Every key is present; what was not decided or not found is null or an empty list.

    >>> from whence.records.report import Report
    >>> ledger_to_form(Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-6"))["form"]
    1
    """
    return {
        "form": FORM,
        "whence": ledger.whence,
        "model": ledger.model,
        "engine": ledger.engine,
        "arithmetic": ledger.arithmetic,
        "report": _report_to_form(ledger.report),
        "sources": [_source_to_form(source, ledger.report.text) for source in ledger.sources],
        "attributions": [_attribution_to_form(attribution) for attribution in ledger.attributions],
        "events": [event_to_form(event) for event in ledger.events],
        "times": [time_to_form(time) for time in ledger.times],
        "statements": [statement_to_form(statement) for statement in ledger.statements],
        "findings": [finding_to_form(finding) for finding in ledger.findings],
        "genre": ledger.genre,
        "sourcing": sourcing_to_form(sourcing_mix(ledger)),
    }


def rejected_to_form(rejected: Rejected) -> RejectedForm:
    """Convert an input that could not be read to its JSON form.

    >>> rejected_to_form(Rejected(input="tide.txt", reason="the file is empty"))
    {'form': 1, 'rejected': {'input': 'tide.txt', 'reason': 'the file is empty'}}
    """
    return {"form": FORM, "rejected": {"input": rejected.input, "reason": rejected.reason}}


def ledger_from_form(form: LedgerForm) -> Ledger:
    """Convert the JSON form, as `json.loads` returns it, back to a ledger.

    Derived values are ignored: the report's id, roles, codes and sourcing. Older archives lack members, genre,
    engine and arithmetic.

    Raises:
        UsageError: The form has another version, or is that of an input that could not be read.
        KeyError: A key is missing.
        ValueError: A span or an id does not fit the rest of the ledger.
    """
    name = f"form {form.get('form')}"
    if form.get("form") != FORM:
        raise UsageError(name, f"this version of whence reads form {FORM}", "Read the report again")
    if "report" not in form:
        raise UsageError(name, "it has no report, because the input was rejected", "Skip such lines")
    return Ledger(
        report=_report_from_form(form["report"]),
        sources=tuple(_source_from_form(source) for source in form["sources"]),
        attributions=tuple(_attribution_from_form(attribution) for attribution in form["attributions"]),
        events=tuple(event_from_form(event) for event in form["events"]),
        times=tuple(time_from_form(time) for time in form["times"]),
        statements=tuple(statement_from_form(statement) for statement in form["statements"]),
        findings=tuple(finding_from_form(finding) for finding in form["findings"]),
        genre=form.get("genre"),
        model=form["model"],
        engine=form.get("engine"),
        arithmetic=form.get("arithmetic"),
        whence=form["whence"],
    )


def schema() -> Schema:
    """Build the JSON Schema, 2020-12, of one line of ``whence read --json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"whence, form {FORM}",
        "description": "One line of whence read --json: a ledger, or an input that could not be read",
        "oneOf": [schema_of(LedgerForm), schema_of(RejectedForm)],
    }


def _report_to_form(report: Report) -> ReportForm:
    return {
        "id": report.id,
        "headline": report.headline,
        "text": report.text,
        "publisher": report.publisher,
        "byline": list(report.byline),
        "published": report.published,
        "language": report.language,
        "url": report.url,
        "name": report.name,
        "notes": list(report.notes),
    }


def _report_from_form(form: ReportForm) -> Report:
    return Report(
        text=form["text"],
        headline=form["headline"],
        publisher=form["publisher"],
        byline=tuple(form["byline"]),
        published=form["published"],
        language=form["language"],
        url=form["url"],
        name=form["name"],
        notes=tuple(form["notes"]),
    )


def _source_to_form(source: Source, text: str) -> SourceForm:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "naming": source.naming,
        "aliases": list(source.aliases),
        "roles": [" ".join(span.of(text).split()) for span in source.role_spans],
        "role_spans": spans_to_form(source.role_spans),
        "affiliation": source.affiliation,
        "members": list(source.members),
        "country": source.country,
        "plural": source.is_plural,
        "unresolved": source.is_unresolved,
        "mentions": spans_to_form(source.mentions),
    }


def _source_from_form(form: SourceForm) -> Source:
    return Source(
        id=form["id"],
        name=form["name"],
        kind=form["kind"],
        naming=form["naming"],
        aliases=tuple(form["aliases"]),
        role_spans=spans_from_form(form["role_spans"]),
        affiliation=form["affiliation"],
        members=tuple(form.get("members", ())),
        country=form["country"],
        is_plural=form["plural"],
        is_unresolved=form["unresolved"],
        mentions=spans_from_form(form["mentions"]),
    )


def _attribution_to_form(attribution: Attribution) -> AttributionForm:
    return {
        "id": attribution.id,
        "source_spans": spans_to_form(attribution.source_spans),
        "cue_spans": spans_to_form(attribution.cue_spans),
        "content_spans": spans_to_form(attribution.content_spans),
        "quotation": attribution.quotation,
        "source": attribution.source,
        "relays": list(attribution.relays),
        "within": attribution.within,
        "channel": attribution.channel,
        "channel_spans": spans_to_form(attribution.channel_spans),
        "access_spans": spans_to_form(attribution.access_spans),
        "anonymity_spans": spans_to_form(attribution.anonymity_spans),
        "stance": attribution.stance,
        "certainty": certainty_to_form(attribution.certainty),
        "page_certainty": certainty_to_form(attribution.page_certainty),
        "colouring": attribution.colouring,
        "confidence": attribution.confidence,
    }


def _attribution_from_form(form: AttributionForm) -> Attribution:
    return Attribution(
        id=form["id"],
        source_spans=spans_from_form(form["source_spans"]),
        cue_spans=spans_from_form(form["cue_spans"]),
        content_spans=spans_from_form(form["content_spans"]),
        quotation=form["quotation"],
        source=form["source"],
        relays=tuple(form["relays"]),
        within=form["within"],
        channel=form["channel"],
        channel_spans=spans_from_form(form["channel_spans"]),
        access_spans=spans_from_form(form["access_spans"]),
        anonymity_spans=spans_from_form(form["anonymity_spans"]),
        stance=form["stance"],
        certainty=certainty_from_form(form["certainty"]),
        page_certainty=certainty_from_form(form["page_certainty"]),
        colouring=form["colouring"],
        confidence=form["confidence"],
    )


def certainty_to_form(certainty: Certainty | None) -> CertaintyForm | None:
    """Turn a certainty into its form."""
    if certainty is None:
        return None
    return {
        "level": certainty.level,
        "polarity": certainty.polarity,
        "score": certainty.score,
        "spans": spans_to_form(certainty.spans),
    }


def certainty_from_form(form: CertaintyForm | None) -> Certainty | None:
    """Turn a form back into a certainty."""
    if form is None:
        return None
    return Certainty(
        level=form["level"], polarity=form["polarity"], score=form["score"], spans=spans_from_form(form["spans"])
    )
