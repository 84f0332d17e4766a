"""Check of the links among reports: what is linked, what the tables refer to, and whether linking gives the same again.

Links can be made again from the ledgers, so a repair forgets them all, and the next linking makes them again.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from whence.archive.linking.items import hexadecimal, number_of_id, open_item
from whence.archive.linking.link import RULES, link
from whence.archive.linking.story_postings import posted_reports
from whence.archive.links.claim_entries import COUNTED, STALE
from whence.archive.storage.link_tables import EMPTY_LINKS, MADE_TABLES, UNSETTLED_TABLES
from whence.archive.storage.store import Store
from whence.archive.upkeep.salvage import UNREADABLE
from whence.archive.upkeep.verify import REPAIR, FaultPlaces
from whence.errors import ArchiveError
from whence.records.answers import Fault

__all__ = ["check_links"]

_LINK_AGAIN = "Run whence link to make all links again."
_REFERENCES = (
    ("linked", "item", "story_keys", "item"),
    ("story_keys", "item", "stories", "item"),
    ("stories", "item", "linked", "item"),
    ("stories", "story", "stories", "item"),
    ("story_candidates", "item", "stories", "item"),
    ("stories", "item", "story_candidates", "item"),
    ("story_pairs", "first", "stories", "item"),
    ("story_pairs", "second", "stories", "item"),
    ("linked", "item", "report_words", "item"),
    ("report_words", "item", "linked", "item"),
    ("fingerprints", "item", "report_words", "item"),
    ("paragraphs", "item", "report_words", "item"),
    ("passages", "earlier", "report_words", "item"),
    ("passages", "later", "report_words", "item"),
    ("quotations", "item", "report_words", "item"),
    ("quotation_keys", "item", "quotations", "item"),
    ("quotation_pairs", "earlier", "quotations", "item"),
    ("quotation_pairs", "later", "quotations", "item"),
    ("linked", "item", "claim_reports", "item"),
    ("claim_reports", "item", "linked", "item"),
    ("claim_mentions", "item", "claim_reports", "item"),
    ("claim_mentions", "wording", "claim_mentions", "key"),
    ("claim_mentions", "claim", "claim_mentions", "wording"),
    ("claim_pairs", "first", "claim_mentions", "wording"),
    ("claim_pairs", "second", "claim_mentions", "wording"),
    ("naming_reports", "item", "named_sources", "item"),
    ("naming_reports", "story", "stories", "story"),
    ("named_sources", "item", "naming_reports", "item"),
    ("named_sources", "item", "linked", "item"),
)
"""Tables and columns, and the tables and columns where each of their values must occur."""
_SETTLED_REFERENCES = (
    ("named_sources", "portrait", "portraits", "portrait"),
    ("named_sources", "person", "people", "person"),
    ("portraits", "portrait", "named_sources", "portrait"),
    ("portraits", "bearer", "portraits", "portrait"),
    ("portraits", "person", "people", "person"),
    ("person_keys", "portrait", "portraits", "portrait"),
    ("people", "person", "named_sources", "person"),
)
"""Those that hold only when the end of a linking was reached."""


def check_links(store: Store, *, repair: bool, most_compared: int) -> Iterator[Fault]:
    """Check the links among reports.

    Args:
        store: The archive's file.
        repair: Whether to forget all links if there is a fault, so that the next linking makes them again.
        most_compared: Make all links again, and compare them, if so many reports are linked or fewer, and none is to
            be linked.
    """
    found = [*_check_queue(store)]
    if _follows_rules(store):  # otherwise, the next linking makes all links again
        found += [*_check_references(store), *_check_postings(store)]
    found += _check_entries(store) if not found else []
    if not found and _are_up_to_date(store) and store.rows("SELECT count(*) FROM linked")[0][0] <= most_compared:
        found += _compare(store)
    if repair and found:
        with store.transaction():
            store.run(f"{EMPTY_LINKS} DELETE FROM claim_entries; DELETE FROM cited_sources; DELETE FROM cited_totals;")
    for places, problem in found:
        yield from places.fault("links", problem, is_mended=repair, then=_LINK_AGAIN if repair else REPAIR)


_Found = tuple[FaultPlaces, str]
"""Places of a fault, and what is wrong there."""
_LOST = """
SELECT report FROM linked WHERE version NOT IN (SELECT version FROM unlinked) AND NOT EXISTS (
  SELECT 1 FROM versions JOIN reports ON reports.id = versions.report
  WHERE versions.id = linked.version AND is_latest AND reports.key = linked.report
) ORDER BY 1
"""
_MISSED = """
SELECT versions.id, coalesce(reports.key, versions.key) FROM versions LEFT JOIN reports ON reports.id = versions.report
WHERE is_latest AND versions.id NOT IN (SELECT version FROM linked UNION SELECT version FROM unlinked) ORDER BY 1
"""
_WRONG_ENTRIES = f"""
SELECT claim FROM (
  SELECT claim, reports, day FROM claim_entries WHERE claim NOT IN ({STALE})
  EXCEPT {COUNTED.format("IS NOT NULL")}
) ORDER BY 1
"""
_NEEDLESS = """
SELECT version FROM unlinked WHERE version NOT IN (SELECT version FROM linked)
AND version NOT IN (SELECT id FROM versions WHERE is_latest) ORDER BY 1
"""


def _check_queue(store: Store) -> Iterator[_Found]:
    """Check that the latest versions are linked, or are to be linked, and no others."""
    try:
        lost, needless = _column(store, _LOST), _column(store, _NEEDLESS)
        linked = store.rows("SELECT item, report FROM linked ORDER BY 1")
        missed = store.rows(_MISSED)
    except UNREADABLE:
        yield from _found("Rows of {count} table cannot be read", ["linked"])
        return
    altered = [str(report) for number, report in linked if number != number_of_id(str(report))]
    damaged = {version for version, _ in missed if not _can_be_linked(store, version)}
    yield from _found("{count} linked reports are not in the archive, or have a later version", lost)
    yield from _found("The numbers of {count} linked reports were altered", altered)
    yield from _found(
        "{count} reports are neither linked nor queued", [name for version, name in missed if version not in damaged]
    )
    yield from _found("{count} versions are queued needlessly", needless)


def _check_references(store: Store) -> Iterator[_Found]:
    """Check that what the tables of links refer to is in them."""
    lost: list[str] = []
    for table, column, parent, key in (*_REFERENCES, *(_SETTLED_REFERENCES if _are_settled(store) else ())):
        try:
            is_lost = store.one(f"SELECT 1 FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent}) LIMIT 1")
        except UNREADABLE:
            is_lost = (1,)
        if is_lost:
            lost.append(f"{table}.{column}")
    yield from _found("{count} columns refer to rows that do not exist", lost)


def _check_postings(store: Store) -> Iterator[_Found]:
    """Check that the keys by which stories are found are those of linked reports."""
    try:
        needless = posted_reports(store).difference(row[0] for row in store.each("SELECT item FROM stories"))
    except UNREADABLE:
        yield from _found("Rows of {count} table cannot be read", ["story_postings"])
        return
    yield from _found(
        "Keys of {count} reports that are not linked are kept", [f"r:{hexadecimal(own)}" for own in sorted(needless)]
    )


def _check_entries(store: Store) -> Iterator[_Found]:
    """Check that the claims that are listed are those of the reports, in as many reports, except stale ones."""
    wrong = _column(store, _WRONG_ENTRIES)
    yield from _found(
        "{count} listed claims are not those that reports make", [f"c:{hexadecimal(int(own))}" for own in wrong]
    )


def _compare(store: Store) -> Iterator[_Found]:
    """Make all links again in a temporary archive, and compare them table by table."""
    with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder, "again.whence"), create=True)) as again:
        with again.writing(), again.transaction():
            for table, of_linked in _SOURCES.items():
                columns = [row[0] for row in store.rows("SELECT name FROM pragma_table_info(?)", (table,))]
                marks = ", ".join("?" * len(columns))
                rows = store.each(f"SELECT {', '.join(columns)} FROM {table} WHERE {of_linked}")
                again.run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        link(again)
        differing = [table for table in MADE_TABLES if not _are_equal(store, again, table)]
    yield from _found("{count} tables differ from those that linking makes", differing)


_VERSIONS = "(SELECT version FROM linked)"
_SOURCES = {
    "reports": f"id IN (SELECT report FROM versions WHERE id IN {_VERSIONS})",
    "versions": f"id IN {_VERSIONS}",
    "texts": f"version IN {_VERSIONS}",
}
"""Tables that links are made of, and the rows of linked versions."""


def _are_equal(store: Store, again: Store, table: str) -> bool:
    """Check that a table has the same rows in two archives."""
    keys = [row[0] for row in store.rows("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))]
    sql = f"SELECT * FROM {table} ORDER BY {', '.join(keys) or 1}"
    try:
        return all(row == other for row, other in zip_longest(store.each(sql), again.each(sql)))
    except UNREADABLE:
        return False


def _are_up_to_date(store: Store) -> bool:
    """Check that there is nothing to link, and that the links were made by today's rules."""
    return _follows_rules(store) and store.one("SELECT 1 FROM unlinked LIMIT 1") is None and _are_settled(store)


def _follows_rules(store: Store) -> bool:
    """Check that the links were made by today's rules."""
    return store.one("SELECT 1 FROM link_rules WHERE number = ?", (RULES,)) is not None


def _are_settled(store: Store) -> bool:
    """Check that the last linking was not stopped before its end."""
    return all(store.one(f"SELECT 1 FROM {table} LIMIT 1") is None for table in UNSETTLED_TABLES)


def _can_be_linked(store: Store, version: int) -> bool:
    """Check that a version's ledger can be read; linking passes over one that is damaged."""
    try:
        open_item(store, version)
    except ArchiveError:
        return False
    return True


def _column(store: Store, sql: str) -> list[str]:
    return [str(row[0]) for row in store.rows(sql)]


def _found(problem: str, names: Iterable[str]) -> Iterator[_Found]:
    """Report a fault if there are any names of its places."""
    places = FaultPlaces()
    for name in names:
        places.add(name)
    if places.count:
        yield places, problem
