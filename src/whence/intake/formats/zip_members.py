"""Read members of hostile ZIP archives: bounded in number and size, whatever the archive says of itself."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whence.errors import ReadError
from whence.intake.formats.columns import SOUND_COPY
from whence.intake.formats.form import Document

__all__ = ["open_zip", "read_member"]

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
    with document.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except _UNSOUND as error:
            raise ReadError(document.name, f"it is not a sound ZIP archive ({error})", SOUND_COPY) from error
        with archive:
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
    try:
        with archive.open(member) as file:
            data = file.read(max_bytes + 1)
    except RuntimeError as error:  # also what zipfile raises if a password is needed
        problem = f"the file {member} in it is protected by a password"
        raise ReadError(document.name, problem, "Save a copy without a password") from error
    except _UNSOUND as error:
        what = "is missing" if isinstance(error, KeyError) else f"is damaged ({error})"
        raise ReadError(document.name, f"the file {member} in it {what}", SOUND_COPY) from error
    if len(data) > max_bytes:
        problem = f"the file {member} in it has more than {max_bytes // 1_000_000} MB, unpacked"
        raise ReadError(document.name, problem, "Divide it")
    return data
