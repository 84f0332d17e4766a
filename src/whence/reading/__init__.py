"""Reading: a report becomes a ledger."""
