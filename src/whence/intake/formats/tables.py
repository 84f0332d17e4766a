"""Tables with one report per row (JSON Lines, CSV, Parquet): read as a stream, one input per row."""

import csv
import re
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from functools import partial
from io import BufferedReader, StringIO
from itertools import chain, islice
from typing import TypeAlias

from whence.errors import ReadError
from whence.intake.formats.columns import (
    SOUND_COPY,
    BadRow,
    Row,
    check_column_paths,
    check_fields,
    find_column_paths,
    row_to_input,
    with_column_paths,
)
from whence.intake.formats.day_columns import DateColumn
from whence.intake.formats.lines import MAX_LINE_CHARACTERS, Lines
from whence.intake.formats.parquet import read_parquet
from whence.intake.inputs import Input
from whence.intake.opening import open_file
from whence.intake.untrusted_json import parse_json
from whence.records.report import Rejected

__all__ = ["TABLE_ENDINGS", "is_table", "read_table"]

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".csv", ".tsv")
TABLE_ENDINGS = (*_LINES, *(f"{ending}.gz" for ending in _LINES), ".parquet")
"""File extensions of tables, in lower case."""
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 1_000_000
_DELIMITERS = ",;\t"
_MIN_EVEN_SHARE = 0.5
# After a quote that is never closed, the following lines are read again without it. Three times at most, as they may
# have such a quote too.
_MAX_SECOND_READINGS = 3
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
# What pandas, R and NumPy write into a text cell for a missing value or "not a number".
_NO_VALUES = frozenset({"NaN", "nan", "inf", "-inf"})
Opened: TypeAlias = Callable[[], BufferedReader]
_NEVER_CLOSED = "a quotation mark in it is never closed"


def is_table(path: str) -> bool:
    """Recognize a table by its file extension.

    >>> is_table("news/2031.jsonl.gz"), is_table("news.CSV"), is_table("news.json"), is_table("csv")
    (True, True, False, False)
    """
    return path.lower().endswith(TABLE_ENDINGS)


def read_table(path: str, *, columns: Mapping[str, str], opened: Opened | None = None) -> Iterator[Input | Rejected]:
    r"""Read a report from each row of a table.

    Tables are read as streams: in memory is one row of at most 25 million characters, or 16 rows of Parquet, in pages
    whose size the writer chose. Longer rows are skipped, and a file that makes the reader skip 1 GB, such as a gzip
    bomb, is given up.

    Args:
        path: JSON Lines, CSV or TSV, each plain or in gzip, or Parquet, by its extension.
        columns: Which column holds the text, html, headline, publisher, byline, published, language, url and id of a
            report. A full stop separates the names of nested columns: ``meta.date``. Columns not given are guessed by
            usual names.
        opened: Opens the file from its beginning; by default the one at the path.

    Yields:
        An `Input` for each row, named by the path and the number of the row (in JSON Lines, of the line) from 1, or a
        `Rejected` for a row without a report.

    Raises:
        UsageError: There is no such column, the column of the text is not known, or pyarrow is missing.

    >>> row = '{"title": "Harbour to close", "body": "The council met.", "date": "2031-03-04"}\n'
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = f"{folder}/news.jsonl"
    ...     _ = Path(path).write_text(row)
    ...     found = list(read_table(path, columns={}))
    >>> [(each.data, each.metadata.headline, each.metadata.published) for each in found]
    [(b'The council met.', 'Harbour to close', '2031-03-04')]
    """
    check_fields(columns, path=path)
    opened = opened or partial(open_file, path)
    dates = DateColumn(partial(_reread_rows, opened, path, columns), columns)
    try:
        with opened() as file:
            for found in _take_rows(_read_rows(file, path, columns), columns, path):
                yield dates.drop_midnight(found) if isinstance(found, Input) else found
    except ReadError as error:
        yield Rejected(input=path, reason=error.reason)


def _read_rows(file: BufferedReader, path: str, columns: Mapping[str, str]) -> Iterator[Row | BadRow]:
    kind = path.lower().removesuffix(".gz").rpartition(".")[2]
    if kind == "parquet":
        yield from read_parquet(file, path, columns)
        return
    lines = Lines(file, path)
    try:
        yield from _read_csv(lines, path) if kind in {"csv", "tsv"} else _read_json(lines)
    finally:
        lines.detach()


def _reread_rows(opened: Opened, path: str, columns: Mapping[str, str]) -> Generator[Row | BadRow, None, None]:
    """Iterate over the readable rows once more; errors are reported by the main reading."""
    with suppress(EOFError, OSError, ReadError, zlib.error), opened() as file:
        yield from _read_rows(file, path, columns)


def _take_rows(rows: Iterator[Row | BadRow], columns: Mapping[str, str], path: str) -> Iterator[Input | Rejected]:
    number = 0
    first, rest = _peek(rows)
    # JSON rows may each lack some columns, or have nulls in them.
    sound = [row.cells for row in first if isinstance(row, Row)]
    cells = {name: cell for row in sound for name, cell in row.items()}
    cells |= {name: cell for row in sound for name, cell in row.items() if cell is not None}
    if sound:
        check_column_paths(find_column_paths(cells, columns), columns, names=cells, path=path)
    try:
        for row, paths in with_column_paths(chain(first, rest), columns):
            number = row.number
            if isinstance(row, BadRow):
                yield Rejected(input=f"{path}#{number}", reason=f"{row.problem}. {row.fix}.")
            else:
                yield row_to_input(row, paths, path=path)
    except (EOFError, OSError, zlib.error) as error:
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
    except (EOFError, OSError, ReadError, zlib.error) as error:
        return first, _raise_later(error)
    return first, rows


def _raise_later(error: Exception) -> Iterator[Row | BadRow]:
    raise error
    yield


def _find_flaw(text: str) -> str | None:
    if "\0" in text:
        return "it contains a NUL character"
    return "it is not valid UTF-8" if _NO_UTF_8.search(text) else None


def _too_long() -> str:
    return f"it is longer than {MAX_LINE_CHARACTERS // 1_000_000} million characters"


def _read_json(lines: Lines) -> Iterator[Row | BadRow]:
    number = 0
    while line := lines.read():
        number += 1
        if len(line) > MAX_LINE_CHARACTERS:
            lines.skip_line()
            yield BadRow(number=number, problem=_too_long())
            continue
        if not line.strip():
            continue
        problem = _find_flaw(line)
        cells = None
        try:
            cells = parse_json(line) if problem is None else None
        except ValueError as error:
            problem = str(error)
        if isinstance(cells, dict):
            yield Row(number=number, cells=cells, done=lines.done)
        else:
            yield BadRow(number=number, problem=problem or "it is not a JSON object")


class _Records:
    """Records of a CSV file, each one line, or several if a quoted cell has line breaks."""

    def __init__(self, lines: Lines, delimiter: str) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._second_readings = 0
        self._taken: list[str] = []
        self._size = 0
        self._ran_out = False
        # The limit is global to the process, so it is never lowered.
        csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_LINE_CHARACTERS + 1))
        self._reader = csv.reader(self, delimiter=delimiter)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Hand a line to the csv parser, which asks for more while a quote is open."""
        is_full = self._size > MAX_LINE_CHARACTERS
        line = "" if is_full else self._again.popleft() if self._again else self._lines.read()
        if not line:
            self._ran_out = bool(self._taken)
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        return line

    def read(self) -> list[str] | str | None:
        """Read the cells of a record, or a message if it is malformed; None at the end."""
        if not self._again:
            self._second_readings = 0
        self._taken, self._size, self._ran_out = [], 0, False
        try:
            cells = next(self._reader, None)
        except csv.Error as error:
            return f"it is not valid CSV: {error}"
        if self._ran_out and len(self._taken) > 1:
            self._second_readings += 1
            if self._second_readings <= _MAX_SECOND_READINGS:
                self._again.extendleft(reversed(self._taken[1:]))
                return _NEVER_CLOSED
        if self._taken and len(self._taken[-1]) > MAX_LINE_CHARACTERS:
            self._lines.skip_line()
        if self._ran_out:
            return _NEVER_CLOSED
        if self._size > MAX_LINE_CHARACTERS:
            return _too_long()
        return _find_flaw("".join(self._taken)) or cells


def _read_csv(lines: Lines, path: str) -> Iterator[Row | BadRow]:
    records = _Records(lines, _find_delimiter(lines.sample))
    head: list[str] = []
    number = 0
    while (record := records.read()) is not None:
        if not record:
            continue
        if not head:
            if isinstance(record, str):
                raise ReadError(path, f"its first row is not a row of column names: {record}", SOUND_COPY)
            for name in map(str.strip, record):
                head.append(f"{name} {len(head) + 1}" if name in head else name)
            continue
        number += 1
        if isinstance(record, str):
            yield BadRow(number=number, problem=record)
        elif any(record[len(head) :]):
            yield BadRow(number=number, problem=f"it has {len(record)} cells, but the table has {len(head)} columns")
        else:
            cells = (None if cell.strip() in _NO_VALUES else cell for cell in record)
            yield Row(number=number, cells=dict(zip(head, cells, strict=False)), done=lines.done)


def _find_delimiter(sample: str) -> str:
    def rank(delimiter: str) -> tuple[bool, bool, float, int]:
        rows = [
            row for row in islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS) if row
        ]
        width = len(rows[0]) if rows else 0
        # The last row may be cut off.
        even_share = sum(len(row) == width for row in rows[1:-1]) / max(1, len(rows) - 2)
        return width > 1 and even_share >= _MIN_EVEN_SHARE, width > 1, even_share, width

    return max(_DELIMITERS, key=rank)
