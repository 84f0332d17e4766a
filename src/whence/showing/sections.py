"""Sections of a ledger in the terminal: what it rests on, what to ask, what happened, what the page makes of it."""

from collections.abc import Iterator

from whence.records.ledger import Ledger
from whence.records.sourcing_mix import SourcingMix, sourcing_mix, summary_line
from whence.showing.noting import EventEntry, Question, list_events, list_interpretations, list_questions
from whence.showing.phrasing import VOICES
from whence.showing.picture import cut_bar
from whence.showing.styles import BOLD, CELLS, CUE, DIM, ITALIC, hang
from whence.showing.wrapping import Line, count_columns, shorten

__all__ = ["ask_questions", "draw_mix", "draw_shares", "tell_events", "tell_interpretations"]

_BAR_COLUMNS = 72
_LINES = 2
_QUESTION_LINES = 15
"""No question that whence asks is so long; a ledger from elsewhere may hold a megabyte."""
_MOST_EVENTS, _MOST_INTERPRETATIONS = 12, 5
_INDENT = 5
_FEWEST_FOR_TIMES = 60
"""Columns from which times have a column of their own."""
_LONGEST_TIME = 24
"""Columns of ``2031-04-07 to 2032-04-13``."""


def draw_mix(ledger: Ledger, width: int) -> Iterator[Line]:
    """Draw what a report rests on: one sentence, a bar, and a key to it; nothing where nobody says anything."""
    if ledger.attributions:
        yield from draw_shares(sourcing_mix(ledger), width)


def draw_shares(mix: SourcingMix, width: int) -> Iterator[Line]:
    """Draw a mix: one sentence, a bar, and a key to it; nothing where all shares are 0."""
    stretches = cut_bar(mix, min(width, _BAR_COLUMNS))
    if not stretches:
        return
    yield [(summary_line(mix), ())]
    cells = [CELLS[stretch.footing] for stretch in stretches]
    yield [(sign * stretch.width, style) for stretch, (sign, style) in zip(stretches, cells, strict=True)]
    key: Line = []
    for stretch, (sign, style) in zip(stretches, cells, strict=True):
        entry: Line = [(sign, style), (f" {stretch.label}  ", (DIM,))]
        if count_columns("".join(text for text, _ in (*key, *entry)).rstrip()) > width:
            yield key
            key = []
        key += entry
    yield key
    yield []


def ask_questions(ledger: Ledger, width: int, *, wanted: bool = True) -> Iterator[Line]:
    """List what an editor would ask, by kind; where there is nothing, say so if that is wanted."""
    groups = list_questions(ledger)
    if groups:
        yield [("What an editor would ask", (BOLD,))]
        yield []
        for group in groups:
            yield [(group.heading, (ITALIC,))]
            for question in group.questions:
                yield from hang(question.letter, _ask(question, width - _INDENT), indent=_INDENT)
        yield []
    elif ledger.attributions and wanted:
        yield [("What an editor would ask", (BOLD,)), ("   Nothing to ask by these rules.", (DIM,))]
        yield []


def tell_events(ledger: Ledger, width: int) -> Iterator[Line]:
    """List what is said to have happened, each with the number of the attribution that tells it."""
    events = list_events(ledger)
    if not events:
        return
    yield [("What is said to have happened", (BOLD,)), ("   and in which attribution", (DIM,))]
    yield []
    shown = events[:_MOST_EVENTS]
    indent = max(7, *(3 + len(one.number or "") for one in shown))
    longest = min(_LONGEST_TIME, max(count_columns(one.when) for one in shown))
    column = longest + 2 if longest and width >= _FEWEST_FOR_TIMES else 0
    for one in shown:
        yield from hang(one.number or "page", _event(one, column, width - indent), indent=indent)
    yield from _rest(len(events) - len(shown), indent)
    yield []


def tell_interpretations(ledger: Ledger, width: int) -> Iterator[Line]:
    """List what the page makes of things in its own voice, in its own words."""
    readings = list_interpretations(ledger)
    if not readings:
        return
    yield [("In the page’s own voice", (BOLD,)), (f"   {VOICES['interpretation']}", (DIM,))]
    yield []
    shown = readings[:_MOST_INTERPRETATIONS]
    for words in shown:
        yield from hang("–", shorten([(words, ())], width - _INDENT, max_lines=_LINES), indent=_INDENT)
    yield from _rest(len(readings) - len(shown), _INDENT)
    yield []


def _ask(question: Question, room: int) -> Iterator[Line]:
    """Lay out a question to its end: its note and the words, on one line if they fit, and the rule."""
    where: Line = [(f" · in {', '.join(question.numbers)}", (DIM,))] if question.numbers else []
    note: Line = [(question.note, ())]
    words: Line = [(" … ".join(question.words), CUE), *where]
    joined: Line = [*note, (" ", ()), *words]
    if not question.words:
        yield from shorten([*note, *where], room, max_lines=_QUESTION_LINES)
    elif not question.note:
        yield from shorten(words, room, max_lines=_QUESTION_LINES)
    elif sum(count_columns(text) for text, _ in joined) <= room:
        yield joined
    else:
        yield from shorten(note, room, max_lines=_QUESTION_LINES)
        yield from shorten(words, room, max_lines=_QUESTION_LINES)
    if question.rule:
        yield from shorten([(question.rule, (DIM,))], room, max_lines=_QUESTION_LINES)


def _event(one: EventEntry, column: int, room: int) -> Iterator[Line]:
    """Lay out an event, its time in a column of its own if there is one."""
    told: Line = [(f"{one.who} · " if one.who else "", ()), (one.what, CUE), (f" · {one.event.told_as}", (DIM,))]
    if not column:
        when: Line = [(f"{one.when} · ", (DIM,))] if one.when else []
        yield from shorten([*when, *told], room, max_lines=_LINES)
        return
    lead = one.when[: column - 2].ljust(column - 2)
    yield from hang(lead, shorten(told, room - column, max_lines=_LINES), indent=column)


def _rest(more: int, indent: int) -> Iterator[Line]:
    if more > 0:
        yield [(f"{' ' * indent}and {more} more: --json has all", (DIM,))]
