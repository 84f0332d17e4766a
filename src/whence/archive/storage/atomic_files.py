"""Files that are whole or not there: written aside, then put in their places."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whence.errors import ArchiveError, UsageError

__all__ = ["ASIDE", "Aside", "digest_of", "setting_aside"]

ASIDE = ".part"
"""What is put to the name of a file that is yet being written."""
_BLOCK_BYTES = 1 << 20


class Aside:
    """Files of a folder while they are written.

    Args:
        folder: Where they will be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    @property
    def places(self) -> list[Path]:
        """Where the files will be, in the order in which they were begun."""
        return [self._folder / name for name in self._names]

    def path(self, name: str) -> Path:
        """Tell where to write what will be the file ``name``."""
        self._names.append(name)
        return _aside(self._folder / name)

    def put_in_place(self) -> None:
        """Give the files their names, once all of them are on the disk."""
        for place in self.places:
            with _aside(place).open("rb+") as file:
                os.fsync(file.fileno())
        for place in self.places:
            _aside(place).replace(place)

    def clear(self) -> None:
        """Take away what has not come to its place."""
        for place in self.places:
            with suppress(OSError):
                _aside(place).unlink()


@contextmanager
def setting_aside(folder: Path) -> Iterator[Aside]:
    """Write files of a folder, which is made where there is none; at the end all come to their places.

    Raises:
        UsageError: The folder cannot be written.
        ArchiveError: The disk is full.
    """
    aside = Aside(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield aside
        aside.put_in_place()
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ArchiveError(str(folder), "the disk is full", "Make room, and run the same command again") from error
        problem = f"it cannot be written: {error.strerror or error}"
        raise UsageError(str(folder), problem, "Check the folder and its permissions") from error
    finally:
        aside.clear()


def digest_of(path: Path) -> str:
    """Work out the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _aside(place: Path) -> Path:
    return place.with_name(place.name + ASIDE)
