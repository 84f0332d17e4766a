"""Read the items of Reuters Corpus Volume 1, and corpora in the same form."""

import re
from collections.abc import Iterator

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.wires.texts import paragraphs_of, without_frame
from whence.intake.formats.wires.wire_item import WireItem, to_input
from whence.intake.formats.xml_fields import first, texts
from whence.intake.formats.xml_items import name_pattern, read_items
from whence.records.report import Rejected

__all__ = ["is_rcv1", "read_rcv1"]

_ITEM = name_pattern("newsitem")
_MAX_LINE_CHARACTERS = 300
_HOLDER = re.compile(
    r"\(c\)\s*(?:copyright\s+)?(.{2,60}?)[\s,]*\d{4}|(?:©|copyright)\s*(.{2,60}?)[\s,]*\d{4}", re.IGNORECASE
)


def is_rcv1(document: Document) -> bool:
    """Check whether a document holds items of this form: elements <newsitem>, in lower case."""
    return document.root in {"newsitem", "newsitems"} and _ITEM.search(document.text) is not None


def read_rcv1(document: Document) -> Iterator[Found]:
    """Read the items of a document.

    >>> item = b"<newsitem date='2031-03-04'><headline>Tide late</headline><text><p>It is late.</p></text></newsitem>"
    >>> next(read_rcv1(Document("1.xml", item))).metadata.published
    '2031-03-04'
    """
    for item in read_items(document, "newsitem"):
        if isinstance(item, Rejected):
            yield item
            continue
        try:
            yield to_input(_read_item(item.element), name=item.name, notes=item.notes, done=item.done)
        except ReadError as error:
            yield Rejected(input=item.name, reason=error.reason)


def _read_item(element: etree._Element) -> WireItem:
    told = {each.get("element", ""): each.get("value", "") for each in element.iterfind(".//{*}dc")}
    headline = (first(texts(element, "headline"), texts(element, "title")) or "").removesuffix(".")
    body = element.find("{*}text")
    number = element.get("itemid")
    publisher = first([told.get("dc.source"), told.get("dc.publisher")], _holders(element))
    return WireItem(
        paragraphs=without_frame([] if body is None else paragraphs_of(body), headline),
        headline=headline,
        publisher=publisher,
        bylines=tuple(texts(element, "byline")),
        times=(told.get("dc.date.published"), element.get("date"), told.get("dc.date.created")),
        language=first([told.get("dc.language"), element.get("{http://www.w3.org/XML/1998/namespace}lang")]),
        identifier=f"{publisher}:{number}" if number and publisher else None,
        details={"dateline": first(texts(element, "dateline"))},
    )


def _holders(element: etree._Element) -> Iterator[str]:
    for line in texts(element, "copyright"):
        if found := _HOLDER.search(line[:_MAX_LINE_CHARACTERS]):
            yield found[1] or found[2]
