"""Parse the XML inside a document as a stream: one element after another, without entities or anything from outside."""

import re
from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from whence.errors import ReadError
from whence.intake.opening import SOUND_COPY

__all__ = ["Readable", "iterate_xml"]

_BLOCK_BYTES = 65_536
# Between two wanted elements the tree grows. The longest of real paragraphs have a few hundred kB of markup.
_MAX_ELEMENT_BYTES = 5_000_000
_MAX_ELEMENTS = 2_000_000
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


class Readable(Protocol):
    """A file open for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """Read at most so many bytes; none at the end."""


def iterate_xml(file: Readable, *names: str, name: str) -> Iterator[etree._Element]:
    """Parse an XML document as a stream.

    Each element is emptied after it was taken, so memory stays flat. Depth is at most 256, and a text has at most
    10 MB, by the limits of the parser.

    Args:
        file: The document.
        names: Local names of the wanted elements, in any namespace.
        name: Name for error messages.

    Yields:
        The outermost elements of these names, each complete.

    Raises:
        ReadError: From here on it is not well-formed, or an element is too large, or it declares entities.

    >>> from io import BytesIO
    >>> document = BytesIO(b"<issue><p>The council met.</p><p>It rained.</p></issue>")
    >>> [element.text for element in iterate_xml(document, "p", name="issue.xml")]
    ['The council met.', 'It rained.']
    """
    parser = etree.XMLPullParser(
        ("start", "end"),
        tag=tuple(f"{{*}}{each}" for each in names),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = unused_bytes = count = 0
    try:
        for block in _blocks(file, name):
            parser.feed(block)
            unused_bytes += len(block)
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if event == "end" and depth == 0:
                    yield element
                    _drop(element)
                    unused_bytes = 0
                    count += 1
            if unused_bytes > _MAX_ELEMENT_BYTES or count > _MAX_ELEMENTS:
                problem = f"it has more than {_MAX_ELEMENTS:,} parts, or one of more than {_MAX_ELEMENT_BYTES:,} bytes"
                raise ReadError(name, problem, "Divide it")
        parser.close()
    except etree.XMLSyntaxError as error:
        raise ReadError(name, f"it is not well-formed XML ({error.msg})", SOUND_COPY) from error


def _blocks(file: Readable, name: str) -> Iterator[bytes]:
    is_first = True
    while block := file.read(_BLOCK_BYTES):
        if is_first and _ENTITY.search(block):
            raise ReadError(name, "it declares XML entities, which whence does not accept", "Get another copy of it")
        is_first = False
        yield block


def _drop(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None:
        while (earlier := parent[0]) is not None and earlier.getnext() is not None:
            parent.remove(earlier)
        parent = parent.getparent()
