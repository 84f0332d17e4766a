"""Any single file in gzip; tables, feeds and WARC files in gzip are read by their own forms."""

from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import PurePath

from whence.intake.compression import unpack
from whence.intake.formats import usual
from whence.intake.formats.copies.packed import open_blocks, read_blocks, take_member
from whence.intake.formats.form import Document, Found

__all__ = ["is_gzip", "read_gzip"]

_MAGIC = b"\x1f\x8b\x08"
_ENDINGS = {".gz": "", ".gzip": "", ".tgz": ".tar"}


def is_gzip(document: Document) -> bool:
    r"""Tell a gzip file by its first bytes, unless another form reads it as it is.

    >>> is_gzip(Document("harbour.txt.gz", b"\x1f\x8b\x08")), is_gzip(Document("news.csv.gz", b"\x1f\x8b\x08"))
    (True, False)
    """
    return document.start.startswith(_MAGIC) and not any(form.tells(document) for form in usual.FORMS)


def read_gzip(document: Document) -> Iterator[Found]:
    """Read the file in it.

    >>> import gzip
    >>> [each.name for each in read_gzip(Document("harbour.txt.gz", gzip.compress(b"The council met.")))]
    ['harbour.txt.gz#harbour.txt']
    """
    yield take_member(f"{document.name}#{_inner_name(document.name)}", partial(_open, document))


def _inner_name(name: str) -> str:
    path = PurePath(name.rpartition("#")[2])
    return f"{path.stem}{_ENDINGS[path.suffix.lower()]}" if path.suffix.lower() in _ENDINGS else path.name


def _open(document: Document) -> BufferedReader:
    file = document.open()
    return open_blocks(_unpack(file), name=document.name, packed=file.tell)


def _unpack(file: BufferedReader) -> Iterator[bytes]:
    with file:
        yield from unpack(read_blocks(file), "gzip")
