"""A ledger for the terminal: the report with its attributions marked in place, and who says what beneath."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.text import Text

from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.showing.listing import Entry, list_attributions, tally_sources
from whence.showing.marking import Highlight, Piece, cut_lines, number_of, one_line, visible

__all__ = ["render"]

# Prose is hard to follow in longer lines, so a wider terminal keeps a margin; a narrower one than this is not served.
_WIDEST, _NARROWEST = 100, 20
_ENTRY_LINES = 2
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BRACKETS = {"source": ("[", "]"), "cue": ("{", "}"), "content": ("⟨", "⟩")}
# Middle tones, readable on white and on black alike (contrast 3.8 or more), and told apart by weight, slope and lines
# where not by hue. Contents take turns by depth.
_STYLES = {"source": "bold color(32)", "cue": "italic color(166)"}
_CONTENT_STYLES = ("", "color(30)", "underline color(133)", "underline color(30)")


def render(ledger: Ledger, *, width: int, color: bool) -> str:
    r"""Show a ledger in a terminal: the report with its attributions marked, and who says what beneath.

    Every mark carries the number of its attribution's entry beneath. With colour a source is bold, a cue italic, and
    the hue of a content tells how deep it lies in others. Without, the marks are brackets: ``[¹source]``, ``{¹cue}``,
    ``⟨¹content⟩``; one that closes out of turn, or on a later line, has its number again. The report's words are never
    changed; a character that would act on the terminal is shown as a sign that stands for it.

    Args:
        ledger: What to show.
        width: Columns of the terminal. No line is longer, from 20 columns on.
        color: Whether to write escape sequences for colour and weight.

    Returns:
        Lines, the last one ended too.

    >>> from whence.records.report import Report
    >>> ledger = Ledger(report=Report(text="Tide late.", name="tide.txt"), sources=(), attributions=(), model="en-1")
    >>> print(render(ledger, width=40, color=False), end="")
    ── tide.txt ────────────────────────────
    <BLANKLINE>
    Tide late.
    <BLANKLINE>
    No attributions: nobody is said to say,
    think or want anything in this report.
    <BLANKLINE>
    """
    width = max(_NARROWEST, min(width, _WIDEST))
    console = Console(
        file=StringIO(),
        width=width,
        color_system="256" if color else None,
        force_terminal=color,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    lines = [
        *_header(ledger.report, width),
        Text(),
        *_body(ledger, color=color),
        Text(),
        *_beneath(ledger, width, color=color),
    ]
    with console.capture() as capture:
        for line in lines:
            for part in line.wrap(console, width, overflow="fold"):
                part.rstrip()
                console.print(part, no_wrap=True, overflow="ignore", crop=False)
    return capture.get()


def _header(report: Report, width: int) -> Iterator[Text]:
    name = Text(one_line(report.name or report.url or "report"))
    name.truncate(width - 4, overflow="ellipsis")
    yield Text.assemble(("── ", "dim"), name, (" ".ljust(width - 3 - name.cell_len, "─"), "dim"))
    particulars = [report.publisher, ", ".join(report.byline), (report.published or "").replace("T", " ")]
    if any(particulars):
        yield Text(" · ".join(one_line(particular) for particular in particulars if particular), style="dim")
    for note in report.notes:
        yield Text(f"Note: {one_line(note)}", style="dim")


def _body(ledger: Ledger, *, color: bool) -> Iterator[Text]:
    """Lay out the report line by line; of several empty lines, one."""
    opened: list[Highlight] = []
    gap = False
    for number, pieces in enumerate(cut_lines(ledger)):
        line = Text(style="bold" if number == 0 and ledger.report.headline else "")
        before = len(opened)
        for piece in pieces:
            if color:
                _paint(line, piece)
            else:
                before = _bracket(line, piece, opened, before)
        if not line.plain.strip():
            gap = number > 0
            continue
        if gap:
            yield Text()
        yield line
        gap = False


def _paint(line: Text, piece: Piece) -> None:
    # As keys of a dictionary, numbers that begin together stand once each.
    line.append(",".join(dict.fromkeys(map(_superscript, piece.opening))), style="dim")
    parts = {highlight.part for highlight in piece.covering}
    depth = piece.depth if piece.depth < len(_CONTENT_STYLES) else 2 + piece.depth % 2
    style = _STYLES["cue"] if "cue" in parts else _STYLES["source"] if "source" in parts else _CONTENT_STYLES[depth]
    line.append(visible(piece.text).replace("\t", " "), style=style)


def _bracket(line: Text, piece: Piece, opened: list[Highlight], before: int) -> int:
    """Write a piece between its brackets.

    Args:
        line: Where to write it.
        piece: What to write.
        opened: The highlights that are open, kept up to date.
        before: How many of these, the first ones, an earlier line opened.

    Returns:
        ``before``, without those that were closed.
    """
    for highlight in piece.opening:
        opened.append(highlight)
        line.append(_BRACKETS[highlight.part][0] + _superscript(highlight))
    line.append(visible(piece.text).replace("\t", " "))
    for highlight in piece.closing:
        place = next(i for i, other in enumerate(opened) if other is highlight)
        out_of_turn = place < len(opened) - 1 or place < before
        line.append(_BRACKETS[highlight.part][1] + (_superscript(highlight) if out_of_turn else ""))
        del opened[place]
        before -= place < before
    return before


def _beneath(ledger: Ledger, width: int, *, color: bool) -> Iterator[Text]:
    entries = list_attributions(ledger)
    if not entries:
        yield Text("No attributions: nobody is said to say, think or want anything in this report.")
        yield Text()
        return
    indent = max(5, 3 + len(entries[-1].number))
    yield Text.assemble(("Who says what", "bold"), "   ", *_legend(color=color))
    yield Text()
    for entry in entries:
        yield from _hang(entry.number, _entry(entry), indent=indent, width=width)
    yield Text()
    yield Text("Sources", style="bold")
    yield Text()
    for tally in tally_sources(ledger, entries):
        numbers = ", ".join(entry.number for entry in tally.entries)
        speaks = Text.assemble(_name(tally.name), (f" · {numbers}", "dim"))
        yield from _hang(f"{len(tally.entries)}\N{MULTIPLICATION SIGN}", [speaks], indent=indent, width=width)
    yield Text()


def _legend(*, color: bool) -> Iterator[str | tuple[str, str]]:
    for part, (left, right) in _BRACKETS.items():
        yield (part, _STYLES.get(part, _CONTENT_STYLES[1])) if color else f"{left}{part}{right}"
        yield " "


def _entry(entry: Entry) -> list[Text]:
    within = f" · in {entry.within}" if entry.within else ""
    cue = Text(entry.cue, style=_STYLES["cue"])
    first = Text.assemble(_name(entry.who), " · ", cue, (f" · {entry.quotation}{within}", "dim"))
    return [first, Text(entry.what)] if entry.what else [first]


def _name(name: str | None) -> Text:
    return Text("nobody named", style="dim italic") if name is None else Text(name, style=_STYLES["source"])


def _hang(lead: str, blocks: Iterable[Text], *, indent: int, width: int) -> Iterator[Text]:
    """Set blocks of text beneath each other, to the right of what leads them."""
    console = Console(width=width)
    margin = Text.assemble((lead.rjust(indent - 2), "dim"), "  ")
    for block in blocks:
        for line in _shorten(block, width - indent, console):
            yield margin + line
            margin = Text(" " * indent)


def _shorten(block: Text, width: int, console: Console) -> list[Text]:
    """Wrap a text to a few lines, with an ellipsis if it has more to say."""
    most = _ENTRY_LINES * width
    # Characters without width could follow one another for megabytes.
    lines = list(block[: 2 * most].wrap(console, width, overflow="fold"))
    if len(lines) <= _ENTRY_LINES and len(block) <= 2 * most:
        return lines
    last = lines[:_ENTRY_LINES][-1]
    last.truncate(width - 1)
    last.rstrip()
    last.append("…")
    return lines[:_ENTRY_LINES]


def _superscript(highlight: Highlight) -> str:
    return number_of(highlight.attribution).translate(_SUPERSCRIPTS)
