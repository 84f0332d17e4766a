"""Divide a page that holds many articles, and parse each by itself, so that neither their number nor a flaw matters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html

from whence.errors import ReadError
from whence.intake.formats.databases.article import CUT_SHORT, MAX_ARTICLES
from whence.intake.formats.form import Document
from whence.intake.html.blocks import split_blocks
from whence.intake.html.markup import parse_html
from whence.records.report import Rejected

__all__ = ["Piece", "divide_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The part of a page with one article."""

    name: str
    tree: html.HtmlElement
    notes: tuple[str, ...] = ()
    has_follower: bool = False
    """True if another article follows in the same piece."""

    def lines(self, path: str = ".") -> list[str]:
        """Read the lines of the elements at an XPath; of all by default.

        >>> tree = html.fromstring("<div><p>Harbour to close</p><p class='x'>The council<br>met.</p></div>")
        >>> Piece(name="page.html#1", tree=tree).lines(".//p[@class='x']")
        ['The council', 'met.']
        """
        blocks = (block for element in self.tree.xpath(path) for block in split_blocks(element))
        return [line for block in blocks if (line := " ".join(block.split()))]

    def line(self, path: str) -> str:
        """Read the elements at an XPath as one line; an empty string if there are none."""
        return " ".join(self.lines(path))


def divide_page(document: Document, *, start: re.Pattern[str], end: re.Pattern[str]) -> Iterator[Piece | Rejected]:
    """Divide a page where its articles start.

    Args:
        document: The page.
        start: What each article begins with.
        end: What each article ends with. The last one without it is told as cut short.

    Yields:
        A piece for each article, or a `Rejected` for one that cannot be parsed.

    Raises:
        ReadError: It cannot be decoded, or there is no article in it.
    """
    decoded = document.decode()
    starts = [found.start() for found in islice(start.finditer(decoded.text), MAX_ARTICLES + 1)]
    if len(starts) > MAX_ARTICLES:
        raise ReadError(document.name, f"it has more than {MAX_ARTICLES:,} articles", "Divide it")
    if not starts:
        fix = "Save the articles themselves, with their full text"
        raise ReadError(document.name, "there is no article in it", fix)
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(decoded.text)], strict=True), 1):
        name = f"{document.name}#{number}"
        markup = decoded.text[first:last]
        end_count = len(end.findall(markup))
        is_whole = number < len(starts) or end_count > 0
        notes = decoded.notes if is_whole else (*decoded.notes, CUT_SHORT)
        try:
            tree = parse_html(markup, name=name)
            yield Piece(name=name, tree=tree, notes=notes, has_follower=end_count > 1)
        except ReadError as error:
            yield Rejected(input=name, reason=error.reason, exit_code=error.exit_code)
