"""Intake: turn files, tables, web archives, pages and feeds into reports."""
