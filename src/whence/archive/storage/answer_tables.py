"""What makes frequent answers fast: the SQL of its migration.

The number in ``link_revision`` grows whenever an answer about linked reports may have changed, so that such an answer
can be kept until then. A report that is queued again changes answers too, without growing it: see
`whence.archive.links.ids.OUTDATED`. No trigger is on a table that an import of new reports writes.

| table or index | what for |
|---|---|
| link_revision | one row: the number |
| versions_outlet | how many reports are of which publisher, and those of one |
| versions_resting | what the reports of a publisher rest on |
| versions_questioned | the latest reports with questions |
| sources_bodies | the named organisations that a report cites |
| claim_pairs_disagreeing, claim_pairs_disagreeing_second | the few pairs of claims that disagree |
| attributions_relayed | the few attributions that came through somebody, without reading all others of their reports |
"""

__all__ = ["ANSWER_TABLES", "PROFILE_INDEXES"]

_TABLES = """
CREATE TABLE link_revision (
  number INTEGER NOT NULL
);
INSERT INTO link_revision VALUES (0);
CREATE INDEX versions_outlet ON versions (is_latest, publisher);
CREATE INDEX versions_questioned ON versions (is_latest, day) WHERE finding_count > 0;
"""
_CHANGED = (
    ("linked", "INSERT"),
    ("linked", "DELETE"),
    ("unsettled_portraits", "DELETE"),
    ("unsettled_stories", "DELETE"),
    ("unsettled_people", "DELETE"),
    ("lost_sources", "DELETE"),
    ("owners", "INSERT"),
    ("owners", "DELETE"),
)
"""Every transaction of a linking, or of the table of owners, makes one of these changes."""
_TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_{event.lower()}_revised AFTER {event} ON {table}"
    " BEGIN UPDATE link_revision SET number = number + 1; END;"
    for table, event in _CHANGED
)
ANSWER_TABLES = _TABLES + _TRIGGERS
PROFILE_INDEXES = """
CREATE INDEX attributions_relayed ON attributions (version, source, relays) WHERE relays <> '[]';
CREATE INDEX sources_bodies ON sources (version, name, kind, naming, attribution_count)
  WHERE kind = 'organisation' AND naming = 'named' AND attribution_count > 0;
CREATE INDEX versions_resting ON versions (
  is_latest, publisher, day, number, named, described, withheld, documentary, nobody, own
) WHERE is_latest = 1;
CREATE INDEX claim_pairs_disagreeing ON claim_pairs (first, second) WHERE relation = 'disagreeing';
CREATE INDEX claim_pairs_disagreeing_second ON claim_pairs (second, first) WHERE relation = 'disagreeing';
"""
"""A later step: what a view asks of all reports of an outlet, or claims of a source, without reading their rows."""
