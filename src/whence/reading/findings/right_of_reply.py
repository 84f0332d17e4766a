"""Findings on the right of reply: claims that somebody denies, and people who are accused and not heard."""

import re
from collections.abc import Iterator

from whence.reading.findings.case import Case, finding
from whence.reading.findings.span_index import SpanIndex
from whence.records.ledger import Finding
from whence.records.report import Span

__all__ = ["denials", "unanswered"]

_DENIES = re.compile(
    r"\bden(?:y|ies|ied|ying|ials?)\b|\brefut\w+|(?<!\bin )(?<!\ba )\bdisput\w+|\bdebunk\w*|"
    r"\bunfounded\b|\bbogus\b|\bbaseless\b|"
    r"\bnot true\b|\buntrue\b|\bis a lie\b|\b(?:reject|dismiss)\w* (?:\w+ ){0,3}(?:claim|allegation|accusation|report|"
    r"suggestion|criticism|idea|notion|charge)|\bnot at fault\b|\bexaggerat\w+",
    re.IGNORECASE,
)
# "Denied the mill a permit": a permit is refused, not a claim disputed.
_WITHHOLDS = re.compile(
    r"^(?:the|an?|his|her|its|their|him|them|it|us|[A-Z]\w+)(?: \w+){0,2} (?:an?|access|entry|permission|asylum)\b"
)
_DISPUTES = re.compile(r"\bnot at fault\b|\bexaggerat\w+|\bwas not intentional\b|\bnever happened\b", re.IGNORECASE)
# These two search the text in lower case.
_FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:totally |completely |simply |just |plainly |utterly )?"
    r"(?:a lie|lies|bogus|unfounded|baseless|nonsense|untrue|not true|patently false|false)\b"
)
_BEGINNING = 90
_ANSWERED = re.compile(
    r"(?:did|does|do|has|have|had|would|was|were) not (?:\w+ )?(?:respond|repl|return|answer|comment)|"
    r"\bdeclin\w+ to comment|request(?:s|ed)? (?:for|to) comment|could not be reached|no comment|"
    r"n['’]t (?:respond|comment|reply)"
)
_ACCUSING = re.compile(r"^(?:accus|alleg|charg|indict|sued$|sues$|suing$|blam|denounc)", re.IGNORECASE)
# "He blamed it on the policies of Mr. Haddad" criticises, but accuses nobody of wrongdoing.
_OWNED = re.compile(r"\b(?:polic(?:y|ies)|record|economy|plans?) of (?:[A-Z]\w+\.? )?$")
_LONGEST_LEAD = 30


def denials(case: Case) -> Iterator[Finding]:
    """Find what somebody in the report denies, or the report itself calls false."""
    note = "Somebody in the report denies this: are both accounts given side by side?"
    told: list[Span] = []
    for one in case.assembly.attributions:
        begins = case.shown(one.content_spans)[:_BEGINNING]
        denies = one.stance == "denies" and _DENIES.search(f"{case.shown(one.cue_spans)} {begins}")
        if (denies and not _WITHHOLDS.search(begins)) or (one.source and _DISPUTES.search(begins)):
            told += one.cue_spans
            yield finding("denied", sorted((*one.cue_spans, *one.content_spans[:1])), note, [one])
            told += one.content_spans
    denied = SpanIndex((span, None) for span in told)
    for match in _FALSE.finditer(case.lowered_text):
        span = Span(match.start(), match.end())
        if not denied.touches(span):
            yield finding("denied", (span,), "This is called false here: who says so, and is the other side told?")


def unanswered(case: Case) -> Iterator[Finding]:
    """Find people accused of wrongdoing whom the report neither quotes nor says it asked."""
    accusations = [event for event in case.events if event.type == "ACCUSE" and event.told_as in {"past", "present"}]
    if not accusations or _ANSWERED.search(case.lowered_text):
        return
    speaking = {one.source for one in case.assembly.attributions}
    # A body has been heard if a person speaks for it: "a spokeswoman for Northarm Water said".
    speaking |= {source.affiliation for source in case.assembly.sources if source.id in speaking}
    attributions = {one.id: one for one in case.assembly.attributions}
    seen: set[str | None] = set()
    for event in accusations:
        accused = event.recipient
        if accused is None:
            continue
        known = case.are_named(accused.spans)
        heard = accused.source is not None and accused.source in speaking
        owned = any(_OWNED.search(case.text[max(0, each.start - _LONGEST_LEAD) : each.start]) for each in accused.spans)
        if not known or heard or owned or accused.name in seen or not _ACCUSING.match(event.spans[0].of(case.text)):
            continue
        seen.add(accused.name)
        note = f"Did the reporter ask {accused.name} for a response? None was found in the report."
        about = [attributions[event.attribution]] if event.attribution else []
        yield finding("no-response", sorted((*event.spans, *accused.spans)), note, about)
