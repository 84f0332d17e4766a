"""Spreadsheets (XLSX, XLS, ODS): each sheet is a table with a report in each row; needs the package python-calamine."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import Any, TypeAlias, cast

from whence.errors import ReadError, UsageError
from whence.intake.formats.columns import Row, find_column_paths
from whence.intake.formats.documents import workbook_reader
from whence.intake.formats.documents.workbook import bounded_workbook
from whence.intake.formats.form import Document, Found
from whence.intake.formats.rows import Rows, take_rows
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.records.report import Rejected

__all__ = ["MISSING_PACKAGE", "read_spreadsheet"]

MISSING_PACKAGE = "Install it with: pip install 'whence[documents]'"
"""What to do where a package that reads documents is missing."""
_MAX_ROWS_ABOVE = 20
_MIN_COLUMNS = 2
# What a cell of Excel holds; programs cut off longer texts.
_MAX_CELL_CHARACTERS = 32_767

_MAX_SECONDS = 120
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROTECTED = ("it is protected by a password", "Save a copy without a password")

Cell: TypeAlias = int | float | str | bool


def read_spreadsheet(document: Document) -> Iterator[Found]:
    """Read a report from each row of each sheet. Columns are guessed by usual names, as in a CSV file.

    The row of column names may stand below other rows, such as a title. Empty sheets are skipped; a sheet in which no
    column has a usual name for the text is a `Rejected`.

    Raises:
        ReadError: It is damaged, too large or protected by a password, or python-calamine is missing.
    """
    if find_spec("python_calamine") is None:
        problem = "reading spreadsheets needs the package python-calamine, which is not installed"
        raise ReadError(document.name, problem, MISSING_PACKAGE)
    sheets = _read_workbook(document)
    for sheet in sheets:
        path = f"{document.name}#{sheet['name']}" if len(sheets) > 1 else document.name
        if "problem" in sheet:
            reason = f"the sheet {sheet['name']} cannot be read ({sheet['problem']}). {SOUND_COPY}."
            yield Rejected(input=path, reason=reason)
            continue
        rows = [[_read_cell(cell) for cell in row] for row in sheet["rows"]]
        if any(map(_is_filled, rows)):
            yield from _read_sheet(rows, document, path)


def _read_workbook(document: Document) -> list[dict[str, Any]]:
    """Read the sheets of a workbook, in a process of its own: on damaged files the library may never end, or abort."""
    if _ENCRYPTED in document.start:
        raise ReadError(document.name, *_PROTECTED)
    command = [sys.executable, "-P", workbook_reader.__file__]
    data = bounded_workbook(document).read()
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_MAX_SECONDS, check=True)  # noqa: S603
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        what = "in time" if isinstance(error, subprocess.TimeoutExpired) else "as a spreadsheet"
        raise ReadError(document.name, f"it cannot be read {what}", SOUND_COPY) from error
    if "is_protected" in found:
        raise ReadError(document.name, *_PROTECTED)
    if "problem" in found:
        raise ReadError(document.name, f"it cannot be read as a spreadsheet ({found['problem']})", SOUND_COPY)
    sheets: list[dict[str, Any]] = found["sheets"]
    return sheets


def _read_cell(cell: Any) -> Cell:  # noqa: ANN401 -- of JSON
    """Return a cell: a date as its text, and a number without a fraction as a whole one, as programs show them."""
    if isinstance(cell, dict):
        return str(cell["date"])
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cast("Cell", cell)


def _read_sheet(rows: Sequence[Sequence[Cell]], document: Document, path: str) -> Iterator[Found]:
    head = _find_head(rows, document)
    try:
        for found in take_rows(partial(_rows, rows, head), columns=document.columns, path=path):
            yield _with_note(found) if isinstance(found, Input) else found
    except UsageError as error:
        if document.columns:
            raise
        yield Rejected(input=path, reason=error.reason, exit_code=error.exit_code)


def _find_head(rows: Sequence[Sequence[Cell]], document: Document) -> int:
    """Find the row of column names: the first near the top with a name for the text, else the first of several cells.

    A title above it fills one cell.
    """
    filled = [index for index in range(min(len(rows), _MAX_ROWS_ABOVE)) if _is_filled(rows[index])]
    wide = [index for index in filled if sum(cell != "" for cell in rows[index]) >= _MIN_COLUMNS]
    for index in wide:
        names = {str(cell).strip(): None for cell in rows[index] if isinstance(cell, str)}
        if find_column_paths(names, document.columns).keys() & {"text", "html"}:
            return index
    return next(iter([*wide, *filled]), 0)


def _rows(rows: Sequence[Sequence[Cell]], head: int) -> Rows:
    """Iterate over the rows below the column names; the number of a row is the spreadsheet's own."""
    names: list[str] = []
    for cell in rows[head]:
        name = str(cell).strip()
        names.append(f"{name} {len(names) + 1}" if name in names else name)
    for number, cells in enumerate(rows[head + 1 :], head + 2):
        if _is_filled(cells):
            told = {name: None if cell == "" else cell for name, cell in zip(names, cells, strict=False) if name}
            yield Row(number=number, cells=told, done=number / len(rows))


def _is_filled(cells: Sequence[Cell]) -> bool:
    return any(cell != "" for cell in cells)


def _with_note(given: Input) -> Input:
    length = len((given.data or b"").decode("utf-8", "replace"))
    if length != _MAX_CELL_CHARACTERS:
        return given
    note = f"its text has {length:,} characters, all that a cell of a spreadsheet can hold, so its end may be cut off"
    return replace(given, notes=(*given.notes, note))
