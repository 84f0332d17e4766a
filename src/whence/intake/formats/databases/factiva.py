"""Factiva, in the forms of file that it saves and sends."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from whence.errors import ReadError
from whence.intake.bylines import read_byline
from whence.intake.formats.databases.article import Article, number_articles, to_inputs
from whence.intake.formats.databases.article_files import read_page_articles, read_text_articles, split_at_form_feeds
from whence.intake.formats.databases.document_lines import docx_lines, first_rtf_lines, rtf_lines
from whence.intake.formats.databases.factiva_lines import (
    article_of,
    key_of,
    read_articles,
    read_credit_lines,
)
from whence.intake.formats.databases.html_pieces import ArticlePage
from whence.intake.formats.databases.marks import FACTIVA_ARTICLE, FACTIVA_NUMBER
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.form import Document, Found
from whence.intake.formats.xml_items import read_items
from whence.intake.formats.xml_trees import local_name
from whence.records.report import Rejected

__all__ = [
    "is_factiva_docx",
    "is_factiva_rtf",
    "read_factiva_docx",
    "read_factiva_page",
    "read_factiva_rtf",
    "read_factiva_text",
    "read_factiva_xml",
]

_FIX = "Save it in Factiva as a full article"
_LANGUAGE = re.compile(r"\b([a-z]{2})[a-z]{0,2}Article\b")
_SNIFFED_LINES = 400


def is_factiva_rtf(document: Document) -> bool:
    """Check whether rich text is from Factiva."""
    return _has_number(first_rtf_lines(document))


def is_factiva_docx(document: Document) -> bool:
    """Check whether a Word file is from Factiva."""
    return _has_number(docx_lines(document, Revisions()))


def _has_number(lines: Iterator[str]) -> bool:
    try:
        return any(FACTIVA_NUMBER.fullmatch(line.strip()) for line in islice(lines, _SNIFFED_LINES))
    except ReadError:
        return False


def read_factiva_page(document: Document) -> Iterator[Found]:
    """Read the articles of a page, in either layout."""
    return read_page_articles(document, _read_piece, start=FACTIVA_ARTICLE, end=FACTIVA_NUMBER, fix=_FIX)


def _read_piece(piece: ArticlePage) -> Article:
    path = "(.//div[contains(@class, 'Article')])[1]"
    (own,) = piece.tree.xpath(path) or [piece.tree]
    language = _LANGUAGE.search(own.get("class", ""))
    inside = replace(piece, tree=own)
    coded = own.xpath(".//tr[td[contains(@class, 'index')]]")
    fields: dict[str, list[str]] = {}
    for row in coded:
        cells = [replace(piece, tree=cell).lines() for cell in row.xpath("./td")]
        fields[" ".join(cells[0])] = [line for cell in cells[1:] for line in cell]
    if not coded:
        fields = read_credit_lines(inside.lines(".//div[not(@class) and not(@id)]"))
        fields["HD"] = inside.lines("(.//*[contains(@class, 'Headline')])[1]")
        fields["BY"] = inside.lines(".//div[@class='author']")
        fields["TD"] = inside.lines(".//p[contains(@class, 'articleParagraph')]")
        fields["AN"] = inside.lines("./p[last()]|./div[last()]")
    article = article_of(fields, language=language[1] if language else "", notes=piece.notes)
    return replace(article, has_follower=piece.has_follower)


def read_factiva_text(document: Document) -> Iterator[Found]:
    """Read the articles of a text."""
    return read_text_articles(document, lambda lines: read_articles(split_at_form_feeds(lines)), fix=_FIX)


def read_factiva_rtf(document: Document) -> Iterator[Found]:
    """Read the articles of rich text."""
    return _read_lines(document, rtf_lines)


def read_factiva_docx(document: Document) -> Iterator[Found]:
    """Read the articles of a Word file."""
    return _read_lines(document, docx_lines)


def _read_lines(document: Document, lines_of: Callable[[Document, Revisions], Iterator[str]]) -> Iterator[Found]:
    """Read the articles of a document; where it cannot be read further, the rest is told as missing."""
    revisions = Revisions()
    articles = read_articles(lines_of(document, revisions))
    count = 0
    try:
        for count, article in number_articles(articles, name=document.name):
            told = replace(article, notes=(*article.notes, *revisions.notes))
            yield from to_inputs(told, name=f"{document.name}#{count}", fix=_FIX)
    except ReadError as error:
        yield Rejected(input=f"{document.name}#{count + 1}", reason=error.reason, exit_code=error.exit_code)


def read_factiva_xml(document: Document) -> Iterator[Found]:
    """Read the articles of an XML file."""
    for item in read_items(document, "article"):
        if isinstance(item, Rejected):
            yield item
        else:
            article = replace(_read_element(item.element), notes=item.notes)
            yield from to_inputs(article, name=item.name, fix=_FIX)


def _read_element(element: etree._Element) -> Article:
    told: dict[str, list[str]] = {}
    for child in element:
        paragraphs = [" ".join("".join(each.itertext()).split()) for each in child] or [child.text or ""]
        told[local_name(child)] = paragraphs
    first = {field: lines[0].strip() for field, lines in told.items()}
    accession = first.get("accessionNo", "")
    return Article(
        paragraphs=[*told.get("leadParagraph", ()), *told.get("tailParagraphs", ())],
        headline=" ".join(told.get("headline", ())),
        publisher=first.get("sourceName", ""),
        byline=read_byline(first.get("byline", "")).names,
        published=f"{first.get('publicationDate', '')}T{first.get('publicationTime', '')}".removesuffix("T"),
        language=first.get("baseLanguage", ""),
        length=first.get("wordCount", ""),
        page=first.get("pages", ""),
        key=key_of(f"Document {accession}"),
    )
