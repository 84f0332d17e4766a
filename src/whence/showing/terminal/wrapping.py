"""Lines of styled text, wrapped, cut and measured by the columns that they take in a terminal."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice

__all__ = ["NARROWEST", "Line", "Style", "count_columns", "crop", "fit", "shorten", "wrap"]

Style = tuple[str, ...]
"""Parameters of a terminal's Select Graphic Rendition, ECMA-48, 8.3.117: ``("1", "38;5;32")`` for bold blue."""
Line = list[tuple[str, Style]]
"""Runs of text, each with its style. They hold no control characters."""

NARROWEST = 10
"""Columns of the narrowest terminal that is served."""
# Prose is hard to follow in longer lines, so a wider terminal keeps a margin.
_WIDEST = 100
_FULL = 30
"""Columns that a line has room for, at least, where a number of lines is given."""
_SOFT_HYPHEN = "\u00ad"
# With the white space after it; that before the first is the line's indentation.
_WORD = re.compile(r"\A\s*\S+\s*|\S+\s*")


def fit(width: int) -> int:
    """Tell how long lines of prose are in a terminal of so many columns.

    >>> fit(72), fit(200), fit(1)
    (72, 100, 10)
    """
    return max(NARROWEST, min(width, _WIDEST))


def wrap(line: Line, width: int) -> Iterator[Line]:
    """Wrap a line between words, and within those that are longer than a line.

    Args:
        line: Its indentation stays.
        width: Most columns of a line; at least 2, as many as a wide character takes.

    Yields:
        Lines without blanks at their ends, as they are asked for; one at least.

    >>> list(wrap([("Tide ", ("1",)), ("late again", ())], 10))
    [[('Tide ', ('1',)), ('late', ())], [('again', ())]]
    """
    width = max(2, width)
    text = "".join(text for text, _ in line)
    yield from map(_strip, _cut(line, _find_starts(text, width)))


def crop(line: Line, width: int) -> Line:
    """Cut a line down to so many columns, with an ellipsis for what may be gone.

    >>> crop([("Tide late", ())], 6)
    [('Tide', ()), ('…', ())]
    """
    text = "".join(text for text, _ in line)
    end = next(_find_folds(text, width - 1), len(text))
    return [*_strip(next(_cut(line, [end]))), ("…", ())]


def shorten(line: Line, width: int, *, max_lines: int) -> list[Line]:
    """Wrap a text to a few lines, with an ellipsis if it has more to say; to more lines where they are very short."""
    width = max(2, width)
    max_lines = max(max_lines, -(-max_lines * _FULL // width))
    # Characters without width could follow one another for megabytes.
    begun, *rest = _cut(line, [2 * max_lines * width])
    lines = list(islice(wrap(begun, width), max_lines + 1))
    if len(lines) <= max_lines and not rest:
        return lines
    *first, last = lines[:max_lines]
    return [*first, crop(last, width)]


def count_columns(text: str) -> int:
    r"""Count the columns that a text takes: two for a wide character, none for one that joins another.

    >>> count_columns("東京 e\u0301")
    6
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    """Count one character's columns (Unicode Standard Annex 11); emoji that are joined to one count each."""
    joins = unicodedata.category(character) in {"Mn", "Me", "Cf"} and character != _SOFT_HYPHEN
    # The vowels and finals of Korean syllables written apart join the initial before them.
    if joins or "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _find_starts(text: str, width: int) -> Iterator[int]:
    """Find where the lines of a text begin, after the first."""
    filled = 0
    for match in _WORD.finditer(text):
        word = match.group().rstrip()
        needed = count_columns(word)
        if needed > width:
            if match.start():
                yield match.start()
            begun = filled = 0
            for begun in _find_folds(word, width):
                yield match.start() + begun
            needed = count_columns(word[begun:])
        elif filled + needed > width:
            yield match.start()
            filled = 0
        filled += needed + count_columns(match.group()[len(word) :])


def _find_folds(word: str, width: int) -> Iterator[int]:
    """Find where a word is to be folded, so that none of its parts is wider than a line."""
    if word.isascii():
        yield from range(width, len(word), width)
        return
    filled = 0
    for position, character in enumerate(word):
        needed = _columns_of(character)
        if filled and filled + needed > width:
            yield position
            filled = 0
        filled += needed


def _cut(line: Line, offsets: Iterable[int]) -> Iterator[Line]:
    """Cut a line in parts at these offsets, in their order."""
    upcoming = chain(offsets, [sum(len(text) for text, _ in line)])
    offset = next(upcoming)
    part: Line = []
    position = 0
    for text, style in line:
        start = 0
        while offset < position + len(text):
            end = offset - position
            yield [*part, (text[start:end], style)]
            part, start = [], end
            offset = next(upcoming)
        part.append((text[start:], style))
        position += len(text)
    yield part


def _strip(line: Line) -> Line:
    """Take the blanks off a line's end."""
    end = len(line)
    while end and not line[end - 1][0].rstrip():
        end -= 1
    if not end:
        return []
    text, style = line[end - 1]
    return [*line[: end - 1], (text.rstrip(), style)]
