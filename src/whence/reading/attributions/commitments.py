"""What a cue means for its content: whether there is anything to be sure of, and a cue that says another thing there.

"Questioned whether" asks or doubts, "questioned the witness" does neither. "Thinks that it leaks" is a belief, "thinks
about the harbour" is none. What is a question asks, whatever its cue.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whence.language.deeds import WITHHELD
from whence.language.english import (
    ARTICLES,
    CLAUSE_OPENERS,
    FINITE,
    FIRST_PERSON,
    MAY,
    PHRASE_ENDS,
    POSSESSIVES,
)
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words
from whence.reading.attributions.hedges import opening_of
from whence.reading.attributions.stance import Leaning
from whence.reading.model.decode import FoundAttribution, Weight

__all__ = ["in_context", "is_clause", "is_taken_for_true", "is_topic", "is_unwilling"]

_WH = CLAUSE_OPENERS - {"that", "if", "whether"}
_ASKED = CLAUSE_OPENERS - {"that"}
_CALLS = frozenset({"call", "calls", "called", "calling"})
_THINKS = frozenset({"think", "thinks", "thought", "thinking", "believe", "believes", "believed"})
_OF_TOPICS = frozenset({"of", "about", "in", "on", "over"})
_TAGS = frozenset({"right", "ok", "okay", "huh", "no", "yes", "eh", "correct"})
_WISHES = ("want", "wish", "hop", "plan", "inten", "seek", "sought", "prefer", "aim")
_NOUNS_OF_WISHES = ("intention", "desire", "wish", "appetite", "ambition")
_PRESSES = ("press", "push", "grill", "quiz", "challeng")
_TELLS = frozenset({"tell", "tells", "told", "telling", "instruct", "instructs", "instructed", "instructing"})
_ORDER = re.compile(
    r"\W*(?:(?:please|do n['’]t|don ?['’] ?t|do not|let ?['’] ?s|let us) [^.!?]+[.!,]?|"
    r"(?:stop|go|hold|wait|help|run|get|stay) [^.!?]*!)\W*"
)
"""One sentence that tells somebody to do something."""
_FIRST_WORDS = 6
_THINGS = frozenset({"nothing", "something", "anything", "everything", "during", "according"})
_DUTIES = frozenset({"should", "ought"})
_FARTHEST_DUTY = 8
"""Words of a content in which "should" makes it a proposal; "should have" looks back."""
_PLEADS = frozenset({"plead", "pleads", "pleaded", "pled", "pleading"})
_STATES = (("be",), ("have",), ("see",), ("get",), ("know",))
_BEFORE_NOUNS = ARTICLES | POSSESSIVES | {"s", "’", "'", "no", "any"}
_TELLING = 0.4
"""Least probability for a word to count as a predicate."""
_REACH = 4
"""Words before and after the verb of a cue, at most, in which "cannot" belongs to it."""


def in_context(words: Words, found: FoundAttribution, leaning: Leaning) -> Leaning:
    """Return how a cue leans, by what follows it.

    Args:
        words: The report's words.
        found: The attribution.
        leaning: How its cue leans by itself.
    """
    if not found.contents:
        return leaning
    cue = list(words.lower[slice(*found.cue)])
    if (leaning.stance == "says" and is_question(words, found)) or _presses(words, found, cue):
        return replace(leaning, stance="asks")
    opening = opening_of(words, found.contents)
    begins = words.lower[opening : opening + _REACH] if opening is not None else ("",)
    if leaning.stance == "doubts":
        is_asking = any(word.startswith("question") for word in cue)
        open_now = replace(leaning, stance="asks" if is_asking else "says", level="uncommitted")
        is_left_open = {begins[0], cue[-1]} & _WH or (is_asking and "about" in (cue[-1], *_first_words(words, found)))
        return open_now if is_left_open else leaning
    if _PLEADS & {*cue} and "guilty" in (*cue, *begins):
        return replace(leaning, stance="denies" if "not" in (*cue, begins[0]) else "says")
    if leaning.stance == "wants" and _says_after_all(words, found, cue, begins):
        return replace(leaning, stance="says")
    speaker = {words.lower[i] for run in found.source for i in range(*run)}
    is_deed = begins[0] == "to" and begins[1:2] not in _STATES
    is_own = is_deed and cue[-1:] == ["expect"] and not FIRST_PERSON.isdisjoint(speaker)
    wants = is_own or (is_deed and not _CALLS.isdisjoint(cue[-1:])) or _orders(words, found, cue)
    wants = wants or (any(word.startswith("suggest") for word in cue) and _proposes(words, found))
    return replace(leaning, stance="wants", level="certain") if wants else leaning


def _first_words(words: Words, found: FoundAttribution) -> tuple[str, ...]:
    """Return the words with which a content begins, in lower case: whom somebody asks is named there."""
    start, end = found.contents[0]
    return words.lower[start : min(end, start + _FIRST_WORDS)]


def _presses(words: Words, found: FoundAttribution, cue: list[str]) -> bool:
    """Check for somebody who is pressed for an answer: "pressed Orlin on whether it leaked"."""
    if not any(word.startswith(_PRESSES) for word in cue):
        return False
    return any(
        before in _OF_TOPICS and word in _ASKED for before, word in pairwise((cue[-1], *_first_words(words, found)))
    )


def _orders(words: Words, found: FoundAttribution, cue: list[str]) -> bool:
    """Check for an order: "told to leave", "told residents not to drink it", "said: “Please leave”"."""
    first = [word for word in _first_words(words, found) if word.isalpha()]
    if not _TELLS.isdisjoint(cue[-2:]) and (first[:1] == ["to"] or ("not", "to") in pairwise(first)):
        return True
    shown = " ".join(words.lower[slice(*found.contents[0])]) if len(found.contents) == 1 else ""
    return _ORDER.fullmatch(shown) is not None


def _proposes(words: Words, found: FoundAttribution) -> bool:
    """Check for what somebody suggests to do: "suggested closing the dam", "that the town should close it"."""
    opening = opening_of(words, found.contents)
    if opening is None or (words.lower[opening].endswith("ing") and words.lower[opening] not in _THINGS):
        return opening is not None
    start, end = found.contents[0]
    duties = words.places_of(_DUTIES, (start, min(end, start + _FARTHEST_DUTY)))
    return any(words.lower[i + 1 : i + 2] != ("have",) for i in duties)


def _says_after_all(words: Words, found: FoundAttribution, cue: list[str], begins: tuple[str, ...]) -> bool:
    """Check whether advice is no wish but a statement: "advised him that the order was lawful"."""
    start = found.contents[0][0]
    is_that = "that" in {words.lower[start], words.lower[start - 1]}
    return is_that and any(word.startswith("advis") for word in cue) and {"should", "be"}.isdisjoint(begins)


def is_question(words: Words, found: FoundAttribution) -> bool:
    """Check whether all that is said is questions, and these not only cited within it."""
    first, last = found.contents[0][0], max(end for _, end in found.contents) - 1
    while last > first and words.marks[last] in {Mark.CLOSES, Mark.OPENS}:
        last -= 1
    if words.texts[last] != "?" or (words.marks[last] == Mark.INSIDE and words.marks[first] == Mark.OUTSIDE):
        return False
    if words.texts[last - 2] == "," and words.lower[last - 1] in _TAGS:
        return False
    inside = [i for start, end in found.contents for i in range(start, min(end, last + 1))]
    ends = [words.texts[i] for i in inside if words.texts[i] in {".", "!", "?"}]
    return all(end == "?" for end in ends)


def is_clause(words: Words, found: FoundAttribution, weights: Sequence[Weight]) -> bool:
    """Check whether a content tells of something that is so or not: it has a verb, and is more than a noun phrase."""
    start = found.contents[0][0]
    inside = [i for run in found.contents for i in range(*run)]
    opening = opening_of(words, found.contents)
    first = words.lower[opening] if opening is not None else ""
    before = words.lower[start - 1] if start else ""
    if first in CLAUSE_OPENERS - {"who"} or before in CLAUSE_OPENERS or first == "to" or words.marks[start]:
        return True
    if first in {"which", "who"}:
        return len(inside) > 1
    if inside[-1] == found.cue[0] - 1 and words.lower[inside[-1]] in {"that", "which"}:
        return True  # "a change that has been speculated": that there was one
    return any(_is_verb(words, i, start, weights) for i in inside)


def _is_verb(words: Words, i: int, start: int, weights: Sequence[Weight]) -> bool:
    word = words.lower[i]
    before = words.lower[i - 1] if i > start else "the"
    is_noun = before in _BEFORE_NOUNS or before in PHRASE_ENDS
    return word in FINITE or (weights[i].telling >= _TELLING and not is_noun)


def is_unwilling(words: Words, found: FoundAttribution, leaning: Leaning) -> bool:
    """Check whether a negated cue tells that somebody does not want something: not all negated wishes do.

    >>> from whence.language.words import segment
    >>> from whence.reading.attributions.stance import leaning_of
    >>> from whence.reading.model.decode import Evidence
    >>> none = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("Vesk did not want to leave.")
    >>> found = FoundAttribution(source=((0, 1),), cue=(1, 4), contents=((4, 6),), confidence=1.0, evidence=none)
    >>> is_unwilling(words, found, leaning_of(words.texts[1:4]))
    True
    """
    cue = list(words.lower[slice(*found.cue)])
    if any(word.startswith(("refus", "declin")) for word in cue):
        first = words.lower[slice(*found.contents[0])]
        is_deed = cue[-1] == "to" or (cue[-1].startswith(("refus", "declin")) and first[0] == "to")
        deed = first[1:2] if first[0] == "to" else first[:1]
        return is_deed and WITHHELD.isdisjoint(deed)
    return any(word.startswith(_NOUNS_OF_WISHES) for word in cue) or (
        leaning.stance == "wants" and any(word.startswith(_WISHES) for word in cue)
    )


def is_topic(words: Words, found: FoundAttribution, leaning: Leaning) -> bool:
    """Check whether a content is only what somebody thinks about or believes in, or whom somebody questions."""
    cue = list(words.lower[slice(*found.cue)])
    start = found.contents[0][0]
    if leaning.stance == "believes" and not _THINKS.isdisjoint(cue):
        return cue[-1] in _OF_TOPICS or words.lower[start] in {"of", "about"}
    if leaning.stance != "doubts" or not any(word.startswith("question") for word in cue):
        return False
    run = found.contents[0]
    core = [words.lower[i] for i in range(*run) if words.shapes[i] != Shape.PUNCTUATION][:_REACH]
    return any(kind_of_noun(text) in ACTING_KINDS for text in core) and FINITE.isdisjoint(core)


def is_taken_for_true(words: Words, found: FoundAttribution) -> bool:
    """Check whether somebody cannot believe or understand what is so: "could not understand why they ran"."""
    around = list(words.lower[max(0, found.cue[0] - _REACH) : found.cue[1]])
    cue = around[-(found.cue[1] - found.cue[0]) :]
    is_unable = not (MAY | {"cannot"}).isdisjoint(around) or "can" in around
    return is_unable and any(word in {"believe", "understand", "imagine", "fathom"} for word in cue)
