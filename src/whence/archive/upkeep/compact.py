"""An archive made small and quick again: indexes put in order, free room given back, full segments sealed."""

import tempfile
from pathlib import Path

import apsw

from whence.archive.columnar.arrow import has_packages
from whence.archive.columnar.segments import seal, unseal
from whence.archive.storage.store import Store
from whence.errors import ArchiveError
from whence.records.answers import Compaction

__all__ = ["compact"]

# Merges what the full-text index holds into one; tells the planner how many rows there are of what; writes it all anew.
_STEPS = ("INSERT INTO words (words) VALUES ('optimize')", "ANALYZE", "VACUUM")


def compact(store: Store) -> Compaction:
    """Make an archive as small and as quick as it can be, and seal what is full.

    Raises:
        ArchiveError: Another is writing to it, or there is no room on the disk. All that it held it still holds.
        UsageError: The folder of its segments cannot be written.
    """
    before = _bytes_of(store)
    with store.writing():
        if has_packages("pyarrow"):
            segments = seal(store)
        else:
            unseal(store)
            segments = 0
        for step in _STEPS:
            _run(store, step)
    return Compaction(before=before, after=_bytes_of(store), segments=segments)


def _run(store: Store, step: str) -> None:
    try:
        store.run(step)
    except ArchiveError as error:
        if not isinstance(error.__cause__, apsw.FullError):
            raise
        fix = f"Nothing of it is lost; make room for twice its size, there and in {tempfile.gettempdir()}"
        raise ArchiveError(str(store.path), "the disk is full before it is compacted", fix) from error


def _bytes_of(store: Store) -> int:
    """Count what the archive takes on the disk, with its log and without its segments."""
    files = (store.path, Path(f"{store.path}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
