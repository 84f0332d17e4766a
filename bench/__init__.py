"""Commands that measure whence, each printing one line of JSON."""
