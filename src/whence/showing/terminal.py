"""A ledger for the terminal: the report with its attributions marked in place, and who says what beneath."""

from collections.abc import Iterator

from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.showing.listing import Entry, Tally, list_attributions, tally_sources
from whence.showing.marking import Highlight, Piece, cut_lines, number_of, one_line, visible
from whence.showing.sections import ask_questions, draw_mix, tell_events, tell_interpretations
from whence.showing.styles import BOLD, CONTENTS, CUE, DIM, ITALIC, SOURCE, hang, paint
from whence.showing.wrapping import Line, Style, count_columns, crop, fit, shorten, wrap

__all__ = ["render"]

_ENTRY_LINES, _PART_LINES = 3, 2
"""Lines of an entry, unless what stands before the content takes more, and most lines of each of its parts."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BRACKETS = {"source": ("[", "]"), "cue": ("{", "}"), "content": ("⟨", "⟩")}


def render(ledger: Ledger, *, width: int, color: bool, asks: bool = True) -> str:
    r"""Show a ledger in a terminal: the report with its attributions marked, and who says what beneath.

    Above the report stands what it rests on and what an editor would ask; beneath, who says what, who the sources are,
    what is said to have happened, and what the page makes of it. A section with nothing in it is left out.

    Every mark carries the number of its attribution's entry beneath. With colour a source is bold, a cue italic, and
    the hue of a content tells how deep it lies in others. Without, the marks are brackets: ``[¹source]``, ``{¹cue}``,
    ``⟨¹content⟩``; one that closes out of turn, or on a later line, has its number again. The report's words are never
    changed; a character that would act on the terminal is shown as a sign that stands for it.

    Args:
        ledger: What to show.
        width: Columns of the terminal. No line is longer, from 10 columns on.
        color: Whether to write escape sequences for colour and weight.
        asks: Whether findings were asked for, so that there being none is worth a line.

    Returns:
        Lines, the last one ended too.

    >>> from whence.records.report import Report
    >>> ledger = Ledger(report=Report(text="Tide late.", name="tide.txt"), sources=(), attributions=(), model="en-4")
    >>> print(render(ledger, width=40, color=False), end="")
    ── tide.txt ────────────────────────────
    <BLANKLINE>
    Tide late.
    <BLANKLINE>
    No attributions: nobody is said to say,
    think or want anything in this report.
    <BLANKLINE>
    """
    width = fit(width)
    lines = [
        *_header(ledger.report, width),
        [],
        *draw_mix(ledger, width),
        *ask_questions(ledger, width, wanted=asks),
        *_body(ledger, color=color),
        [],
        *_beneath(ledger, width, color=color),
        *tell_events(ledger, width),
        *tell_interpretations(ledger, width),
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
    for note in report.notes:
        yield [(f"Note: {one_line(note)}", (DIM,))]


def _body(ledger: Ledger, *, color: bool) -> Iterator[Line]:
    """Lay out the report line by line; of several empty lines, one."""
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
    # As keys of a dictionary, numbers that begin together stand once each.
    yield ",".join(dict.fromkeys(map(_superscript, piece.highlights.opening))), (*base, DIM)
    parts = {highlight.part for highlight in piece.highlights.covering}
    depth = piece.depth if piece.depth < len(CONTENTS) else 2 + piece.depth % 2
    style = CUE if "cue" in parts else SOURCE if "source" in parts else CONTENTS[depth]
    yield visible(piece.text).replace("\t", " "), (*base, *style)


def _bracket(line: Line, piece: Piece, opened: list[Highlight], before: int) -> int:
    """Write a piece between its brackets.

    Args:
        line: Where to write it.
        piece: What to write.
        opened: The highlights that are open, kept up to date.
        before: How many of these, the first ones, an earlier line opened.

    Returns:
        ``before``, without those that were closed.
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


def _beneath(ledger: Ledger, width: int, *, color: bool) -> Iterator[Line]:
    entries = list_attributions(ledger)
    if not entries:
        yield [("No attributions: nobody is said to say, think or want anything in this report.", ())]
        yield []
        return
    indent = max(5, 3 + len(entries[-1].number))
    yield [("Who says what", (BOLD,)), ("   ", ()), *_legend(color=color)]
    yield []
    for entry in entries:
        yield from hang(entry.number, _entry(entry, width - indent), indent=indent)
    yield []
    yield [("Sources", (BOLD,))]
    yield []
    for tally in tally_sources(ledger, entries):
        lead = f"{len(tally.entries)}\N{MULTIPLICATION SIGN}"
        yield from hang(lead, _tally(tally, width - indent), indent=indent)
    yield []


def _used(tally: Tally) -> str:
    """Say in which attributions a source speaks, and which it passed on."""
    speaks = ", ".join(entry.number for entry in tally.entries)
    relayed = ", ".join(entry.number for entry in tally.relayed)
    return "; ".join(filter(None, (speaks, f"relays {relayed}" if relayed else "")))


def _legend(*, color: bool) -> Iterator[tuple[str, Style]]:
    styles = {"source": SOURCE, "cue": CUE, "content": CONTENTS[1]}
    for part, (left, right) in _BRACKETS.items():
        yield (part, styles[part]) if color else (f"{left}{part}{right}", ())
        yield " ", ()


def _entry(entry: Entry, room: int) -> Iterator[Line]:
    """Lay out an attribution: its source and cue, how and by what way it is put, and as much of the content as fits."""
    within = f" · in {entry.within}" if entry.within else ""
    head: Line = [_name(entry.who), (" · ", ()), (entry.cue, CUE), (f" · {entry.quotation}{within}", (DIM,))]
    leaning, way = " · ".join(entry.leaning), " · ".join([f"via {relay}" for relay in entry.via] + list(entry.way))
    detail: Line = [(leaning, ()), (f" · {way}" if leaning and way else way, (DIM,))]
    joined: Line = [*head, (" · ", (DIM,)), *detail]
    if not (leaning or way):
        lines = shorten(head, room, max_lines=_PART_LINES)
    elif sum(count_columns(text) for text, _ in joined) <= room:
        lines = [joined]
    else:
        lines = shorten(head, room, max_lines=_PART_LINES) + shorten(detail, room, max_lines=_PART_LINES)
    yield from lines
    if entry.what:
        left = min(_PART_LINES, max(1, _ENTRY_LINES - len(lines)))
        yield from shorten([(entry.what, ())], room, max_lines=left)


def _tally(tally: Tally, room: int) -> Iterator[Line]:
    yield from shorten([_name(tally.name), (f" · {_used(tally)}", (DIM,))], room, max_lines=_PART_LINES)
    if tally.about:
        yield from shorten([(" · ".join(tally.about), (DIM,))], room, max_lines=_PART_LINES)


def _name(name: str | None) -> tuple[str, Style]:
    return ("nobody named", (DIM, ITALIC)) if name is None else (name, SOURCE)


def _superscript(highlight: Highlight) -> str:
    return number_of(highlight.attribution.id).translate(_SUPERSCRIPTS)
