"""Tables that make lists of claims fast: the SQL of their migration.

What they hold follows from the tables of links. Triggers mark the claims that a change concerns as stale; answers take
these from the tables of links themselves, until the end of a linking brings all up to date. No trigger is on a table
that an import writes, so that a report can be added whatever became of the links.

| table | one row is |
|---|---|
| claim_entries | a claim: how many reports have it, its first day and place; its entry, if many reports have it |
| stale_claims | a claim whose entry may be out of date |
"""

__all__ = ["LIST_TABLES"]

_TABLES = """
CREATE TABLE claim_entries (
  claim INTEGER PRIMARY KEY,
  reports INTEGER NOT NULL,
  day TEXT,
  item INTEGER,
  number INTEGER,
  whence TEXT,
  entry TEXT
);
CREATE INDEX claim_entries_order ON claim_entries (reports DESC, day IS NULL, day, item, number, claim);
CREATE TABLE stale_claims (
  claim INTEGER PRIMARY KEY
);
INSERT OR IGNORE INTO stale_claims SELECT claim FROM claim_mentions;
"""
_OF_ITEMS = "SELECT claim FROM claim_mentions WHERE item IN ({})"
_OF_STORY = _OF_ITEMS.format("SELECT item FROM stories WHERE story = {0}.story UNION SELECT {0}.item")
_OPPOSED = """SELECT claim FROM claim_mentions WHERE key IN (
    SELECT second FROM claim_pairs WHERE first = {0}.wording
    UNION SELECT first FROM claim_pairs WHERE second = {0}.wording
  )"""
_OF_SISTERS = _OF_ITEMS.format(
    "SELECT other.item FROM stories JOIN stories AS other USING (story) WHERE stories.item = {0}.item"
    " UNION SELECT {0}.item"
)
_CONCERNED = {
    "claim_mentions": ("SELECT {0}.claim", "claim, wording"),
    "claim_pairs": ("SELECT claim FROM claim_mentions WHERE key IN ({0}.first, {0}.second)", "relation"),
    "passages": (_OF_ITEMS.format("{0}.earlier, {0}.later"), "first, first_by, agency"),
    "named_sources": (_OF_ITEMS.format("{0}.item"), "person"),
    "stories": (_OF_STORY, "story"),
    "link_aliases": ("SELECT claim FROM claim_mentions WHERE key = {0}.number", "number"),
    "linked": (_OF_SISTERS, "version"),
    "owners": ("SELECT claim FROM claim_entries WHERE entry IS NOT NULL", "owner"),
}
"""The claims that a row of a table concerns, as SQL, and the columns whose update changes something."""


def _triggers(table: str, concerned: str, columns: str) -> str:
    # While the first linking goes on, all claims are stale anyway.
    condition = "" if table == "claim_mentions" else "WHEN EXISTS (SELECT 1 FROM claim_entries) "
    written = []
    for event, rows in (("INSERT", ("new",)), ("DELETE", ("old",)), (f"UPDATE OF {columns}", ("old", "new"))):
        marked = "".join(f"INSERT OR IGNORE INTO stale_claims {concerned.format(row)};" for row in rows)
        name = f"{table}_{event.split()[0].lower()}_stale"
        written.append(f"CREATE TRIGGER {name} AFTER {event} ON {table} {condition}BEGIN {marked} END;")
    return "\n".join(written)


_WORDING_TRIGGERS = "".join(
    f"CREATE TRIGGER wording_{event.lower()}_stale AFTER {event} ON claim_mentions"
    f" WHEN EXISTS (SELECT 1 FROM claim_entries) BEGIN INSERT OR IGNORE INTO stale_claims {_OPPOSED.format(row)}; END;"
    for event, row in (("INSERT", "new"), ("DELETE", "old"), ("UPDATE", "new"))
)
LIST_TABLES = _TABLES + "\n".join(_triggers(table, *told) for table, told in _CONCERNED.items()) + _WORDING_TRIGGERS
