"""Records as tables: columns for the terminal, comma-separated values for spreadsheets, JSON lines for programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from whence.records.answers import (
    Change,
    Count,
    Fault,
    FeedState,
    Held,
    Hit,
    InputForm,
    Passage,
    Refused,
    SourceCount,
    Stats,
)
from whence.records.claims import ClaimEntry
from whence.records.form.json_lines import form_line
from whence.records.form.record_form import fields_of, record_to_form
from whence.records.owners import OwnerEntry
from whence.records.profiles import CitedClaim, OutletMonth
from whence.records.report import Span
from whence.records.review import Correction, Note, Question
from whence.records.stories import StoryEntry
from whence.showing.csv_text import csv_text
from whence.showing.marks import one_line
from whence.showing.terminal.styles import BOLD, DIM
from whence.showing.terminal.wrapping import Line, Style, count_columns, crop

__all__ = [
    "LINKED_SOURCE_COLUMNS",
    "OUTLETS_COLUMN",
    "OWNER_COLUMNS",
    "REPORT_COLUMNS",
    "SOURCE_COLUMNS",
    "STORY_COLUMNS",
    "Answer",
    "Column",
    "csv_table",
    "draw_table",
    "record_line",
    "short_id",
]

Answer = (
    Change
    | CitedClaim
    | ClaimEntry
    | Correction
    | Count
    | Fault
    | FeedState
    | Held
    | Hit
    | InputForm
    | Note
    | OutletMonth
    | OwnerEntry
    | Question
    | Refused
    | SourceCount
    | StoryEntry
)
"""Records that are shown one per row."""
_Row = TypeVar("_Row")
_Record = TypeVar("_Record", bound=Answer)

_GAP = 2
_TIGHTEST = 6
"""Least width of either of the last two columns in a table, in terminal columns."""
# Among 100,000 reports, eight hexadecimal digits collide for about one pair; the first digits of an id identify it.
_SHORT_DIGITS = 8
_DAY = len("2031-03-04")
_SHOWN_ROLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[_Row]):
    """A column of a table in the terminal."""

    heading: str
    value: Callable[[_Row], str | int | None]
    """Returns the cell of a row."""
    least: int | None = None
    """Least width in terminal columns to which the column shrinks while others are beside it; None if it does not
    shrink."""
    is_number: bool = False
    """Whether the column is right-aligned."""
    rank: int = 0
    """If there is no room, the column with the highest rank is left out first. The first column always stays, and
    beside it the column with the lowest rank as long as it has any room."""
    style: Style = ()


def short_id(name: str) -> str:
    """Shorten the id of a report or claim to a prefix that still identifies it in a query.

    >>> short_id("r:5f6deefcd228fcb3")
    'r:5f6deefc'
    """
    return name[: name.find(":") + 1 + _SHORT_DIGITS]


REPORT_COLUMNS: tuple[Column[Held], ...] = (
    Column(heading="id", value=lambda held: short_id(held.id), style=(DIM,)),
    Column(heading="published", value=lambda held: (held.published or "")[:_DAY], rank=2),
    Column(heading="publisher", value=lambda held: held.publisher, least=12, rank=3),
    Column(heading="headline", value=lambda held: held.headline, least=20, rank=1),
    Column(heading="versions", value=lambda held: held.versions, is_number=True, rank=6),
    Column(heading="attributions", value=lambda held: held.attributions, is_number=True, rank=5),
    Column(heading="findings", value=lambda held: held.findings, is_number=True, rank=4),
)
SOURCE_COLUMNS: tuple[Column[SourceCount], ...] = (
    Column(heading="source", value=lambda source: source.name, least=24, style=(BOLD,)),
    Column(heading="kind", value=lambda source: source.kind, rank=3),
    Column(heading="naming", value=lambda source: source.naming, rank=7),
    Column(heading="country", value=lambda source: source.country, rank=8),
    Column(heading="cited", value=lambda source: source.attributions, is_number=True, rank=1),
    Column(heading="reports", value=lambda source: source.reports, is_number=True, rank=2),
    Column(heading="publishers", value=lambda source: source.publishers, is_number=True, rank=6),
    Column(heading="first", value=lambda source: source.first, rank=5),
    Column(heading="last", value=lambda source: source.last, rank=4),
)
LINKED_SOURCE_COLUMNS: tuple[Column[SourceCount], ...] = (
    *SOURCE_COLUMNS[:1],
    # Namesakes are told apart by these.
    Column(heading="roles", value=lambda source: ", ".join(source.roles[:_SHOWN_ROLES]), least=12, rank=2),
    *SOURCE_COLUMNS[1:],
    Column(heading="id", value=lambda source: source.entity, rank=9, style=(DIM,)),
)
STORY_COLUMNS: tuple[Column[StoryEntry], ...] = (
    Column(heading="id", value=lambda entry: short_id(entry.id), style=(DIM,)),
    Column(heading="reports", value=lambda entry: entry.reports, is_number=True, rank=2),
    Column(heading="outlets", value=lambda entry: entry.outlets, is_number=True, rank=3),
    Column(heading="first", value=lambda entry: entry.first, rank=5),
    Column(heading="last", value=lambda entry: entry.last, rank=4),
    Column(heading="headline", value=lambda entry: entry.headline, least=20, rank=1),
)
OUTLETS_COLUMN: Column[SourceCount] = Column(
    heading="outlets", value=lambda source: source.outlets, is_number=True, rank=6
)
"""Beside that of the publishers, if an archive has a table of owners."""
OWNER_COLUMNS: tuple[Column[OwnerEntry], ...] = (
    Column(heading="outlet", value=lambda entry: entry.outlet, least=12, style=(BOLD,)),
    Column(heading="owner", value=lambda entry: entry.owner, least=12, rank=1),
    Column(heading="reports", value=lambda entry: entry.reports, is_number=True, rank=2),
    Column(heading="line", value=lambda entry: entry.line, is_number=True, rank=3),
)


def draw_table(rows: Sequence[_Row], columns: Sequence[Column[_Row]], width: int) -> list[Line]:
    """Lay out a table for the terminal: a line of headings, and a line per row.

    Long cells are shortened, with an ellipsis. If that is not enough, columns are left out, and a last line names them.

    Args:
        rows: The rows to show.
        columns: The columns, from left to right.
        width: Most columns per line.

    >>> tide = Column(heading="tide", value=lambda row: row[0], least=4)
    >>> height = Column(heading="m", value=lambda row: row[1], is_number=True)
    >>> for line in draw_table([("morning", 4), ("evening", 11)], [tide, height], 11):
    ...     print("".join(text for text, _ in line))
    tide      m
    morning   4
    evening  11
    """
    needed = {column: _natural_width(rows, column) for column in columns}
    shown = _choose(columns, needed, width)
    widths = _share_out(shown, needed, width)
    lines = [_lay_out([(column.heading, (DIM,)) for column in shown], shown, widths)]
    lines += [_lay_out([(_cell(row, column), column.style) for column in shown], shown, widths) for row in rows]
    left_out = [column.heading for column in columns if column not in shown]
    if left_out:
        lines += [[], [(f"Columns left out: {', '.join(left_out)}. --format csv shows all.", (DIM,))]]
    return lines


def csv_table(records: Iterable[_Record], kind: type[_Record]) -> str:
    r"""Write records as comma-separated values, with a row of headings.

    The fields of a nested record take the place of its own field. Several values in a field are joined with ``; ``; a
    span is ``start-end``. Other than that, cells are as `csv_text` writes them.

    Args:
        records: One record per row.
        kind: The type of all records.

    Reference:
        RFC 4180: lines end in CR LF.

    >>> csv_table([Refused(input="tide.txt", reason="It is empty.", at="2031-03-04T09:30:00+00:00")], Refused)
    'input,reason,at\r\ntide.txt,It is empty.,2031-03-04T09:30:00+00:00\r\n'
    """
    return csv_text(list(_headings(kind)), map(_values, records))


def record_line(record: Answer | Stats) -> bytes:
    r"""Write a record as one line of JSON: fields by name, nested records alike, spans as two numbers.

    >>> record_line(Fault(where="reports", problem="A row is lost.", is_mended=False))
    b'{"where": "reports", "problem": "A row is lost.", "is_mended": false}\n'
    """
    return form_line(record_to_form(record))


def _natural_width(rows: Sequence[_Row], column: Column[_Row]) -> int:
    return max(map(count_columns, (column.heading, *(_cell(row, column) for row in rows))))


def _choose(columns: Sequence[Column[_Row]], needed: dict[Column[_Row], int], width: int) -> list[Column[_Row]]:
    """Leave out columns until the others fit when shortened as far as possible."""
    shown = list(columns)
    while len(shown) > 1 and sum(_narrowest(shown, needed).values()) + _GAP * (len(shown) - 1) > width:
        shown.remove(max(reversed(shown[1:]), key=lambda column: column.rank))
    return shown


def _share_out(shown: Sequence[Column[_Row]], needed: dict[Column[_Row], int], width: int) -> list[int]:
    """Give every column its width; columns that can be shortened share the remaining room, the smallest first."""
    widths = _narrowest(shown, needed)
    spare = width - sum(widths.values()) - _GAP * (len(shown) - 1)
    wanting = sorted(shown, key=lambda column: needed[column] - widths[column])
    for place, column in enumerate(wanting):
        more = min(needed[column] - widths[column], spare // (len(wanting) - place))
        widths[column] += more
        spare -= more
    return [widths[column] for column in shown]


def _narrowest(shown: Sequence[Column[_Row]], needed: dict[Column[_Row], int]) -> dict[Column[_Row], int]:
    """Return the least width of each column; if there are only two, a few characters are better than none."""
    is_tight = len(shown) <= 2  # noqa: PLR2004
    least = {
        column: _TIGHTEST if is_tight else max(column.least, count_columns(column.heading))
        for column in shown
        if column.least is not None
    }
    return {column: min(needed[column], least.get(column, needed[column])) for column in shown}


def _cell(row: _Row, column: Column[_Row]) -> str:
    value = column.value(row)
    return "" if value is None else one_line(str(value))


def _lay_out(cells: list[tuple[str, Style]], columns: Sequence[Column[_Row]], widths: Sequence[int]) -> Line:
    line: Line = []
    for place, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        fitted = [cell] if count_columns(cell[0]) <= width else crop([cell], width)
        blank = " " * (width - sum(count_columns(text) for text, _ in fitted))
        last = place == len(columns) - 1
        if column.is_number:
            line += [(blank, ()), *fitted]
        else:
            line += [*fitted, ("" if last else blank, ())]
        if not last:
            line.append((" " * _GAP, ()))
    return line


def _headings(kind: object) -> Iterator[str]:
    for name, type_of_it in fields_of(kind):
        inner = list(_headings(type_of_it))
        yield from inner or [name]


def _values(record: object) -> Iterator[str | float]:
    """List the values of a record, in the order of its headings."""
    for name, type_of_it in fields_of(record):
        value = getattr(record, name)
        if fields_of(type_of_it):
            yield from _values(value)
        else:
            yield value if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_text, value))
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, Passage):
        return f"{value.field}: {value.text}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
