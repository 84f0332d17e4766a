"""Compacting an archive: merge the full-text index, release free space, write full segments."""

import tempfile
from pathlib import Path

import apsw

from whence.archive.columnar.arrow import has_packages
from whence.archive.columnar.segments import delete_stale_segments, write_segments
from whence.archive.storage.store import Store
from whence.errors import ArchiveError
from whence.records.answers import Compaction

__all__ = ["compact"]

# Merge the full-text index; update the query planner's statistics; rewrite the file.
_STEPS = ("INSERT INTO words (words) VALUES ('optimize')", "ANALYZE", "VACUUM")


def compact(store: Store) -> Compaction:
    """Shrink and speed up an archive, and write its full segments.

    Raises:
        ArchiveError: Another process is writing, or the disk is full. The content stays as it was.
        UsageError: The folder of the segments cannot be written.
    """
    before = _bytes_of(store)
    with store.writing():
        if has_packages("pyarrow"):
            segments = write_segments(store)
        else:
            delete_stale_segments(store)
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
        fix = f"Nothing is lost; free disk space of twice its size, there and in {tempfile.gettempdir()}"
        raise ArchiveError(str(store.path), "there is not enough disk space to compact it", fix) from error


def _bytes_of(store: Store) -> int:
    """Count the archive's bytes on disk, including its log, without its segments."""
    files = (store.path, Path(f"{store.path}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
