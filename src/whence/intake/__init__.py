"""First floor: the outside world becomes reports."""
