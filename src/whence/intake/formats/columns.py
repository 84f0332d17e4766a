"""Convert a table row to an input: map columns to fields, and convert cells."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from math import isfinite
from pathlib import Path
from urllib.parse import urlsplit

from whence.errors import UsageError
from whence.intake.bylines import read_byline
from whence.intake.html.markup import clean_line, looks_like_html
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.published import normalise_time
from whence.records.report import Rejected

__all__ = [
    "SOUND_COPY",
    "BadRow",
    "ColumnPaths",
    "Row",
    "check_column_paths",
    "check_fields",
    "find_column_paths",
    "read_published",
    "row_to_input",
    "with_column_paths",
]

SOUND_COPY = "Get an undamaged copy of the file"
"""Advice for a damaged file."""

# The same limit as for a file.
_MAX_TEXT_BYTES = 25_000_000
# Usual column names in news datasets, in lower case and without separators; the most reliable first.
_USUAL_NAMES = {
    "text": "text body content maintext fulltext articletext articlebody articlecontent plaintext bodytext cleantext "
    "textcontent story storytext contenttext rawtext article",
    "html": "html rawhtml pagehtml bodyhtml htmlcontent contenthtml",
    "headline": "headline title articletitle headlinemain mainheadline pagetitle",
    "publisher": "publisher outlet newspaper publication publicationname sitename source sourcename site medianame "
    "domain sourcedomain sourcecommonname netloc host",
    "byline": "byline authors author creators creator writer writers journalist reporter",
    "published": "published publishedat datepublished datepublish publisheddate publishdate publicationdate pubdate "
    "publishedtime publishedon publishtime firstpublished firstpublicationdate dateofpublication articledate date "
    "datetime timestamp",
    "language": "language lang languagecode langcode locale",
    "url": "url link permalink weburl articleurl pageurl sourceurl canonicalurl uri href",
    "id": "id articleid docid documentid uuid guid",
}
_NO_LETTERS = re.compile(r"[\W_]+")
_SHOWN_COLUMNS = 20
_SHOWN_CHARACTERS = 40
# A longer value is not a headline, name or address.
_MAX_LINE_CHARACTERS = 2000
_MAX_AUTHORS = 50
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)")
_QUOTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_EPOCH = re.compile(r"([0-9]{9,19})(?:\.[0-9]*)?")
# Digits of a Unix time in seconds, milliseconds, microseconds and nanoseconds, and the divisor to seconds.
_EPOCH_DIGITS = ((11, 1), (14, 1000), (17, 1_000_000), (19, 1_000_000_000))
# 20310304093000, with or without seconds.
_COMPACT = re.compile(r"((?:18|19|20)[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})?")

ColumnPaths = Mapping[str, tuple[str, ...]]
"""Where each field is in a row: a column's name, then the names inside a nested column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    number: int
    """Counted from 1."""
    cells: Mapping[str, object]
    done: float
    """Share of the file read so far, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot be read."""

    number: int
    problem: str
    fix: str = "Correct the row, or leave it out"


def check_fields(columns: Mapping[str, str], *, path: str) -> None:
    """Reject columns that are given for unknown fields.

    Raises:
        UsageError: There is no such field.
    """
    for field in columns:
        if field not in _USUAL_NAMES:
            raise UsageError(path, f"there is no field {field}", f"Use {', '.join(_USUAL_NAMES)}")


def find_column_paths(cells: Mapping[str, object], columns: Mapping[str, str]) -> ColumnPaths:
    """Find the column of each field, as given or by usual column names.

    Args:
        cells: A row, or any mapping with its columns and nested columns.
        columns: Columns given for fields. A full stop separates the names of nested columns: ``meta.date``.

    >>> find_column_paths({"Pub-Date": "2031-03-04", "main_text": ""}, {"text": "main text"})
    {'text': ('main_text',), 'published': ('Pub-Date',)}
    """
    by_squeezed: dict[str, str] = {}
    for name in cells:
        by_squeezed.setdefault(_normalize_name(name), name)
    told = {field: _find_column_path(cells, by_squeezed, name) for field, name in columns.items()}
    paths = {field: column_path for field, column_path in told.items() if column_path}
    taken = set(paths.values())
    for field, names in _USUAL_NAMES.items():
        # If a column for the page is given, no column of plain text is guessed.
        if field in columns or (field == "text" and "html" in columns):
            continue
        guesses = ((by_squeezed[name],) for name in names.split() if name in by_squeezed)
        column_path = next((guess for guess in guesses if guess not in taken), None)
        if column_path:
            paths[field] = column_path
    return paths


def check_column_paths(paths: ColumnPaths, columns: Mapping[str, str], *, names: Collection[str], path: str) -> None:
    """Reject a table that lacks a given column, or a column for the text.

    Raises:
        UsageError: There is no such column; the message lists the existing ones.
    """
    shown = ", ".join(name[:_SHOWN_CHARACTERS] for name in islice(names, _SHOWN_COLUMNS)) or "none"
    shown += ", …" if len(names) > _SHOWN_COLUMNS else ""
    for field, name in columns.items():
        if field not in paths:
            problem = f"it has no column {name}; its columns are: {shown}"
            raise UsageError(path, problem, f"Name one of them with --columns {field}=NAME")
    if not paths.keys() & {"text", "html"}:
        problem = f"no column has a usual name for the text; its columns are: {shown}"
        raise UsageError(path, problem, "Name it with --columns text=NAME")


def with_column_paths(
    rows: Iterable[Row | BadRow], columns: Mapping[str, str]
) -> Iterator[tuple[Row | BadRow, ColumnPaths]]:
    """Find the column of each field for every row, as JSON rows may differ in their columns."""
    names: tuple[str, ...] | None = None
    paths: ColumnPaths = {}
    for row in rows:
        if isinstance(row, BadRow):
            yield row, {}
            continue
        if tuple(row.cells) != names:
            paths = find_column_paths(row.cells, columns)
            names = tuple(row.cells)
        yield row, paths


def read_published(row: Row, paths: ColumnPaths) -> str | None:
    """Parse a row's time of publication to ISO 8601; None if it cannot be parsed."""
    return _read_moment(_look_up(row.cells, paths["published"])) if "published" in paths else None


def row_to_input(row: Row, paths: ColumnPaths, *, path: str) -> Input | Rejected:
    """Make an input from a row.

    >>> row = Row(number=2, cells={"text": "The council met.", "id": 7}, done=1.0)
    >>> made = row_to_input(row, {"text": ("text",), "id": ("id",)}, path="data/reports.csv")
    >>> made.name, made.data, made.address
    ('data/reports.csv#2', b'The council met.', 'reports.csv#7')
    """
    name = f"{path}#{row.number}"
    told = {field: _look_up(row.cells, column_path) for field, column_path in paths.items()}
    try:
        data, is_plain = _read_text(told)
    except ValueError as error:
        return Rejected(input=name, reason=f"{error}. Correct the row, or leave it out.")
    url, own_id = _read_line(told.get("url")), _read_line(told.get("id"))
    metadata = ExternalMetadata(
        headline=_read_line(told.get("headline")),
        publisher=_read_publisher(told.get("publisher")),
        byline=_read_names(told.get("byline")),
        published=read_published(row, paths),
        language=_read_language(told.get("language")),
        url=url,
    )
    address = f"{Path(path).name}#{own_id}" if own_id and not url else None
    return Input(
        name=name,
        data=data,
        is_plain=is_plain,
        metadata=metadata,
        address=address,
        lacks_capture_time=True,
        done=row.done,
    )


def _normalize_name(name: str) -> str:
    return _NO_LETTERS.sub("", name.casefold())


def _find_column_path(cells: Mapping[str, object], by_squeezed: Mapping[str, str], name: str) -> tuple[str, ...] | None:
    if name in cells:
        return (name,)
    column_path = tuple(name.split("."))
    inside: object = cells
    for part in column_path:
        if not isinstance(inside, Mapping) or part not in inside:
            break
        inside = inside[part]
    else:
        return column_path
    alike = by_squeezed.get(_normalize_name(name))
    return (alike,) if alike else None


def _look_up(cells: Mapping[str, object], column_path: tuple[str, ...]) -> object:
    found: object = cells
    for part in column_path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _read_text(told: Mapping[str, object]) -> tuple[bytes, bool]:
    """Get the text or page, and whether it is plain text.

    Raises:
        ValueError: There is none, or it cannot be read.
    """
    text = "\n\n".join(_read_all(told.get("text")))
    page = told.get("html")
    if text.strip():
        is_plain = not looks_like_html(text)
    else:
        text, is_plain = "" if isinstance(page, bytes) else "".join(_read_all(page)), False
    # JSON may hold an unpaired surrogate, which UTF-8 cannot encode.
    data = page if isinstance(page, bytes) and not text else text.encode("utf-8", "replace")
    if not data.strip():
        message = "this row has no text"
        raise ValueError(message)
    if b"\0" in data and is_plain:
        message = "its text contains a NUL character"
        raise ValueError(message)
    if len(data) > _MAX_TEXT_BYTES:
        message = f"its text is larger than {_MAX_TEXT_BYTES // 1_000_000} MB"
        raise ValueError(message)
    return data, is_plain


def _read_all(value: object) -> Iterator[str]:
    """Iterate over the values of a cell: one value, or the items of a list."""
    for each in value if isinstance(value, list) else (value,):
        said = _read(each)
        if said:
            yield said


def _read(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError as error:
            message = "it is not valid UTF-8"
            raise ValueError(message) from error
    if isinstance(value, float | Decimal) and not isfinite(value):
        return None  # programs write NaN and Infinity for a missing number
    if isinstance(value, bool) or value is None or isinstance(value, list | Mapping):
        return None
    return str(value)


def _read_line(value: object) -> str | None:
    """Get the first value of a cell, if it is short enough for a line."""
    try:
        said = next(_read_all(value), "")
    except ValueError:
        return None
    return clean_line(said) or None if len(said) <= _MAX_LINE_CHARACTERS else None


def _read_publisher(value: object) -> str | None:
    said = _read_line(value)
    if said is None or "://" not in said:
        return said
    try:
        return (urlsplit(said).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _read_names(value: object) -> tuple[str, ...]:
    each = islice(value, _MAX_AUTHORS) if isinstance(value, list) else (value,)
    lines = [line for line in map(_read_line, each) if line]
    if len(lines) == 1 and lines[0].startswith("[") and lines[0].endswith("]"):
        # A list written as text: "['Ana Brandt', 'Li Wei']".
        lines = ["".join(pair) for pair in _QUOTED.findall(lines[0])] or [lines[0].strip("[] ")]
    return tuple(dict.fromkeys(name for line in lines for name in read_byline(line, is_list=True).names))


def _read_language(value: object) -> str | None:
    found = _LANGUAGE.match((_read_line(value) or "").lower())
    return found[1] if found else None


def _read_moment(value: object) -> str | None:
    """Convert a time in words or digits to ISO 8601; None if it cannot be parsed."""
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, float | Decimal) and isfinite(value):
        value = f"{value:f}"
    said = _read_line(value) or ""
    return _read_figures(said) or normalise_time(said)


def _read_figures(said: str) -> str | None:
    """Convert a time in digits only to ISO 8601: a compact date, or a Unix time."""
    compact = _COMPACT.fullmatch(said)
    if compact:
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        try:
            moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the value has no zone
            return normalise_time(moment.isoformat())
        except ValueError:
            pass  # a Unix time in milliseconds
    found = _EPOCH.fullmatch(said)
    if not found:
        return None
    scale = next(scale for digits, scale in _EPOCH_DIGITS if len(found[1]) <= digits)
    try:
        return normalise_time(datetime.fromtimestamp(int(found[1]) // scale, UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return None
