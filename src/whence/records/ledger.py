"""The ledger: everything whence found in one report, and the questions that an editor would ask about it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from whence.records.report import Report, Span
from whence.version import VERSION

__all__ = [
    "Arithmetic",
    "Attribution",
    "Certainty",
    "Channel",
    "Colouring",
    "Event",
    "Finding",
    "FindingKind",
    "Genre",
    "Kind",
    "Ledger",
    "Level",
    "Naming",
    "Party",
    "Place",
    "Polarity",
    "Precision",
    "Quotation",
    "Source",
    "Stance",
    "Statement",
    "StatementKind",
    "Time",
    "ToldAs",
    "choose_findings",
]

Arithmetic = Literal["float32", "int8"]
"""What a model computes with: single precision, or integers of 8 bits, which is quicker but gives other ledgers on
other processors and with other versions of the engine."""

Quotation = Literal["direct", "indirect", "mixed"]
"""Whether a content is in quotation marks: completely, not at all, or in part."""

Kind = Literal["person", "organisation", "group", "document"]
"""What a source is. A capital that stands for its government is an organisation; several people without an
organisation are a group."""

Naming = Literal["named", "described", "withheld", "bare"]
"""How a report identifies a source: by name, by description, as somebody whose name is withheld, or not at all."""

Channel = Literal[
    "statement",
    "interview",
    "news conference",
    "press report",
    "social media",
    "speech",
    "document",
    "court or legislative record",
    "leaked or unseen document",
    "private conversation",
]
"""The channel through which a content came from its source, if the report states it."""

Level = Literal["certain", "probable", "possible", "uncommitted"]
Polarity = Literal["for", "against"]

Stance = Literal["says", "denies", "doubts", "asks", "promises", "threatens", "wants", "warns", "knows", "believes"]
"""The attitude of a source to the content: what the source does with it."""

Colouring = Literal["crediting", "distancing"]
"""How the reporter's cue colours the content: "revealed" and "admitted" give it credit, "claimed" and "insisted" keep a
distance."""

ToldAs = Literal["past", "present", "planned", "hypothetical", "denied"]
"""How the report presents an event: as past, present, planned, hypothetical or denied."""

Precision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "span", "unknown"]

StatementKind = Literal["record", "observation", "interpretation", "other"]
"""What a statement in the page's own voice is: a fact on record, an observation that anybody there could have made, the
writer's interpretation, or none of these."""

FindingKind = Literal[
    "unnamed-only",
    "anonymity-without-reason",
    "bare-source",
    "plural-for-one",
    "second-hand",
    "unlinked-document",
    "no-source",
    "headline-attribution",
    "headline-hedge",
    "headline-overstates",
    "disagreement",
    "role-contradicted",
    "scare-quotes",
    "denied",
    "no-response",
]
"""Kinds of finding; ``docs/findings/`` has a page on each."""


Genre = Literal["opinion", "first-person", "transcript", "live blog", "match report", "listing"]
"""Genre of a report other than ordinary news, if its form shows it; a transcript may be of an interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure somebody is of a content (its factuality).

    Reference:
        Saurí and Pustejovsky, "FactBank: a corpus annotated with event factuality", Language Resources and Evaluation
        43, 2009.
    """

    level: Level
    polarity: Polarity
    score: float
    """From -3 (certainly not) to 3 (certainly); around 0 if the content is left open."""
    spans: tuple[Span, ...] = ()
    """The words that show the certainty, such as hedges; empty for a plain statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of attributions, or a relay that passed them on, with everything the report says about it."""

    id: str
    """``s1``, ``s2``, … in the order of first mention."""
    name: str
    """The fullest name in the report; if there is no name, the description in the report's words; never a guess."""
    kind: Kind | None = None
    """None if the words do not tell: "the removal suggests" is nobody, and no document."""
    naming: Naming | None = None
    aliases: tuple[str, ...] = ()
    """Other names of the source in the report."""
    role_spans: tuple[Span, ...] = ()
    """Titles, offices and descriptions given next to its names."""
    affiliation: str | None = None
    """Id of the source that this source belongs to or speaks for."""
    members: tuple[str, ...] = ()
    """Ids of the sources that speak together, if the source is two or more with a name each."""
    country: str | None = None
    """ISO 3166 code of three letters."""
    is_plural: bool = False
    """True if the source is more than one person or organisation."""
    is_unresolved: bool = False
    """True if the source is a pronoun that could not be resolved."""
    mentions: tuple[Span, ...]
    """Every mention of the source by name or in an attribution, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One place where a report says that somebody says, thinks, wants or doubts something.

    Reference:
        Pareti, "A Database of Attribution Relations", LREC 2012; Newell, Margolin and Ruths, "An Attribution
        Relations Corpus for Political News", LREC 2018.
    """

    id: str
    """``a1``, ``a2``, … in the order of the cues; one without a cue stands where its content begins."""
    source_spans: tuple[Span, ...]
    """Empty if the report gives no source, as in "reportedly"."""
    cue_spans: tuple[Span, ...]
    """Empty if no words signal the attribution, as for a quotation with only a name after a dash, or with no source."""
    content_spans: tuple[Span, ...]
    """More than one if the cue interrupts the content or a quotation runs over paragraphs.

    May be nested in the content of another attribution.
    """
    quotation: Quotation
    source: str | None
    """Id of the `Source`; None if there are no source spans."""
    within: str | None
    """Id of the attribution whose content contains this one: the innermost, if there are several."""
    relays: tuple[str, ...] = ()
    """Ids of the sources that passed the content on, the nearest to the page first."""
    channel: Channel | None = None
    channel_spans: tuple[Span, ...] = ()
    """The words that state the channel."""
    access_spans: tuple[Span, ...] = ()
    """The words that say why the source can know."""
    anonymity_spans: tuple[Span, ...] = ()
    """The words that say that the source's name is withheld, and why."""
    stance: Stance | None = None
    certainty: Certainty | None = None
    """How sure the source is of the content; None if it has nothing to be sure of."""
    page_certainty: Certainty | None = None
    """How sure the page is of the content: "said" leaves it open, "acknowledged" presents it as certain."""
    colouring: Colouring | None = None
    """How the reporter's cue colours the content; None if the cue is neutral."""
    confidence: float
    """Probability from 0 to 1 that an annotator marked the same, calibrated on the development split."""

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            message = f"{self.id}: a confidence is a probability from 0 to 1, not {self.confidence}"
            raise ValueError(message)
        if (self.source is None) != (not self.source_spans):
            message = f"{self.id}: source {self.source} with source spans {self.source_spans}; both or neither"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression, resolved against the report's date.

    Both days are None, and the precision ``unknown``, if the report has no date that resolves it: "on Friday".
    """

    spans: tuple[Span, ...]
    start: str | None
    """First day, ISO 8601; None if open ("until 2021")."""
    end: str | None
    """Last day, ISO 8601; None if open ("since 2014")."""
    precision: Precision

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            message = f"a time from {self.start} to {self.end} would end before it begins"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The actor or recipient of an event."""

    spans: tuple[Span, ...]
    source: str | None
    """Id of the party as a source, if it is a source in the ledger."""
    name: str
    """The fullest name in the report."""
    country: str | None
    """ISO 3166 code of three letters."""
    sector: str | None
    """Code of three letters, such as ``GOV``, ``MIL`` or ``REB``: CAMEO's secondary roles, as PLOVER keeps them."""

    @property
    def code(self) -> str:
        """Country and sector as in event data: ``RUS GOV``, with ``XXX`` for an unknown country."""
        return " ".join(filter(None, (self.country or "XXX", self.sector)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of an event."""

    spans: tuple[Span, ...]
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who does what to whom, coded in PLOVER.

    Reference:
        Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and Dataset", 2023.
    """

    id: str
    """``e1``, ``e2``, … in the order of the text."""
    type: str
    """PLOVER event type, such as ``ACCUSE``; `whence.records.plover.EVENT_TYPES` lists them."""
    mode: str | None
    """PLOVER mode of the type, such as ``arrest``, if the words show it."""
    spans: tuple[Span, ...]
    """The trigger: the word that expresses the event."""
    actor: Party | None
    recipient: Party | None
    place: Place | None
    time: Time | None
    told_as: ToldAs
    attribution: str | None
    """Id of the attribution whose content contains the event; None in the page's own voice."""
    certainty: float
    """How sure the source, or the page, is of the event: from -3 (certainly not) to 3 (certainly)."""
    confidence: float
    """Probability from 0 to 1 that the type and every party given are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence in the page's own voice, with no source cited."""

    spans: tuple[Span, ...]
    kind: StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A question that a careful editor would ask about a report. Never a verdict."""

    kind: FindingKind
    spans: tuple[Span, ...]
    """The words that raise the question."""
    attributions: tuple[str, ...]
    """Ids of the attributions concerned."""
    note: str
    """The question, for the editor."""
    rule: str
    """The published rule that the question is based on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything whence found in one report.

    Raises:
        ValueError: A span ends after the report's text, or an id does not exist in this ledger.
    """

    report: Report
    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    genre: Genre | None = None
    """None for ordinary news, and wherever the form of the report leaves its genre open."""
    model: str
    """Name of the model that read the report, such as ``en-9``."""
    engine: str | None = None
    """Name and version of what ran the model, such as ``ONNX Runtime 1.32.0``; None if that is not known."""
    arithmetic: Arithmetic | None = None
    """None if it is not known."""
    whence: str = VERSION
    """Version of whence that read the report."""

    def __post_init__(self) -> None:
        end = len(self.report.text)
        for span in self._spans():
            if span.end > end:
                message = f"{span} ends after the report's text of {end} characters"
                raise ValueError(message)
        sources = {source.id for source in self.sources}
        attributions = {attribution.id for attribution in self.attributions}
        for name, (own_sources, own_attributions) in self._pointers():
            strangers = [
                *sorted({one for one in own_sources if one} - sources),
                *sorted({one for one in own_attributions if one} - attributions),
            ]
            if strangers:
                message = f"{name} refers to {', '.join(strangers)}, not in the ledger"
                raise ValueError(message)

    def _pointers(self) -> Iterator[tuple[str, tuple[tuple[str | None, ...], tuple[str | None, ...]]]]:
        """List the source ids and attribution ids that each part of the ledger refers to."""
        for source in self.sources:
            yield source.id, ((source.affiliation, *source.members), ())
        for attribution in self.attributions:
            yield attribution.id, ((attribution.source, *attribution.relays), (attribution.within,))
        for event in self.events:
            parties = tuple(party.source for party in (event.actor, event.recipient) if party)
            yield event.id, (parties, (event.attribution,))
        for finding in self.findings:
            yield finding.kind, ((), finding.attributions)

    def _spans(self) -> Iterator[Span]:
        for source in self.sources:
            yield from (*source.mentions, *source.role_spans)
        for attribution in self.attributions:
            yield from (*attribution.source_spans, *attribution.cue_spans, *attribution.content_spans)
            yield from (*attribution.channel_spans, *attribution.access_spans, *attribution.anonymity_spans)
            for certainty in (attribution.certainty, attribution.page_certainty):
                yield from certainty.spans if certainty else ()
        for event in self.events:
            yield from event.spans
            parts: tuple[Party | Place | Time | None, ...] = (event.actor, event.recipient, event.place, event.time)
            for part in parts:
                yield from part.spans if part else ()
        told: tuple[Time | Statement | Finding, ...] = (*self.times, *self.statements, *self.findings)
        for one in told:
            yield from one.spans


def choose_findings(ledger: Ledger, kinds: Collection[FindingKind]) -> Ledger:
    """Copy a ledger with only the findings of these kinds.

    >>> ledger = Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-6")
    >>> choose_findings(ledger, {"denied"}) == ledger
    True
    """
    return replace(ledger, findings=tuple(finding for finding in ledger.findings if finding.kind in kinds))
