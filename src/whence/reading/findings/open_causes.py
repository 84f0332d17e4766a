"""Findings on headlines that settle what the text leaves open: that it was an accident, or who did it."""

import re
from collections.abc import Iterator

from whence.language.quotation_marks import Mark
from whence.reading.findings.case import Case, finding
from whence.reading.findings.headings import Heading
from whence.records.ledger import Finding
from whence.records.report import Span

__all__ = ["open_causes"]

_ACCIDENT = r"accident(?:al|ally|ly)\b|by accident\b"
_BY_ACCIDENT = re.compile(rf"\b(?:{_ACCIDENT})", re.IGNORECASE)
# A headline that says whose word it is, or that there is a charge, an inquiry or a doubt.
_TELLS_WHOSE = re.compile(
    r"[:?“”\"‘]|(?<!\w)'|\b(?:police|cops?|deput(?:y|ies)|sheriffs?|coroners?|officers?|officials?|authorities|says?|said|"
    r"claims?|according|reports?|reported|alleg\w+|accus\w+|charg\w+|arrest\w*|sentenc\w+|convict\w+|guilty|pleads?|"
    r"trial|jury|jail\w*|believes?|deemed|ruled|apparent\w*|appears?|possibl[ey]|may|might|likely|probabl[ey]|"
    r"suspect\w*|investigat\w+|neighbou?rs?|family)\b",
    re.IGNORECASE,
)
# What leaves an accident open, right before it in its sentence.
_HEDGED = re.compile(
    r"\b(?P<hedge>apparent(?:ly)?|appear(?:s|ed)?|seem(?:s|ed)?|believ(?:es?|ed|ing)|suspect(?:s|ed)?|allegedly|"
    r"reportedly|possibl[ey]|may have|might have|could have|likely|probabl[ey]|preliminary|indicat(?:es?|ed|ions?)|"
    rf"being called|theor(?:y|ies)|whether|unsure|unclear)\b[^.\n]{{0,60}}?\b(?:{_ACCIDENT})",
    re.IGNORECASE,
)
# An inquiry that goes on; that police "are investigating an accidental shooting" is how such news begins, and that it
# "is under investigation" how it ends.
_STILL_OPEN = re.compile(
    r"\b(?:still (?:under investigation|investigating)|"
    r"investigations? (?:[\w-]+ ){0,6}?(?:is|are|remains?) (?:still )?(?:ongoing|under way|active|open)|"
    # Nor is it settled by what they do not suspect.
    r"(?:don[’']t|do not|not) (?:suspect|believe) (?:\w+ ){0,3}(?:foul play|malicious|intent\w*)|"
    r"still (?:looking|piecing|trying to (?:determine|learn|find out))|ongoing investigation|"
    r"continu\w+ to investigate|investigation continues)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    rf"\b(?:ruled|deemed|determined|classif\w+|closed)\b[^.\n]{{0,60}}\b(?:{_ACCIDENT})", re.IGNORECASE
)
# "Dad killed daughter", "Man kills brother, two others": who did it, as a fact.
_WHO = r"(?:dad|mom|mum|father|mother|man|woman|husband|wife|boyfriend|neighbou?r|uncle)"
_WHOM = (
    r"(?:daughter|son|wife|husband|girlfriend|boyfriend|brother|sister|mother|father|mom|dad|baby|toddler|child|"
    r"children|kids|family|neighbou?rs?|man|woman|officers?)"
)
_DID = re.compile(rf"\b{_WHO} (?:kill(?:s|ed)|murder(?:s|ed)|shoots|stab(?:s|bed)) (?:\w+ )?{_WHOM}\b", re.IGNORECASE)
_OF_ONESELF = re.compile(r"\b(?:him|her)?self\b|suicide", re.IGNORECASE)
# Whose word it is, in the first sentences.
_POLICE_SAY = re.compile(
    r"\b(?:police|sheriff[’'\w]*|deputies|investigators|detectives|authorities|officials) (?:\w+ )?(?:say|said)\b"
    r"|\baccording to (?:[\w’']+ ){0,3}(?:police|sheriff|deputies|investigators|authorities|officials)\b",
    re.IGNORECASE,
)
_LEAD = 600
"""Characters beneath a headline in which its news is told."""


def open_causes(case: Case, heading: Heading) -> Iterator[Finding]:
    """Find a plain headline that calls an accident what the text leaves open, or tells who killed somebody.

    Args:
        case: The report.
        heading: The headline, or in a live blog that of an entry.
    """
    headline = heading.span.of(case.text)
    if _TELLS_WHOSE.search(headline):
        return
    if _BY_ACCIDENT.search(headline):
        hedge = _hedge_beneath(case, heading)
        if hedge:
            note = "Is it settled that this was an accident? The text leaves it open."
            yield finding("headline-hedge", (heading.span, hedge), note)
    elif _DID.search(headline) and not _OF_ONESELF.search(headline):
        said = _POLICE_SAY.search(case.text, heading.span.end, min(heading.end, heading.span.end + _LEAD))
        if said:
            note = "Is this a plain fact? The text has it from the police."
            yield finding("headline-attribution", (heading.span, Span(*said.span())), note)


def _hedge_beneath(case: Case, heading: Heading) -> Span | None:
    """Find what leaves it open whether it was an accident: a hedge, else an inquiry that goes on."""
    text, words = case.text, case.assembly.document.words
    for hedged in _HEDGED.finditer(text, heading.span.end, heading.end):
        hedge = Span(*hedged.span("hedge"))
        if words.marks[words.covering(hedge.start, hedge.end)[0]] != Mark.INSIDE:
            return hedge
    is_told = _BY_ACCIDENT.search(text, heading.span.end, heading.end)
    if not is_told or _SETTLED.search(text, heading.span.end, heading.end):
        return None
    still = _STILL_OPEN.search(text, heading.span.end, heading.end)
    return Span(*still.span()) if still else None
