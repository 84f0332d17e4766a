"""Divide files of the older wire forms at their control characters: header, text and trailer of each message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.errors import ReadError
from whence.intake.encoding import decode, normalise_line_ends
from whence.intake.formats.form import Document
from whence.intake.formats.xml_items import MAX_DAMAGED
from whence.intake.opening import MAX_BYTES, SOUND_COPY
from whence.records.report import Rejected

__all__ = ["Message", "read_messages"]

_BLOCK_BYTES = 1 << 18
_MAX_CODE_BYTES = 2000
"""What is read of a header and of a trailer; they have two lines and one."""
_HEADER, _TEXT, _END, _MESSAGE_END = b"\x01\x02\x03\x04"
# What a wire uses within its lines: to set them, to switch fonts, and as padding.
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r\x1f")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a wire."""

    name: str
    header: str
    """What stands before the text: lines of codes."""
    text: str
    trailer: str
    notes: tuple[str, ...] = ()
    """What was assumed to decode it."""


def read_messages(document: Document) -> Iterator[Message | Rejected]:
    r"""Read the messages of a wire's file, one at a time, each from its start to the next one's.

    Yields:
        The messages, and a `Rejected` for each that is cut off or too large.

    Raises:
        ReadError: It cannot be opened, or 1,000 messages one after another are damaged.

    >>> wire = b"\x01qws062 4 i 211\r\n\x02Tide late\r\n\x03090630 GMT Apr 19\r\n\x04\x01qws063 4 i 10\r\n\x02Cut"
    >>> first, second = read_messages(Document("wire.txt", wire))
    >>> first.header, first.text, first.trailer
    ('qws062 4 i 211', 'Tide late', '090630 GMT Apr 19')
    >>> second.reason
    'this message is cut off: it has no end, after “Cut”. Get an undamaged copy of the file.'
    """
    damaged_count = 0
    for number, piece in enumerate(_read_pieces(document)):
        for found in _read_message(piece, document, number) if number else ():
            damaged_count = damaged_count + 1 if isinstance(found, Rejected) else 0
            yield found
        if damaged_count >= MAX_DAMAGED:
            problem = f"{MAX_DAMAGED:,} messages one after another are damaged, and the rest was not read"
            raise ReadError(document.name, problem, SOUND_COPY)


def _read_pieces(document: Document) -> Iterator[bytes | None]:
    """Divide a file at the starts of its messages; None stands for a piece that is too large."""
    with document.open() as file:
        held: list[bytes] = []
        length = 0
        while block := file.read(_BLOCK_BYTES):
            *whole, rest = block.split(bytes([_HEADER]))
            for piece in whole:
                held.append(piece)
                yield b"".join(held) if length + len(piece) <= MAX_BYTES else None
                held.clear()
                length = 0
            length += len(rest)
            if length <= MAX_BYTES:
                held.append(rest)
            else:
                held.clear()
        yield b"".join(held) if length <= MAX_BYTES else None


def _read_message(piece: bytes | None, document: Document, number: int) -> Iterator[Message | Rejected]:
    name = f"{document.name}#{number}"
    if piece is None:
        yield Rejected(input=name, reason=f"this message is larger than {MAX_BYTES // 1_000_000} MB. Divide it.")
        return
    header, _, rest = piece.partition(bytes([_TEXT]))
    text, end, trailer = rest.partition(bytes([_END]))
    trailer, _, after = trailer.partition(bytes([_MESSAGE_END]))
    if not end:
        last = _SPACE.sub(" ", _plain(rest or header).decode("latin-1")).strip()[-40:]
        reason = f"this message is cut off: it has no end, after “{last}”. {SOUND_COPY}."
        yield Rejected(input=name, reason=reason)
        return
    try:
        decoded = decode(_plain(text), name=name, declared=document.encoding)
    except ReadError as error:
        yield Rejected(input=name, reason=error.reason)
        return
    yield Message(
        name=name,
        header=_plain(header[:_MAX_CODE_BYTES]).decode("latin-1").strip(),
        text=normalise_line_ends(decoded.text).strip("\n"),
        trailer=_plain(trailer[:_MAX_CODE_BYTES]).decode("latin-1").strip(),
        notes=decoded.notes,
    )
    if bytes([_TEXT]) in trailer + after:
        reason = f"the start of another message is damaged, after this one. {SOUND_COPY}."
        yield Rejected(input=f"{name}+", reason=reason)


def _plain(data: bytes) -> bytes:
    return data.translate(None, _CONTROLS)
