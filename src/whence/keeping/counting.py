"""Counts over an archive, asked of its tables: the sources it cites, and what it holds."""

from whence.keeping.querying import condition, match_names
from whence.keeping.store import Row, Store, Value
from whence.records.holdings import Count, Filters, SourceCount, Stats

__all__ = ["count_all", "count_sources"]

_ALL = -1
_SHARES = ("named", "described", "withheld", "documentary", "nobody", "own")


def count_sources(store: Store, filters: Filters, *, name: str | None, limit: int | None) -> list[SourceCount]:
    """List the sources that are cited, by name, kind and naming, those with most attributions first.

    Args:
        store: The archive's file.
        filters: Which reports count; kind and naming are asked of the source itself.
        name: A part of the sources' names, in any script.
        limit: How many at most.
    """
    reports = Filters(
        publisher=filters.publisher, since=filters.since, until=filters.until, certainty=filters.certainty,
        event=filters.event, finding=filters.finding, language=filters.language,
    )  # fmt: skip
    asked = condition(store, reports)
    where, values = [asked.sql, "sources.attribution_count > 0"], [*asked.values]
    for column, wanted in (("kind", filters.kind), ("naming", filters.naming)):
        if wanted is not None:
            where.append(f"sources.{column} = ?")
            values.append(wanted)
    called = name or filters.source
    if called:
        where.append("versions.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append("{sources} : (" + match_names(store, called) + ")")
    rows = store.rows(
        "SELECT sources.name, sources.kind, sources.naming, max(sources.country), sum(sources.attribution_count),"
        " count(DISTINCT versions.report), count(DISTINCT versions.publisher), min(versions.day), max(versions.day)"
        " FROM versions JOIN sources ON sources.version = versions.id"
        f" WHERE {' AND '.join(where)} GROUP BY 1, 2, 3 ORDER BY 5 DESC, 6 DESC, 1, 2, 3 LIMIT ?",
        (*values, _ALL if limit is None else limit),
    )
    return [_source_count(row) for row in rows]


def count_all(store: Store, filters: Filters, *, top: int) -> Stats:
    """Count what the archive holds of the reports asked about.

    Args:
        store: The archive's file.
        filters: Which reports count.
        top: How many of the sources cited most.
    """
    asked = condition(store, filters)
    base = f"FROM versions WHERE {asked.sql}"
    totals = store.rows(
        "SELECT count(*), coalesce(sum(attribution_count), 0), coalesce(sum(source_count), 0),"
        f" coalesce(sum(event_count), 0), {', '.join(f'coalesce(avg({share}), 0)' for share in _SHARES)} {base}",
        asked.values,
    )[0]
    everything = condition(store, filters, all_versions=True)
    versions = store.rows(f"SELECT count(*) FROM versions WHERE {everything.sql}", everything.values)[0][0]
    publishers_months = store.rows(
        f"SELECT coalesce(publisher, ''), coalesce(substr(day, 1, 7), ''), count(*) {base} GROUP BY 1, 2 ORDER BY 1, 2",
        asked.values,
    )
    named = Filters(
        publisher=filters.publisher, since=filters.since, until=filters.until, source=filters.source, naming="named",
        kind=filters.kind, certainty=filters.certainty, event=filters.event, finding=filters.finding,
        language=filters.language,
    )  # fmt: skip
    return Stats(
        reports=totals[0],
        versions=versions,
        attributions=totals[1],
        sources=totals[2],
        events=totals[3],
        rejected=store.rows("SELECT count(*) FROM rejected")[0][0],
        publishers=_summed(publishers_months, 0),
        months=tuple(sorted(_summed(publishers_months, 1), key=lambda one: one.name)),
        publisher_months=tuple((row[0], row[1], row[2]) for row in publishers_months),
        mix=tuple((share, round(value, 4)) for share, value in zip(_SHARES, totals[4:], strict=True)),
        cited=tuple(count_sources(store, named, name=None, limit=top)),
        findings=_grouped(store, "findings", "kind", asked.sql, asked.values),
        event_types=_grouped(store, "events", "type", asked.sql, asked.values),
    )


def _grouped(store: Store, table: str, column: str, where: str, values: tuple[Value, ...]) -> tuple[Count, ...]:
    rows = store.rows(
        f"SELECT {table}.{column}, count(*) FROM {table} JOIN versions ON versions.id = {table}.version"
        f" WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1",
        values,
    )
    return tuple(Count(name=name, count=count) for name, count in rows)


def _summed(rows: list[Row], column: int) -> tuple[Count, ...]:
    """Add up the last column by another."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row[column]] = sums.get(row[column], 0) + row[-1]
    return tuple(
        Count(name=name, count=count) for name, count in sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    )


def _source_count(row: Row) -> SourceCount:
    name, kind, naming, country, attributions, reports, publishers, first, last = row
    return SourceCount(
        name=name,
        kind=kind,
        naming=naming,
        country=country,
        attributions=attributions,
        reports=reports,
        publishers=publishers,
        first=first,
        last=last,
    )
