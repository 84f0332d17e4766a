"""The forms of this folder, in the order in which they are tried."""

from collections.abc import Iterator

from whence.intake.formats.documents.alto import is_alto, read_alto
from whence.intake.formats.documents.extracted_texts import is_extracted_xml, is_tei, read_extracted_xml, read_tei
from whence.intake.formats.documents.kinds import is_docx, is_rtf
from whence.intake.formats.documents.subtitles import is_subrip, is_webvtt, read_subtitles
from whence.intake.formats.form import Document, Form, Found

__all__ = ["FORMS"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORKBOOK = "Workbook".encode("utf-16-le")
# An embedded sheet makes no workbook of a text, of slides or of a message.
_OTHER_DOCUMENTS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document", "__substg1.0_"))
# The first member of an OpenDocument file or an e-book says what it is, uncompressed: OpenDocument 1.3, part 2, 3.3.
_FIRST_MEMBER = slice(30, 120)
# Programs accept it within so many bytes, as some servers send something before it.
_PDF_START = 1024
_EPUB_PARTS = {"mimetype", "META-INF/container.xml"}
_SPREADSHEET_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".ods", ".ots")


def _says(document: Document, kind: bytes) -> bool:
    first = document.start[_FIRST_MEMBER]
    return document.start.startswith(b"PK") and b"mimetype" in first and kind in first


def _is_spreadsheet(document: Document) -> bool:
    if document.start.startswith(_OLD_OFFICE):
        is_other = any(name in document.start for name in _OTHER_DOCUMENTS)
        return document.ends(*_SPREADSHEET_ENDINGS) or (_OLD_WORKBOOK in document.start and not is_other)
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


def _read_docx(document: Document) -> Iterator[Found]:
    from whence.intake.formats.documents.docx import read_docx  # noqa: PLC0415

    return read_docx(document)


def _read_rtf(document: Document) -> Iterator[Found]:
    from whence.intake.formats.documents.rtf import read_rtf  # noqa: PLC0415

    return read_rtf(document)


_FAMILY = "Documents"
_FIELDS = ("headline", "publisher", "byline", "published")
_ALL_FIELDS = (*_FIELDS, "url", "language")

FORMS: tuple[Form, ...] = (
    Form(
        name="Word (DOCX)",
        family=_FAMILY,
        endings=(".docx", ".docm"),
        told_by="word/document.xml in a ZIP archive",
        gives=_FIELDS,
        tells=is_docx,
        read=_read_docx,
    ),
    Form(
        name="rich text (RTF)",
        family=_FAMILY,
        endings=(".rtf", ".doc"),
        told_by="its first characters, {\\rtf",
        gives=_FIELDS,
        tells=is_rtf,
        read=_read_rtf,
    ),
    Form(
        name="PDF with a text layer",
        family=_FAMILY,
        endings=(".pdf",),
        told_by="its first bytes, %PDF",
        gives=(*_FIELDS, "url"),
        tells=_is_pdf,
        read=_read_pdf,
        extra="documents",
    ),
    Form(
        name="e-book (EPUB)",
        family=_FAMILY,
        endings=(".epub",),
        told_by="the media type at its beginning",
        gives=_ALL_FIELDS,
        tells=lambda document: _says(document, b"application/epub+zip") or _EPUB_PARTS.issubset(document.members),
        read=_read_epub,
    ),
    Form(
        name="OpenDocument text",
        family=_FAMILY,
        endings=(".odt", ".ott", ".fodt"),
        told_by="the media type at its beginning",
        gives=_FIELDS,
        tells=_is_opendocument,
        read=_read_opendocument,
    ),
    Form(
        name="WebVTT subtitles",
        family=_FAMILY,
        endings=(".vtt",),
        told_by="its first word, WEBVTT",
        gives=("language",),
        tells=is_webvtt,
        read=read_subtitles,
    ),
    Form(
        name="subtitles of SubRip (SRT) or YouTube (SBV)",
        family=_FAMILY,
        endings=(".srt", ".sbv"),
        told_by="the times of its first subtitle",
        gives=(),
        tells=is_subrip,
        read=read_subtitles,
    ),
    Form(
        name="ALTO",
        family=_FAMILY,
        endings=(".xml",),
        told_by="root element alto",
        gives=("language",),
        tells=is_alto,
        read=read_alto,
    ),
    Form(
        name="text extracted by trafilatura, as XML",
        family=_FAMILY,
        endings=(".xml",),
        told_by="root element doc, with main in it",
        gives=(*_FIELDS, "url"),
        tells=is_extracted_xml,
        read=read_extracted_xml,
    ),
    Form(
        name="TEI",
        family=_FAMILY,
        endings=(".xml", ".tei"),
        told_by="root element TEI",
        gives=(*_FIELDS, "url"),
        tells=is_tei,
        read=read_tei,
    ),
    Form(
        name="spreadsheet: XLSX, XLS, ODS",
        family="Tables",
        endings=_SPREADSHEET_ENDINGS,
        told_by="the workbook inside",
        gives=_ALL_FIELDS,
        tells=_is_spreadsheet,
        read=_read_spreadsheet,
        extra="documents",
    ),
)
