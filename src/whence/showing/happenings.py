"""Happenings: events that tell one thing, taken together.

A report tells what happened in its headline, again in its first sentence, once more in a caption, and as *shot and
killed* by two words at once. Two events are one happening if a party of theirs is the same, nothing speaks against the
other one, and neither type nor day differ. What is unsure stays apart: a reader counts two for one sooner than one for
two.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from whence.language.english import (
    ARTICLES,
    DEMONSTRATIVES,
    FEMININE_NOUNS,
    MASCULINE_NOUNS,
    NUMBER_WORDS,
    PHRASE_ENDS,
    POSSESSIVES,
    REFLEXIVES,
    THIRD_PERSON,
    TITLES,
    stem,
)
from whence.language.gazetteer import kind_of_noun
from whence.records.ledger import Event, Party

__all__ = ["Happening", "group_events"]

_MOST_COMPARED = 12
"""Tellings of a happening that another one is compared with."""
_MOST_LOOKED_BACK = 30
"""Happenings of a type that an event is compared with."""
_OTHERS = frozenset({"other", "others", "another", "second", "third", "fourth", "more", "else", "different", "further"})
_POINTING = ARTICLES | POSSESSIVES | DEMONSTRATIVES | {"all", "both", "some", "at", "least"}
_PRONOUNS = THIRD_PERSON | REFLEXIVES
_DONE = frozenset({"past", "present"})
_AGED = re.compile(r"(\d+)-(?:year|month|week)-olds?")
_ADULT = 20
_YOUNG = frozenset({"teen", "teenager", "youth", "juvenile", "minor", "kid", "child"})
_YOUNG_OF_A_SEX = frozenset({"boy", "girl"})
_ANYBODY = frozenset({
    "man", "woman", "men", "women", "people", "boys", "girls", "teens", "teenagers", "children", "kids", "individuals",
})  # fmt: skip
_POINTED_AT = {"victim": "ASSAULT", "victims": "ASSAULT", "suspect": "COERCE", "suspects": "COERCE"}
"""Who is meant by *the victim*: the one that the report told of before, in events of this type."""
_PEOPLE = frozenset({"people", "persons", "individuals", "victims"})
"""Who may be one if they are as many."""
_WORD = re.compile(r"\w[\w.’'-]*")
_TOTAL = re.compile(r"^(?:an? )?total of ", re.IGNORECASE)
_JOINT = re.compile(r",? and |, ")
_SAME_BEGINNING = 5
"""Letters in which the words of two events agree, so that they tell the same: *refuses*, *refusal*."""


_DONE_TO_PEOPLE = frozenset({"ASSAULT", "COERCE"})
_BY_THEIR_WORDS = frozenset({"ACCUSE", "SUPPORT"})
"""Types of events of which a report tells many of one kind about the same: these are one only by the same word."""
_INTRODUCED = 2
_OF_ONE_PERSON = frozenset({("COERCE", "arrest"), ("ACCUSE", "allege"), ("ASSAULT", "firearms"), ("ASSAULT", None)})
"""Types and modes of what is done to a person whom a report first describes and then names."""


class Happening(NamedTuple):
    """An event, and its further places in the report."""

    event: Event
    """Of those that tell it the one with the most parties."""
    further: tuple[Event, ...]
    """The others, in the order of the text."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What the words of a party say of who it is."""

    head: str
    number: int | None
    rest: frozenset[str]
    """Its words before the head, without articles and numbers."""
    is_named: bool
    is_definite: bool
    is_plural: bool


class _Telling(NamedTuple):
    """An event, with what its parties are compared by."""

    event: Event
    trigger: str
    actor: tuple[_Phrase, ...]
    recipient: tuple[_Phrase, ...]


def group_events(text: str, events: Iterable[Event]) -> list[Happening]:
    r"""Take together the events that tell one happening, in the order in which each is first told.

    Args:
        text: The report's text.
        events: Some events of the report, in the order of the text.

    >>> from whence.scaling.batch import read_text
    >>> text = "Norwegian police arrested two fishermen.\n\nThe two fishermen were arrested in Oslo on Friday."
    >>> [len(one.further) for one in group_events(text, read_text(text).events)]
    [1]
    """
    by_type: dict[str, list[list[_Telling]]] = {}
    groups: list[list[_Telling]] = []
    for event in events:
        telling = _telling(text, event)
        near = by_type.setdefault(event.type, [])
        same = next((group for group in near[: -_MOST_LOOKED_BACK - 1 : -1] if _belongs(telling, group)), None)
        if same is None:
            groups.append([telling])
            near.append(groups[-1])
        else:
            same.append(telling)
    for near in by_type.values():
        _join_introduced(near, groups)
    groups.sort(key=lambda group: group[0].event.spans[0])
    return [_happening(group) for group in groups]


def _join_introduced(near: list[list[_Telling]], groups: list[list[_Telling]]) -> None:
    """Join who is first described and then named, where a report has just these two: "Man arrested", "Vesk was held".

    Args:
        near: The groups of a type.
        groups: All groups; the named one of two that are joined goes out.
    """
    by_mode: dict[str | None, list[list[_Telling]]] = {}
    for group in near:
        by_mode.setdefault(group[0].event.mode, []).append(group)
    for mode, of_mode in by_mode.items():
        if len(of_mode) != _INTRODUCED or (near[0][0].event.type, mode) not in _OF_ONE_PERSON:
            continue
        described, named = of_mode
        if _introduces(described, named):
            described[:] = sorted((*described, *named), key=lambda telling: telling.event.spans[0])
            groups[:] = [group for group in groups if group is not named]


def _introduces(described: Sequence[_Telling], named: Sequence[_Telling]) -> bool:
    one, other = described[0], named[0]
    is_told_alike = {one.event.told_as, other.event.told_as} <= _DONE
    if not is_told_alike or _are_days_apart(one.event, other.event):
        return False
    first, second = one.recipient[:1], other.recipient[:1]
    if not first or not second or (one.actor and other.actor):
        return False
    is_one_each = not any(phrase.is_plural for phrase in first + second)
    return (
        is_one_each
        and second[0].is_named
        and not first[0].is_named
        and not first[0].is_definite
        and (kind_of_noun(first[0].head) == "person" or bool(_AGED.fullmatch(first[0].head)))
    )


def _happening(group: Sequence[_Telling]) -> Happening:
    shown = max(group, key=_told).event
    return Happening(shown, tuple(one.event for one in group if one.event is not shown))


def _told(telling: _Telling) -> tuple[int, bool, bool]:
    """Rank a telling: by how many parties it has, whether the one who undergoes it is named, whether it has a day."""
    event = telling.event
    count = (event.actor is not None) + (event.recipient is not None)
    return count, any(phrase.is_named for phrase in telling.recipient), event.time is not None


def _belongs(telling: _Telling, group: Sequence[_Telling]) -> bool:
    near = group[:_MOST_COMPARED]
    return all(_may_be_one(telling, other) for other in near) and any(_is_one(telling, other) for other in near)


def _may_be_one(one: _Telling, other: _Telling) -> bool:
    """Check that nothing tells an event and an earlier one apart: how they are told, their modes, days or parties."""
    first, second = one.event, other.event
    is_told_alike = first.told_as == second.told_as or {first.told_as, second.told_as} <= _DONE
    is_mode_alike = first.mode is None or second.mode is None or first.mode == second.mode
    if not (is_told_alike and is_mode_alike) or _are_days_apart(first, second):
        return False
    sides = (
        (second.actor, other.actor, first.actor, one.actor),
        (second.recipient, other.recipient, first.recipient, one.recipient),
    )
    return all(a is None or b is None or _is_same(a, of_a, b, of_b, first.type) for a, of_a, b, of_b in sides)


def _is_one(one: _Telling, other: _Telling) -> bool:
    """Check whether two events that nothing tells apart share enough: both parties, or one and the word that tells.

    Who calls for something, and then on somebody, may have called twice; who shoots has shot.
    """
    first, second = one.event, other.event
    has_actors = first.actor is not None and second.actor is not None
    has_recipients = first.recipient is not None and second.recipient is not None
    if has_actors and has_recipients:
        return first.type != "SUPPORT" or _is_word_alike(one, other)
    if has_recipients:
        return _is_word_alike(one, other) or first.type == "ASSAULT"
    # A later telling may leave out who undergoes it, as "his endorsement" does.
    is_no_new_recipient = first.recipient is None
    return has_actors and _is_word_alike(one, other) and (is_no_new_recipient or first.type in _DONE_TO_PEOPLE)


def _is_word_alike(one: _Telling, other: _Telling) -> bool:
    """Check whether two events are told by one word, or by words of one mode."""
    if one.trigger[:_SAME_BEGINNING] == other.trigger[:_SAME_BEGINNING]:
        return one.trigger == other.trigger or len(one.trigger) >= _SAME_BEGINNING <= len(other.trigger)
    mode = one.event.mode
    return mode is not None and mode == other.event.mode and one.event.type not in _BY_THEIR_WORDS


def _are_days_apart(first: Event, second: Event) -> bool:
    one, other = first.time, second.time
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return False
    return one.end < other.start or other.end < one.start


def _telling(text: str, event: Event) -> _Telling:
    trigger = stem(" ".join(span.of(text) for span in event.spans).lower())
    actor, recipient = (tuple(_phrases(text, party)) if party else () for party in (event.actor, event.recipient))
    return _Telling(event, trigger, actor, recipient)


def _phrases(text: str, party: Party) -> Iterator[_Phrase]:
    """Take apart the name of a party, and its own words if they are another phrase and no pronoun."""
    words = " ".join(span.of(text) for span in party.spans)
    for phrase in dict.fromkeys((_TOTAL.sub("", party.name), _TOTAL.sub("", words))):
        if phrase.lower() not in _PRONOUNS and (taken := _take_apart(phrase)) is not None:
            yield taken


@lru_cache(maxsize=4096)
def _take_apart(phrase: str) -> _Phrase | None:
    """Find the head of a noun phrase, its number and what describes it; None if it has no words.

    >>> told = _take_apart("Three other young men from Skerry")
    >>> told.head, told.number, sorted(told.rest), told.is_named
    ('men', 3, ['other', 'young'], False)
    """
    words = _WORD.findall(phrase.partition(",")[0])
    end = next((i for i, word in enumerate(words) if i and word.lower() in PHRASE_ENDS), len(words))
    words = [word for word in words[:end] if word.lower() not in _POINTING]
    numbers = [_number(word) for word in words]
    kept = [word for word, number in zip(words, numbers, strict=True) if number is None]
    if not words:
        return None
    head = kept[-1] if kept else "people"
    is_named = head[0].isupper() and kind_of_noun(head) is None
    rest = frozenset(word.lower() for word in kept[:-1] if not (is_named and word.lower().strip(".") in TITLES))
    number = next(filter(None, numbers), None)
    is_several = kind_of_noun(head) == "group" or head.lower().endswith(("s", "people", "men"))
    return _Phrase(
        head=head.lower(),
        number=number,
        rest=rest,
        is_named=is_named,
        is_definite=phrase.lower().startswith("the "),
        is_plural=" and " in phrase or (not is_named and is_several) or (number or 1) > 1,
    )


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else NUMBER_WORDS.get(word.lower())


def _is_same(one: Party, of_one: Sequence[_Phrase], other: Party, of_other: Sequence[_Phrase], type_: str) -> bool:
    """Check whether two parties may be the same: one source, one name, or one description.

    Args:
        one: The party that is told first.
        of_one: Its phrases.
        other: The other party.
        of_other: Its phrases.
        type_: The type of both events.
    """
    if one.source is not None and one.source == other.source:
        return True
    if one.name.lower() == other.name.lower() or _are_as_many(one.name, other.name):
        return True
    return any(_is_alike(a, b) or _points_at(b, a, type_) for a in of_one for b in of_other)


def _are_as_many(one: str, other: str) -> bool:
    """Check whether two lists of people are one: *2 men, 1 woman*, *two men and a woman*."""
    first, second = ([_take_apart(part) for part in _JOINT.split(name)] for name in (one, other))
    if len(first) != len(second) or len(first) == 1:
        return False
    return all(a is not None and b is not None and _is_alike(a, b) for a, b in zip(first, second, strict=True))


def _is_alike(one: _Phrase, other: _Phrase) -> bool:
    """Check whether two phrases have one head, and no number, age or adjective in the way of being one."""
    are_counted = (
        one.number is not None and one.number == other.number and not _PEOPLE.isdisjoint({one.head, other.head})
    )
    are_people = are_counted and one.is_plural and other.is_plural
    if one.is_named != other.is_named or not (one.head == other.head or _is_one_child(one, other) or are_people):
        return False
    if one.number is not None and other.number is not None and one.number != other.number:
        return False
    first, second = (_described(phrase) for phrase in (one, other))
    return (first <= second or second <= first) and not (first ^ second) & _OTHERS


def _described(phrase: _Phrase) -> frozenset[str]:
    """Give what describes somebody; an age that stands for the noun does as well."""
    return phrase.rest | {phrase.head} if _AGED.fullmatch(phrase.head) else phrase.rest


def _is_one_child(one: _Phrase, other: _Phrase) -> bool:
    """Check whether both are words for a child that fit: *a teen*, *the boy*, *a 14-year-old*."""
    heads = {one.head, other.head}
    return all(map(_is_young, (one, other))) and not heads >= _YOUNG_OF_A_SEX


def _is_young(phrase: _Phrase) -> bool:
    if phrase.head in _YOUNG or phrase.head in _YOUNG_OF_A_SEX:
        return True
    aged = _AGED.fullmatch(phrase.head)
    return aged is not None and int(aged[1]) < _ADULT


def _points_at(later: _Phrase, earlier: _Phrase, type_: str) -> bool:
    """Check whether *the victim* is who an earlier event of the type had."""
    if not later.is_definite or later.is_named or later.is_plural != earlier.is_plural:
        return False
    if type_ == "ASSAULT" and (later.head in _ANYBODY or _is_young(later)) and not _are_others(later, earlier):
        return True
    return not later.rest and _POINTED_AT.get(later.head) == type_


def _are_others(later: _Phrase, earlier: _Phrase) -> bool:
    """Check whether *the two guards* or *the woman* can be none of those told of before: four people, a man."""
    heads = {later.head, earlier.head}
    is_other_sex = not (heads.isdisjoint(MASCULINE_NOUNS) or heads.isdisjoint(FEMININE_NOUNS))
    is_other_number = later.number is not None and later.number != earlier.number
    return (
        is_other_sex
        or is_other_number
        or bool(later.rest & _OTHERS)
        or bool(earlier.rest and later.rest - earlier.rest)
    )
