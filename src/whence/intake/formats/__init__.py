"""File formats: plain text, tables (JSON Lines, CSV, Parquet) and web archives (WARC)."""
