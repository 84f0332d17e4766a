"""Lines of styled text: wrapped, cut and measured by display width in a terminal."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice

__all__ = ["NARROWEST", "Line", "Style", "count_columns", "crop", "fit", "shorten", "wrap"]

Style = tuple[str, ...]
"""Parameters of Select Graphic Rendition (SGR) sequences, ECMA-48, 8.3.117: ``("1", "38;5;32")`` for bold blue."""
Line = list[tuple[str, Style]]
"""Runs of text, each with its style. They contain no control characters."""

NARROWEST = 10
"""Columns of the narrowest supported terminal."""
# Prose is hard to read in longer lines, so a wider terminal keeps a margin.
_WIDEST = 100
_FULL = 30
"""With lines narrower than this many columns, `shorten` allows more lines."""
_SOFT_HYPHEN = "\u00ad"
# A word and the white space after it; white space before the first word is the line's indentation.
_WORD = re.compile(r"\A\s*\S+\s*|\S+\s*")


def fit(width: int) -> int:
    """Choose the line length for prose in a terminal of a given width.

    >>> fit(72), fit(200), fit(1)
    (72, 100, 10)
    """
    return max(NARROWEST, min(width, _WIDEST))


def wrap(line: Line, width: int) -> Iterator[Line]:
    """Wrap a line between words, and within words that are longer than a line.

    Args:
        line: The line to wrap; its indentation is kept.
        width: Most columns per line; at least 2, the width of a wide character.

    Yields:
        Lines without white space at their ends, produced lazily; at least one.

    >>> list(wrap([("Tide ", ("1",)), ("late again", ())], 10))
    [[('Tide ', ('1',)), ('late', ())], [('again', ())]]
    """
    width = max(2, width)
    text = "".join(text for text, _ in line)
    yield from map(_strip, _cut(line, _find_starts(text, width)))


def crop(line: Line, width: int) -> Line:
    """Cut a line to a width, with an ellipsis at the end.

    >>> crop([("Tide late", ())], 6)
    [('Tide', ()), ('…', ())]
    """
    text = "".join(text for text, _ in line)
    end = next(_find_folds(text, width - 1), len(text))
    return [*_strip(next(_cut(line, [end]))), ("…", ())]


def shorten(line: Line, width: int, *, max_lines: int) -> list[Line]:
    """Wrap a text to at most ``max_lines`` lines, or more if they are very short, with an ellipsis for the rest."""
    width = max(2, width)
    max_lines = max(max_lines, -(-max_lines * _FULL // width))
    # Zero-width characters could go on for megabytes.
    begun, *rest = _cut(line, [2 * max_lines * width])
    lines = list(islice(wrap(begun, width), max_lines + 1))
    if len(lines) <= max_lines and not rest:
        return lines
    *first, last = lines[:max_lines]
    return [*first, crop(last, width)]


def count_columns(text: str) -> int:
    r"""Count the columns of a text: two for a wide character, none for a combining character.

    >>> count_columns("東京 e\u0301")
    6
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    """Count one character's columns (Unicode Standard Annex 11); joined emoji count as separate characters."""
    joins = unicodedata.category(character) in {"Mn", "Me", "Cf"} and character != _SOFT_HYPHEN
    # The vowels and finals of decomposed Korean syllables combine with the initial before them.
    if joins or "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _find_starts(text: str, width: int) -> Iterator[int]:
    """Find where the lines of a text start, after the first line."""
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
    """Find where to break a word so that no part is wider than a line."""
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
    """Split a line at these offsets, in their order."""
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
    """Remove white space from the end of a line."""
    end = len(line)
    while end and not line[end - 1][0].rstrip():
        end -= 1
    if not end:
        return []
    text, style = line[end - 1]
    return [*line[: end - 1], (text.rstrip(), style)]
