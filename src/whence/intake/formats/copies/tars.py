"""TAR archives of files, as streams.

Python's own reader takes names of any length into memory, so that a small compressed file can fill it.

Reference:
    POSIX.1-2017, pax: "ustar Interchange Format" and "pax Extended Header". GNU tar: type L for a long name.
"""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BufferedReader

from whence.intake.folders import is_no_report
from whence.intake.formats.copies.packed import open_part, read_blocks
from whence.intake.formats.form import Document, Found, Inner
from whence.intake.opening import MAX_BYTES
from whence.records.report import Rejected

__all__ = ["is_tar", "read_tar"]

_BLOCK = tarfile.BLOCKSIZE
_MAGIC_AT, _MAGIC = 257, b"ustar"
_MAX_EXTENSION_BYTES = 65_536
_LONG_NAME, _EXTENDED = (tarfile.GNUTYPE_LONGNAME,), (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_MAX_SIZE = 2**60
_PATH = re.compile(rb"(?:\A|\n)\d+ path=([^\n]+)\n")
_SIZE = re.compile(rb"(?:\A|\n)\d+ size=(\d{1,18})\n")
_SOUND_COPY = "Get an undamaged copy of the archive"


@dataclass(slots=True, kw_only=True)
class _Next:
    """What extended headers say of the member after them."""

    name: str | None = None
    size: int | None = None


def is_tar(document: Document) -> bool:
    r"""Tell a TAR archive by the mark in its first header.

    >>> is_tar(Document("news.tar", b"harbour.txt".ljust(257, b"\0") + b"ustar"))
    True
    """
    return document.start[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] == _MAGIC


def read_tar(document: Document) -> Iterator[Found]:
    """Read the files in it one after another; images, scripts and the like are skipped as in folders."""
    empty = found = 0
    with document.open() as file:
        for taken in _read_members(document, file):
            found += 1
            if isinstance(taken, Inner) and taken.data == b"":
                empty += 1
            else:
                yield taken
    if empty:
        reason = f"files in it that are empty: {empty:,}. Get a complete copy of it."
        yield Rejected(input=document.name, reason=reason)
    if not found:
        reason = "no file in this TAR archive can hold a report. Unpack it and give the files that do."
        yield Rejected(input=document.name, reason=reason)


def _read_members(document: Document, file: BufferedReader) -> Iterator[Inner | Rejected]:
    at, said = 0, _Next()
    while header := file.read(_BLOCK):
        at += len(header)
        if not header.strip(b"\0"):
            continue
        member = _read_header(header)
        size = member.size if member and said.size is None else said.size
        if member is None or size is None or not 0 <= size <= _MAX_SIZE:
            problem = f"the header at byte {at - len(header):,} is damaged, and what follows cannot be read"
            yield Rejected(input=document.name, reason=f"{problem}. {_SOUND_COPY}.")
            return
        padded = _padded(size)
        if member.type in {*_LONG_NAME, *_EXTENDED} and size <= _MAX_EXTENSION_BYTES:
            _extend(said, member.type, file.read(padded)[:size])
        else:
            name = f"{document.name}#{said.name or member.name}"
            if member.type in _FILES and not is_no_report(said.name or member.name, frozenset()):
                yield from _take(document, file, name, range(at, at + size))
            else:
                _skip(file, padded)
            said = _Next()
        at += padded


def _read_header(header: bytes) -> tarfile.TarInfo | None:
    try:
        return tarfile.TarInfo.frombuf(header, "utf-8", "replace")
    except (tarfile.HeaderError, ValueError):
        return None


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _extend(said: _Next, kind: bytes, data: bytes) -> None:
    if kind in _LONG_NAME:
        said.name = data.rstrip(b"\0").decode("utf-8", "replace")
        return
    if path := _PATH.search(data):
        said.name = path[1].decode("utf-8", "replace")
    if size := _SIZE.search(data):
        said.size = int(size[1])


def _take(document: Document, file: BufferedReader, name: str, place: range) -> Iterator[Inner | Rejected]:
    """Take the member whose content is at this place, and read to the header after it."""
    start, size = place.start, len(place)
    padded = _padded(size)
    if size > MAX_BYTES:
        yield Inner(name=name, data=None, opened=partial(open_part, document.open, start=start, size=size, name=name))
        count = _skip(file, padded)
    else:
        data = file.read(padded)
        count = len(data)
        if count >= size:
            yield Inner(name=name, data=data[:size])
    if count < size:
        reason = f"the archive ends after {count:,} of its {size:,} bytes. {_SOUND_COPY}."
        yield Rejected(input=name, reason=reason)


def _skip(file: BufferedReader, count: int) -> int:
    return sum(map(len, read_blocks(file, count)))
