"""Statements that nobody is cited for: the sentences in the page's own voice, and the kind of each."""

import re
from collections.abc import Iterator

from whence.language.words import Shape, Words, sentence_around
from whence.reading.attributions.assemble import Assembly
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
    r"appear(?!(?:s|ed|ing)? on\b)|seem|likely\b|unlikely\b|apparent|clear(?:ly)?\b|evident|obvious|surpris|remarkabl|"
    r"notabl|striking|unprecedented|dramatic|ominous|fragile|controversial|landmark|historic\b|growing\b|deepening|"
    r"mounting|so-called|amid\b|in a sign\b|as part of (?:an|a) (?:effort|attempt|bid)|"
    r"in an (?:apparent|effort|attempt|bid)|could(?! be (?:seen|heard))\b|might\b|would\b|should\b|perhaps|"
    r"possibly|presumably|probably|arguably|no doubt|in effect|in other words|at stake|ironic|unfortunate|disturbing|"
    r"troubling|worrying|dangerous|reckless)"
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


def own_statements(assembly: Assembly, *, has_headline: bool) -> tuple[Statement, ...]:
    """List the sentences in the page's own voice, except the headline, in the order of the text.

    Args:
        assembly: A report's attributions.
        has_headline: Whether the text begins with a headline.
    """
    words = assembly.document.words
    inside = {i for one in assembly.found for start, end in one.contents for i in range(start, end)}
    cued = {i for one in assembly.found for i in range(*one.cue)}
    return tuple(
        _statement(words, start, end)
        for start, end in _sentences(words, first=int(has_headline))
        if _is_own(words, start, end, inside) and cued.isdisjoint(range(start, end))
    )


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
    if _INTERPRETS.search(small) or _MAY.search(sentence):
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
    return len(spoken) >= _FEWEST_WORDS and own >= _OWN_SHARE * len(spoken)


def _statement(words: Words, start: int, end: int) -> Statement:
    kind = kind_of_statement(" ".join(words.texts[start:end]))
    return Statement(spans=(Span(words.starts[start], words.ends[end - 1]),), kind=kind)
