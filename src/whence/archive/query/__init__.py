"""What an archive answers: look-ups, search, filters."""
