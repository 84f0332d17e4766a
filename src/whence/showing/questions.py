"""What an editor would ask about a report: its findings, one question for each holder, the gravest first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Attribution, Finding, Ledger
from whence.records.report import Span
from whence.records.sure import sure_statements
from whence.showing.marks import Remark, number_of, one_line
from whence.showing.wording import letter_of, quoted, trimmed

__all__ = ["MOST_AT_TOP", "Question", "list_questions", "list_remarks"]

MOST_AT_TOP = 3
"""Questions above the report; the others are counted there."""
_LONGEST_BRIEF, _LONGEST_QUOTE = 160, 120
_STOPS = ",;:. "
# Of the judged questions, an editor would ask 2 of 52 about denials, 2 of 26 about scare quotes, 2 of 30 about polls in
# general.
_EVERYDAY = frozenset({"denied", "scare-quotes"})
_POLLS = re.compile(r"\b(?:polls|polling|surveys)\b", re.IGNORECASE)
_MOST_NOTES, _MOST_QUOTES = 6, 3
_END_OF_QUESTION = re.compile(r"(?<=\?)\s+(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All findings about one holder, such as an unnamed source, in words ready to be shown."""

    letter: str
    """The letter of its entry and of its marks in the text: ``A``, ``B``, …"""
    headings: tuple[str, ...]
    """The heading of each kind of finding, the gravest first."""
    brief: str
    """The gravest finding's question alone, with the words that raise it."""
    notes: tuple[str, ...]
    """The notes of the findings, each once; of very many, the first ones."""
    rules: tuple[str, ...]
    words: tuple[str, ...]
    """The words that raise the question, quoted and shortened, without those that a note quotes."""
    spans: tuple[Span, ...]
    """All places, in the order of the text."""
    numbers: tuple[str, ...]
    """Numbers of the attributions concerned."""
    findings: tuple[Finding, ...]
    """The findings, the gravest first."""
    is_noted: bool
    """Whether it is only noted: true and everyday, to be shown at its place and not among what an editor would ask."""


def list_questions(ledger: Ledger) -> list[Question]:
    """Gather a ledger's findings into questions, the gravest first, and after them what is only noted.

    A question is as grave as its gravest finding: the weight of that kind, and one more if the report itself says that
    it hides the source, or quotes it word for word. Of equally grave questions, those with more kinds of findings come
    first, then those earlier in the text. Noted are denials, scare quotes and polls in general.
    """
    names = {source.id: one_line(source.name).casefold() for source in ledger.sources}
    attributions = {attribution.id: attribution for attribution in ledger.attributions}
    held: dict[tuple[str, ...], list[Finding]] = {}
    for finding in ledger.findings:
        held.setdefault(_holder(finding, attributions, names), []).append(finding)
    grouped = [
        (_are_everyday(findings, ledger, attributions), sorted(findings, key=lambda one: -_weight(one)))
        for findings in held.values()
    ]
    grouped.sort(key=lambda each: (each[0], _gravity(each[1], attributions)))
    return [
        _question(ledger.report.text, letter_of(at), findings, is_noted=is_noted)
        for at, (is_noted, findings) in enumerate(grouped)
    ]


def list_remarks(ledger: Ledger, questions: Iterable[Question]) -> list[Remark]:
    """List what to mark in the text besides attributions: questions by their letters, and the page's own statements.

    Args:
        ledger: The ledger.
        questions: What `list_questions` lists for it.
    """
    statements = [Remark(told.kind, "", span) for told in sure_statements(ledger) for span in told.spans]
    asked = [Remark("finding", question.letter, span) for question in questions for span in question.spans]
    return list(dict.fromkeys([*statements, *asked]))


def _holder(finding: Finding, attributions: dict[str, Attribution], names: dict[str, str]) -> tuple[str, ...]:
    """Find what a finding is gathered by: the name of its source, its kind, or its kind and note."""
    holder = FINDING_KINDS[finding.kind].holder
    source = next((attributions[one].source for one in finding.attributions), None)
    if holder == "source" and source is not None:
        return (names[source],)
    return (finding.kind, "") if holder == "words" else (finding.kind, finding.note)


def _weight(finding: Finding) -> int:
    return FINDING_KINDS[finding.kind].weight


def _gravity(findings: Sequence[Finding], attributions: dict[str, Attribution]) -> tuple[int, int, int]:
    """Return the sort key of a question, from its findings, the gravest first."""
    concerned = [attributions[one] for finding in findings for one in finding.attributions]
    leans = any(one.anonymity_spans or one.quotation != "indirect" for one in concerned)
    more = leans and FINDING_KINDS[findings[0].kind].holder == "source"
    first = min((span.start for finding in findings for span in finding.spans), default=0)
    return -_weight(findings[0]) - more, -len({finding.kind for finding in findings}), first


def _are_everyday(findings: Sequence[Finding], ledger: Ledger, attributions: dict[str, Attribution]) -> bool:
    """Check whether all findings of a question are true and everyday, as `docs/findings/README.md` counts them."""
    sources = {source.id: source for source in ledger.sources}
    concerned = [attributions[one] for finding in findings for one in finding.attributions]
    by = [sources[one.source] for one in concerned if one.source is not None]
    kinds = {finding.kind for finding in findings}
    if kinds == {"unlinked-document"}:
        return bool(by) and all(_POLLS.search(source.name) for source in by)
    return kinds <= _EVERYDAY


def _question(text: str, letter: str, findings: Sequence[Finding], *, is_noted: bool) -> Question:
    spans = tuple(sorted({span for finding in findings for span in finding.spans}))
    notes = _each_once(one_line(finding.note) for finding in findings)[:_MOST_NOTES]
    concerned = _each_once(one for finding in findings for one in finding.attributions)
    return Question(
        letter=letter,
        headings=_each_once(FINDING_KINDS[finding.kind].heading for finding in findings),
        brief=_in_brief(text, spans, notes[0]),
        notes=notes,
        rules=_each_once(one_line(finding.rule) for finding in findings),
        words=tuple(_words(text, spans, notes)),
        spans=spans,
        numbers=tuple(sorted(map(number_of, concerned), key=lambda number: (len(number), number))),
        findings=tuple(findings),
        is_noted=is_noted,
    )


def _in_brief(text: str, spans: Sequence[Span], note: str) -> str:
    """Take the question out of a note, with the words that raise it unless it names any."""
    brief = trimmed(_END_OF_QUESTION.split(note, maxsplit=1)[0], _LONGEST_BRIEF)
    is_named = any(one_line(span.of(text)).rstrip(_STOPS) in brief for span in spans)
    return brief if is_named or not spans else f"{brief} {' … '.join(_words(text, spans, [brief]))}"


def _words(text: str, spans: Sequence[Span], notes: Sequence[str]) -> Iterator[str]:
    """Quote the words of some places, except those that a note quotes."""
    said = dict.fromkeys(quoted(trimmed(one_line(span.of(text)), _LONGEST_QUOTE)) for span in spans)
    left = [words for words in said if not any(words in note for note in notes)]
    yield from left[:_MOST_QUOTES]
    if len(left) > _MOST_QUOTES:
        yield f"and {len(left) - _MOST_QUOTES} more"


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
