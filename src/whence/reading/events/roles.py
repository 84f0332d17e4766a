"""Who acts and who undergoes an event, where the grammar of its sentence decides it."""

from dataclasses import replace

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    BEFORE_VERBS,
    FORMS_OF_BE,
    POSSESSIVES,
    REFLEXIVES,
    RELATIVE,
    SHORT_TITLES,
)
from whence.language.page_labels import without_label
from whence.language.stems import Stems
from whence.language.triggers import types_told
from whence.language.words import CAPITALISED, Words
from whence.reading.model.decode import FoundEvent, WordRange

__all__ = ["DONE_BY_WORDS", "is_joined", "is_led_by_by", "is_passive", "settle"]

_BEING = FORMS_OF_BE | {"get", "gets", "got", "getting"}
_ACTIVE = frozenset(
    {"has", "have", "had", "having", "who", "that", "which", "he", "she", "they", "we", "i", "you", "it"}
)
_BETWEEN = frozenset({"also", "not", "never", "once", "then", "since", "already", "later", "still", "to"})
_STRONG_PARTICIPLES = frozenset({
    "shot", "hit", "held", "beaten", "stolen", "slain", "struck", "bit", "bitten", "sued", "caught", "taken", "sent",
    "told", "met", "fed", "freed", "found", "fought", "shut", "cut", "brought", "driven", "overthrown", "torn", "hurt",
})  # fmt: skip
_UNDERGONE = Stems([
    "abducted", "arraigned", "arrested", "charged", "convicted", "deported", "detained", "indicted", "injured",
    "jailed", "kidnapped", "killed", "murdered", "sentenced", "shot", "slain", "stabbed", "wounded",
])  # fmt: skip
"""Participles of verbs that have an object whenever they are active."""
_OBJECTS = ARTICLES | POSSESSIVES | REFLEXIVES | {"at", "that"}
"""After one of these an active verb has its object."""
_JOINING = frozenset({"-", "’", "'", "."})
_REFUSABLE = frozenset({"AGREE", "SUPPORT", "AID", "COOPERATE"})
"""Types of events that a negation turns into a refusal."""
_LOOKED_BACK = 4
_OWNING = {("'",), ("’",), ("'", "s"), ("’", "s")}
_BLAMING = ("accusation", "allegation", "criticism", "complaint", "lawsuit", "claim", "denunciation", "rebuke")
"""How nouns begin whose owner accuses, unlike "arrest" and "indictment"."""
DONE_BY_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of events whose active verbs tell what their subject does, unlike "the man who died"."""
_HELD, _INTO = frozenset({"custody", "arrest"}), frozenset({"in", "into", "under"})
_TAKEN = AUXILIARIES | {
    "taken",
    "placed",
    "put",
    "now",
    "still",
    "already",
    "also",
    "back",
    "remains",
    "remained",
    "not",
}
"""What stands between who is held and "in custody"."""


def settle(words: Words, event: FoundEvent) -> FoundEvent:
    """Mend what the grammar of a sentence decides: the type that a word always tells, and the parties of a passive.

    Who is before a passive undergoes the event, and who acts follows "by", also after a noun. A party begins and ends
    with whole words.

    >>> from whence.language.words import segment
    >>> told = FoundEvent(trigger=2, type="COERCE", actor=(0, 1), recipient=None, chance=0.9)
    >>> settled = settle(segment("Okafor was arrested on Friday."), told)
    >>> settled.actor, settled.recipient
    (None, (0, 1))
    """
    at = event.trigger
    type_ = _told_type(words.lower[at], event.type)
    actor, recipient = (run and _whole(words, run) for run in (event.actor, event.recipient))
    is_settled = (type_, actor, recipient) == (event.type, event.actor, event.recipient)
    told = event if is_settled else replace(event, type=type_, actor=actor, recipient=recipient)
    if _is_on_other_side(words, told):
        return _turned(told)
    if told.actor is None or is_led_by_by(words, told.actor, at):
        is_actor = told.recipient and told.recipient[0] == at + 2 and is_led_by_by(words, told.recipient, at)
        return _turned(told) if told.actor is None and is_actor else told
    if not (is_passive(words, at) or (told.recipient is None and is_short_passive(words, at, told.actor))):
        return told
    if told.recipient is None and told.actor[1] <= at:
        return _turned(told)
    return replace(told, actor=None, actor_chance=1.0)


def _is_on_other_side(words: Words, event: FoundEvent) -> bool:
    """Check whether the only party is on the wrong side: whose accusations they are, who is in custody, who blames."""
    run, at = event.actor or event.recipient, event.trigger
    if run is None or (event.actor and event.recipient) or run[1] >= at:
        return False
    word = words.lower[at]
    if event.actor is None:
        is_owner = tuple(words.lower[run[1] : at]) in _OWNING
        is_blaming = is_owner and event.type == "ACCUSE" and word.startswith(_BLAMING)
        return is_blaming or (event.type in DONE_BY_WORDS and _is_subject_of_clause(words, event, run))
    is_led = word in _HELD and words.lower[at - 1] in _INTO
    return is_led and all(one in _TAKEN for one in words.lower[run[1] : at - 1])


def _is_subject_of_clause(words: Words, event: FoundEvent, run: WordRange) -> bool:
    """Check whether an active verb stands in a relative clause of which a party is the subject.

    >>> from whence.language.words import segment
    >>> told = FoundEvent(trigger=5, type="REQUEST", actor=None, recipient=(0, 2), chance=0.9)
    >>> _is_subject_of_clause(segment("The guards, who have urged Vesk to go, left."), told, (0, 2))
    True
    """
    at, word = event.trigger, words.lower[event.trigger]
    start = run[1] + (words.texts[run[1]] == ",")
    if words.lower[start] not in RELATIVE - {"whom"} or is_passive(words, at) or event.type not in types_told(word).any:
        return False
    between = words.lower[start + 1 : at]
    is_verb = word.endswith(("ed", "ing")) or AUXILIARIES.isdisjoint(between)
    return is_verb and all(one in AUXILIARIES | BEFORE_VERBS or one.endswith("ly") for one in between)


def _turned(event: FoundEvent) -> FoundEvent:
    """Exchange actor and recipient."""
    vectors = replace(event.vectors, actor=event.vectors.recipient, recipient=event.vectors.actor)
    return replace(
        event,
        actor=event.recipient,
        recipient=event.actor,
        actor_chance=event.recipient_chance,
        recipient_chance=event.actor_chance,
        vectors=vectors,
    )


def _told_type(word: str, type_: str) -> str:
    """Return the one type that a word always tells; the model's where it tells none or several, or may be negated."""
    told = types_told(word)
    types = tuple(told.always)
    is_told = len(types) != 1 or type_ in told.any or (types[0] in _REFUSABLE and type_ == "REJECT")
    return type_ if is_told else types[0]


def _whole(words: Words, run: WordRange) -> WordRange:
    """Extend a range to whole words, where the model cut into them: "-year-old", ". Okafor", "a 16-".

    The label before a headline, "UPDATE 2-", is no part of its first word.
    """
    start, end = _named(words, run)
    while start and is_joined(words, start - 1):
        start -= 1
    while end < len(words) and "-" in words.texts[end - 1 : end + 1] and words.starts[end] == words.ends[end - 1]:
        end += 1
    return without_label(words, (start, end))


def _named(words: Words, run: WordRange) -> WordRange:
    """Return the name that an age belongs to: "Ines Okafor, 46"; any other range as it is."""
    end = run[0] - 1
    if run[1] - run[0] > 1 or not words.texts[run[0]].isdigit() or end < 1 or words.texts[end] != ",":
        return run
    start = end
    while start and words.texts[start - 1][0].isupper() and words.paragraphs[start - 1] == words.paragraphs[end]:
        start -= 1
    return (start, end) if start < end else run


def is_joined(words: Words, at: int) -> bool:
    """Check whether a word and the next are one: "16-year", "Lt.Okafor", and not "at school.The jury"."""
    is_one = words.starts[at + 1] == words.ends[at]
    if is_one and words.texts[at] == "." and at and words.shapes[at + 1] in CAPITALISED:
        before = words.lower[at - 1]
        return len(before) == 1 or before in SHORT_TITLES
    return is_one and (not words.texts[at + 1][0].isalnum() or words.texts[at] in _JOINING)


def is_passive(words: Words, trigger: int) -> bool:
    """Check whether a trigger is a participle after a form of "be" or "get".

    >>> from whence.language.words import segment
    >>> is_passive(segment("He has not been charged."), 4), is_passive(segment("He was charging it."), 2)
    (True, False)
    """
    return _is_participle(words, trigger) and _word_before(words, trigger) in _BEING


def is_short_passive(words: Words, trigger: int, party: WordRange) -> bool:
    """Check whether a trigger is a participle without "be", as in headlines, and a party before it undergoes it.

    >>> from whence.language.words import segment
    >>> is_short_passive(segment("Woman fatally shot in harbour"), 2, (0, 1))
    True
    >>> is_short_passive(segment("Rebels shot at the guards"), 1, (0, 1))
    False
    """
    after = words.lower[trigger + 1] if trigger + 1 < len(words) else ""
    return (
        party[1] <= trigger
        and bool(_UNDERGONE.of(words.lower[trigger]))
        and not (after in _OBJECTS or after[:1].isdigit())
        and _word_before(words, trigger) not in _ACTIVE
    )


def is_led_by_by(words: Words, party: WordRange, trigger: int) -> bool:
    """Check whether a party stands behind a trigger and "by"."""
    return party[0] > trigger and words.lower[party[0] - 1] == "by"


def _is_participle(words: Words, at: int) -> bool:
    word = words.lower[at]
    return word.endswith(("ed", "en")) or word in _STRONG_PARTICIPLES


def _word_before(words: Words, trigger: int) -> str:
    """Return the last word before a trigger that is no adverb."""
    for i in range(trigger - 1, max(-1, trigger - 1 - _LOOKED_BACK), -1):
        before = words.lower[i]
        if not (before in _BETWEEN or before.endswith("ly")):
            return before
    return ""
