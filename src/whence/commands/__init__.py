"""Sixth floor: one command for each question."""
