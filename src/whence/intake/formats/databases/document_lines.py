"""The lines of a download that is a Word file or rich text: its paragraphs, as they stand after all changes."""

from collections.abc import Iterator

from whence.intake.formats.databases.article import FEWER
from whence.intake.formats.documents.docx import read_docx_paragraphs
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.documents.rtf import parse_rtf
from whence.intake.formats.form import Document

__all__ = ["docx_lines", "first_rtf_lines", "rtf_lines"]

_MAX_RTF_BYTES = 100_000_000
"""Rich text is held in memory, and not what is parsed of it."""


def docx_lines(document: Document, revisions: Revisions) -> Iterator[str]:
    """Read the paragraphs of a Word file as a stream."""
    return (paragraph.text for paragraph in read_docx_paragraphs(document, revisions))


def rtf_lines(document: Document, revisions: Revisions) -> Iterator[str]:
    """Read the paragraphs of rich text.

    Raises:
        ReadError: It is larger than 100 MB, or nested too deeply.
    """
    data = document.read(max_bytes=_MAX_RTF_BYTES, fix=FEWER)
    return (paragraph.text for paragraph in parse_rtf(data, name=document.name, revisions=revisions))


def first_rtf_lines(document: Document) -> Iterator[str]:
    r"""Read the paragraphs at the beginning of rich text, to tell its form by.

    >>> list(first_rtf_lines(Document("a.rtf", rb"{\rtf1 Harbour to close\par It rained.}")))
    ['Harbour to close', 'It rained.']
    """
    paragraphs = parse_rtf(document.start, name=document.name, revisions=Revisions())
    return (paragraph.text for paragraph in paragraphs)
