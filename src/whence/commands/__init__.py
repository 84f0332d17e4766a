"""The command line: one command for each task, and what commands share."""
