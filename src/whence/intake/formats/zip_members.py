"""Read members of hostile ZIP archives: bounded in number and size, whatever the archive says of itself."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.zip_directory import read_directory
from whence.intake.opening import SOUND_COPY

__all__ = ["open_member", "open_zip", "read_member"]

_MAX_MEMBERS = 100_000
_UNSOUND = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError),
    *(KeyError, NotImplementedError),
)


@contextmanager
def open_zip(document: Document) -> Iterator[zipfile.ZipFile]:
    r"""Open a document that is a ZIP archive.

    Raises:
        ReadError: It is no sound archive, or has more than 100,000 members.

    >>> from io import BytesIO
    >>> packed = BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("harbour.txt", "The council met.")
    >>> with open_zip(Document("harbour.zip", packed.getvalue())) as archive:
    ...     read_member(archive, "harbour.txt", document=Document("harbour.zip"), max_bytes=100)
    b'The council met.'
    """
    with document.open() as file, read_directory(file, name=document.name) as archive:
        if len(archive.filelist) > _MAX_MEMBERS:
            problem = f"it holds {len(archive.filelist):,} files, more than {_MAX_MEMBERS:,}"
            raise ReadError(document.name, problem, "Unpack it, and give the files that hold reports")
        yield archive


def read_member(archive: zipfile.ZipFile, member: str, *, document: Document, max_bytes: int) -> bytes:
    """Read one member of an archive.

    Args:
        archive: The archive, as `open_zip` opens it.
        member: Its name in the archive.
        document: The document that is the archive, for messages.
        max_bytes: The most that it may hold, unpacked.

    Raises:
        ReadError: There is none of this name, or it is damaged, encrypted, or too large.
    """
    with open_member(archive, member, document=document, max_bytes=max_bytes) as file:
        return file.read(max_bytes + 1)


@contextmanager
def open_member(
    archive: zipfile.ZipFile, member: str, *, document: Document, max_bytes: int
) -> Iterator["BoundedMember"]:
    """Open one member of an archive, to be read as a stream.

    Args:
        archive: The archive, as `open_zip` opens it.
        member: Its name in the archive.
        document: The document that is the archive, for messages.
        max_bytes: The most that it may hold, unpacked.

    Raises:
        ReadError: There is none of this name, or it is encrypted. Reading it raises one where it is damaged or too
            large.
    """
    with _explaining(member, document):
        file = archive.open(member)
    with file:
        yield BoundedMember(file, member, document, max_bytes)


class BoundedMember:
    """A member of an archive, open for reading."""

    def __init__(self, file: IO[bytes], member: str, document: Document, max_bytes: int) -> None:
        self._file = file
        self._member = member
        self._document = document
        self._left = self._max_bytes = max_bytes

    def read(self, size: int, /) -> bytes:
        """Read at most so many bytes; none at the end.

        Raises:
            ReadError: It is damaged, or larger than allowed.
        """
        with _explaining(self._member, self._document):
            data = self._file.read(min(size, self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            problem = f"the file {self._member} in it has more than {self._max_bytes // 1_000_000} MB, unpacked"
            raise ReadError(self._document.name, problem, "Divide it")
        return data


@contextmanager
def _explaining(member: str, document: Document) -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:  # also what zipfile raises if a password is needed
        problem = f"the file {member} in it is protected by a password"
        raise ReadError(document.name, problem, "Save a copy without a password") from error
    except _UNSOUND as error:
        what = "is missing" if isinstance(error, KeyError) else f"is damaged ({error})"
        raise ReadError(document.name, f"the file {member} in it {what}", SOUND_COPY) from error
