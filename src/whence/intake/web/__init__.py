"""Fetching over HTTP: addresses, feeds, and politeness."""
