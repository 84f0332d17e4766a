"""Detect columns of dates that are stored as times: if every value is a midnight, the hour means nothing."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import replace

from whence.intake.formats.columns import BadRow, Row, read_published, with_column_paths
from whence.intake.inputs import ExternalMetadata
from whence.intake.published import without_midnight

__all__ = ["DateColumn"]


class DateColumn:
    """Detects whether a column holds dates only, so that its midnights mean days.

    If the first time is a midnight, the table is scanned ahead to the first other time.

    Args:
        walk: Iterates over the table's rows from the beginning.
        columns: Columns given for fields.
    """

    def __init__(self, walk: Callable[[], Generator[Row | BadRow, None, None]], columns: Mapping[str, str]) -> None:
        self._walk = walk
        self._columns = columns
        self._has_hours: bool | None = None

    def drop_midnight(self, given: ExternalMetadata) -> ExternalMetadata:
        """Reduce a midnight in a row's metadata to its day, if the column holds dates only."""
        published = given.published
        if published is None or "T" not in published:
            return given
        day = without_midnight(published)
        if day == published:
            self._has_hours = True
        elif self._has_hours is None:
            self._has_hours = self._find_hours()
        return given if self._has_hours else replace(given, published=day)

    def _find_hours(self) -> bool:
        with closing(self._walk()) as rows:
            return any(
                isinstance(row, Row) and _is_hour(read_published(row, paths))
                for row, paths in with_column_paths(rows, self._columns)
            )


def _is_hour(time: str | None) -> bool:
    return time is not None and "T" in time and without_midnight(time) == time
