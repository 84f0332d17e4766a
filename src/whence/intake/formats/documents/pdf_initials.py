"""Put large first letters back into their words: they are lines of their own, wherever the file draws them."""

from collections.abc import Sequence
from dataclasses import replace

from whence.intake.formats.documents.pdf_lines import Line

__all__ = ["with_initials"]

_LARGE = 1.5
_MAX_CHARACTERS = 2
_MAX_BESIDE = 1.5


def with_initials(lines: Sequence[Line], *, body_size: float) -> list[Line]:
    """Join each large first letter to the line beside its top, and take the indent off the lines beside the rest of it.

    Args:
        lines: Those of a page.
        body_size: The size of most of its letters.
    """
    found = list(lines)
    for initial in [line for line in lines if _is_initial(line, body_size)]:
        beside = [index for index, line in enumerate(found) if _is_beside(line, initial)]
        if not beside:
            continue
        first = max(beside, key=lambda index: found[index].bottom)
        for index in beside:
            word = found[index].words[0]
            text = initial.text + word.text if index == first else word.text
            moved = replace(word, text=text, left=initial.left)
            found[index] = Line(words=(moved, *found[index].words[1:]))
        found = [line for line in found if line is not initial]
    return found


def _is_initial(line: Line, body_size: float) -> bool:
    text = line.text
    return len(text) <= _MAX_CHARACTERS and text[-1].isupper() and line.size > _LARGE * body_size


def _is_beside(line: Line, initial: Line) -> bool:
    """Check whether a line begins right of a large letter, and no higher and no lower."""
    middle = line.bottom + line.size / 2
    is_level = initial.bottom - line.size / 2 < middle < initial.bottom + initial.size
    gap = line.left - initial.right
    return line is not initial and is_level and -line.size < gap < _MAX_BESIDE * line.size
