"""What readers say of ledgers: corrections of attributions, and notes on questions."""
