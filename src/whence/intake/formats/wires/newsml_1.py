"""Read NewsML 1: news items with components, whose texts are NITF, HTML or plain."""

from collections.abc import Iterator

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.wires.nitf import read_nitf_item
from whence.intake.formats.wires.texts import paragraphs_of, without_frame
from whence.intake.formats.wires.wire_item import WireItem, to_input
from whence.intake.formats.xml_fields import first, texts
from whence.intake.formats.xml_items import XmlItem, read_items
from whence.records.report import Rejected

__all__ = ["is_newsml_1", "read_newsml_1"]

_ADVISORY = ("advisoryline", "ednote", "editorsnote", "editorialnote", "notetoeditors")
_TEXT_MEDIA = frozenset({"", "text", "texttag", "complexdata"})
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def is_newsml_1(document: Document) -> bool:
    """Check whether a document is NewsML 1, by its root element."""
    return document.root == "newsml"


def read_newsml_1(document: Document) -> Iterator[Found]:
    """Read the news items of a document.

    >>> text = "<ContentItem><DataContent><p>The council met.</p></DataContent></ContentItem>"
    >>> wire = f"<NewsML><NewsItem><NewsComponent>{text}</NewsComponent></NewsItem></NewsML>"
    >>> next(read_newsml_1(Document("wire.xml", wire.encode()))).data
    b'The council met.'
    """
    for item in read_items(document, "NewsItem"):
        yield item if isinstance(item, Rejected) else _make(item)


def _make(item: XmlItem) -> Found:
    try:
        made = _read_item(item.element)
    except ReadError as error:
        return Rejected(input=item.name, reason=error.reason)
    return to_input(made, name=item.name, notes=item.notes, done=item.done)


def _read_item(element: etree._Element) -> WireItem:
    management, identifier = element.find("{*}NewsManagement"), element.find("{*}Identification/{*}NewsIdentifier")
    component = _main_component(element)
    lines = element.findall(".//{*}NewsLines") if component is None else _lines_around(component, element)
    nitf, paragraphs = _read_text(component)
    headline = first(*(texts(each, "HeadLine") for each in lines), [nitf.headline] if nitf else ())
    editors_note = first(_advisories(element))
    instructions = list(texts(management, "Instruction", "FormalName"))
    return WireItem(
        paragraphs=without_frame(paragraphs, headline),
        headline=headline,
        publisher=_read_publisher(element, identifier) or (nitf.publisher if nitf else None),
        bylines=tuple(line for each in lines for line in texts(each, "ByLine")) or (nitf.bylines if nitf else ()),
        times=(
            *texts(management, "FirstCreated"),
            *texts(management, "ThisRevisionCreated"),
            *(nitf.times if nitf else ()),
        ),
        issued=first(texts(management, "ThisRevisionCreated")),
        language=first(texts(element, ".//DescriptiveMetadata/Language", "FormalName"), [element.get(_XML_LANGUAGE)]),
        identifier=_read_identifier(identifier),
        status=(first(texts(management, "Status", "FormalName")) or "").lower(),
        marks=(*instructions, *filter(None, (editors_note,))),
        editors_note=editors_note,
        details={
            "slug": first(*(texts(each, "SlugLine") for each in lines), texts(element, "Identification/NameLabel")),
            "version": first(texts(identifier, "RevisionId")),
            "urgency": first(texts(management, "Urgency", "FormalName")),
            "credit": first(*(texts(each, "CreditLine") for each in lines)),
            "dateline": first(*(texts(each, "DateLine") for each in lines)),
        },
    )


def _read_identifier(identifier: etree._Element | None) -> str | None:
    """Join the parts of an item's identifier that all its revisions share."""
    parts = [first(texts(identifier, part)) for part in ("ProviderId", "DateId", "NewsItemId")]
    return ":".join(filter(None, parts)) if all(parts) else None


def _read_publisher(element: etree._Element, identifier: etree._Element | None) -> str | None:
    parties = ".//AdministrativeMetadata/{}/Party"
    return first(
        texts(element, parties.format("Provider"), "FormalName"),
        texts(element, parties.format("Source"), "FormalName"),
        texts(element, ".//CopyrightHolder"),
        texts(identifier, "ProviderId"),
    )


def _advisories(element: etree._Element) -> Iterator[str]:
    """Get the lines to editors: "CORRECTS day in third paragraph"."""
    for line in element.iterfind(".//{*}NewsLine"):
        kind = first(texts(line, "NewsLineType", "FormalName")) or ""
        if kind.replace(" ", "").lower() in _ADVISORY:
            yield from texts(line, "NewsLineText")


def _main_component(element: etree._Element) -> etree._Element | None:
    """Find the content with the longest text: others are captions, and the same in other forms."""
    found = [
        each
        for each in element.iterfind(".//{*}ContentItem")
        if (first(texts(each, "MediaType", "FormalName")) or "").lower() in _TEXT_MEDIA
    ]
    return max(found, key=lambda each: sum(map(len, each.itertext())), default=None)


def _lines_around(content: etree._Element, element: etree._Element) -> list[etree._Element]:
    """Find the headlines and bylines of a content: of the component that it is in, then of those around that one."""
    found = [lines for each in content.iterancestors() for lines in each.findall("{*}NewsLines")]
    return found or element.findall(".//{*}NewsLines")


def _read_text(content: etree._Element | None) -> tuple[WireItem | None, list[str]]:
    if content is None:
        return None, []
    inner = content.find(".//{*}nitf")
    if inner is not None:
        nitf = read_nitf_item(inner)
        return nitf, list(nitf.paragraphs)
    data = content.find("{*}DataContent")
    if data is None:
        data = content.find(".//{*}DataContent")
    body = None if data is None else data.find(".//{*}body")
    chosen = data if body is None else body
    return None, [] if chosen is None else paragraphs_of(chosen)
