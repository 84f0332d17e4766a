"""Invented samples of the forms in `whence.intake.formats.lists`, by file name."""

SAMPLES: dict[str, bytes] = {}
