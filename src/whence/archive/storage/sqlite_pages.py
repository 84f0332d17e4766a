"""Recognize an SQLite database with a damaged header by its later pages.

Reference:
    https://www.sqlite.org/fileformat.html#b_tree_pages
"""

import struct
from itertools import islice
from pathlib import Path

__all__ = ["holds_pages"]

_PAGE_BYTES = 4096
"""SQLite's default page size, which whence does not change."""
_LEAF_OF_ROWS = 0x0D
_HEADER = struct.Struct(">BHHH")
_HEADER_BYTES = 8
_MOST_PAGES = 4096


def holds_pages(path: Path) -> bool:
    """Check whether any page in the first 16 MB of a file holds table rows in SQLite's format."""
    try:
        with path.open("rb") as file:
            return any(map(_holds_rows, islice(iter(lambda: file.read(_PAGE_BYTES), b""), _MOST_PAGES)))
    except OSError:
        return False


def _holds_rows(page: bytes) -> bool:
    """Check for a leaf page's header with cell pointers that all lie within the cell content area."""
    if len(page) < _PAGE_BYTES or page[0] != _LEAF_OF_ROWS:
        return False
    _, _, count, start = _HEADER.unpack_from(page)
    end = _HEADER_BYTES + 2 * count
    if not count or not end <= start < _PAGE_BYTES:
        return False
    places: tuple[int, ...] = struct.unpack_from(f">{count}H", page, _HEADER_BYTES)
    return min(places) == start and max(places) < _PAGE_BYTES and len(set(places)) == count
