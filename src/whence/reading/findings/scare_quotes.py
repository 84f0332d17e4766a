"""Findings on scare quotes: words in quotation marks that nobody is quoted for."""

import re
from collections.abc import Collection, Iterator
from functools import cache, partial

from whence.language.english import ARTICLES, DEFINITE, EVERYDAY, INDEFINITE, SUBJECT_PRONOUNS
from whence.language.quotation_marks import Mark
from whence.language.words import sentence_around
from whence.reading.findings.case import Case, finding, in_headline
from whence.reading.findings.span_index import SpanIndex
from whence.reading.sources.captions import words_beside
from whence.records.ledger import Finding
from whence.records.report import Span

__all__ = ["scare_quotes"]

# A few words in quotation marks of any kind, also if one is straight and the other curly.
_MARKED = re.compile(
    r"(?<!\w)[“\"](\w[^“”\"\n]{0,40}?)[”\"](?!\w)|(?<!\w)‘(\w[^‘’\n]{0,40})’(?!\w)|(?<!\w)'(\w[^'\n]{0,40})'(?!\w)"
)
_WELL_TAKEN = re.compile(
    r"\b(?:called|dubbed|known as(?: an?| the)?|titled|entitled|named|nicknamed|so-called|term|terms|word|words|phrase|"
    r"label(?:l?ed)?|episode|song|book|film|movie|show|series|album|play|program(?:me)?|slogan|"
    r"hashtag|motto|(?:chant|shout|yell|scream)\w*|read|reads|"
    # A term beside its meaning, and what is looked for: "swollen glands, or “buboes”", "searches such as “ferry”".
    r"or|(?:type|kind)s? of|such as|search(?:es)?(?: for)?|deemed)\W*$|"
    # A name that others use: "described the ferry as “unsafe”", "seen as a “ghost ship”".
    r"\b(?:brand(?:s|ed|ing)|(?:characteri[sz]|describ|portray|label)\w+|rat(?:es?|ed|ing)|remember(?:s|ed)|seen)\b"
    r"[^.;:“”\"]{0,50} as(?: an?| the)?\W*$|"
    r"\bcall(?:s|ing)? (?!for\b)[^.;:]{1,40}$|\b(?:call|dubb|nam|labell?)ed (?:an?|the)\W*$|"
    r"\bnames,? (?:like|such as)\W*$",
    re.IGNORECASE,
)
# Somebody said so, and the report does not tell who: "was described as a “ghost ship”", "was deemed “too risky”".
_TOLD_OF = re.compile(
    r"\b(?:was|were|been|and)(?: \w+ly)? (?:described|characteri[sz]ed|portrayed|branded|denounced|dismissed|hailed|"
    r"praised|deemed|judged)(?: as)?(?: an?| the)?\W*$"
)
_BY = re.compile(r"\bby\b")
_DETERMINERS = ARTICLES | DEFINITE | INDEFINITE
# What people say or print, and names of accounts and addresses: “Mind the gap.”, “ferryUK”, “ferry.example”.
_WHOLE = re.compile(r"[A-Z].*[.!?]$|.*[a-z][A-Z]|.*\w[.]\w")
_JOINED = re.compile(r"[\w“”\"‘’']")
_MOST_SCARED = 4
_HEADING_MARKS = 2
_SMALL = SUBJECT_PRONOUNS | {"him", "her", "them", "yes", "no"}


def scare_quotes(case: Case) -> Iterator[Finding]:
    """Find ordinary words in quotation marks that nobody is quoted for, a few at a time, in one finding."""
    marked = list(_MARKED.finditer(case.text))
    if not marked:
        return
    attributions = [one for one in case.assembly.attributions if one.source_spans]
    covered = SpanIndex((span, None) for one in attributions for span in (*one.content_spans, *one.source_spans))
    beside = words_beside(case.assembly.document.words)
    # Once for each, as words that are marked again and again would be looked for in all of them each time.
    is_term = cache(partial(_is_term, case))
    scared: dict[Span, str] = {}
    # One content per line; the quoted words contain no line break, so a match never spans two contents.
    contents = "\n".join(case.shown(one.content_spans).casefold() for one in attributions)
    for match in marked:
        span = Span(match.start(), match.end())
        inside = next(filter(None, match.groups()))
        is_said = inside.strip(" ,.").casefold() in contents or covered.touches(span) or is_term(inside)
        is_apart = in_headline(case, span) or _is_heading(case, span, beside)
        if not (is_said or is_apart) and _is_scared(case, span, inside) and not _are_quoted_here(case, span):
            scared[span] = match.group()
    if scared:
        note = f"Whose words are {' and '.join(dict.fromkeys(scared.values()))}? If nobody's, why the quotation marks?"
        yield finding("scare-quotes", list(scared), note)


def _is_term(case: Case, inside: str) -> bool:
    """Check whether quoted words stand in the text without marks too: then they are its own."""
    plain, text = " ".join(inside.strip(" ,.").casefold().split()), case.lowered_text
    at = text.find(plain, case.headline_end)
    while at >= 0:
        before = text[at - 1 : at] if at > case.headline_end else ""
        if not _JOINED.match(before) and not _JOINED.match(text, at + len(plain)):
            return True
        at = text.find(plain, at + 1)
    return False


def _is_heading(case: Case, span: Span, beside: Collection[int]) -> bool:
    """Check whether quoted words stand in a caption or a line without an end, or are nearly all of their sentence."""
    words = case.assembly.document.words
    first, end = words.covering(span.start, span.end)
    begin, stop = sentence_around(words, first)
    return first in beside or stop - begin <= end - first + _HEADING_MARKS


def _is_scared(case: Case, span: Span, inside: str) -> bool:
    """Check whether quoted words are ordinary, and not a title, a nickname, a pronoun or a term being explained."""
    at = case.assembly.document.words.covering(span.start, span.end)[0]
    if at and case.assembly.document.words.marks[at - 1] == Mark.INSIDE:
        return False  # Quotation marks inside a quotation belong to its speaker.
    before, after = case.text[max(0, span.start - 60) : span.start], case.text[span.end : span.end + 2]
    words = inside.strip(" ,.").split()
    if not 0 < len(words) <= _MOST_SCARED or "<" in before or _WHOLE.match(inside):
        return False
    if not _TOLD_OF.search(before) and (_WELL_TAKEN.search(before) or not _is_said_of_a_thing(case, span)):
        return False
    capitals = [word[0].isupper() for word in words]
    is_title = capitals[0] and (capitals[-1] or 2 * sum(capitals) > len(words))
    is_nickname = re.search(r"[A-Z]\w* $", before) and capitals[0] and re.match(r" [A-Z]", after)
    is_small = len(words) == 1 and (words[0].lower() in _SMALL or any(map(str.isdigit, words[0])))
    return not (is_small or is_title or is_nickname)


def _is_said_of_a_thing(case: Case, span: Span) -> bool:
    """Check whether marks stand on what a thing is said to be: "the “garden”", "its so “green” garden".

    What somebody does is a figure of speech, and several words before a noun are a term: "a “ground glass” pattern".
    """
    words = case.assembly.document.words
    first, end = words.covering(span.start, span.end)
    begin, stop = sentence_around(words, first)
    before = list(words.lower[max(begin, first - 2) : first])
    is_noun = any(word in _DETERMINERS or word == "s" for word in before)
    after = words.texts[end] if end < stop else ""
    is_compound = " " in span.of(case.text).strip() and after.islower() and after not in EVERYDAY
    return is_noun and not is_compound


def _are_quoted_here(case: Case, span: Span) -> bool:
    """Check whether the sentence of quoted words quotes somebody, or names who said what is told of."""
    sentence = case.sentence_of(span)
    if _TOLD_OF.search(case.text[sentence.start : span.start]) and _BY.search(sentence.of(case.text)):
        return True
    return " put it" in sentence.of(case.text) or case.sourced_cues.touches(sentence)
