"""Antecedents of relative pronouns: whom "who" and "which" go on about."""

import re
from collections.abc import Iterator, Sequence

from whence.language.english import (
    ANYBODY,
    ARTICLES,
    AUXILIARIES,
    DEMONSTRATIVES,
    INDEFINITE,
    PHRASE_ENDS,
    PLURAL_NUMBERS,
    POSSESSIVES,
    RELATIVE,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import Shape, Words, sentence_around
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.cast import PERSONAL
from whence.reading.sources.named_entities import Document, names_within
from whence.reading.sources.titles import goes_before

__all__ = ["antecedent_of", "apposed_name", "is_set_off", "phrase_start"]

_SET_OFF = frozenset({",", "—", "–", "-"})
_PREPOSITIONS = PHRASE_ENDS - RELATIVE - {"whose", "where", "as", "than"}
_DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES | INDEFINITE | PLURAL_NUMBERS
_PERSONS = frozenset({"person", "group", "bare"})
_MANY = DEMONSTRATIVES | INDEFINITE | PLURAL_NUMBERS | ANYBODY
_VERBS = AUXILIARIES - {"s"}
_JOINING = frozenset({"and", "but"})
_CLOSING = frozenset({"”", "’", '"', "'", "''"})
_DEGREES = frozenset({
    "most", "more", "less", "least", "so", "well", "far", "long", "now", "once", "ever", "still", "just", "often",
    "almost", "other", "many", "former", "all", "both", "half", "then",
})  # fmt: skip
"""What stands before a participle: "the most hated men"."""
_SHORTEST_PAST = 5
_LONGEST_PHRASE, _LONGEST_NAME, _MOST_STEPS = 6, 16, 6
_NO_NOUNS = _DETERMINERS | _DEGREES | PHRASE_ENDS
_BEFORE_RELATIVE = _SET_OFF | _CLOSING
_LONGEST_IDENTIFIED = 14
# "The man, whom police in Marram identified on Monday as", not "who identified the robber as".
_IDENTIFIED = re.compile(
    r", (?:(?:who (?:is|was|has been|had been)|whom (?:[\w-]+ ){1,4}?) ?(?:\w+ly |later )?)?identified "
    r"(?:(?:in|by|on|only|late|early|later) (?:[\w-]+ ){0,5}?)?as "
)


def is_set_off(words: Words, at: int) -> bool:
    """Check whether a comma or a dash stands before a relative pronoun: its clause does not tell who is meant."""
    return at > 0 and words.texts[at - 1] in _SET_OFF


def antecedent_of(document: Document, at: int) -> WordRange | None:
    """Find the name or the noun phrase that a relative pronoun goes on about.

    "Who" goes on about persons: of "a resident of Marram, who" that is the resident. Without a comma it is nobody
    with a name: of "friends of Okafor who", the friends. A phrase in apposition to a name stands for the name.

    Args:
        document: The report, with its names.
        at: The relative pronoun.

    Returns:
        The words of the antecedent; None if none stands before the pronoun.

    >>> from whence.language.words import segment
    >>> text = "Ines Okafor, a diver from Marram, who objected"
    >>> names = (Name(0, 2, "person", 0.9), Name(6, 7, "place", 0.9))
    >>> antecedent_of(Document(text=text, words=segment(text), names=names), 8)
    (0, 2)
    """
    words = document.words
    at = _first_of_two(words, at)
    end = at
    while end and words.texts[end - 1] in _BEFORE_RELATIVE:
        end -= 1
    runs = list(_outwards(document, end))
    is_personal = words.lower[at] in PERSONAL
    for i, run in enumerate(runs):
        name = _name_at(document, run)
        if name and name.kind == "place" and _is_seat_of(words, run, runs[i + 1 : i + 2]):
            continue
        is_other = not is_set_off(words, at) or _is_instance(words, run[0])
        if name and is_other and (name.kind == "place" or (is_personal and len(runs) > 1)):
            continue
        if name and name.kind == "person" and words.texts[at].lower() == "which":
            continue  # "Friends of Okafor, which" is the body
        if not is_personal or _is_of_persons(words, run, name):
            return run if name else _apposed_to(document, run) or (run[0], end)
    if not runs:
        return None
    nearest = _name_at(document, runs[0])
    if nearest is None:
        return _apposed_to(document, runs[0]) or runs[0]
    return None if nearest.kind == "place" else runs[0]


def apposed_name(document: Document, run: WordRange, end: int) -> WordRange | None:
    """Find the name that a phrase between two commas stands in apposition to: "the Post, a paper of Marram, wrote".

    Args:
        document: The report, with its names.
        run: The phrase, up to what qualifies it.
        end: The first word after all of it.
    """
    words = document.words
    if words.lower[run[0]] not in ARTICLES:
        return None
    if (told := _identified_as(document, run[1])) is not None:
        return told
    if words.texts[end - 1] != "," and words.texts[end : end + 1] != (",",):
        return None
    name = _apposed_to(document, run)
    if name is None:
        return None
    # "In a letter to Okafor, a spokesman, …" is about two.
    start = name[0] - (name[0] > 0 and words.lower[name[0] - 1] in ARTICLES)
    is_governed = start > 0 and words.lower[start - 1] in _PREPOSITIONS
    return None if is_governed else name


def _identified_as(document: Document, end: int) -> WordRange | None:
    """Find the person that a phrase is said to be: "the man, | identified in court records as Ivo Brandt,"."""
    words = document.words
    after = " ".join(words.texts[end : end + _LONGEST_IDENTIFIED])
    told = _IDENTIFIED.match(after)
    if told is None:
        return None
    start = end + len(told[0].split())
    near = names_within(document.names, (start, start + _LONGEST_NAME))
    name = next((one for one in near if one.start == start), None)
    return (name.start, name.end) if name is not None and name.kind == "person" else None


def _first_of_two(words: Words, at: int) -> int:
    """Find the relative pronoun that another one goes on from: "who came and who stayed"."""
    is_second = at > 0 and words.lower[at - 1] in _JOINING
    before = range(at - 1, sentence_around(words, at)[0], -1) if is_second else ()
    return next((i for i in before if words.lower[i] in RELATIVE), at)


def _is_seat_of(words: Words, place: WordRange, outer: Sequence[WordRange]) -> bool:
    """Check whether a place only tells where a body is: "the port authority at Skerry, which"."""
    is_there = place[0] > 0 and words.lower[place[0] - 1] in {"at", "in"}
    return is_there and any(kind_of_noun(words.texts[end - 1]) == "organisation" for _, end in outer)


def _is_instance(words: Words, start: int) -> bool:
    """Check whether a name is one of those that a phrase is for: "candidates like Okafor", "towns such as Marram"."""
    before = words.lower[start - 1] if start else ""
    return before in {"like", "including"} or (before == "as" and words.lower[start - 2] == "such")


def _outwards(document: Document, end: int) -> Iterator[WordRange]:
    """List the phrases that end before a word, each the one that the last is in: "Marram", "a diver from Marram"."""
    words = document.words
    for _ in range(_MOST_STEPS):
        name = _name_ending(document, end)
        if end <= 0 or (name is None and words.shapes[end - 1] == Shape.PUNCTUATION):
            return
        start = name.start if name else phrase_start(document, end - 1)
        is_phrase = goes_before(words, end - 1) or words.lower[end - 1] in _MANY
        if name is None and (not is_phrase or words.texts[end - 1] in _JOINING):
            return
        yield start, end
        is_place = name is not None and name.kind == "place"
        start -= start > 0 and words.lower[start - 1] in ARTICLES
        before = words.lower[start - 1] if start else ""
        if before in _PREPOSITIONS or _is_instance(words, start):
            end = _before_age(words, start - 1 - (before == "as"))
        elif before == "," and is_place:
            end = start - 1
        else:
            return


def _before_age(words: Words, end: int) -> int:
    """Step over a comma, and over an age before that: "Okafor, 24, | from Marram"."""
    if end < 1 or words.texts[end - 1] not in _SET_OFF:
        return end
    end -= 1
    is_aged = end > 1 and words.texts[end - 1].isdigit() and words.texts[end - 2] == ","
    return end - 2 if is_aged else end


def phrase_start(document: Document, head: int) -> int:
    """Find where the noun phrase of a head begins: at its determiner, or after a name or an auxiliary verb.

    Args:
        document: The report, with its names.
        head: The noun.

    >>> from whence.language.words import segment
    >>> text = "They will not meet, and told the tired old divers"
    >>> phrase_start(Document(text=text, words=segment(text), names=()), 10)
    7
    """
    words, start = document.words, head
    while start and head - start < _LONGEST_PHRASE and words.lower[start] not in _DETERMINERS:
        if start > 1 and words.texts[start] == "s" and words.texts[start - 1] in APOSTROPHES:
            owner = _name_ending(document, start - 1)
            if owner:
                return owner.start
            start -= 2
        elif start > 2 and words.texts[start - 2] == "-" and words.ends[start - 2] == words.starts[start - 1]:  # noqa: PLR2004
            start -= 3  # "little-known"
        elif not goes_before(words, start - 1) or words.texts[start - 1] == "and":
            break
        elif words.lower[start - 1] in _VERBS or _is_shortened_not(words, start - 1):
            return head
        else:
            start -= 1
    # "Okafor rebuked critics": a verb stands between.
    is_object = any(one.kind == "person" and one.end < head for one in document.names_in((start, head)))
    if is_object or kind_of_noun(words.lower[head]) not in _PERSONS:
        return head if is_object else start
    return next((i + 1 for i in range(head - 1, start, -1) if _is_verb(words, i)), start)


def _is_shortened_not(words: Words, i: int) -> bool:
    """Check for the end of "won't"."""
    return i > 0 and words.lower[i] == "t" and words.texts[i - 1] in APOSTROPHES


def _is_verb(words: Words, i: int) -> bool:
    """Check for the verb of "the plan angered residents": behind a noun, and not as in "the newly elected members"."""
    word, before, shapes = words.texts[i], words.lower[i - 1], words.shapes
    is_past = word.endswith("ed") and len(word) >= _SHORTEST_PAST and shapes[i] == shapes[i + 1] == Shape.LOWER
    is_noun = before.isalpha() and not before.endswith("ly") and before not in _NO_NOUNS
    return is_past and is_noun


def _name_ending(document: Document, end: int) -> Name | None:
    names = document.names_in((max(0, end - _LONGEST_NAME), end))
    return next((name for name in names if name.end == end), None)


def _name_at(document: Document, run: WordRange) -> Name | None:
    return next((one for one in document.names_in(run) if (one.start, one.end) == run), None)


def _is_of_persons(words: Words, run: WordRange, name: Name | None) -> bool:
    """Check whether a phrase is for persons: by its name, its noun, or as "those" and "someone"."""
    if name is not None:
        return name.kind == "person"
    head = words.lower[run[1] - 1]
    return kind_of_noun(head) in _PERSONS or head in _MANY


def _apposed_to(document: Document, run: WordRange) -> WordRange | None:
    """Find the name that a phrase stands in apposition to: "Okafor, a diver", "Okafor of Marram, the diver"."""
    words, (start, end) = document.words, run
    kind = kind_of_noun(words.texts[end - 1]) or "person"
    if start > 1 and words.texts[start - 1] == "and":
        # "A diver and activist": the first noun stands in apposition as well.
        start = phrase_start(document, start - 2)
    if kind not in {"person", "organisation"} or not start or words.texts[start - 1] not in _SET_OFF:
        return None
    if words.lower[start] not in _DETERMINERS and kind_of_noun(words.texts[end - 1]) is None:
        return None
    for before in _outwards(document, _before_age(words, start)):
        name = _name_at(document, before)
        if name is None or name.kind == kind:
            return before if name else None
    return None
