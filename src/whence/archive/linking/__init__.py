"""Linking: the tables of links kept up to date, step by step, as reports come, change and go."""
