"""Ledgers and answers for the terminal."""
