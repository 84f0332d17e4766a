"""Read NewsML-G2: news items, alone or in messages, with NITF, HTML or plain text inside."""

import re
from collections.abc import Iterator

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.wires.nitf import read_nitf_item
from whence.intake.formats.wires.texts import paragraphs_in, paragraphs_of, without_frame
from whence.intake.formats.wires.wire_item import WITHDRAWN, WireItem, to_input
from whence.intake.formats.xml_fields import first, texts
from whence.intake.formats.xml_items import XmlItem, read_items
from whence.intake.formats.xml_trees import local_name
from whence.intake.urls import is_address
from whence.records.report import Rejected

__all__ = ["is_newsml_g2", "read_newsml_g2"]

_OTHER_ITEMS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_ROOTS = frozenset({"newsmessage", *map(str.lower, _OTHER_ITEMS)})
_NEWS_ITEM = re.compile(r"<(?:[\w.-]{1,50}:)?newsItem(?=[\s/>])")
_TEXT_CLASSES = frozenset({"", "text", "composite"})
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_MAIN_CLASS = re.compile(r"(?:^|\s)main(?:\s|$)")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def is_newsml_g2(document: Document) -> bool:
    """Check whether a document is a message or an item of NewsML-G2."""
    return document.root in _ROOTS or (document.root == "newsitem" and _NEWS_ITEM.search(document.text) is not None)


def read_newsml_g2(document: Document) -> Iterator[Found]:
    """Read the items of a message, or the one item of a document.

    >>> text = "<contentSet><inlineXML><p>The council met.</p></inlineXML></contentSet>"
    >>> item = f"<newsItem guid='urn:1'>{text}</newsItem>"
    >>> next(read_newsml_g2(Document("wire.xml", item.encode()))).address
    'issued:urn:1'
    """
    for item in read_items(document, "newsItem", *_OTHER_ITEMS):
        yield item if isinstance(item, Rejected) else _make(item)


def _make(item: XmlItem) -> Found:
    kind = local_name(item.element)
    if kind in _OTHER_ITEMS:
        reason = f"it is a {kind}, which lists other items and is no report. Add those items."
        return Rejected(input=item.name, reason=reason)
    try:
        made = _read_item(item.element, item.name)
    except ReadError as error:
        return Rejected(input=item.name, reason=error.reason)
    return to_input(made, name=item.name, notes=item.notes, done=item.done)


def _read_item(element: etree._Element, name: str) -> WireItem:
    meta, content = element.find("{*}itemMeta"), element.find("{*}contentMeta")
    signals = [_code(each) for each in texts(meta, "signal", "qcode")]
    status = next((each for each in signals if each in WITHDRAWN), _read_status(meta))
    nitf, paragraphs = _read_content(element)
    headline = first(_headlines(content), [nitf.headline] if nitf else ())
    kept = without_frame(paragraphs, headline)
    if not kept and status not in WITHDRAWN:
        _refuse(element, name)
    editors_note = first(texts(meta, "edNote"))
    slug = first(texts(content, "slugline"))
    return WireItem(
        paragraphs=kept,
        headline=headline,
        publisher=_read_publisher(element) or (nitf.publisher if nitf else None),
        bylines=tuple(texts(content, "by")) or (nitf.bylines if nitf else ()) or tuple(_persons(content)),
        times=(
            *texts(meta, "firstCreated"),
            *texts(meta, "versionCreated"),
            *texts(content, "contentCreated"),
            *(nitf.times if nitf else ()),
        ),
        issued=first(texts(meta, "versionCreated")),
        language=first(texts(content, "language", "tag"), [element.get(_XML_LANGUAGE)]),
        url=_read_url(meta),
        identifier=element.get("guid"),
        status=status,
        marks=(*signals, *filter(None, (slug, editors_note))),
        editors_note=editors_note,
        embargo=first(texts(meta, "embargoed")),
        details={
            "slug": slug,
            "version": element.get("version"),
            "urgency": first(texts(content, "urgency")),
            "credit": first(texts(content, "creditline")),
            "dateline": first(
                texts(content, "dateline"),
                texts(content, "located/name"),
                texts(content, "located", "literal"),
                [nitf.details["dateline"]] if nitf else (),
            ),
        },
    )


def _code(qcode: str) -> str:
    return qcode.rpartition(":")[2].strip().lower()


def _read_status(meta: etree._Element | None) -> str:
    return _code(
        first(texts(meta, "pubStatus", "qcode"), texts(meta, "pubStatus", "uri"), texts(meta, "pubStatus")) or ""
    )


def _headlines(content: etree._Element | None) -> Iterator[str]:
    """Get the headlines, those without a role or with the main one first; a line below the headline is none."""
    found = [] if content is None else content.findall("{*}headline")
    roles = [_code(each.get("role") or each.get("rendition") or "") for each in found]
    for wanted in ("", "main", "headline"):
        yield from ("".join(each.itertext()) for each, role in zip(found, roles, strict=True) if role == wanted)
    yield from ("".join(each.itertext()) for each, role in zip(found, roles, strict=True) if "sub" not in role)


def _read_publisher(element: etree._Element) -> str | None:
    """Find the agency or outlet; a name of a host is the last choice."""
    meta, content = element.find("{*}itemMeta"), element.find("{*}contentMeta")
    provider = first(texts(meta, "provider/name"), texts(meta, "provider", "literal"))
    if provider and not _HOST.fullmatch(provider):
        return provider
    sources = () if content is None else content.iterfind("{*}infoSource")
    original = [each for each in sources if "prov" in each.get("role", "").lower()]
    credit = first(texts(content, "creditline"))
    return first(
        *(texts(each, "name") for each in original),
        (each.get("literal") for each in original),
        [credit.rstrip(" –—-/") if credit else None],
        texts(element, "rightsInfo/copyrightHolder/name"),
        texts(element, "rightsInfo/copyrightHolder", "literal"),
        [provider],
    )


def _persons(content: etree._Element | None) -> Iterator[str]:
    """Get the creators that are marked as persons; others may be organisations."""
    for creator in () if content is None else content.iterfind("{*}creator"):
        if _code(creator.get("type", "")) == "person":
            yield from texts(creator, "name")


def _read_url(meta: etree._Element | None) -> str | None:
    links = () if meta is None else meta.iterfind("{*}link")
    found = (each.get("href", "") for each in links if _code(each.get("rel", "")) == "canonical")
    return next((each for each in found if is_address(each)), None)


def _read_content(element: etree._Element) -> tuple[WireItem | None, list[str]]:
    """Read the first part of the content that has a text; others are the same in other forms."""
    for part in element.iterfind("{*}contentSet/*"):
        kind = local_name(part)
        if kind == "inlineXML":
            inner = part if part.find(".//{*}nitf") is None else part.find(".//{*}nitf")
            if inner is not None and inner is not part:
                nitf = read_nitf_item(inner)
                if nitf.paragraphs:
                    return nitf, list(nitf.paragraphs)
            elif found := paragraphs_of(_main(part)):
                return None, found
        elif kind == "inlineData" and "encoding" not in part.attrib and (found := paragraphs_in(part.text or "")):
            return None, found
    return None, []


def _main(part: etree._Element) -> etree._Element:
    """Find what holds the text alone, if the markup says so: around it may be a headline, topics, contacts."""
    for each in part.iter("{*}section", "{*}div", "{*}main", "{*}article"):
        if local_name(each) in {"main", "article"} or _MAIN_CLASS.search(each.get("class", "")):
            return each
    body = part.find(".//{*}body")
    return part if body is None else body


def _refuse(element: etree._Element, name: str) -> None:
    """Say why an item gives no report.

    Raises:
        ReadError: Always.
    """
    item_class = _code(first(texts(element, "itemMeta/itemClass", "qcode")) or "")
    remote = first(texts(element, "contentSet/remoteContent", "href"))
    if item_class not in _TEXT_CLASSES:
        raise ReadError(name, f"it is an item of the class {item_class}, not a text", "Add the items that are texts")
    if remote:
        raise ReadError(name, f"its text is not in it but in another file, {remote}", "Add that file")
    title = first(_headlines(element.find("{*}contentMeta"))) or "no headline"
    raise ReadError(name, f"this item has no text ({title})", "Check that the file is complete")
