"""Check a hostile spreadsheet before it is read: what it unpacks to, and how large an area its cells span."""

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.zip_members import open_zip, read_member
from whence.intake.opening import SOUND_COPY

__all__ = ["bounded_workbook"]

_MAX_UNPACKED_BYTES = 100_000_000
# The reader keeps every cell between the first and the last, 32 bytes each, empty ones too.
_MAX_CELLS = 5_000_000
_SHEET = re.compile(r"xl/(?:work|dialog|macro|chart)sheets/.*\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,8})([0-9]{1,10})[\"']")
_REPEATED = re.compile(rb"number-(columns|rows)-repeated\s*=\s*[\"']([0-9]{1,10})[\"']")
_ROW = re.compile(rb"<(?:[\w.-]+:)?table-row\b[^>]*>")
_LETTERS = 26


def bounded_workbook(document: Document) -> BytesIO:
    """Return a spreadsheet that unpacks to what it says, with the parts that hold its cells.

    Raises:
        ReadError: It is damaged, holds more than 100 MB of XML, or its cells span too large an area.
    """
    if not document.start.startswith(b"PK"):
        return BytesIO(document.read())
    parts: dict[str, bytes] = {}
    size = 0
    with open_zip(document) as archive:
        for member in archive.namelist():
            if not member.lower().endswith((".xml", ".rels", "mimetype")):
                continue
            parts[member] = read_member(archive, member, document=document, max_bytes=_MAX_UNPACKED_BYTES - size)
            size += len(parts[member])
            _check_sound(parts[member], member, document)
    for member, data in parts.items():
        if _SHEET.fullmatch(member):
            _check_area(document, _count_placed(data))
        elif member == "content.xml":
            _check_area(document, _count_repeated(data))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for member, data in parts.items():
            archive.writestr(member, data)
    packed.seek(0)
    return packed


def _check_sound(part: bytes, member: str, document: Document) -> None:
    """Check that a part is well-formed: the reader of ODS never ends where its last tags are damaged."""
    if not member.lower().endswith((".xml", ".rels")):
        return
    try:
        expat.ParserCreate().Parse(part, True)  # noqa: FBT003 -- it takes no names
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReadError(document.name, f"the file {member} in it is damaged ({error})", SOUND_COPY) from error


def _check_area(document: Document, cell_count: int) -> None:
    if cell_count > _MAX_CELLS:
        problem = f"its cells span an area of {cell_count:,}, more than {_MAX_CELLS:,}"
        raise ReadError(document.name, problem, "Delete the rows and columns beyond its table, or save it as CSV")


def _count_placed(sheet: bytes) -> int:
    """Count the cells up to the last row and the last column that a sheet of XLSX names."""
    last_column, last_row = b"", 0
    for found in _PLACE.finditer(sheet):
        last_column = max(last_column, found[1].upper(), key=lambda column: (len(column), column))
        last_row = max(last_row, int(found[2]))
    column = 0
    for letter in last_column:
        column = column * _LETTERS + letter - ord("A") + 1
    return column * last_row


def _count_repeated(content: bytes) -> int:
    """Count the cells of ODS up to the last row and the last column with a value; rows and cells may be repeated."""
    row_count = last_row = last_column = 0
    starts = [found.start() for found in _ROW.finditer(content)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        row = content[start:end]
        tag_end = row.find(b">")
        row_count += _repeated(b"rows", row[:tag_end]) or 1
        value = row.rfind(b"value-type=")
        if value != -1:
            filled = row[tag_end : row.find(b">", value)]
            last_row = row_count
            last_column = max(last_column, filled.count(b"table-cell") + _repeated(b"columns", filled))
    return last_row * last_column


def _repeated(what: bytes, markup: bytes) -> int:
    return sum(int(found[2]) for found in _REPEATED.finditer(markup) if found[1] == what)
