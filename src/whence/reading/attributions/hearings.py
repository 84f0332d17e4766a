"""What is told to a court, an inquest or a committee: it hears that, and who says it is not known.

In "the inquest heard that the bridge was shut" the inquest is no source, but the channel; so are those who are told
something in a headline: "Bridge “was shut”, jury told".
"""

from collections.abc import Iterator
from dataclasses import replace

from whence.language.date_words import DAY_PHRASES
from whence.language.english import (
    AUXILIARIES,
    BEFORE_VERBS,
    FINITE,
    FORMS_OF_BE,
    IRREGULAR_PASTS,
    PHRASE_ENDS,
    RELATIVE,
)
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import Shape, Words, sentence_around
from whence.reading.model.decode import Evidence, FoundAttribution, WordRange

__all__ = ["find_hearing", "find_hearsay_of_hearings", "hears_claim", "is_heard", "without_hearers"]

_HEARERS = frozenset({
    "court", "inquest", "inquiry", "enquiry", "jury", "jurors", "tribunal", "hearing", "magistrates", "commission",
    "committee", "subcommittee", "mps", "peers", "senators", "lawmakers", "councillors",
})  # fmt: skip
_HEARD, _TOLD = frozenset({"heard", "hears"}), frozenset({"told", "informed"})
_LONGEST = 10
"""Words of a subject: "a jury at the Crown Court in Lower Marram"."""
_FEWEST = 3
"""Words of the shortest claim."""
_HEARABLE = frozenset({
    "case", "cases", "evidence", "testimony", "appeal", "appeals", "argument", "arguments", "statement", "statements",
    "submission", "submissions", "witness", "witnesses", "complaint", "complaints", "claim", "claims", "application",
    "applications", "allegations", "charge", "charges", "plea", "pleas", "petition", "petitions", "motion", "motions",
    "matter", "speech", "speeches", "recording", "recordings", "tape", "tapes", "call", "calls", "challenge",
})  # fmt: skip
"""What a court hears without anything being said of it."""
_WHEN = DAY_PHRASES | {"this", "last", "week"}
_NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
_CONFIDENCE = 0.6
"""As for other fixed patterns: no report of PolNeAR has one."""


def find_hearing(words: Words, cue: WordRange) -> WordRange | None:
    """Find the court or committee that hears or is told what an attribution tells; None for any other attribution.

    Args:
        words: The report's words.
        cue: Where the attribution has its cue.

    >>> from whence.language.words import segment
    >>> find_hearing(segment("On Monday, a jury at the Crown Court heard that he fell."), (9, 10))
    (3, 9)
    >>> find_hearing(segment("A judge heard that he fell."), (2, 3))
    """
    shown = words.lower[slice(*cue)]
    is_informed = not _TOLD.isdisjoint(shown) and (not FORMS_OF_BE.isdisjoint(shown) or _ends_headline(words, cue))
    if _HEARD.isdisjoint(shown) and not is_informed:
        return None
    end = cue[0]
    while end > 0 and words.lower[end - 1] in AUXILIARIES | BEFORE_VERBS:
        end -= 1
    start = end
    while start > max(0, end - _LONGEST) and _goes_on(words, start - 1, end):
        start -= 1
    core = next((i for i in range(start, end) if words.lower[i] in PHRASE_ENDS), end)
    return (start, end) if start < core and words.lower[core - 1] in _HEARERS else None


def is_heard(words: Words, one: FoundAttribution) -> bool:
    r"""Check for what a court hears, or somebody in a headline is told: whoever stands before the cue says nothing.

    Args:
        words: The report's words.
        one: An attribution.

    >>> from whence.language.words import segment
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> words = segment("Bridge “was shut”, union told\n\nThe bridge is old.")
    >>> one = FoundAttribution(source=((6, 7),), cue=(7, 8), contents=((0, 5),), confidence=0.9, evidence=nothing)
    >>> is_heard(words, one)
    True
    """
    is_after = bool(one.contents) and all(end <= one.cue[0] for _, end in one.contents)
    is_informed = is_after and words.lower[slice(*one.cue)] == ("told",) and _ends_headline(words, one.cue)
    return is_informed or find_hearing(words, one.cue) is not None


def without_hearers(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Make those who hear or are told something neither the source nor a part of what is said.

    Args:
        words: The report's words.
        one: An attribution.

    >>> from whence.language.words import segment
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=(), cue=(2, 4), contents=((0, 2), (4, 6)), confidence=0.9, evidence=nothing)
    >>> without_hearers(segment("The court was told he fell."), one).contents
    ((4, 6),)
    """
    if is_heard(words, one):
        one = replace(one, source=tuple(run for run in one.source if run[0] >= one.cue[1]))
    shown = words.lower[slice(*one.cue)]
    is_informed = shown[-1:] == ("told",) and not FORMS_OF_BE.isdisjoint(shown)
    after = [run for run in one.contents if run[0] == one.cue[1] and words.lower[run[0]] != "to"]
    if not after or not (is_informed or find_hearing(words, one.cue)):
        return one
    return replace(one, contents=tuple(run for run in one.contents if run[1] != one.cue[0]))


def hears_claim(words: Words, one: FoundAttribution) -> bool:
    """Check for something that is said in a hearing: a court that "heard the case" has heard no claim.

    Args:
        words: The report's words.
        one: An attribution.
    """
    if find_hearing(words, one.cue) is None:
        return False
    return any(end <= one.cue[0] or _is_claim(words, (start, end)) for start, end in one.contents)


def find_hearsay_of_hearings(words: Words) -> Iterator[FoundAttribution]:
    """Find what is told after the words that were heard: "He fell, an inquest heard on Monday".

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> (one,) = find_hearsay_of_hearings(segment("A man fell off the bridge, an inquest heard on Monday."))
    >>> one.source, one.cue, one.contents
    ((), (9, 10), ((0, 6),))
    """
    for at in words.places_of(_HEARD, (1, len(words))):
        begun = at
        while begun > 0 and words.lower[begun - 1] in AUXILIARIES:
            begun -= 1
        hearing = find_hearing(words, (begun, at + 1))
        if hearing is None or words.texts[hearing[0] - 1] != ",":
            continue
        first, last = sentence_around(words, at)
        content = (first, hearing[0] - 1)
        after = words.lower[at + 1 : last]
        is_last = all(word in _WHEN or not word[0].isalpha() or word.isdigit() for word in after)
        if is_last and content[1] - content[0] >= _FEWEST and words.marks[at] == Mark.OUTSIDE:
            yield FoundAttribution(
                source=(), cue=(begun, at + 1), contents=(content,), confidence=_CONFIDENCE, evidence=_NOTHING
            )


def _ends_headline(words: Words, cue: WordRange) -> bool:
    """Check for a cue that ends the first line, so that a verb of telling has no hearer after it."""
    end = cue[1]
    return words.paragraphs[end - 1] == 0 and end < len(words) and words.paragraphs[end] > 0


def _goes_on(words: Words, i: int, end: int) -> bool:
    """Check for a word of a subject: no mark but the one of "magistrates' court", no verb, and no word that joins."""
    if words.paragraphs[i] != words.paragraphs[end - 1] or words.marks[i] != words.marks[end - 1]:
        return False
    is_mark = words.shapes[i] == Shape.PUNCTUATION and words.texts[i] not in APOSTROPHES
    return not is_mark and words.lower[i] not in RELATIVE | FINITE | {"and", "but", "as", "while", "when", "after"}


def _is_claim(words: Words, run: WordRange) -> bool:
    """Check for a subject with its verb: "the bridge fell", and no "evidence", "the case", "from witnesses"."""
    said = words.lower[slice(*run)]
    verb = next(
        (i for i, word in enumerate(said) if word in FINITE | IRREGULAR_PASTS or (i and word.endswith("ed"))), None
    )
    if verb is None or said[0] in PHRASE_ENDS - RELATIVE:
        return False
    before = said[:verb]
    is_by = said[verb].endswith("ed") and said[verb + 1 : verb + 2] in {("by",), ("of",)}
    return not is_by and _HEARABLE.isdisjoint(before) and RELATIVE.isdisjoint(before[1:])
