"""Queries: look-ups, full-text search, filters."""
