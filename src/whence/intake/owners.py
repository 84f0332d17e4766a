"""A table of owners, read from a file: comma, semicolon or tab separated, with the columns ``outlet`` and ``owner``."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from whence.errors import ReadError
from whence.intake.encoding import decode
from whence.intake.opening import MAX_BYTES, STANDARD_INPUT, read_file, read_standard_input
from whence.records.owners import OutletOwner

__all__ = ["read_owners", "refuse_rows"]

_COLUMNS = ("outlet", "owner")
_DELIMITERS = ",;\t"
_HEAD_FIX = "Begin the table with a line of column names: outlet,owner"
_MOST_NAMED = 5


def read_owners(path: str) -> list[OutletOwner]:
    r"""Read a table of owners. Further columns and empty lines are allowed.

    Args:
        path: The file, or ``-`` for standard input.

    Raises:
        ReadError: The file cannot be read, has no such columns, or has rows without an outlet or an owner.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(f"{folder}/owners.csv").write_text("outlet,owner\npost.example,Tide Media\n")
    ...     read_owners(f"{folder}/owners.csv")
    [OutletOwner(line=2, outlet='post.example', owner='Tide Media')]
    """
    data = read_standard_input() if path == STANDARD_INPUT else read_file(path)
    if len(data) > MAX_BYTES:
        problem = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        raise ReadError(path, problem, "Leave out the outlets that have no reports in the archive")
    text = decode(data, name=path).text
    try:
        return list(_read_rows(text, path))
    except csv.Error as error:
        raise ReadError(path, f"it is not a valid table: {error}", "Save it again as CSV") from error


def refuse_rows(path: str, faults: Sequence[str]) -> None:
    """Refuse a table because of its rows.

    Args:
        path: The file.
        faults: What is wrong with each: ``line 3 has no owner``.

    Raises:
        ReadError: There are faults.
    """
    if faults:
        more = f"; and {len(faults) - _MOST_NAMED:,} more" if len(faults) > _MOST_NAMED else ""
        problem = "; ".join(faults[:_MOST_NAMED]) + more
        raise ReadError(path, problem, "Correct the table and give it again; the archive is as before")


def _read_rows(text: str, path: str) -> Iterator[OutletOwner]:
    delimiter = max(_DELIMITERS, key=(text.lstrip().splitlines() or [""])[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    head: list[str] = []
    faults = []
    for cells in reader:
        row = [" ".join(cell.split()) for cell in cells]
        if not any(row):
            continue
        if not head:
            head = [name.casefold() for name in row]
            if lacking := [name for name in _COLUMNS if name not in head]:
                raise ReadError(path, f"its first line names no column {' and no column '.join(lacking)}", _HEAD_FIX)
            continue
        outlet, owner = ("".join(row[at : at + 1]) for at in map(head.index, _COLUMNS))
        if any(row[len(head) :]):
            faults.append(f"line {reader.line_num} has {len(row)} cells, but the table has {len(head)} columns")
        elif not (_is_name(outlet) and _is_name(owner)):
            faults.append(f"line {reader.line_num} has no {'owner' if _is_name(outlet) else 'outlet'}")
        else:
            yield OutletOwner(line=reader.line_num, outlet=outlet, owner=owner)
    if not head:
        raise ReadError(path, "it is empty", _HEAD_FIX)
    refuse_rows(path, faults)


def _is_name(cell: str) -> bool:
    return any(map(str.isalnum, cell))
