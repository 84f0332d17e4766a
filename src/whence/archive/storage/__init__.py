"""The archive file: tables, rows, atomic files."""
