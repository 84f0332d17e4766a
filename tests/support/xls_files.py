"""Old workbooks (XLS) made by hand: one sheet of texts and numbers, in a compound file.

Reference:
    [MS-CFB] (the compound file) and [MS-XLS] (its records).
"""

from struct import pack

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(*rows):
    """Make a workbook of one sheet."""
    head = _record(0x0809, pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    sheet = _record(0x0809, pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        sheet += b"".join(_cell(row, column, cell) for column, cell in enumerate(cells))
    sheet += _record(0x000A, b"")
    name = b"Reports"
    place = len(head) + 4 + 8 + len(name) + 4
    listed = _record(0x0085, pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    stream = head + listed + _record(0x000A, b"") + sheet
    return _compound(stream + bytes(max(0, 4096 - len(stream))))


def _record(kind, content):
    return pack("<HH", kind, len(content)) + content


def _cell(row, column, value):
    if isinstance(value, str):
        return _record(0x0204, pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, pack("<HHHd", row, column, 0, value))


def _compound(stream):
    """Put a stream into a compound file: the table of sectors, the directory, and the stream."""
    count = -(-len(stream) // _SECTOR)
    links = [_FAT, _END, *range(3, count + 2), _END]
    table = pack(f"<{_SECTOR // 4}I", *links, *[_FREE] * (_SECTOR // 4 - len(links)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream)) + _entry() * 2
    return header + table + directory + stream.ljust(count * _SECTOR, b"\0")


def _entry(name="", kind=0, child=_FREE, start=0, size=0):
    named = name.encode("utf-16-le")
    length = len(named) + 2 if name else 0
    entry = named.ljust(64, b"\0") + pack("<HBBIII", length, kind, 1, _FREE, _FREE, child)
    return entry + bytes(36) + pack("<IQ", start, size)
