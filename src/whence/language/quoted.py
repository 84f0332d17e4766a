"""Whether words are quoted: all of them, some, or none."""

from collections.abc import Sequence
from typing import Literal

from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words

__all__ = ["quotation_of"]


def quotation_of(
    words: Words, cue: int | None, contents: Sequence[tuple[int, int]]
) -> Literal["direct", "indirect", "mixed"]:
    """Find whether a content is quoted; within somebody's quotation, only what has marks of its own is.

    Args:
        words: The text's words.
        cue: The first word of the cue, if there is one.
        contents: Half-open word ranges of the content.

    >>> from whence.language.words import segment
    >>> quotation_of(segment("It was “a mess”, she said."), 8, [(0, 6)])
    'mixed'
    """
    if cue is not None and words.marks[cue] == Mark.INSIDE:
        opens = [i for start, end in contents for i in range(start, end) if words.marks[i] == Mark.OPENS]
        return "indirect" if not opens else "direct" if opens[0] == contents[0][0] else "mixed"
    quoted = {
        words.marks[i] == Mark.INSIDE
        for start, end in contents
        for i in range(start, end)
        if words.shapes[i] != Shape.PUNCTUATION
    }
    if quoted == {True}:
        return "direct"
    return "mixed" if quoted == {True, False} else "indirect"
