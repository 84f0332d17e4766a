"""Networks whose weights stay in the model file, where the engine maps them into memory.

Processes that read with one model share what is mapped, and the system may drop it and read it again. A copy of its own
would take each process 24 MB for the message, and as much again while the engine reads it.

A network is two messages of Protocol Buffers in the ONNX format. Of the second, the weights, all is copied but the
matrices of 8-bit integers. In their place stands where they lie in the file, as the format foresees for data outside.

Reference: https://protobuf.dev/programming-guides/encoding and "External Data" in the ONNX specification.
"""

import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

__all__ = ["Network", "StoredBytes", "store_of"]

_HEADER = 30
"""Bytes before the name of a part in a zip archive."""
_MANY = 16_384
"""Bytes from which on weights stay in the file."""

# Numbers of fields in the ONNX format: of a model its graph, of a graph its weights, of weights what follows.
_GRAPH, _INITIALIZER = 7, 5
_DATA_TYPE, _RAW_DATA, _EXTERNAL_DATA, _DATA_LOCATION = 2, 9, 13, 14
_INT8, _OUTSIDE = b"\3", b"\1"
# Kinds of fields in Protocol Buffers: a number, or bytes after their length. The others have as many bytes as stated.
_NUMBER, _BYTES, _SIZES = 0, 2, {1: 8, 5: 4}
_LONGEST_NUMBER = 10
_MORE = 128
"""Added to a byte of a number that more bytes follow."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Some bytes of a file, mapped into memory."""

    path: Path
    start: int
    content: memoryview


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """Bytes that lie in one file or several, run after run."""

    runs: tuple[_Run, ...]

    def __add__(self, other: "StoredBytes") -> "StoredBytes":
        return StoredBytes(self.runs + other.runs)

    def __len__(self) -> int:
        return sum(len(run.content) for run in self.runs)

    def cut(self, start: int, end: int) -> "StoredBytes":
        """Take the bytes from one place to another."""
        kept: list[_Run] = []
        for run in self.runs:
            if content := run.content[max(0, start) : max(0, end)]:
                kept.append(_Run(run.path, run.start + max(0, start), content))
            start, end = start - len(run.content), end - len(run.content)
        return StoredBytes(tuple(kept))

    def copy(self) -> bytes:
        """Copy the bytes into one piece."""
        return b"".join(run.content for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network in the ONNX format. Its operators and its weights, one after the other, are one message."""

    operators: bytes
    weights: StoredBytes

    def copy(self) -> bytes:
        """Copy the network into one message."""
        return self.operators + self.weights.copy()

    def refer(self) -> bytes:
        """Describe the network in a message that names files of `folder`, where its large weights are."""
        described = [self.operators]
        for field in _fields_of(self.weights):
            if field.number == _GRAPH:
                weights = (
                    _refer(one) if one.number == _INITIALIZER else one.whole.copy() for one in _fields_of(field.value)
                )
                described.append(_pack(_GRAPH, b"".join(weights)))
            else:
                described.append(field.whole.copy())
        return b"".join(described)

    @property
    def folder(self) -> Path:
        """The folder of the files that have the weights."""
        return self.weights.runs[0].path.parent


def store_of(archive: ZipFile, name: str) -> StoredBytes:
    """Map a part of a zip archive into memory, and check it.

    Raises:
        KeyError: There is no such part.
        ValueError: It is compressed or damaged.
    """
    told = archive.getinfo(name)
    path = Path(archive.filename or "").resolve()
    if told.compress_type != ZIP_STORED:
        message = f"{name} is compressed"
        raise ValueError(message)
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    names, more = (int.from_bytes(whole[told.header_offset + at :][:2], "little") for at in (26, 28))
    start = told.header_offset + _HEADER + names + more
    content = whole[start : start + told.file_size]
    if zlib.crc32(content) != told.CRC:
        message = f"{name} is damaged"
        raise ValueError(message)
    return StoredBytes((_Run(path, start, content),))


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a message."""

    number: int
    whole: StoredBytes
    """With its number and length."""
    value: StoredBytes


def _fields_of(message: StoredBytes) -> Iterator[_Field]:
    """List a message's fields."""
    start, size = 0, len(message)
    while start < size:
        key, value = _read_number(message, start)
        kind = key & 7
        if kind == _NUMBER:
            _, end = _read_number(message, value)
        elif kind == _BYTES:
            length, value = _read_number(message, value)
            end = value + length
        else:
            end = value + _SIZES[kind]
        yield _Field(key >> 3, message.cut(start, end), message.cut(value, end))
        start = end


def _read_number(message: StoredBytes, start: int) -> tuple[int, int]:
    """Read a number, and tell where it ends: seven bits a byte, the lowest first, the eighth set if more follow."""
    number = 0
    for at, byte in enumerate(message.cut(start, start + _LONGEST_NUMBER).copy()):
        number |= byte % _MORE << 7 * at
        if byte < _MORE:
            return number, start + at + 1
    problem = "a number without an end"
    raise ValueError(problem)


def _refer(weights: _Field) -> bytes:
    """Describe weights; the numbers of a large matrix of integers stay where they are."""
    if len(weights.value) < _MANY:
        return weights.whole.copy()
    fields = list(_fields_of(weights.value))
    large = [one.value.runs for one in fields if one.number == _RAW_DATA]
    if len(large) != 1 or len(large[0]) != 1 or not any(_is_int8(one) for one in fields):
        return weights.whole.copy()
    ((run,),) = large
    place = {"location": run.path.name, "offset": run.start, "length": len(run.content)}
    told = [one.whole.copy() for one in fields if one.number != _RAW_DATA]
    told += [
        _pack(_EXTERNAL_DATA, _pack(1, key.encode()) + _pack(2, str(value).encode())) for key, value in place.items()
    ]
    return _pack(_INITIALIZER, b"".join((*told, bytes((_DATA_LOCATION << 3 | _NUMBER,)), _OUTSIDE)))


def _is_int8(field: _Field) -> bool:
    return field.number == _DATA_TYPE and field.value.copy() == _INT8


def _pack(number: int, content: bytes) -> bytes:
    """Write a field of bytes."""
    length, size = bytearray(), len(content)
    while size >= _MORE:
        length.append(size % _MORE + _MORE)
        size >>= 7
    return bytes((number << 3 | _BYTES, *length, size)) + content
