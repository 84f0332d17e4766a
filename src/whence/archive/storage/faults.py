"""Errors of SQLite and the system in one sentence: what is wrong with the archive's file, and what to do."""

from pathlib import Path

import apsw

from whence.archive.storage.sqlite_pages import holds_pages
from whence.errors import ArchiveError

__all__ = ["EXPLAINED", "NO_ARCHIVE", "explained"]

EXPLAINED = (apsw.Error, UnicodeDecodeError, OSError)
"""Errors of SQLite and the system."""
NO_ARCHIVE = ("it is not a whence archive", "Name an archive")
_BEGINNING_FIX = "Work on a copy of it, or use a backup"
_FAULTS: dict[type[apsw.Error], tuple[str, str]] = {
    apsw.NotADBError: NO_ARCHIVE,
    apsw.CorruptError: ("it is damaged", "Run whence check --repair on it, or use a backup"),
    apsw.FullError: (
        "the disk is full",
        "Reports added before are kept; free disk space and run the same command again",
    ),
    apsw.ReadOnlyError: ("there is no permission to write it", "Change its permissions, or work on a copy"),
    apsw.PermissionsError: ("there is no permission to open it", "Change its permissions, or work on a copy"),
    apsw.CantOpenError: ("it cannot be opened", "Check the path and its permissions"),
    apsw.BusyError: ("another program has locked it", "Close that program, and try again"),
    apsw.IOError: ("the disk failed while it was read or written", "Check the disk; reports added before are kept"),
}


def explained(path: Path, error: BaseException) -> ArchiveError:
    """Convert an error of SQLite or the system.

    >>> print(explained(Path("news.whence"), apsw.FullError()).args[1])
    the disk is full
    """
    if isinstance(error, UnicodeDecodeError):
        return ArchiveError(str(path), *_FAULTS[apsw.CorruptError])
    if isinstance(error, OSError):
        problem = f"it cannot be opened: {error.strerror or error}"
        return ArchiveError(str(path), problem, "Check the path and its permissions")
    problem, fix = next(
        (told for kind, told in _FAULTS.items() if isinstance(error, kind)),
        (f"SQLite says: {error}", "Run whence check on it"),
    )
    if isinstance(error, apsw.NotADBError) and holds_pages(path):
        problem, fix = "it may be an archive whose header is damaged", _BEGINNING_FIX
    return ArchiveError(str(path), problem, fix)
