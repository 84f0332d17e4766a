"""Invented samples of the forms in `whence.intake.formats.mail`, by file name."""

SAMPLES: dict[str, bytes] = {}
