"""What is known of words and of the world: word lists, tables, scripts. No model, no report."""
