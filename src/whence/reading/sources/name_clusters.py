"""Cluster names by entity: a full name, a surname, an acronym and a name in another script can be one entity."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from whence.language.english import FORMS_OF_ADDRESS, ROLES_OF_TITLES, TITLES
from whence.language.gazetteer import country_of, find_outlet, gender_of, kind_of_noun, seat_of
from whence.language.scripts import tokens_of
from whence.language.words import Words
from whence.reading.model.decode import Name, NameKind
from whence.reading.sources.bodies_of_owners import owners_apart
from whence.reading.sources.datelines import bracket_of_dateline, holds_agency
from whence.reading.sources.entities import Entity, Register, Titles
from whence.reading.sources.named_entities import Document, is_bracketed
from whence.reading.sources.names_of_bodies import go_by_their_names
from whence.reading.sources.told_kinds import told_kind

__all__ = ["bare_tokens", "find_entities"]

_OF_FIRMS = frozenset({
    "airlines", "airways", "bank", "corp", "corporation", "energy", "gas", "group", "holdings", "inc", "ltd", "motor",
    "motors", "oil", "pharmaceuticals", "plc", "steel", "systems", "technologies",
    "athletic", "city", "rovers", "united", "wanderers",
})  # fmt: skip
"""Last words of the names of firms and clubs, whose first word alone means them: "Halden" for Halden Bank."""
_LEGAL = frozenset({"inc", "ltd", "limited", "llc", "plc"})
"""Last words of the names of firms that nothing but a firm has."""
_MALE, _FEMALE = frozenset({"mr", "sir", "lord", "king", "prince"}), frozenset({"mrs", "ms", "miss", "dame", "lady"})
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "sc", "bl", "kc", "qc", "obe", "mbe", "cbe"})
_FULL = {"dept": "department", "univ": "university", "assn": "association", "govt": "government"}
_SHORTEST, _LONG = 3, 4
"""Letters from which on a name all in capitals may be a body's, and from which on it is never a person's."""
_CLEAR = 2 / 3
"""Share of the votes from which on a name of one word, which no fuller name ends with, is a person's, not a body's."""
_POSSESSIVE = re.compile(r"(?<=.)(?:['’]s|['’])$")
_OFFICES = TITLES - FORMS_OF_ADDRESS | ROLES_OF_TITLES.keys()


def find_entities(document: Document, cited: Collection[int] = ()) -> list[Entity]:
    """Cluster the names of a report that refer to the same entity.

    Full names come first, so that a surname finds its bearer wherever the report introduces them. If two people share a
    surname, it refers to the first of them, unless a title or the sex that it tells decides, or only another spoke
    before.

    Args:
        document: The report, with its names.
        cited: Where the names of persons begin who are its sources.

    Returns:
        Entities in the order of their first mention.
    """
    names = _beneath_dateline(document)
    document = replace(document, names=names)
    shown = {name: _shown(document, name) for name in names}
    kinds = _settled_kinds(shown, _told_kinds(document, shown))
    tokens = {name: bare_tokens(shown[name]) for name in names}
    kind_of = {name: kinds[shown[name]] for name in names}
    kind_of |= dict.fromkeys(_firms_first(document.words, tokens), "organisation")
    for name, owner in owners_apart(document.words, names, tokens).items():
        tokens[name] = (*bare_tokens(document.shown(owner)), *tokens[name])
        shown[name] = _shown(document, Name(owner[0], name.end, name.kind, name.probability))
    short_forms, families = _short_forms(document), _families(document.words, tokens)
    register = Register({len(words) for words in tokens.values()}, cited)
    known = (one for one in names if tokens[one] and one not in families)
    for name in sorted(known, key=lambda one: (-len(tokens[one]), one.start)):
        register.enter(name, kind_of[name], tokens[name], shown[name], _titles_of(document.words, name))
        for short in short_forms.get(name, ()):
            register.abbreviate(name, tokens[short])
    for entity in register.entities:
        entity.mentions.sort(key=lambda one: one.start)
    entities = go_by_their_names(document.words, register.entities, tokens.__getitem__)
    return sorted(entities, key=lambda one: one.mentions[0].start)


def _beneath_dateline(document: Document) -> tuple[Name, ...]:
    """Leave out the agency in brackets of a dateline right after a name: it is no short form of that place."""
    bracket = bracket_of_dateline(document.text)
    if bracket is None or not holds_agency(document.text, bracket):
        return document.names
    ends = {name.end + 1 for name in document.names}
    starts = document.words.starts
    return tuple(name for name in document.names if starts[name.start] != bracket.start or name.start not in ends)


def _firms_first(words: Words, tokens: Mapping[Name, tuple[str, ...]]) -> Iterator[Name]:
    """Find the mentions by which a firm goes before anybody of its name is introduced: "Okafor" after "Okafor Ltd"."""
    firms: set[str] = set()
    people: set[str] = set()
    for name, told in tokens.items():
        is_alone = len(told) == 1 and name.end == name.start + 1 and not _titles_of(words, name).shown
        if len(told) > 1 and told[-1] in _LEGAL and name.kind != "person":
            firms.add(told[0])
        elif len(told) > 1 and name.kind == "person":
            people.add(told[-1])
        elif is_alone and told[0] in firms - people:
            yield name


def _short_forms(document: Document) -> dict[Name, list[Name]]:
    """Find the short forms that stand in brackets right after the names of bodies."""
    forms: dict[Name, list[Name]] = {}
    for name, after in pairwise(document.names):
        if name.kind != "person" and after.start == name.end + 1 and is_bracketed(document.words, name.end):
            forms.setdefault(name, []).append(after)
    return forms


def _families(words: Words, tokens: Mapping[Name, tuple[str, ...]]) -> set[Name]:
    """Find the names of several of one surname: "the Okafors" beside Ines Okafor are not she."""
    people = {told[-1] for name, told in tokens.items() if name.kind == "person" and told}
    plurals = {name: told[0] for name, told in tokens.items() if len(told) == 1 and told[0].endswith("s")}
    return {
        name
        for name, told in plurals.items()
        if name.kind == "person"
        and words.texts[name.start - 1 if name.end - name.start == 1 else name.start].lower() == "the"
        and not people.isdisjoint({told[:-1], told.removesuffix("es")} - {told})
    }


def _shown(document: Document, name: Name) -> str:
    return _POSSESSIVE.sub("", document.shown((name.start, name.end)))


def bare_tokens(shown: str) -> tuple[str, ...]:
    """Return a name's words in lower-case Latin letters, without titles before it and suffixes after it.

    >>> bare_tokens("Mr. Samuel Okafor Jr."), bare_tokens("the Estuary Union")
    (('samuel', 'okafor'), ('estuary', 'union'))
    """
    tokens = [token.strip("'") for token in tokens_of(shown)]
    tokens = [token for token in tokens if token]
    tokens = [_FULL.get(token, token) for token in tokens]
    while len(tokens) > 1 and (tokens[0] == "the" or tokens[0] in TITLES):
        tokens.pop(0)
    while len(tokens) > 1 and (tokens[-1] == "s" or tokens[-1] in _AFTER):
        tokens.pop()
    return tuple(tokens)


def _told_kinds(document: Document, shown_names: Mapping[Name, str]) -> dict[str, NameKind]:
    """Find the names whose kind the report tells beside one of their mentions."""
    told = ((shown, told_kind(document.words, name)) for name, shown in shown_names.items())
    return {shown: kind for shown, kind in told if kind is not None}


def _settled_kinds(shown_names: Mapping[Name, str], told: Mapping[str, NameKind]) -> dict[str, NameKind]:
    """Decide the kind of each name by a vote over all its mentions, by what the report tells, and by the gazetteer."""
    votes: dict[str, dict[NameKind, float]] = {}
    for name, shown in shown_names.items():
        counted = votes.setdefault(shown, {})
        counted[name.kind] = counted.get(name.kind, 0.0) + name.probability
    kinds = {}
    in_capitals = sum(map(str.isupper, votes)) > len(votes) / 2
    surnames = {
        shown.rsplit(" ", 1)[-1].casefold() for shown, counted in votes.items() if " " in shown and "person" in counted
    }
    people = {shown.casefold() for shown, counted in votes.items() if _likeliest(counted) == "person"}
    firms = {
        told_name[0]
        for shown, counted in votes.items()
        if len(told_name := shown.casefold().split()) > 1 and told_name[-1] in _OF_FIRMS and "person" not in counted
    }
    for shown, counted in votes.items():
        kind = _likeliest(counted)
        *given, last = shown.casefold().split()
        if given or last not in surnames:
            kind = told.get(shown, kind)
            is_firm = last in firms and told.get(shown) is None
            if kind == "person" and not given and (is_firm or ("organisation" in counted and _is_doubtful(counted))):
                kind = "organisation"
        if kind != "person" and given and last in people and gender_of(given[0]):
            # The model takes "Ines Okafor" for a place and "Okafor" for a person.
            kind = "person"
        is_acronym = (
            shown.isupper() and shown.isalpha() and len(shown) >= _SHORTEST and shown.casefold() not in surnames
        )
        if kind == "person" and not in_capitals and is_acronym and (len(shown) >= _LONG or "organisation" in counted):
            # An acronym of four or more letters is no person's name (a law such as "JADES" has one), nor is one of
            # three letters if the model also takes it for a body.
            kind = "organisation"
        is_outlet = kind != "person" and find_outlet(shown) is not None
        is_seat = kind != "person" and seat_of(shown) is not None
        # A surname may be a country's name, too.
        is_surname = kind == "person" and shown.casefold() in surnames
        if not is_surname and (is_outlet or kind_of_noun(shown.rsplit(" ", 1)[-1]) == "organisation"):
            kind = "organisation"
        elif not is_surname and (is_seat or country_of(shown)):
            kind = "place"
        kinds[shown] = kind
    return kinds


def _is_doubtful(counted: Mapping[NameKind, float]) -> bool:
    return counted.get("person", 0) < _CLEAR * sum(counted.values())


def _likeliest(counted: Mapping[NameKind, float]) -> NameKind:
    return max(sorted(counted), key=counted.__getitem__)


def _titles_of(words: Words, name: Name) -> Titles:
    before = range(max(0, name.start - 2), name.start + 1)
    titles = {words.lower[i] for i in before}
    offices = titles & _OFFICES
    shown = next((words.texts[i] for i in before if words.lower[i] in _MALE | _FEMALE), "")
    if shown and words.texts[name.start - 1 : name.start + 2].count("."):
        shown += "."
    return Titles(
        shown=shown,
        genders=frozenset(gender for gender, known in (("m", _MALE), ("f", _FEMALE)) if titles & known),
        offices=frozenset(ROLES_OF_TITLES.get(title, title) for title in offices),
    )
