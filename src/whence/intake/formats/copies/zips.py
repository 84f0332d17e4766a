"""ZIP archives of files, and WACZ: the web archives that Browsertrix, ArchiveWeb.page and others write in ZIP.

Reference:
    WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/: WARC files in ``archive/``, stored without compression, and
    ``datapackage.json``. The list of pages is optional, and real files lack it.
"""

import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader

from whence.errors import ReadError
from whence.intake.folders import is_no_report
from whence.intake.formats.copies.packed import (
    BLOCK_BYTES,
    MAX_RATIO,
    MAX_TOTAL_BYTES,
    open_blocks,
    open_part,
    take_member,
)
from whence.intake.formats.form import Document, Found, Inner
from whence.intake.formats.warc_pages import is_web_archive
from whence.intake.formats.zip_directory import read_directory
from whence.intake.opening import size_of
from whence.records.report import Rejected

__all__ = ["is_wacz", "is_zip", "read_wacz", "read_zip"]

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x00\x00PK\x03\x04")
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22x2H")  # signature, length of the name, length of the extra field
_ENDING = ".wacz"
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_UNPACK = "Unpack it, and give the files that hold reports"
_SAVE = "Save its text as a file and read that"


def is_zip(document: Document) -> bool:
    r"""Tell a ZIP archive by its first bytes.

    >>> is_zip(Document("news.zip", b"PK\x03\x04")), is_zip(Document("news.txt", b"PK met the council."))
    (True, False)
    """
    return document.start.startswith(_MAGIC)


def is_wacz(document: Document) -> bool:
    """Tell a WACZ by the names of its members."""
    if not is_zip(document):
        return False
    members = document.members
    return "datapackage.json" in members and (document.ends(_ENDING) or any(map(_is_of_wacz, members)))


def _is_of_wacz(member: str) -> bool:
    return is_web_archive(member) or member.lower().endswith(_ENDING)


def read_wacz(document: Document) -> Iterator[Found]:
    """Read the WARC files in a WACZ; its indexes, lists of pages and logs are skipped.

    Raises:
        ReadError: It has none, or is no sound ZIP archive.
    """
    found = False
    for each in _read_members(document, wanted=_is_of_wacz):
        found = True
        yield each
    if not found:
        raise ReadError(document.name, "there is no WARC file in this WACZ", "Check that it is complete")


def read_zip(document: Document) -> Iterator[Found]:
    """Read the files in a ZIP archive; images, scripts and the like are skipped as in folders.

    Raises:
        ReadError: It is empty, or no sound ZIP archive.

    >>> from io import BytesIO
    >>> packed = BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("april/harbour.txt", "The council met.")
    >>> [each.name for each in read_zip(Document("news.zip", packed.getvalue()))]
    ['news.zip#april/harbour.txt']
    """
    names = frozenset(document.members)
    if not names.isdisjoint(_OFFICE):
        raise ReadError(document.name, "it is a document of an office program, not an archive of files", _SAVE)
    found = False
    for each in _read_members(document, wanted=lambda member: not is_no_report(member, names)):
        found = True
        yield each
    if not found:
        raise ReadError(document.name, "no file in this ZIP archive can hold a report", _UNPACK)


def _read_members(document: Document, *, wanted: Callable[[str], bool]) -> Iterator[Inner | Rejected]:
    empty, locked, total = 0, 0, 0
    with document.open() as file:
        size = size_of(file)
        if size is None:
            problem = "it is a ZIP archive of over 25 MB inside a compressed file"
            raise ReadError(document.name, problem, "Unpack the outer file, and give this one")
        archive = read_directory(file, name=document.name)
        whole, behind = max(1, sum(member.compress_size for member in archive.filelist)), 0
        for number, member in enumerate(archive.filelist):
            behind += member.compress_size
            if member.filename.endswith("/") or not wanted(member.filename):
                continue
            if member.file_size == 0 or member.flag_bits & _ENCRYPTED:
                empty += member.file_size == 0
                locked += member.file_size != 0
                continue
            taken = _take(document, archive, number)
            yield replace(taken, done=behind / whole) if isinstance(taken, Inner) else taken
            in_memory = taken.data if isinstance(taken, Inner) else b""
            total += member.file_size if in_memory is None else len(in_memory)
            if total > max(MAX_TOTAL_BYTES, MAX_RATIO * size):
                reason = f"its files unpack to more than {MAX_RATIO} times its size. Check where it comes from."
                yield Rejected(input=document.name, reason=reason)
                break
    yield from _left_out(document.name, empty, locked)


def _left_out(name: str, empty: int, locked: int) -> Iterator[Rejected]:
    if locked:
        reason = f"files in it that need a password: {locked:,}. Unpack it with its password and give the files."
        yield Rejected(input=name, reason=reason)
    if empty:
        yield Rejected(input=name, reason=f"files in it that are empty: {empty:,}. Get a complete copy of it.")


def _take(document: Document, archive: zipfile.ZipFile, number: int) -> Inner | Rejected:
    member = archive.filelist[number]
    name = f"{document.name}#{member.filename}"
    try:
        if member.compress_type == zipfile.ZIP_STORED:
            start = _find_content(archive, member, name)
            opened = partial(open_part, document.open, start=start, size=member.file_size, name=name)
        else:
            opened = partial(_open_compressed, document, number, member.compress_size, name)
        return take_member(name, opened)
    except ReadError as error:
        return Rejected(input=name, reason=error.reason)


def _find_content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> int:
    """Find where the bytes of a stored member begin: after its own header, whose length the directory does not give."""
    file = archive.fp
    header = b""
    if file is not None and member.header_offset >= 0:
        file.seek(member.header_offset)
        header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_MAGIC[0]):
        raise ReadError(name, "its place in the ZIP archive is damaged", "Get an undamaged copy of the archive")
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    return member.header_offset + len(header) + int(name_length) + int(extra_length)


def _open_compressed(document: Document, number: int, packed: int, name: str) -> BufferedReader:
    return open_blocks(_unpack(document, number), name=name, packed=lambda: packed)


def _unpack(document: Document, number: int) -> Iterator[bytes]:
    """Decompress a member. It is known by its number, because several may have one name."""
    with (
        document.open() as file,
        read_directory(file, name=document.name) as archive,
        archive.open(archive.filelist[number]) as member,
    ):
        while block := member.read(BLOCK_BYTES):
            yield block
