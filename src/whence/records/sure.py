"""What of a ledger is sure enough to be shown; a ledger without its unsure attributions."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from whence.language.english import FIRST_PERSON, SECOND_PERSON, THIRD_PERSON
from whence.records.ledger import Event, Ledger, Source, Statement

__all__ = [
    "SURE_ATTRIBUTION",
    "SURE_EVENT",
    "choose_attributions",
    "keep_attributions",
    "leave_out_unsure",
    "sure_events",
    "sure_statements",
    "telling_events",
]

_ANYBODY = FIRST_PERSON | SECOND_PERSON | THIRD_PERSON
_OF_OFFICE = frozenset({"ACCUSE", "COERCE", "SANCTION"})
"""Types of the events that police and courts make."""


SURE_ATTRIBUTION = 0.5
"""Confidence from which an attribution is shown; the others are in JSON and archives only."""
SURE_EVENT = 0.8
"""Confidence from which an event is shown; the others are in JSON only."""


def sure_events(ledger: Ledger) -> tuple[Event, ...]:
    """List the events of a ledger that are sure enough to be shown.

    >>> from whence.scaling.batch import read_text
    >>> len(sure_events(read_text("Norwegian police arrested two fishermen in Oslo.")))
    1
    """
    return tuple(event for event in ledger.events if event.confidence >= SURE_EVENT)


def telling_events(ledger: Ledger) -> tuple[Event, ...]:
    """List the sure events that tell a reader of a list anything.

    Those do not in which nobody is but "they" or "you", nor an arrest, a charge or a sentence that there was not,
    unless a source denies it, nor what has no parties.

    >>> from whence.scaling.batch import read_text
    >>> len(telling_events(read_text("Norwegian police have not arrested two fishermen in Oslo.")))
    0
    """
    denials = {one.id for one in ledger.attributions if one.stance == "denies"}
    return tuple(event for event in sure_events(ledger) if _tells(event, denials))


def _tells(event: Event, denials: Collection[str]) -> bool:
    is_not_done = event.told_as == "denied" and event.type in _OF_OFFICE and event.attribution not in denials
    parties = [party for party in (event.actor, event.recipient) if party]
    return not is_not_done and not all(party.source is None and party.name.lower() in _ANYBODY for party in parties)


def sure_statements(ledger: Ledger) -> tuple[Statement, ...]:
    """List the statements in the page's own voice of which it is known what they are; those are shown."""
    return tuple(statement for statement in ledger.statements if statement.kind != "other")


def choose_attributions(ledger: Ledger, *, sure: float) -> Ledger:
    """Copy a ledger with only the attributions of at least this confidence. Ids stay the same.

    An attribution within one that is left out keeps its relays, and is now within the next attribution around it, if
    any. Events and findings of an attribution that is left out go with it, and so do sources that nothing refers to any
    more. A note of the report says how many attributions are missing.

    Raises:
        ValueError: The confidence is not a number from 0 to 1.

    >>> from whence.records.ledger import Attribution
    >>> from whence.records.report import Report, Span
    >>> rumour = Attribution(
    ...     id="a1", source_spans=(), cue_spans=(Span(4, 14),), content_spans=(Span(15, 20),),
    ...     quotation="indirect", source=None, within=None, confidence=0.6,
    ... )
    >>> ledger = Ledger(report=Report(text="It  reportedly sank."), sources=(), attributions=(rumour,), model="en-6")
    >>> choose_attributions(ledger, sure=0.6) == ledger
    True
    >>> choose_attributions(ledger, sure=0.8).report.notes
    ('1 attribution with a confidence below 0.8 is left out, as if it had not been found.',)
    """
    if not 0 <= sure <= 1:
        message = f"sure must be a confidence from 0 to 1, not {sure}"
        raise ValueError(message)
    chosen = {one.id for one in ledger.attributions if one.confidence >= sure}
    missing = len(ledger.attributions) - len(chosen)
    if not missing:
        return ledger
    noun, verb, it = ("attribution", "is", "it") if missing == 1 else ("attributions", "are", "they")
    note = f"{missing} {noun} with a confidence below {sure:g} {verb} left out, as if {it} had not been found."
    kept = keep_attributions(ledger, chosen)
    return replace(kept, report=replace(ledger.report, notes=(*ledger.report.notes, note)))


def leave_out_unsure(ledger: Ledger) -> Ledger:
    """Copy a ledger with what is sure enough to be shown.

    An event of an unsure attribution stays, as one of the next around it or as the page's own.

    >>> from whence.records.report import Report
    >>> ledger = Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-9")
    >>> leave_out_unsure(ledger) is ledger
    True
    """
    sure = frozenset(one.id for one in ledger.attributions if one.confidence >= SURE_ATTRIBUTION)
    if len(sure) == len(ledger.attributions):
        return ledger
    outer = {one.id: one.within for one in ledger.attributions}
    events = tuple(replace(one, attribution=_next_around(one.attribution, outer, sure)) for one in ledger.events)
    findings = (
        replace(one, attributions=tuple(filter(sure.__contains__, one.attributions))) for one in ledger.findings
    )
    return keep_attributions(replace(ledger, events=events, findings=tuple(findings)), sure)


def keep_attributions(ledger: Ledger, chosen: Collection[str]) -> Ledger:
    """Copy a ledger with only some attributions, by their ids, as if the others had not been found.

    >>> from whence.records.report import Report
    >>> ledger = Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-6")
    >>> keep_attributions(ledger, ()) == ledger
    True
    """
    kept = frozenset(chosen)
    outer = {one.id: one.within for one in ledger.attributions}
    attributions = tuple(
        replace(one, within=_next_around(one.within, outer, kept)) for one in ledger.attributions if one.id in kept
    )
    events = tuple(one for one in ledger.events if one.attribution is None or one.attribution in kept)
    cited = {source for one in attributions for source in (one.source, *one.relays)}
    cited |= {party.source for one in events for party in (one.actor, one.recipient) if party}
    return replace(
        ledger,
        sources=tuple(_with_those_named_by(ledger.sources, cited)),
        attributions=attributions,
        events=events,
        findings=tuple(one for one in ledger.findings if kept.issuperset(one.attributions)),
    )


def _next_around(around: str | None, outer: Mapping[str, str | None], chosen: Collection[str]) -> str | None:
    """Find the innermost of some attributions around what lies in another, or that one itself."""
    for _ in outer:  # A ledger from elsewhere may nest in a circle.
        if around is None or around in chosen:
            return around
        around = outer[around]
    return None


def _with_those_named_by(sources: Collection[Source], cited: Collection[str | None]) -> Iterator[Source]:
    """Choose the cited sources, those that they belong to or consist of, and so on."""
    named = {source.id: (source.affiliation, *source.members) for source in sources}
    needed: set[str] = set()
    open_ones = list(cited)
    while open_ones:
        source = open_ones.pop()
        if source is not None and source not in needed:
            needed.add(source)
            open_ones += named[source]
    return (source for source in sources if source.id in needed)
