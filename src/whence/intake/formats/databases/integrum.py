"""Integrum, the archive of the Russian press, saved as HTML: fields like ^ИС above each text."""

import re
from collections.abc import Iterator

from whence.intake.bylines import read_byline
from whence.intake.formats.databases.article import Article, join_lines, to_input
from whence.intake.formats.databases.html_pieces import Piece, divide_page
from whence.intake.formats.form import Document, Form, Found
from whence.records.report import Rejected

__all__ = ["FORMS"]

_TITLE = re.compile(r"<title>\s*Report \d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d\s*</title>", re.IGNORECASE)
_MARKS = tuple("^ИС:".encode(encoding) for encoding in ("cp1251", "utf-8", "koi8-r", "utf-16-le"))
_ARTICLE = re.compile(r"<a\s+name=[\"']?\d+[\"']?\s*>\s*</a>(?=[^^]{0,600}\^ИС:)", re.IGNORECASE)
_END = re.compile(r"</pre>", re.IGNORECASE)
_OUTLET, _SECTION, _PAGE, _DATE, _WRITERS, _HEADLINE = "ИС", "РБ", "НР", "ДТ", "АВ", "ЗГ"  # noqa: RUF001
_FIELD = re.compile(r"\^([\u0401\u0410-\u042f]{2}):[ \t]*\n?([^\n^]*)")


def _is_integrum(document: Document) -> bool:
    has_mark = any(mark in document.start for mark in _MARKS)
    return document.is_html and (has_mark or _TITLE.search(document.text) is not None)


def _read_integrum(document: Document) -> Iterator[Found]:
    fix = "Save it with its full text"
    for piece in divide_page(document, start=_ARTICLE, end=_END):
        yield piece if isinstance(piece, Rejected) else to_input(_read_piece(piece), name=piece.name, fix=fix)


def _read_piece(piece: Piece) -> Article:
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
    )


FORMS: tuple[Form, ...] = (
    Form(
        name="Integrum, as HTML",
        family="Press databases",
        endings=(".html", ".htm"),
        told_by="its title, or fields like ^ИС",
        gives=("headline", "publisher", "byline", "published"),
        tells=_is_integrum,
        read=_read_integrum,
    ),
)
