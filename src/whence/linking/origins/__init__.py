"""Origins: whom a claim comes from, and how many they are."""
