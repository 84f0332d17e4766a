"""Sentences with a cue whose content is no claim by itself: "Officials identified the driver as Tove Lind".

A content is a claim if it is a clause. A noun or two that a verb governs are none, but the whole sentence tells
something: that somebody was charged, that a minister decided on a thing. It is what the source says if the cue says so,
and else the page's own: who decides, plans or demands does not report it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.language.english import HEARSAY, POSSESSIVES
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words, segment, sentence_around
from whence.records.ledger import Attribution, Ledger
from whence.records.report import Span

__all__ = ["CueSentence", "cue_sentences"]

_MOST_CHARACTERS = 2_000
"""Characters of a paragraph before and after a cue in which its sentence is looked for."""
_FEWEST_WORDS, _MOST_BEFORE_SUBJECT = 6, 2
_ENDS = (".", ".”", '."', ".’", ".'")
"""A line that ends otherwise is a heading, a caption or a question, or leads over to a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSentence:
    """A sentence that tells something, though no content in it does."""

    span: Span
    attribution: Attribution | None
    """The attribution whose source says so; None in the page's own voice."""
    telling: str
    """Its words without those of its sources and cues."""


def cue_sentences(ledger: Ledger, claimed: Sequence[Span]) -> Iterator[CueSentence]:
    """Find the sentences with a cue in which nothing is claimed yet.

    Args:
        ledger: The report's ledger.
        claimed: The words of the claims found so far.

    >>> from whence.records.report import Report
    >>> told = Attribution(
    ...     id="a1", source=None, source_spans=(), cue_spans=(Span(8, 25),), content_spans=(Span(0, 7), Span(26, 31)),
    ...     quotation="indirect", within=None, stance="says", confidence=0.9,
    ... )
    >>> report = Report(text="Two men were charged with arson on Friday.")
    >>> found = cue_sentences(Ledger(report=report, sources=(), attributions=(told,), model="en-6"), ())
    >>> [(one.span.of(report.text), one.attribution) for one in found]
    [('Two men were charged with arson on Friday.', None)]
    """
    taken = list(claimed)
    for one in ledger.attributions:
        if not one.cue_spans or one.quotation == "direct":
            continue
        if one.cue_spans[0].start < ledger.report.headline_end or _touches(one.cue_spans[0], taken):
            continue
        span, words = _sentence(ledger.report.text, one.cue_spans[0])
        if _touches(span, taken) or not _is_whole(span.of(ledger.report.text), words):
            continue
        taken.append(span)
        inside = [it for it in ledger.attributions if it.cue_spans and _touches(span, it.cue_spans)]
        yield CueSentence(
            span=span,
            attribution=next((it for it in inside if _is_said(it, ledger.report.text, span)), None),
            telling=_without(ledger.report.text, span, [s for it in inside for s in (*it.source_spans, *it.cue_spans)]),
        )


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _sentence(text: str, cue: Span) -> tuple[Span, Words]:
    """Find the sentence of a cue, and its words."""
    first = max(text.rfind("\n", 0, cue.start) + 1, cue.start - _MOST_CHARACTERS)
    last = text.find("\n", cue.start)
    last = min(len(text) if last < 0 else last, cue.start + _MOST_CHARACTERS)
    words = segment(text[first:last])
    at = next((i for i, end in enumerate(words.ends) if first + end > cue.start), 0)
    start, end = sentence_around(words, at)
    span = Span(first + words.starts[start], first + words.ends[end - 1])
    return span, segment(span.of(text))


def _is_whole(sentence: str, words: Words) -> bool:
    """Check for a sentence that is more than a quotation and what leads over to it."""
    spoken = [mark for mark, shape in zip(words.marks, words.shapes, strict=True) if shape != Shape.PUNCTUATION]
    quoted = sum(mark == Mark.INSIDE for mark in spoken)
    return len(spoken) >= _FEWEST_WORDS and 2 * quoted < len(spoken) and sentence.endswith(_ENDS)


def _is_said(one: Attribution, text: str, sentence: Span) -> bool:
    """Check whether an attribution makes its sentence something said: by its source, or by nobody ("reportedly").

    The source must be the subject, or follow "by": "his testimony against them" does not make the sentence his.
    """
    if one.source is not None:
        before = text[sentence.start : one.source_spans[0].start].split()
        is_subject = len(before) <= _MOST_BEFORE_SUBJECT or before[-1].lower() == "by"
        is_owner = one.source_spans[0].of(text).lower() in POSSESSIVES
        return one.stance == "says" and is_subject and not is_owner
    is_hearsay = " ".join(span.of(text) for span in one.cue_spans).lower() in HEARSAY
    return is_hearsay or one.stance == "believes"


def _without(text: str, span: Span, left_out: Sequence[Span]) -> str:
    told, at = [], span.start
    for one in sorted(left_out):
        told.append(text[at : max(at, one.start)])
        at = max(at, one.end)
    return " ".join((*told, text[at : span.end]))
