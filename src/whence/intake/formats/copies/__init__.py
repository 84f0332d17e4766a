"""Archived copies of pages, and archives of files."""
