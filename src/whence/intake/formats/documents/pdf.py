"""PDF documents with a text layer: one report; needs the package pypdfium2, the only file that knows it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from whence.errors import ReadError
from whence.intake.formats.documents.pdf_lines import DIVIDED, Line, Page, Word, in_reading_order, without_margins
from whence.intake.formats.documents.pdf_paragraphs import join_lines
from whence.intake.formats.documents.single_report import read_single_report
from whence.intake.formats.documents.spreadsheets import MISSING_PACKAGE
from whence.intake.formats.form import Document, Found
from whence.intake.opening import SOUND_COPY

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

__all__ = ["read_pdf"]

_MAX_PAGES = 2000
_MAX_CHARACTERS = 5_000_000
_MANY_PAGES = 5
_SHOWN_PAGES = 10
_FAR = 1_000_000
_SHOWN_CHARACTERS = 200
# Of the characters of a sound text hardly any is unassigned; a font without a table of its letters gives little else.
_MAX_LOST_SHARE = 0.1
_LOST = re.compile("[\0-\x01\x03-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
# A scan has no text, or only the stamp of the program that made it.
_MIN_CHARACTERS_A_PAGE = 20
_SCAN_FIX = "Have its text recognized, for example with OCRmyPDF, and read the result"
# What the library gives for a hyphen that divides a word at the end of a line; the next line follows at once.
_DIVISIONS = frozenset({0x02, 0xFFFE})
_LINE_ENDS = frozenset(map(ord, "\r\n"))
_ONE_AT_A_TIME = Lock()
"""The library knows no threads."""


def read_pdf(document: Document) -> Iterator[Found]:
    """Read the report in a PDF document: its paragraphs, without running heads and page numbers.

    Raises:
        ReadError: It is damaged, too large, protected by a password, a scan, or drawn with fonts that do not say which
            letters they draw, or pypdfium2 is missing.
    """
    try:
        import pypdfium2  # noqa: PLC0415 -- few inputs are PDF documents
    except ImportError as error:
        problem = "reading PDF needs the package pypdfium2, which is not installed"
        raise ReadError(document.name, problem, MISSING_PACKAGE) from error
    with _ONE_AT_A_TIME:
        try:
            opened = pypdfium2.PdfDocument(document.read())
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                problem = "it is protected by a password"
                raise ReadError(document.name, problem, "Save a copy without a password") from error
            raise ReadError(document.name, "it is not a sound PDF document", SOUND_COPY) from error
        try:
            pages, notes = _read_pages(opened, document)
            title = opened.get_metadata_value("Title")
        finally:
            opened.close()
    kept, url = without_margins(pages)
    paragraphs = list(join_lines([in_reading_order(lines) for lines in kept], title=title))
    headings = [each.text for each in paragraphs if each.is_heading and not each.is_title and len(each.text) > 1]
    if headings:
        shown = " / ".join(headings)[:_SHOWN_CHARACTERS]
        notes += (f"it may hold several reports: these lines are as large as its headline: {shown}",)
    yield read_single_report(document, paragraphs, title=title, notes=notes, url=url)


def _read_pages(opened: "PdfDocument", document: Document) -> tuple[list[Page], tuple[str, ...]]:
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    count = len(opened)
    if count > _MAX_PAGES:
        raise ReadError(document.name, f"it has {count:,} pages, more than {_MAX_PAGES:,}", "Divide it")
    pages: list[Page] = []
    unread: list[int] = []
    character_count = 0
    for number in range(count):
        try:
            page = _read_page(opened[number])
        except (PdfiumError, ValueError):
            unread.append(number + 1)
            continue
        pages.append(page)
        character_count += sum(len(line.text) for line in page.lines)
        if character_count > _MAX_CHARACTERS:
            problem = f"its text has more than {_MAX_CHARACTERS // 1_000_000} million characters"
            raise ReadError(document.name, problem, "Give one file for each report")
    _check_text(pages, document)
    return pages, tuple(_notes(pages, unread))


def _notes(pages: list[Page], unread: list[int]) -> Iterator[str]:
    if unread:
        yield f"{len(unread)} of its pages are damaged and were not read: {', '.join(map(str, unread[:_SHOWN_PAGES]))}"
    bare = [number for number, page in enumerate(pages, 1) if not page.lines]
    if bare:
        listed = ", ".join(map(str, bare[:_SHOWN_PAGES]))
        yield f"{len(bare)} of its {len(pages)} pages have no text, and may be scanned: {listed}"
    if len(pages) >= _MANY_PAGES:
        yield f"its {len(pages)} pages were read as one report"


def _check_text(pages: list[Page], document: Document) -> None:
    text = " ".join(line.text for page in pages for line in page.lines)
    if len(text) < _MIN_CHARACTERS_A_PAGE * min(len(pages), _MANY_PAGES):
        problem = "it has no text" if not text else f"it has {len(text)} characters of text on {len(pages)} pages"
        raise ReadError(document.name, f"{problem}: its pages are scanned or drawn", _SCAN_FIX)
    lost = len(_LOST.findall(text))
    if lost > _MAX_LOST_SHARE * len(text):
        problem = f"its fonts do not say which letters they draw: {lost:,} of {len(text):,} characters are unknown"
        raise ReadError(document.name, problem, _SCAN_FIX)


def _read_page(page: "PdfPage") -> Page:
    text_page = page.get_textpage()
    try:
        return Page(lines=tuple(_read_lines(text_page)), height=page.get_height())
    finally:
        text_page.close()
        page.close()


def _read_lines(text_page: "PdfTextPage") -> Iterator[Line]:
    from pypdfium2 import raw  # noqa: PLC0415

    codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars())]
    words: list[Word] = []
    start = 0
    for index, code in enumerate([*codes, ord("\n")]):
        is_divided = code in _DIVISIONS
        if not is_divided and not chr(code).isspace():
            continue
        if start < index:
            words.append(_read_word(text_page, codes, start, index))
        start = index + 1
        if is_divided and words:
            words[-1] = replace(words[-1], text=words[-1].text + DIVIDED)
        if (is_divided or code in _LINE_ENDS) and words:
            yield Line(words=tuple(words))
            words = []


def _read_word(text_page: "PdfTextPage", codes: list[int], start: int, end: int) -> Word:
    left, bottom, _, top = map(_on_page, text_page.get_charbox(start, loose=True))
    right = _on_page(text_page.get_charbox(end - 1, loose=True)[2])
    text = "".join(map(chr, codes[start:end])).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Word(text=text, left=left, right=max(left, right), bottom=bottom, top=top)


def _on_page(place: float) -> float:
    """Return a place that can be reckoned with: damaged fonts have letters without end."""
    return place if -_FAR < place < _FAR else 0.0
