"""Times: resolve the time expressions of a report, by its date of publication or the day when something was said."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta, weekday

from whence.language.date_words import WEEKDAYS, month_number
from whence.language.iso_dates import days_of
from whence.reading.events.candidate_days import Days, choose, nearer, nearest_weekday
from whence.reading.events.named_days import day_in
from whence.reading.events.periods import UNITS, UP_TO_TWELVE, part_of, whole
from whence.reading.events.time_checks import is_habit, is_time
from whence.reading.events.time_expressions import (
    DEADLINES,
    JUST_AHEAD,
    JUST_OVER,
    RANGES,
    TimeExpression,
    find_expressions,
    lean_of,
)
from whence.reading.events.years_told import is_told_of, with_listed_years, with_sides, with_told_years
from whence.records.ledger import Precision, Time
from whence.records.report import Span

__all__ = ["find_times"]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_LENGTHS: dict[str, tuple[timedelta, Precision]] = {"weekday": (timedelta(), "day"), "weekend": (timedelta(1), "span")}
_STEPS = {"last": -1, "yesterday": -1, "next": 1, "tomorrow": 1}
_COUNTS = {word: (i, i) for i, word in enumerate(UP_TO_TWELVE, 1)} | {
    "a": (1, 1), "an": (1, 1), "couple": (2, 2), "few": (2, 5), "several": (3, 7), "dozen": (12, 12),
}  # fmt: skip
_VAGUE = {"day": 7, "week": 6, "month": 6, "quarter": 3, "year": 5, "decade": 3}  # "recent weeks", "the coming days"
_TOLD_WHICH = JUST_OVER | JUST_AHEAD | {"this", "week"}
_EVENINGS = frozenset({("tonight",), ("this", "evening")})
_ONE_DAY, _LAST_DAY, _LAST_MONTH, _CENTURY, _WIDEST_GAP, _SUNDAY = timedelta(1), 31, 12, 100, 3, 6
# A publication date outside these years is a mistake, and arithmetic with it could overflow the calendar.
_YEARS_OF_REPORTS = range(1600, 8000)


# What needs no date of the report: what cannot be resolved there is not a time.
_ABSOLUTE = frozenset({"numeric", "decade", "year"})
_BACK = frozenset({"earlier", "before", "previous", "preceding", "ago"})
# What is compared with "a year ago" is compared with the same month: "2,100 in October, down from 2,400 a year ago".
_COMPARED = re.compile(r"\b(?:from|than|compared (?:to|with)|versus)\s(?:[\w$£€.,%]{1,20}\s){0,3}$")
# "Had started on Saturday night" is over; a hearing that was put off to some day may be to come.
_HAD = re.compile(r"\bhad\b|['’]d\b")
_SET = re.compile(r"\b(?:hearing|trial|court|arraign\w*|deadline|election|vote|match|game|meeting)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|fewer) than (?:about )?$")
_RUNS = re.compile(r"\b(?:is|are|runs?|lasts?|continues?)\b(?:\s[\w-]{1,20}){0,3}\s$")
_LONGEST_OPENING = 2  # words that may stand before "two days later" at the beginning of a paragraph
# Midnight itself is that of a date without a time.
_SMALL_HOURS = re.compile(r"T0[0-4]:(?!00)|T0[1-4]:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """The time told last, and where it ends: "two days later" is reckoned from it."""

    days: Days
    end: int


def find_times(
    text: str, published: str | None, *, spoken: Sequence[tuple[Span, date | None]] = ()
) -> tuple[Time, ...]:
    """Find the times that a report mentions, and resolve them by its publication date.

    A day or month without a year is the nearest past one, or the next one after "will", "is to" or "scheduled". Weeks
    begin on Monday, and seasons are those of the northern hemisphere.

    Args:
        text: The report's text, in English.
        published: Publication date, or date and time, in ISO 8601.
        spoken: Passages whose words were said on another day, with that day; None if it is unknown. They do not
            overlap.

    Returns:
        Times that do not overlap, in the order of the text. A span includes a preposition only if it sets a bound, as
        in "since 2014". Precision is ``span`` unless the days are exactly one day, week, month and so on, and
        ``unknown`` for a time that no known date resolves: "on Friday", in a report without a date.

    Reference:
        Pustejovsky et al., "TimeML: Robust Specification of Event and Temporal Expressions in Text", IWCS 2003: its
        TIMEX3 tags also resolve times relative to the document's creation time.

    >>> text = "The dam broke on Friday. It will reopen in May, for the first time since 2014."
    >>> for time in find_times(text, "2031-03-04"):
    ...     print(time.spans[0].of(text), time.start, time.end, time.precision)
    Friday 2031-02-28 2031-02-28 day
    May 2031-05-01 2031-05-31 month
    since 2014 2014-01-01 None span
    """
    days = days_of((published or "")[:10])
    today = days[0] if days and days[0] == days[1] and days[0].year in _YEARS_OF_REPORTS else None
    is_night = _SMALL_HOURS.search(published or "") is not None
    passages = sorted(spoken, key=lambda passage: passage[0])

    def day_of(expression: TimeExpression) -> date | None:
        after = bisect_right(passages, expression.start, key=lambda passage: passage[0].start)
        if after > 0 and expression.start < passages[after - 1][0].end:
            return passages[after - 1][1]
        # What is published after midnight and tells of tonight tells of the night before; and so does what somebody said
        # "tonight" in a report that tells of yesterday.
        is_late = is_night or (is_of_yesterday and _is_in_quotation(text, expression.start))
        is_over = is_late and expression.words in _EVENINGS and lean_of(expression) != "coming"
        return today - _ONE_DAY if today and is_over else today

    expressions = with_listed_years(find_expressions(text), text)
    is_of_yesterday = (
        today is not None and is_told_of(expressions, today - _ONE_DAY) and not is_told_of(expressions, today)
    )
    if today:
        expressions = with_sides(with_told_years(expressions, today), today)
    return tuple(_read(expressions, text, day_of))


def _is_in_quotation(text: str, at: int) -> bool:
    """Check whether a quotation that begins before a place, in its paragraph, does not end before it."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def _read(
    expressions: Sequence[TimeExpression], text: str, day_of: Callable[[TimeExpression], date | None]
) -> Iterator[Time]:
    """Resolve expressions in order, two at once if they are the ends of one interval."""
    previous: TimeExpression | None = None
    anchor: _Anchor | None = None
    at = 0
    while at < len(expressions):
        first, second = expressions[at], expressions[at + 1] if at + 1 < len(expressions) else None
        at += 1
        today = day_of(first)
        listed = previous if previous and text[previous.end : first.signal_start].strip() in {"", ","} else None
        if second and is_habit(first, second, text[first.end : second.signal_start]):
            at += 1
        elif second and (days := _range(first, second, text[first.end : second.signal_start], today)):
            at, anchor = at + 1, _Anchor(days=days, end=second.end)
            yield _time(days, Span(first.signal_start if first.signal in RANGES else first.start, second.end))
        elif is_time(first, listed):
            span = Span(first.signal_start if first.signal in {"since", *DEADLINES} else first.start, first.end)
            near = _near(first, anchor, text, today)
            follows = anchor.days if anchor and listed and first.kind == listed.kind == "weekday" else None
            if days := _resolve(first, today, near, follows):
                previous, anchor = first, _Anchor(days=days, end=first.end)
                yield _time(days, span, first.signal)
            elif today is None and first.kind not in {*_ABSOLUTE, "same"}:
                yield Time(spans=(span,), start=None, end=None, precision="unknown")


def _near(first: TimeExpression, anchor: _Anchor | None, text: str, today: date | None) -> Days | None:
    """Return the time told before from which one may be reckoned; "a day earlier", told first, is yesterday."""
    gap = text[anchor.end : first.start] if anchor else ""
    is_day_before = first.words[:2] == ("a", "day") and first.words[-1] in _BACK
    if anchor and (_is_near(gap) or (is_day_before and gap.count("\n") <= 1)):
        return anchor.days
    return Days(start=today, end=today, precision="day") if is_day_before and today and not anchor else None


def _is_near(gap: str) -> bool:
    """Check whether a time is told of in the same paragraph as one before it, or at the beginning of the next one."""
    before, line_end, opening = gap.rpartition("\n")
    return not line_end or ("\n" not in before.rstrip() and len(opening.split()) <= _LONGEST_OPENING)


def _resolve(first: TimeExpression, today: date | None, told: Days | None, follows: Days | None) -> Days | None:
    """Resolve one expression, by the day from which it is reckoned or by the time that was told before it."""
    is_compared = first.kind == "ago" and _unit_of(first.words) == "year" and _COMPARED.search(first.before)
    if first.kind == "shift" or (is_compared and told and told.precision in {"month", "quarter"}):
        return _shifted(first.words, told) if told else None
    if first.kind == "same":
        return _same(first.words, told) if told else None
    options, lean = _options(first, today), lean_of(first)
    if first.kind == "date" and len(options) > 1 and {*first.words} & {*WEEKDAYS}:
        lean = "nearest"  # of the years in which this date is that weekday
    chosen = choose(options, today, lean)
    if follows and first.signal in {"and", "or"} and len(options) > 1:
        return next((one for one in options if one.start > follows.start), chosen)
    if not chosen or not today or first.signal == "since" or {*first.words} & _TOLD_WHICH:
        return chosen
    if first.kind == "weekday":
        is_told = first.signal in DEADLINES or _HAD.search(first.before)
        return chosen if is_told else nearest_weekday(chosen, today, first.sides)
    is_set = first.signal in {"to", "for"} or _SET.search(f"{first.before}|{first.after}") is not None
    return nearer(chosen, options, today, lean, is_set=is_set)


def _time(days: Days, span: Span, signal: str = "") -> Time:
    """Make a time, open at one end if the preposition says so."""
    start = None if signal in DEADLINES else days.start.isoformat()
    end = None if signal == "since" else (days.start - _ONE_DAY if signal == "before" else days.end).isoformat()
    return Time(spans=(span,), start=start, end=end, precision=days.precision if start and end else "span")


def _range(first: TimeExpression, second: TimeExpression, gap: str, today: date | None) -> Days | None:
    """Resolve an interval from its two ends, which may share a year; None if they are not one interval."""
    is_alike, is_dash = first.kind == second.kind != "title", gap.strip() in {"-", "–"} and second.signal == ""
    is_plain = second.signal in {"to", "through", "throughout"} and first.kind in {"date", "month", "weekday"}
    is_pair = second.signal in RANGES[first.signal] if first.signal in RANGES else is_alike and is_plain
    if len(gap) > _WIDEST_GAP or not ((is_dash and is_alike) or (is_pair and not gap.strip())):
        return None
    lean = lean_of(replace(first, after=second.after))
    ones, others = _options(first, today), _options(second, today)
    # What "is open from June to August" is open then this year, or will be the next.
    is_running = lean in {"past", "unsure"} and _RUNS.search(first.before) is not None
    if len(ones) == 1 or (len(others) != 1 and lean in {"coming", "next"}):
        one = choose(ones, today, lean)
        other = choose(_options(second, today, one.start), one.start, "coming") if one else None
    else:
        other = choose(others, today, "coming" if is_running else lean)
        one = choose(_options(first, today, other.start), other.start, "past") if other else None
    return Days(start=one.start, end=other.end) if one and other and one.start <= other.end else None


def _options(expression: TimeExpression, today: date | None, about: date | None = None) -> list[Days]:
    """List the candidates of an expression: one time, or for a date without a year those around ``about``."""
    kind, words, about = expression.kind, expression.words, about or today
    numbers = [int(word) for word in words if word.isdigit()]
    found: list[Days | None] = []
    if kind in {"month", "date", "season", "movable", "ordinal"}:
        reach = 8 if kind == "date" else 2  # 29 February may be eight years away
        years = [*range(about.year - reach, about.year + reach + 1)] if about else []
        if words[-1] == "ago" and today:
            years, words = [today.year - (_count_of(words[-3:]) or (0, 0))[0]], words[:-3]
        if words[-1] == "year":
            years = [today.year + _STEPS.get(words[-2], 0)] if today else []
        found = [_in_year(kind, words, year) for year in [number for number in numbers if number > _LAST_DAY] or years]
        weekday = next((WEEKDAYS.index(word) for word in words if word in WEEKDAYS), None)
        found = [days for days in found if days and weekday in {None, days.start.weekday()}] or found
    elif kind in _ABSOLUTE:
        found = [_by_number(kind, numbers)]
    elif about and kind in _LENGTHS:
        index = next((WEEKDAYS.index(word) for word in words if word in WEEKDAYS), 5)  # Saturday
        weeks = [_STEPS.get(words[-2], 0)] if words[-1] == "week" else range(-2, 3)
        days = [about + timedelta(7 * week + index - about.weekday()) for week in weeks]
        length, precision = _LENGTHS[kind]
        found = [Days(start=day, end=day + length, precision=precision) for day in days]
    elif today and kind == "ago" and _LESS.search(expression.before):
        unit, _, most = _length_of(words)
        found = [Days(start=today - UNITS[unit] * most, end=today)]
    elif today and kind == "anniversary":
        found = [_anniversary(words, today)]
    elif today and kind == "counted":
        found = [_counted(words, today)]
    elif today:
        found = [_reckoned(kind, words, _day_for(expression, today))]
    return [part_of(days, expression.part, today) for days in found if days]


def _day_for(expression: TimeExpression, today: date) -> date:
    """Return the day from which a time is reckoned: on a Sunday, what "will" happen this week is in the week to come."""
    is_week = expression.kind == "calendar" and expression.words == ("this", "week") and today.weekday() == _SUNDAY
    is_ahead = is_week and (expression.part == "later" or lean_of(expression) == "coming")
    return today + _ONE_DAY if is_ahead else today


def _in_year(kind: str, words: Sequence[str], year: int) -> Days | None:
    if kind == "movable":
        named = day_in(words[0], year)
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
    number = next((i for i, word in enumerate(("first", "second", "third", "fourth"), 1) if word in words), -1)
    first = date(year, month, 1 if number > 0 else monthrange(year, month)[1])
    day = first + relativedelta(weekday=weekday(index)(number))
    return Days(start=day, end=day, precision="day")


def _anniversary(words: Sequence[str], today: date) -> Days | None:
    """Resolve "ten years ago today" and "a year ago this month"."""
    at = words.index("ago")
    fewest, most = _count_of(words[:at]) or (1, 1)
    if fewest != most:
        return None
    back, told = today - UNITS[_unit_of(words[:at])] * most, words[at + 1 :]
    if told[-1] in _SEASONS or month_number(told[-1]):
        return _in_year("season" if told[-1] in _SEASONS else "month", told, back.year)
    return whole(back + _ONE_DAY * _STEPS.get(told[-1], 0), _unit_of(told))


def _by_number(kind: str, numbers: Sequence[int]) -> Days | None:
    first, last = numbers[0], numbers[-1]
    if kind == "decade":
        return whole(date(first + 1900 * (first < _CENTURY), 1, 1), "decade")
    if kind == "year":
        last = max(first, last + (first - first % _CENTURY) * (last < _CENTURY))
        return Days(start=date(first, 1, 1), end=date(last, 12, 31), precision="year" if first == last else "span")
    if first > _LAST_DAY:
        return _dated(first, numbers[1], last, last)
    if last < _CENTURY:
        last += 2000 if last < _CENTURY // 2 else 1900
    # "03/04/2031" may be in March or in April, unless one number is above 12 or both are equal.
    month, day = sorted(numbers[:2])
    return _dated(last, month, day, day) if day > _LAST_MONTH or day == month else None


def _counted(words: Sequence[str], today: date) -> Days | None:
    """Resolve a weekday some weeks away: "a week ago Tuesday", and "two weeks from Friday", after the next one."""
    weekday = next(WEEKDAYS.index(word) for word in words if word in WEEKDAYS)
    fewest, most = _count_of(words) or (1, 1)
    if "ago" in words:
        around = today - timedelta(7 * fewest)
        day = around + timedelta((weekday - around.weekday() + 3) % 7 - 3)
    else:
        day = today + timedelta((weekday - today.weekday() - 1) % 7 + 1 + 7 * fewest)
    return Days(start=day, end=day, precision="day") if fewest == most else None


def _reckoned(kind: str, words: Sequence[str], today: date) -> Days:
    """Resolve a time relative to the report's date."""
    unit, fewest, most = _length_of(words)
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


def _length_of(words: Sequence[str]) -> tuple[Precision, int, int]:
    """Read a length of time: its unit, and the fewest and the most of them that its words may mean."""
    if "half" in words:
        return "year", *(_count_of(words[: words.index("half") - 1]) or (1, 1))
    unit = _unit_of(words)
    fewest, most = _count_of(words) or (1, _VAGUE[unit] if f"{unit}s" in words else 1)
    return (unit, fewest // 24, most // 24) if {"hour", "hours"} & {*words} else (unit, fewest, most)


def _unit_of(words: Sequence[str]) -> Precision:
    return next((unit for unit in UNITS if unit in words or f"{unit}s" in words), "day")


def _count_of(words: Sequence[str]) -> tuple[int, int] | None:
    """Read a number of units: the fewest and the most that its words may mean."""
    told = [(int(word), int(word)) for word in words if word.isdigit()]
    told += [_COUNTS[word] for word in words if word in _COUNTS]
    return told[-1] if told else None


def _shifted(words: Sequence[str], told: Days) -> Days | None:
    """Resolve a time relative to one that was told before it; None if that one is not told as precisely."""
    unit, (fewest, most) = _unit_of(words), _count_of(words) or (0 if "same" in words else 1,) * 2
    is_exact = fewest == most and not {"hour", "hours"} & {*words} and told.start.year in _YEARS_OF_REPORTS
    if not is_exact or told.end > whole(told.start, unit).end:
        return None
    step = UNITS[unit] * (-fewest if _BACK & {*words} else fewest)
    start = told.start + step
    if "the" in words and unit != "day":
        return whole(start, unit)
    is_whole = told.precision in UNITS and told.start < told.end
    return whole(start, told.precision) if is_whole else replace(told, start=start, end=told.end + step)


def _same(words: Sequence[str], told: Days) -> Days | None:
    """Resolve "that night" and "later that year" by the time told before it; None if that one is longer."""
    same = whole(told.start, _unit_of(words))
    return same if told.end <= same.end else None
