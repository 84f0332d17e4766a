"""Detect columns of dates that are stored as times: if every value is a midnight, the hour means nothing."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import replace

from whence.intake.formats.columns import Bad, Row, place_rows, read_published
from whence.intake.inputs import Input
from whence.intake.published import without_midnight

__all__ = ["Days"]


class Days:
    """Tells midnights that are times from midnights that stand for days.

    If the first time is a midnight, the table is scanned ahead to the first other time.

    Args:
        walk: Iterates over the table's rows from the beginning.
        columns: Which column holds what, as far as given.
    """

    def __init__(self, walk: Callable[[], Generator[Row | Bad, None, None]], columns: Mapping[str, str]) -> None:
        self._walk = walk
        self._columns = columns
        self._has_hours: bool | None = None

    def settle(self, given: Input) -> Input:
        """Reduce an input's midnight to its day, if the column holds days."""
        published = given.given.published
        if published is None or "T" not in published:
            return given
        day = without_midnight(published)
        if day == published:
            self._has_hours = True
        elif self._has_hours is None:
            self._has_hours = self._find_hours()
        return given if self._has_hours else replace(given, given=replace(given.given, published=day))

    def _find_hours(self) -> bool:
        with closing(self._walk()) as rows:
            return any(
                isinstance(row, Row) and _is_hour(read_published(row, places))
                for row, places in place_rows(rows, self._columns)
            )


def _is_hour(time: str | None) -> bool:
    return time is not None and "T" in time and without_midnight(time) == time
