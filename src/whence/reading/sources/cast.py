"""The cast of a report: everybody who speaks in it, named, described or not known."""

from collections.abc import Sequence

from whence.language.english import (
    FEMININE,
    FIRST_SINGULAR,
    INDEFINITE,
    MASCULINE,
    PLURAL_NUMBERS,
    RELATIVE,
    SECOND_PERSON,
    THIRD_PLURAL,
)
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.anonymity_terms import start_of_terms
from whence.reading.sources.entities import Entity
from whence.reading.sources.named_entities import Document
from whence.reading.sources.named_together import role_before
from whence.reading.sources.noun_phrases import Description
from whence.reading.sources.roles import Roles
from whence.reading.sources.speaker_register import Met, Speaker
from whence.records.ledger import Kind

__all__ = ["PERSONAL", "Cast", "kinds_of_pronoun"]

PERSONAL = MASCULINE | FEMININE | {"who", "whom"}
"""Pronouns that mean persons."""


class Cast:
    """Everybody who speaks in a report; each speaker is made when first mentioned.

    Args:
        document: The report, with its names.
        roles: What its persons are called.
    """

    def __init__(self, document: Document, roles: Roles) -> None:
        self._known, self._words, self.roles = document, document.words, roles
        self._of_entity: dict[int, Speaker] = {}
        self._of_description: dict[str, Speaker] = {}
        self.met = Met(document.words)

    def named(self, entity: Entity) -> Speaker:
        """Return the speaker that a name stands for."""
        speaker = self._of_entity.get(id(entity))
        if speaker is None:
            kind: Kind = "person" if entity.kind == "person" else "organisation"
            speaker = Speaker(kind=kind, name=entity.name, entity=entity)
            speaker.roles = dict.fromkeys(self.roles.ranges(entity))
            self._of_entity[id(entity)] = speaker
            self.met.add(speaker)
        return speaker

    def heads_of(self, entity: Entity) -> Sequence[int]:
        """List where somebody with a name was cited, by the head words."""
        speaker = self._of_entity.get(id(entity))
        return speaker.heads if speaker else ()

    def unresolved(self, found: Description) -> Speaker:
        """Make a speaker of a pronoun that nobody is known for."""
        word = self._words.texts[found.head].lower()
        kind: Kind = "person" if word in PERSONAL | FIRST_SINGULAR | SECOND_PERSON else "group"
        kind = "organisation" if word in {"it", "its", "which"} else kind
        speaker = Speaker(kind=kind, name=self._shown(found.core), is_unresolved=True, is_bare=True)
        speaker.is_plural = kind == "group"
        self.met.add(speaker)
        return speaker

    def described(self, found: Description, *, kind: Kind, key: str | None) -> Speaker:
        """Return the speaker of a description: the one met under the same key, if there is a key, or else a new one."""
        known = self._of_description.get(key) if key else None
        if known is not None:
            return known
        speaker = Speaker(kind=kind, name=self._shown(self._without_clause(found)), is_plural=found.is_plural)
        speaker.is_bare = found.noun == "bare" and self._says_no_more(found)
        self.met.add(speaker)
        if key:
            self._of_description[key] = speaker
        return speaker

    def family(self, found: Description) -> Speaker:
        """Return the speaker of several who are told by their surname: "the Okafors"."""
        speaker = self.described(found, kind="group", key=self.key_of(found))
        speaker.is_plural = speaker.is_named_within = True
        return speaker

    def together(self, found: Description, named: Sequence[tuple[Name, Speaker]]) -> Speaker:
        """Return the group of those who are named together, under their fullest names; each keeps the own role."""
        members = tuple(dict.fromkeys(one for _, one in named))
        for name, one in named:
            role = role_before(self._words, name) if one.kind == "person" else None
            one.roles |= {role: None} if role and role[0] >= found.span[0] else {}
        fullest = " and ".join(one.name for one in members)
        speaker = self.described(found, kind="group", key=fullest)
        speaker.name = fullest or speaker.name
        speaker.is_plural = True
        speaker.members = members if len(members) > 1 else ()
        return speaker

    def key_of(self, found: Description) -> str | None:
        """Tell descriptions apart: a definite one or a bare plural is the same wherever it stands, "a diver" is not."""
        first = self._words.texts[found.core[0]].lower()
        if first in INDEFINITE or first in PLURAL_NUMBERS:
            return None
        return " ".join(self._shown(found.core).casefold().split()).removeprefix("the ")

    def _without_clause(self, found: Description) -> WordRange:
        """Leave what goes on about somebody out of the name: "the cook, who has boats", "who asked not to be named"."""
        texts, (start, end) = self._words.texts, (found.span[0], start_of_terms(self._words, found.span))
        commas = (i for i in range(found.core[1], end - 1) if texts[i] == "," and texts[i + 1].lower() in RELATIVE)
        return start, next(commas, end)

    def _says_no_more(self, found: Description) -> bool:
        """Tell "a source" and "two sources" from "a source in the ministry" and "a diplomatic source"."""
        before = [self._words.texts[i].lower() for i in range(found.core[0], found.head)]
        return found.span[1] <= found.core[1] and len(before) <= 1

    def _shown(self, run: WordRange) -> str:
        start, end = run
        inside = self._words.texts[start:end]
        is_open = inside.count("(") > inside.count(")") and self._words.texts[end : end + 1] == (")",)
        return self._known.shown((start, end + is_open)).strip(" ,;:")


def kinds_of_pronoun(word: str) -> set[Kind]:
    """Return the kinds of source that a pronoun of the third person can mean.

    >>> kinds_of_pronoun("she")
    {'person'}
    """
    if word in PERSONAL:
        return {"person"}
    if word in THIRD_PLURAL:
        return {"group", "organisation"}
    return {"organisation", "document"}
