"""Rows as comma-separated values, for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from whence.records.form.cells import inert_cell
from whence.showing.marks import visible

__all__ = ["csv_text"]


def csv_text(headings: Sequence[str], rows: Iterable[Iterable[str | float | None]]) -> str:
    r"""Write rows as comma-separated values, with a row of headings.

    Control characters become visible signs. A text that a spreadsheet would run as a formula gets an apostrophe before
    it; numbers stay numbers.

    Reference:
        RFC 4180: lines end in CR LF.

    >>> csv_text(["name", "count"], [["Okafor", 2], ["=1+1", -2], [None, 0]])
    "name,count\r\nOkafor,2\r\n'=1+1,-2\r\n,0\r\n"
    """
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: str | float | None) -> str | float:
    if value is None:
        return ""
    return inert_cell(visible(value)) if isinstance(value, str) else value
