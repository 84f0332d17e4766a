"""Many reports: words shared between them, claims, stories, people and origins."""
