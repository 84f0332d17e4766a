"""Quoting: in "Ana Brandt was quoted by the Clarion as saying …", Ana Brandt is the source of what follows."""

import re
from dataclasses import replace

from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Words, sentence_around
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["CITING", "CLAUSE_LINKS", "QUOTING", "as_saying", "cites_people", "credit_quoted"]

_QUOTED = re.compile(r"\b(?:quoted|cited|reported|heard|recorded)\b")
QUOTING = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
CITING = frozenset({"citing", "quoting"})
"""Those that may follow whoever speaks: "the hospital, citing an aide, said"."""
_AFTER_HEAD = frozenset({
    "with", "of", "in", "at", "from", "who", "that", "close", "familiar", "briefed", "involved", "on", "for", "as",
    "speaking", "not",
})  # fmt: skip
"""Words after which the noun that says who is cited has passed."""
_LEARNED = re.compile(r"(?:(?:has|had|have) )?(?:learned|learnt)(?: from)?")
_LONGEST_NAME = 8
"""Most words from the end of what somebody learned to the verb."""
_AS_SAYING = frozenset({"saying", "telling", "stating", "claiming", "warning", "adding", "insisting", "denying"})
_MOST_BETWEEN = 14
"""Most words from "was quoted" to "as saying"."""
_LONGEST = 14
"""Most words of the subject."""
CLAUSE_LINKS = frozenset({"that", "and", "but", "while", "when", "as", "because", "though", "although"})
"""Words before which a clause with its own subject begins."""
_MARKS = frozenset({";", ":", ".", "“", "”", '"', "—", "–", "(", ")"})


def credit_quoted(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Make the subject the source of an attribution whose cue says that somebody was quoted as saying something.

    Args:
        words: The report's words.
        one: An attribution; any other is returned as it is.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("Brandt was quoted by the Clarion as saying it leaked.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=(), cue=(1, 3), contents=((6, 10),), confidence=0.9, evidence=nothing)
    >>> told = credit_quoted(words, one)
    >>> [" ".join(words.texts[a:b]) for a, b in (*told.source, told.cue, *told.contents)]
    ['Brandt', 'was quoted by the Clarion as saying', 'it leaked']
    """
    first, last = sentence_around(words, one.cue[0])
    shown = " ".join(words.lower[i] for i in range(*one.cue))
    if _LEARNED.fullmatch(shown):
        return _with_learner(words, one, first)
    if any(run[0] < one.cue[0] for run in one.source):
        return _without_lead(words, one, last) if shown in QUOTING else one
    if not _QUOTED.search(shown):
        return one
    saying = as_saying(words, one.cue[0], last)
    subject = _subject(words, first, one.cue[0])
    if saying is None or subject is None:
        return one
    cut = tuple((max(start, saying), end) for start, end in one.contents if end > saying)
    contents = cut or ((saying, last - (words.texts[last - 1] in _MARKS)),)
    if contents[0][0] >= contents[0][1]:
        # Nothing follows: "“…,” Ana Brandt was quoted as saying."
        contents = ((first, subject[0]),)
        if Mark.INSIDE not in words.marks[first : subject[0]]:
            return one
    return replace(one, source=(subject,), cue=(one.cue[0], saying), contents=contents)


def _with_learner(words: Words, one: FoundAttribution, first: int) -> FoundAttribution:
    """Make the name before the verb the source, and end the content before it: "It leaks, Skerry-TV learned from"."""
    start, end = one.cue
    end += words.lower[end : end + 1] == ("from",)
    comma = next((i for i in range(start - 1, max(first, start - _LONGEST_NAME), -1) if words.texts[i] == ","), start)
    is_name = comma + 1 < start and all(
        words.shapes[i] in CAPITALISED or words.texts[i] in {"the", "-", "."} or words.texts[i - 1] == "."
        for i in range(comma + 1, start)
    )
    is_after = len(one.contents) == 1 and one.contents[0][0] < comma < start and one.contents[0][1] <= start
    if words.lower[end - 1] != "from" or not is_name or not is_after:
        return one
    return replace(one, source=((comma + 1, start),), cue=(start, end), contents=((one.contents[0][0], comma),))


def _without_lead(words: Words, one: FoundAttribution, last: int) -> FoundAttribution:
    """Take "the mayor as saying" off a content: "the Clarion quoted the mayor as saying it leaked"."""
    saying = as_saying(words, one.cue[0], last)
    if saying is None or not any(one.cue[1] <= start < saying for start, _ in one.contents):
        return one
    contents = tuple((max(start, saying), end) for start, end in one.contents if end > saying)
    return replace(one, contents=contents) if contents else one


def cites_people(words: Words, start: int, end: int) -> bool:
    """Check whether words are a description of people, as after "citing": "two people familiar with the plan".

    >>> from whence.language.words import segment
    >>> cites_people(segment("a senior official in the port"), 0, 6), cites_people(segment("safety concerns"), 0, 2)
    (True, False)
    """
    head = ""
    for text in words.texts[start:end]:
        if text.lower() in _AFTER_HEAD or not text[0].isalpha():
            break
        head = text
    return head.islower() and kind_of_noun(head) in {"person", "group", "bare"}


def as_saying(words: Words, at: int, last: int) -> int | None:
    """Find where "as saying" ends after a verb of quoting.

    Args:
        words: The report's words.
        at: Where the verb stands.
        last: Where its sentence ends.
    """
    pairs = (i for i in range(at, min(last, at + _MOST_BETWEEN) - 1) if words.lower[i] == "as")
    return next((i + 2 for i in pairs if words.lower[i + 1] in _AS_SAYING), None)


def _subject(words: Words, first: int, cue: int) -> WordRange | None:
    """Find the subject before "was quoted", with what stands between commas in it."""
    start, commas = cue, 0
    is_apposed = words.texts[cue - 1] == "," if cue > first else False
    while start > max(first, cue - _LONGEST):
        word = words.lower[start - 1]
        if word in _MARKS or word in CLAUSE_LINKS or (word == "," and commas >= 2 * is_apposed):
            break
        commas += word == ","
        start -= 1
    return (start, cue - is_apposed) if start < cue - is_apposed else None
