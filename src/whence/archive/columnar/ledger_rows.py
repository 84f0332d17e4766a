"""What one report gives to the exported tables where no archive holds it, and its ledger in a table of its own.

A run over many machines writes these rows. The table of ledgers holds what the other tables leave out, so that an
archive can take a report from it as if it had read the report.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from whence.archive.columnar.arrow import CellType
from whence.archive.columnar.export import turn_cells
from whence.archive.columnar.schemas import find_schema
from whence.archive.storage.rows import clean, part_rows
from whence.archive.storage.store import Row, Value
from whence.archive.storage.write import Arrival, version_columns
from whence.records.answers import Receipt
from whence.records.form.json_lines import json_line
from whence.records.form.ledger_form import LedgerForm, ledger_from_form, ledger_to_form

__all__ = [
    "DIVISION",
    "LEDGERS",
    "LEDGER_COLUMNS",
    "LEDGER_TABLES",
    "UNDATED",
    "arrival_of_row",
    "division_of",
    "ledger_row",
    "table_rows",
]

LEDGERS = "ledgers"
"""Name of the table of ledgers."""
LEDGER_TABLES = ("reports", "sources", "attributions", "events", "findings")
"""The exported tables that a ledger gives rows to."""
DIVISION = "published_day"
"""The column that divides the tables: a folder for each day of publication. It stands in no file."""
UNDATED = "undated"
"""The folder of all that has no day: programs read a text more alike than a missing value."""
LEDGER_COLUMNS: tuple[tuple[str, CellType], ...] = (
    ("id", "text"),
    ("publisher", "text"),
    ("input", "text"),
    ("fetched", "text"),
    ("digest", "text"),
    ("extractor", "text"),
    ("etag", "text"),
    ("modified", "text"),
    ("addresses", "texts"),
    ("places", "texts"),
    ("lacks_capture_time", "truth"),
    ("ledger", "text"),
)
"""Columns of the table of ledgers, besides the division. Times are written as they were given."""

_Cells: TypeAlias = tuple[object, ...]
_EXPORTED: Mapping[str, Callable[[_Cells], _Cells]] = {
    "sources": lambda row: (*row[1:], None),  # who a source is follows from linking
    "attributions": lambda row: (f"a{row[1]}", *row[2:]),
    "events": lambda row: (f"e{row[1]}", *row[2:]),
    "findings": lambda row: row[1:],
}
"""How a row of a ledger's part in an archive becomes a row of the exported table, behind id and version."""


def division_of(published: str | None) -> str:
    """Name the folder of a report by its time of publication.

    >>> division_of("2031-03-04T09:30:00Z"), division_of("2031-03"), division_of("2031-02-30"), division_of(None)
    ('2031-03-04', 'undated', 'undated', 'undated')
    """
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return UNDATED


def ledger_row(arrival: Arrival) -> Row:
    """Make the row of the table of ledgers, in the order of `LEDGER_COLUMNS`; `arrival_of_row` is the way back."""
    receipt, report = arrival.receipt, arrival.ledger.report
    cells = (
        report.id,
        report.publisher,
        receipt.input,
        receipt.fetched,
        receipt.digest,
        receipt.extractor,
        receipt.etag,
        receipt.modified,
        list(map(clean, arrival.addresses)),
        list(map(clean, arrival.places)),
        arrival.lacks_capture_time,
        json_line(arrival.ledger).decode(),
    )
    return tuple(clean(cell) if isinstance(cell, str) else cell for cell in cells)


def arrival_of_row(row: Mapping[str, object]) -> Arrival:
    """Make from a row of the table of ledgers what reading the report gave.

    Raises:
        KeyError: A column is missing.
        TypeError: A cell has another type.
        ValueError: The ledger is damaged.
        UsageError: The ledger has another form.
    """
    form: LedgerForm = json.loads(str(row["ledger"]))

    def text(name: str) -> str | None:
        cell = row[name]
        return None if cell is None else str(cell)

    def texts(name: str) -> tuple[str, ...]:
        cell = row[name]
        return tuple(map(str, cell)) if isinstance(cell, list) else ()

    return Arrival(
        ledger=ledger_from_form(form),
        receipt=Receipt(
            input=text("input") or "",
            fetched=text("fetched"),
            digest=text("digest") or "",
            extractor=text("extractor") or "",
            etag=text("etag"),
            modified=text("modified"),
        ),
        addresses=texts("addresses"),
        places=texts("places"),
        lacks_capture_time=bool(row["lacks_capture_time"]),
    )


def table_rows(arrival: Arrival, *, added: str) -> dict[str, list[Row]]:
    """Make the rows of each of `LEDGER_TABLES`, as an archive that holds this version alone exports them.

    Args:
        arrival: The report as it was read.
        added: When it was read, ISO 8601 in UTC.
    """
    ledger, receipt = arrival.ledger, arrival.receipt
    told: dict[str, Value] = {
        **version_columns(ledger, ledger_to_form(ledger)),
        "id": ledger.report.id,
        "version": 1,
        "is_latest": 1,
        "added": added,
        "input": clean(receipt.input),
        "fetched": receipt.fetched,
        "digest": receipt.digest,
        "extractor": receipt.extractor,
    }
    rows: dict[str, list[_Cells]] = {"reports": [tuple(told[name] for name, _ in find_schema("reports").cells)]}
    for part, found in part_rows(1, ledger).items():
        rows[part] = [(ledger.report.id, 1, *_EXPORTED[part](row)) for row in found]
    rows["sources"].sort(key=lambda row: (len(str(row[2])), row[2]))
    return {name: list(turn_cells(find_schema(name).cells, rows[name])) for name in LEDGER_TABLES}
