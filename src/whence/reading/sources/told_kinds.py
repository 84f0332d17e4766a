"""What the words beside a name tell of its kind: in "Drovinform, the state agency," that it is a body."""

from whence.language.english import ARTICLES_ABROAD, DEFINITE, INDEFINITE, INTERVIEWERS, MEDIA, PHRASE_ENDS, TITLES
from whence.language.gazetteer import gender_of, is_region, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Words
from whence.reading.model.decode import Name, NameKind, WordRange

__all__ = ["as_told", "told_kind"]

_LONGEST_APPOSITION = 7
_ENDS = frozenset({",", ".", ";", ")", "—", "–"})
_OUTLETS = MEDIA - INTERVIEWERS - {"media", "radio", "television", "tv", "paper"}
"""Nouns for an outlet right before its name; a broadcaster may be a person."""
_TELLING = frozenset({("told",), ("tells",)})
_GIVEN = frozenset({("interview", "with"), ("interview", "by"), ("reported", "by")})
_DETERMINERS = DEFINITE | INDEFINITE


def told_kind(words: Words, name: Name) -> NameKind | None:
    """Tell the kind of a name from what stands beside it; None where nothing tells.

    A name of one word is a body if a noun for one stands in apposition, or "which" after what the model took for a
    person; a known given name with a surname is a person if a noun for one stands in apposition.

    >>> from whence.language.words import segment
    >>> told_kind(segment("Drovinform, the Drovian state agency, said so."), Name(0, 1, "person", 0.6))
    'organisation'
    >>> told_kind(segment("The harbour master, Ines Okafor, said so."), Name(4, 6, "place", 0.9))
    'person'
    """
    if name.kind != "organisation" and _is_outlet(words, name):
        return "organisation"
    kinds = {kind_of_noun(words.lower[at]) for run in _beside(words, name) if (at := _noun(words, run))}
    if name.end == name.start + 1:
        is_thing = name.kind == "person" and words.texts[name.end : name.end + 2] == (",", "which")
        is_body = "person" not in kinds and ("organisation" in kinds or is_thing)
        return "organisation" if is_body and not is_region(words.texts[name.start]) else None
    return "person" if "person" in kinds and gender_of(words.texts[name.start]) else None


def as_told(words: Words, name: Name) -> Name:
    """Correct the kind of what words beside it tell to be a person, or an outlet; any other name is returned as it is.

    >>> from whence.language.words import segment
    >>> as_told(segment("He told the daily El Faro so."), Name(4, 6, "person", 0.9)).kind
    'organisation'
    """
    if name.kind != "person" and told_kind(words, name) == "person":
        return Name(name.start, name.end, "person", name.probability)
    is_outlet = name.kind != "organisation" and _is_outlet(words, name)
    return Name(name.start, name.end, "organisation", name.probability) if is_outlet else name


def _is_outlet(words: Words, name: Name) -> bool:
    """Check for an outlet that the model takes for somebody: "the daily Tageblatt", "told El Faro", no "Eva La Rue".

    Who is told something, interviews or first reports it is one if an article stands before its words; one of another
    language is a part of them.
    """
    first, before = words.lower[name.start], words.lower[max(0, name.start - 2) : name.start]
    is_given = gender_of(words.texts[name.start]) is not None
    if _OUTLETS.intersection(before[-1:]) and INDEFINITE.isdisjoint(before):
        return not is_given
    at = name.start - (before[-1:] == ("the",))
    is_led_to = words.lower[max(0, at - 1) : at] in _TELLING or words.lower[max(0, at - 2) : at] in _GIVEN
    if not is_led_to or name.end == name.start + 1 or words.shapes[name.start] not in CAPITALISED:
        return False
    if at < name.start:
        return not (is_given or first in TITLES or _goes_on(words, name.end))
    again = (i for i in words.places_of({first}) if i and words.lower[i + 1] == words.lower[name.start + 1])
    return first in ARTICLES_ABROAD and all(words.shapes[i - 1] not in CAPITALISED for i in again)


def _goes_on(words: Words, at: int) -> bool:
    """Check for a noun after a name, which only describes that: "the Ruvik Tane campaign"."""
    return at < len(words) and kind_of_noun(words.lower[at]) is not None


def _beside(words: Words, name: Name) -> list[WordRange]:
    """Find the appositions of a name, between commas: "the mayor" in "Okafor, the mayor," and "the mayor, Okafor,"."""
    start, end, texts = name.start, name.end, words.texts
    found = []
    if texts[end : end + 1] == (",",):
        within = range(end + 2, min(len(words), end + 2 + _LONGEST_APPOSITION))
        found += [(end + 1, stop) for stop in [next((i for i in within if texts[i] in _ENDS), None)] if stop]
    if start and texts[start - 1] == "," and end < len(words) and texts[end] in _ENDS:
        within = range(start - 2, max(-1, start - 2 - _LONGEST_APPOSITION), -1)
        found += [(first, start - 1) for first in within if _begins(words, first)][:1]
    return [run for run in found if _begins(words, run[0])]


def _begins(words: Words, i: int) -> bool:
    """Check whether a noun phrase begins at a word: with an article or the like, or as "Tidewater's operator"."""
    is_holder = i + 1 < len(words) and words.texts[i + 1] in APOSTROPHES
    return is_holder or words.lower[i] in _DETERMINERS


def _noun(words: Words, run: WordRange) -> int | None:
    """Find the noun of a noun phrase: its last word before a preposition or a relative clause."""
    last = next((i for i in range(run[0] + 1, run[1]) if words.lower[i] in PHRASE_ENDS), run[1]) - 1
    return last if last > run[0] and words.texts[last] not in _ENDS else None
