"""The model: its file, word pieces, windows, the encoder, and the decoder from scores to spans."""
