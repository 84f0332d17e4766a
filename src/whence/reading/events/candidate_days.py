"""Candidate days: which of the days that a time without a year may stand for is meant."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whence.records.ledger import Precision

__all__ = ["Days", "choose", "nearer", "nearest_weekday"]

_ONE_DAY, _WEEK, _EDGE = timedelta(1), timedelta(7), timedelta(6)
_YEAR = timedelta(366)
# How far ahead a day and a month may be that no word of the clause places: "Court date: May 3", "the December debate".
_UNSURE_AHEAD, _UNSURE_MONTH = timedelta(60), timedelta(31)
# What "was to" happen more than this far ahead was to happen in the past.
_MEANT_AHEAD = timedelta(250)
# A month that no word places is the coming one if that is so near, and the last one is so long ago.
_MONTH_AHEAD, _MONTH_AGO = timedelta(62), timedelta(250)
# "This March" is that of this year, or the nearest one if that is so near: "this January", in December.
_NEAR_IN_YEAR = timedelta(62)
# How far ahead, and how long ago, the election of an odd year may be.
_TO_ELECTION, _FROM_ELECTION = timedelta(120), timedelta(31)
# A day told as past that would be this long ago is one of the next weeks: "arrested April 8", in a report of April 4.
# One to come that would be so far ahead is one of the last weeks.
_FAR_BACK, _SOON, _SOON_IF_SET = timedelta(340), timedelta(8), timedelta(25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days that a time may stand for."""

    start: date
    end: date
    precision: Precision = "span"


def choose(options: Sequence[Days], today: date | None, lean: str) -> Days | None:
    """Choose one of the candidates of a time.

    Args:
        options: The candidates, in order.
        today: The day from which the time is reckoned.
        lean: What the clause tells, as `whence.reading.events.time_leans.lean_of` has it.
    """
    if today is None or len(options) <= 1:
        return next(iter(options), None)
    return next(iter(_WAYS[lean](options, today)), None)


def _past(options: Sequence[Days], today: date) -> list[Days]:
    return [one for one in reversed(options) if one.start <= today]


def _likely(options: Sequence[Days], today: date) -> list[Days]:
    past = _past(options, today)
    near = [one for one in _next(options, today) if one.start - today <= _MONTH_AHEAD]
    return [*near, *past] if not past or today - past[0].end >= _MONTH_AGO else past


def _last(options: Sequence[Days], today: date) -> list[Days]:
    return [one for one in _past(options, today) if one.end < today and not _is_just_over(one, today)]


def _coming(options: Sequence[Days], today: date) -> list[Days]:
    return [one for one in options if one.end >= today]


def _next(options: Sequence[Days], today: date) -> list[Days]:
    return [one for one in options if one.start > today]


def _meant(options: Sequence[Days], today: date) -> list[Days]:
    coming = _coming(options, today)
    return [*(one for one in coming if one.start - today <= _MEANT_AHEAD), *_past(options, today), *coming]


def _nearest(options: Sequence[Days], today: date) -> list[Days]:
    return sorted(options, key=lambda one: max(one.start - today, today - one.end, timedelta()))


def _of_weekend(options: Sequence[Days], today: date) -> list[Days]:
    # On a Monday or Tuesday "this weekend" is the one that is over.
    return sorted(options, key=lambda one: max(one.start - today, 2 * (today - one.end), timedelta()))


def _within_year(options: Sequence[Days], today: date) -> list[Days]:
    return [one for one in _nearest(options, today) if one.start - today <= _YEAR]


def _this(options: Sequence[Days], today: date) -> list[Days]:
    near = [one for one in _nearest(options, today) if max(one.start - today, today - one.end) <= _NEAR_IN_YEAR]
    return [*near, *(one for one in options if one.start.year == today.year)]


def _unsure(options: Sequence[Days], today: date) -> list[Days]:
    ahead = _UNSURE_MONTH if options[0].precision == "month" else _UNSURE_AHEAD
    past = _past(options, today)
    return [
        *(one for one in past if one.end >= today),
        *(one for one in _coming(options, today) if one.start - today <= ahead),
        *past,
    ]


def _of_election(options: Sequence[Days], today: date) -> list[Days]:
    # National elections of the United States are in even years.
    return [
        one
        for one in _nearest(options, today)
        if one.start.year % 2 == 0 or (one.start - today <= _TO_ELECTION and today - one.end <= _FROM_ELECTION)
    ]


def _is_just_over(one: Days, today: date) -> bool:
    """Check for what nobody calls the last: "last Tuesday" is not yesterday, "last March" no month before April."""
    is_month_before = one.precision == "month" and (one.start.year, one.start.month) == (today.year, today.month - 1)
    return is_month_before or (one.precision == "day" and one.end == today - _ONE_DAY)


_WAYS: dict[str, Callable[[Sequence[Days], date], Iterable[Days]]] = {
    "past": _past,
    "likely": _likely,
    "last": _last,
    "coming": _coming,
    "next": _next,
    "meant": _meant,
    "weekend": _of_weekend,
    "nearest": _within_year,
    "election": _of_election,
    "this": _this,
    "unsure": _unsure,
}
"""How the candidates are ranked, the one that is meant first, by what the clause tells."""


def nearer(chosen: Days, options: Sequence[Days], today: date, lean: str, *, is_set: bool = False) -> Days:
    """Return the candidate that is meant if the day that the clause tells of is too far away.

    Reports often change after their date: a day of the next weeks, told as past, is not that of a year ago. A day of
    the last weeks, to come, is not that of the next year.

    Args:
        chosen: The candidate that the clause tells of.
        options: All candidates, in order.
        today: The day from which the time is reckoned.
        lean: What the clause tells.
        is_set: Whether the clause is about what is set for a day, as hearings are.

    >>> years = [Days(start=date(year, 4, 8), end=date(year, 4, 8), precision="day") for year in (2030, 2031)]
    >>> nearer(years[0], years, date(2031, 4, 4), "past").start
    datetime.date(2031, 4, 8)
    """
    away = chosen.start - today
    if lean == "past" and chosen.precision == "day" and -away > _FAR_BACK:
        soon = _SOON_IF_SET if is_set else _SOON
        return next((one for one in options if timedelta() < one.start - today <= soon), chosen)
    if lean in {"coming", "meant"} and chosen.precision == "day" and away > _FAR_BACK:
        return next((one for one in options if timedelta() < today - one.start <= _SOON_IF_SET), chosen)
    return chosen


def nearest_weekday(chosen: Days, today: date, sides: Collection[str]) -> Days:
    """Return the nearest day with a weekday if the one that the clause tells of is six days away.

    Reports often change after their date: tomorrow's weekday, told as past, is tomorrow, and yesterday's, to come, is
    yesterday.

    Args:
        chosen: The day that the clause tells of.
        today: The day from which it is reckoned.
        sides: Which to change: those told as ``past``, those ``ahead``.

    >>> friday = Days(start=date(2031, 3, 7), end=date(2031, 3, 7), precision="day")
    >>> nearest_weekday(friday, date(2031, 3, 13), {"past"}).start
    datetime.date(2031, 3, 14)
    """
    away = chosen.start - today
    if abs(away) != _EDGE or ("past" if away < timedelta() else "ahead") not in sides:
        return chosen
    step = _WEEK if away < timedelta() else -_WEEK
    return replace(chosen, start=chosen.start + step, end=chosen.end + step)
