"""Time options: which days an expression may stand for, by the calendar; which of them is meant is chosen elsewhere."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta, weekday

from whence.language.date_words import WEEKDAYS, month_number
from whence.reading.events.candidate_days import Days
from whence.reading.events.named_days import day_in
from whence.reading.events.periods import ORDINALS, UNITS, count_of, length_of, part_of, unit_of, whole
from whence.reading.events.time_expressions import TimeExpression
from whence.reading.events.time_leans import DATED, lean_of
from whence.records.ledger import Precision

__all__ = ["ABSOLUTE", "options_of"]

ABSOLUTE = frozenset({"numeric", "decade", "year", "century"})
"""Kinds that need no date of the report: what cannot be resolved there is not a time."""
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_LENGTHS: dict[str, tuple[timedelta, Precision]] = {"weekday": (timedelta(), "day"), "weekend": (timedelta(1), "span")}
_STEPS = {"last": -1, "yesterday": -1, "next": 1, "tomorrow": 1}
_LESS = re.compile(r"\b(?:less|fewer) than (?:about )?$", re.IGNORECASE)
_YEARLY = DATED | {"month", "season"}
_LAST_DAY, _LAST_MONTH, _CENTURY, _NOW, _SUNDAY, _ONE_DAY = 31, 12, 100, 1900, 6, timedelta(1)


def options_of(expression: TimeExpression, today: date | None, about: date | None = None) -> list[Days]:
    """List the candidates of an expression: one time, or for a date without a year those around ``about``.

    Args:
        expression: The expression.
        today: The day from which it is reckoned.
        about: The day around which the candidates lie, if it is another.

    >>> from whence.reading.events.time_expressions import find_expressions
    >>> february = find_expressions("It rained on 29 February.")[0]
    >>> [days.start.year for days in options_of(february, date(2031, 3, 5))]
    [2024, 2028, 2032, 2036]
    """
    kind, words, about = expression.kind, expression.words, about or today
    found: list[Days | None] = []
    if kind in _YEARLY:
        found = _of_years(kind, words, today, about)
    elif kind in ABSOLUTE:
        found = [_by_number(kind, [int(word) for word in words if word.isdigit()])]
    elif about and kind in _LENGTHS:
        found = [*_of_weeks(kind, words, about)]
    elif today:
        today = _day_for(expression, today)
        found = [_from_day(expression, today)]
    return [part_of(days, expression.part, today) for days in found if days]


def _of_years(kind: str, words: Sequence[str], today: date | None, about: date | None) -> list[Days | None]:
    """Resolve what is once a year, in the year that is told with it, or in those around a day."""
    numbers = [int(word) for word in words if word.isdigit()]
    reach = 8 if kind == "date" else 2  # 29 February may be eight years away
    years = [*range(about.year - reach, about.year + reach + 1)] if about else []
    if words[-1] == "ago" and today:
        years, words = [today.year - (count_of(words[-3:]) or (0, 0))[0]], words[:-3]
    if words[-1] == "year":
        years = [today.year + _STEPS.get(words[-2], 0)] if today else []
    found = [_in_year(kind, words, year) for year in [number for number in numbers if number > _LAST_DAY] or years]
    named = next((WEEKDAYS.index(word) for word in words if word in WEEKDAYS), None)
    return [days for days in found if days and named in {None, days.start.weekday()}] or found


def _of_weeks(kind: str, words: Sequence[str], about: date) -> Iterator[Days]:
    """Resolve what is once a week, in the week that is told with it, or in those around a day."""
    index = next((WEEKDAYS.index(word) for word in words if word in WEEKDAYS), 5)  # Saturday
    length, precision = _LENGTHS[kind]
    for week in [_STEPS.get(words[-2], 0)] if words[-1] == "week" else range(-2, 3):
        day = about + timedelta(7 * week + index - about.weekday())
        yield Days(start=day, end=day + length, precision=precision)


def _from_day(expression: TimeExpression, today: date) -> Days | None:
    """Resolve what is reckoned from a day."""
    kind, words = expression.kind, expression.words
    if kind == "ago" and _LESS.search(expression.before):
        unit, _, most = length_of(words)
        return Days(start=today - UNITS[unit] * most, end=today)
    if kind == "anniversary":
        return _anniversary(words, today)
    return _counted(words, today) if kind == "counted" else _reckoned(kind, words, today)


def _day_for(expression: TimeExpression, today: date) -> date:
    """Return the day from which a time is reckoned: a Sunday begins what "will" be this week, or was last week."""
    is_week = expression.kind == "calendar" and expression.words == ("this", "week") and today.weekday() == _SUNDAY
    is_ahead = is_week and (expression.part == "later" or lean_of(expression) == "coming")
    is_over = expression.kind == "calendar" and expression.words == ("last", "week") and today.weekday() == _SUNDAY
    return today + _ONE_DAY if is_ahead or is_over else today


def _in_year(kind: str, words: Sequence[str], year: int) -> Days | None:
    if kind in {"movable", "long"}:
        named = day_in(words[0], year)
        if named and kind == "long":
            return Days(start=named - 2 * _ONE_DAY, end=named)
        return Days(start=named, end=named, precision="day") if named else None
    if kind == "season":
        return whole(date(year, next(_SEASONS[word] for word in words if word in _SEASONS), 1), "season")
    month = next(month for word in words if (month := month_number(word)))
    if kind == "ordinal":
        return _nth(words, year, month)
    if kind == "month":
        return Days(start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]), precision="month")
    days = [day for word in words if word.isdigit() and (day := int(word)) <= _LAST_DAY]
    return _dated(year, month, days[0], days[-1])


def _dated(year: int, month: int, day: int, last: int) -> Days | None:
    """Return days of one month; None if the calendar does not have them."""
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= last <= monthrange(year, month)[1]):
        return None
    return Days(start=date(year, month, day), end=date(year, month, last), precision="day" if day == last else "span")


def _nth(words: Sequence[str], year: int, month: int) -> Days:
    """Return a weekday of a month by its number: "the first Tuesday in April"."""
    index = next(WEEKDAYS.index(word) for word in words if word in WEEKDAYS)
    number = next((i for i, word in enumerate(ORDINALS, 1) if word in words), -1)
    first = date(year, month, 1 if number > 0 else monthrange(year, month)[1])
    day = first + relativedelta(weekday=weekday(index)(number))
    return Days(start=day, end=day, precision="day")


def _anniversary(words: Sequence[str], today: date) -> Days | None:
    """Resolve "ten years ago today" and "a year ago this month"."""
    at = words.index("ago")
    fewest, most = count_of(words[:at]) or (1, 1)
    if fewest != most:
        return None
    back, told = today - UNITS[unit_of(words[:at])] * most, words[at + 1 :]
    if told[-1] in _SEASONS or month_number(told[-1]):
        return _in_year("season" if told[-1] in _SEASONS else "month", told, back.year)
    return whole(back + _ONE_DAY * _STEPS.get(told[-1], 0), unit_of(told))


def _by_number(kind: str, numbers: Sequence[int]) -> Days | None:
    first, last = numbers[0], numbers[-1]
    if kind != "numeric":
        return _period(kind, first, last)
    if first > _LAST_DAY:
        return _dated(first, numbers[1], last, last)
    if last < _CENTURY:
        last += 2000 if last < _CENTURY // 2 else 1900
    # "03/04/2031" may be in March or in April, unless one number is above 12 or both are equal.
    month, day = sorted(numbers[:2])
    return _dated(last, month, day, day) if day > _LAST_MONTH or day == month else None


def _period(kind: str, first: int, last: int) -> Days:
    """Return the years, the decade or the century of a number; "the 1800s" are all its hundred years."""
    if kind == "century":
        return Days(start=date(_CENTURY * (first - 1) + 1, 1, 1), end=date(_CENTURY * first, 12, 31))
    if kind == "decade" and first % _CENTURY == 0 and first < _NOW:
        return Days(start=date(first, 1, 1), end=date(first + _CENTURY - 1, 12, 31))
    if kind == "decade":
        return whole(date(first + 1900 * (first < _CENTURY), 1, 1), "decade")
    if first < _CENTURY:  # "in '92"
        first = last = first + (2000 if first < _CENTURY // 3 else 1900)
    last = max(first, last + (first - first % _CENTURY) * (last < _CENTURY))
    return Days(start=date(first, 1, 1), end=date(last, 12, 31), precision="year" if first == last else "span")


def _counted(words: Sequence[str], today: date) -> Days | None:
    """Resolve a weekday some weeks away: "a week ago Tuesday", and "two weeks from Friday", after the next one."""
    weekday = next(WEEKDAYS.index(word) for word in words if word in WEEKDAYS)
    fewest, most = count_of(words) or (1, 1)
    if "ago" in words:
        around = today - timedelta(7 * fewest)
        day = around + timedelta((weekday - around.weekday() + 3) % 7 - 3)
    else:
        day = today + timedelta((weekday - today.weekday() - 1) % 7 + 1 + 7 * fewest)
    return Days(start=day, end=day, precision="day") if fewest == most else None


def _reckoned(kind: str, words: Sequence[str], today: date) -> Days:
    """Resolve a time relative to the report's date."""
    unit, fewest, most = length_of(words)
    half = relativedelta(months=6 * ("half" in words))
    if words[-2:] == ("from", "today"):
        day = today + UNITS[unit] * most
        return Days(start=day, end=day, precision="day")
    if kind == "rest":
        return Days(start=today, end=whole(today, unit).end)
    if kind == "rolling":
        end = today + UNITS[unit] * most if {"next", "coming"} & {*words} else today - UNITS[unit] * most - half
        return Days(start=min(today, end), end=max(today, end))
    if kind in {"ago", "ahead"}:
        steps = (-most, -fewest) if kind == "ago" else (fewest, most)
    else:
        steps = (sum(_STEPS.get(word, 0) for word in words) * (2 if words[:2] == ("the", "day") else 1),) * 2
    first, last = (whole(today - half + UNITS[unit] * step, unit) for step in steps)
    return first if first == last else Days(start=first.start, end=last.end)
