"""Files inside other files as streams of bounded size."""

import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import SEEK_CUR, SEEK_SET, BufferedReader, RawIOBase

from whence.errors import ReadError
from whence.intake.compression import BlockFile
from whence.intake.formats.form import Inner
from whence.intake.opening import MAX_BYTES, size_of

__all__ = ["BLOCK_BYTES", "MAX_RATIO", "MAX_TOTAL_BYTES", "open_blocks", "open_part", "read_blocks", "take_member"]

BLOCK_BYTES = 65_536
MAX_TOTAL_BYTES, MAX_RATIO = 100_000_000, 200
"""Zero bytes compress to a thousandth, texts to a tenth. More than both of these is a decompression bomb."""

_DAMAGE = (
    *(EOFError, IndexError, KeyError, OSError, RuntimeError, ValueError),
    *(lzma.LZMAError, struct.error, zipfile.BadZipFile, zlib.error),
)


def take_member(name: str, opened: Callable[[], BufferedReader]) -> Inner:
    r"""Take a file out of another one: into memory, or as a stream if it is larger than 25 MB.

    Args:
        name: The path of the outer file, ``#``, and the name inside.
        opened: Opens the inner file.

    Raises:
        ReadError: It is damaged.

    >>> take_member("news.zip#harbour.txt", lambda: open_blocks([b"The council met."], name="harbour.txt")).data
    b'The council met.'
    """
    with opened() as file:
        data = file.read(MAX_BYTES + 1)
    return Inner(name=name, data=data) if len(data) <= MAX_BYTES else Inner(name=name, data=None, opened=opened)


def read_blocks(file: BufferedReader, count: int | None = None) -> Iterator[bytes]:
    r"""Read the rest of a file, or so many of its bytes, in blocks.

    >>> from io import BytesIO
    >>> list(read_blocks(BufferedReader(BytesIO(b"The council met.")), 11))
    [b'The council']
    """
    while block := file.read(BLOCK_BYTES if count is None else min(BLOCK_BYTES, count)):
        yield block
        count = None if count is None else count - len(block)


def open_blocks(
    blocks: Iterable[bytes], *, name: str, packed: Callable[[], int] = lambda: MAX_TOTAL_BYTES
) -> BufferedReader:
    """Open decompressed blocks as a file without random access.

    Args:
        blocks: The content.
        name: Its name, for messages.
        packed: Number of compressed bytes that were read so far.

    The file raises a ReadError at damage, and at more than 100 MB that are 200 times as large as the compressed bytes.
    """
    return BufferedReader(BlockFile(_bounded(blocks, name, packed)))


def _bounded(blocks: Iterable[bytes], name: str, packed: Callable[[], int]) -> Iterator[bytes]:
    count = 0
    try:
        for block in blocks:
            count += len(block)
            if count > max(MAX_TOTAL_BYTES, MAX_RATIO * packed()):
                problem = f"it unpacks to more than {MAX_RATIO} times its size"
                raise ReadError(name, problem, "Check where it comes from; no text compresses so far")
            yield block
    except _DAMAGE as error:
        problem = f"its compressed bytes are damaged or incomplete ({error})"
        raise ReadError(name, problem, "Get an undamaged copy of the file") from error


def open_part(opened: Callable[[], BufferedReader], *, start: int, size: int, name: str) -> BufferedReader:
    r"""Open a range of a file's bytes as a file, with random access if the file has it.

    >>> from io import BytesIO
    >>> part = open_part(lambda: BufferedReader(BytesIO(b"The council met.")), start=4, size=7, name="-")
    >>> part.read(), part.seek(3), part.read()
    (b'council', 3, b'ncil')
    """
    file = opened()
    if size_of(file) is not None:
        return BufferedReader(_Part(file, start=start, size=size))
    return open_blocks(_read_part(file, start, size), name=name)


def _read_part(file: BufferedReader, start: int, size: int) -> Iterator[bytes]:
    with file:
        for _ in read_blocks(file, start):
            pass
        yield from read_blocks(file, size)


class _Part(RawIOBase):
    """A range of the bytes of a file with random access."""

    def __init__(self, file: BufferedReader, *, start: int, size: int) -> None:
        super().__init__()
        self._file = file
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        origin = {SEEK_SET: 0, SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, origin + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), max(0, self._size - self._at))
        self._file.seek(self._start + self._at)
        data = self._file.read(count)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
