"""Saved and fetched web pages: their text and what they state of themselves."""
