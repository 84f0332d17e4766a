"""An archive's file, opened: what all parts of the public class `Archive` share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from whence.archive.storage.store import Store

__all__ = ["ArchiveFile"]


class ArchiveFile:
    """An archive's file.

    Args:
        path: The file.
        create: Whether to create the file if it does not exist.
        read_only: Whether to refuse whatever writes. Then any number of threads may read at once, and each sees what
            was added before its question.

    Raises:
        ArchiveError: The file does not exist, is not an archive, has a newer schema, or cannot be opened; or it is
            opened to read only and has an older schema.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> None:
        self._store = Store(path, create=create, read_only=read_only)

    def __enter__(self) -> Self:
        self._store.check_open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def path(self) -> Path:
        """Path of the file."""
        return self._store.path

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer all questions in this context from one state of the file, whatever is written meanwhile."""
        with self._store.snapshot():
            yield

    def data_version(self) -> int:
        """Get a number that is another one once anybody else has written to the file since this archive was opened."""
        return self._store.data_version()
