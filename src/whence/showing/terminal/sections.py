"""The parts of a ledger in the terminal: chains, questions, attributions, sources, events, the page's own voice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from whence.records.ledger import Ledger
from whence.showing.chains import draw_chain, list_chains
from whence.showing.entries import (
    AttributionEntry,
    EventEntry,
    SourceEntry,
    StatementEntry,
    group_by_source,
    list_attributions,
)
from whence.showing.questions import Question
from whence.showing.terminal.styles import BOLD, CUE, DIM, ITALIC, SOURCE, indent_beside
from whence.showing.terminal.wrapping import Line, Style, count_columns, shorten
from whence.showing.wording import VOICES, trimmed

__all__ = [
    "attribution_lines",
    "brief_question_lines",
    "chain_lines",
    "event_lines",
    "longest_chain_lines",
    "question_lines",
    "source_lines",
    "statement_lines",
]

_ENTRY_LINES, _PART_LINES = 3, 2
"""Lines of an entry, unless the part before the content needs more, and most lines of each of its parts."""
_QUESTION_LINES = 15
"""No question of whence's own is longer; a ledger from elsewhere may contain a megabyte."""
_LONGEST_NAMES = (120, 60, 48, 36, 28, 20)
"""Characters to which the names of a chain are shortened, one after the other, until it fits a line."""
_INDENT = 5
_LETTER_INDENT = 3
_FEWEST_FOR_TIMES = 60
"""From this width on, times have a column of their own."""
_LONGEST_TIME = 24
"""Width of ``2031-04-07 to 2032-04-13``, in columns."""


def longest_chain_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """Draw the longest chain on one line if its names, shortened, fit, and count the others."""
    chains = list_chains(ledger)
    if not chains:
        return
    more = f"; {len(chains) - 1} more" if len(chains) > 1 else ""
    where = f" · {', '.join(chains[0].numbers)}{more}"
    drawn = ""
    for longest in _LONGEST_NAMES:
        drawn = draw_chain([trimmed(name, longest) for name in chains[0].steps])
        if count_columns(drawn + where) <= width:
            break
    yield from shorten([(drawn, ()), (where, (DIM,))], width, max_lines=_PART_LINES)


def chain_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """Draw the chains through others, the longest first, each with the numbers of its attributions."""
    for one in list_chains(ledger):
        line: Line = [(draw_chain(one.steps), ()), (f" · {', '.join(one.numbers)}", (DIM,))]
        yield from shorten(line, width, max_lines=_PART_LINES)


def brief_question_lines(questions: Sequence[Question], width: int, *, room: int) -> list[Line]:
    """List the gravest questions alone, two lines each where all have room, else one.

    Args:
        questions: The questions to list.
        width: Columns of the terminal.
        room: Lines that there is room for.
    """
    columns = width - _LETTER_INDENT
    for max_lines in (2, 1):
        briefs = [shorten([(one.brief, ())], columns, max_lines=max_lines) for one in questions]
        if sum(map(len, briefs)) <= room:
            break
    lettered = zip(questions, briefs, strict=True)
    return [line for one, brief in lettered for line in _beside_letter(one.letter, brief)]


def question_lines(questions: Iterable[Question], width: int) -> Iterator[Line]:
    """List questions in full, each with its rules; headings and rules that follow one another once."""
    for headings, group in groupby(questions, key=lambda one: (one.headings, one.rules)):
        yield [(" · ".join(headings[0]), (ITALIC,))]
        for one in group:
            yield from indent_beside(one.letter, _lay_out_question(one, width - _INDENT), indent=_INDENT)
        for rule in headings[1]:
            yield from indent_beside(
                "", shorten([(rule, (DIM,))], width - _INDENT, max_lines=_QUESTION_LINES), indent=_INDENT
            )


def attribution_lines(ledger: Ledger, questions: Iterable[Question], width: int) -> Iterator[Line]:
    """List who says what, each attribution with the questions that begin at it."""
    entries = list_attributions(ledger)
    begun: dict[str, list[Question]] = {}
    for question in questions:
        for number in question.numbers[:1]:
            begun.setdefault(number, []).append(question)
    indent = _indent_of(entries)
    for entry in entries:
        yield from indent_beside(entry.number, _lay_out_entry(entry, width - indent), indent=indent)
        for question in begun.get(entry.number, ()):
            light: Style = (DIM,) if question.is_noted else ()
            line: Line = [(f"{question.letter} ", light or (BOLD,)), (" · ".join(question.headings), (ITALIC, *light))]
            yield from indent_beside("", shorten(line, width - indent, max_lines=_PART_LINES), indent=indent)


def source_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """List the sources, the most cited first, with the numbers of their attributions."""
    entries = list_attributions(ledger)
    indent = _indent_of(entries)
    for tally in group_by_source(ledger, entries):
        lead = f"{len(tally.entries)}\N{MULTIPLICATION SIGN}"
        yield from indent_beside(lead, _lay_out_source(tally, width - indent), indent=indent)


def event_lines(events: Sequence[EventEntry], width: int) -> Iterator[Line]:
    """List the reported events, each with the number of its attribution."""
    indent = max(7, *(3 + len(one.number or "") for one in events))
    longest = min(_LONGEST_TIME, max(count_columns(one.when) for one in events))
    column = longest + 2 if longest and width >= _FEWEST_FOR_TIMES else 0
    for one in events:
        yield from indent_beside(one.number or "page", _lay_out_event(one, column, width - indent), indent=indent)


def statement_lines(statements: Iterable[StatementEntry], width: int) -> Iterator[Line]:
    """List the statements in the page's own voice by their kinds, in its own words."""
    for kind, group in groupby(statements, key=lambda one: one.kind):
        yield [(VOICES[kind], (ITALIC,))]
        for one in group:
            yield from indent_beside(
                "–", shorten([(one.words, ())], width - _INDENT, max_lines=_PART_LINES), indent=_INDENT
            )


def _beside_letter(letter: str, lines: Iterable[Line]) -> Iterator[Line]:
    margin: Line = [(letter.ljust(_LETTER_INDENT), (BOLD,))]
    for line in lines:
        yield [*margin, *line]
        margin = [(" " * _LETTER_INDENT, ())]


def _indent_of(entries: Sequence[AttributionEntry]) -> int:
    return max(_INDENT, 3 + len(entries[-1].number)) if entries else _INDENT


def _lay_out_question(question: Question, room: int) -> Iterator[Line]:
    """Lay out a question: its notes and words, on one line if they fit."""
    where: Line = [(f" · in {', '.join(question.numbers)}", (DIM,))] if question.numbers else []
    note: Line = [(" ".join(question.notes), ())]
    words: Line = [(" … ".join(question.words), CUE), *where]
    joined: Line = [*note, (" ", ()), *words]
    if not question.words:
        yield from shorten([*note, *where], room, max_lines=_QUESTION_LINES)
    elif sum(count_columns(text) for text, _ in joined) <= room:
        yield joined
    else:
        yield from shorten(note, room, max_lines=_QUESTION_LINES)
        yield from shorten(words, room, max_lines=_QUESTION_LINES)


def _lay_out_entry(entry: AttributionEntry, room: int) -> Iterator[Line]:
    """Lay out an attribution: source, cue, chain, stance, certainty, channel, and as much of the content as fits."""
    cue: Line = [(" · ", ()), (entry.cue, CUE)] if entry.cue else []
    light = filter(None, (entry.quoted, f"in {entry.within}" if entry.within else ""))
    head: Line = [_name(entry.who), *cue, *((f" · {each}", (DIM,)) for each in light)]
    parts: Line = [(draw_chain(entry.chain), (DIM,)), (" · ".join(entry.leaning), ()), (" · ".join(entry.way), (DIM,))]
    detail: Line = [piece for text, style in parts if text for piece in ((" · ", (DIM,)), (text, style))][1:]
    joined: Line = [*head, (" · ", (DIM,)), *detail]
    if not detail:
        lines = shorten(head, room, max_lines=_PART_LINES)
    elif sum(count_columns(text) for text, _ in joined) <= room:
        lines = [joined]
    else:
        lines = shorten(head, room, max_lines=_PART_LINES) + shorten(detail, room, max_lines=_PART_LINES)
    yield from lines
    if entry.what:
        left = min(_PART_LINES, max(1, _ENTRY_LINES - len(lines)))
        yield from shorten([(entry.what, ())], room, max_lines=left)


def _lay_out_source(tally: SourceEntry, room: int) -> Iterator[Line]:
    yield from shorten([_name(tally.name), (f" · {_used(tally)}", (DIM,))], room, max_lines=_PART_LINES)
    if tally.about:
        yield from shorten([(" · ".join(tally.about), (DIM,))], room, max_lines=_PART_LINES)


def _used(tally: SourceEntry) -> str:
    """List the attributions of a source, and those that it passed on."""
    speaks = ", ".join(entry.number for entry in tally.entries)
    joint, relayed = (", ".join(entry.number for entry in entries) for entries in (tally.joint, tally.relayed))
    together = f"jointly {joint}" if joint else ""
    return "; ".join(filter(None, (speaks, together, f"relays {relayed}" if relayed else "")))


def _name(name: str | None) -> tuple[str, Style]:
    return ("no source", (DIM, ITALIC)) if name is None else (name, SOURCE)


def _lay_out_event(one: EventEntry, column: int, room: int) -> Iterator[Line]:
    """Lay out an event, with its time in a separate column if there is room."""
    also = f" · also {', '.join(number or 'page' for number in one.further)}" if one.further else ""
    line: Line = [(f"{one.who} · " if one.who else "", ()), (one.what, CUE), (f" · {one.event.told_as}{also}", (DIM,))]
    if not column:
        when: Line = [(f"{one.when} · ", (DIM,))] if one.when else []
        yield from shorten([*when, *line], room, max_lines=_PART_LINES)
        return
    lead = one.when[: column - 2].ljust(column - 2)
    yield from indent_beside(lead, shorten(line, room - column, max_lines=_PART_LINES), indent=column)
