"""A ledger as the templates of web pages need it: paragraph by paragraph, with what stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.records.ledger import Ledger
from whence.records.review import Correction
from whence.records.sourcing_mix import Footing, percents_of, sourcing_mix, summary_line
from whence.records.sure import leave_out_unsure
from whence.showing.chains import Chain, list_chains
from whence.showing.corrections import CorrectionEntry, list_corrections
from whence.showing.entries import (
    AttributionEntry,
    EventEntry,
    SourceEntry,
    StatementEntry,
    group_by_source,
    list_attributions,
    list_events,
    list_statements,
)
from whence.showing.html.marked_text import Run, join_lines, letter_once, list_runs
from whence.showing.marks import Stretch, cut_bar, one_line, visible
from whence.showing.paragraphs import group_lines
from whence.showing.questions import Question, list_questions, list_remarks
from whence.showing.wording import GENRES, notes_of

__all__ = ["Article", "Row", "article_of"]

_CELLS = 100
"""Cells in the bar of the sourcing mix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paragraph, and what stands beside it."""

    lines: list[list[Run]]
    entries: list[AttributionEntry]
    """The attributions whose numbers are in the paragraph."""
    questions: list[Question]
    """The questions whose first place is in the paragraph."""
    corrections: list[CorrectionEntry]
    """What readers say of these attributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One ledger, as the template needs it."""

    key: str
    """What the ids of its parts begin with."""
    title: str
    headline: list[Run]
    rows: list[Row]
    particulars: list[str]
    notes: list[str]
    url: str | None
    language: str
    entries: list[AttributionEntry]
    source_entries: list[SourceEntry]
    bar: list[Stretch]
    """Empty for a report without attributions."""
    percents: dict[Footing, str]
    summary: str
    chains: list[Chain]
    """Who heard it from whom, the longest first."""
    questions: list[Question]
    """The gravest first, and after them what is only noted."""
    events: list[EventEntry]
    statements: list[StatementEntry]
    unsure: int
    """Number of attributions that are too unsure to be shown."""
    maker: str
    """The version of whence and the model that read it."""

    @property
    def asked(self) -> list[Question]:
        """The questions, without what is only noted."""
        return [one for one in self.questions if not one.is_noted]

    @property
    def noted(self) -> list[Question]:
        """What is only noted: true and everyday."""
        return [one for one in self.questions if one.is_noted]

    @property
    def id(self) -> str:
        """The id of the whole on its page; empty if it is alone there."""
        return self.key.removesuffix("-")


def article_of(ledger: Ledger, key: str, corrections: Sequence[Correction] = ()) -> Article:
    """Prepare a ledger for the templates.

    Args:
        ledger: The ledger.
        key: What the ids of its parts begin with, as in ``r1-a12``; empty if it is alone on its page.
        corrections: What readers say of its attributions; only what counts, with spans in its text.

    >>> from whence.records.report import Report
    >>> article_of(Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-6"), "").title
    'Tide late.'
    """
    said = list_corrections(ledger, corrections)
    found, ledger = len(ledger.attributions), leave_out_unsure(ledger)
    report = ledger.report
    questions = list_questions(ledger)
    lines = list_runs(ledger, key, list_remarks(ledger, questions))
    headline: list[Run] = []
    if report.headline:
        at = report.text.count("\n", 0, report.headline_end)
        (headline,), lines = letter_once([lines[at]], set()), lines[at + 1 :]
    first_words = next((line for line in report.text.splitlines() if line.strip()), "")
    published = (report.published or "").replace("T", " ")
    name = report.name if report.name != report.url else None
    entries = list_attributions(ledger)
    mix = sourcing_mix(ledger)
    genre = GENRES[ledger.genre] if ledger.genre else None
    particulars = [genre, report.publisher, ", ".join(report.byline), published, name]
    return Article(
        key=key,
        title=one_line(report.headline or first_words or report.name or report.url or "report")[:200],
        headline=headline,
        rows=_rows(headline, lines, entries, questions, said),
        particulars=[one_line(particular) for particular in particulars if particular],
        notes=[one_line(note) for note in notes_of(report)],
        url=visible(report.url) if report.url and report.url.startswith(("http://", "https://")) else None,
        language=visible(report.language or ""),
        entries=entries,
        source_entries=group_by_source(ledger, entries),
        bar=cut_bar(mix, _CELLS) if entries else [],
        percents=percents_of(mix),
        summary=summary_line(mix),
        chains=list_chains(ledger),
        questions=questions,
        events=list_events(ledger),
        statements=list_statements(ledger),
        unsure=found - len(entries),
        maker=f"whence {ledger.whence}, model {one_line(ledger.model)}",
    )


def _rows(
    headline: list[Run],
    lines: list[list[Run]],
    entries: list[AttributionEntry],
    questions: list[Question],
    corrections: list[CorrectionEntry],
) -> list[Row]:
    """Join lines to paragraphs, each with what belongs beside it; the headline's is beside the first paragraph."""
    numbered, lettered = ({entry.number: entry for entry in entries}, {each.letter: each for each in questions})
    # A line may hold nothing but the number of an attribution that ends at its break.
    texts = ["".join(run.text for run in line) or "·" * any(run.has_number for run in line) for line in lines]
    above = {letter for run in headline for letter in run.letters}
    rows = []
    for at, paragraph in enumerate(list(group_lines(texts)) or [[]]):
        shown = letter_once([join_lines([lines[number] for number in line]) for line in paragraph], above)
        runs = [*(headline if at == 0 else ()), *(run for line in shown for run in line)]
        numbers = [number for run in runs for number in run.numbers]
        rows.append(
            Row(
                lines=shown,
                entries=[numbered[number] for number in numbers],
                questions=[lettered[letter] for run in runs for letter in run.begun],
                corrections=[one for one in corrections if one.number in numbers],
            )
        )
    return rows
