"""What can be done from the desk: one function for each action, run by the only thread that writes."""
