"""Convert a table row to an input: map columns to fields, and convert cells."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import UsageError
from whence.intake.formats.cells import (
    CutTextError,
    MissingTextError,
    normalize_name,
    read_language,
    read_line,
    read_moment,
    read_names,
    read_publisher,
    read_text,
)
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.urls import is_address, unwrap
from whence.records.report import Rejected

if TYPE_CHECKING:  # reading a table does not load the reader of feeds
    from whence.intake.web.feeds import FeedEntry

__all__ = [
    "MEND",
    "BadRow",
    "ColumnPaths",
    "Row",
    "check_column_paths",
    "check_fields",
    "find_column_paths",
    "read_published",
    "row_to_address",
    "row_to_input",
    "with_column_paths",
]

MEND = "Correct the row, or leave it out"
"""Advice for a row that cannot be used."""

# Usual column names in news datasets, in lower case and without separators; the most reliable first.
_USUAL_NAMES = {
    "text": "text body content maintext fulltext articletext articlebody articlecontent plaintext bodytext cleantext "
    "textcontent postcontent story storytext contenttext rawtext article",
    "html": "html rawhtml pagehtml bodyhtml htmlcontent contenthtml",
    "headline": "headline title articletitle headlinemain mainheadline webtitle posttitle pagetitle",
    "publisher": "publisher outlet newspaper publication publicationname publicationtitle sitename sourcehostname "
    "source sourcename site metasitename medianame domain sourcedomain sourcecommonname netloc host hostname",
    "byline": "byline authors author creators creator writer writers journalist reporter",
    "published": "published publishedat datetimepub datepublished datepublish publisheddate publishdate publishingdate "
    "publicationdate webpublicationdate pubdate publishedtime publishedon publishtime firstpublished "
    "firstpublicationdate dateofpublication articledate datetime date timestamp",
    "language": "language lang languagecode langcode locale inlanguage",
    "url": "url link permalink weburl articleurl pageurl sourceurl canonicalurl canonicallink uri href "
    "mainentityofpage source",
    "id": "id articleid docid documentid uuid guid",
}
_TEXT_FIELDS = frozenset({"text", "html"})
# Objects in which programs wrap the fields of a report.
_WRAPPERS = ("fields", "attributes", "source", "article", "document", "doc", "node", "item", "post", "object", "data")
_MAX_WRAPPERS = 3
# An address in a column that more often names an outlet.
_ONLY_ADDRESSES = frozenset({"source", "mainentityofpage"})
_MAX_KNOWN_ROWS = 100
_SHOWN_COLUMNS = 20
_SHOWN_CHARACTERS = 40

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
    fix: str = MEND


def check_fields(columns: Mapping[str, str], *, path: str) -> None:
    """Reject columns that are given for unknown fields.

    Raises:
        UsageError: There is no such field.
    """
    for field in columns:
        if field not in _USUAL_NAMES:
            raise UsageError(path, f"there is no field {field}", f"Use {', '.join(_USUAL_NAMES)}")


def find_column_paths(
    cells: Mapping[str, object], columns: Mapping[str, str], *, not_text: Collection[str] = ()
) -> ColumnPaths:
    """Find the column of each field, as given or by usual column names.

    If no column holds the text, but an object does, such as ``fields`` or ``_source``, its columns count too.

    Args:
        cells: A row, or any mapping with its columns and nested columns.
        columns: Columns given for fields. A full stop separates the names of nested columns: ``meta.date``.
        not_text: Columns that never hold a text, whatever their names.

    >>> find_column_paths({"Pub-Date": "2031-03-04", "main_text": ""}, {"text": "main text"})
    {'text': ('main_text',), 'published': ('Pub-Date',)}
    >>> find_column_paths({"webTitle": "Harbour to close", "fields": {"body": "The council met."}}, {})
    {'text': ('fields', 'body'), 'headline': ('webTitle',)}
    """
    by_squeezed = _by_squeezed(cells)
    told = {field: _find_column_path(cells, by_squeezed, name) for field, name in columns.items()}
    paths = {field: column_path for field, column_path in told.items() if column_path}
    places = [_Place(path=(), cells=cells, by_squeezed=by_squeezed)]
    if not columns.keys() & _TEXT_FIELDS:
        places += places[0].find_wrapper(not_text)
    for field in _USUAL_NAMES:
        # If a column for the page is given, no column of plain text is guessed.
        if field in columns or (field == "text" and "html" in columns):
            continue
        taken = set(paths.values())
        guesses = (guess for place in places for guess in place.guess(field, not_text))
        column_path = next((guess for guess in guesses if guess not in taken or guess[-1] in _ONLY_ADDRESSES), None)
        if column_path:
            paths[field] = column_path
    return paths


def check_column_paths(
    paths: ColumnPaths, columns: Mapping[str, str], *, names: Collection[str], path: str, needs_text: bool = True
) -> None:
    """Reject a table that lacks a given column, or a column for the text if it needs one.

    Raises:
        UsageError: There is no such column; the message lists the existing ones.
    """
    shown = ", ".join(name[:_SHOWN_CHARACTERS] for name in islice(names, _SHOWN_COLUMNS)) or "none"
    shown += ", …" if len(names) > _SHOWN_COLUMNS else ""
    for field, name in columns.items():
        if field not in paths:
            problem = f"it has no column {name}; its columns are: {shown}"
            raise UsageError(path, problem, f"Name one of them with --columns {field}=NAME")
    if needs_text and not paths.keys() & _TEXT_FIELDS:
        problem = f"no column has a usual name for the text; its columns are: {shown}"
        raise UsageError(path, problem, "Name it with --columns text=NAME")


def with_column_paths(
    rows: Iterable[Row | BadRow], columns: Mapping[str, str], *, not_text: Collection[str] = ()
) -> Iterator[tuple[Row | BadRow, ColumnPaths]]:
    """Find the column of each field for every row, as JSON rows may differ in their columns."""
    known: dict[tuple[str, ...], ColumnPaths] = {}
    for row in rows:
        if isinstance(row, BadRow):
            yield row, {}
            continue
        names = tuple(row.cells)
        if names not in known:
            if len(known) == _MAX_KNOWN_ROWS:
                known.clear()
            known[names] = find_column_paths(row.cells, columns, not_text=not_text)
        yield row, known[names]


def read_published(row: Row, paths: ColumnPaths) -> str | None:
    """Parse a row's time of publication to ISO 8601; None if it cannot be parsed."""
    return read_moment(_look_up(row.cells, paths["published"])) if "published" in paths else None


def row_to_input(row: Row, paths: ColumnPaths, *, path: str, asks: bool = False) -> "Input | FeedEntry | Rejected":
    """Make an input from a row; from a row whose text is only an excerpt, an address to fetch.

    Args:
        row: The row.
        paths: Where its fields are.
        path: Path of the table.
        asks: Whether to fetch the address of a row without any text, too.

    >>> row = Row(number=2, cells={"text": "The council met.", "id": 7}, done=1.0)
    >>> made = row_to_input(row, {"text": ("text",), "id": ("id",)}, path="data/reports.csv")
    >>> made.name, made.data, made.address
    ('data/reports.csv#2', b'The council met.', 'reports.csv#7')
    """
    name = f"{path}#{row.number}"
    told = {field: _look_up(row.cells, column_path) for field, column_path in paths.items()}
    try:
        data, is_plain = read_text(told.get("text"), told.get("html"))
    except ValueError as error:
        lacks_text = isinstance(error, CutTextError) or (asks and isinstance(error, MissingTextError))
        if lacks_text and is_address(read_line(told.get("url")) or ""):
            return row_to_address(row, paths, path=path)
        return Rejected(input=name, reason=f"{error}. {MEND}.")
    metadata = _read_metadata(told)
    own_id = read_line(told.get("id"))
    return Input(
        name=name,
        data=data,
        is_plain=is_plain,
        is_page=not is_plain,
        metadata=metadata,
        address=f"{Path(path).name}#{own_id}" if own_id and not metadata.url else None,
        lacks_capture_time=True,
        done=row.done,
    )


def row_to_address(row: Row, paths: ColumnPaths, *, path: str) -> "FeedEntry | Rejected":
    """Make an address to fetch from a row of a list of addresses.

    >>> row = Row(number=2, cells={"url": "https://example.org/harbour", "title": "Harbour to close"}, done=1.0)
    >>> row_to_address(row, find_column_paths(row.cells, {}), path="stories.csv").metadata.headline
    'Harbour to close'
    """
    from whence.intake.web.feeds import FeedEntry  # noqa: PLC0415 -- most tables are no lists

    told = {field: _look_up(row.cells, column_path) for field, column_path in paths.items()}
    if any(normalize_name(paths.get("published", ("",))[-1]) == name for name in _times_seen(row.cells)):
        del told["published"]
    metadata = _read_metadata(told)
    if not is_address(metadata.url or ""):
        shown = f" ({metadata.url[:_SHOWN_CHARACTERS]})" if metadata.url else ""
        return Rejected(input=f"{path}#{row.number}", reason=f"this row has no web address{shown}. {MEND}.")
    return FeedEntry(url=unwrap(metadata.url or ""), metadata=replace(metadata, url=None))


def _times_seen(cells: Mapping[str, object]) -> Iterator[str]:
    """Name the columns of a list of addresses that tell when an address was found or saved, not published."""
    yield "timestamp"
    if any(normalize_name(name) == "mobileurl" for name in cells):  # GDELT's list of articles
        yield "date"


def _read_metadata(told: Mapping[str, object]) -> ExternalMetadata:
    publisher = read_publisher(told.get("publisher"))
    return ExternalMetadata(
        headline=read_line(told.get("headline")),
        publisher=publisher,
        byline=read_names(told.get("byline"), publisher=publisher),
        published=read_moment(told.get("published")),
        language=read_language(told.get("language")),
        url=read_line(told.get("url")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where columns are looked for: a row, or an object in it."""

    path: tuple[str, ...]
    cells: Mapping[str, object]
    by_squeezed: Mapping[str, str]

    def guess(self, field: str, not_text: Collection[str]) -> Iterator[tuple[str, ...]]:
        """Iterate over the columns with a usual name for a field, the most reliable first."""
        found = []
        for usual in _USUAL_NAMES[field].split():
            name = self.by_squeezed.get(usual)
            if name is None or (field == "text" and name in not_text) or self._holds_rows(name, not_text):
                continue
            if field != "url" or usual not in _ONLY_ADDRESSES or self._holds_address(name):
                found.append((*self.path, name))
        # An outlet's name is better than its address.
        yield from sorted(found, key=lambda path: self._holds_address(path[-1])) if field == "publisher" else found

    def _holds_address(self, name: str) -> bool:
        return is_address(read_line(self.cells[name]) or "")

    def find_wrapper(self, not_text: Collection[str]) -> Iterator["_Place"]:
        """Find the object that holds the text, if no column does."""
        if self._has_text(not_text):
            return
        for usual in (*_WRAPPERS, *_USUAL_NAMES["text"].split()):
            inner = self._inside(self.by_squeezed.get(usual, ""), not_text)
            if inner is not None:
                yield inner
                return

    def _holds_rows(self, name: str, not_text: Collection[str]) -> bool:
        """Check whether it holds an object with a text, or a list of reports, and is no text itself."""
        cell = self.cells[name]
        if not isinstance(cell, list):
            return self._inside(name, not_text) is not None
        first = next((each for each in cell if isinstance(each, Mapping)), {})
        inner = _Place(path=(*self.path, name), cells=first, by_squeezed=_by_squeezed(first))
        return inner.is_report(not_text)

    def is_report(self, not_text: Collection[str]) -> bool:
        """Check whether it has a column for the text, and one that tells of a report."""
        told = any(True for field in ("url", "published", "byline") for _ in self.guess(field, not_text))
        return told and len(self.path) <= _MAX_WRAPPERS and self._has_text(not_text)

    def _inside(self, name: str, not_text: Collection[str]) -> "_Place | None":
        """Return an object in it, if that has a column for the text."""
        cells = self.cells.get(name)
        if not isinstance(cells, Mapping) or len(self.path) == _MAX_WRAPPERS:
            return None
        inner = _Place(path=(*self.path, name), cells=cells, by_squeezed=_by_squeezed(cells))
        return inner if inner._has_text(not_text) else None

    def _has_text(self, not_text: Collection[str]) -> bool:
        return any(True for field in _TEXT_FIELDS for _ in self.guess(field, not_text))


def _by_squeezed(cells: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in cells:
        found.setdefault(normalize_name(str(name)), name)
    return found


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
    alike = by_squeezed.get(normalize_name(name))
    return (alike,) if alike else None


def _look_up(cells: Mapping[str, object], column_path: tuple[str, ...]) -> object:
    found: object = cells
    for part in column_path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
