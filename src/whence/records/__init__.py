"""Ground floor: the nouns. Frozen values; no input or output, no third-party import."""
