"""Whom linked reports cite and how often, kept so that the list of all sources need not count them."""

from whence.archive.links.ids import OUTDATED
from whence.archive.storage.store import Row, Store

__all__ = ["are_counted", "leading_sources", "update_cited_sources"]

_MOST_WAITING = 20_000
"""Reports that may wait to be linked: these are counted for each answer, a thousand in some 7 ms."""
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
_WAITING = "SELECT version FROM unlinked WHERE version NOT IN (SELECT version FROM linked)"
# Of all sources, only those can be on the page that have as many attributions as the last of so many; those of reports
# that wait to be linked are added to what is kept.
_LEADING = f"""
WITH waiting AS MATERIALIZED (
  SELECT sources.name AS name, coalesce(sources.kind, '') AS kind, coalesce(sources.naming, '') AS naming,
    0 AS person, versions.id AS version, sources.country AS country, sources.attribution_count AS times, publisher, day
  FROM ({_WAITING}) AS queued CROSS JOIN versions ON versions.id = queued.version
  CROSS JOIN sources ON sources.version = versions.id
  WHERE versions.is_latest = 1 AND sources.attribution_count > 0
), least AS MATERIALIZED (
  SELECT coalesce((SELECT times FROM cited_totals ORDER BY times DESC LIMIT 1 OFFSET ?1 - 1), 0) AS times
), leading AS MATERIALIZED (
  SELECT name, kind, naming, person FROM cited_totals WHERE times >= (SELECT times FROM least)
  UNION SELECT name, kind, naming, person FROM waiting GROUP BY name, kind, naming, person
  HAVING sum(times) + coalesce((
    SELECT times FROM cited_totals AS kept WHERE kept.name = waiting.name AND kept.kind = waiting.kind
    AND kept.naming = waiting.naming AND kept.person = waiting.person
  ), 0) >= (SELECT times FROM least)
), cited AS (
  SELECT name, kind, naming, person, version, country, times, publisher, day
  FROM leading CROSS JOIN cited_sources USING (name, kind, naming, person)
  UNION ALL SELECT name, kind, naming, person, version, country, times, publisher, day
  FROM waiting WHERE (name, kind, naming, person) IN (SELECT name, kind, naming, person FROM leading)
)
SELECT name, nullif(kind, '') AS kind, nullif(naming, '') AS naming, max(country), sum(times), count(DISTINCT version),
  count(DISTINCT publisher), min(day), max(day), nullif(person, 0) AS person
FROM cited GROUP BY cited.name, cited.kind, cited.naming, cited.person
ORDER BY 5 DESC, 6 DESC, 1, 2 NULLS FIRST, 3 NULLS FIRST, 10 NULLS FIRST LIMIT ?2 OFFSET ?3
"""
_ARE_COUNTED = f"""
SELECT NOT EXISTS (SELECT 1 FROM uncounted) AND NOT EXISTS ({OUTDATED})
  AND (SELECT count(*) FROM (SELECT 1 FROM unlinked LIMIT {_MOST_WAITING + 1})) <= {_MOST_WAITING}
  AND (SELECT count(*) FROM versions WHERE is_latest = 1)
    = (SELECT count(*) FROM linked) + (SELECT count(*) FROM ({_WAITING}))
"""


def are_counted(store: Store) -> bool:
    """Check that what is kept, and the reports that wait to be linked, are all latest versions as they are now."""
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
