"""Invented samples of the forms in `whence.intake.formats.copies`, by file name."""

SAMPLES: dict[str, bytes] = {}
