"""Events: who does what to whom, where and when, and whether it is past, present, planned, hypothetical or denied."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whence.language.english import (
    CLAUSE_ENDS,
    MAY,
    NEGATIONS,
    WHERE,
)
from whence.language.gazetteer import country_in, country_of, seat_of
from whence.language.words import Words, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.certainty import Weights
from whence.reading.events.event_speakers import EventSpeakers
from whence.reading.events.event_times import time_of
from whence.reading.events.no_events import is_no_event
from whence.reading.events.parties import keep_parties, told_apart, whole_name, with_nickname
from whence.reading.events.presented import told_as
from whence.reading.events.roles import settle
from whence.reading.events.sectors import mode_of, sector_of
from whence.reading.events.worth import Worth, weigh
from whence.reading.model.decode import FoundEvent, Name, WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Event, Party, Place, Time

__all__ = ["code_events", "put_score"]

_REACH_AFTER = 8


def code_events(
    assembly: Assembly, found_events: Sequence[FoundEvent], weights: Weights, times: Sequence[Time]
) -> tuple[Event, ...]:
    """Code a report's events.

    Args:
        assembly: Its attributions and sources.
        found_events: Its events, as word ranges.
        weights: Certainty scores of each word.
        times: Its times, in order.

    Returns:
        Events in the order of the text; those without an actor or recipient are dropped.
    """
    document = assembly.document
    settled = (settle(document.words, one) for one in sorted(found_events, key=lambda one: one.trigger))
    kept = (keep_parties(document, one) for one in settled if not is_no_event(document, one))
    speakers = EventSpeakers.of(assembly)
    weighed = ((one, weigh(document, one, weights[one.trigger])) for one in kept if one.actor or one.recipient)
    told = [worth._replace(event=speakers.with_source(worth.event, one.actor)) for one, worth in weighed]
    parties = _Parties(
        assembly=assembly,
        countries={one.id: one.country for one in assembly.sources},
        triggers={one.event.trigger: one.event.type for one in told},
    )
    return tuple(_event(parties, one, f"e{i}", weights, times) for i, one in enumerate(told, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parties:
    """Looks up the actors and recipients of events, and caches what their roles show."""

    assembly: Assembly
    countries: Mapping[str, str | None]
    """Country of each source, by its id."""
    triggers: Mapping[int, str]
    """Type of each event, by its trigger."""
    by_roles: dict[Speaker, tuple[str | None, str | None]] = field(default_factory=dict)
    """Sector and country from each speaker's roles."""
    known: dict[WordRange, Party] = field(default_factory=dict)
    """The parties so far, by their words: many events have the same."""


def _event(parties: _Parties, worth: Worth, own: str, weights: Weights, times: Sequence[Time]) -> Event:
    assembly, one = parties.assembly, worth.event
    document = assembly.document
    sentence = sentence_around(document.words, one.trigger)
    around = assembly.around(one.trigger)
    told = told_as(document.words, one.trigger, around, weights[one.trigger].happened, actor=one.actor)
    (at,) = document.spans([(one.trigger, one.trigger + 1)])
    near = document.words.texts[one.trigger : min(sentence[1], one.trigger + _REACH_AFTER)]
    actor, recipient = (run and _known_party(parties, run) for run in (one.actor, one.recipient))
    return Event(
        id=own,
        type=one.type,
        mode=mode_of(one.type, near),
        spans=(at,),
        actor=actor,
        recipient=told_apart(document, actor, recipient),
        place=_place(document, one, sentence),
        time=time_of(assembly, one, times, parties.triggers),
        told_as=told,
        attribution=around.id if around else None,
        certainty=put_score(document.words, one.trigger),
        confidence=round(worth.confidence, 4),
    )


def _known_party(parties: _Parties, run: WordRange) -> Party:
    if run not in parties.known:
        parties.known[run] = _party(parties, run)
    return parties.known[run]


def _party(parties: _Parties, run: WordRange) -> Party:
    assembly = parties.assembly
    document = assembly.document
    speaker = assembly.speakers.whom(run)
    shown = document.shown(run)
    called = with_nickname(document, run)
    source = assembly.ids.get(id(speaker))
    phrases = [shown, speaker.name]
    sector_by_roles, country_by_roles = _told_by_roles(parties, speaker)
    sector = next((found for found in map(sector_of, phrases) if found), sector_by_roles)
    if sector is None and _is_government(speaker):
        sector = "GOV"
    return Party(
        spans=document.spans([run]),
        source=source,
        name=called or (shown if speaker.is_unresolved else whole_name(document, speaker.name)),
        country=parties.countries.get(source or "") or _country(speaker) or country_in(phrases) or country_by_roles,
        sector=sector,
    )


def _told_by_roles(parties: _Parties, speaker: Speaker) -> tuple[str | None, str | None]:
    """Find the sector and the country in the roles of a speaker, of which there may be many."""
    if speaker not in parties.by_roles:
        roles = [parties.assembly.document.shown(role) for role in speaker.roles]
        sector = next((found for found in map(sector_of, roles) if found), None)
        parties.by_roles[speaker] = sector, country_in(roles)
    return parties.by_roles[speaker]


def _is_government(speaker: Speaker) -> bool:
    """Check whether a speaker is a country, or a seat of government that stands for one."""
    return speaker.kind == "organisation" and bool(country_of(speaker.name) or seat_of(speaker.name))


def _country(speaker: Speaker) -> str | None:
    return speaker.entity.country if speaker.entity is not None else None


def _place(document: Document, one: FoundEvent, sentence: WordRange) -> Place | None:
    """Find the place in a sentence after "in", "at" or "near" that is nearest to the trigger."""
    taken = {i for run in (one.actor, one.recipient) if run for i in range(*run)}
    led = [
        name
        for name in document.names_in(sentence)
        if name.kind == "place" and name.start not in taken and _is_led(document.words, name, sentence[0])
    ]
    name = min(led, key=lambda name: (name.start < one.trigger, abs(name.start - one.trigger)), default=None)
    if name is None:
        return None
    run = (name.start, name.end)
    shown = document.shown(run)
    return Place(spans=document.spans([run]), country=country_of(shown) or seat_of(shown))


def _is_led(words: Words, name: Name, start: int) -> bool:
    before = [words.lower[i] for i in range(max(start, name.start - 4), name.start)]
    return any(word in WHERE for word in before)


_BEFORE, _AFTER = 4, 3


_CLAUSE_ENDS = CLAUSE_ENDS | {"-"}


_NO = frozenset({*NEGATIONS, "no", "without"})
_CALLED_OFF = re.compile(r"cancel|postpon|scrapp|abandon", re.IGNORECASE)


_OPEN = re.compile(
    r"fear|plan|hop(?:e|ing)|allow|possib|potential|prospect|likely|believ|expect|due$|attempt|try|tried|propos|want|ask",
    re.IGNORECASE,
)


_SURE = 3.0


def put_score(words: Words, at: int) -> float:
    """Score how sure a text is that an event happens, from the words around its trigger.

    Args:
        words: The report's words.
        at: Index of the trigger.

    Returns:
        From -3 (certainly not) to 3 (certainly).

    >>> from whence.language.words import segment
    >>> words = segment("The ferry may sail; it was not repaired, and hopes to dock.")
    >>> [put_score(words, at) for at in (3, 8, 13)]
    [0.75, -3.0, 1.5]
    """
    before = _clause_before(words, at)
    known = set(before)
    after = words.texts[at + 1 : at + 1 + _AFTER]
    if known & _NO or _is_shortened_not(before) or any(map(_CALLED_OFF.match, (*before, *after))):
        return -_SURE
    if known & MAY:
        return 0.75
    if any(map(_OPEN.match, before)):
        return 1.5
    if before[-1:] == ["to"]:
        return 2.1
    return 2.6 if known & {"will", "would"} else _SURE


def _clause_before(words: Words, at: int) -> list[str]:
    """Return the last few words of a clause before a word, in lower case."""
    start = at
    while start and at - start < _BEFORE and words.lower[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    return list(words.lower[start:at])


def _is_shortened_not(before: list[str]) -> bool:
    """Check whether a word list contains "n't", which is split at its apostrophe."""
    return any(one.endswith("n") and other == "t" for one, other in zip(before, before[2:], strict=False))
