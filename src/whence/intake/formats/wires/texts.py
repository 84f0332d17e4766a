"""Get the paragraphs of a wire item: from markup, and from lines of a fixed width."""

import html
import re
from collections.abc import Iterable

from lxml import etree

from whence.intake.bylines import read_byline, starts_as_byline
from whence.intake.html.blocks import has_blocks, split_blocks
from whence.intake.html.markup import clean_line, parse_html

__all__ = ["paragraphs_in", "paragraphs_of", "split_set_lines", "without_frame"]

_BLOCKS = frozenset({"block", "bq", "credit", "datasource", "hl1", "hl2", "note", "pre"})
_NO_TEXT = frozenset({"footer", "header", "media", "nitf-table-metadata", "tagline"})
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|quot|apos|nbsp|amp);", re.IGNORECASE)
_MIN_INDENT = 2
_WRITERS_INITIALS = re.compile(r"[a-z]{1,4}(?:[-/][a-z]{1,4}){1,4}")
"""Who wrote and who edited it, at the end of an agency's items: "df/tb"."""


def paragraphs_of(tree: etree._Element) -> list[str]:
    """Get the paragraphs of an element of NITF or HTML.

    >>> paragraphs_of(etree.fromstring("<body><p>Tide late.</p><media><p>A quay.</p></media><p>Rain.</p></body>"))
    ['Tide late.', 'Rain.']
    """
    found = []
    for block in split_blocks(tree, blocks=_BLOCKS, dropped=_NO_TEXT):
        if has_blocks(block):  # markup, written as text
            found += paragraphs_in(block)
        else:
            found += split_set_lines(block)
    return found


def paragraphs_in(text: str) -> list[str]:
    """Get the paragraphs of a text that may be HTML.

    Raises:
        ReadError: It is HTML of too many elements.

    >>> paragraphs_in("<p>Tide late.</p><p>Rain.</p>"), paragraphs_in("Tide late.")
    (['Tide late.', 'Rain.'], ['Tide late.'])
    """
    if not has_blocks(text):
        return split_set_lines(text)
    blocks = split_blocks(parse_html(text, name=""), dropped=_NO_TEXT)
    return [paragraph for block in blocks for paragraph in split_set_lines(block)]


def split_set_lines(text: str, *, margin: int | None = None) -> list[str]:
    r"""Split lines of a fixed width into paragraphs, which begin after an empty line, or with an indent.

    Args:
        text: The lines.
        margin: Columns that lines within a paragraph are indented by; None for the least of the lines after the first.

    >>> split_set_lines("   Tide late, a\nspokesman said.\n   Rain is likely.\n")
    ['Tide late, a spokesman said.', 'Rain is likely.']
    """
    if _ESCAPED.search(text):
        text = html.unescape(text)
    lines = text.expandtabs(4).replace("\xa0", " ").splitlines()
    if margin is None:
        margin = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or _indent(line) >= margin + _MIN_INDENT:
            paragraphs.append([])
        paragraphs[-1].append(line)
    found = (clean_line(" ".join(each)) for each in paragraphs)
    return [each for each in found if any(map(str.isalnum, each))]


def without_frame(paragraphs: Iterable[str], headline: str | None) -> tuple[str, ...]:
    """Leave out a headline and a byline that are repeated above the text, and the initials of writers below it.

    >>> without_frame(["Tide late", "By Ana Brandt", "The tide is late.", "ab/lw"], "Tide late")
    ('The tide is late.',)
    """
    kept = list(paragraphs)
    while kept and (kept[0] == clean_line(headline or "") or _is_byline(kept[0])):
        del kept[0]
    if len(kept) > 1 and _WRITERS_INITIALS.fullmatch(kept[-1]):
        del kept[-1]
    return tuple(kept)


def _is_byline(line: str) -> bool:
    """Check whether a line names writers and tells nothing else."""
    return starts_as_byline(line) and line[-1] not in ".!?" and bool(read_byline(line).names)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
