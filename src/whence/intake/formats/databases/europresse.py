"""Europresse and Eureka, saved as HTML: an article element each."""

import re
from collections.abc import Iterator

from whence.intake.bylines import read_byline
from whence.intake.formats.databases.article import Article
from whence.intake.formats.databases.article_files import read_page_articles
from whence.intake.formats.databases.html_pieces import ArticlePage
from whence.intake.formats.form import Document, Found
from whence.intake.published import first_time

__all__ = ["read_europresse"]

_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)
_END = re.compile(r"</article\s*>", re.IGNORECASE)
# "La Poste du Port, no. 43018", "La Poste du Port (site web) - Économie".
_ISSUE = re.compile(r",\s(?:no\.?|n°|vol\.?)\s.*|\s*\((?:site web|sites? web réf|tweets?)[^)]*\).*", re.IGNORECASE)
_NUMBER = re.compile(r"\b(news[·.](\d{4})(\d\d)(\d\d)[·.][\w-]{1,12}[·.][^\W_]{1,20})")
_PAGE = re.compile(r",\s(pp?\.\s.*)")


def _class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


_FIRST_HEADER = f"(.//*[{_class('DocHeader')}])[1]"
_OUTLET = f"(.//*[{_class('DocPublicationName')}])[1]"
_HEADLINE = f"(.//*[{_class('titreArticleVisu')}])[1]"
_LOOSE_HEADLINE = f"(.//*[{_class('titreArticle')}])[1]"
_AUTHORS = f".//*[{_class('docAuthors')}]|.//header//p[{_class('sm-margin-bottomNews')}]"
_BELOW_HEADLINE = f".//*[{_class('titreArticle')}]/following-sibling::*[1]"
_TEXT = f".//*[{_class('docOcurrContainer')}]"
_LOOSE_TEXT = f".//*[{_class('DocText')}]"


def read_europresse(document: Document) -> Iterator[Found]:
    """Read the articles of a page."""
    fix = "Save the article itself, with its full text"
    return read_page_articles(document, _read_piece, start=_ARTICLE, end=_END, fix=fix)


def _read_piece(piece: ArticlePage) -> Article:
    header = piece.line(_FIRST_HEADER)
    number = _NUMBER.search(piece.line(".//footer"))
    names = (name for line in piece.lines(_AUTHORS) or piece.lines(_BELOW_HEADLINE) for name in read_byline(line).names)
    page = _PAGE.search(header)
    dated = header if first_time(header) else f"{number[2]}-{number[3]}-{number[4]}" if number else ""
    return Article(
        paragraphs=piece.lines(_TEXT) or piece.lines(_LOOSE_TEXT),
        headline=piece.line(_HEADLINE) or piece.line(_LOOSE_HEADLINE),
        publisher=_ISSUE.sub("", piece.line(_OUTLET)),
        byline=tuple(dict.fromkeys(names)),
        published=dated,
        page=page[1] if page else "",
        key=f"europresse:{number[1]}" if number else "",
        notes=piece.notes,
        has_follower=piece.has_follower,
    )
