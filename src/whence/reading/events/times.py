"""Times: resolve the time expressions of a report, by its date of publication or the day when something was said."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whence.language.date_words import WEEKDAYS
from whence.language.iso_dates import days_of
from whence.reading.events.candidate_days import Days, choose, nearer, nearest_weekday
from whence.reading.events.periods import UNITS, count_of, unit_of, whole
from whence.reading.events.time_checks import is_habit, is_time
from whence.reading.events.time_expressions import (
    DEADLINES,
    JUST_AHEAD,
    JUST_OVER,
    RANGES,
    SENTENCE_ENDS,
    TimeExpression,
    cue_of,
    find_expressions,
)
from whence.reading.events.time_leans import lean_of
from whence.reading.events.time_options import ABSOLUTE, options_of
from whence.reading.events.years_told import (
    is_told_of,
    with_day_order,
    with_listed_years,
    with_sides,
    with_told_years,
)
from whence.records.ledger import Time
from whence.records.report import Span

__all__ = ["find_times"]

_TOLD_WHICH = JUST_OVER | JUST_AHEAD | {"this", "week"}
_EVENINGS = frozenset({("tonight",), ("this", "evening")})
_ONE_DAY, _WIDEST_GAP, _NEAR = timedelta(1), 3, 60
# A publication date outside these years is a mistake, and arithmetic with it could overflow the calendar.
_YEARS_OF_REPORTS = range(1600, 8000)
_BACK = frozenset({"earlier", "before", "previous", "preceding", "ago"})
# What is compared with "a year ago" is compared with the same month: "2,100 in October, down from 2,400 a year ago".
_COMPARED = re.compile(r"\b(?:from|than|compared (?:to|with)|versus)\s(?:[\w$£€.,%]{1,20}\s){0,3}$")
# "Had started on Saturday night" is over; a hearing that was put off to some day may be to come.
_HAD = re.compile(r"\bhad\b|['’]d\b")
_SET = re.compile(
    r"\b(?:hearing|trial|court|arraign\w*|deadline|election|vote|caucus(?:es)?|primary|debates?|convention|match|game|meeting)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(r"\b(?:is|are|runs?|lasts?|continues?)\b(?:\s[\w-]{1,20}){0,3}\s$")
_A_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b(?!['’])", re.IGNORECASE)
_LISTED_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})(?:\s\w{{5,9}})?\s(?:and|or)\s$", re.IGNORECASE)
# Words that may stand before "two days later" in the first sentence of a paragraph, and before other times there.
_LONGEST_OPENING, _LONGEST_SENTENCE = 2, 25
_BEFORE_WEEKEND = (3, 4)  # Thursday, Friday
_FROM_TODAY = frozenset({"named", "calendar", "rolling", "ago", "ahead"})
# A time of which nobody tells in the next paragraph: "The town was quiet, police said Monday."
_SAID = re.compile(r"\b(?:said|says|say|told|announced|confirmed|reported|wrote)\b(?:\s\w{1,20}){0,4}\s$")
# "On Feb. 5, ten days later" is not ten days after that.
_APPOSED = re.compile(r"\s?[,–—-]\s(?:(?:about|almost|exactly|just|more|nearly|over|only|some|than)\s){0,2}")
# Midnight itself is that of a date without a time.
_SMALL_HOURS = re.compile(r"T0[0-4]:(?!00)|T0[1-4]:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """The time told last, and where it ends: "two days later" is reckoned from it."""

    days: Days
    start: int
    end: int
    kind: str


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
        # What is published after midnight and tells of tonight tells of the night before. So does what somebody says of
        # tonight in a report that tells of yesterday.
        if today is None or expression.words not in _EVENINGS or lean_of(expression) == "coming":
            return today
        is_late = is_night or (is_of_yesterday and _is_in_quotation(text, expression.start))
        return today - _ONE_DAY if is_late else today

    expressions = with_day_order(with_listed_years(find_expressions(text), text))
    is_of_yesterday = (
        today is not None and is_told_of(expressions, today - _ONE_DAY) and not is_told_of(expressions, today)
    )
    if today:
        expressions = with_sides(_with_shared_years(with_told_years(expressions, today), today), today)
    return tuple(_read(expressions, text, day_of))


def _with_shared_years(expressions: Sequence[TimeExpression], today: date) -> list[TimeExpression]:
    """Give a date that no word places the year of the same date elsewhere in the report, if that is placed."""
    leans = {i: lean_of(one) for i, one in enumerate(expressions) if one.kind == "date"}
    unsure = [i for i, lean in leans.items() if lean == "unsure"]
    placed = [
        replace(expressions[i], words=(*expressions[i].words, str(days.start.year)))
        for i, lean in leans.items()
        if unsure and lean != "unsure" and (days := _resolve(expressions[i], today, None, lean))
    ]
    filled = with_told_years([*(expressions[i] for i in unsure), *placed], today)
    with_years = dict(zip(unsure, filled, strict=False))
    return [with_years.get(i, one) for i, one in enumerate(expressions)]


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
            at, anchor = at + 1, _Anchor(days=days, start=first.start, end=second.end, kind=first.kind)
            yield _time(days, Span(first.signal_start if first.signal in RANGES else first.start, second.end))
        elif is_time(first, listed):
            span = Span(first.signal_start if first.signal in {"since", *DEADLINES} else first.start, first.end)
            near = _near(first, anchor, text, today)
            if days := _resolve(first, today, near):
                previous, anchor = first, _Anchor(days=days, start=first.start, end=first.end, kind=first.kind)
                yield _time(days, span, first.signal)
            elif today is None and first.kind not in {*ABSOLUTE, "same"}:
                yield Time(spans=(span,), start=None, end=None, precision="unknown")


def _near(first: TimeExpression, anchor: _Anchor | None, text: str, today: date | None) -> Days | None:
    """Return the time told before from which one may be reckoned; "a day earlier", told first, is yesterday."""
    gap = text[anchor.end : first.start] if anchor else ""
    is_day_before = first.words[:2] == ("a", "day") and first.words[-1] in _BACK
    is_apposed = first.kind == "shift" and _APPOSED.fullmatch(gap) is not None
    is_told = first.kind in {"shift", "same"} and anchor is not None and _goes_on(text, anchor, gap)
    if anchor and (_is_near(gap) or is_told or (is_day_before and gap.count("\n") <= 1)):
        return None if is_apposed else anchor.days
    return Days(start=today, end=today, precision="day") if is_day_before and today and not anchor else None


def _is_near(gap: str) -> bool:
    """Check whether a time is told of in the same paragraph as one before it, or at the beginning of the next one."""
    before, line_end, opening = gap.rpartition("\n")
    return not line_end or ("\n" not in before.rstrip() and len(opening.split()) <= _LONGEST_OPENING)


def _goes_on(text: str, anchor: _Anchor, gap: str) -> bool:
    """Check whether the first sentence of a paragraph goes on from a time of the one before, at which nobody spoke."""
    before, line_end, opening = gap.rpartition("\n")
    if not line_end or "\n" in before.rstrip() or SENTENCE_ENDS.search(opening) or anchor.kind in _FROM_TODAY:
        return False
    is_said = _SAID.search(text, max(0, anchor.start - _NEAR), anchor.start) is not None
    return not is_said and len(opening.split()) <= _LONGEST_SENTENCE


def _resolve(first: TimeExpression, today: date | None, told: Days | None, lean: str = "") -> Days | None:
    """Resolve one expression, by the day from which it is reckoned or by the time that was told before it.

    The lean is that of `lean_of`, if it is known.
    """
    is_compared = first.kind == "ago" and unit_of(first.words) == "year" and _COMPARED.search(first.before)
    if first.kind == "shift" or (is_compared and told and told.precision in {"month", "quarter"}):
        return _shifted(first.words, told) if told else None
    if first.kind == "same":
        return _same(first.words, told) if told else None
    options, lean = options_of(first, today), lean or lean_of(first)
    if first.kind == "date" and len(options) > 1 and {*first.words} & {*WEEKDAYS}:
        lean = "nearest"  # of the years in which this date is that weekday
    if first.kind == "weekend" and first.words[0] == "this" and today and today.weekday() in _BEFORE_WEEKEND:
        lean = "coming"
    if told and today and (beside := _beside(first, options, lean, told, today)):
        return beside
    chosen = choose(options, today, lean)
    if not chosen or not today or first.signal == "since" or {*first.words} & _TOLD_WHICH:
        return chosen
    if first.kind == "weekday":
        is_told = first.signal in DEADLINES or _HAD.search(first.before[-_NEAR:])
        return chosen if is_told else nearest_weekday(chosen, today, first.sides)
    is_set = first.signal in {"to", "for"} or _SET.search(f"{first.before[-_NEAR:]}|{first.after[:_NEAR]}") is not None
    return nearer(chosen, options, today, lean, is_set=is_set)


def _beside(first: TimeExpression, options: Sequence[Days], lean: str, told: Days, today: date) -> Days | None:
    """Return the candidate that a time told just before shows: "Monday and Tuesday", "May 9 here, May 14 there"."""
    if first.kind == "weekday" and (_LISTED_DAY.search(first.before) or _is_also(first)):
        return next((one for one in options if one.start > told.start), None)
    if first.kind == "date" and lean == "unsure" and told.start > today:
        return min(options, key=lambda one: abs(one.start - told.start), default=None)
    return None


def _is_also(first: TimeExpression) -> bool:
    """Check for a day after another of its clause, where no verb tells: "as he speaks on Monday and eats on Friday"."""
    last = next(iter([*_A_DAY.finditer(first.before)][-1:]), None)
    between = first.before[last.end() :] if last else ""
    return " and " in between and not cue_of(replace(first, before=between))


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
    lean = "past" if lean == "unsure" and second.kind == "weekday" else lean
    ones, others = options_of(first, today), options_of(second, today)
    # What "is open from June to August" is open then this year, or will be the next.
    is_running = lean in {"past", "likely", "unsure"} and _RUNS.search(first.before) is not None
    if len(ones) == 1 or (len(others) != 1 and lean in {"coming", "next"}):
        one = choose(ones, today, lean)
        other = choose(options_of(second, today, one.start), one.start, "coming") if one else None
    else:
        other = choose(others, today, "coming" if is_running else lean)
        one = choose(options_of(first, today, other.start), other.start, "past") if other else None
    return Days(start=one.start, end=other.end) if one and other and one.start <= other.end else None


def _shifted(words: Sequence[str], told: Days) -> Days | None:
    """Resolve a time relative to one that was told before it; None if that one is not told as precisely."""
    unit, (fewest, most) = unit_of(words), count_of(words) or (0 if "same" in words else 1,) * 2
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
    same = whole(told.start, unit_of(words))
    return same if told.end <= same.end else None
