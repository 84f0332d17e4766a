"""Whom a pronoun or a description cannot mean: the owner in it, whoever only asked, whoever is only spoken to."""

from bisect import bisect_right
from collections.abc import Iterable

from whence.language.english import ARTICLES, COMMONEST, NAMING, ONE_OF_MANY
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.entities import Entity
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Kind

__all__ = ["asker_before", "fronted", "is_only_spoken_to", "is_part", "is_reported", "owner_in", "owner_kind"]

_ASKED = frozenset({"asked", "interviewed", "polled", "surveyed", "contacted", "spoke", "talked", "met", "visited"})
"""What an outlet does to those who speak next."""
_PARTED, _LONGEST_SUBJECT = 3, 6


def owner_in(words: Words, run: WordRange) -> WordRange | None:
    """Find the last owner in a description, up to its apostrophe: "the suspect" of "the suspect's wife".

    >>> from whence.language.words import segment
    >>> owner_in(segment("the suspect’s wife"), (0, 5))
    (0, 2)
    """
    for i in range(run[1] - 2, run[0], -1):
        is_ending = words.texts[i] in APOSTROPHES and words.ends[i - 1] == words.starts[i]
        after = i + 1 + (words.lower[i + 1] == "s" and words.starts[i + 1] == words.ends[i])
        if is_ending and after < run[1] and words.shapes[after] != Shape.PUNCTUATION:
            return run[0], i
    return None


def owner_kind(document: Document, run: WordRange) -> Kind | None:
    """Tell what the owner in a description is: a person in "the suspect's wife", a body in "Northarm's chief"."""
    words = document.words
    owner = owner_in(words, run)
    if owner is None:
        return None
    names, noun = document.names_in(owner), words.texts[owner[1] - 1]
    if names and names[-1].end == owner[1] and kind_of_noun(noun) != "organisation":
        return None if names[-1].kind == "place" else names[-1].kind
    if names and names[-1].end == owner[1]:
        return "organisation"  # a department, whatever the model takes it for
    return "person" if kind_of_noun(noun) in {"person", "group"} else None


def is_part(words: Words, run: WordRange, bearers: Iterable[Entity]) -> bool:
    """Tell "the bank's board" from "the sheriff's office", if a body is named "Skerry County Sheriff's Office".

    Args:
        words: The report's words.
        run: A description of a body.
        bearers: The bodies named by its noun.
    """
    owner = owner_in(words, run)
    noun = words.lower[owner[1] - 1] if owner else ""
    return bool(noun) and not any(word.startswith(noun) for one in bearers for word in one.full)


def asker_before(document: Document, at: int) -> Name | None:
    """Find the body that asks in the sentence before: in "Quill News asked neighbours. They said …" it is not "they".

    Args:
        document: The report, with its names.
        at: The pronoun, near the beginning of its sentence.
    """
    words = document.words
    start = sentence_around(words, at)[0]
    if start == 0 or at - start > _PARTED:
        return None
    before = sentence_around(words, start - 1)
    for name in document.names_in(before):
        verb = name.end + (words.lower[name.end] in {"has", "have", "also"})
        is_first = all(words.lower[i] in COMMONEST for i in range(before[0], name.start))
        if is_first and name.kind != "person" and verb < before[1] and words.lower[verb] in _ASKED:
            return name
    return None


def fronted(words: Words, at: int) -> WordRange | None:
    """Find what whoever a pronoun means does at the beginning of its sentence; nobody told of in it is the doer.

    Args:
        words: The report's words.
        at: The pronoun: "she" in "Noting that Ada Marsh was ill, she said"; it is not Ada Marsh.
    """
    start = sentence_around(words, at)[0]
    is_led = words.lower[start].endswith("ing") and "that" in words.lower[start + 1 : start + _PARTED]
    return (start, at) if is_led and words.texts[at - 1] == "," and words.marks[at] == Mark.OUTSIDE else None


def is_reported(words: Words, at: int) -> bool:
    """Check whether a pronoun begins words in quotation marks after "that": there whoever says them may be "he"."""
    paragraph = bisect_right(words.paragraphs, words.paragraphs[at] - 1)
    is_first = at - 1 > paragraph and words.marks[at] == Mark.INSIDE and words.marks[at - 1] != Mark.INSIDE
    return is_first and words.lower[at - 2] == "that"


def is_only_spoken_to(document: Document, at: int, entity: Entity) -> bool:
    """Check whether a pronoun may as well mean another, without a name: "The diver told Ada Marsh and left. She knew".

    Args:
        document: The report, with its names.
        at: The pronoun, near the beginning of its sentence.
        entity: The person with a name whom it is taken for.
    """
    words = document.words
    start = sentence_around(words, at)[0]
    if start == 0 or at - start >= _PARTED or words.paragraphs[start - 1] != words.paragraphs[at]:
        return False
    first, end = sentence_around(words, start - 1)
    subject = _described_first(words, first, end)
    gender = gender_told(words.lower[at])
    if subject is None or gender_told(words.lower[subject]) not in {None, gender}:
        return False
    named = [name.start for name in entity.mentions if subject < name.start < end]
    # "The head of the office, Ada Marsh, said" is about her.
    between = {words.lower[i] for i in range(subject, named[0])} if named else set()
    return bool(named) and "," not in between and NAMING.isdisjoint(between)


def _described_first(words: Words, first: int, end: int) -> int | None:
    """Find the noun of the person that a sentence begins with, if no name follows it: "the old diver | saw"."""
    if words.lower[first] not in ARTICLES | ONE_OF_MANY:
        return None
    for i in range(first + 1, min(first + _LONGEST_SUBJECT, end - 1)):
        if words.shapes[i] != Shape.LOWER:
            return None
        if kind_of_noun(words.texts[i]) == "person" and kind_of_noun(words.texts[i + 1]) is None:
            return i if words.shapes[i + 1] == Shape.LOWER and words.texts[i + 1] not in {"and", "or"} else None
    return None
