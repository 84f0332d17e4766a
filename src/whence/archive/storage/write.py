"""Writing ledgers into the archive: as new reports, as new versions of known ones, or not at all."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from whence.archive.storage.checksums import checksums_match, store_checksums, store_row_checksum
from whence.archive.storage.diff import differences, is_similar
from whence.archive.storage.full_text import index_version, rebuild_full_text, unindex_version
from whence.archive.storage.rows import PARTS, clean, insert_parts, ledger_of, pack
from whence.archive.storage.store import Store, Value
from whence.errors import UsageError
from whence.intake.identity import is_issued
from whence.intake.published import without_midnight
from whence.intake.urls import host_of_key
from whence.records.answers import Receipt, Refused
from whence.records.form.ledger_form import LedgerForm, ledger_to_form
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = [
    "AddressVersions",
    "Arrival",
    "Outcome",
    "clear_rejection",
    "find_known",
    "forget_rejected",
    "insert_changes",
    "look_up_address",
    "record_rejection",
    "remove_reports",
    "replace_ledger",
    "replace_ledger_rows",
    "set_identity_keys",
    "store_report",
    "version_columns",
]

# Suffixes of a date that was written as a time without knowing the hour.
_MIDNIGHTS = ("T00:00:00", "T00:00:00Z", "T00:00")

Outcome: TypeAlias = Literal["added", "changed", "known", "superseded"]
"""Whether a report was new, a new version of a known report, a known version, or older than the version held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A report that was read, with its identity keys and provenance."""

    ledger: Ledger
    receipt: Receipt
    addresses: tuple[str, ...] = ()
    """Its web addresses, the most reliable first. A web address identifies a report."""
    places: tuple[str, ...] = ()
    """The path of its file, or another name. A file may be overwritten with another report, so a path does not identify
    one; the id that an agency gave to a report does."""
    lacks_capture_time: bool = False
    """True for rows of a dataset without capture times."""

    @property
    def host(self) -> str:
        """The host of its address, which stands for the outlet."""
        return host_of_key(self.addresses[0]) if self.addresses else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressVersions:
    """The versions that an address refers to: the report's latest, and the one the address showed last."""

    report: int
    number: int
    """Number of the latest version within the report: 1, 2, …"""
    latest: int
    latest_content: str
    shown: int
    shown_content: str


def store_report(store: Store, arrival: Arrival, *, now: str) -> Outcome:
    """Store a report, unless the archive already has this version. Call only within a transaction.

    A report is identified by its address, and by its content: text, headline, byline, publisher, time of publication
    and host. A known address with another content makes a new version, unless an agency issued it before the latest
    one: it may have withdrawn the report since, so an older version never takes the place of a newer one.
    """
    report = arrival.ledger.report
    contents = _content_keys(report, arrival.host)
    held = _find_by_address(store, arrival)
    if held is None:
        known = _find_by_content(store, dict.fromkeys((*contents, *_content_keys(report, ""))))
    else:
        known = find_known(
            store,
            held,
            contents=contents,
            fetched=arrival.receipt.fetched,
            lacks_capture_time=arrival.lacks_capture_time,
        )
    marks = (*arrival.addresses, *arrival.places)
    if known is not None:
        if held is None or known in {held.shown, held.latest}:
            set_identity_keys(store, known, marks)
        _store_digest(store, arrival.receipt.digest, known)
        return "known"
    if held is not None and _is_superseded(store, held, arrival):
        return "superseded"
    place: dict[str, Value] = {"content": contents[0], "added": now}
    if held is None:
        number = store.run("INSERT INTO reports (key) VALUES (?)", (_unused_id(store, report),))
        store_row_checksum(store, "reports", number)
        version = _insert_version(store, arrival, place | {"report": number, "number": 1})
    else:
        store.run("UPDATE versions SET is_latest = 0 WHERE id = ?", (held.latest,))
        version = _insert_version(store, arrival, place | {"report": held.report, "number": held.number + 1})
        insert_changes(store, version, ledger_of(store, held.latest).report, report)
    index_version(store, version)
    store_checksums(store, version)
    set_identity_keys(store, version, marks)
    _store_digest(store, arrival.receipt.digest, version)
    return "changed" if held is not None else "added"


def look_up_address(store: Store, address: str) -> AddressVersions | None:
    """Look up the versions that an address refers to."""
    row = store.one(
        "SELECT latest.report, latest.number, latest.id, latest.content, shown.id, shown.content FROM addresses"
        " JOIN versions AS shown ON shown.id = addresses.version"
        " JOIN versions AS latest ON latest.report = shown.report AND latest.is_latest WHERE address = ?",
        (clean(address),),
    )
    if row is None:
        return None
    report, number, latest, latest_content, shown, shown_content = row
    return AddressVersions(
        report=report,
        number=number,
        latest=latest,
        latest_content=latest_content,
        shown=shown,
        shown_content=shown_content,
    )


def find_known(
    store: Store, held: AddressVersions, *, contents: Collection[str], fetched: str | None, lacks_capture_time: bool
) -> int | None:
    """Find the version with one of these contents, if an input with this content is not a new version.

    It is not a new version if the address showed the same the last time, if the latest version is the same, if it is an
    old capture of a page that has changed since, or if it comes from a dataset without capture times. Otherwise an old
    content means that the report was changed back.
    """
    if held.shown_content in contents:
        return held.shown
    if held.latest_content in contents:
        return held.latest
    row = store.one(
        "SELECT id FROM versions WHERE report = ?1 AND content IN (SELECT value FROM json_each(?2)) AND"
        " (?4 OR substr(?3, 1, 19) <= (SELECT max(substr(fetched, 1, 19)) FROM versions WHERE report = ?1))"
        " ORDER BY number DESC LIMIT 1",
        (held.report, json.dumps([*contents]), fetched, lacks_capture_time),
    )
    return int(row[0]) if row else None


def replace_ledger(store: Store, version: int, ledger: Ledger) -> None:
    """Replace a version's ledger by another ledger of the same report. Call only within a transaction."""
    is_taken = unindex_version(store, version)
    replace_ledger_rows(store, version, ledger)
    if is_taken:
        index_version(store, version)
    else:
        rebuild_full_text(store)


def replace_ledger_rows(store: Store, version: int, ledger: Ledger) -> None:
    """Replace a version's ledger, but leave the full-text index unchanged. Call only within a transaction.

    If the version's fields were altered before, their checksum still does not match afterwards.
    """
    are_as_stored = checksums_match(store, version, "fields")
    for part in PARTS:
        store.run(f"DELETE FROM {part} WHERE version = ?", (version,))
    form = ledger_to_form(ledger)
    told = version_columns(ledger, form)
    store.run(
        f"UPDATE versions SET {', '.join(f'{each} = ?' for each in told)} WHERE id = ?", (*told.values(), version)
    )
    store.run("UPDATE texts SET ledger = ? WHERE version = ?", (pack(form), version))
    store.run("UPDATE segments SET is_stale = 1 WHERE ? BETWEEN first AND last", (version,))
    insert_parts(store, version, ledger)
    store_checksums(store, version, "ledger", "parts", *(["fields"] if are_as_stored else []))


def remove_reports(store: Store, reports: Iterable[int]) -> int:
    """Remove reports with all their versions, and count them. Call only within a transaction."""
    count = 0
    are_taken = True
    for report in reports:
        for (version,) in store.rows("SELECT id FROM versions WHERE report = ?", (report,)):
            are_taken = unindex_version(store, version) and are_taken
            store.run("UPDATE segments SET is_stale = 1 WHERE ? BETWEEN first AND last", (version,))
        store.run("DELETE FROM reports WHERE id = ?", (report,))
        count += 1
    if not are_taken:
        rebuild_full_text(store)
    return count


def record_rejection(store: Store, refused: Refused, *, digest: str | None, reader: str) -> None:
    """Record an input that could not be read, and the reader that failed. Call only within a transaction."""
    store.run(
        "INSERT INTO rejected (input, reason, digest, reader, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (input) DO UPDATE SET reason = excluded.reason, digest = excluded.digest,"
        " reader = excluded.reader, at = excluded.at",
        (clean(refused.input), clean(refused.reason), digest, reader, refused.at),
    )
    store_row_checksum(store, "rejected", clean(refused.input))


def clear_rejection(store: Store, name: str) -> None:
    """Delete the record of a failed input of this name. Call only within a transaction."""
    store.run("DELETE FROM rejected WHERE input = ?", (clean(name),))


def forget_rejected(store: Store, names: Iterable[str] | None) -> int:
    """Remove inputs from the list of rejected ones, or empty it. Call only within `Store.writing`.

    Returns:
        Number of inputs removed.

    Raises:
        UsageError: One of them is not on the list; then nothing changes.
    """
    listed = {name for (name,) in store.rows("SELECT input FROM rejected")}
    chosen = listed if names is None else {clean(name) for name in names}
    for name in sorted(chosen - listed):
        raise UsageError(name, "it is not in the list of rejected inputs", "Name an input that whence rejected lists")
    with store.transaction():
        for name in chosen:
            clear_rejection(store, name)
    return len(chosen)


def set_identity_keys(store: Store, version: int, addresses: Sequence[str]) -> None:
    """Store identity keys of a report, and record that they showed this version last.

    Call only within a transaction.
    """
    store.run_many(
        "INSERT INTO addresses (address, version) VALUES (?, ?)"
        " ON CONFLICT (address) DO UPDATE SET version = excluded.version",
        [(clean(address), version) for address in addresses],
    )
    for address in addresses:
        store_row_checksum(store, "addresses", clean(address))


def _content_keys(report: Report, host: str) -> list[str]:
    """Make identity keys of a report's content, and of contents that differ only in how midnight is written."""
    published = report.published or ""
    day = without_midnight(published)
    midnights = [f"{day}{midnight}" for midnight in _MIDNIGHTS] if day and "T" not in day else []
    told = (report.text, report.headline or "", "\x1e".join(report.byline), report.publisher or "")
    keys = ("\x1f".join((*told, each, host)) for each in dict.fromkeys((published, day, *midnights)))
    return [hashlib.sha256(key.encode("utf-8", "replace")).hexdigest() for key in keys]


def _unused_id(store: Store, report: Report) -> str:
    """Choose the report's public id: its own, or a longer one if another report has the same id.

    Two equal reports have one content and never reach this function. But the first version of another report, changed
    since, may have been equal to this one.
    """
    key, more = report.id, 1
    while store.one("SELECT 1 FROM reports WHERE key = ?", (key,)):
        more += 1
        key = f"{report.id}-{more}"
    return key


def _find_by_address(store: Store, arrival: Arrival) -> AddressVersions | None:
    """Find the stored report of an arrival. A web page is identified by its address, not by its file."""
    report = arrival.ledger.report
    issued = [place for place in arrival.places if is_issued(place)]
    for address in dict.fromkeys((*issued, *(arrival.addresses or arrival.places))):
        held = look_up_address(store, address)
        is_sure = address in issued or address in arrival.addresses[:1]
        if held and (is_sure or is_similar(ledger_of(store, held.latest).report, report)):
            return held
    return None


def _is_superseded(store: Store, held: AddressVersions, arrival: Arrival) -> bool:
    """Check whether an agency issued an item before the latest version of it that is held."""
    if not any(map(is_issued, arrival.places)):
        return False
    latest = store.one("SELECT modified FROM versions WHERE id = ?", (held.latest,))
    try:
        return datetime.fromisoformat(arrival.receipt.modified or "") < datetime.fromisoformat(
            (latest or ("",))[0] or ""
        )
    except (TypeError, ValueError):  # one has no time, or no zone
        return False


def _find_by_content(store: Store, contents: Iterable[str]) -> int | None:
    for content in contents:
        row = store.one("SELECT id FROM versions WHERE content = ? ORDER BY is_latest DESC, id LIMIT 1", (content,))
        if row:
            return int(row[0])
    return None


def _store_digest(store: Store, digest: str, version: int) -> None:
    store.run(
        "INSERT INTO digests (digest, version) VALUES (?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET version = excluded.version",
        (digest, version),
    )
    store_row_checksum(store, "digests", digest)


def _insert_version(store: Store, arrival: Arrival, place: dict[str, Value]) -> int:
    """Insert a version.

    Args:
        store: The archive's file.
        arrival: The report.
        place: The columns ``report``, ``number``, ``content`` and ``added``.
    """
    ledger, receipt = arrival.ledger, arrival.receipt
    form = ledger_to_form(ledger)
    columns: dict[str, Value] = {
        **place,
        "is_latest": 1,
        "key": ledger.report.id,
        "input": receipt.input,
        "fetched": receipt.fetched,
        "digest": receipt.digest,
        "extractor": receipt.extractor,
        "etag": receipt.etag,
        "modified": receipt.modified,
    }
    version = _insert(store, "versions", columns | version_columns(ledger, form))
    _insert(store, "texts", {"version": version, "text": ledger.report.text, "ledger": pack(form)})
    insert_parts(store, version, ledger)
    return version


def version_columns(ledger: Ledger, form: LedgerForm) -> dict[str, Value]:
    """Make the columns of a version that follow from its ledger."""
    report, mix = ledger.report, form["sourcing"]
    columns: dict[str, Value] = {
        "headline": report.headline,
        "publisher": report.publisher,
        "byline": json.dumps(report.byline, ensure_ascii=False),
        "published": report.published,
        "day": report.published[:10] if report.published else None,
        "language": report.language,
        "url": report.url,
        "model": ledger.model,
        "whence": ledger.whence,
        "attribution_count": len(ledger.attributions),
        "source_count": len(ledger.sources),
        "event_count": len(ledger.events),
        "finding_count": len(ledger.findings),
        "named": mix["named"],
        "described": mix["described"],
        "withheld": mix["withheld"],
        "documentary": mix["documentary"],
        "nobody": mix["nobody"],
        "own": mix["own"],
    }
    return {name: clean(value) if isinstance(value, str) else value for name, value in columns.items()}


def insert_changes(store: Store, version: int, before: Report, after: Report) -> None:
    """Store the differences between a version and the one before it. Call only within a transaction."""
    store.run_many(
        "INSERT INTO changes (version, number, field, lead, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (version, number, one.field, clean(one.lead), clean(one.before), clean(one.after))
            for number, one in enumerate(differences(before, after), 1)
        ],
    )


def _insert(store: Store, table: str, columns: dict[str, Value]) -> int:
    marks = ", ".join("?" * len(columns))
    values = [clean(value) if isinstance(value, str) else value for value in columns.values()]
    return store.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
