"""GDELT's tables without names of columns (GKG, events, mentions): a list of the addresses in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from whence.intake.bylines import read_byline
from whence.intake.formats.cells import read_line, read_moment
from whence.intake.formats.form import Document, Found
from whence.intake.formats.lines import MAX_LINE_CHARACTERS, open_lines
from whence.intake.inputs import ExternalMetadata
from whence.intake.urls import address_key, is_address
from whence.records.report import Rejected

__all__ = ["is_gdelt", "read_gdelt"]

_DAMAGED = "Get an undamaged copy of the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One of GDELT's tables: what its rows begin with, and where in them to look."""

    start: re.Pattern[str]
    columns: frozenset[int]
    """How many columns it has had."""
    address: int
    outlet: int | None = None
    facts: int | None = None
    """Column with facts about the page: its title, authors and time."""


# Reference: the codebooks of GDELT 1.0 and 2.0 for events, mentions and the Global Knowledge Graph.
_TABLES = (
    _Table(start=re.compile(r"\d{14}-T?\d+\t\d{14}\t\d\t"), columns=frozenset({27, 28}), address=4, outlet=3, facts=26),
    _Table(start=re.compile(r"\d+\t(\d{8})\t\d{6}\t\d{4}\t\d{4}\.\d+\t"), columns=frozenset({58, 61}), address=-1),
    _Table(start=re.compile(r"\d+\t\d{14}\t\d{14}\t1\t"), columns=frozenset({14, 15, 16}), address=5, outlet=4),
)
_FACT = re.compile(r"<PAGE_(TITLE|AUTHORS|PRECISEPUBTIMESTAMP)>([^<]{1,1000})</PAGE_\1>")


def is_gdelt(document: Document) -> bool:
    r"""Tell a table of GDELT by the first columns of its first row.

    >>> is_gdelt(Document("20310304.gkg.csv", b"20310304093000-7\t20310304093000\t1\tpost.example" + b"\t" * 23))
    True
    """
    return _tell(document.text.partition("\n")[0]) is not None


def read_gdelt(document: Document) -> Iterator[Found]:
    """Read the addresses in a table, each once. When GDELT saw a page is not when it was published.

    A mention or a source that is no web page has no address, and is left out.
    """
    table, seen, number = _tell(document.text.partition("\n")[0]) or _TABLES[0], set[str](), 0
    with open_lines(document) as lines:
        while line := lines.read():
            number += 1
            if len(line) > MAX_LINE_CHARACTERS:
                lines.skip_line()
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) not in table.columns:
                problem = f"this row has {len(cells)} columns, and not {max(table.columns)}"
                yield Rejected(input=f"{document.name}#{number}", reason=f"{problem}. {_DAMAGED}.")
            elif is_address(cells[table.address]) and (key := address_key(cells[table.address])) not in seen:
                seen.add(key)
                yield _read_entry(cells, table)


def _tell(row: str) -> _Table | None:
    return next((table for table in _TABLES if table.start.match(row) and row.count("\t") + 1 in table.columns), None)


def _read_entry(cells: list[str], table: _Table) -> Found:
    from whence.intake.web.feeds import FeedEntry  # noqa: PLC0415 -- most tables are no lists

    facts = dict(_FACT.findall(cells[table.facts])) if table.facts is not None else {}
    outlet = read_line(cells[table.outlet]) if table.outlet is not None else None
    metadata = ExternalMetadata(
        headline=read_line(unescape(facts.get("TITLE", ""))),
        publisher=outlet,
        byline=read_byline(unescape(facts.get("AUTHORS", "")), is_list=True).names,
        published=read_moment(facts.get("PRECISEPUBTIMESTAMP")),
    )
    return FeedEntry(url=cells[table.address].strip(), metadata=metadata)
