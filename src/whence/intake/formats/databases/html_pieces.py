"""Divide a page that holds many articles, and parse each by itself, so that neither their number nor a flaw matters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from whence.errors import ReadError
from whence.intake.formats.databases.article import CUT_SHORT, FEWER, MAX_ARTICLES
from whence.intake.formats.form import Document
from whence.intake.formats.text_stream import Piece, open_text
from whence.intake.html.blocks import split_blocks
from whence.intake.html.markup import parse_html
from whence.records.report import Rejected

__all__ = ["ArticlePage", "divide_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """The part of a page with one article."""

    name: str
    tree: html.HtmlElement
    notes: tuple[str, ...] = ()
    has_follower: bool = False
    """True if another article follows in the same piece."""

    def lines(self, path: str = ".") -> list[str]:
        """Read the lines of the elements at an XPath; of all by default.

        >>> tree = html.fromstring("<div><p>Harbour to close</p><p class='x'>The council<br>met.</p></div>")
        >>> ArticlePage(name="page.html#1", tree=tree).lines(".//p[@class='x']")
        ['The council', 'met.']
        """
        blocks = (block for element in self.tree.xpath(path) for block in split_blocks(element))
        return [line for block in blocks if (line := " ".join(block.split()))]

    def line(self, path: str) -> str:
        """Read the elements at an XPath as one line; an empty string if there are none."""
        return " ".join(self.lines(path))


def divide_page(
    document: Document, *, start: re.Pattern[str], end: re.Pattern[str]
) -> Iterator[ArticlePage | Rejected]:
    """Divide a page where its articles start.

    Args:
        document: The page.
        start: What each article begins with.
        end: What each article ends with. The last one without it is told as cut short.

    Yields:
        A tree for each article, or a `Rejected` for one that cannot be parsed.

    Raises:
        ReadError: It cannot be opened, there is no article in it, or there are far too many.
    """
    count = 0
    with open_text(document) as text:
        for piece in text.pieces(start):
            if piece.start is None:
                continue
            count = piece.number
            if count > MAX_ARTICLES:
                raise ReadError(document.name, f"it has more than {MAX_ARTICLES:,} articles", FEWER)
            yield _parse(piece, end, name=f"{document.name}#{count}", notes=text.notes)
    if not count:
        fix = "Save the articles themselves, with their full text"
        raise ReadError(document.name, "there is no article in it", fix)


def _parse(piece: Piece, end: re.Pattern[str], *, name: str, notes: tuple[str, ...]) -> ArticlePage | Rejected:
    if piece.is_too_long:
        return Rejected(input=name, reason=f"it is too long, with {piece.length:,} characters. {FEWER}.")
    end_count = len(end.findall(piece.text))
    is_whole = end_count > 0 or not piece.is_last
    try:
        tree = parse_html(piece.text, name=name)
    except ReadError as error:
        return Rejected(input=name, reason=error.reason, exit_code=error.exit_code)
    return ArticlePage(
        name=name, tree=tree, notes=notes if is_whole else (*notes, CUT_SHORT), has_follower=end_count > 1
    )
