"""Immutable Parquet segments of stored versions, kept beside the archive to make aggregation fast.

A segment holds a range of version numbers: for each table one file with the table's own columns, that is, the versions
and the parts of their ledgers. It does not say which version of a report is the latest, as each new version changes
that. The archive stores a random key for each segment, and the manifest beside the files repeats the key. So files of
another archive, or of this one before it was restored from a backup, are not mistaken for its own.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from whence.archive.columnar.arrow import CellType, write_parquet
from whence.archive.storage.atomic_files import digest_of, write_atomically
from whence.archive.storage.store import Store

__all__ = [
    "SEGMENT_TABLES",
    "Segment",
    "SegmentFile",
    "delete_stale_segments",
    "fresh_segments",
    "segments_folder",
    "write_segments",
]

SEGMENT_TABLES = ("versions", "sources", "attributions", "events", "findings")
"""Tables that segments hold."""

_FORMAT = 1
"""Version of the format of manifest and files; segments of another version are written again."""
# Versions outside segments are counted in the archive's own tables. For this many versions that takes a second.
_SEGMENT_VERSIONS = 50_000
_MANIFEST = "manifest.json"
_CHANGING = "is_latest"
_TYPES: dict[str, CellType] = {"INTEGER": "whole", "REAL": "number", "TEXT": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentFile:
    """The file of one table in a segment."""

    table: str
    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The files for one range of versions."""

    first: int
    last: int
    """First and last version number of the range, whether these versions still exist or not."""
    seal: str
    """Random key that the archive stores for this segment."""
    files: tuple[SegmentFile, ...]


def segments_folder(store: Store) -> Path:
    """Get the folder of an archive's segments."""
    return Path(f"{store.path}.segments")


def fresh_segments(store: Store) -> list[Segment]:
    """List the segments that agree with the archive, in order of their versions."""
    seals = {row[0] for row in store.rows("SELECT seal FROM segments WHERE NOT is_stale")}
    return [segment for segment in _read_manifest(store) if segment.seal in seals]


def write_segments(store: Store, *, size: int = _SEGMENT_VERSIONS) -> int:
    """Write segments that are full or stale, and delete the files of segments that are no longer needed.

    Args:
        store: The archive's file.
        size: Number of versions in a segment.

    Returns:
        Number of segments written.

    Raises:
        UsageError: pyarrow is missing, or the folder cannot be written.
        ArchiveError: The archive cannot be written, or the disk is full.
    """
    with store.writing():
        sealed = {segment.first: segment for segment in fresh_segments(store)}
        ranges = store.rows("SELECT first, last FROM segments ORDER BY first")
        start = ranges[-1][1] + 1 if ranges else 1
        (newest,) = store.rows("SELECT coalesce(max(id), 0) FROM versions")[0]
        ranges += [(first, first + size - 1) for first in range(start, newest - size + 2, size)]
        due = [(first, last) for first, last in ranges if first not in sealed]
        for first, last in due:
            sealed[first] = _write_segment(store, first, last)
            _write_manifest(store, [sealed[each] for each in sorted(sealed)])
            with store.transaction():
                store.run(
                    "INSERT OR REPLACE INTO segments (first, last, is_stale, seal) VALUES (?, ?, 0, ?)",
                    (first, last, sealed[first].seal),
                )
        _delete_unneeded_files(store, [sealed[each] for each in sorted(sealed)])
    return len(due)


def delete_stale_segments(store: Store) -> None:
    """Delete stale segments, so that no part of a removed report is left in them.

    Raises:
        UsageError: The folder cannot be written.
        ArchiveError: The archive cannot be written, or the disk is full.
    """
    with store.writing():
        if segments_folder(store).exists():
            fresh = fresh_segments(store)
            _write_manifest(store, fresh)
            _delete_unneeded_files(store, fresh)


def _write_segment(store: Store, first: int, last: int) -> Segment:
    folder = segments_folder(store)
    mark = secrets.token_hex(8)
    names = {table: f"{table}-{first:09}-{last:09}-{mark}.parquet" for table in SEGMENT_TABLES}
    with write_atomically(folder) as written:
        rows = {table: _write_table(store, table, first, last, written.path(names[table])) for table in SEGMENT_TABLES}
    files = tuple(
        SegmentFile(table=table, name=name, rows=rows[table], sha256=digest_of(folder / name))
        for table, name in names.items()
    )
    return Segment(first=first, last=last, seal=mark, files=files)


def _write_table(store: Store, table: str, first: int, last: int, path: Path) -> int:
    told = store.rows("SELECT name, type FROM pragma_table_info(?)", (table,))
    columns = [(name, _TYPES[kind]) for name, kind in told if name != _CHANGING]
    key = "id" if table == "versions" else "version"
    rows = store.each(
        f"SELECT {', '.join(name for name, _ in columns)} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key}",
        (first, last),
    )
    return write_parquet(path, columns, rows)


def _write_manifest(store: Store, segments: list[Segment]) -> None:
    form = {"format": _FORMAT, "archive": store.path.name, "segments": [asdict(segment) for segment in segments]}
    with write_atomically(segments_folder(store)) as written:
        written.path(_MANIFEST).write_text(json.dumps(form, indent=1) + "\n", encoding="utf-8")


def _read_manifest(store: Store) -> Iterator[Segment]:
    """Read the segments in the manifest; none if the manifest is missing or has another format."""
    try:
        form: Any = json.loads((segments_folder(store) / _MANIFEST).read_bytes())
        segments = form["segments"] if form["format"] == _FORMAT else []
        for each in segments:
            files = tuple(SegmentFile(**file) for file in each.pop("files"))
            yield Segment(**each, files=files)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return


def _delete_unneeded_files(store: Store, kept: list[Segment]) -> None:
    """Delete files of segments that are no longer needed, and files that an interrupted run left."""
    names = {_MANIFEST, *(file.name for segment in kept for file in segment.files)}
    folder = segments_folder(store)
    if folder.exists():
        for path in folder.iterdir():
            if path.name not in names and path.suffix in {".parquet", ".part"}:
                path.unlink()
