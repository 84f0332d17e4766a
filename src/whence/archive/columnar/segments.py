"""Sealed segments: what does not change any more of an archive, in Parquet files beside it that are soon counted.

A segment holds the versions of reports in a range of their numbers, and the parts of their ledgers: a file for each
table, with the table's own columns. Which version is a report's latest is not in it, as that changes with each new one.
The archive remembers each segment by its seal, which the manifest beside the files repeats: files of another archive,
or of this one before it was put back to a copy, are not taken for its own.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from whence.archive.columnar.arrow import CellType, write_parquet
from whence.archive.storage.atomic_files import digest_of, setting_aside
from whence.archive.storage.store import Store

__all__ = ["SEALED", "Segment", "SegmentFile", "fresh_segments", "seal", "segments_folder", "unseal"]

SEALED = ("versions", "sources", "attributions", "events", "findings")
"""The tables that are sealed."""

_FORMAT = 1
"""Version of what the manifest and the files hold; a segment of another is sealed anew."""
# Whoever counts reads what is not sealed from the archive's own tables. That takes a second for so many versions.
_SEGMENT_VERSIONS = 50_000
_MANIFEST = "manifest.json"
_CHANGING = "is_latest"
_TYPES: dict[str, CellType] = {"INTEGER": "whole", "REAL": "number", "TEXT": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentFile:
    """One table's part of a segment."""

    table: str
    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """What is sealed of a range of versions."""

    first: int
    last: int
    """Numbers of the first and the last version, whether they are still there or not."""
    seal: str
    """By which the archive knows it."""
    files: tuple[SegmentFile, ...]


def segments_folder(store: Store) -> Path:
    """Tell where an archive's segments are."""
    return Path(f"{store.path}.segments")


def fresh_segments(store: Store) -> list[Segment]:
    """List the segments that hold what the archive holds now, in the order of their versions."""
    seals = {row[0] for row in store.rows("SELECT seal FROM segments WHERE NOT is_stale")}
    return [segment for segment in _read_manifest(store) if segment.seal in seals]


def seal(store: Store, *, size: int = _SEGMENT_VERSIONS) -> int:
    """Write the segments that are full or stale, and take away the files of those that are no more.

    Args:
        store: The archive's file.
        size: Versions in a segment.

    Returns:
        How many were written.

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
            with store.batch():
                store.run(
                    "INSERT OR REPLACE INTO segments (first, last, is_stale, seal) VALUES (?, ?, 0, ?)",
                    (first, last, sealed[first].seal),
                )
        _sweep(store, [sealed[each] for each in sorted(sealed)])
    return len(due)


def unseal(store: Store) -> None:
    """Take away the segments that are stale, so that nothing is left of what was removed.

    Raises:
        UsageError: The folder cannot be written.
        ArchiveError: The archive cannot be written, or the disk is full.
    """
    with store.writing():
        if segments_folder(store).exists():
            fresh = fresh_segments(store)
            _write_manifest(store, fresh)
            _sweep(store, fresh)


def _write_segment(store: Store, first: int, last: int) -> Segment:
    folder = segments_folder(store)
    mark = secrets.token_hex(8)
    names = {table: f"{table}-{first:09}-{last:09}-{mark}.parquet" for table in SEALED}
    with setting_aside(folder) as aside:
        rows = {table: _write_table(store, table, first, last, aside.path(names[table])) for table in SEALED}
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
    with setting_aside(segments_folder(store)) as aside:
        aside.path(_MANIFEST).write_text(json.dumps(form, indent=1) + "\n", encoding="utf-8")


def _read_manifest(store: Store) -> Iterator[Segment]:
    """Read what the manifest tells of; nothing where there is none, or none that this whence can read."""
    try:
        form: Any = json.loads((segments_folder(store) / _MANIFEST).read_bytes())
        segments = form["segments"] if form["format"] == _FORMAT else []
        for each in segments:
            files = tuple(SegmentFile(**file) for file in each.pop("files"))
            yield Segment(**each, files=files)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return


def _sweep(store: Store, kept: list[Segment]) -> None:
    """Take away what was written for segments that are no more, or by a run that was ended."""
    names = {_MANIFEST, *(file.name for segment in kept for file in segment.files)}
    folder = segments_folder(store)
    if folder.exists():
        for path in folder.iterdir():
            if path.name not in names and path.suffix in {".parquet", ".part"}:
                path.unlink()
