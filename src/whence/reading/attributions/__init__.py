"""Who says what: from cues, sources and contents to attributions."""
