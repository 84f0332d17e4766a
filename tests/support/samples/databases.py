"""Invented samples of the forms in `whence.intake.formats.databases`, by file name."""

SAMPLES: dict[str, bytes] = {}
