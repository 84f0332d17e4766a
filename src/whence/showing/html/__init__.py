"""A ledger as one self-contained HTML page."""
