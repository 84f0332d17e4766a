"""Many reports: words shared between them, claims, stories and origins."""
