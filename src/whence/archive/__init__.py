"""Reports and ledgers on disk: the only SQL."""
