"""Open a ZIP archive whose list of members may be hostile."""

import struct
import zipfile
from io import SEEK_SET, BufferedReader, RawIOBase
from typing import IO, cast

from whence.errors import ReadError

__all__ = ["read_directory"]

# 140,000 members with names of 60 characters. With the shortest names there are 350,000, which take 250 MB in memory.
_MAX_DIRECTORY_BYTES = 16_000_000
_OWN = "its list of files"
_UNSOUND = (OSError, ValueError, EOFError, IndexError, struct.error, NotImplementedError, zipfile.BadZipFile)


class _BoundedFile(RawIOBase):
    """A file that refuses to read a whole directory of members into memory if that is too large."""

    def __init__(self, file: BufferedReader) -> None:
        super().__init__()
        self._file = file

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def read(self, size: int = -1, /) -> bytes:
        if size > _MAX_DIRECTORY_BYTES:
            message = f"{_OWN} has {size:,} bytes, more than {_MAX_DIRECTORY_BYTES:,}"
            raise zipfile.BadZipFile(message)
        return self._file.read(size)


def read_directory(file: BufferedReader, *, name: str) -> zipfile.ZipFile:
    r"""Open an archive, and read its list of members.

    Args:
        file: The archive, with random access. It stays open as long as the archive is used.
        name: Its name, for messages.

    Raises:
        ReadError: It is no sound ZIP archive, or its list of members has more than 16 MB.

    >>> from io import BytesIO
    >>> packed = BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("harbour.txt", "The council met.")
    >>> read_directory(BufferedReader(BytesIO(packed.getvalue())), name="harbour.zip").namelist()
    ['harbour.txt']
    """
    try:
        return zipfile.ZipFile(cast("IO[bytes]", _BoundedFile(file)))
    except _UNSOUND as error:
        fix = "Get an undamaged copy, or unpack it and give the files that hold reports"
        said = f" ({error})" if _OWN in str(error) else ": the list of files at its end is missing or damaged"
        raise ReadError(name, f"it is not a sound ZIP archive{said}", fix) from error
