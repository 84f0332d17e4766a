"""Which documents are Word files and rich text, told without loading what reads them."""

import re

from whence.intake.formats.form import Document

__all__ = ["DOCX_TEXT", "is_docx", "is_rtf"]

DOCX_TEXT = re.compile(r"word/document\d*\.xml")
"""The member of a Word file that holds its text."""
_BEFORE_RTF = 100
"""Within so many bytes it begins: some programs write a byte order mark or empty lines before it."""


def is_docx(document: Document) -> bool:
    """Check by its members whether a document is a Word file."""
    return any(map(DOCX_TEXT.fullmatch, document.members))


def is_rtf(document: Document) -> bool:
    r"""Check by its first characters whether a document is rich text.

    >>> is_rtf(Document("report.doc", rb"{\rtf1 The council met.}"))
    True
    """
    return document.start[:_BEFORE_RTF].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf")
