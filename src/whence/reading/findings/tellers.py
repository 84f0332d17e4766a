"""Findings on those of whom a report tells nothing at all: "we're told", "the Tide has learned"."""

import re
from collections.abc import Iterator

from whence.language.quotation_marks import Mark
from whence.reading.attributions.outlets import is_like_an_outlet, is_own
from whence.reading.findings.case import Case, finding, in_headline, quoted
from whence.records.ledger import Finding
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


def untold_tellers(case: Case) -> Iterator[Finding]:
    """Find "we're told" and "the Tide has learned", of the report's own outlet, without anybody who told it."""
    if case.genre in _SPOKEN or not _OF_AN_EMERGENCY.search(case.lowered_text):
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
