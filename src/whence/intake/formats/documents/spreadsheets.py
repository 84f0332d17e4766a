"""Spreadsheets (XLSX, XLS, ODS): each sheet is a table with a report in each row; needs the package python-calamine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import TypeAlias

from whence.errors import ReadError, UsageError
from whence.intake.formats.columns import SOUND_COPY, Row, find_column_paths
from whence.intake.formats.documents.workbook import bounded_workbook
from whence.intake.formats.form import Document, Found
from whence.intake.formats.tables import take_rows
from whence.intake.inputs import Input
from whence.records.report import Rejected

__all__ = ["MISSING_PACKAGE", "read_spreadsheet"]

MISSING_PACKAGE = "Install it with: pip install 'whence[documents]'"
"""What to do where a package that reads documents is missing."""
_MAX_ROWS_ABOVE = 20
_MIN_COLUMNS = 2
# What a cell of Excel holds; programs cut off longer texts.
_MAX_CELL_CHARACTERS = 32_767

Cell: TypeAlias = int | float | str | bool | date | time | timedelta


def read_spreadsheet(document: Document) -> Iterator[Found]:
    """Read a report from each row of each sheet. Columns are guessed by usual names, as in a CSV file.

    The row of column names may stand below other rows, such as a title. Empty sheets are skipped; a sheet in which no
    column has a usual name for the text is a `Rejected`.

    Raises:
        ReadError: It is damaged, too large or protected by a password, or python-calamine is missing.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 -- few inputs are spreadsheets
    except ImportError as error:
        problem = "reading spreadsheets needs the package python-calamine, which is not installed"
        raise ReadError(document.name, problem, MISSING_PACKAGE) from error
    file = bounded_workbook(document)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(file)
    except calamine.PasswordError as error:
        raise ReadError(document.name, "it is protected by a password", "Save a copy without a password") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ReadError(document.name, f"it cannot be read as a spreadsheet ({error})", SOUND_COPY) from error
    for name in workbook.sheet_names:
        path = f"{document.name}#{name}" if len(workbook.sheet_names) > 1 else document.name
        try:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (calamine.CalamineError, OSError, ValueError) as error:
            yield Rejected(input=path, reason=f"the sheet {name} cannot be read ({error}). {SOUND_COPY}.")
            continue
        if any(map(_is_filled, rows)):
            yield from _read_sheet(rows, document, path)


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


def _rows(rows: Sequence[Sequence[Cell]], head: int) -> Iterator[Row]:
    """Iterate over the rows below the column names; the number of a row is the spreadsheet's own."""
    names: list[str] = []
    for cell in rows[head]:
        name = str(_plain(cell) or "").strip()
        names.append(f"{name} {len(names) + 1}" if name in names else name)
    for number, cells in enumerate(rows[head + 1 :], head + 2):
        if _is_filled(cells):
            told = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
            yield Row(number=number, cells=told, done=number / len(rows))


def _is_filled(cells: Sequence[Cell]) -> bool:
    return any(cell != "" for cell in cells)


def _plain(cell: Cell) -> object:
    """Return a cell's value as a table has it: a spreadsheet has no whole numbers, and shows 7.0 as 7."""
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return str(cell) if isinstance(cell, time | timedelta) else cell


def _with_note(given: Input) -> Input:
    length = len((given.data or b"").decode("utf-8", "replace"))
    if length != _MAX_CELL_CHARACTERS:
        return given
    note = f"its text has {length:,} characters, all that a cell of a spreadsheet can hold, so its end may be cut off"
    return replace(given, notes=(*given.notes, note))
