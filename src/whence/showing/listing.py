"""A ledger as two lists for people: its attributions in order, and its sources by how often each speaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whence.records.ledger import Attribution, Certainty, Ledger, Quotation, Source
from whence.showing.marking import number_of, one_line, quote
from whence.showing.phrasing import COLOURINGS, phrase_certainty, quoted

__all__ = ["Entry", "Tally", "list_attributions", "tally_sources"]

_MOST_ROLES = 3


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
    via: tuple[str, ...]
    """Names of its relays, the nearest to the page first."""
    way: tuple[str, ...]
    """How it came from its source, as far as the report says: the channel, and the words on access and anonymity."""
    leaning: tuple[str, ...]
    """How it is put: what its source does other than say it, how sure that is, and how the reporter leans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A source, and the attributions that it stands behind."""

    source: Source | None
    """None for the attributions that point to nobody."""
    name: str | None
    about: tuple[str, ...]
    """What the report says of it: kind and naming, roles, affiliation, country, other names."""
    entries: tuple[Entry, ...]
    relayed: tuple[Entry, ...]
    """Attributions whose words it passed on."""


def list_attributions(ledger: Ledger) -> list[Entry]:
    """List a ledger's attributions, in the order of their cues."""
    names = {source.id: one_line(source.name) for source in ledger.sources}
    numbers = {attribution.id: number_of(attribution.id) for attribution in ledger.attributions}
    text = ledger.report.text
    return [
        Entry(
            attribution=attribution,
            number=numbers[attribution.id],
            who=names[attribution.source] if attribution.source else None,
            cue=quote(text, attribution.cue_spans),
            what=quote(text, attribution.content_spans),
            quotation=attribution.quotation,
            within=numbers[attribution.within] if attribution.within else None,
            via=tuple(names[relay] for relay in attribution.relays),
            way=_way(text, attribution),
            leaning=tuple(_leaning(text, attribution)),
        )
        for attribution in ledger.attributions
    ]


def tally_sources(ledger: Ledger, entries: list[Entry]) -> list[Tally]:
    """Gather attributions by source: who speaks most often first, then in the order of first mention.

    Args:
        ledger: Where the sources are from. One that neither stands behind anything nor passed anything on is left out.
        entries: What `list_attributions` lists for it.
    """
    behind: dict[str | None, list[Entry]] = {source.id: [] for source in ledger.sources}
    behind[None] = []
    passed: dict[str, list[Entry]] = {source.id: [] for source in ledger.sources}
    for entry in entries:
        behind[entry.attribution.source].append(entry)
        for relay in entry.attribution.relays:
            passed[relay].append(entry)
    names = {source.id: one_line(source.name) for source in ledger.sources}
    tallies = [
        Tally(
            source=source,
            name=names[source.id],
            about=_about(ledger, source, names),
            entries=tuple(behind[source.id]),
            relayed=tuple(passed[source.id]),
        )
        for source in sorted(ledger.sources, key=lambda source: -len(behind[source.id]))
    ]
    nobody = Tally(source=None, name=None, about=(), entries=tuple(behind[None]), relayed=())
    return [tally for tally in [*tallies, nobody] if tally.entries or tally.relayed]


def _about(ledger: Ledger, source: Source, names: Mapping[str, str]) -> tuple[str, ...]:
    """Say what a report says of a source, a few words each."""
    plural = "several, " if source.is_plural and source.kind != "group" else ""
    kind = [f"{plural}{source.kind}" if source.kind else "", source.naming or ""]
    whom = "whom it means is not told" if source.is_unresolved else " ".join(filter(None, reversed(kind)))
    roles = list(dict.fromkeys(one_line(span.of(ledger.report.text)) for span in source.role_spans))
    return tuple(
        filter(
            None,
            (
                whom,
                "; ".join(roles[:_MOST_ROLES]),
                f"of {names[source.affiliation]}" if source.affiliation else "",
                source.country or "",
                f"also {', '.join(map(one_line, source.aliases))}" if source.aliases else "",
            ),
        )
    )


def _way(text: str, attribution: Attribution) -> tuple[str, ...]:
    told = [quote(text, spans) for spans in (attribution.access_spans, attribution.anonymity_spans) if spans]
    return tuple(filter(None, (attribution.channel, *told)))


def _leaning(text: str, attribution: Attribution) -> Iterator[str]:
    """Say what sets an attribution apart from one where somebody plainly says something for certain."""
    certainty, page = attribution.certainty, attribution.page_certainty
    has_stance = attribution.stance not in {None, "says"}
    if has_stance and attribution.stance:
        yield attribution.stance
    if certainty and (certainty.level, certainty.polarity) != ("certain", "for"):
        words = _beyond_cue(text, attribution, certainty)
        # A stance that only the cue shows has said it already: who denies a thing, says that it is not so.
        if words or not has_stance:
            yield f"{phrase_certainty(certainty)}{words}"
    if attribution.colouring:
        yield COLOURINGS[attribution.colouring]
    against = page is not None and page.polarity == "against"
    if page and (against or (page.level == "certain" and attribution.colouring != "crediting")):
        perhaps = "" if page.level == "certain" else "probably "
        taken = f"as {perhaps}not so" if against else "as so"
        yield f"the reporter takes it {taken}{_beyond_cue(text, attribution, page)}"


def _beyond_cue(text: str, attribution: Attribution, certainty: Certainty) -> str:
    """Quote the words that show a certainty, but for the cue, which is shown with every attribution."""
    cues = attribution.cue_spans
    spans = [
        span for span in certainty.spans if not any(cue.start <= span.start and span.end <= cue.end for cue in cues)
    ]
    words = dict.fromkeys(quoted(one_line(span.of(text))) for span in spans)
    return f" ({', '.join(words)})" if words else ""
