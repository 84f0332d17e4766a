"""One module for each format that holds reports."""
