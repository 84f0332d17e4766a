"""Attributions: combine cues, sources and contents into who says what, how surely, and through whom."""
