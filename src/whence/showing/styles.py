"""How a ledger looks in a terminal: the styles of its parts, and lines that hang beside a number."""

from collections.abc import Iterable, Iterator

from whence.records.mix import Footing
from whence.showing.wrapping import Line, Style

__all__ = ["BOLD", "CELLS", "CONTENTS", "CUE", "DIM", "ITALIC", "SOURCE", "hang"]

BOLD, DIM, ITALIC, _UNDERLINE = "1", "2", "3", "4"
# Middle tones, readable on white and on black alike (contrast 3.8 or more), and told apart by weight, slope and lines
# where not by hue. Contents take turns by depth.
SOURCE: Style = (BOLD, "38;5;32")
CUE: Style = (ITALIC, "38;5;166")
CONTENTS: tuple[Style, ...] = ((), ("38;5;30",), (_UNDERLINE, "38;5;133"), (_UNDERLINE, "38;5;30"))

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
