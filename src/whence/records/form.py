"""Records to and from the one JSON form, which every door of whence speaks."""

from collections.abc import Iterable
from typing import Annotated, Literal, TypedDict

from whence.errors import UsageError
from whence.records.ledger import Attribution, Channel, Kind, Ledger, Naming, Quotation, Source
from whence.records.report import Rejected, Report, Span
from whence.records.schemas import Schema, schema_of

__all__ = [
    "FORM",
    "AttributionForm",
    "LedgerForm",
    "RejectedForm",
    "ReportForm",
    "SourceForm",
    "ledger_from_form",
    "ledger_to_form",
    "rejected_to_form",
    "schema",
]

FORM: Literal[1] = 1
"""Version of the form. It goes up whenever a release adds a key; no key is ever taken away."""

SpanForm = Annotated[
    list[Annotated[int, {"minimum": 0}]],
    "Half-open range [start, end] of report.text, in Unicode code points",
    {"minItems": 2, "maxItems": 2},
]
SpansForm = Annotated[list[SpanForm], "In the order of the text"]
_UNDECIDED = "null: not decided by this version"


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
    role_spans: Annotated[list[SpanForm], "Where the roles stand, one for each"]
    affiliation: Annotated[str | None, "Id of the source that it belongs to or speaks for"]
    country: Annotated[str | None, "ISO 3166 code of three letters"]
    plural: Annotated[bool, "Whether more than one person or body is said to speak"]
    unresolved: Annotated[bool, "Whether it is a pronoun of which the report does not let tell whom it means"]
    mentions: SpansForm


class AttributionForm(TypedDict):
    """One place where a report says that somebody says, thinks, wants or doubts something."""

    id: str
    source_spans: Annotated[list[SpanForm], "Empty where the report points to nobody"]
    cue_spans: SpansForm
    content_spans: Annotated[list[SpanForm], "Several where the cue interrupts the content"]
    quotation: Quotation
    source: Annotated[str | None, "Id of the source; null where there are no source spans"]
    relays: Annotated[list[str], "Ids of the sources that the words passed through, the nearest to the page first"]
    within: Annotated[str | None, "Id of the attribution in whose content this one stands"]
    channel: Annotated[Channel | None, "By what way the content came; null where the report does not say"]
    channel_spans: Annotated[list[SpanForm], "The words that tell the channel"]
    access_spans: Annotated[list[SpanForm], "The words that tell why the source can know"]
    anonymity_spans: Annotated[list[SpanForm], "The words that tell that the source's name is kept back, and why"]
    stance: Annotated[str | None, _UNDECIDED]
    certainty: Annotated[dict[str, object] | None, _UNDECIDED]
    confidence: Annotated[float, "Probability that an annotator marked the same", {"minimum": 0, "maximum": 1}]


class LedgerForm(TypedDict):
    """Everything whence found in one report."""

    form: Annotated[int, "Version of this form", {"const": FORM}]
    whence: Annotated[str, "Version of the whence that read the report"]
    model: Annotated[str, "Name of the model that read it"]
    report: ReportForm
    sources: list[SourceForm]
    attributions: list[AttributionForm]
    events: Annotated[list[dict[str, object]], "Who does what to whom; always empty in this version"]
    findings: Annotated[list[dict[str, object]], "What an editor would ask about; always empty in this version"]


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

    What this version does not decide is there all the same, as null or an empty list.

    >>> from whence.records.report import Report
    >>> ledger_to_form(Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-2"))["form"]
    1
    """
    return {
        "form": FORM,
        "whence": ledger.whence,
        "model": ledger.model,
        "report": _report_to_form(ledger.report),
        "sources": [_source_to_form(source, ledger.report.text) for source in ledger.sources],
        "attributions": [_attribution_to_form(attribution) for attribution in ledger.attributions],
        "events": [],
        "findings": [],
    }


def rejected_to_form(rejected: Rejected) -> RejectedForm:
    """Turn an input that could not be read into the line that stands for it.

    >>> rejected_to_form(Rejected(input="tide.txt", reason="the file is empty"))
    {'form': 1, 'rejected': {'input': 'tide.txt', 'reason': 'the file is empty'}}
    """
    return {"form": FORM, "rejected": {"input": rejected.input, "reason": rejected.reason}}


def ledger_from_form(form: LedgerForm) -> Ledger:
    """Turn the one JSON form, as `json.loads` gives it, back into a ledger.

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
        "role_spans": _spans_to_form(source.role_spans),
        "affiliation": source.affiliation,
        "country": source.country,
        "plural": source.is_plural,
        "unresolved": source.is_unresolved,
        "mentions": _spans_to_form(source.mentions),
    }


def _source_from_form(form: SourceForm) -> Source:
    return Source(
        id=form["id"],
        name=form["name"],
        kind=form["kind"],
        naming=form["naming"],
        aliases=tuple(form["aliases"]),
        role_spans=_spans_from_form(form["role_spans"]),
        affiliation=form["affiliation"],
        country=form["country"],
        is_plural=form["plural"],
        is_unresolved=form["unresolved"],
        mentions=_spans_from_form(form["mentions"]),
    )


def _attribution_to_form(attribution: Attribution) -> AttributionForm:
    return {
        "id": attribution.id,
        "source_spans": _spans_to_form(attribution.source_spans),
        "cue_spans": _spans_to_form(attribution.cue_spans),
        "content_spans": _spans_to_form(attribution.content_spans),
        "quotation": attribution.quotation,
        "source": attribution.source,
        "relays": list(attribution.relays),
        "within": attribution.within,
        "channel": attribution.channel,
        "channel_spans": _spans_to_form(attribution.channel_spans),
        "access_spans": _spans_to_form(attribution.access_spans),
        "anonymity_spans": _spans_to_form(attribution.anonymity_spans),
        "stance": None,
        "certainty": None,
        "confidence": attribution.confidence,
    }


def _attribution_from_form(form: AttributionForm) -> Attribution:
    return Attribution(
        id=form["id"],
        source_spans=_spans_from_form(form["source_spans"]),
        cue_spans=_spans_from_form(form["cue_spans"]),
        content_spans=_spans_from_form(form["content_spans"]),
        quotation=form["quotation"],
        source=form["source"],
        relays=tuple(form["relays"]),
        within=form["within"],
        channel=form["channel"],
        channel_spans=_spans_from_form(form["channel_spans"]),
        access_spans=_spans_from_form(form["access_spans"]),
        anonymity_spans=_spans_from_form(form["anonymity_spans"]),
        confidence=form["confidence"],
    )


def _spans_to_form(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans_from_form(spans: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans)
