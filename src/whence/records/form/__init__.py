"""The one JSON form, version 1: what `whence read --json` prints."""
