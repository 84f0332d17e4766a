"""Invented samples of the forms in `whence.intake.formats.documents`, by file name."""

SAMPLES: dict[str, bytes] = {}
