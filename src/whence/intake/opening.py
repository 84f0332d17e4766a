"""Safe opening of files and standard input: regular files only, of bounded size."""

import os
import stat
import sys
from io import BufferedReader
from pathlib import Path

from whence.errors import ReadError

__all__ = [
    "MAX_BYTES",
    "SOUND_COPY",
    "STANDARD_INPUT",
    "explain",
    "open_file",
    "read_file",
    "read_standard_input",
    "size_of",
]


def explain(error: OSError | ValueError) -> tuple[str, str]:
    """Describe an error with a path, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder", "Check the path"
    if isinstance(error, PermissionError):
        return "there is no permission to read it", "Change its permissions, or read a copy"
    # Python raises ValueError for a path with a NUL in it.
    reason = error.strerror if isinstance(error, OSError) else "a path cannot contain a NUL character"
    return f"it cannot be opened: {reason}", "Check the path"


STANDARD_INPUT = "-"


SOUND_COPY = "Get an undamaged copy of the file"
"""Advice for a damaged file."""
MAX_BYTES = 25_000_000
"""Maximum size of a file. A page can be many times as large as its text."""


def open_file(name: str) -> BufferedReader:
    """Open a file for reading bytes.

    Raises:
        ReadError: The file does not exist, is not readable, or is a folder or a pipe.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):  # opening a pipe without a writer would block forever
            return path.open("rb")
    except (OSError, ValueError) as error:
        raise ReadError(name, *explain(error)) from error
    if stat.S_ISDIR(mode):
        raise ReadError(name, "it is a folder", "Name the files in it")
    raise ReadError(name, "it is not a regular file", "Save it as one, or pipe it to -")


def size_of(file: BufferedReader) -> int | None:
    """Get the size of an open file without reading it; None if it cannot be known before.

    >>> with open_file("examples/harbour.txt") as file:
    ...     size_of(file) == Path("examples/harbour.txt").stat().st_size
    True
    """
    if not file.seekable():
        return None
    place = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(place)
    return size


def read_file(name: str) -> bytes:
    """Read a file, but at most one byte more than the maximum size.

    Raises:
        ReadError: It cannot be opened or read.
    """
    with open_file(name) as file:
        try:
            return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise ReadError(name, *explain(error)) from error


def read_standard_input() -> bytes:
    """Read standard input, up to the same limit as a file.

    Raises:
        ReadError: It is closed, or cannot be read.
    """
    if sys.stdin is None:
        raise ReadError(STANDARD_INPUT, "standard input is closed", "Pipe a report to it, or name a file")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        problem = f"standard input cannot be read ({error.strerror})"
        raise ReadError(STANDARD_INPUT, problem, "Pipe a report to it, or name a file") from error
