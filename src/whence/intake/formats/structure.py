"""Structured files of no known form: refused with what they are, so that no markup is read as a report."""

import re
from collections.abc import Iterator
from typing import NoReturn

from whence.errors import ReadError
from whence.intake.formats.columns import find_column_paths
from whence.intake.formats.form import Document, Form, Found

__all__ = ["FAMILY", "FORMS"]

FAMILY = "Not read"
_MAX_END_CHARACTERS = 200
_SPREADSHEETS = (".xls", ".xlsx", ".ods")
_TEXT = "text"
_DELIMITERS = ",;\t|"
_MAX_HEADER_CHARACTERS = 1000
_CITATIONS = re.compile(
    r"\s*+(?:@[A-Za-z]{3,30}\s*\{\s*[^\s{},]{1,200},\s*\n?\s*[\w-]{1,40}\s*=|%0 [A-Z][^\n]{1,60}\n%[A-Z0-9@] )"
)
# A text without structure may stand in one of these as a whole.
_MARKED_WORDS = frozenset(
    {"", "b", "big", "blockquote", "center", "em", "font", "i", "pre", "q", "small", "strong", "u"}
)


def _refuse(document: Document, what: str, fix: str) -> NoReturn:
    raise ReadError(document.name, what, fix)


def _is_unknown_xml(document: Document) -> bool:
    if document.is_html:
        return False
    return document.text.lstrip().startswith("<?xml") or (document.root not in _MARKED_WORDS and _is_closed(document))


def _is_closed(document: Document) -> bool:
    """Check whether the element that a document begins with ends at its end, as in XML without a declaration."""
    end = re.compile(rf"</(?:[\w.-]{{1,50}}:)?{re.escape(document.root)}\s*>\Z", re.IGNORECASE)
    return end.search(document.decode().text.rstrip()[-_MAX_END_CHARACTERS:]) is not None


def _refuse_xml(document: Document) -> Iterator[Found]:
    what = f"it is XML of an unknown kind, with the root element <{document.root}>"
    if not document.root:
        what = "it begins with an XML declaration, and no XML element follows"
    _refuse(document, what, "List the forms that are read with whence inputs")


def _is_unnamed_table(document: Document) -> bool:
    """Check whether the first line names the columns of a table: one of the text, and another."""
    header, _, rest = document.text.lstrip().partition("\n")
    for delimiter in _DELIMITERS if len(header) <= _MAX_HEADER_CHARACTERS else "":
        names = [name.strip(' \t\r"') for name in header.split(delimiter)]
        if len(names) > 1 and delimiter in rest and _TEXT in (paths := find_column_paths(dict.fromkeys(names), {})):
            return len(paths) > 1
    return False


def _refuse_unnamed_table(document: Document) -> Iterator[Found]:
    _refuse(document, "it is a table, as its first line names columns", "Save it with the ending .csv or .tsv")


def _refuse_citations(document: Document) -> Iterator[Found]:
    _refuse(document, "it is a list of citations in BibTeX or for EndNote", "Export them as RIS, with their abstracts")


def _refuse_page_as_spreadsheet(document: Document) -> Iterator[Found]:
    fix = "Open it in a spreadsheet program, and save it as XLSX or CSV"
    _refuse(document, "it is a web page with the ending of a spreadsheet", fix)


FORMS: tuple[Form, ...] = (
    Form(
        name="other XML",
        family=FAMILY,
        endings=(".xml",),
        told_by="an XML declaration, or an element around the whole",
        gives=(),
        tells=_is_unknown_xml,
        read=_refuse_xml,
    ),
    Form(
        name="table without the ending of one",
        family=FAMILY,
        endings=(),
        told_by="a first line of names of columns",
        gives=(),
        tells=_is_unnamed_table,
        read=_refuse_unnamed_table,
    ),
    Form(
        name="citations in BibTeX or for EndNote",
        family=FAMILY,
        endings=(),
        told_by="their first field",
        gives=(),
        tells=lambda document: _CITATIONS.match(document.text) is not None,
        read=_refuse_citations,
    ),
    Form(
        name="page with the ending of a spreadsheet",
        family=FAMILY,
        endings=(),
        told_by="HTML elements",
        gives=(),
        tells=lambda document: document.ends(*_SPREADSHEETS) and document.is_html,
        read=_refuse_page_as_spreadsheet,
    ),
)
