"""Aggregates over an archive: cited sources, and counts of reports, sources, events and findings."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from whence.archive.columnar.arrow import has_packages
from whence.archive.columnar.segments import Segment, fresh_segments
from whence.archive.links.cited_sources import are_counted, leading_sources
from whence.archive.links.owners import count_by_owner, open_owners
from whence.archive.links.people_lookup import PEOPLE_CALLED, find_person, is_person_id, person_by_number
from whence.archive.query.filters import Condition, SqlPart, citing, condition, has_words
from whence.archive.query.mixes import SUMS_OF_SHARES, mean_shares
from whence.archive.storage.id_numbers import number_of_id
from whence.archive.storage.store import Row, Store, Value
from whence.intake.urls import host_of
from whence.linking.origins.outlet_groups import group_outlets
from whence.linking.origins.owner_table import OwnerTable
from whence.records.answers import Count, Filters, SourceCount, Stats

__all__ = [
    "SqliteTables",
    "Tables",
    "count_all",
    "count_all_in",
    "count_over",
    "count_over_columns",
    "count_sources",
    "count_sources_in",
    "count_versions",
    "is_duckdb_faster",
]

# Use DuckDB only from this many versions in segments on. DuckDB takes 0.2 s to start, as long as SQLite takes to count
# over 20,000 versions. After that it counts segments seven times as fast as SQLite, and versions outside segments a
# little slower. Over 100,000 versions whence stats takes 1.2 s by SQLite, 0.3 s with all of them in segments and 1.2 s
# with half; over a million 20 s, 2.9 s and 14 s. On one core of a busy machine, after whence compact, with ten sources,
# twenty attributions, four events and four findings a version.
_MIN_SEGMENT_VERSIONS = 20_000
_MAX_LOOSE_VERSIONS = 200_000
"""Versions outside segments are loaded into memory, 1 kB each."""
_ALL = (1 << 63) - 1
"""Both SQLite and DuckDB take this for no LIMIT."""
_UNLINKED = ("sources.name", "sources.kind", "CAST(NULL AS BIGINT)", "")
_LINKED = (
    "coalesce(people.name, sources.name)",
    "coalesce(people.kind, sources.kind)",
    "people.person",
    """LEFT JOIN unlinked ON unlinked.version = versions.id
    LEFT JOIN linked ON linked.version = versions.id AND unlinked.version IS NULL
    LEFT JOIN named_sources ON named_sources.item = linked.item AND named_sources.source = sources.id
    LEFT JOIN people ON people.person = named_sources.person""",
)
"""SQL for a source's name, its kind and its person, and the joins that these need."""
_EVERYTHING = Filters()
_Answer = TypeVar("_Answer")


class Tables(Protocol):
    """Tables to count over: the archive's own in SQLite, or its columns in DuckDB. Both take the same SQL."""

    @property
    def finds_top_first(self) -> bool:
        """True if it is faster to find the top rows first and count reports and publishers only for those."""

    @property
    def compares_letters(self) -> bool:
        """True if names are compared in any script and without regard to case."""

    @property
    def all_versions(self) -> str:
        """SQL for the versions, where a query goes through all of them."""

    def rows(self, sql: str, values: Sequence[Value]) -> list[Row]:
        """Run a query, and get all rows."""

    def adapt(self, condition: Condition) -> Condition:
        """Adapt a condition to these tables."""


def count_sources(
    store: Store, filters: Filters, *, name: str | None, limit: int | None, offset: int = 0
) -> list[SourceCount]:
    """List cited sources, the most attributions first.

    Linked sources are counted by who they are, all others by name, kind and naming.

    Args:
        store: The archive's file.
        filters: Which reports to count; filters on kind, naming and confidence apply to the source itself and to the
            attributions that are counted.
        name: One or more words of the sources' names, in any script; or the id of one, or an id that it had.
        limit: Maximum number of sources.
        offset: Number of most cited sources to skip.

    Raises:
        UsageError: The name contains no word, or it is an id that no source has.
    """
    with store.snapshot():
        # With a table of owners, outlets are counted as well, which is not kept.
        can_be_kept = limit and filters == _EVERYTHING and name is None and not open_owners(store).rows
        if limit and can_be_kept and are_counted(store):
            return [_source_count(store, row, None) for row in leading_sources(store, limit=limit, offset=offset)]
        return count_over(store, partial(count_sources_in, store, filters, name=name, limit=limit, offset=offset))


def count_all(store: Store, filters: Filters, *, top: int) -> Stats:
    """Count the reports that the filters select, and what is in their ledgers.

    Args:
        store: The archive's file.
        filters: Which reports to count.
        top: Number of most cited sources to list.
    """
    counted = count_over(store, partial(count_all_in, store, filters, top=top))
    return replace(counted, owners=count_by_owner(store, condition(store, filters)))


def count_sources_in(  # noqa: PLR0913 -- independent options
    store: Store, filters: Filters, tables: Tables, *, name: str | None, limit: int | None, offset: int = 0
) -> list[SourceCount]:
    """Implement `count_sources` over the given tables; those called by a name are counted over the archive's own."""
    if name is not None and not tables.compares_letters:
        tables = SqliteTables(store)
    cited = _cited(store, filters, tables, name)
    first, among, values = "", "", cited.values
    most = _ALL if limit is None else limit
    if limit is not None and tables.finds_top_first:
        first = (
            f"WITH cited AS MATERIALIZED (SELECT {cited.name} AS name, sum({cited.times}) AS times"
            f" {cited.joined} GROUP BY {cited.name}, {cited.kind}, sources.naming, {cited.person})"
        )
        among = (
            f" AND {cited.name} IN (SELECT name FROM cited WHERE times >= (SELECT min(times) FROM"
            f" (SELECT times FROM cited ORDER BY 1 DESC LIMIT {limit + offset:d})))"
        )
        values *= 2
    rows = tables.rows(
        f"{first} SELECT {cited.name}, {cited.kind}, sources.naming, max(sources.country), sum({cited.times}),"
        " count(DISTINCT versions.id), count(DISTINCT versions.publisher),"
        f" min(versions.day), max(versions.day), {cited.person} {cited.joined}{among} GROUP BY 1, 2, 3, 10"
        f" ORDER BY 5 DESC, 6 DESC, 1, 2 NULLS FIRST, 3 NULLS FIRST, 10 NULLS FIRST LIMIT {most:d} OFFSET {offset:d}",
        values,
    )
    owners = open_owners(store)
    outlets = {}
    if owners.rows and rows:
        own = tables if tables.compares_letters else SqliteTables(store)
        outlets = _count_outlets(own, _cited(store, filters, own, name), [row[0] for row in rows], owners)
    return [_source_count(store, row, outlets.get((row[0], row[1], row[2], row[9]))) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """SQL for cited sources: what tells one from another, how often it is cited, and where."""

    name: str
    kind: str
    person: str
    times: str
    joined: str
    values: tuple[Value, ...]


def _cited(store: Store, filters: Filters, tables: Tables, name: str | None) -> _Cited:
    reports = Filters(
        publisher=filters.publisher, since=filters.since, until=filters.until, certainty=filters.certainty,
        event=filters.event, finding=filters.finding, language=filters.language, sure=filters.sure,
    )  # fmt: skip
    citing_it = [citing(store, filters.source)] if filters.source is not None else []
    versions = tables.adapt(condition(store, reports).and_(*citing_it))
    source = tables.all_versions if reports == _EVERYTHING and not citing_it else "versions"
    times, joined = _counted(filters.sure)
    name_told, kind_told, person, entities = _LINKED if _is_linked(store) else _UNLINKED
    asked = versions.and_(
        SqlPart(sql=f"{times} > 0"),
        *([_called(store, name)] if name is not None else []),
        *(
            SqlPart(sql=f"sources.{column} = ?", values=(wanted,))
            for column, wanted in (("kind", filters.kind), ("naming", filters.naming))
            if wanted is not None
        ),
    )
    return _Cited(
        name=name_told,
        kind=kind_told,
        person=person,
        times=times,
        joined=f"FROM {source} JOIN sources ON sources.version = versions.id {joined} {entities} WHERE {asked.sql}",
        values=asked.values,
    )


def _count_outlets(tables: Tables, cited: _Cited, names: list[str], owners: OwnerTable) -> dict[Row, int]:
    """Count the outlets that cite sources, those of one owner once.

    Args:
        tables: The archive's own tables.
        cited: The sources.
        names: Names of the sources to count for.
        owners: The table of owners.

    Returns:
        The numbers by name, kind, naming and person.
    """
    rows = tables.rows(
        f"SELECT DISTINCT {cited.name}, {cited.kind}, sources.naming, {cited.person}, versions.id, versions.publisher,"
        f" versions.url {cited.joined} AND {cited.name} IN (SELECT value FROM json_each(?))",
        (*cited.values, json.dumps(names)),
    )
    told = {str(row[4]): (row[5], host_of(row[6])) for row in rows}
    groups = group_outlets(told, owners)
    found: dict[Row, set[str]] = defaultdict(set)
    for row in rows:
        found[row[:4]].add(groups[str(row[4])].group)
    return {source: len(those) for source, those in found.items()}


def count_all_in(store: Store, filters: Filters, tables: Tables, *, top: int) -> Stats:
    """Implement `count_all` over the given tables."""
    asked = tables.adapt(condition(store, filters))
    base = f"FROM versions WHERE {asked.sql}"
    reports, attributions, sources, events, *sums = tables.rows(
        "SELECT count(*), coalesce(sum(attribution_count), 0), coalesce(sum(source_count), 0),"
        f" coalesce(sum(event_count), 0), {SUMS_OF_SHARES} {base}",
        asked.values,
    )[0]
    everything = tables.adapt(condition(store, filters, all_versions=True))
    publishers_months = tables.rows(
        f"SELECT coalesce(publisher, ''), coalesce(substr(day, 1, 7), ''), count(*) {base} GROUP BY 1, 2 ORDER BY 1, 2",
        asked.values,
    )
    named = replace(filters, naming="named")
    return Stats(
        reports=reports,
        versions=tables.rows(f"SELECT count(*) FROM versions WHERE {everything.sql}", everything.values)[0][0],
        attributions=attributions,
        sources=sources,
        events=events,
        rejected=store.rows("SELECT count(*) FROM rejected")[0][0],
        publishers=_summed(publishers_months, 0),
        months=tuple(sorted(_summed(publishers_months, 1), key=lambda one: one.name)),
        publisher_months=tuple((row[0], row[1], row[2]) for row in publishers_months),
        mix=mean_shares(sums, reports),
        cited=tuple(count_sources_in(store, named, tables, name=None, limit=top)),
        findings=_grouped(tables, "findings", "kind", asked),
        event_types=_grouped(tables, "events", "type", asked),
    )


def _called(store: Store, name: str) -> SqlPart:
    """Require that a source has a name, in SQLite: any name of a person, that in the report if it is not linked."""
    if is_person_id(name):
        return SqlPart(sql="people.person = ?", values=(number_of_id(find_person(store, name).id),))
    reports, own = citing(store, name), has_words(store, name, "sources.name")
    here = SqlPart(sql=f"{reports.sql} AND {own.sql}", values=(*reports.values, *own.values))
    if not _is_linked(store):
        return here
    form = has_words(store, name, "form")
    called = PEOPLE_CALLED.format(form.sql)
    sql = f"(people.person IN ({called}) OR (people.person IS NULL AND {here.sql}))"
    return SqlPart(sql=sql, values=(*form.values, *here.values))


def _counted(sure: float | None) -> tuple[str, str]:
    """Write SQL for the number of a source's attributions: the number, and the join that it needs."""
    if sure is None:
        return "sources.attribution_count", ""
    return "sure.count", (
        "JOIN (SELECT attributions.version, attributions.source, count(*) AS count FROM attributions"
        f" WHERE attributions.confidence >= {float(sure)!r} GROUP BY 1, 2) AS sure"
        " ON sure.version = sources.version AND sure.source = sources.id"
    )


def _grouped(tables: Tables, table: str, column: str, asked: Condition) -> tuple[Count, ...]:
    rows = tables.rows(
        f"SELECT {table}.{column}, count(*) FROM {table} JOIN versions ON versions.id = {table}.version"
        f" WHERE {asked.sql} GROUP BY 1 ORDER BY 2 DESC, 1",
        asked.values,
    )
    return tuple(Count(name=name, count=count) for name, count in rows)


def _summed(rows: list[Row], column: int) -> tuple[Count, ...]:
    """Sum the last column, grouped by another one."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row[column]] = sums.get(row[column], 0) + row[-1]
    return tuple(
        Count(name=name, count=count) for name, count in sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    )


def _is_linked(store: Store) -> bool:
    return store.one("SELECT 1 FROM linked LIMIT 1") is not None


def _source_count(store: Store, row: Row, outlets: int | None) -> SourceCount:
    name, kind, naming, country, attributions, reports, publishers, first, last, person = row
    linked = person_by_number(store, person) if person is not None else None
    return SourceCount(
        name=name,
        kind=kind,
        naming=naming,
        country=next(iter(linked.countries), None) if linked else country,
        attributions=attributions,
        reports=reports,
        publishers=publishers,
        first=first,
        last=last,
        aliases=linked.aliases if linked else (),
        roles=linked.roles if linked else (),
        countries=linked.countries if linked else (),
        entity=linked.id if linked else None,
        outlets=outlets,
    )


def count_over(store: Store, count: Callable[[Tables], _Answer]) -> _Answer:
    """Count over a snapshot of the archive: in DuckDB if that is faster, otherwise in SQLite.

    Args:
        store: The archive's file.
        count: The count to run over the tables.
    """
    with store.snapshot():
        segments = fresh_segments(store)
        sealed, kept = count_versions(store, segments)
        if is_duckdb_faster(sealed=sealed, kept=kept):
            return count_over_columns(store, segments, count)
        return count(SqliteTables(store))


def count_versions(store: Store, segments: Sequence[Segment]) -> tuple[int, int]:
    """Count the versions in segments, and those in the archive."""
    sealed = sum(file.rows for segment in segments for file in segment.files if file.table == "versions")
    (kept,) = store.rows("SELECT count(*) FROM versions")[0]
    return sealed, kept


def is_duckdb_faster(*, sealed: int, kept: int) -> bool:
    """Estimate whether counting in DuckDB is faster.

    Args:
        sealed: Versions in segments.
        kept: Versions in the archive.

    >>> is_duckdb_faster(sealed=20_000, kept=30_000), is_duckdb_faster(sealed=20_000, kept=50_000)
    (True, False)
    """
    return sealed >= _MIN_SEGMENT_VERSIONS and kept - sealed <= min(sealed, _MAX_LOOSE_VERSIONS)


def count_over_columns(store: Store, segments: Sequence[Segment], count: Callable[[Tables], _Answer]) -> _Answer:
    """Count in DuckDB, or in SQLite if a segment or a required package is missing or damaged.

    Args:
        store: The archive's file, within a snapshot.
        segments: The segments of that snapshot.
        count: The count to run over the tables.
    """
    if has_packages("duckdb", "pyarrow"):
        from whence.archive.columnar.duckdb import DUCKDB_ERRORS, open_duckdb  # noqa: PLC0415 -- duckdb may be missing

        try:
            with open_duckdb(store, segments) as columns:
                return count(columns)
        except DUCKDB_ERRORS:
            pass  # the archive's own tables hold all that a segment does
    return count(SqliteTables(store))


class SqliteTables:
    """The archive's own tables, in SQLite."""

    finds_top_first = False
    compares_letters = True
    # An index that holds all columns which are needed: it takes half the time, as rows of versions are long.
    all_versions = "versions INDEXED BY versions_asked"

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, sql: str, values: Sequence[Value]) -> list[Row]:
        """Run a query, and get all rows."""
        return self._store.rows(sql, values)

    def adapt(self, condition: Condition) -> Condition:
        """Return the condition unchanged."""
        return condition
