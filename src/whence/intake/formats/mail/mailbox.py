"""Mailboxes (mbox): one message after another, read as a stream.

Reference:
    RFC 4155; https://en.wikipedia.org/wiki/Mbox on the kinds that are in use.
"""

import os
import re
from collections.abc import Iterator
from io import BufferedReader, UnsupportedOperation

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.mail.messages import read_message
from whence.intake.opening import MAX_BYTES
from whence.records.report import Rejected

__all__ = ["is_mailbox_start", "read_mailbox"]

# "From news@post.example Tue Mar  4 09:30:00 2031", with the zone before or after the year, if at all.
_FROM_LINE = re.compile(
    rb"From \S{1,300}(?: \S{1,300}){0,3}? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +\w{1,9} +\w{1,9} +"
    rb"[\d: ]{4,9}(?: +[\w+-]{1,6}){0,2} +\d{4}(?: +[\w+-]{1,6})?\s*"
)
_HEADER_LINE = re.compile(rb">?[!-9;-~]{1,80}:(?:\s|$)|>?From ")
_BEFORE = b"\xef\xbb\xbf\r\n"
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAX_LINE_BYTES = 1_000_000


def is_mailbox_start(data: bytes) -> bool:
    r"""Check whether a file begins as a mailbox.

    >>> is_mailbox_start(b"From news@post.example Tue Mar  4 09:30:00 2031\nSubject: Quay\n")
    True
    >>> is_mailbox_start(b"From the harbour the ferry leaves at nine.\nNobody knows why.\n")
    False
    """
    first, _, rest = data.lstrip(_BEFORE).partition(b"\n")
    return _FROM_LINE.fullmatch(first) is not None and _HEADER_LINE.match(rest) is not None


def read_mailbox(document: Document) -> Iterator[Found]:
    """Read the messages of a mailbox, one at a time; in memory is one of at most 25 MB.

    Yields:
        What `read_message` gives for each, named by the path and the number of the message, from 1; a `Rejected` for a
        message that cannot be read.
    """
    with document.open() as file:
        size = _size(file)
        number = 0
        for data, end in _split(file):
            number += 1
            name = f"{document.name}#{number}"
            if data is None:
                problem = f"the message is larger than {MAX_BYTES // 1_000_000} MB"
                yield Rejected(input=name, reason=f"{problem}. Save it by itself.")
                continue
            try:
                yield from read_message(data, name=name, done=min(1.0, end / size) if size else None)
            except ReadError as error:
                yield Rejected(input=name, reason=error.reason)


def _size(file: BufferedReader) -> int:
    try:
        return os.fstat(file.fileno()).st_size
    except (OSError, UnsupportedOperation):
        return 0  # it lies in another file


def _split(file: BufferedReader) -> Iterator[tuple[bytes | None, int]]:
    """Split a mailbox at each line that begins a message, if the next line is a header; None for one too large."""
    taken: list[bytes] = []
    size = position = 0
    has_begun = False
    pending = file.readline(_MAX_LINE_BYTES).lstrip(_BEFORE)  # lengths and positions need not be exact
    while pending:
        line = pending
        pending = file.readline(_MAX_LINE_BYTES)
        if line.startswith(b"From ") and _FROM_LINE.fullmatch(line) and _HEADER_LINE.match(pending):
            if has_begun:
                yield _joined(taken, size), position
            has_begun, taken, size = True, [], 0
        else:
            size += len(line)
            if size <= MAX_BYTES:
                taken.append(line)
        position += len(line)
    if has_begun:
        yield _joined(taken, size), position


def _joined(taken: list[bytes], size: int) -> bytes | None:
    return _QUOTED_FROM.sub(rb"\1", b"".join(taken)) if size <= MAX_BYTES else None
