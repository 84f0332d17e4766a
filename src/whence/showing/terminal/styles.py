"""Styles of ledgers and answers in a terminal: colours and weights, and lines indented beside a number."""

from collections.abc import Iterable, Iterator

from whence.records.sourcing_mix import Footing
from whence.showing.terminal.wrapping import Line, Style

__all__ = [
    "ADDED",
    "BOLD",
    "CELLS",
    "CONTENTS",
    "CUE",
    "DIM",
    "ITALIC",
    "MARKED",
    "REMOVED",
    "SOURCE",
    "indent_beside",
    "paint",
]

BOLD, DIM, ITALIC, _UNDERLINE, _STRUCK = "1", "2", "3", "4", "9"
# Mid tones that are readable on white and on black (contrast 3.8 or more), and differ by weight, slope and underline
# where they do not differ by hue. Contents alternate colours by depth.
SOURCE: Style = (BOLD, "38;5;32")
CUE: Style = (ITALIC, "38;5;166")
CONTENTS: tuple[Style, ...] = ((), ("38;5;30",), (_UNDERLINE, "38;5;133"), (_UNDERLINE, "38;5;30"))
MARKED: Style = (BOLD, "38;5;166")
"""Search matches."""
REMOVED: Style = (_STRUCK, "38;5;160")
ADDED: Style = (_UNDERLINE, "38;5;28")
"""Words removed, and words added, between two versions of a report."""

CELLS: dict[Footing, tuple[str, Style]] = {
    "named": ("█", ("38;5;32",)),
    "described": ("▓", ("38;5;30",)),
    "withheld": ("▒", ("38;5;166",)),
    "documentary": ("≡", ("38;5;133",)),
    "nobody": ("?", ("38;5;166",)),
    "own": ("·", (DIM,)),
}
"""The fill character and style of each category of the sourcing mix; the characters differ, so that no colour is
needed."""


def indent_beside(lead: str, lines: Iterable[Line], *, indent: int) -> Iterator[Line]:
    """Indent lines to the right of a lead.

    Args:
        lead: A number, letter or sign.
        lines: The lines, without indentation.
        indent: Columns before the lines, including the lead.

    >>> list(indent_beside("3", [[("Ines", ())], [("left", ())]], indent=5))
    [[('  3', ('2',)), ('  ', ()), ('Ines', ())], [('     ', ()), ('left', ())]]
    """
    margin: Line = [(lead.rjust(indent - 2), (DIM,)), ("  ", ())]
    for line in lines:
        yield [*margin, *line]
        margin = [(" " * indent, ())]


def paint(line: Line, *, color: bool) -> str:
    r"""Write a line for the terminal; every styled run ends with a reset.

    >>> paint([("Ines", ("1", "1")), (" left", ())], color=True)
    '\x1b[1mInes\x1b[0m left'
    """
    return "".join(
        f"\x1b[{';'.join(dict.fromkeys(style))}m{text}\x1b[0m" if color and style and text else text
        for text, style in line
    )
