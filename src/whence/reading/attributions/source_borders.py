"""Where the words for a source end: with their paragraph, and before words of the content or the cue.

What the model takes together with a source does not belong to it where the grammar forbids that: after "him" begins
another phrase, and "a" goes with no plural.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from whence.language.english import (
    ARTICLES,
    AUXILIARIES,
    DEMONSTRATIVES,
    FIRST_PERSON,
    FORMS_OF_BE,
    OFFICIALS,
    PHRASE_ENDS,
    POSSESSIVES,
    RELATIVE,
    SUBJECT_PRONOUNS,
    WHERE,
)
from whence.language.gazetteer import is_region, kind_of_noun
from whence.language.page_labels import without_label
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.attributions.hearings import without_hearers
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["after_clock", "is_told", "settle_source", "tells_of_subject", "within_paragraph"]

_PRONOUNS = frozenset({"he", "him", "she", "they", "them"})
_BEGINS_PHRASE = ARTICLES | DEMONSTRATIVES | POSSESSIVES
_CASUALTIES = frozenset({"dead", "killed", "hurt", "injured", "wounded", "missing", "safe", "alive"})
_BETWEEN = r" (?:(?:\w+ly|also|never|not|now|once|twice|later|again|first|often) )*"
"""What may stand between the words of a passive: "was twice", "were not"."""
_TIMES = r"(?: (?:twice|again|(?:at least )?(?:\w+|\d+) times))?"
_REQUESTED = re.compile(
    rf"\b(?:is|are|was|were|being|been){_BETWEEN}"
    r"(?:asked|urged|encouraged|invited|advised|reminded|pressed|questioned)"
    rf"{_TIMES}(?: about| on)?$"
)
_HELD = re.compile(
    rf"\b(?:is|are|was|were|been|being){_BETWEEN}"
    r"(?:believed|thought|considered|presumed|assumed|deemed|rumou?red|alleged|feared|said|expected)$"
    rf"|\b(?:is|are|was|were|been|being){_BETWEEN}(?:regarded|described) as$"
)
"""A passive that tells what others hold of somebody."""
_INFORMED = re.compile(
    rf"(?:\b(?:is|are|was|were|been|being)|['’] (?:re|s|m)){_BETWEEN}"
    rf"(?:(?:told|informed|alerted|notified|assured|warned){_TIMES}(?: that| of| about| against)?|called about)$"
)
_TELLING = frozenset({"told", "informed", "assured", "notified"})
"""Verbs that whoever is told something stands after, so that "told that" tells what somebody was told."""
_TELLS_HEARER = _TELLING | {"tell", "tells"}
_LONGEST_SUBJECT = 16
_LONGEST_PLACE = 4
_MOST_BEFORE = 4
"""Words between "whose" and the noun, in "whose long-serving deputy"."""
_ACCUSED = re.compile(r"^(?!.*\b(?:has|have|had|having)(?! been)\b).*\b(?:accused|suspected|convicted) of$")
"""A passive, in headlines too: whoever accuses stands before whom they accuse of it."""
_PLATFORMS = frozenset({"social media", "facebook", "twitter", "instagram", "tiktok", "youtube", "the internet"})
_CLOCK, _CLOCK_WORDS = re.compile(r"[012]?\d[:.][0-5]\d"), 3
_AGE = ("-", "year", "-", "old")
_FLOATING = frozenset({"all", "each", "both"})
"""Words that stand after whom they count: "they all"."""
_JOINS_CLAUSES = frozenset({"unless", "if", "because", "although", "though", "while", "whether"})
_LEADING = WHERE | {"by"}
_OTHERS = SUBJECT_PRONOUNS - FIRST_PERSON


def within_paragraph(words: Words, one: FoundAttribution) -> FoundAttribution:
    r"""Leave out of an attribution what another paragraph has of it: the time above an entry of a live blog.

    A content goes on in a paragraph beneath only after a colon or between quotation marks: not after a heading. Nobody
    in the headline is the subject of a verb within a sentence beneath it.

    Args:
        words: The report's words.
        one: An attribution. Of each run of its source, the paragraph nearest to the cue is kept.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("15:31\nNorthern Grid says that it is dark.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((2, 5),), cue=(5, 6), contents=((6, 10),), confidence=0.9, evidence=nothing)
    >>> within_paragraph(words, one).source
    ((3, 5),)
    """
    paragraphs = words.paragraphs
    at = one.cue[0]
    is_beneath = at < one.cue[1] and words.shapes[at] == Shape.LOWER and paragraphs[at] > 0
    if is_beneath and all(paragraphs[end - 1] == 0 for _, end in one.source):
        one = replace(one, source=())
    one = replace(one, contents=tuple(run for run in one.contents if not _is_beneath(words, run, one.cue)))
    if all(paragraphs[start] == paragraphs[end - 1] for start, end in one.source):
        return one
    return replace(one, source=tuple(_nearest(words, run, one.cue[0]) for run in one.source))


def _is_beneath(words: Words, content: WordRange, cue: WordRange) -> bool:
    """Check for a content that begins beneath the paragraph of its cue, where that does not lead to it."""
    start, here = content[0], words.paragraphs[cue[1] - 1]
    if words.paragraphs[start] <= here or words.marks[start] != Mark.OUTSIDE:
        return False
    return words.texts[bisect_right(words.paragraphs, here) - 1] != ":"


def _nearest(words: Words, run: WordRange, cue: int) -> WordRange:
    start, end = run
    if start < cue:
        return max(start, bisect_left(words.paragraphs, words.paragraphs[end - 1])), end
    return start, min(end, bisect_right(words.paragraphs, words.paragraphs[start]))


def settle_source(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Give the content back what the model took of it into the source, and leave out what belongs to neither.

    Args:
        words: The report's words.
        one: An attribution.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("According to police 16-year-old Ivo Brandt of Marram was rowing.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((2, 9),), cue=(0, 2), contents=((9, 14),), confidence=0.9, evidence=nothing)
    >>> settled = settle_source(words, one)
    >>> [" ".join(words.texts[a:b]) for a, b in (*settled.source, *settled.contents)]
    ['police', '16 - year - old Ivo Brandt of Marram was rowing']
    """
    one = without_hearers(words, _without_hearer(words, one))
    one = replace(one, source=tuple((_after_place(words, start, end), end) for start, end in one.source))
    if len(one.source) != 1:
        return one
    start, end = one.source[0]
    if _counts_casualties(words, one):
        contents = ((start, end), *one.contents)
        return replace(one, source=(), contents=contents)
    shown = " ".join(text.lower() for text in words.texts[slice(*one.cue)])
    if end == one.cue[0] and tells_of_subject(shown):
        is_within = any(first <= start < last for first, last in one.contents)
        return replace(one, source=(), contents=one.contents if is_within else ((start, end), *one.contents))
    is_place = start > 0 and words.lower[start - 1] == "on" and " ".join(words.lower[start:end]) in _PLATFORMS
    is_informed = end <= one.cue[0] and _INFORMED.search(" ".join(words.lower[end : one.cue[1]])) is not None
    if is_place or is_informed or _is_no_speaker(words, start, end) or is_told(words, one):
        return replace(one, source=())
    first, last = _settled(words, start, end)
    if (first, last) == (start, end):
        return one
    contents = tuple((last if run[0] == end and last < end else run[0], run[1]) for run in one.contents)
    cue = (last, one.cue[1]) if last < end == one.cue[0] and words.texts[last].endswith("ly") else one.cue
    return replace(one, source=((first, last),), cue=cue, contents=contents)


def is_told(words: Words, one: FoundAttribution) -> bool:
    """Check for a verb of telling without a hearer: "was taken aside and told that" is what somebody was told.

    Args:
        words: The report's words.
        one: An attribution.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=(), cue=(5, 6), contents=((6, 9),), confidence=0.9, evidence=nothing)
    >>> is_told(segment("She was taken aside and told that it leaks."), one)
    True
    """
    start, at = one.cue
    is_joined = start > 0 and words.lower[start - 1] in {"and", "or", "but", ","}
    is_that = is_joined and words.lower[at - 1] in _TELLING and words.lower[at : at + 1] == ("that",)
    # "The mayor met them and assured that it holds": this one he tells.
    first, _ = sentence_around(words, start)
    return is_that and (words.lower[at - 1] == "told" or not FORMS_OF_BE.isdisjoint(words.lower[first:start]))


def _without_hearer(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Make a source of who stands before the verb, and not of the hearer: "“It leaks,” Ana Brandt told | the Post"."""
    is_hearer = len(one.source) == 1 and one.source[0][0] == one.cue[1]
    if not is_hearer or words.lower[one.cue[1] - 1] not in _TELLS_HEARER:
        return one
    end = one.cue[0]
    start = max((last for _, last in one.contents if last <= end), default=end)
    while start < end and words.shapes[start] == Shape.PUNCTUATION:
        start += 1
    while start < end and words.shapes[end - 1] == Shape.PUNCTUATION:
        end -= 1
    is_subject = start < end and (words.shapes[start] in CAPITALISED or words.lower[start] in _BEGINS_PHRASE)
    return replace(one, source=((start, end),) if is_subject and end - start <= _LONGEST_SUBJECT else ())


def tells_of_subject(cue: str) -> bool:
    """Check for a passive that tells what others hold or want of its subject, which itself says nothing.

    Args:
        cue: The words of a cue in small letters.

    >>> tells_of_subject("is widely believed"), tells_of_subject("is convinced")
    (True, False)
    """
    return any(passive.search(cue) for passive in (_REQUESTED, _ACCUSED, _HELD))


def _is_no_speaker(words: Words, start: int, end: int) -> bool:
    """Check for a preposition with or without what it governs: "in the next term", "by", but not "at least one".

    Or for an article alone, or whoever a letter is to: "Dear reader".
    """
    first = words.lower[start]
    if (first == "dear") == (end > start + 1) and first in ARTICLES | {"dear"}:
        return True
    governed = words.lower[start + 1] if end > start + 1 else ""
    return (first in _LEADING and governed not in {"least", "most"}) or (not governed and first in {"of", "for"})


def after_clock(words: Words, run: WordRange) -> WordRange:
    """Leave out the time with which an entry of a live blog begins: "16.45 A diver tells us".

    Args:
        words: The report's words.
        run: A range of words.

    >>> from whence.language.words import segment
    >>> after_clock(segment("16:45 A diver tells us"), (0, 5)), after_clock(segment("16 divers tell us"), (0, 2))
    ((3, 5), (0, 2))
    """
    start, end = run
    is_first = start == 0 or words.paragraphs[start - 1] != words.paragraphs[start]
    if not is_first or end <= start + _CLOCK_WORDS or words.texts[start + 1] not in {":", "."}:
        return run
    is_time = _CLOCK.fullmatch("".join(words.texts[start : start + _CLOCK_WORDS])) is not None
    return (start + _CLOCK_WORDS, end) if is_time else run


def _settled(words: Words, start: int, end: int) -> WordRange:
    start, end = without_label(words, after_clock(words, (start, end)))
    start = _start_of_owned(words, _start_of(words, start, end), end)
    texts = list(words.lower[start:end])
    if len(texts) == 1:
        return start, end
    is_aged = texts[0] in OFFICIALS and words.shapes[start + 1] == Shape.NUMBER and tuple(texts[2:6]) == _AGE
    if is_aged or (texts[0] in _PRONOUNS and texts[1] in _BEGINS_PHRASE):
        return start, start + 1
    if texts[-1] in OFFICIALS and not {"a", "an"}.isdisjoint(texts) and PHRASE_ENDS.isdisjoint(texts):
        return end - 1, end
    is_doubled = texts[-1] in _OTHERS and words.shapes[end - 2] in CAPITALISED
    is_relative = texts[-1] in RELATIVE and kind_of_noun(texts[-2]) is not None
    if is_relative or (texts[-1] in _FLOATING and texts[-2] not in PHRASE_ENDS):
        return start, end - 1
    is_adverb = texts[-1].endswith("ly") and words.shapes[end - 1] == Shape.LOWER and kind_of_noun(texts[-1]) is None
    return start, end - (is_doubled or (is_adverb and kind_of_noun(texts[-2]) is not None))


def _start_of(words: Words, start: int, end: int) -> int:
    """Find where a source begins: after a mark that nothing closes, "’s", "unless" and "reported by"."""
    is_open = words.marks[start] == Mark.OPENS and Mark.CLOSES not in words.marks[start:end]
    is_ending = words.lower[start] == "s" and start > 0 and words.texts[start - 1] in APOSTROPHES
    leading = 1 if is_open or is_ending or words.lower[start] in _JOINS_CLAUSES else 0
    leading = 2 if words.lower[start : start + 2] == ("reported", "by") else leading
    return start + leading if start + leading < end else start


def _after_place(words: Words, start: int, end: int) -> int:
    """Find where a source begins after the place at its sentence's beginning: "In Marram, Norway, | a diver"."""
    lead = start if words.lower[start] in WHERE else start - 1
    if lead < 0 or words.lower[lead] not in WHERE or lead != sentence_around(words, start)[0]:
        return start
    begun = start
    for comma in [i for i in range(lead + 2, end - 1) if words.texts[i] == ","]:
        first = max(begun, lead + 1)
        is_name = comma <= first + _LONGEST_PLACE and all(words.shapes[i] in CAPITALISED for i in range(first, comma))
        is_name = is_name and (words.lower[comma + 1] in _BEGINS_PHRASE or words.shapes[comma + 1] in CAPITALISED)
        if not is_name or (begun > start and not is_region(" ".join(words.texts[first:comma]))):
            break
        begun = comma + 1
    return begun


def _start_of_owned(words: Words, start: int, end: int) -> int:
    """Find where a source begins that is somebody's: "the fleet, | whose commander, Ivo Brandt,".

    The relative clause goes on with the cue then, and has no verb of its own: not "the fleet, whose ships sank,".
    """
    at = next((i for i in range(start + 1, end) if words.lower[i] == "whose"), None)
    if at is None or words.texts[at - 1] != ",":
        return start
    stop = next((i for i in range(at + 1, end) if words.texts[i] == ","), end)
    before = words.lower[at + 1 : stop - 1]
    is_noun = stop > at + 1 and kind_of_noun(words.texts[stop - 1]) in {"person", "organisation"}
    is_plain = len(before) <= _MOST_BEFORE and PHRASE_ENDS.isdisjoint(before) and _BEGINS_PHRASE.isdisjoint(before)
    after = words.lower[stop + 1 : end - (words.texts[end - 1] == ",")]
    return at if is_noun and is_plain and (AUXILIARIES | {",", "and"}).isdisjoint(after) else start


def _counts_casualties(words: Words, one: FoundAttribution) -> bool:
    """Check for the number in "2 confirmed dead": so many are dead, and they confirm nothing."""
    start, end = one.source[0]
    after = words.lower[one.cue[1]] if one.cue[1] < len(words) else ""
    is_number = end == start + 1 == one.cue[0] and words.shapes[start] == Shape.NUMBER
    return is_number and after in _CASUALTIES and words.texts[one.cue[1] - 1].endswith("ed")
