"""Findings on what is disputed: claims that somebody in the report denies, or that it calls false itself."""

import re
from collections.abc import Iterator

from whence.language.words import find_with, lowered
from whence.reading.findings.case import Case, finding, in_headline
from whence.reading.findings.span_index import SpanIndex
from whence.records.ledger import Attribution, Finding
from whence.records.report import Span

__all__ = ["denials"]

_DENIES = re.compile(
    r"\bden(?:y|ies|ied|ying|ials?)\b|\brefut\w+|\bdisput(?:es|ed|ing)\b|\bdebunk\w*|"
    r"\bdispute (?:the|that|this|his|her|its|their|any)\b|\bunfounded\b|\bbogus\b|\bbaseless\b|"
    r"\bnot true\b|\buntrue\b|\bis a lie\b|\b(?:reject|dismiss)\w* (?:\w+ ){0,3}(?:claim|allegation|accusation|report|"
    r"suggestion|criticism|idea|notion|concern|fear)|\breject\w* (?:\w+ ){0,3}charge|\bnot at fault\b|\bexaggerat\w+",
    re.IGNORECASE,
)
# "Denied the mill a permit", "denied bail", "denied the lawyer's request": something is refused, not a claim disputed.
_WITHHOLDS = re.compile(
    r"^(?:the|an?|his|her|its|their|him|them|it|us|[A-Z]\w+)(?: \w+){0,2} an?\b|"
    r"^(?!that\b|any\b)(?:[\w.’']+ ){0,5}?(?:access|entry|permission|asylum|bail|bond|parole|house arrest|requests?|"
    r"motions?|appeals?|petitions?|applications?|visas?|licen[cs]es?|permits?|services?)\b"
)
# "Brandt was denied bail": who was denied something stands before; "the claim was denied by Brandt" is a denial.
_IS_DENIED = re.compile(r"\b(?:was|were|been|being) denied$")
# These three search texts in lower case.
_DISPUTES = re.compile(
    r"\bnot at fault\b|\b(?:is|are|was|were|been|he|she|they) (?:\w+ )?exaggerated\b|"
    r"\bexaggerat(?:es?|ing|ions?)\b|\bwas not intentional\b|\bnever happened\b(?! before)|\bno knowledge of\b|"
    r"(?<!who has )(?<!who had )(?<!who have )\b(?:did|done) nothing (?:wrong|illegal|improper)\b|"
    r"\bno wrongdoing\b|\binnocent of\b"
)
# "Pleaded not guilty", and who is called something “and I'm not.”
_PLEADS = re.compile(
    r"\b(?:plead(?:s|ed|ing)?|pled|entered (?:a )?pleas? of) (?:\w+ )?not guilty\b|\bnot guilty pleas?\b|"
    r"\b(?:maintain|protest|proclaim|profess)\w* (?:his|her|their|its) innocence\b|"
    r"\band (?:i['’]m|i am|we['’]re|we are|he['’]s|he is|she['’]s|she is|it['’]s|it is) not[.,!;”\"]"
)
_FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:totally |completely |simply |just |plainly |utterly )?"
    r"(?:a lie|lies|bogus|unfounded|baseless|nonsense|untrue|not true|patently false|false)\b(?! [a-z]+s?,)"
)
# Each match of these three has one of these words, which few reports have.
_OF_DISPUTE = ("fault", "exaggerat", "intentional", "happened", "knowledge", "nothing", "wrongdoing", "innocent")
_OF_PLEADING = ("not guilty", "innocence", " not.", " not,", " not!", " not;", " not”", ' not"')
_OF_FALSEHOOD = ("lie", "bogus", "unfounded", "baseless", "nonsense", "true", "false")
# "Denied Haddad, a baker on the quay" and then ", a hearing": what was denied comes last.
_THE_THING = re.compile(r", an? (?:\w+ ){0,2}\w+[ .]")
_BEGINNING = 90
# "Will angrily dismiss any criticism", "there is no denying".
_NOT_DONE = re.compile(r"\b(?:will|would|could|may|might|no|cannot|can)\b", re.IGNORECASE)
# Genres in which whoever calls something false is known: the writer, or who speaks.
_SPOKEN = frozenset({"opinion", "first-person", "transcript"})


def denials(case: Case) -> Iterator[Finding]:
    """Find what somebody in the report denies, or the report itself calls false."""
    note = "Somebody in the report denies this: are both accounts given side by side?"
    told: list[Span] = []
    may_dispute = any(word in case.lowered_text for word in _OF_DISPUTE)
    for one in case.assembly.attributions:
        if not case.is_in_headline(one) and (_denies(case, one) or (may_dispute and _disputes(case, one))):
            told += one.cue_spans
            yield finding("denied", sorted((*one.cue_spans, *one.content_spans[:1])), note, [one])
            told += one.content_spans
    denied = SpanIndex((span, None) for span in told)
    for match in find_with(_PLEADS, case.lowered_text, _OF_PLEADING):
        span = Span(match.start(), match.end())
        if not in_headline(case, span) and not denied.touches(span):
            yield finding("denied", (span,), note)
    if case.genre in _SPOKEN:
        return
    said = SpanIndex((span, None) for one in case.sourced if _is_told_whose(case, one) for span in one.content_spans)
    for match in find_with(_FALSE, case.lowered_text, _OF_FALSEHOOD):
        span = Span(match.start(), match.end())
        # Of what a quotation or somebody named calls false, it is told who says so.
        if not denied.touches(span) and not said.touches(span):
            yield finding("denied", (span,), "This is called false here: who says so, and is the other side told?")


def _denies(case: Case, one: Attribution) -> bool:
    """Check whether somebody denies a claim, and does not refuse somebody something."""
    if one.stance != "denies" or not _speaks(case, one):
        return False
    begins = case.shown(one.content_spans)[:_BEGINNING]
    denies = _DENIES.search(f"{case.shown(one.cue_spans)} {begins}")
    return denies is not None and not (_WITHHOLDS.search(begins) or _is_refused(case, one))


def _disputes(case: Case, one: Attribution) -> bool:
    """Check whether what somebody says begins by disputing something: "it never happened"."""
    disputes = _DISPUTES.search(lowered(case.shown(one.content_spans))) if one.source else None
    return disputes is not None and disputes.start() < _BEGINNING


def _is_told_whose(case: Case, one: Attribution) -> bool:
    """Check for the words of a quotation, and for those of a body or of somebody named."""
    source = case.sources[one.source or ""]
    return one.quotation != "indirect" or source.kind == "organisation" or source.naming == "named"


def _speaks(case: Case, one: Attribution) -> bool:
    """Check whether somebody did deny: "there is no denying" tells of nobody, and a document decides."""
    source = case.sources.get(one.source or "")
    is_done = not _NOT_DONE.search(case.shown(one.cue_spans))
    return is_done and source is not None and (source.kind != "document" or source.affiliation is not None)


def _is_refused(case: Case, one: Attribution) -> bool:
    """Check for somebody who "was denied" something or is "denied …, a hearing", and not by whom a claim was denied."""
    cue = one.cue_spans[-1] if one.cue_spans else None
    if cue is None:
        return False
    is_passive = _IS_DENIED.search(cue.of(case.text)) is not None and case.text[cue.end :][:3] != " by"
    return is_passive or any(_THE_THING.match(case.text, span.end) for span in one.content_spans[-1:])
