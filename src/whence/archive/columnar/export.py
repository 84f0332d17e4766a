"""Export of an archive: JSON Lines, CSV or Parquet files, one for each table, or one table in memory."""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

from whence.archive.columnar.arrow import ArrowTable, CellType, has_packages, make_table, write_parquet
from whence.archive.columnar.schemas import TABLE_SCHEMAS, TableSchema, find_schema
from whence.archive.query.filters import Condition, condition
from whence.archive.storage.atomic_files import write_atomically
from whence.archive.storage.rows import unpack_form
from whence.archive.storage.store import Row, Store
from whence.errors import UsageError
from whence.records.answers import Filters
from whence.records.form.json_lines import form_line

__all__ = ["ExportForm", "export", "table", "turn_cells"]

ExportForm: TypeAlias = Literal["jsonl", "csv", "parquet"]

_LEDGERS = "ledgers.jsonl"


def export(store: Store, folder: str | os.PathLike[str], *, form: ExportForm, filters: Filters) -> list[Path]:
    """Write a snapshot of an archive to a folder: one file for each table, and the ledgers if the form is JSON Lines.

    Writes are atomic, and files of the same names are replaced.

    Args:
        store: The archive's file.
        folder: Target folder, created if missing.
        form: JSON Lines, CSV by RFC 4180, or Parquet.
        filters: Which versions to include; not only latest ones. Rejected inputs are always included.

    Returns:
        The files written.

    Raises:
        UsageError: The folder cannot be written, there is no such format, or it is Parquet and pyarrow is missing.
        ArchiveError: The archive cannot be read, or the disk is full.
    """
    write = _writer(form)
    asked = condition(store, filters, all_versions=True)
    with store.snapshot(), write_atomically(Path(folder)) as files:
        for schema in TABLE_SCHEMAS:
            write(files.path(f"{schema.name}.{form}"), schema.cells, _rows(store, schema, asked))
        if form == "jsonl":
            _write_ledgers(store, asked, files.path(_LEDGERS))
    return files.paths


def table(store: Store, name: str, *, filters: Filters) -> ArrowTable:
    """Get one of the tables that `export` writes as a ``pyarrow.Table``.

    Raises:
        UsageError: There is no such table, or pyarrow is missing.
    """
    schema = find_schema(name)
    return make_table(schema.cells, _rows(store, schema, condition(store, filters, all_versions=True)))


_Columns: TypeAlias = Sequence[tuple[str, CellType]]


def _writer(form: str) -> Callable[[Path, _Columns, Iterator[Row]], object]:
    writers = {"jsonl": _write_lines, "csv": _write_csv, "parquet": write_parquet}
    if form not in writers:
        raise UsageError(form, "there is no such format", f"Use {', '.join(writers)}")
    if form == "parquet" and not has_packages("pyarrow"):
        raise UsageError(
            form,
            "this needs the package pyarrow, which is not installed",
            "Install it with: pip install 'whence[tables]'",
        )
    return writers[form]


def _rows(store: Store, schema: TableSchema, asked: Condition) -> Iterator[Row]:
    """Read a table's rows from the archive, one after another."""
    where, values = (asked.sql, asked.values) if schema.is_of_reports else ("TRUE", ())
    columns = ", ".join(column.sql for column in schema.columns)
    group = f"GROUP BY {schema.group}" if schema.group else ""
    rows = store.each(f"SELECT {columns} FROM {schema.rows} WHERE {where} {group} ORDER BY {schema.order}", values)
    yield from turn_cells(schema.cells, rows)


def turn_cells(columns: _Columns, rows: Iterable[Row]) -> Iterator[Row]:
    """Convert rows as the archive stores them to those of an exported table: an absent value becomes null.

    >>> list(turn_cells([("byline", "texts"), ("is_latest", "truth"), ("note", "text")], [('["Ana Brandt"]', 1, "")]))
    [(['Ana Brandt'], True, None)]
    """
    turned = [(place, _TURNED[kind]) for place, (_, kind) in enumerate(columns) if kind in _TURNED]
    for row in rows:
        cells = list(row)
        for place, turn in turned:
            cells[place] = turn(cells[place])
        yield tuple(cells)


def _some_text(text: str | None) -> str | None:
    return text or None


def _some_texts(texts: str) -> list[str] | None:
    return json.loads(texts) or None


_TURNED: dict[CellType, Callable[[Any], object]] = {"text": _some_text, "texts": _some_texts, "truth": bool}
"""How a cell's value is converted."""


def _write_lines(path: Path, columns: _Columns, rows: Iterator[Row]) -> None:
    names = [name for name, _ in columns]
    with path.open("wb") as file:
        file.writelines(form_line(dict(zip(names, row, strict=True))) for row in rows)


def _write_csv(path: Path, columns: _Columns, rows: Iterator[Row]) -> None:
    """Write comma-separated values.

    Reference:
        RFC 4180: lines end in CR LF.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([name for name, _ in columns])
        writer.writerows([_csv_cell(cell) for cell in row] for row in rows)


def _csv_cell(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "; ".join(cell) if isinstance(cell, list) else cell


def _write_ledgers(store: Store, asked: Condition, path: Path) -> None:
    """Write the ledgers in whence's JSON form, one line for each row of the table of reports."""
    rows = store.each(
        "SELECT texts.text, texts.ledger FROM versions NOT INDEXED CROSS JOIN texts ON texts.version = versions.id"
        f" WHERE {asked.sql} ORDER BY versions.id",
        asked.values,
    )
    with path.open("wb") as file:
        file.writelines(form_line(unpack_form(text, packed)) for text, packed in rows)
