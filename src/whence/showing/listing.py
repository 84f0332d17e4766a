"""A ledger as two lists for people: its attributions in order, and its sources by how often each speaks."""

from dataclasses import dataclass

from whence.records.ledger import Attribution, Ledger, Quotation, Source
from whence.records.report import Span
from whence.showing.marking import number_of, one_line

__all__ = ["Entry", "Tally", "list_attributions", "tally_sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One attribution, in words ready to be shown."""

    attribution: Attribution
    number: str
    who: str | None
    """The source's name, or none where the report points to nobody."""
    cue: str
    what: str
    """The contents, with an ellipsis where the cue interrupts them."""
    quotation: Quotation
    within: str | None
    """Number of the attribution in whose content this one stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A source, and the attributions that it stands behind."""

    source: Source | None
    """None for the attributions that point to nobody."""
    name: str | None
    entries: tuple[Entry, ...]


def list_attributions(ledger: Ledger) -> list[Entry]:
    """List a ledger's attributions, in the order of their cues."""
    names = {source.id: one_line(source.name) for source in ledger.sources}
    numbers = {attribution.id: number_of(attribution) for attribution in ledger.attributions}
    text = ledger.report.text
    return [
        Entry(
            attribution=attribution,
            number=numbers[attribution.id],
            who=names[attribution.source] if attribution.source else None,
            cue=_quote(text, attribution.cue_spans),
            what=_quote(text, attribution.content_spans),
            quotation=attribution.quotation,
            within=numbers[attribution.within] if attribution.within else None,
        )
        for attribution in ledger.attributions
    ]


def tally_sources(ledger: Ledger, entries: list[Entry]) -> list[Tally]:
    """Gather attributions by source: who speaks most often first, then in the order of first mention.

    Args:
        ledger: Where the sources are from. One that stands behind nothing is left out.
        entries: What `list_attributions` lists for it.
    """
    behind: dict[str | None, list[Entry]] = {source.id: [] for source in ledger.sources}
    behind[None] = []
    for entry in entries:
        behind[entry.attribution.source].append(entry)
    sources = sorted(ledger.sources, key=lambda source: -len(behind[source.id]))
    return [
        Tally(
            source=source,
            name=one_line(source.name) if source else None,
            entries=tuple(behind[source.id if source else None]),
        )
        for source in [*sources, None]
        if behind[source.id if source else None]
    ]


def _quote(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(one_line(span.of(text)) for span in spans)
