"""How ledgers and answers look in a terminal: the styles of their parts, and lines that hang beside a number."""

from collections.abc import Iterable, Iterator

from whence.records.sourcing_mix import Footing
from whence.showing.terminal.wrapping import Line, Style

__all__ = ["ADDED", "BOLD", "CELLS", "CONTENTS", "CUE", "DIM", "ITALIC", "MARKED", "REMOVED", "SOURCE", "hang", "paint"]

BOLD, DIM, ITALIC, _UNDERLINE, _STRUCK = "1", "2", "3", "4", "9"
# Middle tones, readable on white and on black alike (contrast 3.8 or more), and told apart by weight, slope and lines
# where not by hue. Contents take turns by depth.
SOURCE: Style = (BOLD, "38;5;32")
CUE: Style = (ITALIC, "38;5;166")
CONTENTS: tuple[Style, ...] = ((), ("38;5;30",), (_UNDERLINE, "38;5;133"), (_UNDERLINE, "38;5;30"))
MARKED: Style = (BOLD, "38;5;166")
"""Words that were asked for."""
REMOVED: Style = (_STRUCK, "38;5;160")
ADDED: Style = (_UNDERLINE, "38;5;28")
"""Words that went, and that came, from one version of a report to the next."""

CELLS: dict[Footing, tuple[str, Style]] = {
    "named": ("█", ("38;5;32",)),
    "described": ("▓", ("38;5;30",)),
    "withheld": ("▒", ("38;5;166",)),
    "documentary": ("≡", ("38;5;133",)),
    "nobody": ("?", ("38;5;166",)),
    "own": ("·", (DIM,)),
}
"""With what a bar is filled for each thing that a text rests on: told apart by their shapes, so without colour too."""


def hang(lead: str, lines: Iterable[Line], *, indent: int) -> Iterator[Line]:
    """Set lines beneath each other, to the right of what leads them.

    Args:
        lead: A number, letter or sign.
        lines: Without their indentation.
        indent: Columns before the lines, those of the lead among them.

    >>> list(hang("3", [[("Ines", ())], [("left", ())]], indent=5))
    [[('  3', ('2',)), ('  ', ()), ('Ines', ())], [('     ', ()), ('left', ())]]
    """
    margin: Line = [(lead.rjust(indent - 2), (DIM,)), ("  ", ())]
    for line in lines:
        yield [*margin, *line]
        margin = [(" " * indent, ())]


def paint(line: Line, *, color: bool) -> str:
    r"""Write a line for the terminal; every run that has a style ends by taking it back.

    >>> paint([("Ines", ("1", "1")), (" left", ())], color=True)
    '\x1b[1mInes\x1b[0m left'
    """
    return "".join(
        f"\x1b[{';'.join(dict.fromkeys(style))}m{text}\x1b[0m" if color and style and text else text
        for text, style in line
    )
