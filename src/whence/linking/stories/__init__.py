"""Stories: which reports are on the same happening."""
