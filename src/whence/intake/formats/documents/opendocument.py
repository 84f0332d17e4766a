"""OpenDocument texts (ODT, and the same as one XML file): one report, as it stands after all tracked changes."""

import re
from collections.abc import Iterator

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.documents.single_report import read_single_report
from whence.intake.formats.form import Document, Found
from whence.intake.formats.paragraphs import Paragraph
from whence.intake.formats.xml_trees import local_name, parse_xml
from whence.intake.formats.zip_members import open_zip, read_member

__all__ = ["read_opendocument"]

_MAX_XML_BYTES = 50_000_000
_PARAGRAPHS = frozenset({"p", "h"})
# Deleted text is kept in <tracked-changes>, away from the paragraphs; inserted text stands where it was inserted.
_UNSEEN = frozenset(
    {"annotation", "annotation-end", "forms", "header", "footer", "index-title-template", "ruby-text", "sequence-decls"}
    | {"table-of-content", "alphabetical-index", "illustration-index", "object-index", "table-index", "user-index"}
    | {"title", "desc", "tracked-changes", "variable-decls", "user-field-decls", "script", "image", "event-listeners"}
)
# A paragraph in a paragraph: a note, or text in a frame.
_INSETS = frozenset({"note", "frame", "custom-shape", "rect", "g", "text-box"})
_SPACES = {"s": " ", "tab": " ", "line-break": " "}
_TITLE_STYLES = frozenset({"Title", "Titel", "Titre", "Título", "Titolo"})
_BLANKS = re.compile(r"\s+")


def read_opendocument(document: Document) -> Iterator[Found]:
    """Read the report in an OpenDocument text: paragraphs, headings, lists, cells of tables, then notes.

    Comments, deleted words, headers, footers and tables of contents are left out.

    Raises:
        ReadError: It is damaged, too large, protected by a password, or has no text.
    """
    root = parse_xml(_content(document), name=document.name)
    body = next((each for each in root.iter("{*}text") if local_name(each.getparent()) == "body"), None)
    if body is None:
        raise ReadError(document.name, "it holds no text", "Give a text document with a report in it")
    titles = _title_styles(root)
    revisions = Revisions()
    revisions.are_tracked = any(local_name(each) == "changed-region" for each in body.iter())
    paragraphs = [paragraph for block in _blocks(body) for paragraph in _read_block(block, titles)]
    yield read_single_report(document, paragraphs, notes=revisions.notes)


def _content(document: Document) -> bytes:
    if not document.start.startswith(b"PK"):
        return document.read()
    with open_zip(document) as archive:
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist():
            listed = read_member(archive, manifest, document=document, max_bytes=_MAX_XML_BYTES)
            if b"encryption-data" in listed:
                problem = "it is protected by a password"
                raise ReadError(document.name, problem, "Save a copy without a password")
        return read_member(archive, "content.xml", document=document, max_bytes=_MAX_XML_BYTES)


def _title_styles(root: etree._Element) -> frozenset[str]:
    """Name the style of the document's title, and the styles made from it."""
    derived = {
        name
        for style in root.iter("{*}style")
        if _attribute(style, "parent-style-name") in _TITLE_STYLES and (name := _attribute(style, "name"))
    }
    return _TITLE_STYLES | derived


def _attribute(element: etree._Element, name: str) -> str | None:
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, None)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Iterate over the paragraphs and headings that stand in no other paragraph."""
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        name = local_name(element)
        if name in _UNSEEN:
            walk.skip_subtree()
        elif name in _PARAGRAPHS:
            walk.skip_subtree()
            yield element


def _read_block(block: etree._Element, titles: frozenset[str]) -> Iterator[Paragraph]:
    """Read a paragraph, then the paragraphs of the notes and frames in it."""
    pieces: list[str] = []
    insets: list[etree._Element] = []
    _collect(block, pieces, insets)
    text = _BLANKS.sub(" ", "".join(pieces)).strip()
    if text:
        yield Paragraph(
            text=text,
            is_title=_attribute(block, "style-name") in titles,
            is_heading=local_name(block) == "h",
        )
    for inset in insets:
        for inner in _blocks(inset):
            yield from _read_block(inner, titles)


def _collect(element: etree._Element, pieces: list[str], insets: list[etree._Element]) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name in _SPACES:
            pieces.append(_SPACES[name])
        elif name in _INSETS:
            insets.append(child)
        elif name not in _UNSEEN and name:
            _collect(child, pieces, insets)
        pieces.append(child.tail or "")
