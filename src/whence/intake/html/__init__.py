"""Saved and fetched web pages: article text and metadata."""
