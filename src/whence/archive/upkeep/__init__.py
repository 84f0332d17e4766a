"""Checking, repairing and compacting an archive."""
