"""Events: who does what to whom, where and when, and whether it is past, present, planned, hypothetical or denied."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whence.language.english import (
    CLAUSE_ENDS,
    CLAUSE_MARKS,
    MAY,
    NEGATIONS,
    NOT_ONLY,
    RELATIVE,
    WHERE,
)
from whence.language.gazetteer import country_in, country_of, seat_of
from whence.language.triggers import types_told
from whence.language.words import Words, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.certainty import Weights
from whence.reading.events.event_times import time_of
from whence.reading.events.no_events import is_no_event
from whence.reading.events.parties import keep_parties, told_apart, whole_name, with_nickname
from whence.reading.events.roles import settle
from whence.reading.events.sectors import mode_of, sector_of
from whence.reading.events.worth import Worth, weigh
from whence.reading.model.decode import FoundEvent, Name, WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Attribution, Event, Party, Place, Time, ToldAs

__all__ = ["code_events", "put_score", "told_as"]

_REACH_BEFORE, _REACH_AFTER = 6, 8
_NOT = re.compile(
    rf"\b(?:{'|'.join(NEGATIONS)}|nobody|failed to|refus\w+ to|declin\w+ to)\b|n ?['’] ?t\b|"
    r"\b(?:no|without|none of the)(?: \w+)?$|\bden(?:y|ies|ied|ying)(?: (?:having|the|any|an?))?$",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(
    r"^.*(?:\b(?:but|why|who|whom|whose|which|how|when|where|what|whether|if)|, (?:and|while))\b|"
    r"^.*\bthat(?=(?: (?:had|has|have|was|were|is|are|been|\w+ly))*$)",
    re.IGNORECASE,
)
"""What is denied before these is another event: "declined to say why he was charged"."""
_NOT_ONLY = re.compile(rf"\b(?:{NOT_ONLY}|no longer)\b", re.IGNORECASE)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|whether|would|could|(?-i:may)|might|should|must|ought|can|in case|were to|risk of|threat of|"
    r"fear of|possible|potential|urg\w+|demand\w*|call(?:ed|s|ing)? (?:for|on)|ask(?:ed|s|ing)?|want(?:ed|s|ing)?|"
    r"hop(?:ed|es|ing)|propos\w+|consider\w*|threat\w*)\b",
    re.IGNORECASE,
)
_MENTIONING = RELATIVE - {"that"}
_ASKED = re.compile(r"\W*(?:Did|Does|Do|Is|Are|Was|Were|Has|Have|Had|Can|Could|Should|Would) ")
"""How a question begins that may be answered with no: "Did the company threaten you?"."""
_PLANNED = re.compile(
    r"\b(?:(?-i:will)|shall|going to|plan(?:s|ned|ning)?(?: to)?|set to|due to|scheduled|intend(?:s|ed)?(?: to)?|"
    r"about to|expected to|agree(?:d|s)? to|vow(?:ed|s)? to|promis\w+ to|pledg\w+ to|prepar\w+ to|ready to|decided to|"
    r"(?:is|are) to|(?<!the )next|upcoming|tomorrow)\b|['’] ?ll\b",
    re.IGNORECASE,
)
_GOING_ON = re.compile(
    r"\b(?:is|are|am|keeps?|been|continues? to|still|currently|now)\b|['’] ?(?:s|re|m)\b", re.IGNORECASE
)
_STOPS = CLAUSE_MARKS | {"(", ")"}
_BEFORE_VERBS = frozenset({"also", "always", "now", "often", "still", "who", "which", "that", "then"})
_DOUBTED = -0.6
"""Below this model score an event is hypothetical if its wording also suggests so; below twice this score, always."""
_HYPOTHETICAL_STANCES = frozenset({"wants", "asks", "threatens", "warns"})


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
    told = [weigh(document, one, weights[one.trigger]) for one in kept if one.actor or one.recipient]
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


def told_as(
    words: Words, trigger: int, around: Attribution | None, score: float, *, actor: WordRange | None = None
) -> ToldAs:
    """Determine how the report presents an event: past, present, planned, hypothetical or denied.

    Args:
        words: The report's words.
        trigger: Index of the event's trigger.
        around: The attribution whose content contains the trigger.
        score: Certainty that it happened, from -3 to 3.
        actor: Words of the actor.

    >>> from whence.language.words import segment
    >>> told_as(segment("The two will meet on Friday."), 3, None, 1.0)
    'planned'
    >>> told_as(segment("They never attacked the town."), 2, None, -2.0)
    'denied'
    """
    before = _before(words, trigger)
    own = _OTHER_CLAUSE.sub("", before).rpartition(",")[2]
    is_refused, is_denied = _refused_or_denied(words, trigger, around)
    if is_denied or (_NOT.search(own) and not _NOT_ONLY.search(own)):
        return "denied"
    if _PLANNED.search(before):
        return "planned"
    if is_refused:
        return "hypothetical"
    wanted = around is not None and around.stance in _HYPOTHETICAL_STANCES
    is_unsure = _ASKED.match(before) or _HYPOTHETICAL.search(before)
    if is_unsure or (score < _DOUBTED and (wanted or before.endswith("to"))) or score < 2 * _DOUBTED:
        return "hypothetical"
    word = words.lower[trigger]
    if word.endswith("ing"):
        return "present" if _GOING_ON.search(before) else "past"
    is_verb = word.endswith("s") and not word.endswith("ss") and _is_led_by(words, trigger, actor)
    return "present" if is_verb and score > 0 else "past"


def _refused_or_denied(words: Words, trigger: int, around: Attribution | None) -> tuple[bool, bool]:
    """Check whether a denial is about an event: whether a request for it is denied, or that it happened.

    What a phrase in the content only mentions is neither: "denied bail for a man charged with theft".
    """
    if around is None or around.stance != "denies":
        return False, False
    content = next((span for span in around.content_spans if span.start <= words.starts[trigger] < span.end), None)
    start = words.covering(content.start, content.end)[0] if content else trigger
    before = list(words.lower[start:trigger])
    told = [types_told(text).any - {"ACCUSE"} for text in before]
    is_request = any("REQUEST" in types for types in told)
    is_mentioned = any(told) or not _MENTIONING.isdisjoint(before) or "REQUEST" in types_told(words.texts[trigger]).any
    return is_request, not is_mentioned


def _is_led_by(words: Words, trigger: int, actor: WordRange | None) -> bool:
    """Distinguish "accuses" from "talks" and "sanctions": a verb in the present tense follows its actor directly."""
    if actor is None or words.lower[actor[1] - 1] in {"'", "’", "s"}:
        return False
    between = words.texts[actor[1] : trigger]
    return actor[1] <= trigger and all(word.endswith("ly") or word in _BEFORE_VERBS for word in between)


def _before(words: Words, trigger: int) -> str:
    """Return the last words of a clause before its trigger."""
    start, paragraph = trigger, words.paragraphs[trigger]
    while start and trigger - start < _REACH_BEFORE and words.texts[start - 1] not in _STOPS:
        if words.paragraphs[start - 1] != paragraph:
            break
        start -= 1
    return " ".join(words.texts[start:trigger])


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
        name=called or (shown if speaker.is_unresolved else whole_name(document.text, speaker.name)),
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
