"""Years told: the year of a date or month without one, if the report tells it beside it or elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whence.language.date_words import month_number
from whence.reading.events.time_expressions import RANGES, TimeExpression

__all__ = ["with_listed_years", "with_told_years"]

_RECENT_YEARS, _OF_SOME_YEAR, _LAST_DAY = 2, frozenset({"last", "next", "this", "year"}), 31


def with_listed_years(expressions: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    """Give dates and months that are listed before one with a year that year: "March and May 2015"."""
    filled: list[TimeExpression] = []
    for first in reversed(expressions):
        second = filled[-1] if filled else first
        gap = text[first.end : second.signal_start].strip()
        is_alike = first.kind == second.kind and first.kind in {"month", "date"} and first.signal not in RANGES
        is_list = is_alike and (gap, second.signal) in {("", "and"), ("", "or"), (",", "and"), (",", "or"), (",", "")}
        is_open = is_list and not _years_in(first.words) and first.words[-1] != "year"
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


def _day_of_year(expression: TimeExpression) -> tuple[int, ...]:
    """Return the month and the days of a date."""
    days = (int(word) for word in expression.words if word.isdigit())
    return (_month_of(expression), *(day for day in days if day <= _LAST_DAY))


def _month_of(expression: TimeExpression) -> int:
    return next(month for word in expression.words if (month := month_number(word)))


def _years_in(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word.isdigit() and int(word) > _LAST_DAY)
