"""The forms of this folder, in the order in which they are tried; then what they come in, Word and rich text."""

from whence.intake.formats.databases import factiva, nexis
from whence.intake.formats.documents.docx import DOCX
from whence.intake.formats.documents.rtf import RTF
from whence.intake.formats.form import Form

__all__ = ["FORMS"]

FORMS: tuple[Form, ...] = (*nexis.FORMS, *factiva.FORMS, DOCX, RTF)
