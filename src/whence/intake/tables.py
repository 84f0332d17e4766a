"""Tables with a report in each row, to inputs: JSON Lines, CSV and Parquet, a row at a time."""

import codecs
import csv
import gzip
import json
import os
import re
import stat
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BufferedReader, StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any

from whence.errors import ReadError, UsageError
from whence.intake.cells import Places, Row, check_fields, check_places, find_places, take_row
from whence.intake.encodings import decode
from whence.intake.inputs import Input
from whence.records.report import Rejected

__all__ = ["is_table", "open_file", "read_table"]

_ENDING = re.compile(r"\.(?:(jsonl|ndjson|jsonlines|csv|tsv)(?:\.gz)?|parquet)\Z", re.IGNORECASE)
_MAX_ROW_CHARACTERS = 25_000_000
# A row beyond the limit is passed over. A gzip bomb of 10 MB would go on for 10 GB.
_MAX_PASSED_CHARACTERS = 1_000_000_000
_SAMPLE_BYTES = 100_000
_SAMPLE_ROWS = 50
_DELIMITERS = ",;\t"
_MIN_EVEN_SHARE = 0.5
# Where a quote is never closed, the lines after it are read again without it. Three times, for they may have such too.
_MAX_SECOND_READINGS = 3
# What `decode` finds.
_ENCODINGS = (
    "utf-8 cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp932 cp949 gb18030 big5 euc_jp "
    "koi8_u koi8_r cp866 iso8859_2 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_10 iso8859_13 iso8859_14 "
    "iso8859_15 iso8859_16 mac_cyrillic iso2022_jp utf_16_le utf_16_be utf_32_le utf_32_be"
)
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
# One cell can have 25 MB, so a batch has few.
_BATCH_ROWS = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SOUND_COPY = "Get a sound copy of the file"
_MEND_ROW = "Mend the row, or leave it out"
_NEVER_CLOSED = "a quote in it is never closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bad:
    """A row that cannot be read."""

    number: int
    problem: str
    fix: str = _MEND_ROW


def is_table(path: str) -> bool:
    """Tell a table from other files by its ending.

    >>> is_table("news/2031.jsonl.gz"), is_table("news.CSV"), is_table("news.json"), is_table("csv")
    (True, True, False, False)
    """
    return _ENDING.search(path) is not None


def read_table(path: str, *, columns: Mapping[str, str]) -> Iterator[Input | Rejected]:
    r"""Read a report from each row of a table.

    A table is read as a stream. One row of it is in memory, of 25 million characters at most, or 16 of Parquet, whose
    writer chose how large the pages are that are unpacked. A longer row is passed over, and a file is given up once
    that took 1 GB: so much a gzip bomb can cost.

    Args:
        path: JSON Lines, CSV or TSV, each plain or in gzip, or Parquet. The ending tells which.
        columns: Which column holds the text, html, headline, publisher, byline, published, language, url and id of a
            report. A full stop leads into what is nested: ``meta.date``. What is not told is guessed by usual names.

    Yields:
        An `Input` for each row, named by the path and the row's number from 1 (of JSON Lines the line's), or a
        `Rejected` for a row without a report.

    Raises:
        UsageError: There is no such column, the column of the text is not known, or pyarrow is missing.

    >>> row = '{"title": "Harbour to close", "body": "The council met.", "date": "2031-03-04"}\n'
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = f"{folder}/news.jsonl"
    ...     _ = Path(path).write_text(row)
    ...     found = list(read_table(path, columns={}))
    >>> [(each.data, each.given.headline, each.given.published) for each in found]
    [(b'The council met.', 'Harbour to close', '2031-03-04')]
    """
    check_fields(columns, path=path)
    ending = _ENDING.search(path)
    kind = (ending[1] or "parquet").lower() if ending else "csv"
    try:
        with open_file(path) as file:
            if kind == "parquet":
                rows = _read_parquet(file, path, columns)
            else:
                lines = _Lines(file, path)
                rows = _read_csv(lines, path) if kind in {"csv", "tsv"} else _read_json(lines)
            yield from _take_rows(rows, columns, path)
    except ReadError as error:
        yield Rejected(input=path, reason="{1}. {2}.".format(*error.args))


def open_file(path: str) -> BufferedReader:
    """Open a file to read its bytes.

    Raises:
        ReadError: There is none, it may not be read, or it is a folder or a pipe.
    """
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISREG(mode):  # opening a pipe that nobody writes to would wait for ever
            return Path(path).open("rb")
    except FileNotFoundError as error:
        raise ReadError(path, "there is no such file or folder", "Check the path") from error
    except PermissionError as error:
        fix = "Change its permissions, or read a copy"
        raise ReadError(path, "there is no permission to read it", fix) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no path can hold a NUL"
        raise ReadError(path, f"it cannot be opened: {reason}", "Check the path") from error
    raise ReadError(path, "it is not a regular file", "Save it as one")


def _take_rows(rows: Iterator[Row | _Bad], columns: Mapping[str, str], path: str) -> Iterator[Input | Rejected]:
    number = 0
    names: tuple[str, ...] | None = None
    places: Places = {}
    try:
        for row in rows:
            number = row.number
            if isinstance(row, _Bad):
                yield Rejected(input=f"{path}#{number}", reason=f"{row.problem}. {row.fix}.")
                continue
            # The rows of JSON may each have other columns.
            if tuple(row.cells) != names:
                places = find_places(row.cells, columns)
                if names is None:
                    check_places(places, columns, names=row.cells, path=path)
                names = tuple(row.cells)
            yield take_row(row, places, path=path)
    except (EOFError, OSError, zlib.error) as error:
        how = "breaks off here" if isinstance(error, EOFError) else f"cannot be read from here on ({error})"
        yield Rejected(input=f"{path}#{number + 1}", reason=f"the file {how}. {_SOUND_COPY}.")
    else:
        if number == 0:
            yield Rejected(input=path, reason="there is no row in it. Give a table with a report in each row.")


class _Lines:
    """The lines of a file: unpacked, decoded, and bounded."""

    def __init__(self, file: BufferedReader, path: str) -> None:
        self._file = file
        self._path = path
        self._size = os.fstat(file.fileno()).st_size or 1
        is_packed = file.peek(2)[:2] == b"\x1f\x8b"
        sample = _read_sample(gzip.GzipFile(fileobj=file) if is_packed else file)
        file.seek(0)
        unpacked: Any = gzip.GzipFile(fileobj=file) if is_packed else file
        self.encoding = _find_encoding(sample, path)
        self.sample = sample.decode(self.encoding, "replace")
        # Bytes that are no UTF-8 spoil their row alone; they become lone surrogates, and are found by these.
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "replace"
        self._text = TextIOWrapper(unpacked, encoding=self.encoding, errors=errors, newline="")

    @property
    def done(self) -> float:
        """Share of the file that has been read, in gzip of what is packed."""
        return min(1.0, self._file.tell() / self._size)

    def read(self) -> str:
        """Read a line with its end; of one beyond the limit only its beginning, and nothing at the end."""
        return self._text.readline(_MAX_ROW_CHARACTERS + 1)

    def pass_over(self) -> None:
        """Pass over the rest of a line."""
        left = _MAX_PASSED_CHARACTERS
        while (block := self._text.readline(_SAMPLE_BYTES)) and not block.endswith(("\n", "\r")):
            left -= len(block)
            if left < 0:
                problem = f"a row goes on for more than {_MAX_PASSED_CHARACTERS // 1_000_000_000} GB"
                raise ReadError(self._path, problem, "Give a table with one report in each row")


def _read_sample(file: Any) -> bytes:  # noqa: ANN401 -- a file of bytes, or a gzip file
    sample = b""
    try:
        while len(sample) < _SAMPLE_BYTES and (block := file.read1(_SAMPLE_BYTES)):
            sample += block
    except (EOFError, OSError, zlib.error):
        pass  # it will be told when the reading comes there
    return sample


def _find_encoding(sample: bytes, path: str) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in sample:
        try:
            # The last character may be cut.
            codecs.getincrementaldecoder("utf-8")().decode(sample)
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8-sig"
    if len(sample) >= _SAMPLE_BYTES:
        end = sample.rfind(b"\n") + 1
        sample = sample[: end + end % 2 if b"\0" in sample else end] or sample
    text = decode(sample, name=path).text
    # It tells the text and not the encoding; that is the one which makes the same text.
    return next((each for each in _ENCODINGS.split() if sample.decode(each, "replace") == text), "utf-8-sig")


def _find_flaw(text: str) -> str | None:
    if "\0" in text:
        return "there is a NUL in it"
    return "it is not in UTF-8" if _NO_UTF_8.search(text) else None


def _too_long() -> str:
    return f"it is longer than {_MAX_ROW_CHARACTERS // 1_000_000} million characters"


def _read_json(lines: _Lines) -> Iterator[Row | _Bad]:
    number = 0
    while line := lines.read():
        number += 1
        if len(line) > _MAX_ROW_CHARACTERS:
            lines.pass_over()
            yield _Bad(number=number, problem=_too_long())
            continue
        if not line.strip():
            continue
        problem = _find_flaw(line)
        cells = None
        try:
            cells = json.loads(line) if problem is None else None
        except (ValueError, RecursionError) as error:
            problem = f"it is no JSON: {getattr(error, 'msg', 'it is nested too deeply')}"
        if isinstance(cells, dict):
            yield Row(number=number, cells=cells, done=lines.done)
        else:
            yield _Bad(number=number, problem=problem or "it is no JSON object")


class _Records:
    """The records of a CSV file, each of one line or, in quotes, of several."""

    def __init__(self, lines: _Lines, delimiter: str) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._second_readings = 0
        self._taken: list[str] = []
        self._size = 0
        self._ran_out = False
        # It is one limit for the whole process, so it is never lowered.
        csv.field_size_limit(max(csv.field_size_limit(), 2 * _MAX_ROW_CHARACTERS + 1))
        self._reader = csv.reader(self, delimiter=delimiter)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Hand a line to the parser, which asks for more as long as a quote is open."""
        is_full = self._size > _MAX_ROW_CHARACTERS
        line = "" if is_full else self._again.popleft() if self._again else self._lines.read()
        if not line:
            self._ran_out = bool(self._taken)
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        return line

    def read(self) -> list[str] | str | None:
        """Read the cells of a record, or say what is wrong with it; none at the end."""
        if not self._again:
            self._second_readings = 0
        self._taken, self._size, self._ran_out = [], 0, False
        try:
            cells = next(self._reader, None)
        except csv.Error as error:
            return f"it is no CSV: {error}"
        if self._ran_out and len(self._taken) > 1:
            self._second_readings += 1
            if self._second_readings <= _MAX_SECOND_READINGS:
                self._again.extendleft(reversed(self._taken[1:]))
                return _NEVER_CLOSED
        if self._taken and len(self._taken[-1]) > _MAX_ROW_CHARACTERS:
            self._lines.pass_over()
        if self._ran_out:
            return _NEVER_CLOSED
        if self._size > _MAX_ROW_CHARACTERS:
            return _too_long()
        return _find_flaw("".join(self._taken)) or cells


def _read_csv(lines: _Lines, path: str) -> Iterator[Row | _Bad]:
    records = _Records(lines, _find_delimiter(lines.sample))
    head: list[str] = []
    number = 0
    while (record := records.read()) is not None:
        if not record:
            continue
        if not head:
            if isinstance(record, str):
                raise ReadError(path, f"its first row does not name the columns: {record}", _SOUND_COPY)
            for name in map(str.strip, record):
                head.append(f"{name} {len(head) + 1}" if name in head else name)
            continue
        number += 1
        if isinstance(record, str):
            yield _Bad(number=number, problem=record)
        elif any(record[len(head) :]):
            yield _Bad(number=number, problem=f"it has {len(record)} cells, and there are {len(head)} columns")
        else:
            yield Row(number=number, cells=dict(zip(head, record, strict=False)), done=lines.done)


def _find_delimiter(sample: str) -> str:
    def rank(delimiter: str) -> tuple[bool, bool, float, int]:
        rows = [
            row for row in islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS) if row
        ]
        width = len(rows[0]) if rows else 0
        # The last row may be cut.
        even_share = sum(len(row) == width for row in rows[1:-1]) / max(1, len(rows) - 2)
        return width > 1 and even_share >= _MIN_EVEN_SHARE, width > 1, even_share, width

    return max(_DELIMITERS, key=rank)


def _read_parquet(file: BufferedReader, path: str, columns: Mapping[str, str]) -> Iterator[Row | _Bad]:
    try:
        import pyarrow as pa  # noqa: PLC0415 -- 170 MB that only this needs
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        problem = "pyarrow is missing, which reads Parquet"
        raise UsageError(path, problem, "Install it with: pip install 'whence[tables]'") from error
    try:
        table = parquet.ParquetFile(file)
        shape = _outline(pa, table.schema_arrow)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ReadError(path, "it is no Parquet file, or only a part of one", _SOUND_COPY) from error
    places = find_places(shape, columns)
    check_places(places, columns, names=shape, path=path)
    wanted = sorted({place[0] for place in places.values()})
    total = max(1, table.metadata.num_rows)
    number = 0
    for group in range(table.num_row_groups):
        last = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH_ROWS, row_groups=[group], columns=wanted, use_threads=False):
                cells = dict(zip(batch.schema.names, batch.columns, strict=True))
                for index in range(batch.num_rows):
                    number += 1
                    found = {name: _read_cell(pa, column, index) for name, column in cells.items()}
                    yield Row(number=number, cells=found, done=min(1.0, number / total))
        except (pa.ArrowException, OSError):
            yield _Bad(number=number + 1, problem=f"the rows from here to {last} cannot be read", fix=_SOUND_COPY)
            number = last


def _outline(pa: Any, fields: Any) -> dict[str, object]:  # noqa: ANN401 -- pyarrow has no types
    """List the columns and what is nested in them."""
    return {
        field.name: _outline(pa, [field.type.field(index) for index in range(field.type.num_fields)])
        if pa.types.is_struct(field.type)
        else None
        for field in fields
    }


def _read_cell(pa: Any, column: Any, index: int) -> object:  # noqa: ANN401
    cell = column[index]
    if pa.types.is_timestamp(column.type) and cell.is_valid:
        # Python has no billionths of seconds, so pyarrow would refuse them.
        zone = UTC if column.type.tz else None
        seconds = cell.cast(pa.timestamp("s"), safe=False).value
        try:
            return (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=zone)
        except OverflowError:
            return None
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes()
    except (ValueError, OverflowError):
        return None
