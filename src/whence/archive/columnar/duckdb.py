"""The archive in DuckDB: Parquet segments, and the versions outside segments, as tables in memory.

These tables take the same SQL as the archive's own, and give the same answers.

Reference:
    https://duckdb.org/docs/stable/data/parquet/overview.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb

from whence.archive.columnar.arrow import CellType, make_table
from whence.archive.columnar.segments import SEGMENT_TABLES, Segment, segments_folder
from whence.archive.query.filters import Condition, SqlPart
from whence.archive.storage.store import Row, Store, Value

__all__ = ["DUCKDB_ERRORS", "DuckDbTables", "open_duckdb"]

DUCKDB_ERRORS = (duckdb.IOException, duckdb.InvalidInputException, duckdb.OutOfMemoryException)
"""Exceptions that DuckDB raises for a missing or damaged segment, or for a lack of memory or disk space."""

_TABLE = re.compile(r"\b(?:FROM|JOIN) (\w+)")
_MOST_THREADS = 4
_MEMORY = "1GB"
_LAST = 2**63 - 1
"""Maximum version number."""
_COLUMNS: dict[str, dict[str, CellType]] = {
    "versions": {
        "id": "whole",
        "report": "whole",
        "is_latest": "whole",
        "publisher": "text",
        "day": "text",
        "language": "text",
        "attribution_count": "whole",
        "source_count": "whole",
        "event_count": "whole",
        "named": "number",
        "described": "number",
        "withheld": "number",
        "documentary": "number",
        "nobody": "number",
        "own": "number",
    },
    "sources": {
        "version": "whole",
        "id": "text",
        "name": "text",
        "kind": "text",
        "naming": "text",
        "country": "text",
        "attribution_count": "whole",
    },
    "attributions": {
        "version": "whole",
        "source": "text",
        "kind": "text",
        "naming": "text",
        "level": "text",
        "confidence": "number",
    },
    "events": {"version": "whole", "type": "text"},
    "findings": {"version": "whole", "kind": "text"},
    "unlinked": {"version": "whole"},
    "linked": {"version": "whole", "item": "whole"},
    "named_sources": {"item": "whole", "source": "text", "person": "whole"},
    "people": {"person": "whole", "kind": "text", "name": "text"},
}
"""Columns that queries may use; of tables in segments, the number of the version first. No others are loaded for
versions outside segments."""


class DuckDbTables:
    """DuckDB tables, each built when a query first needs it.

    Args:
        store: The archive's file.
        segments: The archive's up-to-date segments.
        connection: An empty DuckDB database.
    """

    finds_top_first = True
    compares_letters = False
    all_versions = "versions"

    def __init__(self, store: Store, segments: Sequence[Segment], connection: duckdb.DuckDBPyConnection) -> None:
        self._store = store
        self._segments = segments
        self._connection = connection
        self._known: set[str] = set()
        self._choices = 0

    def rows(self, sql: str, values: Sequence[Value]) -> list[Row]:
        """Run a query, and get all rows."""
        for table in _TABLE.findall(sql):
            if table in _COLUMNS and table not in self._known:
                self._build_table(table)
        return self._connection.execute(sql, values).fetchall()

    def adapt(self, condition: Condition) -> Condition:
        """Replace what only SQLite can evaluate, and slow look-ups, by the numbers of the matching versions."""
        told = tuple(part for part in condition.parts if part.is_of_letters)
        if not told and not any(part.looks_up for part in condition.parts):
            return condition
        parts = tuple(part for part in condition.parts if not part.is_of_letters)
        if told:
            parts = (*parts, _one_of(self._register_ids(Condition(parts=told))))
        if any(part.looks_up for part in parts):
            chosen = Condition(parts=parts)
            name = self._new_name()
            self.rows(f"CREATE TEMP TABLE {name} AS SELECT id FROM versions WHERE {chosen.sql}", chosen.values)
            parts = (_one_of(name),)
        return Condition(parts=parts)

    def _build_table(self, table: str) -> None:
        """Build a table from its segments and the rows outside them."""
        self._known.add(table)
        columns = _COLUMNS[table]
        key, names = next(iter(columns)), ", ".join(columns)
        if table not in SEGMENT_TABLES:
            everything = self._store.each(f"SELECT {names} FROM {table}")
            self._connection.register(table, make_table(list(columns.items()), everything))
            return
        unsealed = (
            row
            for first, last in self._gaps()
            for row in self._store.each(f"SELECT {names} FROM {table} WHERE {key} BETWEEN ? AND ?", (first, last))
        )
        self._connection.register(f"unsealed_{table}", make_table(list(columns.items()), unsealed))
        selects = [f"SELECT {names} FROM unsealed_{table}"]
        if files := list(self._files(table)):
            sealed = f"read_parquet([{', '.join(map(_quoted, files))}])"
            if table == "versions":
                superseded = self._register_ids(Condition(parts=(SqlPart(sql="versions.is_latest = 0"),)))
                sealed = f"(SELECT *, CAST(id NOT IN (FROM {superseded}) AS INTEGER) AS is_latest FROM {sealed})"
            selects.append(f"SELECT {names} FROM {sealed}")
        self._connection.execute(f"CREATE VIEW {table} AS {' UNION ALL '.join(selects)}")

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """Find the ranges of version numbers outside all segments: first and last."""
        start = 0
        for segment in self._segments:
            if segment.first > start:
                yield start, segment.first - 1
            start = segment.last + 1
        yield start, _LAST

    def _register_ids(self, condition: Condition) -> str:
        """Make a table of the numbers of the versions that SQLite finds."""
        name = self._new_name()
        ids = self._store.each(f"SELECT id FROM versions WHERE {condition.sql}", condition.values)
        self._connection.register(name, make_table([("id", "whole")], ids))
        return name

    def _new_name(self) -> str:
        self._choices += 1
        return f"choice_{self._choices}"

    def _files(self, table: str) -> Iterable[str]:
        folder = segments_folder(self._store)
        return (str(folder / file.name) for each in self._segments for file in each.files if file.table == table)


@contextmanager
def open_duckdb(store: Store, segments: Sequence[Segment]) -> Iterator[DuckDbTables]:
    """Open an archive in DuckDB. Call only within a snapshot of the archive."""
    with tempfile.TemporaryDirectory(prefix="whence-") as room:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": min(_MOST_THREADS, os.cpu_count() or 1),
            "memory_limit": _MEMORY,
            "temp_directory": room,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(config=settings) as connection:
            yield DuckDbTables(store, segments, connection)


def _quoted(path: str) -> str:
    """Quote a path for SQL, with stars escaped."""
    plain = "".join(f"[{character}]" if character in "*?[" else character for character in path)
    return "'" + plain.replace("'", "''") + "'"


def _one_of(name: str) -> SqlPart:
    """Select the versions whose numbers are in a table."""
    return SqlPart(sql=f"versions.id IN (SELECT id FROM {name})", looks_up=False)
