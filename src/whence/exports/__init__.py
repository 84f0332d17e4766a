"""Exports: ledgers for other programs, one module per format."""
