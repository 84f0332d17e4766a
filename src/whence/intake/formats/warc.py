"""The records of a WARC file, one after another, and past whatever is broken.

No library reads them: warcio and fastwarc both pass off a record that breaks off as a whole one, end at the first line
that is no record, and unpack without a bound, so that all of this would have to stand around them too.
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
# Zero bytes shrink to a thousandth, pages to a tenth.
_BOMB_BYTES, _BOMB_RATIO = 100_000_000, 200
# What a record with a wrong length took of those after it is read again: a hundred times 10 MB, not for ever.
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
_NO_RECORD = "is no WARC record"
_BREAKS_OFF = "breaks off"
_DAMAGED = "is damaged: its bytes cannot be unpacked"
_SOUND_COPY = "Get a sound copy of the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record that is whole."""

    number: int
    """Counted from 1. What stands where a record should counts too."""
    place: str
    """Where it begins, in words."""
    headers: Mapping[str, str]
    """With names in small letters."""
    block: bytes
    """What follows the headers, up to the bound."""
    done: float
    """Share of the file that is behind after it, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What stands where a record should."""

    number: int
    """As for a record; 0 for the file as a whole."""
    problem: str
    fix: str = _SOUND_COPY


class _Fault(Exception):  # noqa: N818 -- it never leaves this file
    """What is wrong with a record, as what it does."""


def read_records(file: BufferedReader, *, max_bytes: int) -> Iterator[Record | Broken]:
    """Read the records of a WARC file as a stream.

    After one that is broken the next is looked for: in gzip in the next member, else at the next words that begin one.
    What unpacks to 100 MB and to 200 times its size is a gzip bomb, and is left at that.

    Args:
        file: Plain or in gzip, with a member for each record, for many, or for parts.
        max_bytes: How much of a record is kept.
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
                    yield Broken(number=0, problem="it is no WARC file: no record is in it", fix="Check the path")
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
    r"""Read header lines, of a record or of an answer; of two with one name the first counts.

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
        message = f"does not say how long it is, but: {said[:40]}" if said else "does not say how long it is"
        raise _Fault(message)
    length = int(said)
    left = stream.bytes_left
    if left is not None and length > left:
        message = f"{_BREAKS_OFF}, or says a wrong length: of {length:,} bytes {left:,} are there"
        raise _Fault(message)
    if not stream.may_end_after(length):
        message = f"is not {length:,} bytes long, as it says"
        raise _Fault(message)
    block = stream.read(min(length, max_bytes))
    count = len(block) + stream.skip(length - len(block)) if len(block) == max_bytes else len(block)
    is_end = count == length and _is_end(stream.peek(_MAX_BEGINNING_BYTES))
    if count == length and stream.flaw == _DAMAGED and is_alone and stream.place == place:
        raise _Fault(_DAMAGED)
    if not is_end:
        if count == len(block):
            stream.give_back(block)
        how = f"{_BREAKS_OFF}, or says a wrong length: of {length:,} bytes {count:,} are there"
        raise _Fault(stream.flaw or (how if count < length else f"is not {length:,} bytes long, as it says"))
    stream.pass_line_ends()
    return Record(number=number, place=place, headers=headers, block=block, done=stream.done)


def _read_head(stream: "_Plain") -> bytes:
    """Take the header lines of a record, and leave the stream after the blank line."""
    start = stream.peek(_MAX_BEGINNING_BYTES)
    first = _FIRST_LINE.match(start)
    if not first:
        stream.read(1)  # so that the next record is looked for after it
        is_cut = len(start) < _MAX_BEGINNING_BYTES and b"\n" not in start and start[: len(_RECORD)] in _RECORD
        raise _Fault(stream.flaw or (_BREAKS_OFF if is_cut else _NO_RECORD))
    stream.read(first.end())
    head = stream.peek(_MAX_BEGINNING_BYTES)
    while not (end := _BLANK_LINE.search(head)):
        more = stream.peek(len(head) + _BLOCK_BYTES // 16)
        if len(more) == len(head):
            raise _Fault(stream.flaw or _BREAKS_OFF)
        if len(more) > _MAX_HEAD_BYTES:
            message = "has a header without end"
            raise _Fault(message)
        head = more
    return stream.read(end.end())


def _is_end(after: bytes) -> bool:
    """Tell whether a record can end before these bytes. Some writers leave out line ends, and some add some."""
    rest = after.lstrip(b"\r\n")
    return not rest or rest.startswith(_RECORD) or after.startswith(b"\r\n\r\n")


class _Plain:
    """The bytes of a WARC file in parts; a record that begins a part is where those before it end. Here it is one."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size
        self._ahead = b""
        self._at = 0
        self._given_back = 0
        self.flaw: str | None = None
        """Why the part ends here, if it should not."""
        self.is_at_start = True
        """Whether nothing has been read of this part."""

    @property
    def _offset(self) -> int:
        return self._file.tell() - len(self._ahead) + self._at

    @property
    def place(self) -> str:
        """Where the next byte stands, in words."""
        return f"at byte {self._offset:,}"

    @property
    def done(self) -> float:
        """Share of the file that is behind."""
        return min(1.0, self._offset / max(1, self._size))

    @property
    def bytes_left(self) -> int | None:
        """How many bytes there are to the end of the file, if that is known."""
        return max(0, self._size - self._offset)

    def next_part(self) -> bool:
        """Go on to the next part, if there is one."""
        return False

    def _next_block(self) -> bytes:
        """Get more bytes of this part; none at its end."""
        return self._file.read(_BLOCK_BYTES)

    def may_end_after(self, length: int) -> bool:
        """Tell whether a record can end after so many bytes, as far as that is known before they are read."""
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
        """See the next bytes; less at the end of the part."""
        while len(self._ahead) - self._at < count and (block := self._next_block()):
            self._ahead, self._at = self._ahead[self._at :] + block, 0
        return self._ahead[self._at : self._at + count]

    def read(self, count: int) -> bytes:
        """Take the next bytes; less at the end of the part."""
        taken = []
        while count > 0 and (some := self.peek(1) and self._ahead[self._at : self._at + count]):
            self._at += len(some)
            count -= len(some)
            taken.append(some)
        return b"".join(taken)

    def skip(self, count: int) -> int:
        """Pass over bytes, and tell how many there were."""
        skipped = 0
        while skipped < count and (some := self.read(min(_BLOCK_BYTES, count - skipped))):
            skipped += len(some)
        return skipped

    def give_back(self, block: bytes) -> None:
        """Put bytes back that were just read, unless that was done too often."""
        self._given_back += len(block)
        if self._given_back <= _MAX_GIVEN_BACK_BYTES:
            self._ahead, self._at = block + self._ahead[self._at :], 0

    def pass_line_ends(self) -> None:
        """Pass over the line ends between two records."""
        while self.peek(1) and (found := _LINE_ENDS.match(self._ahead, self._at)):
            self._at = found.end()

    def find_record(self) -> bool:
        """Pass over everything up to the next record, in this part or a later one."""
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
    """A file in gzip. A member that begins with a record begins a part; any other goes on with the one before."""

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
        """Unpack more of this member; nothing at its end."""
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
                self.flaw = f"unpacks to more than {_BOMB_RATIO} times its size"
                return b""
            if block:
                return block
            if is_last:
                self.flaw = _BREAKS_OFF
                return b""
        return b""

    def _open_member(self) -> bytes:
        """Begin the next member, and unpack enough of it to see whether a record begins it."""
        # Zero bytes may fill up a file.
        while len(self._packed.lstrip(b"\0")) < len(_MAGIC) and (more := self._file.read(_BLOCK_BYTES)):
            self._packed = self._packed.lstrip(b"\0") + more
        self._packed = self._packed.lstrip(b"\0")
        self._member = self._file.tell() - len(self._packed)
        self._is_over = not self._packed
        if not _MAGIC.startswith(self._packed[: len(_MAGIC)]):
            self.flaw = "is no gzip member"
        if self._is_over or self.flaw:
            return b""
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._unpacked_count = 0
        block = b""
        while len(block) < len(_RECORD) and (more := self._unpack()):
            block += more
        return block

    def _find_member(self) -> bytes | None:
        """Look for the next member that begins with a record, and open it."""
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
