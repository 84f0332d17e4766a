"""The days that an ISO 8601 date covers."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

__all__ = ["days_of"]

_MOST_REMEMBERED = 4096
"""Dates whose days are cached: all of a report's times ask for the day of its publication."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def days_of(told: str) -> tuple[date, date] | None:
    """Return the first and the last day that an ISO 8601 date covers; None if the text is not such a date.

    >>> days_of("2031-02")
    (datetime.date(2031, 2, 1), datetime.date(2031, 2, 28))
    """
    match = re.fullmatch(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", told)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or month is None:
        return (date(int(told), 1, 1), date(int(told), 12, 31))
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None
