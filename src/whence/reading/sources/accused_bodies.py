"""Which body denies something: the one that the sentence before accuses, and never the one that accuses it."""

from dataclasses import dataclass

from whence.language.english import BEFORE_VERBS, FINITE, FIRMS, FORMS_OF_BE, GENERAL_BODIES
from whence.language.words import CAPITALISED, Words, sentence_around
from whence.reading.model.decode import Name
from whence.reading.sources.agreement import may_be_called
from whence.reading.sources.entities import Entity
from whence.reading.sources.named_entities import Document

__all__ = ["Accused", "accused_before", "accuser_before", "may_deny"]

_ACCUSES = frozenset({"accused", "accuses", "accusing"})
_DENIES = frozenset({"denied", "denies", "disputed", "disputes", "rejected", "rejects"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Accused:
    """The two of an accusation, as far as they have names."""

    accuser: Name | None
    accused: Name | None
    is_whole: bool
    """Whether the name is all that the accused is called: of "Tessal Lines" the model may know "Tessal" alone."""


def accused_before(document: Document, at: int) -> Accused | None:
    """Find the accusation that a description denies: "The council accused Northarm of fraud. The company denies it".

    Args:
        document: The report, with its names.
        at: The head of the description, "company".
    """
    words = document.words
    start = sentence_around(words, at)[0]
    cue = _accusing(words, start, at + 1) if at == start + 1 and words.lower[at] in GENERAL_BODIES else None
    if cue is None:
        return None
    first, end = sentence_around(words, cue)
    lead = cue + 1 + (words.lower[cue + 1] == "the")
    accuser = next(reversed(document.names_in((first, cue))), None)
    accused = next((name for name in document.names_in((lead, end)) if name.start == lead), None)
    is_whole = accused is not None and words.shapes[accused.end] not in CAPITALISED
    return Accused(accuser=accuser, accused=accused, is_whole=is_whole)


def accuser_before(document: Document, at: int) -> Name | None:
    """Find who accuses in the sentence before a pronoun that denies it: "Ada Marsh accused the mayor. She denies it".

    Args:
        document: The report, with its names.
        at: The pronoun, "she".
    """
    words = document.words
    start = sentence_around(words, at)[0]
    cue = _accusing(words, start, at + 1) if at == start else None
    if cue is None:
        return None
    return next((one for one in document.names_in((sentence_around(words, cue)[0], cue)) if one.end == cue), None)


def _accusing(words: Words, start: int, verb: int) -> int | None:
    """Find the verb of accusing in the sentence before one in which a verb denies it."""
    while verb + 1 < len(words) and (words.lower[verb] in FINITE | BEFORE_VERBS or words.lower[verb].endswith("ly")):
        verb += 1
    if start == 0 or verb >= len(words) or words.lower[verb] not in _DENIES:
        return None
    first, end = sentence_around(words, start - 1)
    cue = next((i for i in range(first + 1, end - 1) if words.lower[i] in _ACCUSES), None)
    return None if cue is None or words.lower[cue - 1] in FORMS_OF_BE else cue


def may_deny(accused: Entity, noun: str, told: Accused) -> bool:
    """Tell whether the accused may be called by a noun; what has the name of a place is a firm, but no country.

    >>> accused = Entity(kind="place", full=("northarm",), name="Northarm")
    >>> told = Accused(accuser=None, accused=None, is_whole=True)
    >>> may_deny(accused, "company", told), may_deny(accused, "party", told)
    (True, False)
    """
    if accused.kind == "organisation":
        return may_be_called(accused, noun)
    return accused.kind == "place" and told.is_whole and noun in FIRMS and not accused.country
