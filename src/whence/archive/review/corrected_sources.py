"""Cited sources counted by corrected ledgers, where readers corrected them."""

import json
from collections.abc import Sequence

from whence.archive.columnar.count import SqliteTables, count_sources_in
from whence.archive.review.corrections import corrected_versions
from whence.archive.storage.rows import part_rows
from whence.archive.storage.store import Row, Store, Value
from whence.records.answers import Filters, SourceCount

__all__ = ["count_corrected_sources"]

_PARTS = ("sources", "attributions")


def count_corrected_sources(
    store: Store, filters: Filters, *, name: str | None, limit: int | None, offset: int
) -> list[SourceCount]:
    """List cited sources, the most attributions first, with the corrections that count.

    Takes and raises what `whence.archive.columnar.count.count_sources` does.
    """
    with store.snapshot():
        return count_sources_in(store, filters, _CorrectedTables(store), name=name, limit=limit, offset=offset)


class _CorrectedTables(SqliteTables):
    """The archive's own tables, with the sources and attributions of corrected ledgers in the place of the others."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        rows: dict[str, list[tuple[Value, ...]]] = {part: [] for part in _PARTS}
        versions = []
        for version, ledger in corrected_versions(store):
            versions.append(version)
            told = part_rows(version, ledger)
            for part in _PARTS:
                rows[part] += told[part]
        self._with = f"WITH {', '.join(_table_sql(store, part, rank) for rank, part in enumerate(_PARTS, 2))}"
        self._values = [json.dumps(versions), *(json.dumps(rows[part]) for part in _PARTS)]

    def rows(self, sql: str, values: Sequence[Value]) -> list[Row]:
        """Run a query, and get all rows."""
        return super().rows(f"{self._with} {sql}", (*self._values, *values))


def _table_sql(store: Store, part: str, rank: int) -> str:
    """Write a table in which the rows of some versions are others.

    Args:
        store: The archive's file.
        part: Name of the table.
        rank: Number of the value with the rows; the first value has the versions.
    """
    columns = [row[0] for row in store.rows("SELECT name FROM pragma_table_info(?)", (part,))]
    cells = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    return (
        f"{part} ({', '.join(columns)}) AS (SELECT * FROM main.{part} WHERE version NOT IN"
        f" (SELECT value FROM json_each(?1)) UNION ALL SELECT {cells} FROM json_each(?{rank}))"
    )
