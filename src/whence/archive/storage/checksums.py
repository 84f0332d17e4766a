"""Checksums of stored versions and rows, to detect later alterations."""

from whence.archive.storage.migrations import ROW_CHECKSUMS, VERSION_CHECKSUMS
from whence.archive.storage.store import Store, Value

__all__ = [
    "KEYS",
    "altered_rows",
    "altered_versions",
    "checksums_match",
    "store_checksums",
    "store_missing_row_checksums",
    "store_row_checksum",
    "was_report_id",
]

KEYS = {
    "reports": "id",
    "addresses": "address",
    "digests": "digest",
    "rejected": "input",
    "corrections": "key",
    "notes": "key",
}
"""Tables whose rows have a checksum each, and their keys."""
_STORED = "FROM versions JOIN texts ON texts.version = versions.id"


def store_checksums(store: Store, version: int, *names: str) -> None:
    """Store a version's checksums: all of `VERSION_CHECKSUMS`, or only those named. Call only within a transaction."""
    if names:
        told = ", ".join(
            f"{name} = (SELECT {VERSION_CHECKSUMS[name]} {_STORED} WHERE versions.id = ?1)" for name in names
        )
        store.run(f"UPDATE checksums SET {told} WHERE version = ?1", (version,))
    else:
        told = ", ".join(VERSION_CHECKSUMS.values())
        store.run(
            f"INSERT OR REPLACE INTO checksums (version, {', '.join(VERSION_CHECKSUMS)})"
            f" SELECT versions.id, {told} {_STORED} WHERE versions.id = ?",
            (version,),
        )


def checksums_match(store: Store, version: int, *names: str) -> bool:
    """Check that these parts of a version match their checksums."""
    told = " AND ".join(f"checksums.{name} = {VERSION_CHECKSUMS[name]}" for name in names)
    row = store.one(
        f"SELECT {told} {_STORED} JOIN checksums ON checksums.version = versions.id WHERE versions.id = ?", (version,)
    )
    return row is not None and row[0] == 1


def altered_versions(store: Store, name: str) -> list[int]:
    """List the versions in which this part does not match its checksum."""
    rows = store.rows(
        f"SELECT versions.id {_STORED} LEFT JOIN checksums ON checksums.version = versions.id"
        f" WHERE checksums.{name} IS NOT {VERSION_CHECKSUMS[name]} ORDER BY versions.id"
    )
    return [row[0] for row in rows]


def store_row_checksum(store: Store, table: str, key: Value) -> None:
    """Store the checksum of a row in one of `KEYS`. Call only within a transaction."""
    store.run(f"UPDATE {table} SET checksum = {ROW_CHECKSUMS[table]} WHERE {KEYS[table]} = ?", (key,))


def store_missing_row_checksums(store: Store, table: str) -> None:
    """Store the checksums of rows in one of `KEYS` that have none yet. Call only within a transaction."""
    store.run(f"UPDATE {table} SET checksum = {ROW_CHECKSUMS[table]} WHERE checksum IS NULL")


def altered_rows(store: Store, table: str) -> list[Value]:
    """List the keys of rows in one of `KEYS` that do not match their checksum."""
    return [
        row[0] for row in store.each(f"SELECT {KEYS[table]} FROM {table} WHERE checksum IS NOT {ROW_CHECKSUMS[table]}")
    ]


def was_report_id(store: Store, report: int, key: str) -> bool:
    """Check by its checksum whether a report was stored under this id, even if the row was altered."""
    sql = "SELECT 1 FROM reports WHERE id = ? AND checksum = checksum('text', CAST(? AS BLOB))"
    return store.one(sql, (report, key)) is not None
