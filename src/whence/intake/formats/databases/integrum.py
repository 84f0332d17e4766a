"""Integrum, the archive of the Russian press, saved as HTML: fields like ^ИС above each text."""

import re
from collections.abc import Iterator

from whence.intake.bylines import read_byline
from whence.intake.formats.databases.article import Article, join_lines
from whence.intake.formats.databases.article_files import read_page_articles
from whence.intake.formats.databases.html_pieces import ArticlePage
from whence.intake.formats.form import Document, Found

__all__ = ["read_integrum"]

_ARTICLE = re.compile(r"<a\s+name=[\"']?\d+[\"']?\s*>\s*</a>(?=[^^]{0,600}\^ИС:)", re.IGNORECASE)
_END = re.compile(r"</pre>", re.IGNORECASE)
_OUTLET, _SECTION, _PAGE, _DATE, _WRITERS, _HEADLINE = "ИС", "РБ", "НР", "ДТ", "АВ", "ЗГ"  # noqa: RUF001
_FIELD = re.compile(r"\^([\u0401\u0410-\u042f]{2}):[ \t]*\n?([^\n^]*)")


def read_integrum(document: Document) -> Iterator[Found]:
    """Read the articles of a page."""
    fix = "Save it with its full text"
    return read_page_articles(document, _read_piece, start=_ARTICLE, end=_END, fix=fix)


def _read_piece(piece: ArticlePage) -> Article:
    for line_break in piece.tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    told = {found[1]: " ".join(found[2].split()) for found in _FIELD.finditer("".join(piece.tree.itertext()))}
    text = "\n".join("".join(element.itertext()) for element in piece.tree.iter("pre"))
    names = (name for part in told.get(_WRITERS, "").split(",") for name in read_byline(part).names)
    return Article(
        paragraphs=join_lines(_FIELD.sub("", text).split("\n")),
        headline=told.get(_HEADLINE, ""),
        publisher=told.get(_OUTLET, ""),
        byline=tuple(dict.fromkeys(names)),
        published=told.get(_DATE, ""),
        page="; ".join(filter(None, (told.get(_SECTION), told.get(_PAGE)))),
        notes=piece.notes,
        has_follower=piece.has_follower,
    )
