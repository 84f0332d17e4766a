"""Statements that nobody is cited for: the sentences in the page's own voice, and the kind of each."""

import re
from collections.abc import Iterator

from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words, lowered, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.statement_kinds import kinds_of
from whence.reading.model.decode import WordRange
from whence.reading.sources.captions import words_beside
from whence.records.ledger import Genre, Statement

__all__ = ["find_own", "own_statements"]

_FEWEST_WORDS = 4
_ENDS = frozenset({".", "!", "?", "…", "”", "’", '"', "'", ")"})
_OWN_SHARE = 0.7
"""Least share of a sentence's words outside all contents for the sentence to be in the page's own voice."""

# Lines that serve the reader and tell nothing: contacts, copyright, captions, ways to go on. Searched in lower case.
_SERVES = re.compile(
    r"^(?:photos?|video|watch|read more|related|more|also read|image|caption|file(?: photo)?|update|listen|see also|"
    r"advertisement|follow|click|subscribe|sign up|refresh|download|share|tags?|most read|editor['’]s note|note)\b"
    r" *[:–—-]|"
    r"^(?:click|follow|subscribe|sign up|refresh|download|visit|call|email|contact|text|tune in|stay)\b|"
    r"^(?:anyone|those|persons|people|witnesses) with (?:any |more |further )?(?:information|tips)|all rights reserved|"
    r"may not be (?:published|reproduced|copied|broadcast)|\bcopyright\b|©|"
    r"contributed to this (?:report|story|article)|"
    r"\b(?:article|story|report|post|page) (?:has been|was) (?:updated|corrected)\b|^(?:here|below) (?:is|are)\b|"
    r"^here['’]s\b|^if you have\b|^<|\bclick here\b|\bfile(?: photo)? [-–—]|\b(?:file )?photo,|\bnewsletters?\b|"
    r"\b1-?8\d\d-|https?://|\bwww\."
)
_QUOTED_SHARE = 0.5


def own_statements(assembly: Assembly, *, has_headline: bool, genre: Genre | None = None) -> tuple[Statement, ...]:
    """List the sentences in the page's own voice, except the headline, in the order of the text.

    Args:
        assembly: A report's attributions.
        has_headline: Whether the text begins with a headline.
        genre: The report's genre, if it shows.
    """
    document = assembly.document
    own, share = find_own(assembly, has_headline=has_headline)
    kinds = kinds_of(document, own, own_share=share, genre=genre)
    return tuple(Statement(spans=document.spans([run]), kind=kind) for run, kind in zip(own, kinds, strict=True))


def find_own(assembly: Assembly, *, has_headline: bool) -> tuple[list[WordRange], float]:
    """Find the sentences in the page's own voice, and the share of all sentences that nobody is cited for.

    Questions and lines that serve the reader are none.

    Args:
        assembly: A report's attributions.
        has_headline: Whether the text begins with a headline.
    """
    words = assembly.document.words
    inside = {i for one in assembly.found for start, end in one.contents for i in range(start, end)}
    cues = {i for one in assembly.found for i in range(*one.cue)}
    beside = words_beside(words)
    sentences = list(_sentences(words, first=int(has_headline)))
    own = [run for run in sentences if _is_own(words, *run, inside) and cues.isdisjoint(range(*run))]
    listed = [
        run
        for run in own
        if beside.isdisjoint(range(*run))
        and words.texts[run[1] - 1] != "?"
        and not _SERVES.search(lowered(assembly.document.shown(run)))
    ]
    return listed, len(own) / max(1, len(sentences))


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
