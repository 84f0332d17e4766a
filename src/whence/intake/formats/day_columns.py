"""Times in a table that mean days: where every time of its column is a midnight, nobody meant the hour."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import replace

from whence.intake.formats.columns import Bad, Row, place_rows, read_published
from whence.intake.inputs import Input
from whence.intake.published import without_midnight

__all__ = ["Days"]


class Days:
    """Tells midnights that are times from those that are days.

    The whole table is looked through only where a midnight comes before any other time, and as far as the first other.

    Args:
        walk: Walks over the rows of the table from its beginning.
        columns: Which column of it holds what, as far as that is told.
    """

    def __init__(self, walk: Callable[[], Generator[Row | Bad, None, None]], columns: Mapping[str, str]) -> None:
        self._walk = walk
        self._columns = columns
        self._has_hours: bool | None = None

    def settle(self, given: Input) -> Input:
        """Give an input of the table the day of its midnight, if the table holds days."""
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
