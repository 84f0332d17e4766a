"""Make the report of a document: its headline, below a letterhead and the like, and what stands above it as a note."""

from collections.abc import Iterable
from dataclasses import replace

from whence.errors import ReadError
from whence.intake.bylines import starts_as_byline
from whence.intake.formats.form import Document
from whence.intake.formats.paragraphs import Paragraph, is_outlet_alone, report_of
from whence.intake.inputs import Input
from whence.intake.published import first_time

__all__ = ["read_single_report"]

_MAX_CHARACTERS = 5_000_000
_MAX_OPENING_PARAGRAPHS = 8
_MAX_LINE_CHARACTERS = 200
_MIN_WORDS = 4
_MAX_LABEL_WORDS = 5
"""The most words of a line in capitals that names the kind of a document: FOR IMMEDIATE RELEASE."""
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",")
_CONTACTS = ("@", "www.", "http")


def read_single_report(
    document: Document,
    paragraphs: Iterable[Paragraph],
    *,
    title: str | None = None,
    notes: tuple[str, ...] = (),
    url: str | None = None,
) -> Input:
    """Make the report of a document that holds one, with what stands above its headline told in a note.

    Args:
        document: The document.
        paragraphs: In their order.
        title: What the document calls itself in its properties. It is believed where a line says the same.
        notes: What was seen when the document was read.
        url: Address that the document tells of itself.

    Raises:
        ReadError: There is no text, or far too much.

    >>> lines = ["PRESS RELEASE", "Harbour to close in spring", "4 March 2031", "The council met on Monday."]
    >>> made = read_single_report(Document("a.docx"), [Paragraph(text=line) for line in lines])
    >>> made.metadata.headline, made.metadata.published, made.data
    ('Harbour to close in spring', '2031-03-04', b'The council met on Monday.')
    >>> made.notes
    ('above its headline stands: PRESS RELEASE',)
    """
    found = _collect(document, paragraphs)
    place = _find_headline(found, title)
    if place is None:
        return report_of(found, name=document.name, notes=notes, url=url)
    above = [each for each in found[:place] if not _is_credit(each.text)]
    kept = [each for each in found[:place] if _is_credit(each.text)]
    headline = replace(found[place], is_title=True)
    if above:
        notes = (f"above its headline stands: {' / '.join(each.text for each in above)}", *notes)
    return report_of([*kept, headline, *found[place + 1 :]], name=document.name, notes=notes, url=url)


def _collect(document: Document, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    found: list[Paragraph] = []
    character_count = 0
    for paragraph in paragraphs:
        character_count += len(paragraph.text)
        if character_count > _MAX_CHARACTERS:
            problem = f"its text has more than {_MAX_CHARACTERS // 1_000_000} million characters"
            raise ReadError(document.name, problem, "Give one file for each report")
        if paragraph.text:
            found.append(paragraph)
    return found


def _find_headline(found: list[Paragraph], title: str | None) -> int | None:
    """Find the headline's place among the short lines at the beginning."""
    count = next((index for index, each in enumerate(found) if not _is_line(each.text)), len(found))
    opening = found[: min(count, _MAX_OPENING_PARAGRAPHS)]
    if len(opening) == len(found):
        opening = opening[:-1]  # one line at least is the text
    marked = [index for index, each in enumerate(opening) if each.is_title] or [
        index for index, each in enumerate(opening) if title and _folded(each.text) == _folded(title)
    ]
    marked = marked or [index for index, each in enumerate(opening) if each.is_heading]
    lines = [index for index, each in enumerate(opening) if not _is_credit(each.text) and not _is_contact(each.text)]
    full = [index for index in lines if not _is_label(opening[index].text)]
    return next(iter(marked or full or lines), None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_line(text: str) -> bool:
    return len(text) <= _MAX_LINE_CHARACTERS and not (
        text.endswith(_SENTENCE_ENDS[:4]) and len(text.split()) > _MIN_WORDS
    )


def _is_label(text: str) -> bool:
    word_count = len(text.split())
    return word_count < _MIN_WORDS or (text.isupper() and word_count <= _MAX_LABEL_WORDS)


def _is_contact(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS) or any(mark in text for mark in _CONTACTS)


def _is_credit(text: str) -> bool:
    """Check whether a line tells when the report was published, by whom, or where."""
    return starts_as_byline(text) or first_time(text) is not None or is_outlet_alone(text)
