"""Which whence this is. The package's metadata and every ledger take it from here."""

VERSION = "0.1.0"
