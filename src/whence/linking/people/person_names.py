"""Personal names across reports: whether two forms can be one person's, and how much that tells."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from whence.language.english import TITLES
from whence.language.gazetteer import kind_of_noun
from whence.language.personal_names import NICKNAMES, commonness_of, surname_of
from whence.language.scripts import ALIKE, is_likeness_above, tokens_of

__all__ = ["NameMatch", "PersonName", "commonness", "match_names", "person_name"]

NameMatch = Literal["same", "fuller", "spelled", "initial", "surname"]
"""How two forms agree: the same words; one with more given names; another spelling, a shorter one or one in another
script; an initial for a given name; the surname alone."""

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_AFTER = frozenset({"phd", "md", "esq", "s"})
_RANKS = frozenset({"cpl", "cpt", "supt", "det", "cmdr", "maj", "adm", "ald"})
_LONG = 4
"""Fewest letters of a name that may be spelt in two ways."""
_ALIKE = (1 + ALIKE) / 2
_UNKNOWN_GIVEN = 60
"""Commonness of a given name of which only the initial is known."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, taken apart; all words are in lower-case Latin letters."""

    given: str
    """Empty if there is only a surname."""
    middle: tuple[str, ...]
    surname: str
    generation: str
    """``jr``, ``sr``, ``ii``, …; empty if not told."""
    is_latin: bool
    """False if the report writes it in another script."""


@lru_cache(maxsize=65536)
def person_name(form: str) -> PersonName | None:
    """Take a person's name apart; None if it has no words.

    >>> person_name("Mr. Samuel B. Okafor Jr.")
    PersonName(given='samuel', middle=('b',), surname='okafor', generation='jr', is_latin=True)
    >>> person_name("Kim Jong-un").surname
    'kim'
    """
    shown = re.sub(r"\([^)]*\)|(?:['’]s|['’])$", " ", form)
    words = [word for token in tokens_of(shown) if (word := token.strip("'"))]
    generation = words.pop() if len(words) > 1 and words[-1] in _GENERATIONS else ""
    while len(words) > 1 and words[-1] in _AFTER:
        words.pop()
    while len(words) > 1 and _is_title(words):
        words.pop(0)
    if not words:
        return None
    surname = surname_of(tuple(words))
    is_first = surname == words[0] and len(words) > 1
    others = words[1:] if is_first else words[:-1]
    is_latin = all(letter < "\u0250" for letter in form if letter.isalpha())
    return PersonName(others[0] if others else "", tuple(others[1:]), surname, generation, is_latin)


def _is_title(words: list[str]) -> bool:
    """Check for a title, or for a noun before a full name: "despot Kim Jong Un"."""
    first = words[0]
    return first in TITLES | _RANKS | {"the"} or (len(words) > 2 and kind_of_noun(first) == "person")  # noqa: PLR2004


@lru_cache(maxsize=65536)
def match_names(one: PersonName, other: PersonName) -> NameMatch | None:
    """Tell how two forms of a name agree; None if they are two people's.

    >>> def match(*forms):
    ...     return match_names(*map(person_name, forms))
    >>> match("Joe Okafor", "Joseph B. Okafor"), match("Ivan Mikhailov", "Иван Михайлов")
    ('fuller', 'spelled')
    >>> match("I. Brandt", "Ines Brandt"), match("Ines Brandt", "Ines Brandt")
    ('initial', 'same')
    >>> match("Okafor", "Ines Okafor"), match("Ines Okafor", "Pilar Okafor"), match("Kim Jong Un", "Kim Jong Il")
    ('surname', None, None)
    """
    if one.generation and other.generation and one.generation != other.generation:
        return None
    if one == other and one.given:
        return "same"
    is_spelled = one.surname != other.surname
    if is_spelled and not _alike(one.surname, other.surname):
        return None
    if not one.given or not other.given:
        return None if is_spelled else "surname"
    given = _match_given(one, other)
    return "spelled" if is_spelled and given in {"same", "fuller"} else given


def _match_given(one: PersonName, other: PersonName) -> NameMatch | None:
    if (one.given in other.middle and len(one.given) > 1) or (other.given in one.middle and len(other.given) > 1):
        # "R. Nicholas Burns" is called Nicholas.
        return "fuller"
    first, second = (NICKNAMES.get(name.given, name.given) for name in (one, other))
    if not _agree(one.middle, other.middle):
        return None
    if first == second:
        is_same = one.middle == other.middle and one.given == other.given and len(first) > 1
        return "same" if is_same else "fuller" if len(first) > 1 else "initial"
    if 1 in {len(first), len(second)} and first[0] == second[0]:
        return "initial"
    is_short = min(len(first), len(second)) > 1 and (first.startswith(second) or second.startswith(first))
    return "spelled" if is_short or _alike(first, second) else None


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Check that second given names, where both are told, do not tell two people apart."""
    return all(
        first == second or (1 in {len(first), len(second)} and first[0] == second[0]) or _alike(first, second)
        for first, second in zip(one, other, strict=False)
    )


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and is_likeness_above(_ALIKE, one, other)


def commonness(name: PersonName) -> int:
    """Return how common a given name and surname are together: `commonness_of` of both, summed.

    >>> commonness(person_name("John Smith")) > commonness(person_name("Donald Trump")) > 50
    True
    """
    given = commonness_of(name.given) if len(name.given) > 1 else _UNKNOWN_GIVEN
    return given + commonness_of(name.surname)
