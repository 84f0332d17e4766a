"""What readers say of reports, for the terminal: corrections, questions with their status, and notes on them."""

from collections.abc import Iterator, Sequence

from whence.records.finding_kinds import FINDING_KINDS
from whence.records.review import Correction, Note, Question
from whence.showing.marks import one_line
from whence.showing.terminal.answers import write_lines
from whence.showing.terminal.styles import BOLD, DIM, indent_beside
from whence.showing.terminal.wrapping import Line, fit, shorten, wrap
from whence.showing.wording import count_of, phrase_moment, phrase_standing

__all__ = ["render_corrections", "render_notes", "render_questions"]

_INDENT = 5
_WORDS_LINES = 2


def render_corrections(corrections: Sequence[Correction], *, width: int, color: bool) -> str:
    """Show corrections: the words, what a reader says of them, and whether it counts.

    >>> print(render_corrections([], width=80, color=False), end="")
    No corrections.
    """
    room = fit(width)
    lines: list[Line] = []
    for one in corrections:
        lines += [[], [(one.id, (BOLD,)), (f" · {one.report} · version {one.version}", (DIM,))]]
        lines += _beside([(one_line(one.words), ())], room, most=_WORDS_LINES)
        lines += _beside([(one_line(one.said), (BOLD,)), (f" · {one.author}, {phrase_moment(one.at)}", (DIM,))], room)
        if one.note:
            lines += _beside([(one_line(one.note), ())], room)
        if standing := phrase_standing(one):
            lines += _beside([(one_line(standing), (DIM,))], room)
    return write_lines(lines[1:] or [[("No corrections.", ())]], room, color=color)


def render_questions(questions: Sequence[Question], *, width: int, color: bool) -> str:
    """Show questions, report by report, each with its number in the report and its status.

    >>> print(render_questions([], width=80, color=False), end="")
    No questions.
    """
    room = fit(width)
    lines: list[Line] = []
    report = None
    for one in questions:
        if one.report != report:
            report = one.report
            told = " · ".join(filter(None, (one.publisher, (one.published or "")[: len("2031-03-04")], one.report)))
            lines += [[], [(one_line(one.headline or "Without a headline"), (BOLD,))], [(one_line(told), (DIM,))]]
        status = one.status if one.author is None else f"{one.status}, {one.author}, {phrase_moment(one.at or '')}"
        notes = f" · {count_of(one.notes, 'note')}" if one.notes else ""
        lines.append(
            [(f"{one.number:>3}  ", (DIM,)), (FINDING_KINDS[one.kind].heading, ()), (f" · {status}{notes}", (DIM,))]
        )
        lines += _beside([(one_line(one.words), ())], room, most=_WORDS_LINES)
    return write_lines(lines[1:] or [[("No questions.", ())]], room, color=color)


def render_notes(notes: Sequence[Note], *, width: int, color: bool) -> str:
    """Show notes on questions, and the status that each gave.

    >>> print(render_notes([], width=80, color=False), end="")
    No notes.
    """
    room = fit(width)
    lines: list[Line] = []
    for one in notes:
        gone = "" if one.is_asked else " · no longer asked"
        lines += [
            [],
            [(FINDING_KINDS[one.kind].heading, (BOLD,)), (f" · {one.report} · version {one.version}{gone}", (DIM,))],
        ]
        lines += _beside([(one_line(one.words), ())], room, most=_WORDS_LINES)
        lines += _beside([(one.status or "note", (BOLD,)), (f" · {one.author}, {phrase_moment(one.at)}", (DIM,))], room)
        if one.note:
            lines += _beside([(one_line(one.note), ())], room)
    return write_lines(lines[1:] or [[("No notes.", ())]], room, color=color)


def _beside(line: Line, room: int, *, most: int | None = None) -> Iterator[Line]:
    wrapped = wrap(line, room - _INDENT) if most is None else shorten(line, room - _INDENT, max_lines=most)
    yield from indent_beside("", wrapped, indent=_INDENT)
