"""Read files that hold many articles of a press database: texts, and pages."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from whence.intake.formats.databases.article import Article, number_articles, to_inputs
from whence.intake.formats.databases.html_pieces import ArticlePage, divide_page
from whence.intake.formats.form import Document, Found
from whence.intake.formats.text_stream import open_text
from whence.records.report import Rejected

__all__ = ["read_page_articles", "read_text_articles", "split_at_form_feeds"]


def read_text_articles(
    document: Document, read: Callable[[Iterator[str]], Iterable[Article]], *, fix: str
) -> Iterator[Found]:
    """Read the articles of a text.

    Args:
        document: The text.
        read: Divides its lines into articles.
        fix: What to do if an article has no text.

    Raises:
        ReadError: It cannot be opened, or has far too many articles.

    >>> text = Document("a.txt", b"It rained.")
    >>> made = read_text_articles(text, lambda lines: [Article(paragraphs=[*lines])], fix="Download its full text")
    >>> [(one.name, one.data) for one in made]
    [('a.txt#1', b'It rained.')]
    """
    with open_text(document) as text:
        for number, article in number_articles(read(text.lines()), name=document.name):
            told = replace(article, notes=(*text.notes, *article.notes))
            yield from to_inputs(told, name=f"{document.name}#{number}", fix=fix)


def read_page_articles(
    document: Document,
    read: Callable[[ArticlePage], Article],
    *,
    start: re.Pattern[str],
    end: re.Pattern[str],
    fix: str,
) -> Iterator[Found]:
    """Read the articles of a page, each by itself.

    Args:
        document: The page.
        read: Makes an article of its part of the page.
        start: What each article begins with.
        end: What each article ends with.
        fix: What to do if an article has no text.

    Raises:
        ReadError: It cannot be opened, there is no article in it, or there are far too many.
    """
    for piece in divide_page(document, start=start, end=end):
        if isinstance(piece, Rejected):
            yield piece
        else:
            yield from to_inputs(read(piece), name=piece.name, fix=fix)


def split_at_form_feeds(lines: Iterable[str]) -> Iterator[str]:
    r"""Split lines in which a new page of paper begins.

    >>> list(split_at_form_feeds(["It rained.\fPage 2", "It is late."]))
    ['It rained.', 'Page 2', 'It is late.']
    """
    return (part for line in lines for part in line.split("\f"))
