"""Fetching over HTTP: polite requests, robots.txt, feeds and sitemaps."""
