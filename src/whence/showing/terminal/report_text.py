"""The text of a report for the terminal, with its attributions marked by colours or brackets."""

from collections.abc import Iterator, Sequence

from whence.records.ledger import Ledger
from whence.showing.marks import Highlight, Piece, cut_lines, number_of, visible
from whence.showing.paragraphs import group_lines
from whence.showing.terminal.styles import BOLD, CONTENTS, CUE, DIM, SOURCE
from whence.showing.terminal.wrapping import Line, Style

__all__ = ["lay_out_text", "legend"]

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BRACKETS = {"source": ("[", "]"), "cue": ("{", "}"), "content": ("⟨", "⟩")}


def lay_out_text(ledger: Ledger, *, color: bool) -> tuple[Line, list[Line]]:
    """Lay out a report: its headline, empty if it has none, and the lines beneath, an empty one between paragraphs."""
    lines = list(_marked_lines(ledger, color=color))
    texts = ledger.report.text.split("\n")
    headline: Line = []
    if ledger.report.headline:
        at = ledger.report.text.count("\n", 0, ledger.report.headline_end)
        headline = [(text, (BOLD, *style)) for text, style in lines[at]]
        lines, texts = lines[at + 1 :], texts[at + 1 :]
    return headline, list(_spaced(lines, texts))


def legend(*, color: bool) -> Iterator[tuple[str, Style]]:
    """Show what the marks in the text look like."""
    styles = {"source": SOURCE, "cue": CUE, "content": CONTENTS[1]}
    for part, (left, right) in _BRACKETS.items():
        yield (part, styles[part]) if color else (f"{left}{part}{right}", ())
        yield " ", ()


def _spaced(lines: Sequence[Line], texts: Sequence[str]) -> Iterator[Line]:
    # A line may hold nothing but a bracket.
    kept = [text if text.strip() else "".join(run for run, _ in line) for text, line in zip(texts, lines, strict=True)]
    for number, paragraph in enumerate(group_lines(kept)):
        if number:
            yield []
        for first, *others in paragraph:
            yield [*lines[first], *(run for at in others for run in ((" ", ()), *lines[at]))]


def _marked_lines(ledger: Ledger, *, color: bool) -> Iterator[Line]:
    opened: list[Highlight] = []
    for pieces in cut_lines(ledger):
        line: Line = []
        before = len(opened)
        for piece in pieces:
            if color:
                line += _paint(piece)
            else:
                before = _bracket(line, piece, opened, before)
        yield line


def _paint(piece: Piece) -> Iterator[tuple[str, Style]]:
    # Dictionary keys, so that numbers that begin together appear once each.
    yield ",".join(dict.fromkeys(map(_superscript, piece.highlights.opening))), (DIM,)
    parts = [highlight.part for highlight in piece.highlights.covering]
    depth = parts.count("content")
    depth = depth if depth < len(CONTENTS) else 2 + depth % 2
    style = CUE if "cue" in parts else SOURCE if "source" in parts else CONTENTS[depth]
    yield visible(piece.text).replace("\t", " "), style


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


def _superscript(highlight: Highlight) -> str:
    return number_of(highlight.attribution.id).translate(_SUPERSCRIPTS)
