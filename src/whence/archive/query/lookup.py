"""Look-up of single items: reports, their versions, ledgers and changes, and rejected inputs."""

import json
import re
from collections.abc import Iterable, Iterator

from whence.archive.query.filters import condition
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Row, Store, Value
from whence.errors import UsageError
from whence.records.answers import Change, Count, Filters, Held, Holdings, Receipt, Refused, ReportOrder
from whence.records.ledger import Ledger

__all__ = [
    "count_holdings",
    "count_publishers",
    "find_report",
    "held_by_version",
    "list_changes",
    "list_rejected",
    "list_reports",
    "list_versions",
    "read_ledger",
    "report_numbers",
    "version_of",
    "walk_ledgers",
]

_HELD = """
SELECT versions.id, reports.key, number, (SELECT count(*) FROM versions AS each WHERE each.report = versions.report),
  headline, publisher, byline, published, language, url, added, model, whence, attribution_count, finding_count,
  input, fetched, digest, extractor, etag, modified
FROM versions JOIN reports ON reports.id = versions.report
"""
_ORDERS: dict[ReportOrder, str] = {"published": "day DESC, versions.id DESC", "added": "versions.id DESC"}
_ID = re.compile(r"(?:r:)?[0-9a-f]{1,16}(?:-\d+)?")
_ALL = -1
"""SQLite's value for no LIMIT."""
_MOST_NAMED = 3


def list_reports(
    store: Store, filters: Filters, *, limit: int | None, offset: int, order: ReportOrder = "published"
) -> list[Held]:
    """List the latest versions of reports, newest first; by publication, undated reports come last."""
    asked = condition(store, filters)
    # By arrival, SQLite would find all latest versions by an index and sort them, and not stop at the limit.
    held = _HELD.replace("FROM versions JOIN", "FROM versions NOT INDEXED JOIN") if order == "added" else _HELD
    rows = store.rows(
        f"{held} WHERE {asked.sql} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
        (*asked.values, _ALL if limit is None else limit, offset),
    )
    return [_held(row) for row in rows]


def held_by_version(store: Store, versions: Iterable[int]) -> dict[int, Held]:
    """Look up versions by their numbers."""
    numbers = list(versions)
    marks = ", ".join("?" * len(numbers))
    return {row[0]: _held(row) for row in store.rows(f"{_HELD} WHERE versions.id IN ({marks})", numbers)}


def find_report(store: Store, name: str) -> int:
    """Find a report by its id, the id of any of its versions, or a prefix of an id.

    Raises:
        UsageError: No report matches, or several do.
    """
    if not _ID.fullmatch(name):
        raise UsageError(name, "this is not a report's id", "Give an id as shown by whence reports: r:5f0c…")
    key = name if name.startswith("r:") else f"r:{name}"
    exact = store.one("SELECT id FROM reports WHERE key = ?", (key,))
    if exact:
        return int(exact[0])
    found = store.rows(
        "SELECT id, key FROM reports WHERE key GLOB ?1 || '*' UNION"
        " SELECT report, (SELECT key FROM reports WHERE id = report) FROM versions WHERE key GLOB ?1 || '*'"
        " ORDER BY 2 LIMIT ?2",
        (key, _MOST_NAMED + 1),
    )
    if not found:
        raise UsageError(name, "there is no such report", "whence reports lists the reports")
    if len(found) > 1:
        named = ", ".join(row[1] for row in found[:_MOST_NAMED])
        more = ", …" if len(found) > _MOST_NAMED else ""
        raise UsageError(
            name, f"the ids of several reports begin with this: {named}{more}", "Give more characters of the id"
        )
    return int(found[0][0])


def report_numbers(store: Store, filters: Filters) -> list[int]:
    """List the numbers of the reports that the filters select."""
    asked = condition(store, filters)
    return [row[0] for row in store.rows(f"SELECT report FROM versions WHERE {asked.sql} ORDER BY 1", asked.values)]


def list_versions(store: Store, report: int) -> list[Held]:
    """List a report's versions, oldest first."""
    return [_held(row) for row in store.rows(f"{_HELD} WHERE versions.report = ? ORDER BY number", (report,))]


def read_ledger(store: Store, report: int, *, version: int | None) -> Ledger:
    """Get a version's ledger; by default that of the latest version.

    Raises:
        UsageError: The report has no such version.
    """
    return ledger_of(store, version_of(store, report, version))


def version_of(store: Store, report: int, number: int | None) -> int:
    """Look up a version of a report by its number within the report; by default the latest.

    Raises:
        UsageError: The report has no such version.
    """
    row = store.one(
        "SELECT id FROM versions WHERE report = ?1 AND (?2 IS NULL AND is_latest OR number = ?2)", (report, number)
    )
    if row is None:
        asked = f"version {number}"
        raise UsageError(asked, "the report has no version of this number", "whence changes lists its versions")
    return int(row[0])


def walk_ledgers(store: Store, filters: Filters, *, all_versions: bool = False) -> Iterator[tuple[Held, Ledger]]:
    """Iterate over reports and their ledgers, in order of arrival."""
    asked = condition(store, filters, all_versions=all_versions)
    for row in store.each(f"{_HELD} WHERE {asked.sql} ORDER BY versions.id", asked.values):
        yield _held(row), ledger_of(store, row[0])


def list_changes(store: Store, report: int | None, filters: Filters, *, limit: int | None) -> list[Change]:
    """List changes between versions, newest first."""
    asked = condition(store, filters, all_versions=True)
    values: tuple[Value, ...] = asked.values
    where = asked.sql
    if report is not None:
        where, values = f"{where} AND versions.report = ?", (*values, report)
    rows = store.rows(
        "SELECT reports.key, versions.number, headline, publisher, url, added, field, lead, before, after"
        " FROM changes CROSS JOIN versions ON versions.id = changes.version"
        " JOIN reports ON reports.id = versions.report"
        f" WHERE {where} ORDER BY versions.id DESC, changes.number LIMIT ?",
        (*values, _ALL if limit is None else limit),
    )
    return [_change(row) for row in rows]


def list_rejected(store: Store, *, limit: int | None = None) -> list[Refused]:
    """List rejected inputs, by name; with a limit, those tried last."""
    order, most = ("input", _ALL) if limit is None else ("at DESC, input", limit)
    rows = store.rows(f"SELECT input, reason, at FROM rejected ORDER BY {order} LIMIT ?", (most,))
    return [Refused(input=name, reason=reason, at=at) for name, reason, at in rows]


def count_holdings(store: Store) -> Holdings:
    """Count the reports, and the inputs that could not be read."""
    ((reports, rejected),) = store.rows("SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM rejected)")
    return Holdings(reports=reports, rejected=rejected)


def count_publishers(store: Store, filters: Filters, *, limit: int | None) -> list[Count]:
    """Count reports by publisher, those of most reports first; reports without a publisher are left out."""
    asked = condition(store, filters)
    rows = store.rows(
        f"SELECT publisher, count(*) FROM versions WHERE publisher IS NOT NULL AND {asked.sql}"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (*asked.values, _ALL if limit is None else limit),
    )
    return [Count(name=name, count=count) for name, count in rows]


def _held(row: Row) -> Held:
    (_, key, number, count, headline, publisher, byline, published, language, url, added, model, whence,
     attributions, findings, *receipt) = row  # fmt: skip
    return Held(
        id=key,
        version=number,
        versions=count,
        headline=headline,
        publisher=publisher,
        byline=tuple(json.loads(byline)),
        published=published,
        language=language,
        url=url,
        added=added,
        model=model,
        whence=whence,
        attributions=attributions,
        findings=findings,
        receipt=_receipt(receipt),
    )


def _receipt(row: list[str | None]) -> Receipt:
    name, fetched, digest, extractor, etag, modified = row
    return Receipt(
        input=name or "", fetched=fetched, digest=digest or "", extractor=extractor or "", etag=etag, modified=modified
    )


def _change(row: Row) -> Change:
    key, number, headline, publisher, url, added, field, lead, before, after = row
    return Change(
        id=key,
        version=number,
        headline=headline,
        publisher=publisher,
        url=url,
        added=added,
        field=field,
        lead=lead,
        before=before,
        after=after,
    )
