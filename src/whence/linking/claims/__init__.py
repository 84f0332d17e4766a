"""Claims: whether two say the same in other words, disagree, or neither."""
