"""Join the lines of a PDF document to paragraphs, and find its headline by the size of its letters."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from whence.intake.formats.documents.pdf_lines import DIVIDED, Line
from whence.intake.formats.paragraphs import Paragraph
from whence.language.gazetteer import find_outlet

__all__ = ["join_lines"]

_OTHER_SIZE = 0.12
"""Letters that differ by this share are of another paragraph."""
_WIDE_GAP = 1.35
_NEAR_LINES = 50
_MIN_INDENT, _MAX_INDENT = 0.7, 6.0
_INITIAL = 1.5
_LARGER = 1.12
_MAX_OPENING = 10
_MAX_HEADLINE_CHARACTERS = 300
_MIN_HEADLINE_WORDS = 3
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")  # noqa: RUF001 -- full stops of other scripts
_NO_BLANK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]$")
_WORD_END = re.compile(r"[\w'’-]+$")
_WORD_START = re.compile(r"^[\w'’-]+")


@dataclass(slots=True, kw_only=True)
class _Block:
    lines: list[Line]

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def join_lines(pages: Sequence[Sequence[Line]], *, title: str | None = None) -> Iterator[Paragraph]:
    """Join lines to paragraphs; one may go on in the next column or on the next page.

    A new paragraph begins where the letters have another size, after a wide gap, with an indent, and after a line that
    had room for the next word.

    Args:
        pages: The lines of each page, in reading order.
        title: The title in the document's properties. It is the headline only if the text has it.

    Yields:
        Paragraphs; the headline is marked as a title.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return
    shape = _Shape(pages)
    blocks = [_Block(lines=[lines[0]])]
    for before, after in pairwise(lines):
        if shape.is_break(before, after):
            blocks.append(_Block(lines=[after]))
        else:
            blocks[-1].lines.append(after)
    whole = " ".join(line.text for line in lines)
    texts = [_join(block.lines, whole) for block in blocks]
    headline = _find_headline(blocks, texts, shape.body_size, title)
    initial = ""
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if len(text) == 1 and text.isupper() and block.size > _INITIAL * shape.body_size:
            initial = text  # a large first letter belongs to the next paragraph
            continue
        yield Paragraph(text=initial + text, is_title=index == headline)
        initial = ""
    if initial:
        yield Paragraph(text=initial)


class _Shape:
    """The usual shape of the text of a document, and where its paragraphs break."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        lines = [line for page in pages for line in page]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self.body_size = sizes.most_common(1)[0][0]
        steps = [
            (before.bottom - after.bottom) / after.size
            for page in pages
            for before, after in pairwise(page)
            if _is_below(before, after) and _is_same_size(before, after)
        ]
        self._step = median(steps) if steps else 1.2
        self._rights, self._lefts = self._edges(pages)
        self._has_indents = any(self._is_indented(line) for line in lines)

    def _edges(self, pages: Sequence[Sequence[Line]]) -> tuple[dict[int, float], dict[int, float]]:
        """Find the edges of the column that each line stands in: those of the lines near it, above or below."""
        rights: dict[int, float] = {}
        lefts: dict[int, float] = {}
        for page in pages:
            for index, line in enumerate(page):
                near = page[max(0, index - _NEAR_LINES) : index + _NEAR_LINES]
                column = [
                    other
                    for other in near
                    if other.left < line.right and line.left < other.right and _is_same_size(line, other)
                ]
                rights[id(line)] = max(other.right for other in column)
                lefts[id(line)] = Counter(round(other.left) for other in column).most_common(1)[0][0]
        return rights, lefts

    def is_break(self, before: Line, after: Line) -> bool:
        """Check whether a paragraph begins with a line."""
        if not _is_same_size(before, after) or self._is_indented(after):
            return True
        if self._has_room(before, after):
            return True
        if _is_below(before, after):
            return (before.bottom - after.bottom) / after.size > _WIDE_GAP * self._step
        # In the next column or on the next page, an indent would show the beginning of a paragraph.
        return not self._has_indents and _SENTENCE_END.search(before.text) is not None

    def _is_indented(self, line: Line) -> bool:
        indent = (line.left - self._lefts[id(line)]) / line.size
        return _MIN_INDENT < indent < _MAX_INDENT

    def _has_room(self, before: Line, after: Line) -> bool:
        """Check whether the next line's first word would have fitted into a line."""
        first = after.words[0]
        return before.right + (first.right - first.left) + before.size < self._rights[id(before)]


def _is_same_size(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= _OTHER_SIZE * max(line.size, other.size)


def _is_below(before: Line, after: Line) -> bool:
    is_beside = after.left >= before.right or before.left >= after.right
    return after.bottom < before.bottom and not is_beside


def _join(lines: Sequence[Line], whole: str) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = _join_two(text, line.text, whole)
    return text.replace(DIVIDED, "") + ("-" if text.endswith(DIVIDED) else "")


def _join_two(text: str, following: str, whole: str) -> str:
    if text.endswith(DIVIDED):
        bare = text.rstrip(DIVIDED)
        start, end = _WORD_END.search(bare), _WORD_START.search(following)
        # A compound loses its own hyphen in this way; a capital, or the rest of the text, may show that it has one.
        compound = f"{start[0]}-{end[0]}" if start and end else "-"
        is_compound = not following[:1].islower() or (compound in whole and compound.replace("-", "") not in whole)
        return bare + ("-" if is_compound else "") + following
    if text.endswith("-") and not text.endswith(" -"):
        return text + following
    blank = "" if _NO_BLANK.search(text) and _NO_BLANK.search(following[:1]) else " "
    return text + blank + following


def _find_headline(blocks: Sequence[_Block], texts: Sequence[str], body_size: float, title: str | None) -> int | None:
    """Find the paragraph in the largest letters near the beginning; the name of the outlet may be larger."""
    opening = range(min(len(blocks), _MAX_OPENING))
    large = [
        index
        for index in opening
        if blocks[index].size > _LARGER * body_size
        and len(texts[index].split()) >= _MIN_HEADLINE_WORDS
        and len(texts[index]) <= _MAX_HEADLINE_CHARACTERS
        and find_outlet(texts[index]) is None
    ]
    if large:
        return max(large, key=lambda index: (blocks[index].size, -index))
    folded = " ".join((title or "").split()).casefold()
    return next((index for index in opening if folded and texts[index].casefold() == folded), None)
