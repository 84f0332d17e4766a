"""Showing: ledgers and answers for people, in the terminal or as a web page."""
