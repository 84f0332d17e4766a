"""Read Word files (DOCX): paragraphs as they stand after all tracked changes.

Reference:
    ECMA-376, part 1, 17.13.5 (revisions), 17.5.2 (content controls), 17.16 (fields), 17.3.2.41 (hidden text).
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.documents.kinds import DOCX_TEXT
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.documents.single_report import read_single_report
from whence.intake.formats.documents.xml_streams import iterate_xml
from whence.intake.formats.form import Document, Found
from whence.intake.formats.paragraphs import Paragraph
from whence.intake.formats.xml_trees import parse_xml
from whence.intake.formats.zip_members import open_member, open_zip, read_member

__all__ = ["read_docx", "read_docx_paragraphs"]

_MAX_BYTES = 200_000_000
_MAX_SMALL_PART_BYTES = 10_000_000
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_ELSEWHERE = {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t": "t",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback": "Fallback",
}
"""What counts of other namespaces."""
_CHARACTERS = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
# What an element holds is not part of the text: deleted, moved away, a code of a field, a placeholder, a reading aid,
# the same again for older programs.
_NOT_SHOWN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "Fallback", "pPr", "rPr", "sdtPr"}
)
_REVISIONS = frozenset({"ins", "del", "moveFrom", "moveTo"})
_SWITCHES = frozenset({"strike", "dstrike", "vanish"})
_OFF = frozenset({"0", "false", "off", "none"})
_CONTROLS = (f"{_WORD}sdt", f"{_STRICT}sdt")
_HEADING = re.compile(r"heading [1-9]")


def read_docx_paragraphs(document: Document, revisions: Revisions) -> Iterator[Paragraph]:
    """Read the paragraphs of a Word file as a stream; a row of a table is a paragraph.

    Text boxes follow the paragraph that they are anchored in. Footnotes, comments, headers and footers are no part of
    the text.

    Args:
        document: The file.
        revisions: Told of tracked changes and struck-out words, as they are met.

    Raises:
        ReadError: It cannot be read from here on.
    """
    with open_zip(document) as archive:
        part = next(filter(DOCX_TEXT.fullmatch, archive.namelist()))
        styles = _read_styles(archive, document)
        with open_member(archive, part, document=document, max_bytes=_MAX_BYTES) as file:
            blocks = _Blocks(styles, revisions)
            for element in iterate_xml(file, "p", "tr", name=document.name):
                yield from blocks.read(element)
            yield from blocks.rest()


class _Blocks:
    """Makes paragraphs of the elements of a document's body."""

    def __init__(self, styles: dict[str, str], revisions: Revisions) -> None:
        self._styles = styles
        self._revisions = revisions
        self._pending = ""

    def read(self, element: etree._Element) -> Iterator[Paragraph]:
        """Make the paragraphs of one element, which is a paragraph or a row."""
        if any(self._is_hidden(each, _name(each)) for each in element.iterancestors(*_CONTROLS)):
            return
        if _name(element) == "tr":
            yield from self._read_row(element)
            return
        inner: list[etree._Element] = []
        text = self._pending + self._text(element, inner)
        properties = next(_children(element, "pPr"), None)
        # Where the end of a paragraph was deleted, the next one continues it.
        self._pending = text if self._is_joined(properties) else ""
        if not self._pending:
            yield self._paragraph(text, properties)
        for box in inner:
            for paragraph in _outermost(box):
                yield from self.read(paragraph)

    def rest(self) -> Iterator[Paragraph]:
        """Return what a last deleted end of a paragraph has left."""
        if self._pending:
            yield self._paragraph(self._pending, None)

    def _read_row(self, row: etree._Element) -> Iterator[Paragraph]:
        """Read a row as one line; a row of one cell is a frame around paragraphs."""
        marks = {_name(mark) for properties in _children(row, "trPr") for mark in properties}
        self._revisions.are_tracked |= not marks.isdisjoint(_REVISIONS)
        if "del" in marks:
            return
        found = [[each for p in _outermost(cell) for each in self.read(p) if each.text] for cell in _cells(row)]
        cells = [cell for cell in found if cell]
        if len(cells) == 1:
            yield from cells[0]
        elif cells:
            yield Paragraph(text=" | ".join(" ".join(each.text for each in cell) for cell in cells))

    def _paragraph(self, text: str, properties: etree._Element | None) -> Paragraph:
        style = self._style_of(properties)
        return Paragraph(
            text=" ".join(text.split()), is_title=style == "title", is_heading=_HEADING.fullmatch(style) is not None
        )

    def _style_of(self, properties: etree._Element | None) -> str:
        if properties is None:
            return ""
        if any(_value(level) != "9" for level in _children(properties, "outlineLvl")):
            return "heading 1"
        return next((self._styles.get(_value(each), "") for each in _children(properties, "pStyle")), "")

    def _is_joined(self, properties: etree._Element | None) -> bool:
        marks = _children(properties, "rPr") if properties is not None else iter(())
        is_joined = any(next(_children(mark, name), None) is not None for mark in marks for name in ("del", "moveFrom"))
        self._revisions.are_tracked |= is_joined
        return is_joined

    def _text(self, element: etree._Element, inner: list[etree._Element]) -> str:
        """Join the text of an element; the text boxes in it go to ``inner``."""
        name = _name(element)
        self._revisions.are_tracked |= name in _REVISIONS
        if name == "txbxContent":
            inner.append(element)
            return ""
        if name in _NOT_SHOWN or self._is_hidden(element, name):
            return ""
        if name == "t":
            return element.text or ""
        return _CHARACTERS.get(name) or "".join(self._text(child, inner) for child in element)

    def _is_hidden(self, element: etree._Element, name: str) -> bool:
        if name == "sdt":
            return any(next(_children(each, "showingPlcHdr"), None) is not None for each in _children(element, "sdtPr"))
        if name != "r":
            return False
        marks = (each for mark in _children(element, "rPr") for each in mark if _name(each) in _SWITCHES)
        switches = {_name(each) for each in marks if _value(each) not in _OFF}
        if switches & {"strike", "dstrike"}:
            self._revisions.are_struck = True
            return True
        return "vanish" in switches


def _read_part(archive: zipfile.ZipFile, part: str, document: Document) -> etree._Element | None:
    """Read a small part that the text does not need; None if there is none, or it is damaged."""
    if part not in archive.namelist():
        return None
    try:
        data = read_member(archive, part, document=document, max_bytes=_MAX_SMALL_PART_BYTES)
        return parse_xml(data, name=document.name)
    except ReadError:
        return None


def _read_styles(archive: zipfile.ZipFile, document: Document) -> dict[str, str]:
    """Read the names of the styles of paragraphs, which are English in every edition of Word, by their ids."""
    root = _read_part(archive, "word/styles.xml", document)
    styles = _children(root, "style") if root is not None else iter(())
    return {
        _attribute(style, "styleId"): _value(named).lower() for style in styles for named in _children(style, "name")
    }


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """Find the paragraphs and rows in an element that lie in no other."""
    for child in element:
        if _name(child) in {"p", "tr"}:
            yield child
        else:
            yield from _outermost(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _cells(child)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _name(element: etree._Element) -> str:
    """Return the local name of an element of Word; an empty string for most others."""
    return _local_name(element.tag)


@lru_cache(maxsize=1000)
def _local_name(tag: object) -> str:
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag.startswith((_WORD, _STRICT)) else _ELSEWHERE.get(tag, "")


def _value(element: etree._Element) -> str:
    return _attribute(element, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(_WORD + name) or element.get(_STRICT + name) or ""


def read_docx(document: Document) -> Iterator[Found]:
    """Read a Word file that holds one report."""
    revisions = Revisions()
    made = read_single_report(document, read_docx_paragraphs(document, revisions), title=_read_title(document))
    yield replace(made, notes=(*made.notes, *revisions.notes))


def _read_title(document: Document) -> str | None:
    with open_zip(document) as archive:
        root = _read_part(archive, "docProps/core.xml", document)
    return root.findtext(_TITLE) if root is not None else None
