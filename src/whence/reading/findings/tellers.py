"""Findings on those of whom a report tells nothing at all: "we're told", "the Tide has learned", "analysts say"."""

import re
from collections.abc import Iterator

from whence.language.quotation_marks import Mark
from whence.language.words import sentence_around
from whence.reading.attributions.outlets import is_like_an_outlet, is_own
from whence.reading.findings.case import Case, finding, in_headline, quoted
from whence.reading.findings.span_index import SpanIndex
from whence.records.ledger import Attribution, Finding, Source
from whence.records.report import Span

__all__ = ["untold_tellers"]

# "We're told she is in hospital", and not "we are told to wait" or "we are told all the time".
_WE_ARE_TOLD = re.compile(
    r"\b[Ww]e(?:[’']re| are| were|[’']ve been| have been) (?:also |now |being )?told\b"
    r"(?! (?:to|by|that|all|again|often|always|not|nothing|about|of)\b)"
)
_LEARNED = re.compile(r"\b(?:has|have) (?:also |since |now |just )?learned\b(?! (?:from|to|how|a|about|of)\b)")
_LONGEST_NAME = 6
_WE = re.compile(r"\b[Ww]e $")
# Where reporters are told things: at the scene of a crime or an accident.
_OF_AN_EMERGENCY = re.compile(
    r"\b(?:police|sheriff|deputies|officers|detectives|investigators|coroner|firefighters|paramedics|hospital)\b"
)
_GIVES_SOURCE = re.compile(r"\baccording to\b|\bsa(?:id|ys?)\b|\btold by\b|\bconfirm\w*|\bsources?\b")
_SPOKEN = frozenset({"opinion", "first-person", "transcript"})
# Those who are asked because they know, without a word of who they are: "economists predict", "some analysts say".
_THE_LEARNED = re.compile(
    r"(?:(?:the|some|many|several|most|other|political|legal|market|security|industry|policy|energy|financial|military|"
    r"medical|health|independent|outside|foreign|wall street) )*(?P<who>economist|analyst|expert|researcher)s",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:(?:have|had|also|now|widely|generally) )*"
    r"(?:sa(?:y|id)|predict(?:ed)?|warn(?:ed)?|estimate[d]?|believe|agree|argue[d]?|expect|forecast)\b"
)


def untold_tellers(case: Case) -> Iterator[Finding]:
    """Find what somebody told the reporter, and the report does not say who; and experts of whom it names none."""
    if case.genre in _SPOKEN:
        return
    yield from _told_to_the_reporter(case)
    yield from _the_learned(case)


def _told_to_the_reporter(case: Case) -> Iterator[Finding]:
    """Find "we're told" and "the Tide has learned", of the report's own outlet, without anybody who told it."""
    if not _OF_AN_EMERGENCY.search(case.lowered_text):
        return
    told = [Span(*match.span()) for match in _WE_ARE_TOLD.finditer(case.text)]
    told += [span for match in _LEARNED.finditer(case.text) if (span := _learned_by_itself(case, match.start()))]
    words = case.assembly.document.words
    for span in sorted(told):
        is_quoted = words.marks[words.covering(span.start, span.end)[0]] == Mark.INSIDE
        if is_quoted or in_headline(case, span) or _GIVES_SOURCE.search(case.sentence_of(span).of(case.lowered_text)):
            continue
        note = f"Who said so? The report has only {quoted(case.shown((span,)))}."
        yield finding("bare-source", (span,), note)


def _learned_by_itself(case: Case, at: int) -> Span | None:
    """Find who "has learned" something, if it is the report's own outlet: "we", or a name of its own."""
    document = case.assembly.document
    end = case.text.index("learned", at) + len("learned")
    if _WE.search(case.text, max(0, at - 3), at):
        return Span(at - 3, end)
    last = document.words.covering(at, at + 1)[0]
    names = [name for name in document.names_in((max(0, last - _LONGEST_NAME), last)) if name.kind == "organisation"]
    shown = [document.shown((name.start, name.end)) for name in names if name.end == last]
    # Where no name of its own is known, an outlet that has learned something is mostly the report's own.
    is_its = is_own(case.own_names, shown) if case.own_names else any(map(is_like_an_outlet, shown))
    return Span(document.words.starts[names[-1].start], end) if is_its else None


def _the_learned(case: Case) -> Iterator[Finding]:
    """Find experts who say something as a class: nobody of their kind is told of, and nobody named speaks nearby."""
    named = SpanIndex(
        (span, None) for one in case.sourced if _source(case, one).naming == "named" for span in one.cue_spans
    )
    for source in case.assembly.sources:
        if source.naming == "named" or source.kind not in {"group", "person"}:
            continue
        said = [one for one in case.said_by(source) if one.cue_spans and not case.is_in_headline(one)]
        told = [_THE_LEARNED.fullmatch(case.shown(one.source_spans)) for one in said]
        if not said or told[0] is None or any(case.around(one) for one in said):
            continue
        is_met = re.search(rf"\b{told[0]['who'].lower()}\b", case.lowered_text)
        is_said = all(_SAYS.match(case.shown(one.cue_spans).lower()) for one in said)
        if is_said and not is_met and not any(named.touches(_nearby(case, one)) for one in said):
            shown = case.shown(said[0].source_spans)
            yield finding("bare-source", said[0].source_spans, f"Who are {quoted(shown)}? None of them is named.", said)


def _source(case: Case, one: Attribution) -> Source:
    return case.sources[one.source or ""]


def _nearby(case: Case, one: Attribution) -> Span:
    """Return an attribution's sentence and the next two."""
    words = case.assembly.document.words
    start, end = sentence_around(words, words.covering(one.cue_spans[0].start, one.cue_spans[0].end)[0])
    for _ in range(2):
        end = sentence_around(words, min(end, len(words) - 1))[1]
    return Span(words.starts[start], words.ends[end - 1])
