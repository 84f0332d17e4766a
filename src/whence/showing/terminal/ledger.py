"""A ledger for the terminal: the report with its attributions marked, followed by the list of who says what."""

from collections.abc import Iterator

from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.records.sourcing_mix import SourcingMix, sourcing_mix, summary_line
from whence.showing.chains import draw_chain, list_chains
from whence.showing.entries import (
    AttributionEntry,
    EventEntry,
    Question,
    SourceEntry,
    group_by_source,
    list_attributions,
    list_events,
    list_interpretations,
    list_questions,
)
from whence.showing.marks import (
    LEAST_SURE,
    Highlight,
    Piece,
    cut_bar,
    cut_lines,
    is_unsure,
    number_of,
    one_line,
    visible,
)
from whence.showing.terminal.styles import BOLD, CELLS, CONTENTS, CUE, DIM, ITALIC, SOURCE, indent_beside, paint
from whence.showing.terminal.wrapping import Line, Style, count_columns, crop, fit, shorten, wrap
from whence.showing.wording import VOICES, notes_of

__all__ = ["event_lines", "interpretation_lines", "mix_lines", "question_lines", "render", "share_lines"]


_ENTRY_LINES, _PART_LINES = 3, 2
"""Lines of an entry, unless the part before the content needs more, and most lines of each of its parts."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BRACKETS = {"source": ("[", "]"), "cue": ("{", "}"), "content": ("⟨", "⟩")}


def render(ledger: Ledger, *, width: int, color: bool, asks: bool = True) -> str:
    r"""Show a ledger in a terminal: the report with its attributions marked, and the list of attributions below.

    Above the report: what it rests on, who heard it from whom, and what an editor would ask. Below: who says
    what, the sources, the reported events and the page's own interpretations. Empty sections are left out.

    Every mark has the number of its attribution's entry. With colour, a source is bold, a cue italic, and the hue of a
    content shows its nesting depth. Without colour, the marks are brackets: ``[¹source]``, ``{¹cue}``, ``⟨¹content⟩``;
    a bracket that closes out of order, or on a later line, repeats its number. The report's words are never changed;
    control characters are shown as visible symbols.

    Args:
        ledger: The ledger to show.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.
        asks: Whether to say so if there are no findings.

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
    lines = [
        *_header(ledger.report, width),
        [],
        *mix_lines(ledger, width),
        *chain_lines(ledger, width),
        *question_lines(ledger, width, wanted=asks),
        *_body(ledger, color=color),
        [],
        *_list_sections(ledger, width, color=color),
        *event_lines(ledger, width),
        *interpretation_lines(ledger, width),
    ]
    return "".join(f"{paint(part, color=color)}\n" for line in lines for part in wrap(line, width))


def _header(report: Report, width: int) -> Iterator[Line]:
    name: Line = [(one_line(report.name or report.url or "report"), ())]
    if count_columns(name[0][0]) > width - 4:
        name = crop(name, width - 4)
    rule = width - 4 - sum(count_columns(text) for text, _ in name)
    yield [("── ", (DIM,)), *name, (" " + "─" * rule, (DIM,))]
    particulars = [report.publisher, ", ".join(report.byline), (report.published or "").replace("T", " ")]
    if any(particulars):
        yield [(" · ".join(one_line(particular) for particular in particulars if particular), (DIM,))]
    for note in notes_of(report):
        yield [(f"Note: {one_line(note)}", (DIM,))]


def _body(ledger: Ledger, *, color: bool) -> Iterator[Line]:
    """Lay out the report line by line; consecutive empty lines become one."""
    opened: list[Highlight] = []
    gap = False
    for number, pieces in enumerate(cut_lines(ledger)):
        line: Line = []
        before = len(opened)
        for piece in pieces:
            if color:
                line += _paint(piece, (BOLD,) if number == 0 and ledger.report.headline else ())
            else:
                before = _bracket(line, piece, opened, before)
        if not any(text.strip() for text, _ in line):
            gap = number > 0
            continue
        if gap:
            yield []
        yield line
        gap = False


def _paint(piece: Piece, base: Style) -> Iterator[tuple[str, Style]]:
    # Dictionary keys, so that numbers that begin together appear once each.
    yield ",".join(dict.fromkeys(map(_superscript, piece.highlights.opening))), (*base, DIM)
    sure = [highlight.part for highlight in piece.highlights.covering if not is_unsure(highlight.attribution)]
    depth = sure.count("content")
    depth = depth if depth < len(CONTENTS) else 2 + depth % 2
    style = CUE if "cue" in sure else SOURCE if "source" in sure else CONTENTS[depth]
    if not sure and piece.highlights.covering:
        style = (DIM,)
    yield visible(piece.text).replace("\t", " "), (*base, *style)


def _bracket(line: Line, piece: Piece, opened: list[Highlight], before: int) -> int:
    """Write a piece with its brackets.

    Args:
        line: The line to append to.
        piece: The piece to write.
        opened: The open highlights; updated in place.
        before: How many of these, counted from the first, an earlier line opened.

    Returns:
        ``before`` minus the number of those that were closed.
    """
    for highlight in piece.highlights.opening:
        opened.append(highlight)
        line.append((_BRACKETS[highlight.part][0] + _superscript(highlight), ()))
    line.append((visible(piece.text).replace("\t", " "), ()))
    for highlight in piece.highlights.closing:
        place = next(i for i, other in enumerate(opened) if other is highlight)
        out_of_turn = place < len(opened) - 1 or place < before
        line.append((_BRACKETS[highlight.part][1] + (_superscript(highlight) if out_of_turn else ""), ()))
        del opened[place]
        before -= place < before
    return before


def _list_sections(ledger: Ledger, width: int, *, color: bool) -> Iterator[Line]:
    entries = list_attributions(ledger)
    if not entries:
        yield [("No attributions found.", ())]
        yield []
        return
    indent = max(5, 3 + len(entries[-1].number))
    yield [("Who says what", (BOLD,)), ("   ", ()), *_legend(color=color)]
    if any(is_unsure(entry.attribution) for entry in entries):
        told = "Grey: a confidence" if color else "Where a confidence is given, it is"
        yield [(f"{told} below {LEAST_SURE}.", (DIM,))]
    yield []
    for entry in entries:
        yield from indent_beside(entry.number, _lay_out_entry(entry, width - indent), indent=indent)
    yield []
    yield [("Sources", (BOLD,))]
    yield []
    for tally in group_by_source(ledger, entries):
        lead = f"{len(tally.entries)}\N{MULTIPLICATION SIGN}"
        yield from indent_beside(lead, _lay_out_source(tally, width - indent), indent=indent)
    yield []


def _used(tally: SourceEntry) -> str:
    """List the attributions of a source, and those that it passed on."""
    speaks = ", ".join(entry.number for entry in tally.entries)
    joint, relayed = (", ".join(entry.number for entry in entries) for entries in (tally.joint, tally.relayed))
    together = f"jointly {joint}" if joint else ""
    return "; ".join(filter(None, (speaks, together, f"relays {relayed}" if relayed else "")))


def _legend(*, color: bool) -> Iterator[tuple[str, Style]]:
    styles = {"source": SOURCE, "cue": CUE, "content": CONTENTS[1]}
    for part, (left, right) in _BRACKETS.items():
        yield (part, styles[part]) if color else (f"{left}{part}{right}", ())
        yield " ", ()


def _lay_out_entry(entry: AttributionEntry, room: int) -> Iterator[Line]:
    """Lay out an attribution, all in grey if its confidence is low."""
    lines = _entry_lines(entry, room)
    return ([(text, (DIM,)) for text, _ in line] for line in lines) if is_unsure(entry.attribution) else lines


def _entry_lines(entry: AttributionEntry, room: int) -> Iterator[Line]:
    """Lay out an attribution: source, cue, chain, stance, certainty, channel, and as much of the content as fits."""
    within = f" · in {entry.within}" if entry.within else ""
    sure = f" · confidence {entry.attribution.confidence:.2f}" if is_unsure(entry.attribution) else ""
    cue: Line = [(" · ", ()), (entry.cue, CUE)] if entry.cue else []
    head: Line = [_name(entry.who), *cue, (f" · {entry.quotation}{within}{sure}", (DIM,))]
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


def _name(name: str | None) -> tuple[str, Style]:
    return ("no source", (DIM, ITALIC)) if name is None else (name, SOURCE)


def _superscript(highlight: Highlight) -> str:
    return number_of(highlight.attribution.id).translate(_SUPERSCRIPTS)


_BAR_COLUMNS = 72
_LINES = 2


_QUESTION_LINES = 15
"""No question of whence's own is longer; a ledger from elsewhere may contain a megabyte."""


_MOST_CHAINS, _CHAIN_INDENT = 6, 2
"""Most lines of chains above the report, so that the first screen has them all; entries draw theirs again."""


_MOST_EVENTS, _MOST_INTERPRETATIONS = 12, 5


_INDENT = 5


_FEWEST_FOR_TIMES = 60
"""From this width on, times have a column of their own."""


_LONGEST_TIME = 24
"""Width of ``2031-04-07 to 2032-04-13``, in columns."""


def mix_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """Draw what a report rests on: one sentence, a bar and its key; nothing for a report without attributions."""
    if ledger.attributions:
        yield from share_lines(sourcing_mix(ledger), width)


def share_lines(mix: SourcingMix, width: int) -> Iterator[Line]:
    """Draw a mix: one sentence, a bar and its key; nothing if all shares are 0."""
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


def chain_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """Draw the chains through others, the longest first, each with the numbers of its attributions."""
    chains = list_chains(ledger)
    if not chains:
        return
    yield [("Who heard it from whom", (BOLD,)), ("   from the page back to the source", (DIM,))]
    yield []
    shown = chains if len(chains) <= _MOST_CHAINS else chains[: _MOST_CHAINS - 1]
    for one in shown:
        where = f" · {', '.join(one.numbers)}"
        line: Line = [(draw_chain(one.steps), ()), (where, (DIM,))]
        yield from indent_beside("", shorten(line, width - _CHAIN_INDENT, max_lines=_LINES), indent=_CHAIN_INDENT)
    yield from _rest(len(chains) - len(shown), _CHAIN_INDENT)
    yield []


def question_lines(ledger: Ledger, width: int, *, wanted: bool = True) -> Iterator[Line]:
    """List what an editor would ask, by kind; if there is nothing, say so if that is wanted."""
    groups = list_questions(ledger)
    if groups:
        yield [("What an editor would ask", (BOLD,))]
        yield []
        for group in groups:
            yield [(group.heading, (ITALIC,))]
            for question in group.questions:
                yield from indent_beside(question.letter, _lay_out_question(question, width - _INDENT), indent=_INDENT)
        yield []
    elif ledger.attributions and wanted:
        yield [("What an editor would ask", (BOLD,)), ("   No questions by these rules.", (DIM,))]
        yield []


def event_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """List the reported events, each with the number of its attribution."""
    events = list_events(ledger)
    if not events:
        return
    yield [("Reported events", (BOLD,)), ("   with the number of the attribution", (DIM,))]
    yield []
    shown = events[:_MOST_EVENTS]
    indent = max(7, *(3 + len(one.number or "") for one in shown))
    longest = min(_LONGEST_TIME, max(count_columns(one.when) for one in shown))
    column = longest + 2 if longest and width >= _FEWEST_FOR_TIMES else 0
    for one in shown:
        yield from indent_beside(one.number or "page", _lay_out_event(one, column, width - indent), indent=indent)
    yield from _rest(len(events) - len(shown), indent)
    yield []


def interpretation_lines(ledger: Ledger, width: int) -> Iterator[Line]:
    """List the interpretations in the page's own voice, in its own words."""
    readings = list_interpretations(ledger)
    if not readings:
        return
    yield [("In the page’s own voice", (BOLD,)), (f"   {VOICES['interpretation']}", (DIM,))]
    yield []
    shown = readings[:_MOST_INTERPRETATIONS]
    for words in shown:
        yield from indent_beside("–", shorten([(words, ())], width - _INDENT, max_lines=_LINES), indent=_INDENT)
    yield from _rest(len(readings) - len(shown), _INDENT)
    yield []


def _lay_out_question(question: Question, room: int) -> Iterator[Line]:
    """Lay out a question: its note and words, on one line if they fit, and the rule."""
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


def _lay_out_event(one: EventEntry, column: int, room: int) -> Iterator[Line]:
    """Lay out an event, with its time in a separate column if there is room."""
    line: Line = [(f"{one.who} · " if one.who else "", ()), (one.what, CUE), (f" · {one.event.told_as}", (DIM,))]
    if not column:
        when: Line = [(f"{one.when} · ", (DIM,))] if one.when else []
        yield from shorten([*when, *line], room, max_lines=_LINES)
        return
    lead = one.when[: column - 2].ljust(column - 2)
    yield from indent_beside(lead, shorten(line, room - column, max_lines=_LINES), indent=column)


def _rest(more: int, indent: int) -> Iterator[Line]:
    if more > 0:
        yield [(f"{' ' * indent}and {more} more; --json shows all", (DIM,))]
