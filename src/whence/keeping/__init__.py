"""Fourth floor: the archive on disk."""
