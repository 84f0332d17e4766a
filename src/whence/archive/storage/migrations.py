"""Migrations: the archive's tables, as numbered steps from an empty file to the current schema.

A released step is never changed; a change of the tables is a further step at the end. ``PRAGMA user_version`` counts
the steps that an archive has had.

| table | one row is |
|---|---|
| reports | a report, also after it changed |
| versions | a version of a report: metadata, provenance, the model that read it, counts of its ledger's parts |
| texts | a version's text, and its ledger: the JSON form without the text, compressed by zlib |
| addresses | an identity key of a report (address, path or other name), and the version it last stood for |
| digests | SHA-256 of bytes that were read, and the version they gave |
| sources, attributions, events, findings | a part of a version's ledger |
| changes | words that differ between a version and the one before it |
| rejected | an input that could not be read |
| feeds, visits | a watched feed, and the fetch history of an address |
| names | a word of a name, with its sound key |
| segments | a range of versions in a Parquet segment |
| words | a version in the full-text index, without its texts |
| checksums | checksums of a version, which show later alterations |
| owners | a row of the table of owners that a user gave |
| corrections, notes | what readers say of ledgers: see `whence.archive.storage.review_tables` |
| claim_entries, stale_claims | entries of claims in lists: see `whence.archive.storage.list_tables` |
| cited_sources, cited_totals, uncounted | whom linked reports cite: see `whence.archive.storage.source_tables` |
| link_revision | when answers about linked reports change: see `whence.archive.storage.answer_tables` |
| linked, and all others | links among reports: see `whence.archive.storage.link_tables` |

Steps may call the functions of `whence.archive.storage.sql_functions`.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import apsw

from whence.archive.storage.answer_tables import ANSWER_TABLES, PROFILE_INDEXES
from whence.archive.storage.link_tables import CORRECTED_CLAIMS, KEPT_POSTINGS, LINK_TABLES
from whence.archive.storage.list_tables import LIST_TABLES
from whence.archive.storage.review_tables import REVIEW_TABLES
from whence.archive.storage.source_tables import SOURCE_TABLES

__all__ = ["APPLICATION_ID", "MIGRATIONS", "ROW_CHECKSUMS", "VERSION_CHECKSUMS", "WORDS", "migrate", "steps_done"]

APPLICATION_ID = int.from_bytes(b"whnc")
"""Marks an SQLite file as an archive: https://www.sqlite.org/fileformat.html#application_id."""

_FIRST = """
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  number INTEGER NOT NULL,
  is_latest INTEGER NOT NULL,
  content TEXT NOT NULL,
  key TEXT NOT NULL,
  headline TEXT,
  publisher TEXT,
  byline TEXT NOT NULL,
  published TEXT,
  day TEXT,
  language TEXT,
  url TEXT,
  added TEXT NOT NULL,
  model TEXT NOT NULL,
  whence TEXT NOT NULL,
  attribution_count INTEGER NOT NULL,
  source_count INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  finding_count INTEGER NOT NULL,
  named REAL NOT NULL,
  described REAL NOT NULL,
  withheld REAL NOT NULL,
  documentary REAL NOT NULL,
  nobody REAL NOT NULL,
  own REAL NOT NULL,
  input TEXT NOT NULL,
  fetched TEXT,
  digest TEXT NOT NULL,
  extractor TEXT NOT NULL,
  etag TEXT,
  modified TEXT,
  UNIQUE (report, number)
);
CREATE INDEX versions_content ON versions (content);
CREATE INDEX versions_key ON versions (key);
CREATE INDEX versions_latest ON versions (is_latest, day, id);
CREATE INDEX versions_asked ON versions (id, is_latest, day, publisher, language);
CREATE INDEX versions_publisher ON versions (publisher COLLATE NOCASE, day);
CREATE TABLE texts (
  version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  text TEXT NOT NULL,
  ledger BLOB NOT NULL
);
CREATE TABLE addresses (
  address TEXT PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX addresses_version ON addresses (version);
CREATE TABLE digests (
  digest TEXT PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX digests_version ON digests (version);
CREATE TABLE sources (
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT,
  naming TEXT,
  country TEXT,
  attribution_count INTEGER NOT NULL,
  PRIMARY KEY (version, id)
) WITHOUT ROWID;
CREATE INDEX sources_name ON sources (name COLLATE NOCASE);
CREATE TABLE attributions (
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  number INTEGER NOT NULL,
  source TEXT,
  name TEXT,
  kind TEXT,
  naming TEXT,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  quotation TEXT NOT NULL,
  channel TEXT,
  stance TEXT,
  level TEXT,
  polarity TEXT,
  score REAL,
  relays TEXT NOT NULL,
  within TEXT,
  start INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (version, number)
) WITHOUT ROWID;
CREATE INDEX attributions_asked ON attributions (version, kind, naming, level);
CREATE TABLE events (
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  number INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  actor TEXT,
  actor_code TEXT,
  recipient TEXT,
  recipient_code TEXT,
  country TEXT,
  first_day TEXT,
  last_day TEXT,
  told_as TEXT NOT NULL,
  attribution TEXT,
  certainty REAL NOT NULL,
  start INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (version, number)
) WITHOUT ROWID;
CREATE INDEX events_type ON events (type);
CREATE TABLE findings (
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  note TEXT NOT NULL,
  start INTEGER NOT NULL,
  PRIMARY KEY (version, number)
) WITHOUT ROWID;
CREATE INDEX findings_kind ON findings (kind);
CREATE TABLE changes (
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  number INTEGER NOT NULL,
  field TEXT NOT NULL,
  lead TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (version, number)
) WITHOUT ROWID;
CREATE TABLE rejected (
  input TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  digest TEXT,
  reader TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE feeds (
  url TEXT PRIMARY KEY,
  etag TEXT,
  modified TEXT,
  asked REAL,
  due REAL NOT NULL,
  failures INTEGER NOT NULL,
  problem TEXT
) WITHOUT ROWID;
CREATE TABLE visits (
  address TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  first REAL NOT NULL,
  last REAL NOT NULL,
  etag TEXT,
  modified TEXT,
  updated TEXT,
  failures INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX visits_first ON visits (first);
CREATE TABLE names (
  word TEXT PRIMARY KEY,
  is_latin INTEGER NOT NULL,
  sound TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX names_sound ON names (is_latin, sound);
CREATE TABLE segments (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  is_stale INTEGER NOT NULL,
  seal TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (
  headlines, text, contents, sources,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
"""


def _row_checksum_sql(table: str, texts: str, others: str = "") -> str:
    """Write the checksum of a row's columns. Texts are taken as bytes, because damaged ones may not be UTF-8."""
    values = [f"typeof({table}.{column}), CAST({table}.{column} AS BLOB)" for column in texts.split()]
    return f"checksum({', '.join([*values, *(f'{table}.{column}' for column in others.split())])})"


def _rows_checksum_sql(table: str, texts: str, others: str) -> str:
    """Write the checksum of a version's rows in a table, independent of their order."""
    return (
        f"(SELECT coalesce(sum({_row_checksum_sql(table, texts, others)}), 0) FROM {table} WHERE version = versions.id)"
    )


VERSION_CHECKSUMS = {
    "fields": _row_checksum_sql(
        "versions",
        "content key headline publisher byline published day language url added model whence input fetched digest"
        " extractor etag modified",
        "report attribution_count source_count event_count finding_count named described withheld documentary nobody"
        " own",
    ),
    "text": _row_checksum_sql("texts", "text"),
    "ledger": _row_checksum_sql("texts", "", "ledger"),
    "parts": "({})".format(
        " + ".join(
            [
                _rows_checksum_sql("sources", "id name kind naming country", "attribution_count"),
                _rows_checksum_sql(
                    "attributions",
                    "source name kind naming cue content quotation channel stance level polarity relays within",
                    "number score start confidence",
                ),
                _rows_checksum_sql(
                    "events",
                    "type mode actor actor_code recipient recipient_code country first_day last_day told_as"
                    " attribution",
                    "number certainty start confidence",
                ),
                _rows_checksum_sql("findings", "kind words note", "number start"),
            ]
        )
    ),
    "changes": _rows_checksum_sql("changes", "field lead before after", "number"),
}
"""Checksums of a version by their columns in ``checksums``, over ``versions JOIN texts``. Columns that may change later
(the version's place among the others) are left out."""

_FIRST_ROW_CHECKSUMS = {
    "reports": _row_checksum_sql("reports", "key"),
    "addresses": _row_checksum_sql("addresses", "address", "version"),
    "digests": _row_checksum_sql("digests", "digest", "version"),
    "rejected": _row_checksum_sql("rejected", "input reason digest reader at"),
}
ROW_CHECKSUMS = {
    **_FIRST_ROW_CHECKSUMS,
    "corrections": _row_checksum_sql(
        "corrections", "key marked words given note author at withdrawn_by withdrawn_at", "version"
    ),
    "notes": _row_checksum_sql("notes", "key kind spans words status note author at", "version start"),
}
"""Checksums of single rows, by table; stored in the column ``checksum``."""

WORDS = """
SELECT versions.id, indexed(CAST(versions.headline AS BLOB)),
  indexed_body(CAST(texts.text AS BLOB), CAST(versions.headline AS BLOB)),
  indexed((
    SELECT CAST(group_concat(content, char(32, 57344, 32) ORDER BY number) AS BLOB)
    FROM attributions WHERE version = versions.id
  )),
  indexed_names(texts.ledger)
FROM versions JOIN texts ON texts.version = versions.id
"""
"""Text of each version for the full-text index; contents are separated by the barrier of
`whence.archive.storage.index_terms`."""

_ROW_CHECKSUM_COLUMNS = "".join(
    f"ALTER TABLE {table} ADD COLUMN checksum INTEGER; UPDATE {table} SET checksum = {told};"
    for table, told in _FIRST_ROW_CHECKSUMS.items()
)

# Names of relays become a list, like bylines; older segments have them in another form. The full-text index is rebuilt
# from folded words and without contentless_delete: SQLite before 3.43 does not know that option, and then reads no
# table at all.
_SECOND = f"""
UPDATE attributions SET relays = iif(relays = '', '[]', '[' || replace(json_quote(relays), '; ', '", "') || ']');
UPDATE segments SET is_stale = 1;
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
  headlines, text, contents, sources,
  content = '',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
INSERT INTO words (rowid, headlines, text, contents, sources) {WORDS};
CREATE TABLE checksums (
  version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  {", ".join(f"{column} INTEGER NOT NULL" for column in VERSION_CHECKSUMS)}
);
INSERT INTO checksums
SELECT versions.id, {", ".join(VERSION_CHECKSUMS.values())} FROM versions JOIN texts ON texts.version = versions.id;
{_ROW_CHECKSUM_COLUMNS}
"""

_OWNERS = """
CREATE TABLE owners (
  line INTEGER PRIMARY KEY,
  outlet TEXT NOT NULL,
  owner TEXT NOT NULL
);
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _SECOND,
    LINK_TABLES,
    _OWNERS,
    REVIEW_TABLES,
    LIST_TABLES,
    ANSWER_TABLES,
    SOURCE_TABLES,
    CORRECTED_CLAIMS,
    KEPT_POSTINGS,
    PROFILE_INDEXES,
)
"""The migrations in order, as SQL. Each runs in one transaction."""


def steps_done(connection: apsw.Connection) -> int:
    """Return the number of migrations already applied to an archive."""
    return int(connection.pragma("user_version"))


def migrate(connection: apsw.Connection, path: Path, steps: Sequence[str]) -> None:
    """Apply the pending migrations, each in one transaction, after copying the archive.

    Args:
        connection: A writable connection with the SQL functions that migrations call.
        path: Path of the archive; the copy is made beside it. An archive without tables is not copied.
        steps: All migrations, as in `MIGRATIONS`.
    """
    done = steps_done(connection)
    if 0 < done < len(steps):
        _copy(connection, Path(f"{path}-before-{len(steps)}"))
    for number, step in enumerate(steps[done:], done + 1):
        with connection:
            connection.execute(step)
            connection.pragma("application_id", APPLICATION_ID)
            connection.pragma("user_version", number)


def _copy(connection: apsw.Connection, where: Path) -> None:
    temporary = where.with_name(where.name + ".part")
    temporary.unlink(missing_ok=True)
    with closing(apsw.Connection(str(temporary))) as copy, copy.backup("main", connection, "main") as backup:
        while not backup.done:
            backup.step(1000)
    temporary.replace(where)
