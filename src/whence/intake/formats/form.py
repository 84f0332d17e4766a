"""The records `Form`, one row of the table of forms, and `Document`, what a form is told by and read from."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import BufferedReader, BytesIO, RawIOBase
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, cast

from whence.errors import ReadError
from whence.intake.compression import peek_unpacked
from whence.intake.encoding import Decoded, decode, peek
from whence.intake.formats.zip_directory import read_directory
from whence.intake.html.markup import looks_like_html, root_at, skip_prolog
from whence.intake.inputs import Input
from whence.intake.opening import MAX_BYTES, open_file
from whence.records.report import Rejected

if TYPE_CHECKING:  # reading a file does not load the reader of feeds
    from whence.intake.web.feeds import Feed, FeedEntry

__all__ = ["Document", "FeedAddress", "Form", "Found", "Inner"]

_START_BYTES = 100_000
# A text may begin with a quotation in brackets, too: what follows the first string tells JSON from it.
_STRING = r'"(?:[^"\\]|\\.)*+(?:\Z|"\s*+'
_VALUE = r'["{\[\d-]|true\b|false\b|null\b|\Z'
_OBJECT = rf"\{{\s*+(?:\}}|\Z|{_STRING}(?::|\Z)))"
_JSON_START = re.compile(
    rf"\s*+(?:{_OBJECT}|\[[\s\[]*+(?:{_OBJECT}|\]|{_STRING}(?:,\s*+(?:{_VALUE})|\]\s*+(?:[,\]]|\Z)|\Z))))", re.DOTALL
)


class Document:
    r"""A file, or bytes that came from elsewhere, before anybody knows what form it has.

    Its form is told by its name and by its beginning: ``start``, the same decompressed (``unpacked_start``) or decoded
    (``text``), and for ZIP archives ``members``. It is read with ``open`` as a stream, or with ``read`` as a whole.

    Args:
        name: Path or other name.
        data: The whole content, if it is in memory.
        opened: Opens the content as a stream from its beginning, each time anew, if it is inside another file and too
            large for memory. Without it and without data, the name is a path.
        encoding: Encoding declared outside the data, for example in an HTTP header.
        columns: Columns of tables given for fields.

    >>> document = Document("wire.xml", b"<?xml version='1.0'?>\n<nitf><body/></nitf>")
    >>> document.root, document.is_html, document.is_json
    ('nitf', False, False)
    """

    def __init__(
        self,
        name: str,
        data: bytes | None = None,
        *,
        opened: Callable[[], BufferedReader] | None = None,
        encoding: str | None = None,
        columns: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.name = name
        self.encoding = encoding
        self.columns = columns
        self._data = data
        self._opened = opened

    def open(self) -> BufferedReader:
        """Open the content from its beginning, for reading as a stream; it may be without random access.

        Raises:
            ReadError: It cannot be opened.
        """
        if self._data is not None:
            return BufferedReader(cast("RawIOBase", BytesIO(self._data)))
        return self._opened() if self._opened else open_file(self.name)

    def read(self, *, max_bytes: int = MAX_BYTES, fix: str = "Divide it") -> bytes:
        """Read the whole content into memory.

        Args:
            max_bytes: The most that it may have; 25 MB by default.
            fix: What to do if it has more.

        Raises:
            ReadError: It cannot be read, or is too large.
        """
        if self._data is None:
            with self.open() as file:
                data = file.read(max_bytes + 1)
            if len(data) > max_bytes:
                raise ReadError(self.name, f"it is larger than {max_bytes // 1_000_000} MB", fix)
            self._data = data
        return self._data

    def decode(self) -> Decoded:
        """Read and decode the whole content; line ends stay unchanged.

        Raises:
            ReadError: It cannot be read, is larger than 25 MB, or is no text.
        """
        return decode(self.read(), name=self.name, declared=self.encoding)

    def ends(self, *endings: str) -> bool:
        """Check whether the name ends so, in upper or lower case.

        >>> Document("news.TXT", b"").ends(".txt", ".text")
        True
        """
        return self.name.lower().endswith(endings)

    @cached_property
    def start(self) -> bytes:
        """The first 100 kB, as they are."""
        with self.open() as file:
            return file.read(_START_BYTES)

    @cached_property
    def unpacked_start(self) -> bytes:
        """The same, if it is in gzip decompressed as far as it goes, to at most 100 kB."""
        is_packed = self.start.startswith(b"\x1f\x8b")
        return peek_unpacked(self.start, max_bytes=_START_BYTES) if is_packed else self.start

    @cached_property
    def text(self) -> str:
        """The first 100 kB as text, decoded just well enough to tell the form by; non-ASCII characters may be wrong."""
        return peek(self.start).lstrip("\ufeff")

    @cached_property
    def root(self) -> str:
        """Name of the root element of XML or HTML, in lower case and without its prefix; else an empty string."""
        found = root_at(self.text, skip_prolog(self.text))
        return found[1].lower() if found else ""

    @property
    def is_html(self) -> bool:
        """True for HTML."""
        return looks_like_html(self.text)

    @property
    def is_json(self) -> bool:
        """True for what begins like a JSON object or array."""
        return _JSON_START.match(self.text) is not None

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Names of the files in a ZIP archive, in their order; none if it is none."""
        if not self.start.startswith(b"PK"):
            return ()
        with suppress(ReadError), self.open() as file:
            return tuple(read_directory(file, name=self.name).namelist())
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A file inside another one, such as a page in a ZIP archive; its form is told anew."""

    name: str
    """The path of the outer file, ``#``, and the name inside."""
    data: bytes | None = field(repr=False)
    """The content; None if it is too large for memory."""
    opened: Callable[[], BufferedReader] | None = None
    """Opens the content as a stream if it is not in memory."""
    done: float | None = None
    """Share of the outer file read after it, 0 to 1; None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """The address of a feed, to be fetched."""

    url: str


Found: TypeAlias = "Input | Rejected | Inner | Feed | FeedEntry | FeedAddress"
"""What reading a document gives, one after another.

A report is an `Input` with its data: with ``is_plain`` for a text, with ``is_page`` for HTML. A `FeedEntry` is a page
to fetch.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which reports are kept: how it is told, and how it is read."""

    name: str
    """What users call it: ``Factiva, saved as HTML``."""
    family: str
    """The heading that it stands under in docs/inputs.md."""
    endings: tuple[str, ...]
    """Usual extensions of such files, in lower case: which files of a folder are looked at."""
    told_by: str
    """How it is recognized, in a few words."""
    gives: tuple[str, ...]
    """Fields of a report that it can give, besides the text: headline, publisher, byline, published, url, language."""
    tells: Callable[[Document], bool]
    """Whether a document has this form, by its beginning or, for ZIP archives, its members."""
    read: Callable[[Document], Iterator[Found]]
    """Reads a document of this form as a stream. It may raise a `ReadError`."""
    is_list: bool = False
    """True if it gives addresses to fetch, and not the texts themselves."""
    extra: str | None = None
    """The extra that installs what reading it needs: ``documents``."""
