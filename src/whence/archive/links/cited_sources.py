"""Whom linked reports cite and how often, kept so that the list of all sources need not count them."""

from whence.archive.storage.store import Row, Store

__all__ = ["are_counted", "leading_sources", "update_cited_sources"]

_MOST_DIRTY = 20_000
"""Versions that are counted anew for each answer, at most: with more, counting all is hardly slower."""
_UPDATE = """
DELETE FROM cited_sources WHERE version IN (SELECT version FROM uncounted);
INSERT INTO cited_sources
SELECT coalesce(people.name, sources.name), coalesce(people.kind, sources.kind, ''), coalesce(sources.naming, ''),
  coalesce(people.person, 0), versions.id, sources.id, sources.country, sources.attribution_count, versions.publisher,
  versions.day
FROM uncounted CROSS JOIN linked USING (version) CROSS JOIN versions ON versions.id = uncounted.version
CROSS JOIN sources ON sources.version = versions.id
LEFT JOIN named_sources ON named_sources.item = linked.item AND named_sources.source = sources.id
LEFT JOIN people ON people.person = named_sources.person
WHERE versions.is_latest = 1 AND sources.attribution_count > 0;
DELETE FROM uncounted;
DELETE FROM cited_totals WHERE times = 0;
"""
_DIRTY = "SELECT version FROM uncounted UNION SELECT version FROM unlinked"
"""SQL for the versions that are counted anew for each answer: those that wait to be linked, or were since they were
counted."""
# Of all sources, only those can be on the page that have as many attributions as the last of so many whose versions
# are all counted.
_LEADING = f"""
WITH dirty AS MATERIALIZED ({_DIRTY}), again AS MATERIALIZED (
  SELECT coalesce(people.name, sources.name) AS name, coalesce(people.kind, sources.kind, '') AS kind,
    coalesce(sources.naming, '') AS naming, coalesce(people.person, 0) AS person, versions.id AS version,
    sources.country AS country, sources.attribution_count AS times, versions.publisher AS publisher, versions.day AS day
  FROM dirty CROSS JOIN versions ON versions.id = dirty.version CROSS JOIN sources ON sources.version = versions.id
  LEFT JOIN unlinked ON unlinked.version = versions.id
  LEFT JOIN linked ON linked.version = versions.id AND unlinked.version IS NULL
  LEFT JOIN named_sources ON named_sources.item = linked.item AND named_sources.source = sources.id
  LEFT JOIN people ON people.person = named_sources.person
  WHERE versions.is_latest = 1 AND sources.attribution_count > 0
), least AS MATERIALIZED (
  SELECT coalesce((SELECT times FROM cited_totals ORDER BY times DESC LIMIT 1 OFFSET ?1 - 1 + (
    SELECT count(*) FROM (
      SELECT DISTINCT name, kind, naming, person FROM dirty CROSS JOIN cited_sources USING (version)
    )
  )), 0) AS times
), leading AS MATERIALIZED (
  SELECT name, kind, naming, person FROM cited_totals WHERE times >= (SELECT times FROM least)
  UNION SELECT name, kind, naming, person FROM again GROUP BY name, kind, naming, person
  HAVING sum(times) + coalesce((
    SELECT times FROM cited_totals AS kept WHERE kept.name = again.name AND kept.kind = again.kind
    AND kept.naming = again.naming AND kept.person = again.person
  ), 0) >= (SELECT times FROM least)
), cited AS (
  SELECT name, kind, naming, person, version, country, times, publisher, day
  FROM leading CROSS JOIN cited_sources USING (name, kind, naming, person)
  WHERE version NOT IN (SELECT version FROM dirty)
  UNION ALL SELECT name, kind, naming, person, version, country, times, publisher, day
  FROM again WHERE (name, kind, naming, person) IN (SELECT name, kind, naming, person FROM leading)
)
SELECT name, nullif(kind, '') AS kind, nullif(naming, '') AS naming, max(country), sum(times), count(DISTINCT version),
  count(DISTINCT publisher), min(day), max(day), nullif(person, 0) AS person
FROM cited GROUP BY cited.name, cited.kind, cited.naming, cited.person
ORDER BY 5 DESC, 6 DESC, 1, 2 NULLS FIRST, 3 NULLS FIRST, 10 NULLS FIRST LIMIT ?2 OFFSET ?3
"""
_ARE_COUNTED = f"""
WITH dirty AS MATERIALIZED (SELECT version FROM ({_DIRTY}) LIMIT {_MOST_DIRTY} + 1)
SELECT (SELECT count(*) FROM dirty) <= {_MOST_DIRTY}
  AND (SELECT count(*) FROM versions WHERE is_latest = 1)
    - (SELECT count(*) FROM dirty CROSS JOIN versions ON versions.id = dirty.version AND is_latest = 1)
    = (SELECT count(*) FROM linked) - (SELECT count(*) FROM dirty CROSS JOIN linked USING (version))
"""


def are_counted(store: Store) -> bool:
    """Check that what is kept, and what is counted anew, are all latest versions, and the latter not too many."""
    return bool(store.rows(_ARE_COUNTED)[0][0])


def leading_sources(store: Store, *, limit: int, offset: int) -> list[Row]:
    """List the sources that are cited most, as `whence.archive.columnar.count` counts all; only if `are_counted`.

    Args:
        store: The archive's file.
        limit: Most sources, at least 1.
        offset: Number of most cited sources to skip.
    """
    return store.rows(_LEADING, (limit + offset, limit, offset))


def update_cited_sources(store: Store) -> None:
    """Count what a linking has changed. Call within `Store.writing`."""
    if store.one("SELECT 1 FROM uncounted LIMIT 1"):
        with store.transaction():
            store.run(_UPDATE)
