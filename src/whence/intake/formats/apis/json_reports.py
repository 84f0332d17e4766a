"""JSON: lists of reports, one report a file, and answers of news services with a list inside."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, groupby, islice

from whence.errors import ReadError, UsageError
from whence.intake.formats.columns import BadRow, Row, find_column_paths
from whence.intake.formats.form import Document, Found
from whence.intake.formats.json_stream import JsonFlaw, JsonValue, stream_json
from whence.intake.formats.lines import open_lines
from whence.intake.formats.rows import Rows, take_rows
from whence.intake.formats.tables import is_table
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.intake.urls import is_address
from whence.intake.web.address_list import is_address_line
from whence.records.report import Rejected

__all__ = ["is_json_reports", "read_json_reports"]

_JSON_FEED = "jsonfeed.org/version"
_SAMPLE_VALUES = 50
_MAX_DEPTH = 4
_SHOWN_KEYS = 20
_SHOWN_CHARACTERS = 40
# A document may be a value alone.
_VALUE = re.compile(r'\s*(?:null|true|false|-?[0-9.eE+-]{1,400}|"(?:[^"\\\n]|\\.)*")\s*')


@dataclass(slots=True)
class _Seen:
    """What a document turned out to hold."""

    keys: dict[str, None] = field(default_factory=dict)
    """Names in its objects, in their order, to say what it is if it holds no reports."""
    is_single: bool = False
    """True for one report in a file of its own."""
    flaw: str | None = None


def is_json_reports(document: Document) -> bool:
    """Tell JSON of any kind but JSON Feed; in a file named as a table, only what is no line of one.

    >>> is_json_reports(Document("news.json", b'[{"title": "Harbour to close"}]'))
    True
    >>> is_json_reports(Document("news.jsonl", b'{"title": "Harbour to close"}'))
    False
    """
    first = document.text.lstrip()[:1]
    is_json = document.is_json or (
        document.ends(".json") and (first in {"[", "{"} or _VALUE.fullmatch(document.text) is not None)
    )
    is_line = is_table(document.name) and first == "{"
    return is_json and not is_line and _JSON_FEED not in document.text


def read_json_reports(document: Document) -> Iterator[Found]:
    """Read a report from each object with a text, or an address from each with an address and no text.

    Objects are found in a list, one after another, alone, or in a list inside an answer. Their columns are those of
    tables.

    Raises:
        ReadError: It holds neither reports nor addresses; the message names the keys in it.

    >>> answer = b'{"status": "ok", "articles": [{"title": "Harbour to close", "content": "The council met."}]}'
    >>> [(each.name, each.data) for each in read_json_reports(Document("answer.json", answer))]
    [('answer.json#1', b'The council met.')]
    """
    seen = _Seen()
    walk = partial(_walk, document, seen)
    with closing(walk()) as rows:
        if next(rows, None) is None:
            raise ReadError(document.name, *_explain(seen))
    try:
        for found in take_rows(walk, columns=document.columns, path=document.name, asks=True):
            yield replace(found, name=document.name) if seen.is_single and isinstance(found, Input) else found
    except UsageError as error:
        if document.columns:
            raise
        yield Rejected(input=document.name, reason=error.reason, exit_code=error.exit_code)


def _walk(document: Document, seen: _Seen) -> Rows:
    with open_lines(document) as lines:
        yield from _Finder(document.columns, seen).read(stream_json(lines))


def _explain(seen: _Seen) -> tuple[str, str]:
    """Say why a document holds no reports, and what to do."""
    if seen.flaw:
        return seen.flaw, SOUND_COPY
    shown = ", ".join(key[:_SHOWN_CHARACTERS] for key in islice(seen.keys, _SHOWN_KEYS))
    more = ", …" if len(seen.keys) > _SHOWN_KEYS else ""
    keys = f"; its keys are: {shown}{more}" if seen.keys else ""
    return f"it is JSON in which no reports were found{keys}", "List the forms that are read with whence inputs"


class _Finder:
    """Finds the objects that are rows, wherever they are, and numbers them."""

    def __init__(self, columns: Mapping[str, str], seen: _Seen) -> None:
        self._columns = columns
        self._seen = seen
        self._count = 0
        self._own_text: set[tuple[str, ...]] = set()

    def read(self, stream: Iterator[JsonValue | JsonFlaw]) -> Rows:
        beside: list[JsonFlaw] = []
        for path, group in groupby(stream, key=lambda each: each.path):
            yield from self._read_list(group, beside, is_own=path[:-1] in self._own_text)
        if self._count:
            yield from map(self._row, beside)
        elif beside:
            self._seen.flaw = beside[0].problem

    def _read_list(
        self, values: Iterator[JsonValue | JsonFlaw], beside: list[JsonFlaw], *, depth: int = 0, is_own: bool = False
    ) -> Rows:
        """Read the rows of one list or, if its values are no rows, those of the lists in them."""
        first = list(islice(values, _SAMPLE_VALUES))
        found = [cells for each in first if (cells := _cells_of(each)) is not None]
        is_rows = not is_own and any(_is_row(cells, self._columns) for cells in found)
        if depth == 0:
            self._seen.is_single = is_rows and len(first) == 1 and _is_alone(first[0])
        for cells in found:
            self._seen.keys |= dict.fromkeys(map(str, islice(cells, _SHOWN_KEYS)))
        for each in chain(first, values):
            if is_rows:
                yield self._row(each)
            elif isinstance(each, JsonFlaw):
                beside.append(each)
            elif each.key is not None and _is_row({each.key: each.value}, self._columns):
                self._own_text.add(each.path)  # of one report, whose lists hold no further ones
            elif depth < _MAX_DEPTH:
                for inner in _lists_in(each.value, self._columns):
                    listed = (replace(each, value=value, key=None, is_listed=True) for value in inner)
                    yield from self._read_list(listed, beside, depth=depth + 1)

    def _row(self, each: JsonValue | JsonFlaw) -> Row | BadRow:
        self._count += 1
        if isinstance(each, JsonFlaw):
            return BadRow(number=self._count, problem=each.problem, fix=SOUND_COPY)
        cells = _cells_of(each)
        if cells is None:
            return BadRow(number=self._count, problem="it is not a JSON object")
        return Row(number=self._count, cells=cells, done=each.done)


def _cells_of(each: JsonValue | JsonFlaw) -> Mapping[str, object] | None:
    if isinstance(each, JsonFlaw) or each.key is not None:
        return None
    if isinstance(each.value, str) and is_address_line(each.value):
        return {"url": each.value, "title": ""}
    return each.value if isinstance(each.value, dict) else None


def _is_alone(each: JsonValue | JsonFlaw) -> bool:
    return isinstance(each, JsonValue) and not each.is_listed


def _is_row(cells: Mapping[str, object], columns: Mapping[str, str]) -> bool:
    """Check whether an object is a report, or the address and headline of one, and not a list of them."""
    paths = find_column_paths(cells, columns)
    if paths.keys() & {"text", "html"}:
        return not _is_by_column(cells)
    if "headline" not in paths or "url" not in paths or not is_address(str(cells.get(paths["url"][0]))):
        return False
    return not any(_has_rows(inner, columns) for inner in _lists_in(cells, columns))


def _has_rows(values: Iterable[object], columns: Mapping[str, str]) -> bool:
    objects = (value for value in islice(values, _SAMPLE_VALUES) if isinstance(value, dict))
    return any(find_column_paths(cells, columns).keys() & {"text", "html", "url"} for cells in objects)


def _lists_in(value: object, columns: Mapping[str, str], depth: int = 0) -> Iterator[Iterable[object]]:
    """Find the lists in a value, and what stands for a list: objects by their ids, and columns by their rows."""
    if isinstance(value, list):
        yield value
    elif isinstance(value, dict) and depth < _MAX_DEPTH:
        inner = list(value.values())
        if _is_by_column(value):
            yield ({name: column[row] for name, column in value.items()} for row in inner[0])
        elif inner and all(isinstance(each, dict) for each in inner) and any(_is_row(each, columns) for each in inner):
            yield inner
        else:
            for each in inner:
                yield from _lists_in(each, columns, depth + 1)


def _is_by_column(value: Mapping[str, object]) -> bool:
    """Check for a table by its columns, as pandas writes it: ``{"title": {"0": …}, "text": {"0": …}}``."""
    first = next(iter(value.values()), None)
    if not isinstance(first, dict) or not first or not all(str(row).isdecimal() for row in first):
        return False
    return all(isinstance(column, dict) and column.keys() == first.keys() for column in value.values())
