"""What the desk shows: one function for each view, from a question to the archive to a record."""
