"""Structured files of no known form: refused with what they are, so that no markup is read as a report."""

from collections.abc import Iterator
from typing import NoReturn

from whence.errors import ReadError
from whence.intake.formats.form import Document, Form, Found

__all__ = ["FAMILY", "FORMS"]

FAMILY = "Not read"


def _refuse(document: Document, what: str, fix: str) -> NoReturn:
    raise ReadError(document.name, what, fix)


def _is_unknown_xml(document: Document) -> bool:
    return document.text.lstrip().startswith("<?xml") and not document.is_html


def _refuse_json(document: Document) -> Iterator[Found]:
    _refuse(document, "it is JSON in which no reports were found", "List the forms that are read with whence inputs")


def _refuse_xml(document: Document) -> Iterator[Found]:
    what = f"it is XML of an unknown kind, with the root element <{document.root}>"
    _refuse(document, what, "List the forms that are read with whence inputs")


FORMS: tuple[Form, ...] = (
    Form(
        name="other JSON",
        family=FAMILY,
        endings=(".json",),
        told_by="its first character",
        gives=(),
        tells=lambda document: document.is_json,
        read=_refuse_json,
    ),
    Form(
        name="other XML",
        family=FAMILY,
        endings=(".xml",),
        told_by="an XML declaration",
        gives=(),
        tells=_is_unknown_xml,
        read=_refuse_xml,
    ),
)
