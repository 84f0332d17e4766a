"""Atomic writes: write to a temporary name, fsync, rename."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whence.errors import ArchiveError, UsageError

__all__ = ["TEMPORARY_SUFFIX", "AtomicFiles", "digest_of", "write_atomically"]

TEMPORARY_SUFFIX = ".part"
"""Suffix of temporary names."""
_BLOCK_BYTES = 1 << 20


class AtomicFiles:
    """Files of a folder that are being written under temporary names.

    Args:
        folder: Target folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    @property
    def paths(self) -> list[Path]:
        """Final paths of the files, in the order in which they were begun."""
        return [self._folder / name for name in self._names]

    def path(self, name: str) -> Path:
        """Get the temporary path for the file ``name``."""
        self._names.append(name)
        return _temporary_path(self._folder / name)

    def commit(self) -> None:
        """Sync all files to disk, then rename them to their final names."""
        for path in self.paths:
            with _temporary_path(path).open("rb+") as file:
                os.fsync(file.fileno())
        for path in self.paths:
            _temporary_path(path).replace(path)

    def clear(self) -> None:
        """Delete files that were not renamed."""
        for path in self.paths:
            with suppress(OSError):
                _temporary_path(path).unlink()


@contextmanager
def write_atomically(folder: Path) -> Iterator[AtomicFiles]:
    """Write files of a folder, created if missing; rename all of them at the end.

    Raises:
        UsageError: The folder cannot be written.
        ArchiveError: The disk is full.
    """
    files = AtomicFiles(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield files
        files.commit()
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ArchiveError(
                str(folder), "the disk is full", "Free disk space, and run the same command again"
            ) from error
        problem = f"it cannot be written: {error.strerror or error}"
        raise UsageError(str(folder), problem, "Check the folder and its permissions") from error
    finally:
        files.clear()


def digest_of(path: Path) -> str:
    """Compute the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _temporary_path(path: Path) -> Path:
    return path.with_name(path.name + TEMPORARY_SUFFIX)
