"""The archive file: tables and their migrations, rows, checksums, atomic writes."""
