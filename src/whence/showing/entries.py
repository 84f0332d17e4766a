"""A ledger as lists for people: attributions, sources by how often each is cited, questions and events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Attribution, Certainty, Event, Finding, Ledger, Party, Quotation, Source
from whence.records.sure import sure_events, sure_statements
from whence.showing.chains import name_steps
from whence.showing.marks import Remark, number_of, one_line, quote
from whence.showing.wording import (
    COLOURINGS,
    letter_of,
    phrase_certainty,
    phrase_event,
    phrase_source,
    phrase_time,
    quoted,
    trimmed,
)

__all__ = [
    "AttributionEntry",
    "EventEntry",
    "Question",
    "QuestionGroup",
    "SourceEntry",
    "group_by_source",
    "list_attributions",
    "list_events",
    "list_interpretations",
    "list_questions",
    "list_remarks",
]


_MOST_ROLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionEntry:
    """One attribution, in words ready to be shown."""

    attribution: Attribution
    number: str
    who: str | None
    """The source's name; None if the report gives no source."""
    cue: str
    what: str
    """The content, with an ellipsis where the cue interrupts it."""
    quotation: Quotation
    within: str | None
    """Number of the attribution whose content contains this one."""
    chain: tuple[str, ...]
    """The steps from the page back to the source; empty if nobody stands between them."""
    way: tuple[str, ...]
    """How the content came from its source: the channel, unless it is a step, and the words on access and anonymity."""
    leaning: tuple[str, ...]
    """Stance, certainty and colouring, if they differ from a plain statement."""


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


def list_attributions(ledger: Ledger) -> list[AttributionEntry]:
    """List a ledger's attributions, in the order of their cues."""
    sources = {source.id: source for source in ledger.sources}
    return [_entry(ledger.report.text, attribution, sources) for attribution in ledger.attributions]


def _entry(text: str, attribution: Attribution, sources: Mapping[str, Source]) -> AttributionEntry:
    chain = name_steps(attribution, sources)
    return AttributionEntry(
        attribution=attribution,
        number=number_of(attribution.id),
        who=one_line(sources[attribution.source].name) if attribution.source else None,
        cue=quote(text, attribution.cue_spans),
        what=quote(text, attribution.content_spans),
        quotation=attribution.quotation,
        within=number_of(attribution.within) if attribution.within else None,
        chain=chain,
        way=_way(text, attribution, chain),
        leaning=tuple(_leaning(text, attribution)),
    )


def group_by_source(ledger: Ledger, entries: list[AttributionEntry]) -> list[SourceEntry]:
    """Group attributions by source: the most cited first, then in the order of first mention.

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
    return [tally for tally in [*source_entries, nobody] if tally.entries or tally.relayed or tally.joint]


def _about(ledger: Ledger, source: Source, names: Mapping[str, str]) -> tuple[str, ...]:
    """List what a report says about a source, a few words each."""
    roles = list(dict.fromkeys(one_line(span.of(ledger.report.text)) for span in source.role_spans))
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


def _way(text: str, attribution: Attribution, chain: tuple[str, ...]) -> tuple[str, ...]:
    told = [quote(text, spans) for spans in (attribution.access_spans, attribution.anonymity_spans) if spans]
    return tuple(filter(None, (None if attribution.channel in chain else attribution.channel, *told)))


def _leaning(text: str, attribution: Attribution) -> Iterator[str]:
    """List how an attribution differs from a plain statement of something certain."""
    certainty, page = attribution.certainty, attribution.page_certainty
    has_stance = attribution.stance not in {None, "says"}
    if has_stance and attribution.stance:
        yield attribution.stance
    if certainty and (certainty.level, certainty.polarity) != ("certain", "for"):
        words = _beyond_cue(text, attribution, certainty)
        # A stance that only the cue shows already implies the certainty: to deny a thing is to say that it is not so.
        if words or not has_stance:
            yield f"{phrase_certainty(certainty)}{words}"
    if attribution.colouring:
        yield COLOURINGS[attribution.colouring]
    against = page is not None and page.polarity == "against"
    if page and (against or (page.level == "certain" and attribution.colouring != "crediting")):
        perhaps = "" if page.level == "certain" else "probably "
        taken = f"{perhaps}not the case" if against else "fact"
        yield f"the reporter presents it as {taken}{_beyond_cue(text, attribution, page)}"


def _beyond_cue(text: str, attribution: Attribution, certainty: Certainty) -> str:
    """Quote the words that show a certainty, except the cue, which is shown with every attribution."""
    cues = attribution.cue_spans
    spans = [
        span for span in certainty.spans if not any(cue.start <= span.start and span.end <= cue.end for cue in cues)
    ]
    words = dict.fromkeys(quoted(one_line(span.of(text))) for span in spans)
    return f" ({', '.join(words)})" if words else ""


_LONGEST_QUOTE = 120
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One finding, in words ready to be shown."""

    finding: Finding
    letter: str
    """The letter of its entry and of its marks in the text: ``A``, ``B``, …"""
    note: str
    """Empty if the question before it in the group has the same note."""
    words: tuple[str, ...]
    """The words that raise the question, quoted and shortened, without those that the note quotes."""
    numbers: tuple[str, ...]
    """Numbers of the attributions concerned."""
    rule: str
    """Empty if the next question in the group has the same rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """The findings of one kind, in the order of the ledger."""

    heading: str
    questions: tuple[Question, ...]


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


def list_questions(ledger: Ledger) -> list[QuestionGroup]:
    """List a ledger's findings by kind; those of one kind in the order of the text."""
    kinds = list(FINDING_KINDS)
    findings = sorted(ledger.findings, key=lambda finding: kinds.index(finding.kind))
    lettered = [(letter_of(position), finding) for position, finding in enumerate(findings)]
    return [
        QuestionGroup(heading=FINDING_KINDS[kind].heading, questions=tuple(_questions(ledger, list(group))))
        for kind, group in groupby(lettered, key=lambda pair: pair[1].kind)
    ]


def list_remarks(ledger: Ledger, groups: list[QuestionGroup]) -> list[Remark]:
    """List what to mark in the text besides attributions: findings by their letters, and the page's own statements.

    Args:
        ledger: The ledger.
        groups: What `list_questions` lists for it.
    """
    statements = [Remark(told.kind, "", span) for told in sure_statements(ledger) for span in told.spans]
    questions = [question for group in groups for question in group.questions]
    asked = [Remark("finding", question.letter, span) for question in questions for span in question.finding.spans]
    return list(dict.fromkeys([*statements, *asked]))


def list_events(ledger: Ledger) -> list[EventEntry]:
    """List the events of a ledger that are sure enough to be shown, in the order of the text."""
    text = ledger.report.text
    return [
        EventEntry(
            event=event,
            when=one_line(phrase_time(event.time)) if event.time else "",
            who=" ".join(_sides(_names(event.actor), _names(event.recipient))),
            codes=" ".join(_sides(_codes(event.actor), _codes(event.recipient))),
            what=one_line(phrase_event(event)),
            word=quoted(quote(text, event.spans)),
            where=quote(text, event.place.spans) if event.place else "",
            number=number_of(event.attribution) if event.attribution else None,
        )
        for event in sure_events(ledger)
    ]


def list_interpretations(ledger: Ledger) -> list[str]:
    """List the interpretations in the page's own voice, in its own words."""
    return [quote(ledger.report.text, told.spans) for told in ledger.statements if told.kind == "interpretation"]


def _questions(ledger: Ledger, lettered: list[tuple[str, Finding]]) -> Iterator[Question]:
    for position, (letter, finding) in enumerate(lettered):
        before = lettered[position - 1][1].note if position else None
        after = lettered[position + 1][1].rule if position + 1 < len(lettered) else None
        note = one_line(finding.note) if finding.note != before or not finding.spans else ""
        yield Question(
            finding=finding,
            letter=letter,
            note=note,
            words=_words(ledger, finding, note),
            numbers=tuple(map(number_of, finding.attributions)),
            rule=one_line(finding.rule) if finding.rule != after else "",
        )


def _words(ledger: Ledger, finding: Finding, note: str) -> tuple[str, ...]:
    shown = dict.fromkeys(one_line(span.of(ledger.report.text)) for span in finding.spans[:_MOST_QUOTES])
    words = [quoted(trimmed(each, _LONGEST_QUOTE)) for each in shown]
    more = len(finding.spans) - _MOST_QUOTES
    return (*(each for each in words if each not in note), *([f"and {more} more"] if more > 0 else []))


def _names(party: Party | None) -> str:
    return one_line(party.name) if party else ""


def _codes(party: Party | None) -> str:
    return one_line(" ".join(filter(None, (party.country, party.sector)))) if party else ""


def _sides(actor: str, recipient: str) -> Iterator[str]:
    if actor:
        yield actor
    if recipient:
        yield f"→ {recipient}"
