"""Words that reports share: passages that one has from another, and the same quotation, exact or altered."""
