"""Lists of addresses: each is fetched, and no row is a report."""
