"""Which lines of a report belong together: paragraphs, and lines that an editor or mail program broke at a margin."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

__all__ = ["group_lines"]

_MARGINS = range(50, 161)
"""Lengths of the longest line of a text that a program broke; shorter lines are addresses and lists."""
_LONG = 100
"""A line of at least so many characters is a paragraph by itself, unless it goes on."""


def group_lines(lines: Sequence[str]) -> Iterator[list[list[int]]]:
    r"""Group the lines of a text into paragraphs, each a list of lines to show, each a list of lines of the text.

    Empty lines part paragraphs, and so does the end of a long line. A line goes on with the next if that begins in
    the middle of a sentence. Where a program broke the lines of a text, a line also goes on if the next one's first
    word had no room.

    >>> list(group_lines(["By Ana Brandt", "4 March", "", "Rain."]))
    [[[0], [1]], [[3]]]
    >>> broken = "The council closed the harbour on Monday after a diver found a\ncrack in the mole."
    >>> list(group_lines(broken.split("\n")))
    [[[0, 1]]]
    """
    lines = [line.strip() for line in lines]
    margin = max(map(len, lines), default=0)
    is_broken = margin in _MARGINS and any(
        _is_cut(before, after) and _has_no_room(before, after, margin) for before, after in pairwise(lines)
    )
    paragraph: list[list[int]] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else ""
        goes_on = _is_cut(before, line) or (is_broken and _has_no_room(before, line, margin))
        if paragraph and (not line or (len(before) >= _LONG and not goes_on)):
            yield paragraph
            paragraph = []
        if paragraph and goes_on:
            paragraph[-1].append(at)
        elif line:
            paragraph.append([at])
    if paragraph:
        yield paragraph


def _is_cut(before: str, after: str) -> bool:
    """Check whether a line of some length ends, and the next begins, in the middle of a sentence."""
    return len(before) >= _MARGINS.start and (before[-1] == "," or before[-1].isalnum()) and after[:1].islower()


def _has_no_room(before: str, after: str, margin: int) -> bool:
    return bool(before and after) and len(before) + 1 + len(after.split(maxsplit=1)[0]) > margin
