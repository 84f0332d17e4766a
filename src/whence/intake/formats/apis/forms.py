"""The forms of this folder, in the order in which they are tried."""

from whence.intake.formats.form import Form

__all__ = ["FORMS"]

FORMS: tuple[Form, ...] = ()
