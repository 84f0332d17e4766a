"""Adding reports to an archive, watching feeds, reading again."""
