"""Ledgers and answers from an archive, for the terminal."""
