"""Parties of events that are none: words cut out of a phrase, deeds and papers that cannot act, one party twice."""

from dataclasses import replace

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    BEFORE_VERBS,
    DEFINITE,
    PHRASE_ENDS,
    PLURAL_NUMBERS,
    POSSESSIVES,
    REFLEXIVES,
    THIRD_PERSON,
)
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.page_labels import without_label
from whence.language.quotation_marks import Mark
from whence.language.triggers import types_told
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.events.roles import is_passive
from whence.reading.model.decode import FoundEvent, WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.titles import goes_before
from whence.records.ledger import Party

__all__ = ["NO_NOUN", "keep_parties", "told_apart", "whole_name", "with_nickname"]

_BEFORE_NOUNS = (ARTICLES | DEFINITE | PLURAL_NUMBERS) - {"that"} | {
    "some", "several", "dozens", "hundreds", "thousands", "of", "former", "new", "other", "many",
}  # fmt: skip
_COUNTS = frozenset({"dozens", "hundreds", "thousands", "scores", "lots", "number"})
_DETERMINERS = ARTICLES | POSSESSIVES
_LONGEST_NICKNAME = 5
_AGENTS = ("er", "or", "ist", "ers", "ors", "ists")
_ADJECTIVES = ("an", "ish", "ese", "ic", "lim")
"""Endings of adjectives that stand before a noun: "Danish imports", "Muslim immigration"."""
_OF_OFFICE = frozenset({"ACCUSE", "COERCE"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
_OWNED = ("'", "’")
_UNDERGONE = frozenset({
    "death", "deaths", "disappearance", "homicide", "killing", "killings", "murder", "murders", "shooting", "slaying",
    "stabbing",
})  # fmt: skip
"""Nouns whose owner undergoes them."""
_PARTICLES = frozenset({"up", "down", "out", "off", "back", "away", "over"})
NO_NOUN = PHRASE_ENDS | AUXILIARIES | {"and", "or", "but", "then", "again", "when", "while", "because", "if", "until"}
"""Words that a noun phrase before them does not go on to."""


def keep_parties(document: Document, event: FoundEvent) -> FoundEvent:
    """Mend the borders of an event's parties, and leave out those that are none.

    >>> from whence.language.words import segment
    >>> words = segment("The charges accused Jon Vesk in May.")
    >>> told = FoundEvent(trigger=2, type="ACCUSE", actor=(0, 2), recipient=(3, 6), chance=0.9)
    >>> kept = keep_parties(Document(text="The charges accused Jon Vesk in May.", words=words, names=()), told)
    >>> kept.actor, kept.recipient
    (None, (3, 5))
    """
    words = document.words
    actor, recipient = (_mended(document, run, event.trigger) for run in (event.actor, event.recipient))
    if actor is not None and _is_deed(document, actor):
        actor = None
    if recipient is not None and event.type in _OF_OFFICE and _is_victim(words, recipient, event.trigger):
        recipient = None
    if actor is not None and recipient is not None and words.texts[slice(*actor)] == words.texts[slice(*recipient)]:
        recipient = None
    if (actor, recipient) == (event.actor, event.recipient):
        return event
    return replace(
        event,
        actor=actor,
        recipient=recipient,
        actor_chance=event.actor_chance if actor else 1.0,
        recipient_chance=event.recipient_chance if recipient else 1.0,
    )


def told_apart(document: Document, actor: Party | None, recipient: Party | None) -> Party | None:
    """Return a recipient that was taken for the actor by its own words; None if these are a pronoun.

    Nobody does to themselves what only "herself" could say.
    """
    if actor is None or recipient is None or actor.name != recipient.name:
        return recipient
    shown = " ".join(span.of(document.text) for span in recipient.spans)
    if shown.lower() in REFLEXIVES:
        return recipient
    is_pronoun = shown.lower() in THIRD_PERSON or shown == actor.name
    return None if is_pronoun else replace(recipient, name=shown, source=None)


def whole_name(document: Document, name: str) -> str:
    """Complete a name that stands in a text only as the end of a longer word; a headline's label is no part of it.

    >>> from whence.language.words import segment
    >>> texts = "The 17-year-olds left.", "The olds and 17-year-olds left.", "RPT-Gate shut"
    >>> told = [Document(text=text, words=segment(text), names=()) for text in texts]
    >>> whole_name(told[0], "olds"), whole_name(told[1], "olds"), whole_name(told[2], "Gate")
    ('17-year-olds', 'olds', 'Gate')
    """
    text = document.text
    at = text.find(name)
    whole, start = name, at
    if at > 0 and text[at - 1] == "-":
        run = document.words.covering(at - 2, at + len(name))
        if without_label(document.words, run) != run:
            return name
    while at > 0:
        if text[at - 1] != "-":
            return name
        at = text.find(name, at + 1)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
        whole = text[start] + whole
    return whole


def with_nickname(document: Document, run: WordRange) -> str | None:
    """Complete a name that a nickname in quotation marks cuts: ``Ines “Nessie” Okafor``; None if none follows.

    >>> from whence.language.words import segment
    >>> text = "They shot Ines “Nessie” Okafor."
    >>> with_nickname(Document(text=text, words=segment(text), names=()), (2, 3))
    'Ines “Nessie” Okafor'
    """
    words = document.words
    start, end = run
    if end >= len(words) or words.marks[end] != Mark.OPENS or words.shapes[end - 1] not in CAPITALISED:
        return None
    last = min(len(words), end + 1 + _LONGEST_NICKNAME)
    close = next((i for i in range(end + 1, last) if words.marks[i] == Mark.CLOSES), None)
    if close is None or close + 1 >= len(words) or words.shapes[close + 1] not in CAPITALISED:
        return None
    is_line = words.paragraphs[close + 1] == words.paragraphs[start]
    return document.shown((start, close + 2)) if is_line and "," not in words.texts[end:close] else None


def _mended(document: Document, run: WordRange | None, trigger: int) -> WordRange | None:
    """Cut or extend a party to a whole noun phrase; None if the trigger itself or a bare adjective is in its place."""
    if run is None or run[0] <= trigger < run[1]:
        return None
    words = document.words
    start, end = _completed(words, _with_head(words, run, trigger), trigger)
    if _is_of_things(words, end, trigger):
        return None
    ends = PHRASE_ENDS | _PARTICLES if words.lower[start] in THIRD_PERSON else PHRASE_ENDS
    while end - start > 1 and words.lower[end - 1] in ends:
        end -= 1
    is_inside = end < len(words) and words.paragraphs[end] == words.paragraphs[end - 1]
    if not is_inside or end == trigger or words.shapes[end] != Shape.LOWER or words.texts[end] in NO_NOUN:
        return start, end
    last = words.texts[end - 1]
    kinds = {name.kind for name in document.names_in((end - 1, end))}
    is_adjective = words.shapes[end - 1] in CAPITALISED and not kinds and last.endswith(_ADJECTIVES)
    if (is_adjective or kinds == {"place"}) and kind_of_noun(words.texts[end]) in ACTING_KINDS:
        return start, end + 1
    return None if is_adjective and end - start == 1 and trigger < start else (start, end)


def _is_victim(words: Words, run: WordRange, trigger: int) -> bool:
    """Check whether a party undergoes what is charged: "Vesk's murder", "alleged that he was beaten"."""
    at = run[1]
    if at >= len(words):
        return False
    if words.texts[at] in _OWNED:
        at += 1 + (words.lower[at + 1 : at + 2] == ("s",))
        return not _UNDERGONE.isdisjoint(words.lower[at : at + 2])
    verb = at
    while verb < len(words) and (words.lower[verb] in AUXILIARIES | BEFORE_VERBS or words.lower[verb].endswith("ly")):
        verb += 1
    if not trigger < run[0] <= verb < sentence_around(words, trigger)[1]:
        return False
    return is_passive(words, verb) and not _FORCE.isdisjoint(types_told(words.lower[verb]).any)


def _is_deed(document: Document, run: WordRange) -> bool:
    """Check whether a phrase is headed by a noun that tells an act, not by who acts: "the charges", "the attack"."""
    words: Words = document.words
    texts = list(words.lower[slice(*run)])
    head = next((i for i, text in enumerate(texts) if text in PHRASE_ENDS), len(texts)) - 1
    at = run[0] + head
    if head < 0 or not words.texts[at].islower() or any(document.names_in((at, at + 1))):
        return False
    word = texts[head]
    is_somebody = kind_of_noun(word) in ACTING_KINDS or word.endswith((*_AGENTS, "ed"))
    return not is_somebody and bool(types_told(word).any)


def _completed(words: Words, run: WordRange, trigger: int) -> WordRange:
    """Extend a range to the noun if the model stopped before it: "the", "two"."""
    start, end = run
    while end < len(words) and end != trigger and words.lower[end - 1] in _BEFORE_NOUNS:
        if not goes_before(words, end):
            break
        end += 1
    return start, end


def _with_head(words: Words, run: WordRange, trigger: int) -> WordRange:
    """Extend a party to the person that it only belongs to: "a friend of the family", "a 13-year-old friend"."""
    start, end = run
    of = start - 1 - (words.lower[start - 1] in _DETERMINERS) if start > 1 else 0
    if of > 0 and words.lower[of] == "of" and all(word in AUXILIARIES for word in words.lower[end:trigger]):
        head = of - 1
        if kind_of_noun(words.lower[head]) == "person" and end < trigger:
            start = head - (head > 0 and words.lower[head - 1] in _DETERMINERS)
    is_aged = words.lower[end - 1] == "old" and words.lower[end - 2] == "-"
    if is_aged and end < len(words) and end != trigger and kind_of_noun(words.texts[end]) == "person":
        end += 1
    return start, end


def _is_of_things(words: Words, end: int, trigger: int) -> bool:
    """Check whether a bare count behind a trigger is one of things: "fired dozens of shells"."""
    if trigger >= end or words.lower[end - 1] not in _COUNTS or end + 1 >= len(words) or words.lower[end] != "of":
        return False
    return kind_of_noun(words.lower[end + 1]) not in ACTING_KINDS and words.texts[end + 1].islower()
