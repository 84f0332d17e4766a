"""What the rest of a report tells of a time: the year of a date without one, and whether a weekday is the nearest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from whence.language.date_words import WEEKDAYS, month_number
from whence.reading.events.time_cues import is_surely_ahead
from whence.reading.events.time_expressions import RANGES, TimeExpression

__all__ = ["is_told_of", "with_day_order", "with_listed_years", "with_sides", "with_told_years"]

_LEAD = 300  # characters
_RECENT_YEARS, _OF_SOME_YEAR = 2, frozenset({"last", "next", "this", "year", "ago"})
_LAST_DAY, _LAST_MONTH, _CENTURY = 31, 12, 100


def with_listed_years(expressions: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    """Give dates and months that are listed before one with a year that year: "March and May 2015"."""
    filled: list[TimeExpression] = []
    for first in reversed(expressions):
        second = filled[-1] if filled else first
        gap = text[first.end : second.signal_start].strip()
        is_alike = first.kind == second.kind and first.kind in {"month", "date"} and first.signal not in RANGES
        is_list = is_alike and (gap, second.signal) in {("", "and"), ("", "or"), (",", "and"), (",", "or"), (",", "")}
        is_open = is_list and not _years_in(first.words) and first.words[-1] not in {"year", "ago"}
        # "December and January 2031" begins in 2030.
        years = [int(year) - (_month_of(first) > _month_of(second)) for year in _years_in(second.words) if is_open]
        filled.append(replace(first, words=(*first.words, *map(str, years))))
    return filled[::-1]


def with_told_years(expressions: Sequence[TimeExpression], today: date) -> list[TimeExpression]:
    """Give a day without a year the year with which the report has the same day elsewhere, if that is a recent one."""
    told: dict[tuple[int, ...], set[str]] = {}
    for one in expressions:
        if one.kind == "date":
            told.setdefault(_day_of_year(one), set()).update(_years_in(one.words))
    recent = {str(year) for year in range(today.year - _RECENT_YEARS, today.year + 2)}
    filled: list[TimeExpression] = []
    for one in expressions:
        is_bare = one.kind == "date" and not _years_in(one.words) and not {*one.words} & _OF_SOME_YEAR
        years = told[_day_of_year(one)] if is_bare else set()
        filled.append(replace(one, words=(*one.words, *years)) if len(years) == 1 and years <= recent else one)
    return filled


def with_day_order(expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Write dates such as 03/04/2031 with the year first if others show whether the report has days or months first."""
    numeric = {i: [int(word) for word in one.words] for i, one in enumerate(expressions) if one.kind == "numeric"}
    full = {i: numbers for i, numbers in numeric.items() if numbers[0] <= _LAST_DAY and numbers[-1] > _CENTURY}
    is_first = {first > _LAST_MONTH for first, second, _ in full.values() if max(first, second) > _LAST_MONTH}
    filled = list(expressions)
    for i, (first, second, year) in full.items() if len(is_first) == 1 else ():
        month, day = (second, first) if True in is_first else (first, second)
        filled[i] = replace(expressions[i], words=(str(year), str(month), str(day)))
    return filled


def is_told_of(expressions: Sequence[TimeExpression], day: date) -> bool:
    """Check whether a report names the weekday of a day."""
    return any(one.kind == "weekday" and WEEKDAYS[day.weekday()] in one.words for one in expressions)


def with_sides(expressions: Sequence[TimeExpression], today: date) -> list[TimeExpression]:
    """Tell of each weekday on which sides of today one that is six days away is rather the nearest.

    A report that names the weekday of its date is not older than that: what "will" be on Tuesday, told on a Wednesday,
    is in the next week. Of one that names neither that weekday nor, soon after it first names any, the next one,
    nothing shows that it changed on the day after its date.
    """
    first = next((one.end for one in expressions if one.kind == "weekday"), 0)
    leading = [one for one in expressions if one.start - first <= _LEAD]
    names_today = is_told_of(expressions, today)
    sides = {"past"} if names_today or is_told_of(leading, today + timedelta(1)) else set[str]()
    return [
        replace(one, sides=frozenset(sides if names_today and is_surely_ahead(one.before) else {*sides, "ahead"}))
        if one.kind == "weekday"
        else one
        for one in expressions
    ]


def _day_of_year(expression: TimeExpression) -> tuple[int, ...]:
    """Return the month and the days of a date."""
    days = (int(word) for word in expression.words if word.isdigit())
    return (_month_of(expression), *(day for day in days if day <= _LAST_DAY))


def _month_of(expression: TimeExpression) -> int:
    return next(month for word in expression.words if (month := month_number(word)))


def _years_in(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word.isdigit() and int(word) > _LAST_DAY)
