"""WARC records, read as a stream; broken records are skipped.

No library does this safely: warcio and fastwarc both pass off a truncated record as a whole one, stop at the first line
that is not a record, and decompress without a limit.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader

from whence.intake.formats.record_streams import DAMAGED, TRUNCATED, Layout, PlainStream, open_stream
from whence.intake.opening import SOUND_COPY

__all__ = ["WARC", "Broken", "Record", "read_headers", "read_records"]

_BLOCK_BYTES = 65_536
_MAX_HEAD_BYTES = 65_536
_RECORD = b"WARC/"
_BLANK_LINE = re.compile(rb"(?:\A|\r?\n)\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")


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
    done: float | None
    """Share of the file read after this record, 0 to 1; None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A broken record."""

    number: int
    """As for a record; 0 for the file as a whole."""
    problem: str
    fix: str = SOUND_COPY


class _Fault(Exception):  # noqa: N818 -- internal to this module
    """A malformed record; the message is a verb phrase."""


def read_records(file: BufferedReader, *, max_bytes: int, layout: Layout) -> Iterator[Record | Broken]:
    """Read the records of a file as a stream.

    After a broken record, continue at the next record: in gzip at the next member, otherwise at the next record header.
    If a member decompresses to 100 MB and 200 times its size, it is a gzip bomb, and reading stops.

    Args:
        file: Plain or in gzip, with one member per record, per several records, or per part of a record.
        max_bytes: Bytes of a record to keep.
        layout: What a record looks like.
    """
    stream = open_stream(file, layout)
    number = 0
    while True:
        stream.pass_line_ends()
        if stream.peek(1):
            number += 1
            place = stream.place
            try:
                record = _read_record(stream, number, max_bytes)
            except _Fault as fault:
                if not stream.find_record() and number == 1 and str(fault) == _no_record(layout):
                    problem = f"it is not a {layout.name} file: it has no records"
                    yield Broken(number=0, problem=problem, fix="Check the path")
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
    if stream.is_lost:
        problem = "the records after the damage cannot be found, because the file is inside another compressed one"
        yield Broken(number=0, problem=problem, fix="Unpack the outer file and give this one")
    if number == 0:
        yield Broken(number=0, problem="the file is empty", fix=f"Give a {layout.name} file with pages in it")


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


def _read_record(stream: PlainStream, number: int, max_bytes: int) -> Record:
    place, is_alone, stream.is_at_start = stream.place, stream.is_at_start, False
    headers = stream.layout.read_headers(_read_head(stream))
    said = headers.get("content-length", "")
    if not _LENGTH.fullmatch(said):
        message = f"gives no valid length, but: {said[:40]}" if said else "gives no length"
        raise _Fault(message)
    length = int(said)
    left = stream.bytes_left
    if left is not None and length > left:
        message = f"{TRUNCATED}, or gives a wrong length: it has {left:,} of {length:,} bytes"
        raise _Fault(message)
    if not stream.may_end_after(length):
        message = f"is not {length:,} bytes long, as it states"
        raise _Fault(message)
    block = stream.read(min(length, max_bytes))
    count = len(block) + stream.skip(length - len(block)) if len(block) == max_bytes else len(block)
    is_end = count == length and stream.layout.is_end(stream.peek(stream.layout.max_line_bytes))
    if count == length and stream.flaw == DAMAGED and is_alone and stream.place == place:
        raise _Fault(DAMAGED)
    if not is_end:
        if count == len(block):
            stream.give_back(block)
        how = f"{TRUNCATED}, or gives a wrong length: it has {count:,} of {length:,} bytes"
        raise _Fault(stream.flaw or (how if count < length else f"is not {length:,} bytes long, as it states"))
    stream.pass_line_ends()
    return Record(number=number, place=place, headers=headers, block=block, done=stream.done)


def _read_head(stream: PlainStream) -> bytes:
    """Read a record's header lines, and the blank line after them."""
    layout = stream.layout
    start = stream.peek(layout.max_line_bytes)
    first = layout.first_line.match(start)
    if not first:
        stream.read(1)  # resume the search after this record's first byte
        may_begin = start[: len(layout.magic)] in layout.magic
        is_cut = len(start) < layout.max_line_bytes and b"\n" not in start and may_begin
        raise _Fault(stream.flaw or (TRUNCATED if is_cut else _no_record(layout)))
    line = stream.read(first.end())
    if not layout.has_header_lines:
        return line
    head = stream.peek(layout.max_line_bytes)
    while not (end := _BLANK_LINE.search(head)):
        more = stream.peek(len(head) + _BLOCK_BYTES // 16)
        if len(more) == len(head):
            raise _Fault(stream.flaw or TRUNCATED)
        if len(more) > _MAX_HEAD_BYTES:
            message = "has a header that never ends"
            raise _Fault(message)
        head = more
    return stream.read(end.end())


def _no_record(layout: Layout) -> str:
    return f"is not {layout.record}"


WARC = Layout(
    name="WARC",
    record="a WARC record",
    magic=_RECORD,
    begins=re.compile(_RECORD),
    sniff_bytes=len(_RECORD),
    first_line=re.compile(rb"WARC/[0-9]\.[0-9]{1,2}[ \t]*\r?\n"),
    max_line_bytes=200,
    next_record=re.compile(rb"WARC/[0-9]\.[0-9]{1,2}[ \t]{0,9}\r?\n[\w-]{1,99}:"),
    has_header_lines=True,
    read_headers=read_headers,
)
"""Records of WARC 1.0 and 1.1."""
