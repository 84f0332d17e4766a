"""Records to and from the one JSON form, which every door of whence speaks."""

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
from whence.records.ledger import (
    Attribution,
    Certainty,
    Channel,
    Colouring,
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
from whence.records.sourcing_mix import SourcingMix, sourcing_mix

__all__ = [
    "FORM",
    "AttributionForm",
    "CertaintyForm",
    "LedgerForm",
    "RejectedForm",
    "ReportForm",
    "SourceCountForm",
    "SourceForm",
    "SourcingForm",
    "ledger_from_form",
    "ledger_to_form",
    "rejected_to_form",
    "schema",
]

FORM: Literal[1] = 1
"""Version of the form. It goes up whenever a release adds a key; no key is ever taken away."""

_UNDECIDED = "null: not decided by this version"
_SHARE = {"minimum": 0, "maximum": 1}


class ReportForm(TypedDict):
    """One published news item."""

    id: Annotated[str, "What the report says, hashed", {"pattern": "^r:[0-9a-f]{16}$"}]
    headline: str | None
    text: Annotated[str, "What every span points into; the headline is its first line when there is one"]
    publisher: str | None
    byline: list[str]
    published: Annotated[str | None, "ISO 8601 date, or date and time"]
    language: Annotated[str | None, "ISO 639-1 code"]
    url: str | None
    name: Annotated[str | None, "Where it was read from: a path, an address, or -"]
    notes: Annotated[list[str], "What had to be assumed to read it, a sentence each"]


class SourceForm(TypedDict):
    """Who or what stands behind attributions, or passed them on."""

    id: str
    name: Annotated[str, "The fullest name in the report; where it gives none, the description as it stands"]
    kind: Annotated[Kind | None, _UNDECIDED]
    naming: Annotated[Naming | None, _UNDECIDED]
    aliases: Annotated[list[str], "Other names that the report calls it by"]
    roles: Annotated[list[str], "Titles, offices and descriptions beside its names"]
    role_spans: Annotated[SpansForm, "Where the roles stand, one for each"]
    affiliation: Annotated[str | None, "Id of the source that it belongs to or speaks for"]
    country: Annotated[str | None, "ISO 3166 code of three letters"]
    plural: Annotated[bool, "Whether more than one person or body is said to speak"]
    unresolved: Annotated[bool, "Whether it is a pronoun of which the report does not let tell whom it means"]
    mentions: Annotated[SpansForm, "In the order of the text"]


class CertaintyForm(TypedDict):
    """How sure somebody is of something."""

    level: Level
    polarity: Polarity
    score: Annotated[float, "From certainly not to certainly; around 0 where nobody commits to either", SCORE_RANGE]
    spans: Annotated[SpansForm, "The words that show it; none where it is plainly stated"]


class AttributionForm(TypedDict):
    """One place where a report says that somebody says, thinks, wants or doubts something."""

    id: str
    source_spans: Annotated[SpansForm, "Empty where the report points to nobody"]
    cue_spans: Annotated[SpansForm, "The words that signal it"]
    content_spans: Annotated[SpansForm, "Several where the cue interrupts the content"]
    quotation: Quotation
    source: Annotated[str | None, "Id of the source; null where there are no source spans"]
    relays: Annotated[list[str], "Ids of the sources that the words passed through, the nearest to the page first"]
    within: Annotated[str | None, "Id of the attribution in whose content this one stands"]
    channel: Annotated[Channel | None, "By what way the content came; null where the report does not say"]
    channel_spans: Annotated[SpansForm, "The words that tell the channel"]
    access_spans: Annotated[SpansForm, "The words that tell why the source can know"]
    anonymity_spans: Annotated[SpansForm, "The words that tell that the source's name is kept back, and why"]
    stance: Annotated[Stance | None, _UNDECIDED]
    certainty: Annotated[CertaintyForm | None, "How sure its source is of the content; null where there is none"]
    page_certainty: Annotated[CertaintyForm | None, "How sure the page is of the content; null where there is none"]
    colouring: Annotated[Colouring | None, "How the cue leans, where it does"]
    confidence: Annotated[float, "Probability that an annotator marked the same", {"minimum": 0, "maximum": 1}]


class SourceCountForm(TypedDict):
    """How many sources there are of each naming; one not decided upon counts as described."""

    named: int
    described: int
    withheld: int
    bare: int


class SourcingForm(TypedDict):
    """What the text rests on: shares of its characters, without white space and the headline's line."""

    named: Annotated[float, "Said by sources with a name", _SHARE]
    described: Annotated[float, "Said by sources that the report tells of without a name", _SHARE]
    withheld: Annotated[float, "Said by sources whose name is kept back, or of which nothing is told", _SHARE]
    documentary: Annotated[float, "Told by documents, named or not", _SHARE]
    nobody: Annotated[float, "Attributed to nobody", _SHARE]
    own: Annotated[float, "In the page's own voice", _SHARE]
    sources: Annotated[SourceCountForm, "How many sources there are of each naming"]


class LedgerForm(TypedDict):
    """Everything whence found in one report."""

    form: Annotated[int, "Version of this form", {"const": FORM}]
    whence: Annotated[str, "Version of the whence that read the report"]
    model: Annotated[str, "Name of the model that read it"]
    report: ReportForm
    sources: list[SourceForm]
    attributions: list[AttributionForm]
    events: Annotated[list[EventForm], "Who does what to whom, in the order of the text"]
    times: Annotated[list[TimeForm], "The times that the report tells of"]
    statements: Annotated[list[StatementForm], "What the page says in its own voice"]
    findings: Annotated[list[FindingForm], "What an editor would ask about"]
    sourcing: Annotated[SourcingForm, "What the text rests on; it follows from the rest"]


class RejectionForm(TypedDict):
    """An input, and why it could not be read."""

    input: str
    reason: str


class RejectedForm(TypedDict):
    """An input that could not be read."""

    form: Annotated[int, "Version of this form", {"const": FORM}]
    rejected: RejectionForm


def ledger_to_form(ledger: Ledger) -> LedgerForm:
    """Turn a ledger into the one JSON form, ready for `json.dumps`.

    What was not decided or not found is there all the same, as null or an empty list.

    >>> from whence.records.report import Report
    >>> ledger_to_form(Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-4"))["form"]
    1
    """
    return {
        "form": FORM,
        "whence": ledger.whence,
        "model": ledger.model,
        "report": _report_to_form(ledger.report),
        "sources": [_source_to_form(source, ledger.report.text) for source in ledger.sources],
        "attributions": [_attribution_to_form(attribution) for attribution in ledger.attributions],
        "events": [event_to_form(event) for event in ledger.events],
        "times": [time_to_form(time) for time in ledger.times],
        "statements": [statement_to_form(statement) for statement in ledger.statements],
        "findings": [finding_to_form(finding) for finding in ledger.findings],
        "sourcing": _sourcing_to_form(sourcing_mix(ledger)),
    }


def rejected_to_form(rejected: Rejected) -> RejectedForm:
    """Turn an input that could not be read into the line that stands for it.

    >>> rejected_to_form(Rejected(input="tide.txt", reason="the file is empty"))
    {'form': 1, 'rejected': {'input': 'tide.txt', 'reason': 'the file is empty'}}
    """
    return {"form": FORM, "rejected": {"input": rejected.input, "reason": rejected.reason}}


def ledger_from_form(form: LedgerForm) -> Ledger:
    """Turn the one JSON form, as `json.loads` gives it, back into a ledger.

    What follows from the rest is passed over: the report's id, roles, codes and sourcing.

    Raises:
        UsageError: The form is of another version, or stands for an input that could not be read.
        KeyError: A key is missing.
        ValueError: A span or an id does not fit the rest.
    """
    name = f"form {form.get('form')}"
    if form.get("form") != FORM:
        raise UsageError(name, f"this whence reads form {FORM}", "Read the report again")
    if "report" not in form:
        raise UsageError(name, "it holds no report, as its input was rejected", "Pass over such lines")
    return Ledger(
        report=_report_from_form(form["report"]),
        sources=tuple(_source_from_form(source) for source in form["sources"]),
        attributions=tuple(_attribution_from_form(attribution) for attribution in form["attributions"]),
        events=tuple(event_from_form(event) for event in form["events"]),
        times=tuple(time_from_form(time) for time in form["times"]),
        statements=tuple(statement_from_form(statement) for statement in form["statements"]),
        findings=tuple(finding_from_form(finding) for finding in form["findings"]),
        model=form["model"],
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
        "certainty": _certainty_to_form(attribution.certainty),
        "page_certainty": _certainty_to_form(attribution.page_certainty),
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
        certainty=_certainty_from_form(form["certainty"]),
        page_certainty=_certainty_from_form(form["page_certainty"]),
        colouring=form["colouring"],
        confidence=form["confidence"],
    )


def _certainty_to_form(certainty: Certainty | None) -> CertaintyForm | None:
    if certainty is None:
        return None
    return {
        "level": certainty.level,
        "polarity": certainty.polarity,
        "score": certainty.score,
        "spans": spans_to_form(certainty.spans),
    }


def _certainty_from_form(form: CertaintyForm | None) -> Certainty | None:
    if form is None:
        return None
    return Certainty(
        level=form["level"], polarity=form["polarity"], score=form["score"], spans=spans_from_form(form["spans"])
    )


def _sourcing_to_form(mix: SourcingMix) -> SourcingForm:
    counts = dict(mix.sources)
    return {
        "named": mix.named,
        "described": mix.described,
        "withheld": mix.withheld,
        "documentary": mix.documentary,
        "nobody": mix.nobody,
        "own": mix.own,
        "sources": {
            "named": counts["named"],
            "described": counts["described"],
            "withheld": counts["withheld"],
            "bare": counts["bare"],
        },
    }
