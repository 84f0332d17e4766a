"""What readers say of a report: corrections of its attributions, and notes on its questions; and all open questions."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import cast

from whence.archive.archive import Archive
from whence.errors import ArchiveError
from whence.records.answers import Held
from whence.records.form.record_form import record_to_form
from whence.records.ledger import Ledger
from whence.records.report import Span
from whence.records.review import QUESTION_STATUSES, Correction, Note, Question, QuestionStatus
from whence.serving.filters import FILTERS, PAGE, PAGE_SIZE, filters_of
from whence.serving.parameters import Asked, Parameter
from whence.serving.view import JsonForm, Table, View
from whence.showing.entries import AttributionEntry, list_attributions

__all__ = ["CORRECTIONS", "QUESTIONS", "REVIEW", "Review"]

_ROWS = 200
"""Number of attributions on one page, as each has a form."""
_STATUS = Parameter(
    name="status",
    about="Only questions of this status.",
    kind="choice",
    choices=QUESTION_STATUSES,
    label="Status",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What readers say of one report."""

    report: Held
    """Its latest version."""
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]
    """The latest first."""
    corrections: tuple[Correction, ...]
    """The latest first, with those that do not count."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """The same, as its page needs it."""

    found: Reviewed
    ledger: Ledger
    page: int
    """Which attributions are shown; the first page is 1."""
    statuses: tuple[QuestionStatus, ...] = QUESTION_STATUSES

    @cached_property
    def entries(self) -> list[AttributionEntry]:
        """The attributions of the page, as whence found them."""
        return list_attributions(self.ledger)[(self.page - 1) * _ROWS : self.page * _ROWS]

    @property
    def is_more(self) -> bool:
        """True if there is a next page."""
        return len(self.ledger.attributions) > self.page * _ROWS

    def corrections_of(self, entry: AttributionEntry) -> list[Correction]:
        """List the corrections of an attribution of the version that is shown."""
        marks = (entry.attribution.cue_spans, entry.attribution.content_spans)
        return [one for one in self.found.corrections if (one.cue_spans, one.content_spans) == marks]

    def notes_on(self, question: Question) -> list[Note]:
        """List the notes on a question."""
        return [one for one in self.found.notes if (one.kind, one.words) == (question.kind, question.words)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """A page of the list of questions."""

    questions: tuple[Question, ...]
    is_more: bool
    """True if there is a next page."""


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """The same, as its page needs it."""

    found: Questions
    archive: Archive

    @cached_property
    def places(self) -> dict[Question, tuple[Span, ...]]:
        """Where the words of each question are in its report; without those of reports that are damaged."""
        places: dict[Question, tuple[Span, ...]] = {}
        questions = sorted(self.found.questions, key=_version_of)
        for (report, version), asked in groupby(questions, key=_version_of):
            # The list shows a damaged report's questions all the same: only their links need its ledger.
            with suppress(ArchiveError):
                findings = self.archive.ledger(report, version=version).findings
                places |= {one: findings[one.number - 1].spans for one in asked}
        return places


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """A page of the list of corrections."""

    corrections: tuple[Correction, ...]
    is_more: bool
    """True if there is a next page."""


def _show_review(archive: Archive, asked: Asked) -> Review:
    name = asked.text("id") or ""
    found = Reviewed(
        report=archive.versions(name)[-1],
        questions=tuple(archive.questions(name)),
        notes=tuple(archive.notes(name)),
        corrections=tuple(archive.corrections(name)),
    )
    return Review(found=found, ledger=archive.ledger(name), page=asked.number("page"))


def _list_questions(archive: Archive, asked: Asked) -> QuestionPage:
    start = (asked.number("page") - 1) * PAGE_SIZE
    status = cast("QuestionStatus | None", asked.text("status"))
    rows = archive.questions(filters=filters_of(asked), status=status, limit=PAGE_SIZE + 1, offset=start)
    found = Questions(questions=tuple(rows[:PAGE_SIZE]), is_more=len(rows) > PAGE_SIZE)
    return QuestionPage(found=found, archive=archive)


def _version_of(question: Question) -> tuple[str, int]:
    return question.report, question.version


def _list_corrections(archive: Archive, asked: Asked) -> Corrections:
    start = (asked.number("page") - 1) * PAGE_SIZE
    rows: Sequence[Correction] = archive.corrections(filters=filters_of(asked), limit=PAGE_SIZE + 1, offset=start)
    return Corrections(corrections=tuple(rows[:PAGE_SIZE]), is_more=len(rows) > PAGE_SIZE)


REVIEW: View[Review] = View(
    path="/review/{id}",
    title="Review",
    about="What readers say of a report: corrections of its attributions, notes on its questions and their status.",
    ask=_show_review,
    template="review.html",
    json=JsonForm(kind=Reviewed, write=lambda found: record_to_form(found.found)),
    parameters=(replace(PAGE, about=f"Which page of the attributions, {_ROWS} each; the first is 1."),),
    table=Table(kind=Question, rows=lambda found: found.found.questions),
)
QUESTIONS: View[QuestionPage] = View(
    path="/questions",
    title="Questions",
    about="The questions about reports, those about the latest reports first, and what became of each.",
    ask=_list_questions,
    template="questions.html",
    json=JsonForm(kind=Questions, write=lambda page: record_to_form(page.found)),
    parameters=(_STATUS, *FILTERS, PAGE),
    table=Table(kind=Question, rows=lambda page: page.found.questions),
    is_in_menu=True,
)
CORRECTIONS: View[Corrections] = View(
    path="/corrections",
    title="Corrections",
    about="The corrections that readers made, the latest first; those that do not count included.",
    ask=_list_corrections,
    template="corrections.html",
    json=JsonForm(kind=Corrections),
    parameters=(*FILTERS, PAGE),
    table=Table(kind=Correction, rows=lambda found: found.corrections),
)
