"""Read NITF, the News Industry Text Format: agencies' items, and archives of newspapers."""

import re
from collections.abc import Iterator

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.wires.texts import paragraphs_of, without_frame
from whence.intake.formats.wires.wire_item import WITHDRAWN, WireItem, to_input
from whence.intake.formats.xml_fields import first, texts
from whence.intake.formats.xml_items import XmlItem, name_pattern, read_items
from whence.intake.formats.xml_trees import local_name
from whence.intake.urls import is_address
from whence.records.report import Rejected

__all__ = ["is_nitf", "read_nitf", "read_nitf_item"]

_ROOT = name_pattern("nitf")
_OTHER_ROOTS = frozenset({"", "html", "newsml", "newsitem", "newsmessage"})
_FRAME = frozenset({"body.head", "body.end"})
_NORMALIZED = re.compile(r"normali[sz]ed", re.IGNORECASE)


def is_nitf(document: Document) -> bool:
    """Check whether a document is an NITF item, or a file of another kind that holds such items."""
    if document.root == "nitf":
        return True
    is_xml = document.text.lstrip().startswith("<?xml") and document.root not in _OTHER_ROOTS
    return is_xml and _ROOT.search(document.text) is not None


def read_nitf(document: Document) -> Iterator[Found]:
    """Read the items of an NITF document, or of a file that holds several.

    >>> wire = b"<nitf><body><body.content><p>The council met.</p></body.content></body></nitf>"
    >>> next(read_nitf(Document("wire.xml", wire))).data
    b'The council met.'
    """
    for item in read_items(document, "nitf"):
        yield item if isinstance(item, Rejected) else _make(item)


def _make(item: XmlItem) -> Found:
    try:
        return to_input(read_nitf_item(item.element), name=item.name, notes=item.notes, done=item.done)
    except ReadError as error:
        return Rejected(input=item.name, reason=error.reason)


def read_nitf_item(nitf: etree._Element) -> WireItem:
    """Read what an NITF element tells of itself.

    Raises:
        ReadError: Its text is HTML of too many elements.
    """
    head, body = nitf.find("{*}head"), nitf.find("{*}body")
    top = body.find("{*}body.head") if body is not None else None
    headline = first(texts(top, ".//hl1"), texts(head, "title"))
    publisher = first(
        texts(head, "pubdata", "name"),
        texts(top, "distributor"),
        texts(head, "docdata/doc.copyright", "holder"),
        texts(top, "rights/rights.owner"),
        texts(head, "docdata/doc-id", "regsrc"),
    )
    editors_note = first(texts(head, "docdata/ed-msg", "info"), texts(head, "docdata/correction", "info"))
    status, identifier = _read_status(head, publisher)
    return WireItem(
        paragraphs=without_frame(_read_text(nitf if body is None else body), headline),
        headline=headline,
        publisher=publisher,
        bylines=tuple(_read_bylines(top)),
        times=(
            *texts(head, "pubdata", "date.publication"),
            *texts(head, "docdata/date.release", "norm"),
            *texts(head, "docdata/date.issue", "norm"),
            *texts(top, "dateline/story.date", "norm"),
        ),
        issued=first(texts(head, "docdata/date.issue", "norm")),
        language=first([nitf.get("baselang"), nitf.get("{http://www.w3.org/XML/1998/namespace}lang")]),
        url=next((each for each in texts(head, "pubdata", "ex-ref") if is_address(each)), None),
        identifier=identifier,
        status=status,
        marks=tuple(filter(None, (editors_note, *texts(head, "docdata/ed-msg", "msg-type")))),
        editors_note=editors_note,
        details={
            "urgency": first(texts(head, "docdata/urgency", "ed-urg")),
            "credit": first(texts(top, "distributor")),
            "dateline": first(texts(top, "dateline/location"), texts(top, "dateline")),
        },
    )


def _read_status(head: etree._Element | None, publisher: str | None) -> tuple[str, str | None]:
    """Get an item's status, and its identifier: its own, or that of the item that it withdraws."""
    data = head.find("{*}docdata") if head is not None else None
    if data is None:
        return "", None
    source = first(texts(data, "doc-id", "regsrc"), [publisher])
    own = first(texts(data, "doc-id", "id-string"))
    status = data.get("management-status", "").strip().lower()
    other, other_status = data.get("management-doc-idref"), data.get("management-idref-status", "").strip().lower()
    if other and other_status in WITHDRAWN:
        own, status = other, other_status
    return status, f"{source}:{own}" if own and source else None


def _read_bylines(top: etree._Element | None) -> Iterator[str]:
    """Get the bylines, or the persons in them, without what the writers are and names turned round for an index."""
    for byline in () if top is None else top.iterfind("{*}byline"):
        if _NORMALIZED.search(byline.get("class", "")):
            continue
        persons = list(texts(byline, ".//person"))
        titles = byline.findall(".//{*}byttl")
        own = byline.text or ""
        # Some agencies write the name itself as a title.
        yield from persons or [own if own.strip() or not titles else "".join(titles[0].itertext())]


def _read_text(body: etree._Element) -> list[str]:
    """Get the paragraphs; a block that another one repeats in full, such as a lead, counts once."""
    content = body.find("{*}body.content")
    if content is None:
        parts = [each for each in body if local_name(each) not in _FRAME]
        return [paragraph for part in parts for paragraph in paragraphs_of(part)]
    blocks = [paragraphs_of(each) for each in content if local_name(each) == "block"]
    if len(blocks) <= 1 or len(blocks) != len(content):
        return paragraphs_of(content)
    whole = [
        block
        for index, block in enumerate(blocks)
        if not any(
            set(block) <= set(other) and (len(other) > len(block) or at < index)
            for at, other in enumerate(blocks)
            if at != index
        )
    ]
    return [paragraph for block in whole for paragraph in block]
