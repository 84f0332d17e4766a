"""Tables that make the list of sources fast: the SQL of their migration.

They hold what linked reports cite, by who that is. Triggers mark the versions of which a change of links may have
changed this; the end of a linking counts these anew, and answers do until then.
No trigger is on a table that an import writes.

| table | one row is |
|---|---|
| cited_sources | a source that a linked version cites; kind and naming are '' and the person is 0 if there is none |
| cited_totals | how many attributions one has in all of them; triggers keep it |
| uncounted | a version whose rows in the first may be out of date |
"""

__all__ = ["SOURCE_TABLES"]

_TABLES = """
CREATE TABLE cited_sources (
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  naming TEXT NOT NULL,
  person INTEGER NOT NULL,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  country TEXT,
  times INTEGER NOT NULL,
  publisher TEXT,
  day TEXT,
  PRIMARY KEY (name, kind, naming, person, version, source)
) WITHOUT ROWID;
CREATE INDEX cited_sources_version ON cited_sources (version);
CREATE TABLE cited_totals (
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  naming TEXT NOT NULL,
  person INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (name, kind, naming, person)
) WITHOUT ROWID;
CREATE INDEX cited_totals_times ON cited_totals (times);
CREATE TABLE uncounted (
  version INTEGER PRIMARY KEY
);
INSERT INTO uncounted SELECT version FROM linked;
CREATE TRIGGER cited_source_added AFTER INSERT ON cited_sources BEGIN
  INSERT INTO cited_totals VALUES (new.name, new.kind, new.naming, new.person, new.times)
  ON CONFLICT DO UPDATE SET times = times + excluded.times;
END;
CREATE TRIGGER cited_source_removed AFTER DELETE ON cited_sources BEGIN
  UPDATE cited_totals SET times = times - old.times
  WHERE name = old.name AND kind = old.kind AND naming = old.naming AND person = old.person;
END;
"""
_OF_ITEM = "SELECT version FROM linked WHERE item = {}.item"
_OF_PERSON = "SELECT version FROM linked WHERE item IN (SELECT item FROM named_sources WHERE person = {}.person)"
_CONCERNED = {
    "linked": ("SELECT {}.version", ("version",)),
    "named_sources": (_OF_ITEM, ("person",)),
    "people": (_OF_PERSON, ("kind", "name")),
}
"""The versions that a row of a table concerns, as SQL, and the columns whose update changes something."""


def _triggers(table: str, concerned: str, columns: tuple[str, ...]) -> str:
    changed = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
    written = []
    for event, condition, rows in (
        ("INSERT", "", ("new",)),
        ("DELETE", "", ("old",)),
        (f"UPDATE OF {', '.join(columns)}", f"WHEN {changed} ", ("old", "new")),
    ):
        marked = "".join(f"INSERT OR IGNORE INTO uncounted {concerned.format(row)};" for row in rows)
        name = f"{table}_{event.split()[0].lower()}_uncounted"
        written.append(f"CREATE TRIGGER {name} AFTER {event} ON {table} {condition}BEGIN {marked} END;")
    return "\n".join(written)


SOURCE_TABLES = _TABLES + "\n".join(_triggers(table, *told) for table, told in _CONCERNED.items())
