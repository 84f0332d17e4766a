"""What linking needs of each report, made from its ledger alone, and the same in bytes."""
