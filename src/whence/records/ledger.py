"""What comes out: everything whence found in one report, and what an editor would ask about it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from whence.records.report import Report, Span
from whence.version import VERSION

__all__ = [
    "Attribution",
    "Certainty",
    "Channel",
    "Colouring",
    "Event",
    "Finding",
    "FindingKind",
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

Quotation = Literal["direct", "indirect", "mixed"]
"""Whether a content stands in quotation marks wholly, not at all, or in part."""


Kind = Literal["person", "organisation", "group", "document"]
"""What a source is. A government speaking by its capital is an organisation, several people without a body a group."""

Naming = Literal["named", "described", "withheld", "bare"]
"""Whether a report names a source, tells only what it is, says that its name is kept back, or tells nothing of it."""

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
"""By what way a content came from its source, where the report says so."""


Level = Literal["certain", "probable", "possible", "uncommitted"]
Polarity = Literal["for", "against"]

Stance = Literal["says", "denies", "doubts", "asks", "promises", "threatens", "wants", "warns", "knows", "believes"]
"""How a source stands to what it is said to say."""

Colouring = Literal["crediting", "distancing"]
"""How a cue leans: "revealed" and "admitted" give the content credit, "claimed" and "insisted" keep a distance."""

ToldAs = Literal["past", "present", "planned", "hypothetical", "denied"]
"""As what an event is told."""

Precision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "span"]

StatementKind = Literal["record", "observation", "interpretation"]
"""What the page says in its own voice: a fact of record, what anybody there could see, or what the writer makes of
it."""

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
"""What a careful editor would ask about; ``docs/findings/`` has a page on each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure somebody is of something.

    Reference:
        Saurí and Pustejovsky, "FactBank: a corpus annotated with event factuality", Language Resources and Evaluation
        43, 2009.
    """

    level: Level
    polarity: Polarity
    score: float
    """From -3, certainly not, to 3, certainly; around 0 where nobody commits to either."""
    spans: tuple[Span, ...] = ()
    """The words that show it; none where it is plainly stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who or what stands behind attributions, or passed them on, with all that the report says of it."""

    id: str
    """``s1``, ``s2``, … in the order of first mention."""
    name: str
    """The fullest name in the report; where it gives none, the description as it stands; never a guess."""
    kind: Kind | None = None
    naming: Naming | None = None
    aliases: tuple[str, ...] = ()
    """Other names that the report calls it by."""
    role_spans: tuple[Span, ...] = ()
    """Titles, offices and descriptions beside its names."""
    affiliation: str | None = None
    """Id of the source that it belongs to or speaks for."""
    country: str | None = None
    """ISO 3166 code of three letters."""
    is_plural: bool = False
    """Whether more than one person or body is said to speak."""
    is_unresolved: bool = False
    """Whether it stands as a pronoun because the report does not let tell whom it means."""
    mentions: tuple[Span, ...]
    """Where the report names it, or means it as a source, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One place where a report says that somebody says, thinks, wants or doubts something.

    Reference:
        Pareti, "A Database of Attribution Relations", LREC 2012; Newell, Margolin and Ruths, "An Attribution
        Relations Corpus for Political News", LREC 2018.
    """

    id: str
    """``a1``, ``a2``, … in the order of the cues."""
    source_spans: tuple[Span, ...]
    """Empty where the report points to nobody, as in "reportedly"."""
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    """Several where the cue interrupts the content. May lie inside another attribution's."""
    quotation: Quotation
    source: str | None
    """Id of the `Source`; none where there are no source spans."""
    within: str | None
    """Id of the attribution in whose content this one stands: the innermost, if there are several."""
    relays: tuple[str, ...] = ()
    """Ids of the sources that the words passed through on their way, the nearest to the page first."""
    channel: Channel | None = None
    channel_spans: tuple[Span, ...] = ()
    """The words that tell the channel."""
    access_spans: tuple[Span, ...] = ()
    """The words that tell why the source can know."""
    anonymity_spans: tuple[Span, ...] = ()
    """The words that tell that the source's name is kept back, and why."""
    stance: Stance | None = None
    certainty: Certainty | None = None
    """Of the content, as its source puts it; none where there is no content."""
    page_certainty: Certainty | None = None
    """Of the content, as the page puts it: "said" commits to nothing, "acknowledged" takes it for certain."""
    colouring: Colouring | None = None
    """How the cue leans, where it does."""
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
    """A time that a report tells of, placed by the report's own date."""

    spans: tuple[Span, ...]
    start: str | None
    """First day, ISO 8601; none where it is open ("until 2021")."""
    end: str | None
    """Last day, ISO 8601; none where it is open ("since 2014")."""
    precision: Precision

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            message = f"a time from {self.start} to {self.end} would end before it begins"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who does something in an event, or to whom it is done."""

    spans: tuple[Span, ...]
    source: str | None
    """Id of the source that it is, if it is one of the ledger's."""
    name: str
    """The fullest name that the report gives."""
    country: str | None
    """ISO 3166 code of three letters."""
    sector: str | None
    """Code of three letters, such as ``GOV``, ``MIL`` or ``REB``: CAMEO's secondary roles, as PLOVER keeps them."""

    @property
    def code(self) -> str:
        """Country and sector as event data write them: ``RUS GOV``, and ``XXX`` where the country is not known."""
        return " ".join(filter(None, (self.country or "XXX", self.sector)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event is told to happen."""

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
    """One of PLOVER's, such as ``ACCUSE``; all in `whence.reading.events.events.EVENT_TYPES`."""
    mode: str | None
    """One of the type's, such as ``arrest``, where the words tell it."""
    spans: tuple[Span, ...]
    """The word that tells it."""
    actor: Party | None
    recipient: Party | None
    place: Place | None
    time: Time | None
    told_as: ToldAs
    attribution: str | None
    """Id of the attribution in whose content it stands; none in the page's own voice."""
    certainty: float
    """From -3 to 3: how sure its teller is."""
    confidence: float
    """Probability from 0 to 1, by the model, that the word tells an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence in the page's own voice: nobody is cited for it."""

    spans: tuple[Span, ...]
    kind: StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a report that a careful editor would ask about. Never a verdict."""

    kind: FindingKind
    spans: tuple[Span, ...]
    """The words that show it."""
    attributions: tuple[str, ...]
    """Ids of the attributions that it is about."""
    note: str
    """One sentence to the editor."""
    rule: str
    """The published rule behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything whence found in one report.

    Raises:
        ValueError: A span leaves the report's text, or an attribution points at a source or attribution not here.
    """

    report: Report
    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    model: str
    """Name of the model that read it, such as ``en-4``."""
    whence: str = VERSION
    """Version of the whence that read it."""

    def __post_init__(self) -> None:
        end = len(self.report.text)
        for span in self._spans():
            if span.end > end:
                message = f"{span} leaves the report's text of {end} characters"
                raise ValueError(message)
        sources = {source.id for source in self.sources}
        attributions = {attribution.id for attribution in self.attributions}
        for name, (own_sources, own_attributions) in self._pointers():
            strangers = [
                *sorted({one for one in own_sources if one} - sources),
                *sorted({one for one in own_attributions if one} - attributions),
            ]
            if strangers:
                message = f"{name} points at {', '.join(strangers)}, not in the ledger"
                raise ValueError(message)

    def _pointers(self) -> Iterator[tuple[str, tuple[tuple[str | None, ...], tuple[str | None, ...]]]]:
        """List what each part of the ledger points at: sources, and attributions."""
        for source in self.sources:
            yield source.id, ((source.affiliation,), ())
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
    """Keep a ledger's findings of some kinds.

    >>> ledger = Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-4")
    >>> choose_findings(ledger, {"denied"}) == ledger
    True
    """
    return replace(ledger, findings=tuple(finding for finding in ledger.findings if finding.kind in kinds))
