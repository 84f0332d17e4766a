"""Statements that nobody is cited for: the sentences in the page's own voice, and the kind of each."""

import re
from collections.abc import Iterator
from functools import cache

from whence.language.date_words import MONTHS, WEEKDAYS
from whence.language.english import FIRST_PERSON, NUMBER_WORDS
from whence.language.gazetteer import read_table
from whence.language.quotation_marks import Mark
from whence.language.stems import compile_stems
from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.sources.captions import words_beside
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Statement, StatementKind
from whence.records.report import Span

__all__ = ["kind_of_statement", "own_statements"]

_FEWEST_WORDS = 4
_ENDS = frozenset({".", "!", "?", "…", "”", "’", '"', "'", ")", ":"})
_OWN_SHARE = 0.7
"""Least share of a sentence's words outside all contents for the sentence to be in the page's own voice."""

# Signs of interpretation in a sentence in lower case: inference, judgement, forecast, comparison.
_INTERPRETS = re.compile(
    r"\b(?:underscor|underlin|signal(?:s|l?ed|l?ing)\b|suggest|highlight|reflect|illustrat|reveal|impl(?:y|ies|ied)|"
    r"herald|cement(?:s|ed|ing)\b|embolden|bolster|undermin|fuell?(?:ed|ing)\b|to fuel\b|"
    r"fuels (?:an?|the|fears|doubts|suspicions?|speculation)\b|spark(?:s|ed|ing)\b|stok(?:es?|ed|ing)\b|exacerbat|"
    r"overshadow|loom|mark(?:s|ed|ing) (?:a|an|the)\b|"
    r"rais(?:e|es|ed|ing) (?:\w+ )?(?:questions|doubts|concerns|fears|hopes|the prospect)|points? to\b|"
    r"appear(?!(?:s|ed|ing)? on\b)|seem|likely\b|unlikely\b|apparent|evident|obvious|surpris|remarkabl|"
    r"notabl|striking|unprecedented|ominous|fragile|controversial|landmark|historic\b|so-called|"
    r"in a sign\b|as part of (?:an|a) (?:effort|attempt|bid)|"
    r"in an (?:apparent|effort|attempt|bid)|perhaps|"
    r"possibly|presumably|probably|arguably|no doubt|in effect|in other words|at stake|ironic|unfortunate|disturbing|"
    r"troubling|worrying|reckless)"
)
# The verb, and not the month. In the sentence as it is written.
_MAY = re.compile(r"\bmay\b")
# Signs of observation in a sentence in lower case: what anybody present could see or hear.
_OBSERVES = re.compile(
    r"\b(?:stood|stands|sat|sits|wore|wears|wearing|walked|walks|ran\b|waved|waving|smiled|laughed|nodded|shouted|"
    r"shouting|chanted|chanting|cheered|cheering|clapped|wept|cried|held up|carried|carrying|gathered|lined|crowd\w*|"
    r"smoke\b|flames|could be (?:seen|heard)|was seen|were seen|was heard|were heard|shows? (?:him|her|them|a|the)|"
    r"pictured|visible|appeared on|knelt|hugged|shook hands|pointed at|glanced|stared|paused|silence fell|rubble|"
    r"outside the|on stage|banner|placard|sirens?|shivered|trembled)\b"
)


# Lines that serve the reader and tell nothing: contacts, copyright, captions, ways to go on.
_SERVES = re.compile(
    r"^(?:photos?|video|watch|read more|related|more|also read|image|caption|file(?: photo)?|update|listen|see also|"
    r"advertisement|follow|click|subscribe|sign up|refresh|download|share|tags?|most read|editor['’]s note|note)\b"
    r" *[:–—-]|"
    r"^(?:click|follow|subscribe|sign up|refresh|download|visit|call|email|contact|text|tune in|stay)\b|"
    r"^(?:anyone|those|persons|people|witnesses) with (?:any |more |further )?(?:information|tips)|all rights reserved|"
    r"may not be (?:published|reproduced|copied|broadcast)|\bcopyright\b|©|"
    r"contributed to this (?:report|story|article)|"
    r"\bclick here\b|\bfile(?: photo)? [-–—]|\b(?:file )?photo,|\bnewsletters?\b|\b1-?8\d\d-|https?://|\bwww\.",
    re.IGNORECASE,
)
_MONTHS_AND_DAYS = re.compile(
    rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|today|yesterday|tonight|noon|midnight)\b", re.IGNORECASE
)
_QUOTED_SHARE = 0.5


def own_statements(assembly: Assembly, *, has_headline: bool) -> tuple[Statement, ...]:
    """List the sentences in the page's own voice, except the headline, in the order of the text.

    Args:
        assembly: A report's attributions.
        has_headline: Whether the text begins with a headline.
    """
    words = assembly.document.words
    inside = {i for one in assembly.found for start, end in one.contents for i in range(start, end)}
    beside = words_beside(words).union(*(range(*one.cue) for one in assembly.found))
    return tuple(
        Statement(spans=(Span(words.starts[start], words.ends[end - 1]),), kind=kind)
        for start, end in _sentences(words, first=int(has_headline))
        if _is_own(words, start, end, inside) and beside.isdisjoint(range(start, end))
        if (kind := _kind_of(assembly.document, start, end))
    )


def _kind_of(document: Document, start: int, end: int) -> StatementKind | None:
    """Classify a sentence; none for a question, and for a line that serves the reader."""
    words = document.words
    sentence = document.shown((start, end))
    texts = {text.lower() for text in words.texts[start:end]}
    if words.texts[end - 1] == "?" or _SERVES.search(sentence):
        return None
    kind = kind_of_statement(sentence)
    if kind != "record":
        return kind
    is_judged = not texts.isdisjoint(FIRST_PERSON) or _judges().search(sentence.lower()) or _MAY.search(sentence)
    is_checkable = (
        any(words.shapes[i] == Shape.NUMBER for i in range(start, end))
        or not texts.isdisjoint(NUMBER_WORDS)
        or any(document.names_in((start, end)))
        or _MONTHS_AND_DAYS.search(sentence)
    )
    return "record" if is_checkable and not is_judged else "other"


@cache
def _judges() -> re.Pattern[str]:
    """The words of judgement and chance: a sentence with one is no record, but need not be an interpretation."""
    return compile_stems(row["stem"] for row in read_table("judging.tsv"))


def kind_of_statement(sentence: str) -> StatementKind:
    """Classify a sentence in the page's own voice: as interpretation, else as observation, else as record.

    >>> kind_of_statement("The visit underscores the growing alignment of the two.")
    'interpretation'
    >>> kind_of_statement("A crowd stood in the rain.")
    'observation'
    >>> kind_of_statement("The ferry entered service in 2019.")
    'record'
    """
    small = sentence.lower()
    if _INTERPRETS.search(small):
        return "interpretation"
    return "observation" if _OBSERVES.search(small) else "record"


def _sentences(words: Words, *, first: int) -> Iterator[tuple[int, int]]:
    """Split a text into sentences, from a paragraph on."""
    start = 0
    while start < len(words):
        _, end = sentence_around(words, start)
        if words.paragraphs[start] >= first:
            yield start, end
        start = end


def _is_own(words: Words, start: int, end: int, inside: set[int]) -> bool:
    spoken = [i for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION]
    own = sum(i not in inside for i in spoken)
    if words.texts[end - 1] not in _ENDS:
        return False  # A byline, a date or a photo credit.
    quoted = sum(words.marks[i] == Mark.INSIDE for i in spoken)
    return len(spoken) >= _FEWEST_WORDS and own >= _OWN_SHARE * len(spoken) and quoted < _QUOTED_SHARE * len(spoken)
