"""Tables of what readers say of ledgers: the SQL of their migration.

They are kept apart from the ledgers, so that what whence found stays as it was found. A row refers to the version that
its author saw, and holds the words that it is about.

| table | one row is |
|---|---|
| corrections | what one reader says of one attribution: that it is none, or what is right; spans are JSON |
| notes | what one reader says of one question, and the status that the question has from then on |
"""

__all__ = ["REVIEW_TABLES"]

REVIEW_TABLES = """
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  marked TEXT NOT NULL,
  words TEXT NOT NULL,
  given TEXT,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  withdrawn_by TEXT,
  withdrawn_at TEXT,
  checksum INTEGER
);
CREATE INDEX corrections_version ON corrections (version);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  kind TEXT NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  start INTEGER NOT NULL,
  status TEXT,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  checksum INTEGER
);
CREATE INDEX notes_version ON notes (version);
CREATE INDEX notes_words ON notes (kind, words);
"""
