"""A ledger for the terminal: what the report rests on, its gravest questions, its marked text, and who says what."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from whence.records.ledger import Ledger
from whence.records.sourcing_mix import sourcing_mix
from whence.records.sure import leave_out_unsure
from whence.showing.entries import list_events, list_statements
from whence.showing.marks import one_line
from whence.showing.questions import MOST_AT_TOP, Question, list_questions
from whence.showing.terminal.report_text import lay_out_text, legend
from whence.showing.terminal.sections import (
    attribution_lines,
    brief_question_lines,
    chain_lines,
    event_lines,
    longest_chain_lines,
    question_lines,
    source_lines,
    statement_lines,
)
from whence.showing.terminal.shares import share_line, share_lines
from whence.showing.terminal.styles import BOLD, DIM, paint
from whence.showing.terminal.wrapping import Line, count_columns, crop, fit, shorten, wrap
from whence.showing.wording import GENRES, count_of, notes_of

__all__ = ["Detail", "render"]

Detail = Literal["brief", "usual", "all"]
"""How much to show: three lines and the ledger; the report with its ledger; that, and what else was found, in full."""

_NO_QUESTIONS = "No questions by these rules."
_LINES_ABOVE = 13
"""Lines above the report in a terminal of full width, where its headline and particulars leave room for that."""
_FULL_WIDTH = 80


def render(ledger: Ledger, *, width: int, color: bool, asks: bool = True, detail: Detail = "usual") -> str:
    r"""Show a ledger in a terminal: the report with its attributions marked, and the list of attributions below.

    Above the report: what it rests on, who heard it from whom, and the gravest questions of an editor. Below: who says
    what, and the sources. Empty sections are left out.

    Every mark has the number of its attribution's entry. With colour, a source is bold, a cue italic, and the hue of a
    content shows its nesting depth. Without colour, the marks are brackets: ``[¹source]``, ``{¹cue}``, ``⟨¹content⟩``;
    a bracket that closes out of order, or on a later line, repeats its number. The report's words are never changed;
    control characters are shown as visible symbols.

    Args:
        ledger: The ledger to show.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.
        asks: Whether to say so if there are no findings.
        detail: How much to show.

    Returns:
        Lines, each ending with a line break.

    >>> from whence.records.report import Report
    >>> ledger = Ledger(report=Report(text="Tide late.", name="tide.txt"), sources=(), attributions=(), model="en-6")
    >>> print(render(ledger, width=40, color=False), end="")
    ── tide.txt ────────────────────────────
    <BLANKLINE>
    Tide late.
    <BLANKLINE>
    No attributions found.
    <BLANKLINE>
    """
    width = fit(width)
    found, ledger = len(ledger.attributions), leave_out_unsure(ledger)
    unsure = _unsure_lines(found - len(ledger.attributions))
    questions = list_questions(ledger)
    headline, text = lay_out_text(ledger, color=color)
    if detail == "brief":
        lines = [*_brief_head(ledger, questions, width), [], *_ledger_lines(ledger, questions, width), *unsure]
    else:
        in_full = detail == "all"
        head = [*_header(ledger, headline, width), *_basis(ledger, width, in_full=in_full)]
        if questions:
            head += [[], *(_all_questions if in_full else partial(_gravest, rows=len(head)))(questions, width)]
        elif asks and ledger.attributions:
            head.append([(_NO_QUESTIONS, (DIM,))])
        below = [*unsure, *(_all_below(ledger, width) if in_full else _left_out(ledger))]
        key: Line = [("   ", ()), *legend(color=color)]
        lines = [*head, [], *text, [], *_ledger_lines(ledger, questions, width, key=key), *below]
    return "".join(f"{paint(part, color=color)}\n" for line in lines for part in wrap(line, width))


def _rule(name: str, width: int) -> Line:
    title: Line = [(name, ())]
    if count_columns(name) > width - 4:
        title = crop(title, width - 4)
    left = width - 4 - sum(count_columns(text) for text, _ in title)
    return [("── ", (DIM,)), *title, (" " + "─" * left, (DIM,))]


def _header(ledger: Ledger, headline: Line, width: int) -> Iterator[Line]:
    report = ledger.report
    yield _rule(one_line(report.name or report.url or "report"), width)
    yield from wrap(headline, width) if headline else ()
    genre = GENRES[ledger.genre] if ledger.genre else None
    particulars = [genre, report.publisher, ", ".join(report.byline), (report.published or "").replace("T", " ")]
    if any(particulars):
        told = " · ".join(one_line(particular) for particular in particulars if particular)
        yield from wrap([(told, (DIM,))], width)
    for note in notes_of(report):
        yield from wrap([(f"Note: {one_line(note)}", (DIM,))], width)


def _basis(ledger: Ledger, width: int, *, in_full: bool) -> Iterator[Line]:
    """Show what a report rests on, and who heard it from whom."""
    if ledger.attributions:
        yield from share_lines(sourcing_mix(ledger), width)
        yield from (chain_lines if in_full else longest_chain_lines)(ledger, width)


def _gravest(questions: Sequence[Question], width: int, *, rows: int) -> Iterator[Line]:
    """List the gravest questions, and count the others.

    Args:
        questions: The questions, the gravest first.
        width: Columns of the terminal.
        rows: Lines that stand above.
    """
    asked = [one for one in questions if not one.is_noted]
    left = _count_left(questions, MOST_AT_TOP)
    # Two empty lines, before the questions and before the report, and the line that counts the others.
    room = _LINES_ABOVE - rows - 2 - bool(left) if width >= _FULL_WIDTH else 2 * MOST_AT_TOP
    yield from brief_question_lines(asked[:MOST_AT_TOP], width, room=room)
    if left:
        yield [(f"   {left}: --all" if asked else f"{_NO_QUESTIONS} {left}: --all", (DIM,))]


def _count_left(questions: Sequence[Question], shown: int) -> str:
    """Count the questions beyond those shown, and what is only noted; empty if there is nothing more."""
    noted = sum(one.is_noted for one in questions)
    left = len(questions) - noted - shown
    counts = (count_of(left, "more question") if left > 0 else "", f"{noted} also noted" if noted else "")
    return " · ".join(filter(None, counts))


def _all_questions(questions: Sequence[Question], width: int) -> Iterator[Line]:
    """List all questions in full, and after them what is only noted."""
    noted = [one for one in questions if one.is_noted]
    yield from question_lines(questions[: len(questions) - len(noted)], width)
    if noted:
        yield [("Also noted", (BOLD,))]
        yield from question_lines(noted, width)


def _brief_head(ledger: Ledger, questions: Sequence[Question], width: int) -> Iterator[Line]:
    """Lay out three lines: which report, what it rests on, and the gravest question."""
    report = ledger.report
    names = (report.name or report.url, report.headline)
    yield _rule(" · ".join(one_line(name) for name in names if name) or "report", width)
    yield from shorten([(share_line(sourcing_mix(ledger)), ())], width, max_lines=1)
    asked = [one for one in questions if not one.is_noted]
    noted = f" · {len(questions) - len(asked)} also noted" if len(asked) < len(questions) else ""
    if not asked:
        yield [(f"{_NO_QUESTIONS}{noted}", (DIM,))]
        return
    more = f" · {len(asked) - 1} more" if len(asked) > 1 else ""
    room = width - len(more)
    yield [*brief_question_lines(asked[:1], room, room=1)[0], (more, (DIM,))]


def _ledger_lines(
    ledger: Ledger, questions: Sequence[Question], width: int, *, key: Line | None = None
) -> Iterator[Line]:
    if not ledger.attributions:
        yield [("No attributions found.", ())]
        yield []
        return
    yield [("Who says what", (BOLD,)), *(key or ())]
    yield []
    yield from attribution_lines(ledger, questions, width)
    yield []
    yield [("Sources", (BOLD,))]
    yield []
    yield from source_lines(ledger, width)
    yield []


def _unsure_lines(count: int) -> Iterator[Line]:
    """Count the attributions that only JSON has."""
    if count:
        yield [(f"{count_of(count, 'place')} too unsure to be shown: --json", (DIM,))]
        yield []


def _all_below(ledger: Ledger, width: int) -> Iterator[Line]:
    if events := list_events(ledger):
        yield [("Reported events", (BOLD,)), ("   with the number of the attribution", (DIM,))]
        yield []
        yield from event_lines(events, width)
        yield []
    if statements := list_statements(ledger):
        yield [("In the page’s own voice", (BOLD,))]
        yield []
        yield from statement_lines(statements, width)
        yield []


def _left_out(ledger: Ledger) -> Iterator[Line]:
    """Count what only ``all`` shows."""
    events, statements = len(list_events(ledger)), len(list_statements(ledger))
    counts = [
        count_of(events, "event") if events else "",
        f"{count_of(statements, 'statement')} in the page’s own voice" if statements else "",
    ]
    if any(counts):
        yield [(f"{' and '.join(filter(None, counts))}: --all", (DIM,))]
        yield []
