"""Where cue and content meet, and where a content ends: the words between them belong to the one that needs them."""

import re
from dataclasses import replace

from whence.language.date_words import DAY_PHRASES
from whence.language.english import (
    ARTICLES,
    ARTICLES_ABROAD,
    CLAUSE_MARKS,
    FIRST_PERSON,
    FORMS_OF_BE,
    HEARSAY,
    PHRASE_ENDS,
    RELATIVE,
    SAYING,
    SECOND_PERSON,
    SUBJECT_PRONOUNS,
    WHERE,
)
from whence.language.gazetteer import ACTING_KINDS, find_outlet, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.attributions.quoted_by import CITING, CLAUSE_LINKS
from whence.reading.attributions.source_borders import after_clock
from whence.reading.attributions.stance import is_listed
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.sources.anonymity_terms import without_terms

__all__ = ["settle_content"]

_LOOSE_ENDS = CLAUSE_LINKS - {"that", "as"} | {"or"}
"""What begins another clause, which no content ends with."""
_INTRODUCES = frozenset({":", ";", ","})
"""Before a line break these let a content go on in the next line."""
_SAID = SAYING | {"say", "wrote", "writes", "tweeted", "exclaimed", "reported", "reports"}
_TOLD = frozenset({"told", "tells", "tell"})
_BY_PLACE = WHERE | {"during"}
_BY_MATTER = PHRASE_ENDS - _BY_PLACE | {"from"}
_AFTER_AT = frozenset({"least", "most"})
_SENTENCE_ENDS = frozenset({".", "!", "?"})
_SHORTEST = 4
"""Letters of the shortest word in lower case that is surely no abbreviation."""
_HEADING, _LONGEST_LINE = 45, 100
"""Characters of the longest heading, and of the longest line of a text that is broken into lines of one width."""
_BARS = frozenset({"-", "–", "|"})
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
_OF_SOURCE = re.compile(
    r"(?:(?:did|does|do|would|could|has|have) ?(?:not|n ?['’] ?t)|(?:did|does|do|would|could|has|have)n ['’] t|"
    r"declined to|refused to) (?:\w+ )?(?:disclosed?|sa(?:y|id)|g[ia]ven?|released?|identif(?:y|ied)|named?|"
    r"elaborated?|provided?|specif(?:y|ied)|comment(?:ed)?|revealed?|confirm(?:ed)?|offer(?:ed)?)\b|"
    r"(?:was|were) (?:\w+ )?(?:charged|arrested|sentenced|convicted|booked|jailed)\b"
)
"""What happens to no thing, only to somebody: to the source."""
_IN_COURT = frozenset({"Sentencing", "Defending", "Prosecuting", "Mitigating", "Concluding", "Opening", "Closing"})
_REACH = 7
_LONGEST_PLACE = 6
_SHORT = 4
"""Most words of a place: "exclaimed over the radio"."""
_OTHERS = SUBJECT_PRONOUNS - FIRST_PERSON - SECOND_PERSON
"""Pronouns of neither the speaker nor whom he speaks to."""


def settle_content(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Let cue and content meet where the grammar parts them, and let the content end with its line and its clause.

    Args:
        words: The report's words.
        one: An attribution.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("Okafor pleaded not guilty to theft.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((0, 1),), cue=(1, 3), contents=((3, 6),), confidence=0.9, evidence=nothing)
    >>> settled = settle_content(words, one)
    >>> [" ".join(words.texts[a:b]) for a, b in (settled.cue, *settled.contents)]
    ['pleaded not guilty', 'to theft']
    """
    one = _hedged_deed(words, one) if _is_hedge(words, one) else one
    one = _parted(words, _with_content(words, _within_letter(words, one)))
    without = (without_terms(words, one, run) for run in one.contents)
    ended = (
        _ended(words, _in_sentence(words, _in_line(words, run, one.cue[0]), one.cue[1]), one.cue[1]) for run in without
    )
    told = (_without_source(words, _without_site(words, run), one.cue) for run in ended)
    return replace(one, contents=tuple(run for run in told if run[0] < run[1] and not _tells_office(words, one, run)))


def _tells_office(words: Words, one: FoundAttribution, run: WordRange) -> bool:
    """Check for what a judge or lawyer is doing before the name: "Sentencing, Judge Okafor said"."""
    is_before = run[1] + 1 in {start for start, _ in one.source} and words.texts[run[1]] == ","
    return is_before and run[1] == run[0] + 1 and words.texts[run[0]] in _IN_COURT


def _within_letter(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Find what is said in a letter or a speech: "The mayors sent a letter in which they | warned | that it leaks"."""
    start = one.cue[1]
    is_open = words.lower[start - 2 : start] == ("in", "which") and one.contents[:1] and one.contents[0][0] == start
    if not is_open or words.lower[start] not in SUBJECT_PRONOUNS or one.contents[0][1] < start + _SHORT:
        return one
    if not is_listed((words.lower[start + 1],)) and words.lower[start + 1] not in _SAID:
        return one
    contents = ((start + 2, one.contents[0][1]), *one.contents[1:])
    return replace(one, cue=(start + 1, start + 2), contents=contents)


def _is_hedge(words: Words, one: FoundAttribution) -> bool:
    """Check for "allegedly by a rival"."""
    start, end = one.cue
    is_alone = end == start + 1 and words.lower[start] in HEARSAY
    return is_alone and end < len(words) and words.lower[end] == "by"


def _hedged_deed(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Find the deed in "the shed was burned down, allegedly by a rival": all of its clause."""
    start, end = one.cue
    first, last = sentence_around(words, start)
    stop = next((i for i in range(end, last) if words.texts[i] in CLAUSE_MARKS | {","}), last)
    before = start - (start > first and words.texts[start - 1] == ",")
    runs = ((first, before), (end, stop))
    return replace(one, source=(), contents=tuple(run for run in runs if run[0] < run[1]))


def _with_content(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Find the content of a verb of saying for which the model finds none: what stands before it, or "that …"."""
    said = words.lower[one.cue[1] - 1]
    if not one.contents and words.lower[slice(*one.cue)] == ("according", "to"):
        return _with_fronted(words, one)
    if one.contents or len(one.source) != 1 or said not in _SAID:
        return one
    first, last = sentence_around(words, one.cue[0])
    after = (i for i in range(one.cue[1], last) if words.shapes[i] != Shape.PUNCTUATION)
    spoken = [i for i in after if words.lower[i] not in DAY_PHRASES]
    start = one.source[0][0]
    # "The pier leaks, divers have told the Courier": it is told already.
    is_clause = words.lower[first] not in _LOOSE_ENDS | PHRASE_ENDS | WHERE
    is_addressed = said in _TOLD and is_clause and 0 < len(spoken) <= _SHORT and "that" not in words.texts[start:last]
    if (not spoken or is_addressed) and start > first + 1 and words.texts[start - 1] == ",":
        return replace(one, contents=((first, start - 1),))
    that = next((i for i in spoken if words.texts[i] == "that"), None)
    end = last - (words.shapes[last - 1] == Shape.PUNCTUATION)
    return one if that is None or that + 1 >= end else replace(one, contents=((that, end),))


def _with_fronted(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Find the content after whom it is according to, and whom that one cites: "According to X, citing Y, it leaks"."""
    first, last = sentence_around(words, one.cue[0])
    cites = one.source[0][1] if len(one.source) == 1 and one.cue[0] == first else last
    if words.texts[cites : cites + 1] != (",",) or CITING.isdisjoint(words.lower[cites + 1 : cites + 2]):
        return one
    end = last - (words.shapes[last - 1] == Shape.PUNCTUATION)
    at = next((i + 1 for i in range(cites + 1, last) if words.texts[i] == ","), last)
    return one if at >= end or words.lower[at] in RELATIVE else replace(one, contents=((at, end),))


def _parted(words: Words, one: FoundAttribution) -> FoundAttribution:
    """Move the border between a cue and what follows it: an article goes with its noun, "at" with "least"."""
    start, end = one.cue
    follows = next((i for i, run in enumerate(one.contents) if run[0] == end), None)
    if follows is not None and end > start + 1:
        return _without_matter(words, one, follows) or _met(words, one, follows)
    if follows is not None:
        return one
    if any(run[0] == end for run in one.source):
        return one
    while end > start + 1 and words.lower[start] in _SAID and words.texts[end - 1] in _BY_PLACE | ARTICLES:
        end -= 1
    return replace(one, cue=(start, end - _cuts_name(words, end - 1)))


def _cuts_name(words: Words, last: int) -> bool:
    """Check whether a cue ends with the first word of an outlet's name: "said in an interview with El | Faro"."""
    texts = words.texts[last : last + 2]
    is_large = len(texts) > 1 and texts[0][0].isupper() and words.shapes[last + 1] in CAPITALISED
    return is_large and words.lower[last] in ARTICLES_ABROAD


def _met(words: Words, one: FoundAttribution, i: int) -> FoundAttribution:
    """Move the border between a cue of several words and the content right after it."""
    end = one.cue[1]
    first, stop = one.contents[i]
    last, begun = words.lower[end - 1], words.lower[first]
    if last == "not" and begun == "guilty" and stop > first + 1:
        return _moved(one, i, end + 1)
    if last in ARTICLES or (last == "at" and begun in _AFTER_AT):
        return _moved(one, i, end - 1)
    if last not in _BY_PLACE:
        return one
    is_place = stop - first <= _SHORT and words.marks[first] == Mark.OUTSIDE
    is_place = is_place and any(words.marks[run[0]] == Mark.OPENS for run in one.contents[:i])
    if is_place or _tells_when(words, one, i):
        return replace(one, cue=(one.cue[0], end - 1), contents=one.contents[:i] + one.contents[i + 1 :])
    quoted = next((at for at in range(first + 1, stop - 1) if words.marks[at] == Mark.OPENS), first)
    if quoted == first or words.texts[quoted - 1] != ":":
        return one
    contents = (*one.contents[:i], (quoted, stop), *one.contents[i + 1 :])
    return replace(one, cue=(one.cue[0], end - 1), contents=contents)


def _without_matter(words: Words, one: FoundAttribution, i: int) -> FoundAttribution | None:
    """Take off what a quotation is about, or whom it is said to: "“A mess,” he said of | the plan. “It leaks.”"."""
    first, stop = one.contents[i]
    before = one.contents[:i]
    is_whole = bool(before) and words.marks[before[-1][1] - 1] == Mark.CLOSES and words.texts[before[-1][1] - 2] == ","
    is_quoted = is_whole and words.marks[before[0][0]] == Mark.OPENS and before[-1][1] <= one.cue[0]
    if not is_quoted or words.lower[one.cue[1] - 1] not in _BY_MATTER or words.marks[first] != Mark.OUTSIDE:
        return None
    later = tuple((at, stop) for at in range(first + 1, stop - 1) if words.marks[at] == Mark.OPENS)[:1]
    return replace(one, contents=before + later + one.contents[i + 1 :])


def _tells_when(words: Words, one: FoundAttribution, i: int) -> bool:
    """Check for a place or a time after what is said: "a plan that he has raised at | various points"."""
    first, stop = one.contents[i]
    is_short = stop - first <= _LONGEST_PLACE and FORMS_OF_BE.isdisjoint(words.lower[first:stop])
    is_after = bool(one.contents[:i]) and one.contents[i - 1][1] <= one.cue[0]
    return is_short and is_after and words.lower[one.cue[1] - 1] in {"at", "in", "during"}


def _moved(one: FoundAttribution, i: int, border: int) -> FoundAttribution:
    contents = (*one.contents[:i], (border, one.contents[i][1]), *one.contents[i + 1 :])
    return replace(one, cue=(one.cue[0], border), contents=contents)


def _in_line(words: Words, run: WordRange, cue: int) -> WordRange:
    """Keep of a content that runs over a line's end what is on the cue's side, unless the line leads on to the next."""
    start, end = run
    for i in range(start + 1, end):
        if words.paragraphs[i] != words.paragraphs[i - 1] and not _leads_on(words, i):
            if cue >= i:
                start = i
            elif cue < start or words.paragraphs[cue] == words.paragraphs[start]:
                return start, i
    return start, end


def _in_sentence(words: Words, run: WordRange, cue_end: int) -> WordRange:
    """Keep of indirect speech its first sentence: "tells the police he was asleep. He wants to leave"."""
    start, end = run
    begun = words.lower[start]
    is_indirect = begun == "that" or begun in _OTHERS
    _, last = sentence_around(words, start)
    is_led_in = start < cue_end or words.texts[cue_end - 1] == ":"
    if is_led_in or not is_indirect or last >= end or Mark.OPENS in words.marks[start:end]:
        return run
    # After an abbreviation a full stop may end no sentence: "Roe v. Wade", "U.S. 41".
    is_word = words.shapes[last - 2] == Shape.LOWER and len(words.texts[last - 2]) >= _SHORTEST
    if words.marks[start] == Mark.INSIDE or not is_word or words.texts[last - 1] != ".":
        return run
    return start, last - 1


def _leads_on(words: Words, i: int) -> bool:
    """Check whether a passage goes on in the line that a word begins: in a quotation, after a colon, or wrapped."""
    is_quoted = words.marks[i] in {Mark.OPENS, Mark.INSIDE} or words.marks[i - 1] in {Mark.INSIDE, Mark.CLOSES}
    if is_quoted or words.texts[i - 1] in _INTRODUCES:
        return True
    line = i - 1
    while line and words.paragraphs[line - 1] == words.paragraphs[i - 1]:
        line -= 1
    is_next = words.starts[i] - words.ends[i - 1] == 1
    return is_next and _HEADING <= words.ends[i - 1] - words.starts[line] <= _LONGEST_LINE


def _ended(words: Words, run: WordRange, cue_end: int) -> WordRange:
    """Take off the time above an entry, what stands after a whole quotation, and a conjunction at the end."""
    start, end = after_clock(words, run)
    if start >= cue_end and words.marks[start] == Mark.OPENS:
        closes = next((i for i in range(start, end - 1) if words.marks[i] == Mark.CLOSES), None)
        is_whole = closes is not None and words.texts[closes - 1] in _SENTENCE_ENDS
        if closes and is_whole and words.marks[closes + 1] == Mark.OUTSIDE and words.shapes[closes + 1] in CAPITALISED:
            return start, closes + 1
    is_loose = end > start + 1 and words.texts[end - 1] in _LOOSE_ENDS and words.marks[end - 1] == Mark.OUTSIDE
    return start, end - is_loose


def _without_site(words: Words, run: WordRange) -> WordRange:
    """Take the name of the site off a headline: "Police name driver - KMRM News"."""
    if words.paragraphs[run[1] - 1] > 0:
        return run
    for i in range(run[0] + 1, run[1] - 1):
        is_apart = (
            words.texts[i] in _BARS and words.starts[i] > words.ends[i - 1] and words.ends[i] < words.starts[i + 1]
        )
        if is_apart and (
            _CALL_SIGN.fullmatch(words.texts[i + 1]) or find_outlet(" ".join(words.texts[i + 1 : run[1]]))
        ):
            return run[0], i
    return run


def _without_source(words: Words, run: WordRange, cue: WordRange) -> WordRange:
    """Take off what the page tells of the source: "police said the gun was new but didn't disclose who had owned it".

    A content about somebody may tell that of them.
    """
    start, end = run
    if start < cue[1] or Mark.OPENS in words.marks[start:end]:
        return run
    but = next((i for i in range(start + 1, end - 1) if words.lower[i] == "but"), end)
    finite = next((i for i in range(start, but) if words.lower[i] in FORMS_OF_BE), start)
    subject = words.lower[finite - 1] if finite > start else ""
    is_thing = subject.isalpha() and subject not in SUBJECT_PRONOUNS and kind_of_noun(subject) not in ACTING_KINDS
    is_thing = is_thing and words.shapes[finite - 1] == Shape.LOWER
    if is_thing and _OF_SOURCE.match(" ".join(words.lower[but + 1 : but + _REACH])):
        return start, but - (words.texts[but - 1] == ",")
    return run
