"""What comes out: everything whence found in one report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from whence.records.report import Report, Span
from whence.version import VERSION

__all__ = ["Attribution", "Channel", "Kind", "Ledger", "Naming", "Quotation", "Source"]

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
class Ledger:
    """Everything whence found in one report.

    Raises:
        ValueError: A span leaves the report's text, or an attribution points at a source or attribution not here.
    """

    report: Report
    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    model: str
    """Name of the model that read it, such as ``en-2``."""
    whence: str = VERSION
    """Version of the whence that read it."""

    def __post_init__(self) -> None:
        end = len(self.report.text)
        for span in self._spans():
            if span.end > end:
                message = f"{span} leaves the report's text of {end} characters"
                raise ValueError(message)
        sources: set[str | None] = {None, *(source.id for source in self.sources)}
        attributions = {None, *(attribution.id for attribution in self.attributions)}
        for source in self.sources:
            if source.affiliation not in sources:
                message = f"{source.id} points at {source.affiliation}, not in the ledger"
                raise ValueError(message)
        for attribution in self.attributions:
            if not sources.issuperset(attribution.relays):
                message = f"{attribution.id} is relayed by {attribution.relays}, not all of them in the ledger"
                raise ValueError(message)
            if attribution.source not in sources or attribution.within not in attributions:
                message = f"{attribution.id} points at {attribution.source} or {attribution.within}, not in the ledger"
                raise ValueError(message)

    def _spans(self) -> Iterator[Span]:
        for source in self.sources:
            yield from source.mentions
            yield from source.role_spans
        for attribution in self.attributions:
            yield from attribution.channel_spans
            yield from attribution.access_spans
            yield from attribution.anonymity_spans
            yield from attribution.source_spans
            yield from attribution.cue_spans
            yield from attribution.content_spans
