"""Findings on what damages somebody named who stands accused: a past told without a source, a guilt told as settled."""

import re
from collections.abc import Collection, Iterator, Mapping

from whence.language.deeds import SILENCE
from whence.language.quotation_marks import Mark
from whence.reading.findings.case import Case, finding, in_headline, quoted
from whence.reading.findings.span_index import SpanIndex, apart
from whence.records.ledger import Finding
from whence.records.report import Span

__all__ = ["pasts_without_source", "settled_guilt"]

# "Has a long criminal record", "has a history of drunken driving", "is a known gang member".
_PAST = re.compile(
    r"\b(?P<past>ha(?:s|d) an? (?:\w+ ){0,2}?(?:(?:criminal|arrest|police|prison) (?:record|history|past)|rap sheet)|"
    r"has an? (?:\w+ )?history of (?:\w+ ){0,2}?(?:DWIs?|DUIs?|driving drunk|drunk\w* driving|violen\w+|abus\w+|"
    r"assault\w*|arrests?|theft|drug\w*|crimes?|domestic)|"
    r"(?:is|was) an? (?:known|documented|reputed|self-described|suspected) (?:\w+ )?gang member)\b"
)
# Who says so, or where it stands.
_GIVEN = re.compile(
    r"\baccording to\b|\bsa(?:id|ys?)\b|\btold\b|\brecords? (?:indicate|list)|\bshow(?:s|ed)?\b|\breport(?:s|ed)?\b|"
    r"\bcourt (?:records|documents|papers)\b|\bstates?\b|\bconfirm\w*|\bdescrib\w+|\bidentif\w+|\bbeliev\w+|\balleg\w+"
)
_WHO_HAS_IT = re.compile(r"(?:[A-Z][\w’'-]+|\b[Hh]e|\b[Ss]he|,? who)(?: also)? $")
# Of crime reports alone, where a past is held against somebody.
_OF_CRIME = re.compile(r"\b(?:police|sheriff|deputies|detectives|charged with|arrested)\b")
# After a name: ", 44, of Marram, was arrested", " is charged with"; and before it: "the suspect, Ivo Brandt".
_ACCUSED = re.compile(
    r"(?:, (?:a )?\d+(?:-year-old)?)?(?:,? of (?:the )?[A-Z][^,.\n]{0,40})?,? (?:who )?"
    r"(?:(?:was|is|has been|have been|is being|was being|were|faces|is facing|also|now|later) )*"
    r"(?:arrested|charged|booked|indicted|held|taken into custody|wanted|charges of|accused of|"
    r"(?:\w+ )?(?:counts?|charges?) of)\b"
)
_ACCUSES = re.compile(
    r"\b(?:charg\w+|arrest\w*|suspect\w*|alleg\w+|accus\w+|identified|shooter|gunman|killer|warrants?|admit\w*|confess\w*|"
    r"booked|indict\w+|shot|killed|stabbed|murder\w*|wanted)\b"
)
_OF_CHARGE = r"charged with|charges of|counts? of|faces? charges|(?:was|were) arrested|arrested an?"
_MOST_PLACES, _MOST_ACCUSED = 8, 8
_LONGEST_NAME = 4
_AS_ACCUSED = re.compile(
    r"\b(?:arrested|charged|booked|charging|custody of|(?:shooter|gunman|killer|suspect),?(?: as| identified as)?|"
    r"warrant (?:\w+ ){0,2}for)(?: \d+-year-old)? $"
)
_BEFORE = 60
# What tells guilt after a surname: "admitted to the shooting", "shot and killed".
_ADMITS = (
    r"(?:(?:has|had|later|also|then|who|\w+ly) )*"
    r"(?:admitted (?:to )?(?!the hospital)(?:that|he|she|his|her|shoot\w*|kill\w*|fir\w+|the|being)|confess\w*)\b"
)
_DID = r"(?:(?:had|then|who) )*(?:(?:shot and )?killed|shot|murdered|stabbed|opened fire|gunned down|raped|robbed)\b"
_DOES = re.compile(_DID)
_NOT_BY_HIM = r"(?! (?:by|himself|herself|in the|multiple times|several times)\b)"
_DOUBTED = re.compile(
    r"\balleg\w+|\baccus\w+|\bsuspect\w*|\bbeliev\w+|\bcharg\w+|\bappear\w*|\bmay\b|\bwhether\b|\bif\b|\bonly\b"
)
# "Arrested a man who shot four people", of whom one was then named.
_WHO_DID = re.compile(
    r"\b(?:arrested|charged|captured|caught) (?:a|an|the|one) (?:[\w-]+ ){0,3}who (?:shot|killed|stabbed|opened fire|"
    r"murdered|robbed)\b"
)
# Whoever speaks for the accused, or was asked to; and the dead, who can be asked no more.
_HEARD = re.compile(
    r"\b(?:attorneys? for|(?:his|her|their|defen[cs]e|court-appointed|an|no) (?:attorney|lawyer)s?|lawyers?|counsel|"
    r"public defender|plead\w*|pled|could not (?:immediately )?be reached|denie[sd]|denying|not guilty|sentenced|"
    r"acquitted|no comment|innocen\w+|self-defen[cs]e|self-inflicted|suicide|"
    r"(?:shot|killed|shooting|killing) (?:him|her)self)\b|"
    rf"{SILENCE}"
)


def pasts_without_source(case: Case) -> Iterator[Finding]:
    """Find a criminal past or a gang that a crime report tells of somebody in its own voice, without a source."""
    if not _OF_CRIME.search(case.lowered_text):
        return
    contents = SpanIndex((span, None) for one in case.sourced for span in one.content_spans)
    words = case.assembly.document.words
    for match in _PAST.finditer(case.text):
        span = Span(*match.span("past"))
        is_ones = _WHO_HAS_IT.search(case.text, max(0, span.start - _BEFORE), span.start)
        is_given = contents.touches(span) or _GIVEN.search(case.sentence_of(span).of(case.lowered_text))
        is_quoted = words.marks[words.covering(span.start, span.end)[0]] == Mark.INSIDE
        if is_ones and not (is_given or is_quoted or in_headline(case, span)):
            yield finding("no-source", (span,), f"Who says so? No source was found for {quoted(case.shown((span,)))}.")


def settled_guilt(case: Case) -> Iterator[Finding]:
    """Find who is accused and told as guilty, or damaged by a past, where nobody speaks for them, in one question."""
    if not _OF_CRIME.search(case.lowered_text) or _HEARD.search(case.lowered_text):
        return
    accused = {name: span for name, span in list(_accused(case).items())[:_MOST_ACCUSED] if not _is_dead(case, name)}
    settled = {name: told for name in accused if (told := next(_told_of(case, name, is_only=len(accused) == 1), None))}
    if settled:
        shown = [max(_names(case, name), key=len, default=name) for name in settled]
        note = f"Did the reporter ask {' and '.join(shown)}, or a lawyer, for a response? None was found in the report."
        places = {*(accused[name] for name in settled), *settled.values(), *_accusing(case, settled)}
        yield finding("no-response", apart(places)[:_MOST_PLACES], note)


def _accusing(case: Case, surnames: Collection[str]) -> Iterator[Span]:
    """List where the report accuses: mentions of the accused in such sentences, and words of arrest and charge."""
    met: set[Span] = set()
    names = "|".join(map(re.escape, surnames))
    for match in re.finditer(rf"\b(?:(?P<name>{names})|{_OF_CHARGE})\b", case.text):
        span = Span(*match.span())
        sentence = case.sentence_of(span)
        accuses = not match["name"] or _ACCUSES.search(sentence.of(case.lowered_text))
        if accuses and sentence not in met and not in_headline(case, span):
            met.add(sentence)
            yield span


def _is_dead(case: Case, surname: str) -> bool:
    name = re.escape(surname)
    return bool(
        re.search(rf"\b(?:killed|killing|shot) (?:\w+ )?{name}\b|\b{name} (?:died|was (?:shot|killed))\b", case.text)
    )


def _names(case: Case, surname: str) -> Iterator[str]:
    """List the names of a person as the report has them, by the surname."""
    document = case.assembly.document
    for name in document.names:
        shown = document.shown((name.start, name.end))
        is_whole = len(shown.split()) <= _LONGEST_NAME and not re.search(r"[“”\"]", shown)
        if name.kind == "person" and document.words.texts[name.end - 1] == surname and is_whole:
            yield shown


def _accused(case: Case) -> Mapping[str, Span]:
    """Map the surnames of those who were arrested or charged to the first place that tells it."""
    words, accused = case.assembly.document.words, dict[str, Span]()
    for name in case.assembly.document.names:
        span = Span(words.starts[name.start], words.ends[name.end - 1])
        if name.kind != "person" or in_headline(case, span):
            continue
        before = case.text[max(0, span.start - _BEFORE) : span.start]
        if _ACCUSED.match(case.text, span.end) or _AS_ACCUSED.search(before):
            accused.setdefault(words.texts[name.end - 1], span)
    return accused


def _told_of(case: Case, surname: str, *, is_only: bool) -> Iterator[Span]:
    """Find what settles somebody's guilt, or damages them beyond the charge."""
    name, words = re.escape(surname), case.assembly.document.words
    for match in re.finditer(rf"\b{name},? (?P<told>{_ADMITS}|{_DID}{_NOT_BY_HIM})", case.text):
        span = Span(*match.span("told"))
        told = case.sentence_of(span).of(case.lowered_text)
        is_quoted = words.marks[words.covering(span.start, span.end)[0]] == Mark.INSIDE
        # "Police said Brandt shot a man" is the charge once more.
        is_charge = not is_quoted and _DOES.match(match["told"]) and _GIVEN.search(told)
        if not (in_headline(case, span) or is_charge or _DOUBTED.search(told)):
            yield span
    yield from (Span(*one.span("past")) for one in re.finditer(rf"\b{name},? {_PAST.pattern}", case.text))
    if is_only:
        yield from (Span(*one.span()) for one in _WHO_DID.finditer(case.text) if one.start() >= case.headline_end)
