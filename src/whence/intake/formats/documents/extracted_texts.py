"""Read texts that were extracted from web pages and saved as XML: trafilatura's own form, and TEI."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from whence.intake.bylines import read_byline
from whence.intake.formats.form import Document, Found
from whence.intake.formats.xml_fields import first, texts
from whence.intake.formats.xml_items import XmlItem, read_items
from whence.intake.html.blocks import split_blocks
from whence.intake.html.markup import clean_line
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.published import normalise_time
from whence.intake.urls import is_address
from whence.records.report import Rejected

__all__ = ["is_extracted_xml", "is_tei", "read_extracted_xml", "read_tei"]

_BLOCKS = frozenset({"ab", "cell", "head", "item", "l", "lb", "lg", "list", "quote", "row", "sp", "u"})
_NO_TEXT = frozenset({"comments", "figDesc", "fw", "graphic", "note", "teiHeader"})
_START = re.compile(r"<doc\s[^>]{0,5000}?\b(?:sitename|fingerprint|hostname)\s*=[^>]*>\s*<main\b")
_TEI_DATES = (".//biblFull//date", ".//sourceDesc//date", ".//publicationStmt//date")
_HOST_IN_BRACKETS = re.compile(r"\s*\([\w.-]+\.[\w-]+\)$")


def is_extracted_xml(document: Document) -> bool:
    """Check whether a document is what trafilatura writes: <doc> with attributes, and <main> in it."""
    return document.root == "doc" and _START.search(document.text) is not None


def is_tei(document: Document) -> bool:
    """Check whether a document is TEI: one text or a corpus of several."""
    return document.root in {"tei", "teicorpus"}


def read_extracted_xml(document: Document) -> Iterator[Found]:
    """Read the texts of a file.

    >>> text = b"<doc sitename='The Post' title='Tide late' date='2031-03-04'><main><p>It is late.</p></main></doc>"
    >>> next(read_extracted_xml(Document("tide.xml", text))).metadata.publisher
    'The Post'
    """
    for item in read_items(document, "doc"):
        if isinstance(item, Rejected):
            yield item
            continue
        told = item.element.attrib
        yield _make(
            item,
            item.element.find("{*}main"),
            headline=told.get("title"),
            publisher=told.get("sitename") or told.get("hostname"),
            author=told.get("author"),
            published=told.get("date"),
            url=told.get("url") or told.get("source"),
        )


def read_tei(document: Document) -> Iterator[Found]:
    """Read the texts of a file: title, author, publisher and date of the original, and the body.

    >>> text = b"<TEI><teiHeader><title>Tide late</title></teiHeader><text><body><p>It is late.</p></body></text></TEI>"
    >>> made = next(read_tei(Document("tide.xml", text)))
    >>> made.metadata.headline, made.data
    ('Tide late', b'It is late.')
    """
    for item in read_items(document, "TEI"):
        if isinstance(item, Rejected):
            yield item
            continue
        header = item.element.find("{*}teiHeader")
        publisher = first(texts(header, ".//biblFull//publisher"), texts(header, ".//publisher"))
        yield _make(
            item,
            item.element.find("{*}text/{*}body"),
            headline=first(texts(header, ".//title")),
            publisher=_HOST_IN_BRACKETS.sub("", publisher) if publisher else None,
            author="; ".join(dict.fromkeys(texts(header, ".//author"))),
            published=first(
                *(each for path in _TEI_DATES for each in (texts(header, path, "when"), texts(header, path)))
            ),
            url=_tei_address(header),
        )


def _tei_address(header: etree._Element | None) -> str | None:
    return next((target for target in texts(header, ".//sourceDesc//ptr", "target") if is_address(target)), None)


def _make(  # noqa: PLR0913 -- one for each field
    item: XmlItem,
    body: etree._Element | None,
    *,
    headline: str | None,
    publisher: str | None,
    author: str | None,
    published: str | None,
    url: str | None,
) -> Input | Rejected:
    headline = clean_line(headline or "") or None
    blocks = (
        [] if body is None else split_blocks(_without_comments(body), blocks=_BLOCKS, dropped=_NO_TEXT, kept={"head"})
    )
    paragraphs = [line for block in blocks if (line := clean_line(block))]
    if paragraphs and paragraphs[0] == headline:
        del paragraphs[0]
    if not paragraphs:
        return Rejected(input=item.name, reason="there is no text in it. Extract the text again.")
    return Input(
        name=item.name,
        data="\n\n".join(paragraphs).encode("utf-8", "replace"),
        is_plain=True,
        notes=item.notes,
        metadata=ExternalMetadata(
            headline=headline,
            publisher=publisher,
            byline=tuple(name for each in (author or "").split(";") for name in read_byline(each, is_list=True).names),
            published=normalise_time(published) if published else None,
            url=url if url and is_address(url) and urlsplit(url).path.strip("/") else None,
        ),
        done=item.done,
    )


def _without_comments(body: etree._Element) -> etree._Element:
    """Drop what readers wrote below a text."""
    for part in [each for each in body.iterfind(".//{*}div") if each.get("type") == "comments"]:
        part.clear()
    return body
