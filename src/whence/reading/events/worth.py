"""How likely an event is right: its type, and every party that it has.

The model finds a word that may tell an event, a type and parties, and is sure of each on its own. Whether they fit
together shows in the sentence: parties that can act, on the side of the verb where they belong, near it; a word that
tells such events. A logistic regression over these gives the event's confidence.

Reference:
    Platt, "Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods", 1999
    (a logistic of a model's scores as its calibrated probability).
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from math import log

from whence.language.english import (
    ARTICLES,
    CLAUSE_MARKS,
    FIRST_PERSON,
    POSSESSIVES,
    SECOND_PERSON,
    THIRD_PERSON,
)
from whence.language.gazetteer import kind_of_noun, read_table
from whence.language.stems import compile_stems
from whence.language.words import Words
from whence.reading.events.sectors import sector_of
from whence.reading.model.decode import FoundEvent, WordRange
from whence.reading.model.logistic import chance_of, read_weights
from whence.reading.sources.named_entities import Document

__all__ = ["FEATURES", "features_of", "settle", "worth_of"]

_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "getting"})
_BETWEEN = frozenset({"also", "not", "never", "once", "then", "since", "already", "later", "still", "to"})
_STRONG_PARTICIPLES = frozenset({
    "shot", "hit", "held", "beaten", "stolen", "slain", "struck", "bit", "bitten", "sued", "caught", "taken", "sent",
    "told", "met", "fed", "freed", "found", "fought", "shut", "cut", "brought", "driven", "overthrown", "torn", "hurt",
})  # fmt: skip
_JOINING = frozenset({"-", "’", "'", "."})
_REFUSABLE = frozenset({"AGREE", "SUPPORT", "AID", "COOPERATE"})
"""Types of events that a negation turns into a refusal."""
_ACTING = frozenset({"person", "group", "organisation"})
_LOOKED_BACK = 4
_PEOPLE = FIRST_PERSON | SECOND_PERSON | THIRD_PERSON - {"it", "its", "itself", "which", "that"}
_CONJUNCTIONS = frozenset({
    "after", "before", "when", "while", "as", "because", "since", "until", "if", "though", "although", "that", "who",
    "which", "where", "but",
})  # fmt: skip
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_LEAST_CHANCE = 1e-4
_POSSESSIVE_ENDS = frozenset({"'", "’", "s"})
_MOST_DISTANCE = 30


def settle(words: Words, event: FoundEvent) -> FoundEvent:
    """Mend what the grammar of a sentence decides: the type that a word always tells, and the parties of a passive.

    Who is before a passive undergoes the event, and who acts follows "by". A party begins and ends with whole words.

    >>> from whence.language.words import segment
    >>> told = FoundEvent(trigger=2, type="COERCE", actor=(0, 1), recipient=None, chance=0.9)
    >>> settled = settle(segment("Okafor was arrested on Friday."), told)
    >>> settled.actor, settled.recipient
    (None, (0, 1))
    """
    actor, recipient = (run and _whole(words, run) for run in (event.actor, event.recipient))
    if is_passive(words, event.trigger) and actor is not None and not _is_led_by_by(words, actor, event.trigger):
        before = actor[1] <= event.trigger
        recipient = actor if before and recipient is None else recipient
        actor = None
    return replace(
        event, type=_told_type(words.texts[event.trigger].lower(), event.type), actor=actor, recipient=recipient
    )


def _told_type(word: str, type_: str) -> str:
    """Return the one type that a word always tells; the model's where it tells none or several, or may be negated."""
    types = [name for name, stems in _stems().items() if stems.always.fullmatch(word)]
    is_told = len(types) != 1 or _stems()[type_].any.fullmatch(word) or (types[0] in _REFUSABLE and type_ == "REJECT")
    return type_ if is_told else types[0]


def _whole(words: Words, run: WordRange) -> WordRange:
    """Extend a range to the beginning of its first word, where the model cut into it: "-year-old", ". Okafor"."""
    start, end = run
    while (
        start
        and words.starts[start] == words.ends[start - 1]
        and (not words.texts[start][0].isalnum() or words.texts[start - 1] in _JOINING)
    ):
        start -= 1
    return start, end


def is_passive(words: Words, trigger: int) -> bool:
    """Check whether a trigger is a participle after a form of "be" or "get".

    >>> from whence.language.words import segment
    >>> is_passive(segment("He has not been charged."), 4), is_passive(segment("He was charging it."), 2)
    (True, False)
    """
    word = words.texts[trigger].lower()
    if not (word.endswith(("ed", "en")) or word in _STRONG_PARTICIPLES):
        return False
    for i in range(trigger - 1, max(-1, trigger - 1 - _LOOKED_BACK), -1):
        before = words.texts[i].lower()
        if before in _BEING:
            return True
        if not (before in _BETWEEN or before.endswith("ly")):
            return False
    return False


def _is_led_by_by(words: Words, party: WordRange, trigger: int) -> bool:
    return party[0] > trigger and words.texts[party[0] - 1].lower() == "by"


FEATURES = (
    "bias", "chance", "type_chance", "tells_type", "tells_other", "noun", "owned_noun", "passive",
    "actor", "actor_named", "actor_place", "actor_noun", "actor_pronoun", "actor_unknown", "actor_before", "actor_far",
    "recipient", "recipient_named", "recipient_place", "recipient_noun", "recipient_pronoun", "recipient_unknown",
    "recipient_after", "recipient_far", "both", "broken", "apart", "other_clause", "same_party", "reflexive",
)  # fmt: skip
"""Names of the features, in the order of the weights."""


def features_of(document: Document, event: FoundEvent) -> list[float]:
    """Compute the features of an event whose parties are settled, in the order of `FEATURES`."""
    words, at = document.words, event.trigger
    stems = _stems()
    word = words.texts[at].lower()
    own = stems[event.type].any.fullmatch(word) is not None
    before = words.texts[at - 1].lower() if at else ""
    passive = is_passive(words, at)
    actor, recipient = _kinds(document, event.actor), _kinds(document, event.recipient)
    found: dict[str, float] = {
        "bias": 1,
        "chance": _log_odds(event.chance),
        "type_chance": _log_odds(event.type_chance),
        "tells_type": own,
        "tells_other": not own and any(one.any.fullmatch(word) for one in stems.values()),
        "noun": before in ARTICLES | POSSESSIVES | {"of", "for", "no", "any"},
        "owned_noun": before in _POSSESSIVE_ENDS,
        "passive": passive,
        "actor": event.actor is not None,
        "recipient": event.recipient is not None,
        "both": event.actor is not None and event.recipient is not None,
        "broken": any(_is_broken(words, run) for run in (event.actor, event.recipient) if run),
        "apart": any(_is_apart(words, run, at) for run in (event.actor, event.recipient) if run),
        "same_party": _is_same(words, event.actor, event.recipient),
        "reflexive": not _REFLEXIVES.isdisjoint(text.lower() for text in words.texts[at + 1 : at + 3]),
        "other_clause": event.recipient is not None and _is_beyond(words, event.recipient, at),
    }
    for side, run, kind in (("actor", event.actor, actor), ("recipient", event.recipient, recipient)):
        if run is not None:
            found[f"{side}_{kind}"] = 1
            found[f"{side}_far"] = log(1 + min(_MOST_DISTANCE, _distance(run, at)))
    if event.actor is not None:
        found["actor_before"] = event.actor[1] <= at or _is_led_by_by(words, event.actor, at)
    if event.recipient is not None:
        found["recipient_after"] = (event.recipient[0] > at) != passive
    return [float(found.get(name, 0)) for name in FEATURES]


def worth_of(document: Document, event: FoundEvent) -> float:
    """Estimate the probability that an event's type and all of its parties are right."""
    return chance_of(_weights(), features_of(document, event))


def _log_odds(chance: float) -> float:
    chance = min(1 - _LEAST_CHANCE, max(_LEAST_CHANCE, chance))
    return log(chance / (1 - chance))


def _kinds(document: Document, run: WordRange | None) -> str:
    """Tell what a party is by its words: named, place, noun, pronoun, or unknown."""
    if run is None:
        return ""
    kinds = {name.kind for name in document.names_in(run)}
    texts = [text.lower() for text in document.words.texts[slice(*run)]]
    if kinds & {"person", "organisation"}:
        return "named"
    if any(kind_of_noun(text) in _ACTING for text in texts) or sector_of(document.shown(run)):
        return "noun"
    if any(text in _PEOPLE for text in texts):
        return "pronoun"
    return "place" if kinds else "unknown"


def _is_broken(words: Words, run: WordRange) -> bool:
    """Check whether a party begins or ends where no noun phrase does."""
    first, last = words.texts[run[0]], words.texts[run[1] - 1]
    inside = run[0] and words.texts[run[0] - 1] in _JOINING and words.starts[run[0]] == words.ends[run[0] - 1]
    cut = run[1] < len(words) and words.texts[run[1]] == "-" and words.starts[run[1]] == words.ends[run[1] - 1]
    return bool(inside) or cut or not first[0].isalnum() or not last[-1].isalnum() or last.lower() in ARTICLES


def _is_apart(words: Words, run: WordRange, at: int) -> bool:
    """Check whether a sentence, a bracket or a quotation ends between a party and the trigger."""
    between = words.texts[run[1] : at] if run[1] <= at else words.texts[at + 1 : run[0]]
    return any(text in CLAUSE_MARKS for text in between)


def _is_beyond(words: Words, run: WordRange, at: int) -> bool:
    """Check whether a party stands in another clause behind the trigger: "killed after a boy fell"."""
    return run[0] > at and any(text.lower() in _CONJUNCTIONS for text in words.texts[at + 1 : run[0]])


def _is_same(words: Words, first: WordRange | None, second: WordRange | None) -> bool:
    if first is None or second is None:
        return False
    one, other = ({text.lower() for text in words.texts[slice(*run)]} - ARTICLES for run in (first, second))
    return bool(one & other)


def _distance(run: WordRange, at: int) -> int:
    return at - run[1] if run[1] <= at else max(0, run[0] - at - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stems:
    """The words that tell events of one type."""

    any: re.Pattern[str]
    always: re.Pattern[str]
    """Those of which every form does."""


@cache
def _stems() -> dict[str, _Stems]:
    rows = {row["type"]: row["stems"].split("|") for row in read_table("triggers.tsv")}
    return {
        name: _Stems(any=compile_stems(stems), always=compile_stems(stem for stem in stems if stem.endswith("-")))
        for name, stems in rows.items()
    }


@cache
def _weights() -> tuple[float, ...]:
    row = read_weights("whence.reading.events", "worth.json")["right"]
    return tuple(row[name] for name in FEATURES)
