"""The forms of this folder, in the order in which they are tried; then what they come in, Word and rich text."""

from whence.intake.formats.databases import dow_jones, europresse, factiva, integrum, nexis, proquest, ris
from whence.intake.formats.documents.docx import DOCX
from whence.intake.formats.documents.rtf import RTF
from whence.intake.formats.form import Form

__all__ = ["FORMS"]

FORMS: tuple[Form, ...] = (
    *nexis.FORMS,
    *factiva.FORMS,
    *dow_jones.FORMS,
    *proquest.FORMS,
    *europresse.FORMS,
    *integrum.FORMS,
    *ris.FORMS,
    DOCX,
    RTF,
)
