"""Surveys: what "59 percent" say, they said to a poll that their sentence names."""

import re

from whence.language.english import DEFINITE, INDEFINITE, SURVEYS
from whence.language.words import Words, sentence_around
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.sources.titles import goes_before

__all__ = ["survey_behind", "tells_answers"]

_LONGEST = 8
"""Most words of a poll's name: "the latest Harbour University poll"."""
_NEAR_WORDS = 150
"""Most words from a poll's mention to a sentence that tells its answers."""
_FIRST = DEFINITE | INDEFINITE
_SHARE = re.compile(
    r"\d (?:%|percent|per cent)|\b(?:in|out of) (?:\d+|five|ten)\b|\b(?:half|third|quarter)\b|\brespondents\b|"
    r"\b(?:polled|surveyed)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d (?:%|percent|per cent)", re.IGNORECASE)
_CHOOSING = (
    r"lead\w*|led|chose|favou?r\w*|back(?:s|ed)?|support\w*|prefer\w*|disapprov\w*|approv\w*|agree\w*|voters|respondents|"
    "polled|surveyed"
)
_CHOSEN = re.compile(rf"\b(?:{_CHOOSING})\b", re.IGNORECASE)
_CHOOSES = re.compile(rf"\b(?:{_CHOOSING}|trail\w*|choose|received|won|wins|held|has|had|got|tied)\b", re.IGNORECASE)
"""What stands before a share: "Orlin leads 43 percent to 41"; fewer words do after one: "43 percent chose him"."""


def survey_behind(words: Words, found: FoundAttribution) -> WordRange | None:
    """Find the poll that a share of people answered: the last one named in the sentence.

    Args:
        words: The report's words.
        found: An attribution; one whose source is no share of people has no poll behind it.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("In a Skerry University poll, one in five said that they swim.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((6, 9),), cue=(9, 10), contents=((10, 13),), confidence=0.9, evidence=nothing)
    >>> survey_behind(words, one)
    (1, 5)
    """
    if not any(_SHARE.search(" ".join(words.texts[start:end])) for start, end in found.source):
        return None
    inside = {i for run in (*found.source, *found.contents) for i in range(*run)}
    first, end = sentence_around(words, found.cue[0])
    for at in range(end - 1, first - 1, -1):
        if words.lower[at] in SURVEYS and at not in inside:
            start = _name_of(words, at)
            return (start, at + 1) if start < at else None
    return None


def tells_answers(words: Words, run: WordRange) -> bool:
    """Check whether a sentence tells which share of people answered what, to a poll named shortly before.

    Args:
        words: The report's words.
        run: The sentence. One that names a poll itself tells of the poll.

    >>> from whence.language.words import segment
    >>> words = segment("The poll came out on Monday. Brandt leads Orlin 43 percent to 41 percent.")
    >>> tells_answers(words, (6, 15)), tells_answers(words, (0, 6))
    (True, False)
    """
    start, end = run
    if words.places_of(SURVEYS, run) or not words.places_of(SURVEYS, (max(0, start - _NEAR_WORDS), start)):
        return False
    shown = " ".join(words.texts[start:end])
    shares = [share.start() for share in _PERCENT.finditer(shown)]
    if not shares:
        return False
    return _CHOOSES.search(shown, 0, shares[-1]) is not None or _CHOSEN.search(shown, shares[0]) is not None


def _name_of(words: Words, at: int) -> int:
    """Find the word with which a poll's name begins."""
    start = at
    while start and at - start < _LONGEST and goes_before(words, start - 1) and words.lower[start] not in _FIRST:
        start -= 1
    return start
