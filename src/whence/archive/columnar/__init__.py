"""Arrow tables, Parquet and DuckDB: columns for export and fast counts."""
