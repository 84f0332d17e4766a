"""Open a ZIP archive whose list of members may be hostile."""

import struct
import zipfile
from io import BufferedReader

from whence.errors import ReadError

__all__ = ["read_directory"]

# 140,000 members with names of 60 characters. With the shortest names there are 350,000, which take 250 MB in memory.
_MAX_DIRECTORY_BYTES = 16_000_000
_UNSOUND = (OSError, ValueError, EOFError, IndexError, struct.error, NotImplementedError, zipfile.BadZipFile)


class _BoundedFile(BufferedReader):
    """A file that refuses to read a whole directory of members into memory if that is too large."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MAX_DIRECTORY_BYTES:
            message = f"its list of files has {size:,} bytes, more than {_MAX_DIRECTORY_BYTES:,}"
            raise zipfile.BadZipFile(message)
        return super().read(size)


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
        # ZipFile calls read alone, and a buffered file is as good as a raw one.
        return zipfile.ZipFile(_BoundedFile(file))
    except _UNSOUND as error:
        fix = "Get an undamaged copy, or unpack it and give the files that hold reports"
        raise ReadError(name, f"it is not a sound ZIP archive ({error})", fix) from error
