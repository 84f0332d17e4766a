"""The model: its file, its word pieces and windows, the encoder, and how scores become spans."""
