"""Agreement: whether a pronoun or a description can mean somebody who is named, by sex and by kind of body."""

import re
from itertools import takewhile

from whence.language.english import (
    FEMININE,
    FEMININE_NOUNS,
    FIRMS,
    GENERAL_BODIES,
    MASCULINE,
    MASCULINE_NOUNS,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    PHRASE_ENDS,
    PUBLIC_BODIES,
)
from whence.language.gazetteer import find_outlet
from whence.reading.sources.entities import Entity

__all__ = ["gender_told", "may_be_called"]

_GENDERS = dict.fromkeys(MASCULINE | MASCULINE_NOUNS, "m") | dict.fromkeys(FEMININE | FEMININE_NOUNS, "f")
_LIKE_AN_OUTLET = re.compile(rf"\b(?:{OUTLET_WORDS})\b")


def gender_told(word: str) -> str | None:
    """Return the gender that a pronoun or a noun tells: ``m`` or ``f``; None if it tells none.

    >>> gender_told("she"), gender_told("brother"), gender_told("chairman")
    ('f', 'm', None)
    """
    return _GENDERS.get(word)


def may_be_called(entity: Entity, noun: str) -> bool:
    """Check whether a body may be called by a noun: "the company" is any firm, "the union" one that is named so.

    No ministry or office is "the company".

    >>> may_be_called(Entity(kind="organisation", full=("brandt", "steel"), name="Brandt Steel"), "union")
    False
    """
    if noun in entity.full:
        return True
    is_outlet = find_outlet(entity.name) is not None or _LIKE_AN_OUTLET.search(entity.name) is not None
    if noun in OUTLET_NOUNS:
        return is_outlet
    *_, head = entity.full[0], *takewhile(lambda word: word not in PHRASE_ENDS, entity.full[1:])
    if noun in FIRMS and head in PUBLIC_BODIES:
        return False
    return noun in GENERAL_BODIES and entity.kind == "organisation" and not entity.country
