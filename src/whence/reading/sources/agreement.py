"""Agreement: whether a pronoun or a description can mean somebody who is named, by sex and by kind of body."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from whence.language.english import (
    FEMININE,
    FEMININE_NOUNS,
    FIRMS,
    GENERAL_BODIES,
    MASCULINE,
    MASCULINE_NOUNS,
    OFFICIALS,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    PHRASE_ENDS,
    PUBLIC_BODIES,
    SAYING,
)
from whence.language.gazetteer import find_outlet
from whence.language.words import Words
from whence.reading.sources.entities import Entity
from whence.records.ledger import Kind

__all__ = ["OF_POLICE", "gender_told", "genders_told", "may_be_called", "may_be_one"]

_GENDERS = dict.fromkeys(MASCULINE | MASCULINE_NOUNS, "m") | dict.fromkeys(FEMININE | FEMININE_NOUNS, "f")
_KINDS_OF_FIRMS = frozenset({
    "airline", "operator", "owner", "developer", "contractor", "supplier", "publisher", "utility", "carrier", "brewery",
    "insurer", "lender", "shop", "store", "chain", "factory", "restaurant", "studio", "shipyard", "brand", "builder",
})  # fmt: skip
_ANY_BODIES = frozenset({"group", "organisation", "organization"})
_ANY: Mapping[Kind, frozenset[str]] = {
    "person": frozenset({
        "man", "woman", "boy", "girl", "person", "individual", "figure", "youth", "teenager", "teen", "official",
        "source", "suspect", "victim", "defendant", "witness", "accused", "plaintiff", "caller", "speaker", "guest",
        "expert",
    }),
    "group": frozenset({
        "people", "men", "women", "boys", "girls", "group", "crowd", "officials", "pair", "couple", "trio", "others",
        "members", "suspects", "victims", "witnesses", "defendants", "sources", "siblings",
    }),
    "document": frozenset({"document", "documents"}),
}  # fmt: skip
"""What anybody of a kind may be called."""
_ALIKE: Mapping[Kind, tuple[frozenset[str], ...]] = {
    "person": (),
    "group": (
        frozenset({"protesters", "protestors", "demonstrators", "marchers", "activists", "campaigners"}),
        frozenset({"lawmakers", "senators", "legislators", "representatives", "congressmen", "mps", "politicians"}),
        frozenset({"researchers", "scientists", "authors", "experts", "academics", "team"}),
        OFFICIALS - {"prosecutors", "paramedics", "dispatchers"} | {"cops"},
        frozenset({"family", "families", "parents", "relatives"}),
    ),
    "document": (
        frozenset({"study", "report", "paper", "research", "analysis", "findings", "review"}),
        frozenset({"poll", "survey", "study", "research", "findings"}),
        frozenset({"lawsuit", "suit", "complaint", "filing", "petition", "indictment", "affidavit"}),
        frozenset({"statement", "release", "declaration"}),
        frozenset({"letter", "email", "e-mail", "memo", "message", "note"}),
        frozenset({"tweet", "post", "message"}),
    ),
}
"""Nouns that are used for one another."""
OF_POLICE = frozenset({"department", "force", "service", "agency"})
"""What stands after "police" in a name of a force."""
_UNNAMED = frozenset({"name", "named", "identity", "identified"})
_NEAR, _LONGEST_CLAUSE = 7, 20
_LIKE_AN_OUTLET = re.compile(rf"\b(?:{OUTLET_WORDS})\b")
_PRINTED = frozenset({"newspaper", "paper", "magazine"})
_BROADCAST = frozenset({"network", "broadcaster"})
_ON_AIR = re.compile(r"\b(?:Radio|TV|Television)\b")
_IN_PRINT = re.compile(r"\b(?:Times|Post|Tribune|Herald|Gazette|Chronicle|Magazine|Telegraph|Courier|Inquirer)\b")


def gender_told(word: str) -> str | None:
    """Return the gender that a pronoun or a noun tells: ``m`` or ``f``; None if it tells none.

    >>> gender_told("she"), gender_told("brother"), gender_told("chairman")
    ('f', 'm', None)
    """
    return _GENDERS.get(word)


def genders_told(words: Words, heads: Sequence[int]) -> set[str]:
    """Collect the genders that the mentions of somebody without a name tell.

    By pronouns and nouns, and where that one asks for no name: "a nurse, who did not want her name used".

    Args:
        words: The report's words.
        heads: The head words of the mentions.

    >>> from whence.language.words import segment
    >>> genders_told(segment("A nurse, who asked not to be named because she was afraid, said so."), [1])
    {'f'}
    """
    told = [gender_told(words.lower[i]) for i in heads]
    for head in heads[:1]:
        who = next((i for i in range(head + 1, min(len(words), head + _NEAR)) if words.lower[i] == "who"), len(words))
        clause = takewhile(lambda word: word not in {",", ".", *SAYING}, words.lower[who : who + _LONGEST_CLAUSE])
        of_clause = list(clause)
        is_unnamed = "not" in of_clause and not _UNNAMED.isdisjoint(of_clause)
        told += map(gender_told, of_clause) if is_unnamed else ()
    return {gender for gender in told if gender}


def may_be_called(entity: Entity, noun: str) -> bool:
    """Check whether a body may be called by a noun: "the company" is any firm, "the union" one that is named so.

    No ministry or office is "the company", and neither is a newspaper; no radio is "the newspaper".

    >>> may_be_called(Entity(kind="organisation", full=("brandt", "steel"), name="Brandt Steel"), "union")
    False
    """
    if noun in entity.full:
        return True
    is_outlet = find_outlet(entity.name) is not None or _LIKE_AN_OUTLET.search(entity.name) is not None
    if noun in OUTLET_NOUNS:
        others = _PRINTED if _ON_AIR.search(entity.name) else _BROADCAST if _IN_PRINT.search(entity.name) else ()
        return is_outlet and noun not in others
    *_, head = entity.full[0], *takewhile(lambda word: word not in PHRASE_ENDS, entity.full[1:])
    if noun in FIRMS and (head in PUBLIC_BODIES or is_outlet):
        return False
    return noun in GENERAL_BODIES and entity.kind == "organisation" and not entity.country


def may_be_one(kind: Kind, introduced: str, noun: str) -> bool:
    """Check whether somebody who was introduced by one noun may be called by another of the same kind.

    >>> may_be_one("organisation", "airline", "company"), may_be_one("organisation", "union", "company")
    (True, False)
    >>> may_be_one("person", "nurse", "woman"), may_be_one("person", "nurse", "driver")
    (True, False)
    """
    if introduced == noun:
        return True
    if kind == "organisation":
        return _may_be_one_body(introduced, noun)
    both = {introduced, noun}
    return not _ANY[kind].isdisjoint(both) or any(both <= some for some in _ALIKE[kind])


def _may_be_one_body(introduced: str, noun: str) -> bool:
    if noun in FIRMS:
        return introduced in FIRMS | _KINDS_OF_FIRMS
    if noun in OUTLET_NOUNS:
        return introduced in OUTLET_NOUNS
    if introduced in FIRMS:
        return noun in _KINDS_OF_FIRMS
    if noun in _ANY_BODIES:
        return introduced not in PUBLIC_BODIES | {"government"}
    return (introduced == "police" and noun in OF_POLICE) or (introduced in PUBLIC_BODIES and noun == "agency")
