"""Tables with one report per row (JSON Lines, CSV, Parquet): read as a stream, one input per row."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BufferedReader, StringIO
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from whence.errors import ReadError
from whence.intake.formats.columns import BadRow, Row, check_fields
from whence.intake.formats.lines import MAX_LINE_CHARACTERS, Lines
from whence.intake.formats.parquet import read_parquet
from whence.intake.formats.rows import Rows, take_rows
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY, open_file
from whence.intake.untrusted_json import parse_json
from whence.records.report import Rejected

if TYPE_CHECKING:  # reading a table does not load the reader of feeds
    from whence.intake.web.feeds import FeedEntry

__all__ = ["TABLE_ENDINGS", "is_table", "read_table", "walk_table"]

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".csv", ".tsv")
TABLE_ENDINGS = (*_LINES, *(f"{ending}.gz" for ending in _LINES), ".parquet")
"""File extensions of tables, in lower case."""
_SAMPLE_ROWS = 50
_DELIMITERS = ",;\t"
_MIN_EVEN_SHARE = 0.5
# The first line of CSV files for Excel may say what separates cells.
_SEPARATOR = re.compile(r"\"?sep=([^\w\s\"]|\t)\"?[ ]*(?:\r\n?|\n)", re.IGNORECASE)
# Spark, Hive and pandas write the columns that they divide a table by into the names of its folders.
_FOLDER = re.compile(r"([^=]+)=(.*)", re.DOTALL)
_FOLDER_WITHOUT_VALUE = "__HIVE_DEFAULT_PARTITION__"
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


def read_table(
    path: str, *, columns: Mapping[str, str], opened: Opened | None = None
) -> "Iterator[Input | FeedEntry | Rejected]":
    r"""Read a report from each row of a table.

    The folders of Spark and Hive are columns, too: ``publisher=The Post/part-0.parquet``. A table with addresses and
    no texts is a list of addresses.

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
        An `Input` for each row, named by the path and the number of the row (in JSON Lines, of the line) from 1, an
        address to fetch, or a `Rejected` for a row without a report.

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
    yield from take_rows(
        partial(walk_table, opened or partial(open_file, path), path, columns), columns=columns, path=path
    )


def walk_table(opened: Opened, path: str, columns: Mapping[str, str]) -> Rows:
    """Iterate over the rows of a table, and over those that cannot be read.

    Args:
        opened: Opens the file from its beginning.
        path: Path of the table; its extension tells its format.
        columns: Columns given for fields.

    Raises:
        ReadError: It cannot be read.
    """
    above = _read_folders(path)
    with opened() as file:
        for row in _read_rows(file, path, columns, above):
            yield replace(row, cells={**row.cells, **above}) if above and isinstance(row, Row) else row


def _read_folders(path: str) -> dict[str, str | None]:
    """Read the columns that stand in the names of a table's folders; their cells are text."""
    found = (_FOLDER.fullmatch(folder) for folder in re.split(r"[/\\#]", path)[:-1])
    named = {unquote(each[1]): each[2] for each in found if each}
    return {name: None if value == _FOLDER_WITHOUT_VALUE else unquote(value) for name, value in named.items()}


def _read_rows(
    file: BufferedReader, path: str, columns: Mapping[str, str], above: Mapping[str, str | None]
) -> Iterator[Row | BadRow]:
    kind = path.lower().removesuffix(".gz").rpartition(".")[2]
    if kind == "parquet":
        yield from read_parquet(file, path, columns, above=above)
        return
    lines = Lines(file, path)
    try:
        yield from _read_csv(lines, path) if kind in {"csv", "tsv"} else _read_json(lines)
    finally:
        lines.detach()


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
    records = _Records(lines, _read_separator(lines) or _find_delimiter(lines.sample))
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


def _read_separator(lines: Lines) -> str | None:
    """Read the first line, if it says what separates cells."""
    told = _SEPARATOR.match(lines.sample)
    if told:
        lines.read()
    return told[1] if told else None


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
