"""An archive of reports and ledgers in one SQLite file. All SQL of whence is in this folder."""
