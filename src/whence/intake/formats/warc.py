"""WARC records, read as a stream; broken records are skipped.

No library does this safely: warcio and fastwarc both pass off a truncated record as a whole one, stop at the first line
that is not a record, and decompress without a limit.
"""

import os
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader

__all__ = ["Broken", "Record", "read_headers", "read_records"]

_BLOCK_BYTES = 65_536
_MAX_HEAD_BYTES = 65_536
# Zero bytes compress to a thousandth, pages to a tenth.
_BOMB_BYTES, _BOMB_RATIO = 100_000_000, 200
# Bytes after a record with a wrong length are read again: up to a hundred times 10 MB, not without end.
_MAX_GIVEN_BACK_BYTES = 1_000_000_000
_MAGIC = b"\x1f\x8b\x08"
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_MIN_MEMBER_BYTES = 18
_RECORD = b"WARC/"
_FIRST_LINE = re.compile(rb"WARC/[0-9]\.[0-9]{1,2}[ \t]*\r?\n")
_NEXT_RECORD = re.compile(rb"WARC/[0-9]\.[0-9]{1,2}[ \t]{0,9}\r?\n[\w-]{1,99}:")
_MAX_BEGINNING_BYTES = 200
_BLANK_LINE = re.compile(rb"(?:\A|\r?\n)\r?\n")
_LINE_ENDS = re.compile(rb"[\r\n]+")
_LENGTH = re.compile(r"[0-9]{1,18}")
_NO_RECORD = "is not a WARC record"
_TRUNCATED = "is truncated"
_DAMAGED = "is damaged: its bytes cannot be decompressed"
_SOUND_COPY = "Get an undamaged copy of the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A complete record."""

    number: int
    """Counted from 1, including broken records."""
    place: str
    """Where it begins, in words."""
    headers: Mapping[str, str]
    """Header values by names in lower case."""
    block: bytes
    """The content after the headers, cut at the limit."""
    done: float
    """Share of the file read after this record, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A broken record."""

    number: int
    """As for a record; 0 for the file as a whole."""
    problem: str
    fix: str = _SOUND_COPY


class _Fault(Exception):  # noqa: N818 -- internal to this module
    """A malformed record; the message is a verb phrase."""


def read_records(file: BufferedReader, *, max_bytes: int) -> Iterator[Record | Broken]:
    """Read the records of a WARC file as a stream.

    After a broken record, continue at the next record: in gzip at the next member, otherwise at the next record header.
    If a member decompresses to 100 MB and 200 times its size, it is a gzip bomb, and reading stops.

    Args:
        file: Plain or in gzip, with one member per record, per several records, or per part of a record.
        max_bytes: Bytes of a record to keep.
    """
    stream = _Packed(file) if file.peek(2)[:2] == _MAGIC[:2] else _Plain(file)
    number = 0
    while True:
        stream.pass_line_ends()
        if stream.peek(1):
            number += 1
            place = stream.place
            try:
                record = _read_record(stream, number, max_bytes)
            except _Fault as fault:
                if not stream.find_record() and number == 1 and str(fault) == _NO_RECORD:
                    yield Broken(number=0, problem="it is not a WARC file: it has no records", fix="Check the path")
                else:
                    yield Broken(number=number, problem=f"record {number}, {place}, {fault}")
            else:
                yield record
        elif stream.flaw:
            number += 1
            yield Broken(number=number, problem=f"record {number}, {stream.place}, {stream.flaw}")
            stream.next_part()
        elif not stream.next_part():
            break
    if number == 0:
        yield Broken(number=0, problem="the file is empty", fix="Give a WARC file with pages in it")


def read_headers(lines: bytes) -> dict[str, str]:
    r"""Parse header lines of a record or an HTTP response; if a name occurs twice, the first one counts.

    >>> read_headers(b"WARC-Type: response\r\nX-Note: one\r\n  two\r\nnonsense")
    {'warc-type': 'response', 'x-note': 'one two'}
    """
    try:
        text = lines.decode("utf-8")
    except UnicodeDecodeError:
        text = lines.decode("latin-1")
    headers: dict[str, str] = {}
    for line in re.sub(r"\r?\n[ \t]+", " ", text).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _read_record(stream: "_Plain", number: int, max_bytes: int) -> Record:
    place, is_alone, stream.is_at_start = stream.place, stream.is_at_start, False
    headers = read_headers(_read_head(stream))
    said = headers.get("content-length", "")
    if not _LENGTH.fullmatch(said):
        message = f"gives no valid length, but: {said[:40]}" if said else "gives no length"
        raise _Fault(message)
    length = int(said)
    left = stream.bytes_left
    if left is not None and length > left:
        message = f"{_TRUNCATED}, or gives a wrong length: it has {left:,} of {length:,} bytes"
        raise _Fault(message)
    if not stream.may_end_after(length):
        message = f"is not {length:,} bytes long, as it states"
        raise _Fault(message)
    block = stream.read(min(length, max_bytes))
    count = len(block) + stream.skip(length - len(block)) if len(block) == max_bytes else len(block)
    is_end = count == length and _is_end(stream.peek(_MAX_BEGINNING_BYTES))
    if count == length and stream.flaw == _DAMAGED and is_alone and stream.place == place:
        raise _Fault(_DAMAGED)
    if not is_end:
        if count == len(block):
            stream.give_back(block)
        how = f"{_TRUNCATED}, or gives a wrong length: it has {count:,} of {length:,} bytes"
        raise _Fault(stream.flaw or (how if count < length else f"is not {length:,} bytes long, as it states"))
    stream.pass_line_ends()
    return Record(number=number, place=place, headers=headers, block=block, done=stream.done)


def _read_head(stream: "_Plain") -> bytes:
    """Read a record's header lines, and the blank line after them."""
    start = stream.peek(_MAX_BEGINNING_BYTES)
    first = _FIRST_LINE.match(start)
    if not first:
        stream.read(1)  # resume the search after this record's first byte
        is_cut = len(start) < _MAX_BEGINNING_BYTES and b"\n" not in start and start[: len(_RECORD)] in _RECORD
        raise _Fault(stream.flaw or (_TRUNCATED if is_cut else _NO_RECORD))
    stream.read(first.end())
    head = stream.peek(_MAX_BEGINNING_BYTES)
    while not (end := _BLANK_LINE.search(head)):
        more = stream.peek(len(head) + _BLOCK_BYTES // 16)
        if len(more) == len(head):
            raise _Fault(stream.flaw or _TRUNCATED)
        if len(more) > _MAX_HEAD_BYTES:
            message = "has a header that never ends"
            raise _Fault(message)
        head = more
    return stream.read(end.end())


def _is_end(after: bytes) -> bool:
    """Check whether a record can end before these bytes. Some writers omit line ends, and some add extra ones."""
    rest = after.lstrip(b"\r\n")
    return not rest or rest.startswith(_RECORD) or after.startswith(b"\r\n\r\n")


class _Plain:
    """The bytes of a plain WARC file, as one part.

    In gzip there are several: a record at the start of a member starts a part, and the records of the part before end
    there.
    """

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size
        self._ahead = b""
        self._at = 0
        self._given_back = 0
        self.flaw: str | None = None
        """Why the part ends too early, if it does."""
        self.is_at_start = True
        """True if nothing of this part has been read."""

    @property
    def _offset(self) -> int:
        return self._file.tell() - len(self._ahead) + self._at

    @property
    def place(self) -> str:
        """Position of the next byte, in words."""
        return f"at byte {self._offset:,}"

    @property
    def done(self) -> float:
        """Share of the file read so far."""
        return min(1.0, self._offset / max(1, self._size))

    @property
    def bytes_left(self) -> int | None:
        """Number of bytes to the end of the file, if known."""
        return max(0, self._size - self._offset)

    def next_part(self) -> bool:
        """Continue with the next part, if there is one."""
        return False

    def _next_block(self) -> bytes:
        """Read more bytes of this part; empty at its end."""
        return self._file.read(_BLOCK_BYTES)

    def may_end_after(self, length: int) -> bool:
        """Check whether a record of this length can be complete, as far as that is known before reading it."""
        end = self._at + length
        if end + _MAX_BEGINNING_BYTES <= len(self._ahead):
            return _is_end(self._ahead[end : end + _MAX_BEGINNING_BYTES])
        place = self._offset
        self._file.seek(place + length)
        after = self._file.read(_MAX_BEGINNING_BYTES)
        self._file.seek(place)
        self._ahead, self._at = b"", 0
        return _is_end(after)

    def peek(self, count: int) -> bytes:
        """Get the next bytes without consuming them; fewer at the end of the part."""
        while len(self._ahead) - self._at < count and (block := self._next_block()):
            self._ahead, self._at = self._ahead[self._at :] + block, 0
        return self._ahead[self._at : self._at + count]

    def read(self, count: int) -> bytes:
        """Read the next bytes; fewer at the end of the part."""
        taken = []
        while count > 0 and (some := self.peek(1) and self._ahead[self._at : self._at + count]):
            self._at += len(some)
            count -= len(some)
            taken.append(some)
        return b"".join(taken)

    def skip(self, count: int) -> int:
        """Skip bytes, and return how many there were."""
        skipped = 0
        while skipped < count and (some := self.read(min(_BLOCK_BYTES, count - skipped))):
            skipped += len(some)
        return skipped

    def give_back(self, block: bytes) -> None:
        """Put back bytes that were just read, unless too many were put back already."""
        self._given_back += len(block)
        if self._given_back <= _MAX_GIVEN_BACK_BYTES:
            self._ahead, self._at = block + self._ahead[self._at :], 0

    def pass_line_ends(self) -> None:
        """Skip the line ends between two records."""
        while self.peek(1) and (found := _LINE_ENDS.match(self._ahead, self._at)):
            self._at = found.end()

    def find_record(self) -> bool:
        """Skip to the next record, in this part or a later one."""
        while True:
            found = _NEXT_RECORD.search(self._ahead, self._at)
            if found:
                self._at = found.start()
                return True
            self._ahead, self._at = self._ahead[max(self._at, len(self._ahead) - _MAX_BEGINNING_BYTES) :], 0
            block = self._next_block()
            if block:
                self._ahead += block
            elif not self.next_part():
                self._ahead = b""
                return False
            elif self.peek(len(_RECORD)) == _RECORD:
                return True


class _Packed(_Plain):
    """A gzip file. A member that begins with a record starts a part; any other member continues the part before."""

    def __init__(self, file: BufferedReader) -> None:
        super().__init__(file)
        self._packed = b""
        self._member = 0
        self._unpacked_count = 0
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._is_over = False
        self._next: bytes | None = self._open_member()

    @property
    def place(self) -> str:
        return f"in the gzip member at byte {self._member:,}"

    @property
    def done(self) -> float:
        return min(1.0, (self._file.tell() - len(self._packed)) / max(1, self._size))

    @property
    def bytes_left(self) -> int | None:
        return None

    def may_end_after(self, length: int) -> bool:  # noqa: ARG002
        return True

    def next_part(self) -> bool:
        if self.flaw:
            self.flaw = None
            self._next = self._find_member()
        if self._next is None:
            return False
        self._ahead, self._at, self._next, self.is_at_start = self._next, 0, None, True
        return True

    def _next_block(self) -> bytes:
        while not self.flaw and not self._is_over and self._next is None:
            block = self._unpack()
            if not block and not self.flaw:
                block = self._open_member()
                if block.startswith(_RECORD):
                    self._next = block
                    return b""
            if block:
                return block
        return b""

    def _unpack(self) -> bytes:
        """Decompress more of this member; empty at its end."""
        while not self._unpacker.eof:
            self._packed = self._packed or self._file.read(_BLOCK_BYTES)
            is_last = not self._packed
            try:
                block = self._unpacker.decompress(self._packed, _BLOCK_BYTES)
            except zlib.error:
                self.flaw = _DAMAGED
                return b""
            self._packed = self._unpacker.unused_data or self._unpacker.unconsumed_tail
            self._unpacked_count += len(block)
            packed_count = self._file.tell() - len(self._packed) - self._member
            if self._unpacked_count > max(_BOMB_BYTES, _BOMB_RATIO * packed_count):
                self.flaw = f"decompresses to more than {_BOMB_RATIO} times its size"
                return b""
            if block:
                return block
            if is_last:
                self.flaw = _TRUNCATED
                return b""
        return b""

    def _open_member(self) -> bytes:
        """Open the next member, and decompress enough of it to see whether a record begins it."""
        # Zero bytes may pad a file.
        while len(self._packed.lstrip(b"\0")) < len(_MAGIC) and (more := self._file.read(_BLOCK_BYTES)):
            self._packed = self._packed.lstrip(b"\0") + more
        self._packed = self._packed.lstrip(b"\0")
        self._member = self._file.tell() - len(self._packed)
        self._is_over = not self._packed
        if not _MAGIC.startswith(self._packed[: len(_MAGIC)]):
            self.flaw = "is not a gzip member"
        if self._is_over or self.flaw:
            return b""
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._unpacked_count = 0
        block = b""
        while len(block) < len(_RECORD) and (more := self._unpack()):
            block += more
        return block

    def _find_member(self) -> bytes | None:
        """Find and open the next member that begins with a record."""
        start = self._member + 1
        while True:
            self._file.seek(start)
            block = self._file.read(_BLOCK_BYTES)
            for found in _MEMBER.finditer(block):
                self._file.seek(start + found.start())
                packed = self._file.read(_BLOCK_BYTES // 16)
                try:
                    begins = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, len(_RECORD)) == _RECORD
                except zlib.error:
                    continue
                if begins:
                    self._file.seek(start + found.start())
                    self._packed = b""
                    return self._open_member()
            if len(block) < _MIN_MEMBER_BYTES:
                self._is_over = True
                return None
            start += len(block) - len(_MAGIC)
