"""Invented samples of the forms in `whence.intake.formats.apis`, by file name."""

SAMPLES: dict[str, bytes] = {}
