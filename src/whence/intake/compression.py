"""Decompression of gzip and deflate streams, in bounded blocks.

Reference:
    RFC 1952, 2.2: a gzip file is one member after another. RFC 9110, 8.4.1.2: what HTTP calls deflate has a zlib
    header before it; some servers send none.
"""

import re
import zlib
from collections.abc import Generator, Iterable, Iterator
from io import RawIOBase
from typing import Literal, TypeAlias

__all__ = ["BlockFile", "Packing", "peek_unpacked", "unpack", "unpack_bytes"]

Packing: TypeAlias = Literal["gzip", "deflate"]

_BLOCK_BYTES = 65_536
# Bytes after the end of a gzip member are copied, so many small members in large pieces would take very long.
_PIECE_BYTES = 16_384
_GZIP, _ZLIB, _DEFLATE = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS
_TOO_SOON = "the compressed data end too soon"
_MAGIC = b"\x1f\x8b\x08"
_MAGIC_START = _MAGIC[:2]
_ZLIB_START = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78].", re.DOTALL)


def unpack(blocks: Iterable[bytes], packing: Packing) -> Iterator[bytes]:
    r"""Decompress a stream with all its gzip members; ignore zero bytes between them, and anything else after them.

    Args:
        blocks: The compressed stream, in pieces of any length.
        packing: Declared format. If the data plainly have the other format, that one is used.

    Yields:
        Blocks of at most 64 kB, so that the caller can stop at a decompression bomb.

    Raises:
        EOFError: The stream is truncated.
        zlib.error: It is damaged, or has another format.

    >>> members = zlib.compress(b"The tide", wbits=31) + zlib.compress(b" turned.", wbits=31)
    >>> b"".join(unpack([members, b"\r\n"], "gzip"))
    b'The tide turned.'
    """
    pieces = _pieces(blocks)
    packed = _join_start(b"", pieces)
    kind = _kind_of(packed, packing)
    if not packed:
        raise EOFError(_TOO_SOON)
    while packed:
        packed = yield from _unpack_one(zlib.decompressobj(kind), packed, pieces)
        packed = _find_member(packed, pieces) if kind == _GZIP else b""


def unpack_bytes(data: bytes, packing: Packing, *, max_bytes: int) -> bytes:
    """Decompress bytes as `unpack` does, but stop soon after ``max_bytes``."""
    unpacked = bytearray()
    for block in unpack([data], packing):
        unpacked += block
        if len(unpacked) > max_bytes:
            break
    return bytes(unpacked)


def peek_unpacked(start: bytes, *, max_bytes: int) -> bytes:
    """Decompress the beginning of a gzip file as far as it goes; nothing if it is damaged.

    >>> peek_unpacked(zlib.compress(b"The tide turned.", wbits=31)[:-4], max_bytes=8)
    b'The tide'
    """
    unpacked = bytearray()
    try:
        for block in unpack([start], "gzip"):
            unpacked += block
            if len(unpacked) >= max_bytes:
                break
    except (EOFError, zlib.error):
        pass
    return bytes(unpacked[:max_bytes])


class BlockFile(RawIOBase):
    """Blocks of bytes as a file that can be read once. An empty block ends it."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        super().__init__()
        self._blocks = iter(blocks)
        self._left = memoryview(b"")
        self._count = 0

    def close(self) -> None:
        """Close what the blocks come from."""
        if isinstance(self._blocks, Generator):
            self._blocks.close()
        super().close()

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._count

    def readable(self) -> bool:
        """Return True: the file can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with the next bytes, and return their number."""
        self._left = self._left or memoryview(next(self._blocks, b""))
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        self._count += count
        return count


def _pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    return (block[start : start + _PIECE_BYTES] for block in blocks for start in range(0, len(block), _PIECE_BYTES))


def _join_start(start: bytes, pieces: Iterator[bytes], *, without: bytes = b"") -> bytes:
    """Take pieces until there are enough bytes to recognize the format; skip ``without`` at the beginning."""
    start = start.lstrip(without) if without else start
    while len(start) < len(_MAGIC) and (more := next(pieces, b"")):
        start = (start + more).lstrip(without) if without else start + more
    return start


def _kind_of(packed: bytes, packing: Packing) -> int:
    if packed.startswith(_MAGIC_START):
        return _GZIP
    if _ZLIB_START.match(packed) and int.from_bytes(packed[:2]) % 31 == 0:
        return _ZLIB
    return _GZIP if packing == "gzip" else _DEFLATE


def _unpack_one(unpacker: "zlib._Decompress", packed: bytes, pieces: Iterator[bytes]) -> Generator[bytes, None, bytes]:
    """Decompress to the end of a member, and return the rest of the last piece."""
    while not unpacker.eof:
        block = unpacker.decompress(packed, _BLOCK_BYTES)
        packed = unpacker.unconsumed_tail
        if block:
            yield block
        # After a full block the decompressor may hold more output.
        if not (packed or unpacker.eof or len(block) == _BLOCK_BYTES):
            packed = next(pieces, b"")
            if not packed:
                raise EOFError(_TOO_SOON)
    return unpacker.unused_data


def _find_member(rest: bytes, pieces: Iterator[bytes]) -> bytes:
    """Skip to the next member; a truncated first header counts. Empty if something else follows."""
    start = _join_start(rest, pieces, without=b"\0")
    return start if _MAGIC.startswith(start[: len(_MAGIC)]) else b""
