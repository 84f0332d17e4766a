"""Second floor: a report becomes a ledger."""
