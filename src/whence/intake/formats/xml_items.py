"""Read the items of an XML file one at a time, however large it is and whatever stands around them.

The file is divided at the start tags of its items before it is parsed, so that one damaged item costs no other.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.text_stream import Piece, open_text
from whence.intake.formats.xml_trees import parse_xml
from whence.intake.html.markup import clean_line
from whence.intake.opening import SOUND_COPY
from whence.records.report import Rejected

__all__ = ["MAX_DAMAGED", "XmlItem", "name_pattern", "read_items"]

# Each element takes about 200 bytes of memory; the longest of 30 wire items has 600.
_MAX_TAGS = 400_000
MAX_DAMAGED = 1000
"""So many damaged items one after another end the reading of a file."""
_DECLARED = re.compile(r"\s(xmlns(?::[\w.-]{1,50})?|xml:lang)\s*=\s*(\"[^\"<]{0,500}\"|'[^'<]{0,500}')")
_LOOSE = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?:#[0-9]{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)?", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.:-]{1,100})\s")
_ANY_TAG = re.compile(r"<\w")
_SHOWN_CHARACTERS = 40
_NO_CHARACTERS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlItem:
    """One item of a file."""

    name: str
    """The file's name and the number of the item in it; the file's name alone if the item is the whole document."""
    element: etree._Element
    notes: tuple[str, ...] = ()
    """What was assumed to decode it."""
    done: float | None = None
    """Share of the file that was read so far."""


def name_pattern(*names: str) -> re.Pattern[str]:
    """Make the pattern of the start tag of elements with these names, with any prefix.

    >>> bool(name_pattern("newsItem").search("<n:newsItem guid='1'>")), bool(name_pattern("news").search("<newsItem>"))
    (True, False)
    """
    return re.compile(rf"<((?:[\w.-]{{1,50}}:)?(?:{'|'.join(map(re.escape, names))}))(?=[\s/>])")


def read_items(document: Document, *names: str) -> Iterator[XmlItem | Rejected]:
    r"""Parse the elements of these names, one at a time.

    None may stand inside another. The tree of each has no entities and a bounded size.

    Yields:
        The items, and a `Rejected` for each that is damaged, cut off, or too large.

    Raises:
        ReadError: The file cannot be opened or decoded, or has none of these elements.

    >>> wire = Document("wire.xml", b"<wire><item>Tide late.</item><item>Rain &ldquo;likely</item><item>Cut o")
    >>> [each.element.text if isinstance(each, XmlItem) else each.input for each in read_items(wire, "item")]
    ['Tide late.', 'Rain “likely', 'wire.xml#3']
    """
    has_items = False
    damaged_count = 0
    with open_text(document) as text:
        context = _Context(name=document.name)
        for piece in text.pieces(name_pattern(*names)):
            if piece.start is None:
                context = _Context(name=document.name, head=piece.text, notes=text.notes)
                continue
            has_items = True
            for found in _read_piece(piece, piece.start[1], context, done=text.done):
                damaged_count = damaged_count + 1 if isinstance(found, Rejected) else 0
                yield found
            if damaged_count >= MAX_DAMAGED:
                problem = f"{MAX_DAMAGED:,} items one after another are damaged, and the rest was not read"
                raise ReadError(document.name, problem, SOUND_COPY)
    if not has_items:
        raise ReadError(document.name, f"there is no element <{names[0]}> in it", "Check that the file is complete")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What the items of a file have in common."""

    name: str
    head: str = ""
    """What stands before the first."""
    notes: tuple[str, ...] = ()


def _read_piece(piece: Piece, tag: str, context: _Context, *, done: float | None) -> Iterator[XmlItem | Rejected]:
    """Parse the item that a piece begins with; ``tag`` is the name in its start tag, with its prefix."""
    is_root = piece.number == 1 and not _ANY_TAG.search(context.head)
    name = context.name if is_root else f"{context.name}#{piece.number}"
    end_tag = re.compile(rf"</{re.escape(tag)}\s*>")
    end = end_tag.search(piece.text)
    try:
        element = _parse(piece, end, context.head, name=name)
    except ReadError as error:
        yield Rejected(input=name, reason=clean_line(error.reason))
    else:
        yield XmlItem(name=name, element=element, notes=context.notes, done=done)
    if end and end_tag.search(piece.text, end.end()):
        reason = f"the start of another item is damaged, after this one. {SOUND_COPY}."
        yield Rejected(input=f"{name}+", reason=reason)


def _parse(piece: Piece, end: re.Match[str] | None, head: str, *, name: str) -> etree._Element:
    tag_count = piece.text.count("<")
    if piece.is_too_long or tag_count > _MAX_TAGS:
        raise ReadError(name, f"this item is too large, with {piece.length:,} characters", "Divide it")
    if end is None:
        last = repr(" ".join(piece.text.split())[-_SHOWN_CHARACTERS:])
        where = f"the file ends within it, after {last}" if piece.is_last else f"it has no end, after {last}"
        raise ReadError(name, f"this item is cut off: {where}", SOUND_COPY)
    own = next((entity for entity in _ENTITY.findall(head) if f"&{entity};" in piece.text), None)
    if own is not None:
        problem = f"its text is in an XML entity that the file declares, &{own};, which whence does not accept"
        raise ReadError(name, problem, "Get another copy of it")
    declared = {found[1]: found[2] for found in _DECLARED.finditer(head)}
    around = "".join(f" {key}={value}" for key, value in declared.items())
    text = f"<file{around}>{_mend(piece.text[: end.end()])}</file>"
    return parse_xml(text.encode("utf-8", "replace"), name=name)[0]


def _mend(text: str) -> str:
    """Write the named characters of HTML and bare ampersands as numbers, and drop what no document may hold."""

    def numbered(found: re.Match[str]) -> str:
        if found[0].startswith("<"):
            return found[0]
        return "".join(f"&#{ord(character)};" for character in html.unescape(found[0]))

    return _LOOSE.sub(numbered, _NO_CHARACTERS.sub("\ufffd", text))
