"""Invented samples of the forms in `whence.intake.formats.wires`, by file name."""

SAMPLES: dict[str, bytes] = {}
