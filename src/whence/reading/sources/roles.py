"""Roles: what a report calls a person beside the name, and what that tells of the person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from whence.language.english import (
    FIELDS_OF_BODIES,
    FORMS_OF_ADDRESS,
    MEDIA,
    PHRASE_ENDS,
    PLURAL_NUMBERS,
    ROLES_OF_TITLES,
)
from whence.language.gazetteer import country_of, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Words
from whence.reading.model.decode import WordRange
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.entities import Entity
from whence.reading.sources.likelihood import OFFICES, TITLED, TRADES
from whence.reading.sources.titles import roles_beside

__all__ = ["Roles", "is_deputy_nearer", "office_at"]

_ROLES_OF_TITLES = ROLES_OF_TITLES | {"justice": "judge"}
_UNDER = frozenset({"vice", "deputy", "assistant"})
"""What puts whoever it stands before under the holder of an office."""
_FIELDS = _UNDER | {"prime"} | FIELDS_OF_BODIES - {
    "federal", "general", "international", "local", "municipal", "national", "news", "public", "service", "services",
    "state", "unit",
}  # fmt: skip
"""What tells two offices or bodies of one noun apart; "the local council" may be any town's."""
_FARTHEST_OWNED = 5
"""Words after an owner's name within which what it has ends: "’s long-serving chairman"."""
_LAWMAKERS = frozenset({"senator", "congressman", "congresswoman", "representative", "assemblyman", "assemblywoman"})
_TOLD_OF_HOLDERS = OFFICES | TRADES | TITLED
_TRADES_AND_TITLED = TRADES | TITLED


def office_at(words: Words, i: int) -> str:
    """Return the noun of an office with what puts it under another: no vice president is the president.

    >>> from whence.language.words import segment
    >>> office_at(segment("the vice-president"), 3), office_at(segment("the president"), 1)
    ('vice president', 'president')
    """
    at = i - 1 - (i > 1 and words.texts[i - 1] == "-")
    before = words.lower[at] if i else ""
    return f"{before} {words.lower[i]}" if before in _UNDER else words.lower[i]


def is_deputy_nearer(bearers: Mapping[str, Sequence[Entity]], office: str, holder: Entity, at: int) -> bool:
    """Check whether a deputy chief is named after the chief, and so may be "the chief" by now.

    Args:
        bearers: The persons that each noun is said of.
        office: What somebody is called.
        holder: The one who is so called.
        at: Where the office stands.
    """
    last = max((name.start for name in holder.mentions if name.start < at), default=-1)
    deputies = (one for under in _UNDER for one in bearers.get(f"{under} {office}", ()))
    return any(last < name.start < at for one in deputies for name in one.mentions)


class Roles:
    """What the persons of a report are called.

    Args:
        words: The report's words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._learnt: dict[int, str] = {}
        # By the id() of an entity, whose names do not change any more.
        self._ranges: dict[int, list[WordRange]] = {}
        self._genders: dict[int, str | None] = {}
        self._owned: dict[int, frozenset[str]] = {}

    def learn(self, entity: Entity, word: str) -> None:
        """Remember the first pronoun that tells an entity's gender."""
        if gender := gender_told(word):
            self._learnt.setdefault(id(entity), gender)

    def ranges(self, entity: Entity) -> list[WordRange]:
        """List the words beside a person's names that say what the person is; none for other entities."""
        if id(entity) not in self._ranges:
            names = entity.mentions if entity.kind == "person" else ()
            self._ranges[id(entity)] = [role for name in names for role in roles_beside(self._words, name)]
        return self._ranges[id(entity)]

    def nouns(self, entity: Entity) -> set[str]:
        """Collect the nouns for persons that stand beside an entity's names, those that its titles stand for too."""
        places = (i for start, end in self.ranges(entity) for i in range(start, end))
        beside = {office_at(self._words, i) for i in places if kind_of_noun(self._words.lower[i]) == "person"}
        titles = set() if any(" " in office for office in beside) else set(self._titles(entity))
        return _with_lawmaker(beside | titles)

    def heads(self, entity: Entity) -> set[str]:
        """Collect what a person is said to be, no more: "sheriff" of "County Sheriff Ada Marsh"."""
        words = self._words.texts
        cores = (
            list(takewhile(lambda text: text not in PHRASE_ENDS, (words[i].lower() for i in range(start, end))))
            for start, end in self.ranges(entity)
        )
        heads = {head for core in cores for head in _heads(core)}
        return _with_lawmaker(heads | set(self._titles(entity)))

    def gender(self, entity: Entity) -> str | None:
        """Return an entity's gender, ``m`` or ``f``, from its names and titles, or else its roles or the first pronoun.

        None if unknown.

        "The wife of the king" is not he: what follows a preposition is of somebody else.
        """
        if id(entity) not in self._genders:
            self._genders[id(entity)] = entity.gender or self._gender_of_roles(entity)
        return self._genders[id(entity)] or self._learnt.get(id(entity))

    def _gender_of_roles(self, entity: Entity) -> str | None:
        told: set[str] = set()
        for start, end in self.ranges(entity):
            texts = [self._words.texts[i].lower() for i in range(start, end)]
            core = next((i for i, text in enumerate(texts) if text in PHRASE_ENDS), len(texts))
            told |= {gender for text in texts[:core] if (gender := gender_told(text))}
        return told.pop() if len(told) == 1 else None

    def may_be_of(self, entity: Entity, described: WordRange) -> bool:
        """Tell whether a person may be "the French president" or "the two-time mayor": the name has that too.

        And whether both are of one field: neither is the energy minister the finance minister, nor the teachers' union
        that of the nurses, and the Delta agency is no Skerry News Agency.
        """
        if self._is_of_another_field(entity, described) or self._is_another_outlet(entity, described):
            return False
        counts = self._counts([described])
        if counts and entity.kind == "person" and not counts <= self._counts(self.ranges(entity)):
            return False
        return self.is_of_country(entity, described)

    def _is_of_another_field(self, entity: Entity, described: WordRange) -> bool:
        """Check whether all that somebody is called is for something else: "county council", "parish council"."""
        told, office = self._fields(described), self._words.lower[described[1] - 1]
        if entity.kind == "person":
            own = [self._fields(run) for run in self.ranges(entity) if office in self._words.lower[slice(*run)]]
            if own and all((told ^ fields) & _UNDER for fields in own):
                return True
        else:
            own = [self._fields((name.start, name.end)) for name in entity.mentions if name.end - name.start > 1]
            if "central" in told and own and not any("central" in fields for fields in own):
                return True
        known = [fields for fields in own if fields]
        return bool(told and known) and all(fields.isdisjoint(told) for fields in known)

    def _is_another_outlet(self, entity: Entity, described: WordRange) -> bool:
        """Check for an outlet described by a name that the body lacks, as in "the Delta agency"."""
        noun = described[1] - 1
        named = self._words.lower[noun - 1] if self._words.shapes[noun - 1] in CAPITALISED else ""
        is_named = noun - 1 > described[0] and bool(named) and country_of(named) is None
        return entity.kind != "person" and self._words.lower[noun] in MEDIA and is_named and named not in entity.full

    def _fields(self, run: WordRange) -> set[str]:
        """Collect what an office or a body is for: "energy", "county", "nurses'", and "deputy"."""
        words = self._words
        owners = (i for i in range(run[0], run[1] - 1) if words.lower[i].endswith("s"))
        members = {words.lower[i] for i in owners if words.texts[i + 1] in APOSTROPHES}
        return members | _FIELDS.intersection(words.lower[slice(*run)])

    def is_of_country(self, entity: Entity, described: WordRange) -> bool:
        """Tell whether somebody may be of the country that a description names, if it names one.

        The report says of which country the French president is; "the French ministry" is not "Russia's ministry".
        """
        told = self.countries([described])
        if not told or entity.kind == "person":
            return not told or bool(told & self.countries(self.ranges(entity)))
        own = self.countries((name.start, name.end) for name in entity.mentions)
        return not own or bool(told & own)

    def countries(self, runs: Iterable[WordRange]) -> set[str]:
        """Collect the countries that words name, by their ISO 3166 codes."""
        # "New Jersey" and "New Mexico" are no countries.
        places = (i for start, end in runs for i in range(start, end) if self._words.texts[i - 1].lower() != "new")
        texts = (self._words.texts[i] for i in places)
        return {country for text in texts if (country := country_of(text))}

    def may_hold(self, entity: Entity, noun: str, *, is_more: bool) -> bool:
        """Tell whether a person of whom the report does not say so may be "the judge", "the lawyer" or "the nurse".

        Readers know who "the former secretary of state" is, if nothing else is said of a name.

        Args:
            entity: The person.
            noun: What somebody is called.
            is_more: Whether more is said than the noun.
        """
        if noun in self._owned_by(entity):
            return False
        if noun not in _TOLD_OF_HOLDERS:
            return True
        return is_more and noun not in _TRADES_AND_TITLED and not self.heads(entity)

    def _owned_by(self, entity: Entity) -> frozenset[str]:
        """Collect the words after an owner's names: "Northarm's former chairman" is no chairman."""
        if id(entity) not in self._owned:
            texts, lower = self._words.texts, self._words.lower
            ends = [name.end for name in entity.mentions if "".join(texts[name.end : name.end + 1]) in APOSTROPHES]
            self._owned[id(entity)] = frozenset(word for end in ends for word in lower[end + 1 : end + _FARTHEST_OWNED])
        return self._owned[id(entity)]

    def _counts(self, runs: Iterable[WordRange]) -> set[str]:
        texts = {self._words.texts[i].lower() for start, end in runs for i in range(start, end)}
        return {text for text in texts if text in PLURAL_NUMBERS or text.isdigit()}

    def _titles(self, entity: Entity) -> Iterator[str]:
        for name in entity.mentions if entity.kind == "person" else ():
            for i in range(max(0, name.start - 2), name.start):
                if (title := self._words.texts[i].lower()) in _ROLES_OF_TITLES:
                    yield _ROLES_OF_TITLES[title]


def _heads(core: Sequence[str]) -> Iterator[str]:
    """List the nouns of a role: "coroner" of "coroner Dr.", "diver" and "activist" of "a diver and activist"."""
    parts: list[list[str]] = [[]]
    for text in core:
        if text == "and":
            parts.append([])
        elif text not in FORMS_OF_ADDRESS and text != ".":
            parts[-1].append(text)
    yield from (part[-1] for part in parts if part)


def _with_lawmaker(nouns: set[str]) -> set[str]:
    return nouns | ({"lawmaker"} if nouns & _LAWMAKERS else set())
