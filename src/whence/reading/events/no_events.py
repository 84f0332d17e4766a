"""Words that tell no event in their sentence, whatever they tell elsewhere: "has custody of her son"."""

from collections.abc import Sequence
from itertools import pairwise

from whence.language.deeds import WITHHELD
from whence.language.english import (
    AUXILIARIES,
    BEFORE_VERBS,
    CLAUSE_MARKS,
    CLAUSE_OPENERS,
    FINITE,
    FIRST_PERSON,
    FORMS_OF_BE,
    MODALS,
    OFFICIALS,
    THIRD_PERSON,
)
from whence.language.words import Words, sentence_around
from whence.reading.events.sectors import sector_of
from whence.reading.model.decode import FoundEvent
from whence.reading.sources.named_entities import Document

__all__ = ["is_no_event"]

_NEAR = 4
_BESIDE = 2
_UNINTENDED = ("accidentally", "unintentionally", "inadvertently")
_OWNERS = frozenset({"'", "’", "s"})
_DENIED_CLAUSES = frozenset({"that", "being", "doing"})
_CALLED_FOR = frozenset({"for", "on", "upon", "to"})
_IS = FORMS_OF_BE | {"has", "have", "had"}
_OPENS_CONDITIONS = frozenset({"if", "unless", "until"})
_STOPS = CLAUSE_MARKS | {","}
_POLICE_AND_OFFICIALS = OFFICIALS | {"cops"}


def is_no_event(document: Document, event: FoundEvent) -> bool:
    """Check whether a trigger tells no event of its type: a child in somebody's care, a question, a share of voters.

    >>> from whence.language.words import segment
    >>> text = "The couple has custody of their daughter."
    >>> told = FoundEvent(trigger=3, type="COERCE", actor=None, recipient=(5, 7), chance=0.9)
    >>> is_no_event(Document(text=text, words=segment(text), names=()), told)
    True
    """
    words = document.words
    word = words.lower[event.trigger]
    follows = list(words.lower[event.trigger + 1 : event.trigger + 1 + _NEAR])
    before = words.lower[event.trigger - 1] if event.trigger else ""
    if word == "custody":
        is_care = follows[:1] == ["of"] and OFFICIALS.isdisjoint(follows)
        return is_care or before in _OWNERS
    if event.type == "ACCUSE" and word.startswith("question"):
        is_asking = bool(follows) and follows[0] in CLAUSE_OPENERS
        return is_asking or (event.actor is not None and not _is_police(document.shown(event.actor)))
    if event.type == "ASSAULT" and _is_accident(words, event.trigger):
        return True
    if event.type == "AID" and word.startswith("treat"):
        return True  # in a hospital, as everybody is
    if _is_only_said(words, event, follows):
        return True
    # "Trump's support" is that which he has, or that which he gives.
    return event.type == "SUPPORT" and word == "support" and before in _OWNERS and follows[:1] != ["for"]


def _is_only_said(words: Words, event: FoundEvent, follows: Sequence[str]) -> bool:
    """Check whether words are only said: nothing is turned down, threatened or asked for."""
    word = words.lower[event.trigger]
    if event.type == "REJECT":
        return _is_mere_speech(word, follows)
    if event.type == "THREATEN":
        return word.startswith("warn") and _is_of_what_is(words, event.trigger)
    return event.type == "REQUEST" and word.startswith("call") and _is_by_phone(words, event)


def _is_mere_speech(word: str, follows: Sequence[str]) -> bool:
    """Check whether only something said is denied, or nothing is said: "denied that he left", "refused to answer"."""
    if word.startswith(("deny", "deni")):
        return bool(follows) and follows[0] in _DENIED_CLAUSES
    is_refused = word.startswith(("refus", "declin")) and follows[:1] == ["to"]
    return is_refused and next((one for one in follows[1:] if not one.endswith("ly")), "") in WITHHELD


def _is_of_what_is(words: Words, trigger: int) -> bool:
    """Check whether a warning is of how something else is, no threat: "warned her that the pump was broken"."""
    clause = _clause_after(words, trigger)
    if "that" not in clause[: _NEAR + _BESIDE]:
        return False
    content = clause[clause.index("that") + 1 :]
    if not content or content[0] in THIRD_PERSON | FIRST_PERSON:
        return False  # what whoever warns is ready for, has or wants
    verb = next((word for word in content if word in FINITE or word in _OPENS_CONDITIONS), "")
    return verb in _IS and MODALS.isdisjoint(content) and _OPENS_CONDITIONS.isdisjoint(content)


def _is_by_phone(words: Words, event: FoundEvent) -> bool:
    """Check whether somebody calls people up, and calls for nothing: "has been calling senators"."""
    clause = _clause_after(words, event.trigger)
    before = words.lower[event.trigger - 1] if event.trigger else ""
    is_verb = before in AUXILIARIES | BEFORE_VERBS or (event.actor is not None and event.actor[1] == event.trigger)
    return is_verb and bool(clause) and _CALLED_FOR.isdisjoint(clause) and _POLICE_AND_OFFICIALS.isdisjoint(clause)


def _clause_after(words: Words, trigger: int) -> list[str]:
    """Return the words of a clause behind its verb, in lower case."""
    end = sentence_around(words, trigger)[1]
    stop = next((i for i in range(trigger + 1, end) if words.texts[i] in _STOPS), end)
    return list(words.lower[trigger + 1 : stop])


def _is_accident(words: Words, trigger: int) -> bool:
    """Check whether an act is said to be no intended one: "accidentally shot", "shot him by accident"."""
    start, end = sentence_around(words, trigger)
    near = words.lower[max(start, trigger - _BESIDE) : min(end, trigger + 1 + _NEAR)]
    return any(word.startswith(_UNINTENDED) for word in near) or ("by", "accident") in pairwise(near)


def _is_police(phrase: str) -> bool:
    return sector_of(phrase) == "COP" or not _POLICE_AND_OFFICIALS.isdisjoint(phrase.lower().split())
