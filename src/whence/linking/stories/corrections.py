"""Corrections: what a report says of an earlier one, or of its own earlier version, that was wrong.

The rules read the headline, the first paragraphs and the last ones, where outlets put such notices. They are precise
rather than complete: a report that corrects another without one of these forms of words is not found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from whence.language.gazetteer import find_outlet
from whence.language.words import segment
from whence.reading.attributions.quoted_passages import find_passages
from whence.records.ledger import Attribution, Ledger
from whence.records.report import Report, Span

__all__ = ["Notice", "NoticeKind", "find_notice"]

NoticeKind = Literal["correction", "retraction"]

_FIRST_PARAGRAPHS, _LAST_PARAGRAPHS = 4, 4
"""Paragraphs after the headline, and at the end, in which a notice is looked for."""
_LONGEST = 1200
"""Characters of a paragraph that are read."""
_BLANK = "_"
"""Stands for a character of a quotation: a word of blanks is no word of a notice."""

_PIECE = r"(?:story|article|report|item|page|dispatch|entry)"
_LABEL = re.compile(
    r"(?:(?-i:[A-Z0-9 ]{2,12})-)?"
    r"(?:(?P<retraction>retraction|retracted|retracts|(?-i:KILL|(?P<withdrawn>WITHDRAWN))|kill (?:advisory|notice))"
    r"|corrects|corrected|correction|corrections and clarifications|clarification|corrigendum|erratum)\b"
    r"(?: advisory)?(?: ?\([^)]{1,20}\))?(?:, [^:—–]{3,20})? ?(?:[:—–/|-]|$)",
    re.IGNORECASE,
)
"""A label that begins a headline or a paragraph, with the mark that ends it: "Correction:", "CORRECTED-", "KILL -".

"WITHDRAWN:" in a headline says that this very report was withdrawn."""
_MARKS = re.compile(r"[\s*•(\[]+")
_OUTLET_CORRECTS = re.compile(
    rf" (?:(?P<retraction>retracts|withdraws)|corrects)\b.{{0,40}}\b(?:{_PIECE}|figure|number|claim|headline)s?\b",
    re.IGNORECASE,
)
"""What follows the outlet's own name in a headline: "The Post retracts its report on the harbour"."""
_WRONGLY = r"(?:wrongly|erroneously|incorrectly|mistakenly|in error)"
_REPORTED = r"(?:said|stated|reported|wrote|written|published|printed|gave|given|quoted|called)"
_EARLIER_VERSION = re.compile(
    rf"\b(?:(?:an?|the|some) (?:earlier|previous) versions?\b(?: of (?:this|the) {_PIECE})?"
    rf"|(?:earlier|previous) versions? of this {_PIECE}\b).{{0,80}}?"
    rf"\b(?:{_REPORTED}|had|contained|included|listed|referred|misstated|misspelt|misspelled|misidentified|misquoted"
    rf"|{_WRONGLY})\b",
    re.IGNORECASE,
)
_AMENDED = re.compile(
    rf"\bthis {_PIECE} (?:was|has been) (?:amended|corrected)\b|^\(?(?:this (?:version|{_PIECE}) )?corrects\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    rf"\bwe (?:have |are )?(?:retract|withdraw|kill)(?:ed|n|ing)? (?:this|the|our|an?) (?:\w+ )?{_PIECE}\b"
    rf"|\b(?:this|our) {_PIECE}\b.{{0,80}}\b(?:has been|is|was) (?:retracted|withdrawn|killed)\b"
    rf"|\bplease kill the {_PIECE}\b",
    re.IGNORECASE,
)
_OURS = re.compile(rf"\b(?:we|our (?:\w+ ){{0,2}}{_PIECE})\b.{{0,160}}?\b{_REPORTED}\b", re.IGNORECASE)
_IN_A_STORY = re.compile(rf"\bin an? (?:\w+ )?{_PIECE}\b", re.IGNORECASE)
_NAME = re.compile(rf"((?:[A-Z][\w.’']*\s){{1,5}})(?:{_WRONGLY} {_REPORTED}|{_REPORTED} {_WRONGLY})\b")
"""Who wrongly reported something."""
_BY_MISTAKE = re.compile(rf"\b(?:{_WRONGLY} {_REPORTED}|{_REPORTED} {_WRONGLY})\b", re.IGNORECASE)
_THAT_WAS_WRONG = re.compile(
    r"(?:that|this|it|the (?:figure|number|name|date|claim|quotation)) (?:was|is) "
    r"(?:wrong|incorrect|not correct|an error|a mistake|mistaken|false|not so|inaccurate)\b",
    re.IGNORECASE,
)
_ANY = ("correct", "clarification", "corrigendum", "retract", "withdraw", "version", "amended", "wrong", "mistake")
_NOT_SO = ("false", "inaccurate", "not so")
_KILLED = (
    "story", "stories", "article", "report", "item", "page", "dispatch", "entry", "entries", "advisory", "notice",
    *_NOT_SO,
)  # fmt: skip
_ERROR = re.compile(r"\berr")
"""What every notice contains one of. Most reports of killings are none, and a ferry is no error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a report says that was wrong before."""

    kind: NoticeKind
    spans: tuple[Span, ...]
    """The headline, if it has a label, and the paragraphs of the notice."""
    wrong: tuple[Span, ...]
    """Those sentences that repeat what was wrong; the whole text of a report that was withdrawn."""
    is_own: bool
    """True if it is about an earlier version of the same report."""


def find_notice(ledger: Ledger) -> Notice | None:
    r"""Find the notice of a report that corrects or withdraws an earlier one, or its own earlier version.

    What the report quotes is nobody's notice.

    >>> text = "Correction: 40 boats\n\nWe said that 400 boats left. That was wrong."
    >>> report = Report(text=text, headline="Correction: 40 boats")
    >>> notice = find_notice(Ledger(report=report, sources=(), attributions=(), model="en-6"))
    >>> notice.kind, notice.is_own, [span.of(text) for span in notice.wrong]
    ('correction', False, ['We said that 400 boats left.'])
    """
    report = ledger.report
    head = _label_of_headline(report)
    told = list(_read_paragraphs(ledger))
    if head is None and not told:
        return None
    start = len(report.text) - len(report.text.lstrip())
    headline = [Span(start, report.headline_end)] if head and report.headline_end > start else []
    is_retraction = bool(head and head["retraction"]) or any(one.kind == "retraction" for one in told)
    body = _body(report) if head and head.groupdict().get("withdrawn") else None
    withdrawn = (body,) if body else ()
    return Notice(
        kind="retraction" if is_retraction else "correction",
        spans=(*headline, *(span for one in told for span in one.spans)),
        wrong=withdrawn or tuple(span for one in told for span in one.wrong),
        is_own=bool(withdrawn) or (head is None and any(one.is_own for one in told)),
    )


def _body(report: Report) -> Span | None:
    """Get the span of the text below the headline."""
    text = report.text.rstrip()
    start = len(text) - len(text[report.headline_end :].lstrip())
    return Span(start, len(text)) if start < len(text) else None


def _label_of_headline(report: Report) -> re.Match[str] | None:
    headline = (report.headline or "").strip()
    name = report.publisher or ""
    is_named = bool(name) and headline.casefold().startswith(name.casefold())
    return _LABEL.match(headline) or (_OUTLET_CORRECTS.match(headline, len(name)) if is_named else None)


def _read_paragraphs(ledger: Ledger) -> Iterator[Notice]:
    """Find the notices among the first and the last paragraphs; a label that stands alone has the next with it."""
    text, begin = ledger.report.text, ledger.report.headline_end
    found = [Span(begin + match.start(), begin + match.end()) for match in re.finditer(r"\S[^\n]*", text[begin:])]
    is_labelled = False
    for i, paragraph in enumerate(found):
        if _FIRST_PARAGRAPHS <= i < len(found) - _LAST_PARAGRAPHS:
            continue
        at, end = paragraph.start, min(paragraph.end, paragraph.start + _LONGEST)
        words = text[at:end]
        notice = None
        if _may_be_notice(words):
            notice = _read_paragraph(_without_quotations(words, at, ledger.attributions), at, ledger.report.publisher)
        if notice is None and is_labelled:
            notice = Notice(kind="correction", spans=(Span(at, end),), wrong=(), is_own=True)
        if notice is not None:
            yield notice
        label = _label_of(words)
        is_labelled = bool(label and not words[label.end() :].strip())


def _may_be_notice(paragraph: str) -> bool:
    small = paragraph.lower()
    if any(piece in small for piece in _ANY):
        return True
    if "kill" in small and ("KILL" in paragraph or any(piece in small for piece in _KILLED)):
        return True
    return "err" in small and (_ERROR.search(small) is not None or any(piece in small for piece in _NOT_SO))


def _without_quotations(text: str, at: int, attributions: Sequence[Attribution]) -> str:
    words = segment(text)
    quoted = [(words.starts[a], words.ends[b - 1]) for one in find_passages(words) for a, b in one.runs]
    direct = (span for one in attributions if one.quotation == "direct" for span in one.content_spans)
    quoted += [(max(span.start - at, 0), min(span.end - at, len(text))) for span in direct]
    for start, end in quoted:
        if start < end:
            text = text[:start] + _BLANK * (end - start) + text[end:]
    return text


def _read_paragraph(words: str, at: int, publisher: str | None) -> Notice | None:
    label = _label_of(words)
    is_withdrawn = bool(_WITHDRAWN.search(words))
    is_own = bool(label or _EARLIER_VERSION.search(words) or _AMENDED.search(words))
    wrong = tuple(Span(at + one.start, at + one.end) for one in _wrong_sentences(words, publisher))
    if not (label or is_withdrawn or is_own or wrong):
        return None
    is_retraction = is_withdrawn or bool(label and label["retraction"])
    kind: NoticeKind = "retraction" if is_retraction else "correction"
    return Notice(kind=kind, spans=(Span(at, at + len(words)),), wrong=wrong, is_own=is_own)


def _label_of(paragraph: str) -> re.Match[str] | None:
    """Find the label that begins a paragraph, after marks that stand before it."""
    marks = _MARKS.match(paragraph)
    return _LABEL.match(paragraph, marks.end() if marks else 0)


def _wrong_sentences(words: str, publisher: str | None) -> Iterator[Span]:
    """Find the sentences that repeat what the outlet itself had wrong."""
    sentences = list(_sentences(words))
    for i, sentence in enumerate(sentences):
        said = sentence.of(words)
        follows = sentences[i + 1].of(words) if i + 1 < len(sentences) else ""
        is_ours = bool(_OURS.search(said)) or _names_itself(said, publisher)
        if _EARLIER_VERSION.search(said) or (is_ours and (_BY_MISTAKE.search(said) or _THAT_WAS_WRONG.match(follows))):
            yield sentence


def _names_itself(said: str, publisher: str | None) -> bool:
    """Check whether a sentence is about a story of the outlet, or of a news agency whose correction it carries."""
    if not _IN_A_STORY.search(said):
        return False
    name = _NAME.search(said)
    outlet = find_outlet(name[1].strip()) if name else None
    return bool(publisher and publisher.casefold() in said.casefold()) or bool(outlet and outlet.is_agency)


def _sentences(text: str) -> Iterator[Span]:
    words = segment(text)
    for start, end in pairwise((*words.sentence_starts, len(words))):
        yield Span(words.starts[start], words.ends[end - 1])
