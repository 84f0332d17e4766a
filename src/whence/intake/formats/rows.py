"""Rows of any table to reports or, if the table is a list of addresses, to addresses to fetch."""

import re
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from whence.errors import ReadError
from whence.intake.formats.cells import normalize_name, read_line
from whence.intake.formats.columns import (
    BadRow,
    ColumnPaths,
    Row,
    check_column_paths,
    find_column_paths,
    row_to_address,
    row_to_input,
    with_column_paths,
)
from whence.intake.formats.day_columns import DateColumn
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.intake.urls import is_address
from whence.records.report import Rejected

if TYPE_CHECKING:  # reading a table does not load the reader of feeds
    from whence.intake.web.feeds import FeedEntry

__all__ = ["Rows", "take_rows"]

Rows: TypeAlias = Generator[Row | BadRow, None, None]
_Cells: TypeAlias = Sequence[Mapping[str, object]]

_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 1_000_000
_BROKEN = (EOFError, OSError, zlib.error)
# An identifier, such as that of a cluster of reports: a word with a figure in it.
_IDENTIFIER = re.compile(r"(?=.{1,100}$)[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*")
# Columns that tell what a page is about. They are shorter than a report, and none.
_SUMMARIES = frozenset(
    {"abstract", "abstractnote", "description", "excerpt", "lead", "leadparagraph", "metadescription", "note"}
    | {"notes", "selection", "snippet", "summary"}
)
_MIN_TEXT_CHARACTERS = 600


def take_rows(
    walk: Callable[[], Rows], *, columns: Mapping[str, str], path: str, asks: bool = False
) -> "Iterator[Input | FeedEntry | Rejected]":
    """Read a report from each row of a table, or an address if no column holds a text but one holds addresses.

    Args:
        walk: Iterates over the table's rows from the first. It may raise a `ReadError`.
        columns: Columns given for fields.
        path: Path of the table.
        asks: Whether a row without a text, but with an address, is an address to fetch.

    Yields:
        An `Input` or a `FeedEntry` for each row, or a `Rejected` for a row without a report.

    Raises:
        UsageError: There is no such column, or the column of the text is not known.

    >>> def walk():
    ...     yield Row(number=1, cells={"Title": "Harbour to close", "Url": "https://example.org/harbour"}, done=1.0)
    >>> [each.url for each in take_rows(walk, columns={}, path="stories.csv")]
    ['https://example.org/harbour']
    """
    dates = DateColumn(partial(_reread, walk), columns)
    try:
        for found in _take(walk(), columns, path, asks=asks):
            if isinstance(found, Rejected):
                yield found
            else:
                yield replace(found, metadata=dates.drop_midnight(found.metadata))
    except ReadError as error:
        yield Rejected(input=path, reason=error.reason)


def _reread(walk: Callable[[], Rows]) -> Rows:
    """Iterate over the readable rows once more; errors are reported by the main reading."""
    with suppress(ReadError, *_BROKEN):
        yield from walk()


def _take(
    rows: Iterator[Row | BadRow], columns: Mapping[str, str], path: str, *, asks: bool
) -> "Iterator[Input | FeedEntry | Rejected]":
    number = 0
    first, rest = _peek(rows)
    sound = [row.cells for row in first if isinstance(row, Row)]
    not_text = _find_identifiers(sound)
    is_list = False
    if sound:
        # JSON rows may each lack some columns, or have nulls in them.
        cells = {name: cell for row in sound for name, cell in row.items()}
        cells |= {name: cell for row in sound for name, cell in row.items() if cell is not None}
        found = find_column_paths(cells, columns, not_text=not_text)
        is_list = _is_address_list(sound, found)
        check_column_paths(found, columns, names=cells, path=path, needs_text=not is_list)
    try:
        for row, paths in with_column_paths(chain(first, rest), columns, not_text=not_text):
            number = row.number
            if isinstance(row, BadRow):
                yield Rejected(input=f"{path}#{number}", reason=f"{row.problem}. {row.fix}.")
            elif is_list:
                yield row_to_address(row, paths, path=path)
            else:
                yield row_to_input(row, paths, path=path, asks=asks)
    except _BROKEN as error:
        how = "is truncated here" if isinstance(error, EOFError) else f"cannot be read from here on ({error})"
        yield Rejected(input=f"{path}#{number + 1}", reason=f"the file {how}. {SOUND_COPY}.")
    else:
        if number == 0:
            yield Rejected(input=path, reason="it has no rows. Give a table with a report in each row.")


def _peek(rows: Iterator[Row | BadRow]) -> tuple[list[Row | BadRow], Iterator[Row | BadRow]]:
    """Take the first rows, to see which columns there are; return them and the remaining rows."""
    first: list[Row | BadRow] = []
    character_count = 0
    try:
        for row in rows:
            first.append(row)
            if isinstance(row, Row):
                character_count += sum(len(cell) for cell in row.cells.values() if isinstance(cell, str))
            if len(first) >= _SAMPLE_ROWS or character_count >= _SAMPLE_CHARACTERS:
                break
    except (ReadError, *_BROKEN) as error:
        return first, _raise_later(error)
    return first, rows


def _raise_later(error: Exception) -> Iterator[Row | BadRow]:
    raise error
    yield


def _find_identifiers(rows: _Cells) -> frozenset[str]:
    """Find the columns that hold identifiers and nothing else: no text, whatever they are called."""
    held: dict[str, list[str]] = {}
    for row in rows:
        for name, cell in row.items():
            if cell is not None and cell != "":
                held.setdefault(name, []).append(cell if isinstance(cell, str) else "")
    return frozenset(name for name, cells in held.items() if all(map(_IDENTIFIER.fullmatch, cells)))


def _is_address_list(rows: _Cells, paths: ColumnPaths) -> bool:
    """Check whether a table lists addresses: it has them, and no column with texts, under whatever name."""
    if "url" not in paths or paths.keys() & {"text", "html"}:
        return False
    (url, *rest), used = paths["url"], {column_path[0] for column_path in paths.values()}
    if rest or not any(is_address(read_line(row.get(url)) or "") for row in rows):
        return False
    others = {name for row in rows for name in row if name not in used and normalize_name(name) not in _SUMMARIES}
    return not any(_holds_texts([cell for row in rows if isinstance(cell := row.get(name), str)]) for name in others)


def _holds_texts(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return 2 * sum(len(cell) >= _MIN_TEXT_CHARACTERS for cell in filled) > len(filled)
