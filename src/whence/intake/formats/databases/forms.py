"""The forms of this folder, in the order in which they are tried.

What reads a form is loaded for the first file that has it.
"""

from collections.abc import Iterator

from whence.intake.formats.databases import marks
from whence.intake.formats.documents.kinds import is_docx, is_rtf
from whence.intake.formats.form import Document, Form, Found

__all__ = ["FORMS"]

_FAMILY = "Press databases"
_FIELDS = ("headline", "publisher", "byline", "published")
_SNAPSHOT_KEYS = (b'"snippet"', b'"source_name"')


def _is_plain(document: Document) -> bool:
    return not (document.is_html or document.is_json or document.root or is_rtf(document))


def _is_nexis_docx(document: Document) -> bool:
    if not is_docx(document):
        return False
    from whence.intake.formats.databases.nexis import is_nexis_docx  # noqa: PLC0415 -- few inputs are

    return is_nexis_docx(document)


def _is_nexis_rtf(document: Document) -> bool:
    if not is_rtf(document):
        return False
    from whence.intake.formats.databases.nexis import is_nexis_rtf  # noqa: PLC0415

    return is_nexis_rtf(document)


def _is_nexis_text(document: Document) -> bool:
    if not marks.NEXIS_COUNT.search(document.text) or not _is_plain(document):
        return False
    from whence.intake.formats.databases.nexis import is_nexis_text  # noqa: PLC0415

    return is_nexis_text(document)


def _is_nexis_page(document: Document) -> bool:
    return document.is_html and marks.NEXIS_PAGE.search(document.text) is not None


def _is_factiva_page(document: Document) -> bool:
    is_told = marks.FACTIVA_TITLE.search(document.text) or marks.FACTIVA_ARTICLE.search(document.text)
    return is_told is not None and document.is_html


def _is_factiva_docx(document: Document) -> bool:
    if not is_docx(document):
        return False
    from whence.intake.formats.databases.factiva import is_factiva_docx  # noqa: PLC0415

    return is_factiva_docx(document)


def _is_factiva_rtf(document: Document) -> bool:
    if not is_rtf(document):
        return False
    from whence.intake.formats.databases.factiva import is_factiva_rtf  # noqa: PLC0415

    return is_factiva_rtf(document)


def _is_factiva_text(document: Document) -> bool:
    return marks.FACTIVA_NUMBER.search(document.text) is not None and _is_plain(document)


def _is_snapshot(document: Document) -> bool:
    if not all(key in document.unpacked_start for key in _SNAPSHOT_KEYS):
        return False
    from whence.intake.formats.databases.dow_jones import is_snapshot  # noqa: PLC0415

    return is_snapshot(document)


def _is_proquest(document: Document) -> bool:
    if "____________" not in document.text or not _is_plain(document):
        return False
    from whence.intake.formats.databases.proquest import is_proquest  # noqa: PLC0415

    return is_proquest(document)


def _is_europresse(document: Document) -> bool:
    return marks.EUROPRESSE_PAGE.search(document.text) is not None and "<article" in document.text and document.is_html


def _is_integrum(document: Document) -> bool:
    has_fields = any(mark in document.start for mark in marks.INTEGRUM_FIELDS)
    return (has_fields or marks.INTEGRUM_TITLE.search(document.text) is not None) and document.is_html


def _is_ris(document: Document) -> bool:
    return marks.RIS_START.match(document.text.replace("\r\n", "\n")) is not None


def _read_nexis_docx(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.nexis import read_nexis_docx  # noqa: PLC0415

    return read_nexis_docx(document)


def _read_nexis_rtf(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.nexis import read_nexis_rtf  # noqa: PLC0415

    return read_nexis_rtf(document)


def _read_nexis_text(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.nexis import read_nexis_text  # noqa: PLC0415

    return read_nexis_text(document)


def _read_nexis_page(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.nexis import read_nexis_page  # noqa: PLC0415

    return read_nexis_page(document)


def _read_factiva_page(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.factiva import read_factiva_page  # noqa: PLC0415

    return read_factiva_page(document)


def _read_factiva_xml(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.factiva import read_factiva_xml  # noqa: PLC0415

    return read_factiva_xml(document)


def _read_factiva_docx(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.factiva import read_factiva_docx  # noqa: PLC0415

    return read_factiva_docx(document)


def _read_factiva_rtf(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.factiva import read_factiva_rtf  # noqa: PLC0415

    return read_factiva_rtf(document)


def _read_factiva_text(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.factiva import read_factiva_text  # noqa: PLC0415

    return read_factiva_text(document)


def _read_snapshot(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.dow_jones import read_snapshot  # noqa: PLC0415

    return read_snapshot(document)


def _read_proquest(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.proquest import read_proquest  # noqa: PLC0415

    return read_proquest(document)


def _read_europresse(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.europresse import read_europresse  # noqa: PLC0415

    return read_europresse(document)


def _read_integrum(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.integrum import read_integrum  # noqa: PLC0415

    return read_integrum(document)


def _read_ris(document: Document) -> Iterator[Found]:
    from whence.intake.formats.databases.ris import read_ris  # noqa: PLC0415

    return read_ris(document)


FORMS: tuple[Form, ...] = (
    Form(
        name="Nexis Uni or LexisNexis, as Word file",
        family=_FAMILY,
        endings=(".docx",),
        told_by="its cover, or the headings Body and End of Document",
        gives=(*_FIELDS, "language", "url"),
        tells=_is_nexis_docx,
        read=_read_nexis_docx,
    ),
    Form(
        name="Nexis Uni or LexisNexis, as rich text",
        family=_FAMILY,
        endings=(".rtf", ".doc"),
        told_by="its cover, or the headings Body and End of Document",
        gives=(*_FIELDS, "language", "url"),
        tells=_is_nexis_rtf,
        read=_read_nexis_rtf,
    ),
    Form(
        name="LexisNexis, as text",
        family=_FAMILY,
        endings=(".txt",),
        told_by="lines such as 1 of 20 DOCUMENTS",
        gives=(*_FIELDS, "language", "url"),
        tells=_is_nexis_text,
        read=_read_nexis_text,
    ),
    Form(
        name="LexisNexis, as HTML",
        family=_FAMILY,
        endings=(".html", ".htm"),
        told_by="the comments around its articles",
        gives=(*_FIELDS, "language", "url"),
        tells=_is_nexis_page,
        read=_read_nexis_page,
    ),
    Form(
        name="Factiva, as HTML",
        family=_FAMILY,
        endings=(".html", ".htm"),
        told_by="its title, or the classes of its articles",
        gives=(*_FIELDS, "language"),
        tells=_is_factiva_page,
        read=_read_factiva_page,
    ),
    Form(
        name="Factiva, as XML",
        family=_FAMILY,
        endings=(".xml",),
        told_by="root element PPSResponse or ppsArticleResponse",
        gives=(*_FIELDS, "language"),
        tells=lambda document: document.root in {"ppsresponse", "ppsarticleresponse"},
        read=_read_factiva_xml,
    ),
    Form(
        name="Factiva, as Word file",
        family=_FAMILY,
        endings=(".docx",),
        told_by="accession numbers below the articles",
        gives=(*_FIELDS, "language"),
        tells=_is_factiva_docx,
        read=_read_factiva_docx,
    ),
    Form(
        name="Factiva, as rich text",
        family=_FAMILY,
        endings=(".rtf",),
        told_by="accession numbers below the articles",
        gives=(*_FIELDS, "language"),
        tells=_is_factiva_rtf,
        read=_read_factiva_rtf,
    ),
    Form(
        name="Factiva, as text",
        family=_FAMILY,
        endings=(".txt",),
        told_by="accession numbers below the articles",
        gives=(*_FIELDS, "language"),
        tells=_is_factiva_text,
        read=_read_factiva_text,
    ),
    Form(
        name="Dow Jones snapshot, as JSON",
        family=_FAMILY,
        endings=(".jsonl", ".json", ".jsonl.gz", ".json.gz"),
        told_by="the names snippet and source_name",
        gives=(*_FIELDS, "language"),
        tells=_is_snapshot,
        read=_read_snapshot,
    ),
    Form(
        name="ProQuest, as text",
        family=_FAMILY,
        endings=(".txt",),
        told_by="lines of underscores, and its fields",
        gives=(*_FIELDS, "language"),
        tells=_is_proquest,
        read=_read_proquest,
    ),
    Form(
        name="Europresse, as HTML",
        family=_FAMILY,
        endings=(".html", ".htm"),
        told_by="the classes of its articles",
        gives=_FIELDS,
        tells=_is_europresse,
        read=_read_europresse,
    ),
    Form(
        name="Integrum, as HTML",
        family=_FAMILY,
        endings=(".html", ".htm"),
        told_by="its title, or fields such as ^ИС",
        gives=_FIELDS,
        tells=_is_integrum,
        read=_read_integrum,
    ),
    Form(
        name="RIS citations with abstracts",
        family=_FAMILY,
        endings=(".ris", ".txt"),
        told_by="its first tag, TY",
        gives=(*_FIELDS, "language", "url"),
        tells=_is_ris,
        read=_read_ris,
    ),
)
