"""Press databases: downloads with many reports in one file."""
