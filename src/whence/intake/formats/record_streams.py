"""Files of records one after another, plain or in gzip, as streams of bytes; what a record looks like is a `Layout`."""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BufferedReader

from whence.intake.opening import size_of

__all__ = ["DAMAGED", "GZIP_MAGIC", "TRUNCATED", "Layout", "PlainStream", "open_stream"]

TRUNCATED = "is truncated"
DAMAGED = "is damaged: its bytes cannot be decompressed"
GZIP_MAGIC = b"\x1f\x8b\x08"
"""First bytes of a gzip member."""

_BLOCK_BYTES = 65_536
# Zero bytes compress to a thousandth, pages to a tenth.
_BOMB_BYTES, _BOMB_RATIO = 100_000_000, 200
# Bytes after a record with a wrong length are read again: up to a hundred times 10 MB, not without end.
_MAX_GIVEN_BACK_BYTES = 1_000_000_000
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_MIN_MEMBER_BYTES = 18
_LINE_ENDS = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the records of a kind of file look like."""

    name: str
    """What users call such files: WARC."""
    record: str
    """The same of a record: a WARC record."""
    magic: bytes
    """Its first bytes, if they are always the same."""
    begins: re.Pattern[bytes]
    """Matches the first bytes of a record."""
    sniff_bytes: int
    """Number of bytes that this needs."""
    first_line: re.Pattern[bytes]
    """Matches the first line of a record, with its end."""
    max_line_bytes: int
    """Maximum length of that line."""
    next_record: re.Pattern[bytes]
    """Finds a record among other bytes."""
    has_header_lines: bool
    """True if header lines and a blank line follow the first line."""
    read_headers: Callable[[bytes], Mapping[str, str]]
    """Reads the header to values by the names that WARC gives them, in lower case."""

    def is_end(self, after: bytes) -> bool:
        """Check whether a record can end before these bytes. Some writers omit line ends, and some add extra ones."""
        rest = after.lstrip(b"\r\n")
        return not rest or self.begins.match(rest) is not None or after.startswith(b"\r\n\r\n")


def open_stream(file: BufferedReader, layout: Layout) -> "PlainStream":
    """Open a file of records, plain or in gzip."""
    is_packed = file.peek(2)[:2] == GZIP_MAGIC[:2]
    return _PackedStream(file, layout) if is_packed else PlainStream(file, layout)


class PlainStream:
    """The bytes of a plain file of records, as one part.

    In gzip there are several: a record at the start of a member starts a part, and the records of the part before end
    there.

    Args:
        file: The file from its beginning, with or without random access.
        layout: What a record looks like.
    """

    def __init__(self, file: BufferedReader, layout: Layout) -> None:
        self.layout = layout
        self._file = file
        self._size = size_of(file)
        self._ahead = b""
        self._at = 0
        self._given_back = 0
        self.flaw: str | None = None
        """Why the part ends too early, if it does."""
        self.is_at_start = True
        """True if nothing of this part has been read."""
        self.is_lost = False
        """True if the rest cannot be searched for records, because the file has no random access."""

    @property
    def _offset(self) -> int:
        return self._file.tell() - len(self._ahead) + self._at

    @property
    def place(self) -> str:
        """Position of the next byte, in words."""
        return f"at byte {self._offset:,}"

    @property
    def done(self) -> float | None:
        """Share of the file read so far; None if its size is unknown."""
        return None if self._size is None else min(1.0, self._offset / max(1, self._size))

    @property
    def bytes_left(self) -> int | None:
        """Number of bytes to the end of the file, if known."""
        return None if self._size is None else max(0, self._size - self._offset)

    def next_part(self) -> bool:
        """Continue with the next part, if there is one."""
        return False

    def _next_block(self) -> bytes:
        """Read more bytes of this part; empty at its end."""
        return self._file.read(_BLOCK_BYTES)

    def may_end_after(self, length: int) -> bool:
        """Check whether a record of this length can be complete, as far as that is known before reading it."""
        end = self._at + length
        most = self.layout.max_line_bytes
        if end + most <= len(self._ahead):
            return self.layout.is_end(self._ahead[end : end + most])
        if self._size is None:
            return True
        place = self._offset
        self._file.seek(place + length)
        after = self._file.read(most)
        self._file.seek(place)
        self._ahead, self._at = b"", 0
        return self.layout.is_end(after)

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
            found = self.layout.next_record.search(self._ahead, self._at)
            if found:
                self._at = found.start()
                return True
            self._ahead, self._at = self._ahead[max(self._at, len(self._ahead) - self.layout.max_line_bytes) :], 0
            block = self._next_block()
            if block:
                self._ahead += block
            elif not self.next_part():
                self._ahead = b""
                return False
            elif self.layout.begins.match(self.peek(self.layout.sniff_bytes)):
                return True


class _PackedStream(PlainStream):
    """A gzip file. A member that begins with a record starts a part; any other member continues the part before."""

    def __init__(self, file: BufferedReader, layout: Layout) -> None:
        super().__init__(file, layout)
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
    def done(self) -> float | None:
        read = self._file.tell() - len(self._packed)
        return None if self._size is None else min(1.0, read / max(1, self._size))

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
                if self.layout.begins.match(block):
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
                self.flaw = DAMAGED
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
                self.flaw = TRUNCATED
                return b""
        return b""

    def _open_member(self) -> bytes:
        """Open the next member, and decompress enough of it to see whether a record begins it."""
        # Zero bytes may pad a file.
        while len(self._packed.lstrip(b"\0")) < len(GZIP_MAGIC) and (more := self._file.read(_BLOCK_BYTES)):
            self._packed = self._packed.lstrip(b"\0") + more
        self._packed = self._packed.lstrip(b"\0")
        self._member = self._file.tell() - len(self._packed)
        self._is_over = not self._packed
        if not GZIP_MAGIC.startswith(self._packed[: len(GZIP_MAGIC)]):
            self.flaw = "is not a gzip member"
        if self._is_over or self.flaw:
            return b""
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._unpacked_count = 0
        block = b""
        while len(block) < self.layout.sniff_bytes and (more := self._unpack()):
            block += more
        return block

    def _find_member(self) -> bytes | None:
        """Find and open the next member that begins with a record."""
        if self._size is None:  # without random access the bytes after the damage are gone
            self._is_over = self.is_lost = True
            return None
        start = self._member + 1
        while True:
            self._file.seek(start)
            block = self._file.read(_BLOCK_BYTES)
            for found in _MEMBER.finditer(block):
                self._file.seek(start + found.start())
                packed = self._file.read(_BLOCK_BYTES // 16)
                try:
                    start_of_member = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, _BLOCK_BYTES)
                except zlib.error:
                    continue
                if self.layout.begins.match(start_of_member):
                    self._file.seek(start + found.start())
                    self._packed = b""
                    return self._open_member()
            if len(block) < _MIN_MEMBER_BYTES:
                self._is_over = True
                return None
            start += len(block) - len(GZIP_MAGIC)
