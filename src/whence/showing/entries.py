"""A ledger as lists for people: attributions, sources by how often each is cited, and events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from whence.records.ledger import Attribution, Certainty, Event, Ledger, Party, Quotation, Source, StatementKind
from whence.records.sourcing_mix import Footing, footing_of
from whence.records.sure import sure_statements, telling_events
from whence.showing.chains import name_chains
from whence.showing.happenings import Happening, group_events
from whence.showing.marks import number_of, one_line, quote
from whence.showing.wording import (
    COLOURINGS,
    SIGNS,
    VOICES,
    phrase_certainty,
    phrase_event,
    phrase_source,
    phrase_time,
    quoted,
)

__all__ = [
    "AttributionEntry",
    "EventEntry",
    "SourceEntry",
    "StatementEntry",
    "group_by_source",
    "list_attributions",
    "list_events",
    "list_statements",
]


_MOST_ROLES, _MOST_LOOKED_AT = 3, 12
_QUOTED: dict[Quotation, str] = {"direct": "quoted", "mixed": "partly quoted", "indirect": ""}
_OTHER_OFFICES = frozenset({"former", "ex", "acting", "deputy", "vice", "assistant", "interim", "then", "late"})
"""What makes another office of the one that it stands before."""
_STEM = 4
"""Letters that a stance shares with a cue that shows it: "denies" and "denied"."""


class AttributionEntry(NamedTuple):
    """One attribution, in words ready to be shown. A tuple for the reason for which a `Piece` of the text is one."""

    attribution: Attribution
    number: str
    who: str | None
    """The source's name; None if the report gives no source."""
    cue: str
    """Empty if it is no more than a mark, as in a transcript."""
    what: str
    """The content, with an ellipsis where the cue interrupts it."""
    footing: Footing
    """What the content counts as in the sourcing mix."""
    quoted: str
    """How much of the content is in quotation marks; empty if none is."""
    within: str | None
    """Number of the attribution whose content contains this one."""
    chain: tuple[str, ...]
    """The steps from the source to the page; empty if nobody stands between them."""
    way: tuple[str, ...]
    """How the content came from its source: the channel, unless it is a step, and the words on access and anonymity."""
    leaning: tuple[str, ...]
    """Certainty, stance and colouring, if they differ from a plain statement, without words that the cue shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source, and its attributions."""

    source: Source | None
    """None for the attributions without a source."""
    name: str | None
    about: tuple[str, ...]
    """What the report says about the source: kind and naming, roles, affiliation, country, other names."""
    entries: tuple[AttributionEntry, ...]
    relayed: tuple[AttributionEntry, ...]
    """Attributions that the source passed on."""
    joint: tuple[AttributionEntry, ...] = ()
    """Attributions of sources of which it is a member: "Okafor and Brandt said"."""

    @property
    def footing(self) -> Footing:
        """What the source's contents count as in the sourcing mix."""
        return footing_of(self.source)


def list_attributions(ledger: Ledger) -> list[AttributionEntry]:
    """List a ledger's attributions, in the order of their cues."""
    sources = {source.id: source for source in ledger.sources}
    chains = name_chains(ledger)
    return [_entry(ledger.report.text, one, sources, chains.get(one.id, ())) for one in ledger.attributions]


def _entry(
    text: str, attribution: Attribution, sources: Mapping[str, Source], chain: tuple[str, ...]
) -> AttributionEntry:
    cue = quote(text, attribution.cue_spans)
    return AttributionEntry(
        attribution=attribution,
        number=number_of(attribution.id),
        who=one_line(sources[attribution.source].name) if attribution.source else None,
        cue=cue if any(map(str.isalnum, cue)) else "",
        what=quote(text, attribution.content_spans),
        footing=footing_of(sources[attribution.source] if attribution.source else None),
        quoted=_QUOTED[attribution.quotation],
        within=number_of(attribution.within) if attribution.within else None,
        chain=chain,
        way=tuple(_way(text, attribution, sources.get(attribution.source or ""), chain)),
        leaning=tuple(_leaning(text, attribution)),
    )


def group_by_source(ledger: Ledger, entries: list[AttributionEntry]) -> list[SourceEntry]:
    """Group attributions by source: the most cited first, then in the order of first mention.

    Pronouns of whom it is not known whom they mean come last, and in one entry: each of them alone tells nothing.

    Args:
        ledger: The ledger of the sources. Sources that say nothing, alone or with others, and pass nothing on are left
            out.
        entries: What `list_attributions` lists for it.
    """
    behind: dict[str | None, list[AttributionEntry]] = {source.id: [] for source in ledger.sources}
    behind[None] = []
    passed: dict[str, list[AttributionEntry]] = {source.id: [] for source in ledger.sources}
    for entry in entries:
        behind[entry.attribution.source].append(entry)
        for relay in entry.attribution.relays:
            passed[relay].append(entry)
    joint: dict[str, list[AttributionEntry]] = {source.id: [] for source in ledger.sources}
    for source in ledger.sources:
        for member in source.members:
            joint[member] += behind[source.id]
    names = {source.id: one_line(source.name) for source in ledger.sources}
    source_entries = [
        SourceEntry(
            source=source,
            name=names[source.id],
            about=_about(ledger, source, names),
            entries=tuple(behind[source.id]),
            relayed=tuple(passed[source.id]),
            joint=tuple(joint[source.id]),
        )
        for source in sorted(ledger.sources, key=lambda source: -len(behind[source.id]))
    ]
    nobody = SourceEntry(source=None, name=None, about=(), entries=tuple(behind[None]), relayed=())
    shown = [tally for tally in [*source_entries, nobody] if tally.entries or tally.relayed or tally.joint]
    unclear = [tally for tally in shown if tally.source is not None and tally.source.is_unresolved]
    known = [tally for tally in shown if tally.source is not None and not tally.source.is_unresolved]
    return [*known, *_joined_pronouns(unclear, entries), *(tally for tally in shown if tally.source is None)]


def _joined_pronouns(tallies: Sequence[SourceEntry], entries: Sequence[AttributionEntry]) -> Iterator[SourceEntry]:
    """Join the pronouns that count as the same in the sourcing mix: "he", "they" and "they" to "he, they"."""
    alike: dict[Footing, list[SourceEntry]] = {}
    for tally in tallies:
        alike.setdefault(tally.footing, []).append(tally)
    for group in alike.values():
        ids = {tally.source.id for tally in group if tally.source}
        names = dict.fromkeys((tally.name or "").lower() for tally in group)
        joined = SourceEntry(
            source=group[0].source,
            name=", ".join(name if name != "i" else "I" for name in names),
            about=("unresolved pronouns",),
            entries=tuple(one for one in entries if one.attribution.source in ids),
            relayed=tuple(one for tally in group for one in tally.relayed),
            joint=tuple(one for tally in group for one in tally.joint),
        )
        yield joined if len(group) > 1 else group[0]


def _about(ledger: Ledger, source: Source, names: Mapping[str, str]) -> tuple[str, ...]:
    """List what a report says about a source, a few words each."""
    spans = source.role_spans[:_MOST_LOOKED_AT]
    roles = _without_repeats(dict.fromkeys(one_line(span.of(ledger.report.text)) for span in spans))
    return tuple(
        filter(
            None,
            (
                phrase_source(source),
                "; ".join(roles[:_MOST_ROLES]),
                f"of {names[source.affiliation]}" if source.affiliation else "",
                source.country or "",
                f"also {', '.join(map(one_line, source.aliases))}" if source.aliases else "",
            ),
        )
    )


def _without_repeats(roles: Iterable[str]) -> list[str]:
    """Leave out a role that another one tells with more words: "Chief" beside "Police Chief", not "former Chief".

    >>> _without_repeats(["Marram Police Chief", "Chief", "former editor", "Editor", "head", "head, Skerry office"])
    ['Marram Police Chief', 'former editor', 'Editor', 'head, Skerry office']
    """
    folded = {role: role.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ") for role in roles}

    def is_told(role: str, fuller: str) -> bool:
        rest = fuller.removesuffix(f" {role}")
        is_same_office = rest != fuller and rest.split()[-1].strip("-") not in _OTHER_OFFICES
        return is_same_office or fuller.startswith(f"{role}, ")

    once = {short: role for role, short in reversed(folded.items())}
    kept = [short for short in reversed(once) if not any(is_told(short, other) for other in once)]
    return [once[short] for short in kept]


def _way(text: str, attribution: Attribution, source: Source | None, chain: tuple[str, ...]) -> Iterator[str]:
    """List how a content came from its source, without what the source's name or the chain says by itself."""
    is_document = source is not None and source.kind == "document"
    if attribution.channel and attribution.channel not in chain and not is_document:
        yield attribution.channel
    for spans in (attribution.access_spans, attribution.anonymity_spans):
        if spans and (words := quote(text, spans)) not in (source.name if source else ""):
            yield words


def _leaning(text: str, attribution: Attribution) -> Iterator[str]:
    """List how an attribution differs from a plain statement of something certain."""
    certainty, page = attribution.certainty, attribution.page_certainty
    stance = attribution.stance if attribution.stance != "says" else None
    if certainty and (certainty.level, certainty.polarity) != ("certain", "for"):
        told = stance if stance and certainty.level == "uncommitted" else phrase_certainty(certainty)
        sign = SIGNS[certainty.level, certainty.polarity]
        words = _beyond_cue(text, attribution, certainty)
        yield f"{sign}{words}" if _is_shown_by_cue(told, text, attribution) else f"{sign} {told}{words}"
    elif stance and not _is_shown_by_cue(stance, text, attribution):
        yield stance
    if attribution.colouring:
        yield COLOURINGS[attribution.colouring]
    against = page is not None and page.polarity == "against"
    if page and (against or (page.level == "certain" and attribution.colouring != "crediting")):
        perhaps = "" if page.level == "certain" else "probably "
        taken = f"{perhaps}not the case" if against else "fact"
        yield f"the reporter presents it as {taken}{_beyond_cue(text, attribution, page)}"


def _is_shown_by_cue(told: str, text: str, attribution: Attribution) -> bool:
    words = quote(text, attribution.cue_spans).casefold().split()
    return any(word.startswith(told.removesuffix("s")[:_STEM]) for word in words)


def _beyond_cue(text: str, attribution: Attribution, certainty: Certainty) -> str:
    """Quote the words that show a certainty, except the cue, which is shown with every attribution."""
    cues = attribution.cue_spans
    spans = [
        span for span in certainty.spans if not any(cue.start <= span.start and span.end <= cue.end for cue in cues)
    ]
    words = dict.fromkeys(quoted(one_line(span.of(text))) for span in spans)
    return f" ({', '.join(words)})" if words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """One event, in words ready to be shown."""

    event: Event
    when: str
    who: str
    """Actor and recipient: ``council → Northarm``."""
    codes: str
    """Country and sector of each, if known: ``NOR GOV → NOR BUS``."""
    what: str
    """The event's type, and its mode if it has one."""
    word: str
    """The trigger, quoted."""
    where: str
    number: str | None
    """Number of the attribution whose content contains the event; None in the page's own voice."""
    further: tuple[str | None, ...] = ()
    """Where else the report tells the same, like ``number``; each other place once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEntry:
    """One statement in the page's own voice."""

    kind: StatementKind
    words: str


def list_events(ledger: Ledger) -> list[EventEntry]:
    """List the events of a ledger that are worth showing, in the order of the text; what happened once, only once."""
    text = ledger.report.text
    return [_event_entry(text, one) for one in group_events(text, telling_events(ledger))]


def _event_entry(text: str, happening: Happening) -> EventEntry:
    event = happening.event
    places = dict.fromkeys(_place_of(one) for one in (event, *happening.further))
    number, *further = places
    return EventEntry(
        event=event,
        when=one_line(phrase_time(event.time, text)) if event.time else "",
        who=" ".join(_sides(_names(event.actor), _names(event.recipient))),
        codes=" ".join(_sides(_codes(event.actor), _codes(event.recipient))),
        what=one_line(phrase_event(event)),
        word=quoted(quote(text, event.spans)),
        where=quote(text, event.place.spans) if event.place else "",
        number=number,
        further=tuple(further),
    )


def _place_of(event: Event) -> str | None:
    return number_of(event.attribution) if event.attribution else None


def list_statements(ledger: Ledger) -> list[StatementEntry]:
    """List the statements in the page's own voice: interpretations first, then observations and facts on record."""
    kinds = list(VOICES)
    said = sorted(sure_statements(ledger), key=lambda told: -kinds.index(told.kind))
    return [StatementEntry(kind=told.kind, words=quote(ledger.report.text, told.spans)) for told in said]


def _names(party: Party | None) -> str:
    return one_line(party.name) if party else ""


def _codes(party: Party | None) -> str:
    return one_line(" ".join(filter(None, (party.country, party.sector)))) if party else ""


def _sides(actor: str, recipient: str) -> Iterator[str]:
    if actor:
        yield actor
    if recipient:
        yield f"→ {recipient}"
