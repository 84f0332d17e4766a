"""Lines of words with their places, and what is made of them: columns in reading order, and running heads left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

__all__ = ["DIVIDED", "Line", "Page", "Word", "in_reading_order", "without_margins"]

DIVIDED = "\u00ad"
"""Ends a word that goes on in the next line."""
# A gap this wide between two words, in sizes of their letters, stands between columns: a justified line has up to one.
_GUTTER = 1.3
_MIN_COLUMN_LINES, _MAX_COLUMN_LINES = 4, 300
# Cells of a table are shorter than the lines of a column.
_MIN_COLUMN_CHARACTERS = 14
_MARGIN_LINES = 2
# Running heads stand on half of the pages at least: left and right pages may have different ones.
_MIN_HEAD_SHARE = 0.4
_SAME_PLACE = 12
_MARGIN_SHARE = 0.12
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,6}\.?\s)?\d{1,4}(?:\s?(?:\w{1,3}|/)\s?\d{1,4})?\W*")
_PRINTED = re.compile(r"(https?://\S+?/\S+)\s+\d{1,3}/\d{1,3}|\d{1,3}/\d{1,3}\s+(https?://\S+?/\S+)")
_PRINT_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, and its box on the page; the vertical axis goes up."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one line of one column, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def bottom(self) -> float:
        """The lower edge of its first word."""
        return self.words[0].bottom

    @property
    def size(self) -> float:
        """The size of its letters."""
        return max(1.0, self.words[0].top - self.words[0].bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page, in the order of the file."""

    lines: tuple[Line, ...]
    height: float


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Put side by side columns that were drawn row by row one after another; leave all other lines in their order.

    >>> def word(text, left):
    ...     return Word(text=text, left=left, right=left + 100, bottom=0, top=10)
    >>> row = Line(words=(word("the harbour master", 0), word("nobody was on board", 150)))
    >>> [line.words[0].left for line in in_reading_order([row] * 4)]
    [0, 0, 0, 0, 150, 150, 150, 150]
    """
    ordered: list[Line] = []
    start = 0
    while start < len(lines):
        end, gutter = _find_columns(lines, start)
        if gutter is None:
            ordered.append(lines[start])
            start += 1
            continue
        left = [part for line in lines[start:end] if (part := _part(line, gutter, is_left=True))]
        right = [part for line in lines[start:end] if (part := _part(line, gutter, is_left=False))]
        ordered += [*left, *in_reading_order(right)]
        start = end
    return ordered


def _find_columns(lines: Sequence[Line], start: int) -> tuple[int, float | None]:
    """Find where lines that share a gutter end, and the middle of the gutter; None if there is none."""
    gaps = _gaps(lines[start])
    if not gaps:
        return start, None
    low, high = gaps[0]
    both: list[Line] = []
    end = start
    for line in lines[start : start + _MAX_COLUMN_LINES]:
        shared = [(max(low, left), min(high, right)) for left, right in _gaps(line)]
        shared = [gap for gap in shared if gap[1] - gap[0] > line.size / 4]
        if shared:
            low, high = shared[0]
            both.append(line)
        elif line.right > low and line.left < high:
            break
        end += 1
    middle = (low + high) / 2
    is_text = len(both) >= _MIN_COLUMN_LINES and all(
        fmean(len(part.text) if (part := _part(line, middle, is_left=is_left)) else 0 for line in both)
        >= _MIN_COLUMN_CHARACTERS
        for is_left in (True, False)
    )
    return (end, middle) if is_text else (start, None)


def _gaps(line: Line) -> list[tuple[float, float]]:
    return [
        (before.right, after.left)
        for before, after in pairwise(line.words)
        if after.left - before.right > _GUTTER * line.size
    ]


def _part(line: Line, gutter: float, *, is_left: bool) -> Line | None:
    words = tuple(word for word in line.words if (word.left < gutter) == is_left)
    return Line(words=words) if words else None


def without_margins(pages: Sequence[Page]) -> tuple[list[list[Line]], str | None]:
    """Leave out running heads, page numbers, and what a browser prints around a page; return its address, too.

    Returns:
        The lines of each page, and the address that a browser printed on it.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line) for line in _outermost(page)})
    needed = max(2, _MIN_HEAD_SHARE * len(pages))
    kept: list[list[Line]] = []
    printed: set[str] = set()
    for page in pages:
        outer = _outermost(page)
        printed.update(url for line in outer for url in _printed_addresses(line))
        dropped = {
            id(line) for line in outer if counts[_key(line)] >= needed or _is_page_number(line, page) or _printed(line)
        }
        if any(_printed(line) for line in outer):
            dropped |= {id(line) for line in outer if _PRINT_DATE.match(line.text)}
        kept.append([line for line in page.lines if id(line) not in dropped])
    return kept, printed.pop() if len(printed) == 1 else None


def _outermost(page: Page) -> list[Line]:
    """Get the lines at the top and the bottom of a page."""
    heights = sorted({round(line.bottom) for line in page.lines})
    low, high = heights[:_MARGIN_LINES], heights[-_MARGIN_LINES:]
    return [line for line in page.lines if round(line.bottom) in {*low, *high}]


def _key(line: Line) -> str:
    """Return what two running heads have in common: the words but not the number, and the height."""
    return f"{round(line.bottom / _SAME_PLACE)} {_DIGITS.sub('#', line.text.casefold())}"


def _is_page_number(line: Line, page: Page) -> bool:
    from_edge = min(line.bottom, page.height - line.bottom) / max(1.0, page.height)
    return from_edge < _MARGIN_SHARE and _PAGE_NUMBER.fullmatch(line.text) is not None


def _printed(line: Line) -> bool:
    return _PRINTED.search(line.text) is not None


def _printed_addresses(line: Line) -> Iterator[str]:
    found = _PRINTED.search(line.text)
    url = (found[1] or found[2]) if found else ""
    if url and "…" not in url and not url.endswith("..."):
        yield url
