"""Records: frozen values and their JSON form. No input or output, no third-party import."""
