"""Atomic writes: write to a temporary name, fsync, rename."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whence.errors import ArchiveError, UsageError

__all__ = ["ASIDE", "Aside", "digest_of", "setting_aside"]

ASIDE = ".part"
"""Suffix of temporary names."""
_BLOCK_BYTES = 1 << 20


class Aside:
    """Files of a folder that are being written under temporary names.

    Args:
        folder: Target folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    @property
    def places(self) -> list[Path]:
        """Final paths of the files, in the order in which they were begun."""
        return [self._folder / name for name in self._names]

    def path(self, name: str) -> Path:
        """Get the temporary path for the file ``name``."""
        self._names.append(name)
        return _aside(self._folder / name)

    def put_in_place(self) -> None:
        """Sync all files to disk, then rename them to their final names."""
        for place in self.places:
            with _aside(place).open("rb+") as file:
                os.fsync(file.fileno())
        for place in self.places:
            _aside(place).replace(place)

    def clear(self) -> None:
        """Delete files that were not renamed."""
        for place in self.places:
            with suppress(OSError):
                _aside(place).unlink()


@contextmanager
def setting_aside(folder: Path) -> Iterator[Aside]:
    """Write files of a folder, created if missing; rename all of them at the end.

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
    """Compute the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _aside(place: Path) -> Path:
    return place.with_name(place.name + ASIDE)
