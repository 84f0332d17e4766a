"""Tables with one report per row (JSON Lines, CSV, Parquet): read as a stream, one input per row."""

import codecs
import csv
import re
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from functools import partial
from io import BufferedReader, StringIO, TextIOWrapper
from itertools import chain, islice
from typing import TypeAlias

from whence.errors import ReadError
from whence.intake.compression import BlockFile, unpack
from whence.intake.encoding import decode
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
from whence.intake.formats.parquet import read_parquet
from whence.intake.inputs import Input
from whence.intake.opening import open_file, size_of
from whence.intake.untrusted_json import parse_json
from whence.records.report import Rejected

__all__ = ["TABLE_ENDINGS", "is_table", "read_table", "take_rows"]

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".csv", ".tsv")
TABLE_ENDINGS = (*_LINES, *(f"{ending}.gz" for ending in _LINES), ".parquet")
"""File extensions of tables, in lower case."""
_MAX_ROW_CHARACTERS = 25_000_000
# A row beyond the limit is skipped. A gzip bomb of 10 MB would go on for 10 GB.
_MAX_SKIPPED_CHARACTERS = 1_000_000_000
_SAMPLE_BYTES = 100_000
_PACKED_BYTES = 8_192
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 1_000_000
_DELIMITERS = ",;\t"
_MIN_EVEN_SHARE = 0.5
# After a quote that is never closed, the following lines are read again without it. Three times at most, as they may
# have such a quote too.
_MAX_SECOND_READINGS = 3
# The encodings that `decode` detects.
_ENCODINGS = (
    "utf-8 cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp932 cp949 gb18030 big5 euc_jp "
    "koi8_u koi8_r cp866 iso8859_2 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_10 iso8859_13 iso8859_14 "
    "iso8859_15 iso8859_16 mac_cyrillic iso2022_jp utf_16_le utf_16_be utf_32_le utf_32_be"
)
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
# What pandas, R and NumPy write into a text cell for a missing value or "not a number".
_NO_VALUES = frozenset({"NaN", "nan", "inf", "-inf"})
Opened: TypeAlias = Callable[[], BufferedReader]
Walk: TypeAlias = Callable[[], Iterator[Row | BadRow]]
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
    yield from take_rows(partial(_walk, opened or partial(open_file, path), path, columns), columns=columns, path=path)


def take_rows(walk: Walk, *, columns: Mapping[str, str], path: str) -> Iterator[Input | Rejected]:
    """Make a report from each row of a table, whatever file the rows come from.

    Args:
        walk: Iterates over the rows from the first. It may raise a `ReadError`.
        columns: Columns given for fields.
        path: Path of the table.

    Raises:
        UsageError: There is no such column, or the column of the text is not known.

    >>> row = Row(number=1, cells={"title": "Harbour to close", "body": "The council met."}, done=1.0)
    >>> [each.data for each in take_rows(lambda: iter([row]), columns={}, path="news.xlsx")]
    [b'The council met.']
    """
    dates = DateColumn(partial(_walk_again, walk), columns)
    try:
        for found in _take_rows(walk(), columns, path):
            yield dates.drop_midnight(found) if isinstance(found, Input) else found
    except ReadError as error:
        yield Rejected(input=path, reason=error.reason)


def _walk(opened: Opened, path: str, columns: Mapping[str, str]) -> Iterator[Row | BadRow]:
    with opened() as file:
        yield from _read_rows(file, path, columns)


def _read_rows(file: BufferedReader, path: str, columns: Mapping[str, str]) -> Iterator[Row | BadRow]:
    kind = path.lower().removesuffix(".gz").rpartition(".")[2]
    if kind == "parquet":
        yield from read_parquet(file, path, columns)
        return
    lines = _Lines(file, path)
    try:
        yield from _read_csv(lines, path) if kind in {"csv", "tsv"} else _read_json(lines)
    finally:
        lines.detach()


def _walk_again(walk: Walk) -> Generator[Row | BadRow, None, None]:
    """Iterate over the readable rows once more; errors are reported by the main reading."""
    with suppress(EOFError, OSError, ReadError, zlib.error):
        yield from walk()


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


class _Lines:
    """Lines of a file: decompressed, decoded, and bounded in length."""

    def __init__(self, file: BufferedReader, path: str) -> None:
        self._file = file
        self._path = path
        if not file.seekable():
            raise ReadError(path, "a table of over 25 MB inside a compressed file is not read", "Unpack the file")
        self._size = size_of(file) or 1
        is_packed = file.peek(2)[:2] == b"\x1f\x8b"
        sample = _read_sample(_unpacked(file) if is_packed else file)
        file.seek(0)
        unpacked = _unpacked(file) if is_packed else file
        self.encoding = _find_encoding(sample, path)
        self.sample = sample.decode(self.encoding, "replace")
        # Invalid UTF-8 spoils only its own row: the bytes become lone surrogates, which are detected later.
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "replace"
        self._text = TextIOWrapper(unpacked, encoding=self.encoding, errors=errors, newline="")

    @property
    def done(self) -> float:
        """Share of the file read so far; in gzip, of the compressed bytes."""
        return min(1.0, self._file.tell() / self._size)

    def read(self) -> str:
        """Read a line with its end; only the beginning of a line beyond the limit; an empty string at the end."""
        return self._text.readline(_MAX_ROW_CHARACTERS + 1)

    def detach(self) -> None:
        """Release the file, which its opener closes."""
        self._text.detach()

    def skip_line(self) -> None:
        """Skip the rest of a line."""
        left = _MAX_SKIPPED_CHARACTERS
        while (block := self._text.readline(_SAMPLE_BYTES)) and not block.endswith(("\n", "\r")):
            left -= len(block)
            if left < 0:
                problem = f"a row is longer than {_MAX_SKIPPED_CHARACTERS // 1_000_000_000} GB"
                raise ReadError(self._path, problem, "Give a table with one report in each row")


def _unpacked(file: BufferedReader) -> BufferedReader:
    return BufferedReader(BlockFile(unpack(iter(partial(file.read, _PACKED_BYTES), b""), "gzip")))


def _read_sample(file: BufferedReader) -> bytes:
    sample = b""
    try:
        while len(sample) < _SAMPLE_BYTES and (block := file.read1(_SAMPLE_BYTES)):
            sample += block
    except (EOFError, OSError, zlib.error):
        pass  # the main reading will report it
    return sample


def _find_encoding(sample: bytes, path: str) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in sample:
        try:
            # The last character may be cut off.
            codecs.getincrementaldecoder("utf-8")().decode(sample)
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8-sig"
    if len(sample) >= _SAMPLE_BYTES:
        end = sample.rfind(b"\n") + 1
        sample = sample[: end + end % 2 if b"\0" in sample else end] or sample
    text = decode(sample, name=path).text
    # The detector returns a text, not its encoding; find the encoding that decodes to the same text.
    return next((each for each in _ENCODINGS.split() if sample.decode(each, "replace") == text), "utf-8-sig")


def _find_flaw(text: str) -> str | None:
    if "\0" in text:
        return "it contains a NUL character"
    return "it is not valid UTF-8" if _NO_UTF_8.search(text) else None


def _too_long() -> str:
    return f"it is longer than {_MAX_ROW_CHARACTERS // 1_000_000} million characters"


def _read_json(lines: _Lines) -> Iterator[Row | BadRow]:
    number = 0
    while line := lines.read():
        number += 1
        if len(line) > _MAX_ROW_CHARACTERS:
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

    def __init__(self, lines: _Lines, delimiter: str) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._second_readings = 0
        self._taken: list[str] = []
        self._size = 0
        self._ran_out = False
        # The limit is global to the process, so it is never lowered.
        csv.field_size_limit(max(csv.field_size_limit(), 2 * _MAX_ROW_CHARACTERS + 1))
        self._reader = csv.reader(self, delimiter=delimiter)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Hand a line to the csv parser, which asks for more while a quote is open."""
        is_full = self._size > _MAX_ROW_CHARACTERS
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
        if self._taken and len(self._taken[-1]) > _MAX_ROW_CHARACTERS:
            self._lines.skip_line()
        if self._ran_out:
            return _NEVER_CLOSED
        if self._size > _MAX_ROW_CHARACTERS:
            return _too_long()
        return _find_flaw("".join(self._taken)) or cells


def _read_csv(lines: _Lines, path: str) -> Iterator[Row | BadRow]:
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
