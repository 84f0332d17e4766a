"""A text, a page or XML as a stream: decoded in blocks, and taken as lines or as pieces that begin at a pattern."""

import re
from codecs import IncrementalDecoder
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, IncrementalNewlineDecoder

from whence.intake.encoding import open_decoder
from whence.intake.formats.form import Document
from whence.intake.opening import MAX_BYTES, size_of

__all__ = ["Piece", "TextStream", "open_text"]

_BLOCK_BYTES = 1 << 18
_MAX_LINE_CHARACTERS = 1_000_000
_MAX_START_CHARACTERS = 600
"""The most characters that the pattern of a piece's start matches."""
_MAX_HEAD_CHARACTERS = 100_000
_MAX_PIECE_CHARACTERS = MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text, from a match of the pattern that divides it to the next match."""

    text: str
    """Its beginning alone, if it is too long."""
    number: int
    """0 for what stands before the first match."""
    start: re.Match[str] | None
    """The match that it begins with; None for what stands before the first."""
    length: int
    """How many characters it has."""
    is_last: bool

    @property
    def is_too_long(self) -> bool:
        """True if it has more than 25 million characters, of which only the first ones are kept."""
        return self.length > _MAX_PIECE_CHARACTERS


class TextStream:
    """A text that is decoded as it is read, by the encoding that its beginning tells.

    Args:
        file: The text from its beginning, with or without random access.
        decoder: Its decoder.
        notes: What was assumed to decode it.
    """

    def __init__(self, file: BufferedReader, decoder: IncrementalDecoder, notes: tuple[str, ...]) -> None:
        self.notes = notes
        self._file = file
        self._decoder = decoder
        self._size = size_of(file)

    @property
    def done(self) -> float | None:
        """Share of the text read so far, 0 to 1; None if its size is unknown."""
        return min(1.0, self._file.tell() / self._size) if self._size else None

    def blocks(self) -> Iterator[str]:
        """Read the text block by block, without its byte order mark; no block is empty."""
        is_first = True
        while block := self._file.read(_BLOCK_BYTES):
            text = self._decoder.decode(block)
            if text:
                yield text.removeprefix("\ufeff") if is_first else text
                is_first = False
        if text := self._decoder.decode(b"", final=True):
            yield text

    def lines(self) -> Iterator[str]:
        r"""Read the text line by line, without line ends; a line of over a million characters is divided.

        >>> with open_text(Document("news.txt", b"Tide late.\r\nQuay shut.")) as text:
        ...     list(text.lines())
        ['Tide late.', 'Quay shut.']
        """
        newlines = IncrementalNewlineDecoder(None, translate=True)
        held = ""
        for block in self.blocks():
            *lines, held = (held + newlines.decode(block)).split("\n")
            yield from lines
            if len(held) > _MAX_LINE_CHARACTERS:
                yield held
                held = ""
        yield from (held + newlines.decode("", final=True)).split("\n")

    def pieces(self, pattern: re.Pattern[str]) -> Iterator[Piece]:
        """Divide the text at each match of a pattern.

        The first piece is what stands before the first match, of which only the beginning is kept if it is long.

        Args:
            pattern: Matches at most 600 characters.

        >>> with open_text(Document("news.html", b"<p>Tide late.<p>Quay shut.")) as text:
        ...     [piece.text for piece in text.pieces(re.compile("<p>"))]
        ['', '<p>Tide late.', '<p>Quay shut.']
        """
        divider = _Divider(pattern)
        for block in self.blocks():
            yield from divider.feed(block)
        yield divider.end()


class _Divider:
    """Divides a text that comes in blocks at the matches of a pattern."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._held = ""
        self._dropped = 0  # characters of a piece that is too long
        self._start: re.Match[str] | None = None
        self._number = 0

    def feed(self, text: str) -> Iterator[Piece]:
        """Take the next block, and yield the pieces that are complete."""
        searched = max(1 if self._start else 0, len(self._held) - _MAX_START_CHARACTERS)
        self._held += text
        begin = 0
        while found := self._pattern.search(self._held, searched):
            yield self._make(self._held[begin : found.start()])
            self._start = found
            begin, searched = found.start(), max(found.end(), found.start() + 1)
        self._held = self._held[begin:]
        limit = _MAX_PIECE_CHARACTERS if self._start else _MAX_HEAD_CHARACTERS
        if len(self._held) + self._dropped > limit:
            # A start may stand at the end, in part.
            kept = self._held[:_MAX_HEAD_CHARACTERS], self._held[-_MAX_START_CHARACTERS:]
            dropped = len(self._held) - sum(map(len, kept))
            if dropped > 0:
                self._dropped += dropped
                self._held = "".join(kept)

    def end(self) -> Piece:
        """Make the last piece of what is left."""
        return self._make(self._held, is_last=True)

    def _make(self, text: str, *, is_last: bool = False) -> Piece:
        piece = Piece(
            text=text,
            number=self._number,
            start=self._start,
            length=len(text) + self._dropped,
            is_last=is_last,
        )
        self._dropped = 0
        self._number += 1
        return piece


@contextmanager
def open_text(document: Document) -> Iterator[TextStream]:
    """Open a document as a text.

    Raises:
        ReadError: It cannot be opened.
    """
    with document.open() as file:
        yield TextStream(file, *open_decoder(document.start, declared=document.encoding))
