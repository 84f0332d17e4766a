"""LexisNexis and Nexis Uni, in every form of file that they give."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

from whence.errors import ReadError
from whence.intake.encoding import normalise_line_ends
from whence.intake.formats.databases import nexis_classic, nexis_uni
from whence.intake.formats.databases.article import Article, number_articles, to_inputs
from whence.intake.formats.databases.article_files import read_page_articles, read_text_articles, split_at_form_feeds
from whence.intake.formats.databases.document_lines import docx_lines, first_rtf_lines, rtf_lines
from whence.intake.formats.databases.html_pieces import ArticlePage
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.form import Document, Found
from whence.records.report import Rejected

__all__ = [
    "is_nexis_docx",
    "is_nexis_rtf",
    "is_nexis_text",
    "read_nexis_docx",
    "read_nexis_page",
    "read_nexis_rtf",
    "read_nexis_text",
]

_FIX = "Download its full text"
_SNIFFED_LINES = 1000
_PIECE = re.compile(r"<DOC NUMBER=[^>]{1,20}>\s*(?:<DOCFULL>\s*)?-->", re.IGNORECASE)
_END = re.compile(r"</DOCFULL>", re.IGNORECASE)


def is_nexis_docx(document: Document) -> bool:
    """Check whether a Word file is one of Nexis."""
    return _is_either(_first_lines(docx_lines(document, Revisions())))


def is_nexis_rtf(document: Document) -> bool:
    """Check whether rich text is from Nexis."""
    return _is_either(_first_lines(first_rtf_lines(document)))


def _first_lines(lines: Iterator[str]) -> list[str]:
    found: list[str] = []
    try:
        found.extend(filter(None, islice(lines, _SNIFFED_LINES)))
    except ReadError:
        return found
    return found


def _is_either(lines: list[str]) -> bool:
    return nexis_uni.is_uni(lines) or nexis_classic.is_classic(lines)


def is_nexis_text(document: Document) -> bool:
    """Check whether a text is a download of LexisNexis."""
    return nexis_classic.is_classic(normalise_line_ends(document.text).split("\n"))


def read_nexis_docx(document: Document) -> Iterator[Found]:
    """Read a Word file with its articles, or one of them."""
    return _read_lines(document, docx_lines)


def read_nexis_rtf(document: Document) -> Iterator[Found]:
    """Read rich text with its articles, or one of them."""
    return _read_lines(document, rtf_lines)


def _read_lines(document: Document, lines_of: Callable[[Document, Revisions], Iterator[str]]) -> Iterator[Found]:
    """Read the articles of a document; where it cannot be read further, the rest is told as missing."""
    revisions = Revisions()
    lines = lines_of(document, revisions)
    start = list(islice(lines, _SNIFFED_LINES))
    is_classic = nexis_classic.is_classic(start)
    articles = (nexis_classic if is_classic else nexis_uni).read_articles(chain(start, lines))
    count = 0
    try:
        for count, article in number_articles(articles, name=document.name):
            told = replace(article, notes=(*article.notes, *revisions.notes))
            yield from to_inputs(told, name=f"{document.name}#{count}", fix=_FIX)
    except ReadError as error:
        yield Rejected(input=f"{document.name}#{count + 1}", reason=error.reason, exit_code=error.exit_code)
    listed = nexis_uni.count_listed(start)
    if listed is not None and count < listed:
        reason = f"its cover lists {listed:,} articles, and {count:,} were found. Download the others again."
        yield Rejected(input=document.name, reason=reason)


def read_nexis_text(document: Document) -> Iterator[Found]:
    """Read the articles of a text."""
    return read_text_articles(document, lambda lines: nexis_classic.read_articles(split_at_form_feeds(lines)), fix=_FIX)


def read_nexis_page(document: Document) -> Iterator[Found]:
    """Read the articles of a page."""
    return read_page_articles(document, _read_piece, start=_PIECE, end=_END, fix=_FIX)


def _read_piece(piece: ArticlePage) -> Article:
    lines = [each for line in piece.lines() for each in (line, "")]  # each is a paragraph
    return replace(nexis_classic.read_article(lines), notes=piece.notes, has_follower=piece.has_follower)
