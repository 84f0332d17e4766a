"""Make the report of a document: its headline, below a letterhead and the like, and what stands above it as a note."""

from collections.abc import Iterable
from dataclasses import replace

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.paragraphs import Paragraph, find_headline, is_beside_headline, is_headline_line, report_of
from whence.intake.inputs import Input

__all__ = ["read_single_report"]

_MAX_CHARACTERS = 5_000_000


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
    place = find_headline(found, title)
    if place is None or not all(is_headline_line(each.text) for each in found[:place]):
        return report_of(found, name=document.name, notes=notes, url=url)
    above = [each for each in found[:place] if not is_beside_headline(each.text)]
    kept = [each for each in found[:place] if is_beside_headline(each.text)]
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
