"""Zotero's CSV: a list of the addresses of what a library holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from whence.intake.bylines import given_first
from whence.intake.formats.columns import Row
from whence.intake.formats.form import Document, Found
from whence.intake.formats.rows import Rows, take_rows
from whence.intake.formats.tables import walk_table

__all__ = ["is_zotero", "read_zotero"]

_HEAD = re.compile(r"\"?Key\"?,\"?Item Type\"?,\"?Publication Year\"?,\"?Author\"?,")


def is_zotero(document: Document) -> bool:
    """Tell Zotero's table by its first columns.

    >>> is_zotero(Document("library.csv", b'"Key","Item Type","Publication Year","Author","Title"'))
    True
    """
    return _HEAD.match(document.text) is not None


def read_zotero(document: Document) -> Iterator[Found]:
    """Read the address of each item. Its abstract is no report, and the files beside it are read by their own names."""
    yield from take_rows(partial(_walk, document), columns=document.columns, path=document.name)


def _walk(document: Document) -> Rows:
    for row in walk_table(document.open, document.name, document.columns):
        if isinstance(row, Row) and isinstance(author := row.cells.get("Author"), str):
            # Family names come first: "Brandt, Ana Maria; Wei, Li".
            names: list[object] = [given_first(name) for name in author.split(";")]
            yield replace(row, cells={**row.cells, "Author": names})
        else:
            yield row
