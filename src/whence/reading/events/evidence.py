"""What speaks for an event's type, and for each of its parties.

The model finds a word that may tell an event, a type and parties, and is sure of each on its own. Whether they fit
together shows in the sentence: parties that can act, on the side of the verb where they belong, near it; a word that
tells such events.
"""

from collections.abc import Iterator
from math import log

from whence.language.english import (
    ARTICLES,
    CLAUSE_MARKS,
    FIRST_PERSON,
    PHRASE_ENDS,
    POSSESSIVES,
    REFLEXIVES,
    SECOND_PERSON,
    THIRD_PERSON,
)
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.triggers import types_told
from whence.language.words import Words, sentence_around
from whence.reading.attributions.hedges import SUBORDINATING
from whence.reading.events.roles import is_joined, is_led_by_by, is_passive
from whence.reading.events.sectors import sector_of
from whence.reading.model.decode import FoundEvent, Weight, WordRange
from whence.reading.model.logistic import log_odds
from whence.reading.sources.named_entities import Document

__all__ = ["Evidence", "party_evidence", "type_evidence"]

Evidence = dict[str, float]
"""Value of each feature by its name; one that is not there is 0."""

_PEOPLE = FIRST_PERSON | SECOND_PERSON | THIRD_PERSON - {"it", "its", "itself", "which", "that"}
_CONJUNCTIONS = SUBORDINATING | {"until", "if", "that", "who", "which", "where", "but"}
_NOMINAL = ARTICLES | POSSESSIVES | {"of", "for", "no", "any", "in"}
_POSSESSIVE_ENDS = frozenset({"'", "’", "s"})
_MOST_DISTANCE = 30
_NEXT = 3
_ACCIDENT = ("accident", "unintention", "crash", "collision", "derail")
_COMMENT = frozenset({"comment", "comments"})
_CRIMES = frozenset({"ASSAULT", "COERCE"})
_CRIMINAL = frozenset({"ACCUSE", "SANCTION"})
_CHARGE_REACH = 8
_DETERMINERS = ARTICLES | POSSESSIVES


def type_evidence(document: Document, event: FoundEvent, weight: Weight) -> Evidence:
    """List what speaks for a word's telling an event of a type, whoever the parties are.

    Args:
        document: The report.
        event: The event, with settled parties.
        weight: How sure the trigger is to happen, and to tell something that happens.
    """
    words, at = document.words, event.trigger
    word = words.lower[at]
    told = types_told(word).any
    form = _form(words, at)
    found: Evidence = {
        "bias": 1,
        "chance": log_odds(event.chance),
        "type_chance": log_odds(event.type_chance),
        "tells_type": event.type in told,
        "tells_other": bool(told) and event.type not in told,
        form: 1,
        event.type: 1,
        f"{event.type} {'told' if event.type in told else 'meant'}": 1,
        f"{event.type} {word}": 1,
        "reflexive": not REFLEXIVES.isdisjoint(words.lower[at + 1 : at + _NEXT]),
        "happened": weight.happened,
        "telling": log_odds(weight.telling),
        "both": event.actor is not None and event.recipient is not None,
    }
    found |= dict.fromkeys(_no_act(words, event), 1.0)
    if not found["both"]:
        side = "actor" if event.actor is not None else "recipient"
        found |= {f"{event.type} only {side}": 1, f"{form} only {side}": 1}
    for side, run in (("actor", event.actor), ("recipient", event.recipient)):
        if run is not None:
            found[side] = 1
            found[f"{side} {_kind(document, run)}"] = 1
            found[f"{side} chance"] = log_odds(event.actor_chance if side == "actor" else event.recipient_chance)
            found[f"{side} far"] = _distance(run, at)
    return found


def party_evidence(document: Document, event: FoundEvent, side: str) -> Evidence:
    """List what speaks for the actor or the recipient, given that the type is right.

    Args:
        document: The report.
        event: The event, with settled parties.
        side: ``actor`` or ``recipient``; the event has one.
    """
    words, at = document.words, event.trigger
    run, chance, other = (
        (event.actor, event.actor_chance, event.recipient)
        if side == "actor"
        else (event.recipient, event.recipient_chance, event.actor)
    )
    if run is None:
        message = f"the event has no {side}"
        raise ValueError(message)
    form, kind = _form(words, at), _kind(document, run)
    where = "before" if run[1] <= at else "after"
    before = words.lower[run[0] - 1] if run[0] else ""
    between = (run[1], at) if run[1] <= at else (at + 1, run[0])
    found: Evidence = {
        "bias": 1,
        "chance": log_odds(chance),
        kind: 1,
        f"{form} {where}": 1,
        f"{event.type} {where}": 1,
        f"{event.type} {kind}": 1,
        "by": is_led_by_by(words, run, at),
        "led": before in PHRASE_ENDS,
        f"{where} {before}" if before in PHRASE_ENDS else f"{where} bare": 1,
        "far": _distance(run, at),
        "names between": sum(name.kind != "place" for name in document.names_in(between)),
        "adjacent": run[1] == at,
        "owner": run[1] < len(words) and words.texts[run[1]] in _POSSESSIVE_ENDS,
        "broken": _is_broken(words, run),
        "apart": any(text in CLAUSE_MARKS for text in words.texts[slice(*between)]),
        "comma": "," in words.texts[slice(*between)],
        "beyond": where == "after" and any(text.lower() in _CONJUNCTIONS for text in words.texts[slice(*between)]),
        "other": other is not None,
        "same": _is_same(words, run, other),
    }
    found.update((f"next {name}", 1.0) for name in _what_follows(words, run, at))
    return found


def _no_act(words: Words, event: FoundEvent) -> Iterator[str]:
    """Find what tells that a word only looks like an act: an accident, a crime of a charge, a request for comment."""
    at = event.trigger
    first, last = sentence_around(words, at)
    if event.type == "ASSAULT" and any(text.startswith(_ACCIDENT) for text in words.lower[first:last]):
        yield "accident"
    if any(text.lower() in _COMMENT for text in words.texts[at + 1 : at + 1 + _NEXT]):
        yield "comment"
    before = words.texts[max(first, at - _CHARGE_REACH) : at]
    if event.type in _CRIMES and any(not _CRIMINAL.isdisjoint(types_told(text.lower()).always) for text in before):
        yield "charge before"


def _form(words: Words, at: int) -> str:
    """Tell the form of a trigger: a passive, a noun, or a verb by its ending."""
    if is_passive(words, at):
        return "passive"
    word, before = words.lower[at], words.lower[at - 1] if at else ""
    if before in _NOMINAL:
        return "noun"
    if before in _POSSESSIVE_ENDS:
        return "owned noun"
    return next((ending for ending in ("ing", "ed", "s") if word.endswith(ending)), "plain")


def _what_follows(words: Words, run: WordRange, at: int) -> Iterator[str]:
    """Tell what follows a party: the trigger, the end of a clause, a name or another word."""
    if run[1] >= len(words) or words.paragraphs[run[1]] != words.paragraphs[run[0]]:
        yield "end"
    elif run[1] == at:
        yield "trigger"
    elif not words.texts[run[1]][0].isalnum():
        yield "mark"
    elif words.texts[run[1]][0].isupper():
        yield "capital"
    elif words.lower[run[1]] in PHRASE_ENDS:
        yield "phrase"
    else:
        yield "word"


def _kind(document: Document, run: WordRange) -> str:
    """Tell what a party is by its words: named, place, noun, pronoun, or unknown."""
    kinds = {name.kind for name in document.names_in(run)}
    texts = list(document.words.lower[slice(*run)])
    if kinds & {"person", "organisation"}:
        return "named"
    if any(kind_of_noun(text) in ACTING_KINDS for text in texts) or sector_of(document.shown(run)):
        return "noun"
    if any(text in _PEOPLE for text in texts):
        return "pronoun"
    return "place" if kinds else "unknown"


def _is_broken(words: Words, run: WordRange) -> bool:
    """Check whether a party begins or ends where no noun phrase does."""
    first, last = words.texts[run[0]], words.texts[run[1] - 1]
    inside = run[0] > 0 and is_joined(words, run[0] - 1)
    return inside or not first[0].isalnum() or not last[-1].isalnum() or last.lower() in _DETERMINERS


def _is_same(words: Words, first: WordRange, second: WordRange | None) -> bool:
    if second is None:
        return False
    one, other = (set(words.lower[slice(*run)]) - ARTICLES for run in (first, second))
    return bool(one & other)


def _distance(run: WordRange, at: int) -> float:
    words = at - run[1] if run[1] <= at else max(0, run[0] - at - 1)
    return log(1 + min(_MOST_DISTANCE, words))
