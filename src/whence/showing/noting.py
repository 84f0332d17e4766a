"""What a ledger holds beside its attributions, as lists for people: questions, events, the page's own reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from whence.records.ledger import Event, Finding, Ledger, Party
from whence.showing.marking import Remark, number_of, one_line, quote
from whence.showing.phrasing import QUESTIONS, letter_of, phrase_event, phrase_time, quoted, trimmed

__all__ = [
    "EventEntry",
    "Question",
    "QuestionGroup",
    "list_events",
    "list_interpretations",
    "list_questions",
    "list_remarks",
]

_LONGEST_QUOTE = 120
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One finding, in words ready to be shown."""

    finding: Finding
    letter: str
    """What its entry and its marks in the text share: ``A``, ``B``, …"""
    note: str
    """Empty where the one before it in its group has the same, and words of its own follow."""
    words: tuple[str, ...]
    """What shows it, each quoted and shortened; without what the note quotes already."""
    numbers: tuple[str, ...]
    """Of the attributions that it is about."""
    rule: str
    """Empty where the next one in its group has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """The findings of one kind, in the order of the ledger."""

    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """One event, in words ready to be shown."""

    event: Event
    when: str
    who: str
    """Who does it, and to whom: ``council → Northarm``."""
    codes: str
    """Country and sector of each, as far as known: ``NOR GOV → NOR BUS``."""
    what: str
    """Its type, and its mode where it has one."""
    word: str
    """The word that tells it, quoted."""
    where: str
    number: str | None
    """Of the attribution in whose content it is told; none for the page's own voice."""


def list_questions(ledger: Ledger) -> list[QuestionGroup]:
    """List a ledger's findings by kind, those of a kind in the order of the text."""
    kinds = list(QUESTIONS)
    findings = sorted(ledger.findings, key=lambda finding: kinds.index(finding.kind))
    lettered = [(letter_of(position), finding) for position, finding in enumerate(findings)]
    return [
        QuestionGroup(heading=QUESTIONS[kind], questions=tuple(_questions(ledger, list(group))))
        for kind, group in groupby(lettered, key=lambda pair: pair[1].kind)
    ]


def list_remarks(ledger: Ledger, groups: list[QuestionGroup]) -> list[Remark]:
    """List what to mark in the text beside attributions: findings by their letters, and the page's own statements.

    Args:
        ledger: Whose text it is.
        groups: What `list_questions` lists for it.
    """
    statements = [Remark(told.kind, "", span) for told in ledger.statements for span in told.spans]
    questions = [question for group in groups for question in group.questions]
    asked = [Remark("finding", question.letter, span) for question in questions for span in question.finding.spans]
    return list(dict.fromkeys([*statements, *asked]))


def list_events(ledger: Ledger) -> list[EventEntry]:
    """List a ledger's events, in the order of the text."""
    text = ledger.report.text
    return [
        EventEntry(
            event=event,
            when=one_line(phrase_time(event.time)) if event.time else "",
            who=" ".join(_sides(_names(event.actor), _names(event.recipient))),
            codes=" ".join(_sides(_codes(event.actor), _codes(event.recipient))),
            what=one_line(phrase_event(event)),
            word=quoted(quote(text, event.spans)),
            where=quote(text, event.place.spans) if event.place else "",
            number=number_of(event.attribution) if event.attribution else None,
        )
        for event in ledger.events
    ]


def list_interpretations(ledger: Ledger) -> list[str]:
    """List what the page makes of things in its own voice, in its own words."""
    return [quote(ledger.report.text, told.spans) for told in ledger.statements if told.kind == "interpretation"]


def _questions(ledger: Ledger, lettered: list[tuple[str, Finding]]) -> Iterator[Question]:
    for position, (letter, finding) in enumerate(lettered):
        before = lettered[position - 1][1].note if position else None
        after = lettered[position + 1][1].rule if position + 1 < len(lettered) else None
        note = one_line(finding.note) if finding.note != before or not finding.spans else ""
        yield Question(
            finding=finding,
            letter=letter,
            note=note,
            words=_words(ledger, finding, note),
            numbers=tuple(map(number_of, finding.attributions)),
            rule=one_line(finding.rule) if finding.rule != after else "",
        )


def _words(ledger: Ledger, finding: Finding, note: str) -> tuple[str, ...]:
    shown = dict.fromkeys(one_line(span.of(ledger.report.text)) for span in finding.spans[:_MOST_QUOTES])
    words = [quoted(trimmed(each, _LONGEST_QUOTE)) for each in shown]
    more = len(finding.spans) - _MOST_QUOTES
    return (*(each for each in words if each not in note), *([f"and {more} more"] if more > 0 else []))


def _names(party: Party | None) -> str:
    return one_line(party.name) if party else ""


def _codes(party: Party | None) -> str:
    return one_line(" ".join(filter(None, (party.country, party.sector)))) if party else ""


def _sides(actor: str, recipient: str) -> Iterator[str]:
    if actor:
        yield actor
    if recipient:
        yield f"→ {recipient}"
