"""Tables and JSON as streams of text: decompressed, decoded, and read in bounded pieces."""

import codecs
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import SEEK_END, BufferedReader, TextIOWrapper

from whence.errors import ReadError
from whence.intake.compression import BlockFile, unpack
from whence.intake.encoding import decode
from whence.intake.formats.form import Document

__all__ = ["MAX_LINE_CHARACTERS", "Lines", "open_lines"]

MAX_LINE_CHARACTERS = 25_000_000
"""A longer line, or JSON value, is skipped."""
# A gzip bomb of 10 MB would go on for 10 GB.
_MAX_SKIPPED_CHARACTERS = 1_000_000_000
_SAMPLE_BYTES = 100_000
_PACKED_BYTES = 8_192
# The encodings that `decode` detects.
_ENCODINGS = (
    "utf-8 cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp932 cp949 gb18030 big5 euc_jp "
    "koi8_u koi8_r cp866 iso8859_2 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_10 iso8859_13 iso8859_14 "
    "iso8859_15 iso8859_16 mac_cyrillic iso2022_jp utf_16_le utf_16_be utf_32_le utf_32_be"
)


class Lines:
    r"""A text file as a stream: decompressed, decoded, in lines of bounded length or in blocks.

    Args:
        file: Opened for reading bytes; the caller closes it after `detach`.
        path: Path for messages.

    >>> from io import BytesIO
    >>> lines = Lines(BufferedReader(BytesIO(b"Tide late.\nQuay shut.\n")), "news.txt")
    >>> lines.read(), lines.read_block(4)
    ('Tide late.\n', 'Quay')
    """

    def __init__(self, file: BufferedReader, path: str) -> None:
        self._file = file
        self._path = path
        if not file.seekable():
            raise ReadError(path, "a table of over 25 MB inside a compressed file is not read", "Unpack the file")
        self._size = file.seek(0, SEEK_END) or 1
        file.seek(0)
        is_packed = file.peek(2)[:2] == b"\x1f\x8b"
        sample = _read_sample(_unpacked(file) if is_packed else file)
        file.seek(0)
        unpacked = _unpacked(file) if is_packed else file
        self.encoding = _find_encoding(sample, path)
        self.sample = sample.decode(self.encoding, "replace")
        # Invalid UTF-8 spoils only its own row: the bytes become lone surrogates, which are detected later.
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "replace"
        self._text = TextIOWrapper(unpacked, encoding=self.encoding, errors=errors, newline="")

    @property
    def done(self) -> float:
        """Share of the file read so far; in gzip, of the compressed bytes."""
        return min(1.0, self._file.tell() / self._size)

    def read(self) -> str:
        """Read a line with its end; only the beginning of a line beyond the limit; an empty string at the end."""
        return self._text.readline(MAX_LINE_CHARACTERS + 1)

    def read_block(self, characters: int) -> str:
        """Read so many characters, or what is left; an empty string at the end."""
        return self._text.read(characters)

    def detach(self) -> None:
        """Release the file, which its opener closes."""
        self._text.detach()

    def skip_line(self) -> None:
        """Skip the rest of a line."""
        left = _MAX_SKIPPED_CHARACTERS
        while (block := self._text.readline(_SAMPLE_BYTES)) and not block.endswith(("\n", "\r")):
            left -= len(block)
            if left < 0:
                problem = f"a row is longer than {_MAX_SKIPPED_CHARACTERS // 1_000_000_000} GB"
                raise ReadError(self._path, problem, "Give a table with one report in each row")


@contextmanager
def open_lines(document: Document) -> Iterator[Lines]:
    """Open a document as lines.

    Raises:
        ReadError: It cannot be opened, or is no text.

    >>> with open_lines(Document("news.txt", b"Tide late.")) as lines:
    ...     lines.read()
    'Tide late.'
    """
    with document.open() as file:
        lines = Lines(file, document.name)
        try:
            yield lines
        finally:
            lines.detach()


def _unpacked(file: BufferedReader) -> BufferedReader:
    return BufferedReader(BlockFile(unpack(iter(partial(file.read, _PACKED_BYTES), b""), "gzip")))


def _read_sample(file: BufferedReader) -> bytes:
    sample = b""
    try:
        while len(sample) < _SAMPLE_BYTES and (block := file.read1(_SAMPLE_BYTES)):
            sample += block
    except (EOFError, OSError, zlib.error):
        pass  # the main reading will report it
    return sample


def _find_encoding(sample: bytes, path: str) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in sample:
        try:
            # The last character may be cut off.
            codecs.getincrementaldecoder("utf-8")().decode(sample)
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8-sig"
    if len(sample) >= _SAMPLE_BYTES:
        end = sample.rfind(b"\n") + 1
        sample = sample[: end + end % 2 if b"\0" in sample else end] or sample
    text = decode(sample, name=path).text
    # The detector returns a text, not its encoding; find the encoding that decodes to the same text.
    return next((each for each in _ENCODINGS.split() if sample.decode(each, "replace") == text), "utf-8-sig")
