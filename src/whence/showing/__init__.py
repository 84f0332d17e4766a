"""Fifth floor: ledgers for people and for programs."""
