"""The forms of this folder, in the order in which they are tried."""

from collections.abc import Iterator

from whence.intake.formats.form import Document, Form, Found

__all__ = ["FORMS"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORKBOOK = "Workbook".encode("utf-16-le")
# The first member of an OpenDocument file or an e-book says what it is, uncompressed: OpenDocument 1.3, part 2, 3.3.
_FIRST_MEMBER = slice(30, 120)
# Programs accept it within so many bytes, as some servers send something before it.
_PDF_START = 1024
_EPUB_PARTS = {"mimetype", "META-INF/container.xml"}
_SPREADSHEET_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".ods", ".ots")


def _says(document: Document, kind: bytes) -> bool:
    first = document.start[_FIRST_MEMBER]
    return document.start.startswith(b"PK") and b"mimetype" in first and kind in first


def _is_spreadsheet(document: Document) -> bool:
    if document.start.startswith(_OLD_OFFICE):
        return document.ends(".xls", ".xlt") or _OLD_WORKBOOK in document.start
    return "xl/workbook.xml" in document.members or _says(document, b"opendocument.spreadsheet")


def _read_spreadsheet(document: Document) -> Iterator[Found]:
    from whence.intake.formats.documents.spreadsheets import read_spreadsheet  # noqa: PLC0415 -- few inputs are

    yield from read_spreadsheet(document)


def _is_opendocument(document: Document) -> bool:
    if _says(document, b"opendocument.text"):
        return True
    return document.root == "document" and "opendocument:xmlns:office" in document.text


def _read_opendocument(document: Document) -> Iterator[Found]:
    from whence.intake.formats.documents.opendocument import read_opendocument  # noqa: PLC0415

    yield from read_opendocument(document)


def _is_pdf(document: Document) -> bool:
    at = document.start.find(b"%PDF-", 0, _PDF_START)
    return at != -1 and (document.ends(".pdf") or not document.start[:at].strip(b"\r\n\t \0\xef\xbb\xbf"))


def _read_pdf(document: Document) -> Iterator[Found]:
    from whence.intake.formats.documents.pdf import read_pdf  # noqa: PLC0415

    yield from read_pdf(document)


def _read_epub(document: Document) -> Iterator[Found]:
    from whence.intake.formats.documents.epub import read_epub  # noqa: PLC0415

    yield from read_epub(document)


_ALL_FIELDS = ("headline", "publisher", "byline", "published", "url", "language")

FORMS: tuple[Form, ...] = (
    Form(
        name="PDF with a text layer",
        family="Documents",
        endings=(".pdf",),
        told_by="its first bytes",
        gives=("headline", "publisher", "byline", "published", "url"),
        tells=_is_pdf,
        read=_read_pdf,
        extra="documents",
    ),
    Form(
        name="e-book (EPUB)",
        family="Documents",
        endings=(".epub",),
        told_by="its media type",
        gives=_ALL_FIELDS,
        tells=lambda document: _says(document, b"application/epub+zip") or _EPUB_PARTS.issubset(document.members),
        read=_read_epub,
    ),
    Form(
        name="OpenDocument text",
        family="Documents",
        endings=(".odt", ".ott", ".fodt"),
        told_by="its media type",
        gives=("headline", "publisher", "byline", "published"),
        tells=_is_opendocument,
        read=_read_opendocument,
    ),
    Form(
        name="spreadsheet: XLSX, XLS, ODS",
        family="Tables",
        endings=_SPREADSHEET_ENDINGS,
        told_by="the workbook in it",
        gives=_ALL_FIELDS,
        tells=_is_spreadsheet,
        read=_read_spreadsheet,
        extra="documents",
    ),
)
