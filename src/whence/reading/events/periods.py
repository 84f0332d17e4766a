"""Periods: whole weeks, months and so on, how many of them, and the parts that words such as "early" select."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from whence.language.date_words import MONTHS, MONTHS_SHORTENED
from whence.language.english import NUMBER_WORDS
from whence.reading.events.candidate_days import Days
from whence.records.ledger import Precision

__all__ = [
    "NUMBER_NAME",
    "ORDINALS",
    "PART",
    "UNITS",
    "UP_TO_TWELVE",
    "count_of",
    "length_of",
    "part_named",
    "part_of",
    "unit_of",
    "whole",
]

UNITS: Mapping[Precision, relativedelta] = {
    "day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1),
    "quarter": relativedelta(months=3), "season": relativedelta(months=3), "year": relativedelta(years=1),
    "decade": relativedelta(years=10),
}  # fmt: skip
UP_TO_TWELVE = tuple(NUMBER_WORDS)[:12]
_BELOW_HUNDRED = {word: number for word, number in NUMBER_WORDS.items() if number in range(100)}
_TENS = tuple(word for word, number in _BELOW_HUNDRED.items() if number in range(20, 100, 10))
_BELOW = tuple(word for word, number in _BELOW_HUNDRED.items() if number in range(20))
NUMBER_NAME = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_BELOW[:9])}))?|{'|'.join(_BELOW)})"
"""Pattern of a number below a hundred in words."""
_COUNTS = {word: (number, number) for word, number in _BELOW_HUNDRED.items()} | {
    "a": (1, 1), "an": (1, 1), "couple": (2, 2), "few": (2, 5), "several": (3, 7), "dozen": (12, 12),
}  # fmt: skip
_VAGUE = {"day": 7, "week": 6, "month": 6, "quarter": 3, "year": 5, "decade": 3}  # "recent weeks", "the coming days"
_ONE_DAY, _WEEK = timedelta(1), timedelta(7)
_DATE_FOLLOWS = rf"(?=(?:{'|'.join((*MONTHS, *MONTHS_SHORTENED)).title()})\b\.? \d|\d)"
# In this pattern a space stands for a gap within a paragraph, and a word in small letters may begin with a large one.
PART = (
    "(?:the )?(?:(?:early|earlier|mid|late|later)(?: in| on)?(?: |-)|"
    "(?:start|beginning|middle|end|(?:first|second) half) of |"
    r"(?:first|second|third|fourth|last|final) quarter (?:of |(?=(?:19|20)\d\d\b))|"
    "(?:first|second|third|fourth|last|final) week (?:of|in) |"
    rf"(?:first|last|final) (?:\d\d?|few|{'|'.join(UP_TO_TWELVE[1:])}) (?:days|weeks|months) of |"
    rf"week(?:end of| (?:of|beginning|starting|ending|ended)(?: on)?) {_DATE_FOLLOWS})"
)
"""Pattern of the words that select a part of the period after them, or the week of the day after them."""
# The index of the part, and the number of parts. Earlier names first where one contains another.
_PIECES: Mapping[str, tuple[int, int]] = {
    "earlier": (0, 3), "early": (0, 3), "start": (0, 3), "beginning": (0, 3), "mid": (1, 3), "later": (2, 3),
    "late": (2, 3), "end": (2, 3), "first half": (0, 2), "second half": (1, 2), "first quarter": (0, 4),
    "second quarter": (1, 4), "third quarter": (2, 4), "fourth quarter": (3, 4), "last quarter": (3, 4),
    "final quarter": (3, 4), "first few": (0, 3), "last few": (2, 3), "final few": (2, 3),
}  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth")
"""What tells a week or a weekday of a month by its number."""
_COUNTED = re.compile(rf"(first|last|final) (\d\d?|{'|'.join(UP_TO_TWELVE[1:])}) (day|week|month)s")
_ONE_WEEK = re.compile(rf"({'|'.join(ORDINALS)}|last|final) week")
_WEEK_OF = re.compile("week (of|beginning|starting|ending|ended)|week(end) of")


def part_named(words: str) -> str:
    """Give the name of the part that words select, for `part_of`; empty if they select none.

    >>> part_named("the early"), part_named("the first nine months of"), part_named("the week of")
    ('early', 'first nine months', 'week of')
    """
    if found := _COUNTED.search(words) or _ONE_WEEK.search(words) or _WEEK_OF.search(words):
        return found.group()
    return next((piece for piece in _PIECES if piece in words), "")


def part_of(days: Days, part: str, today: date | None) -> Days:
    """Return the part of a period with some name, as `part_named` gives it; the whole if it has no such part.

    >>> part_of(Days(start=date(2031, 1, 1), end=date(2031, 12, 31), precision="year"), "first nine months", None).end
    datetime.date(2031, 9, 30)
    """
    if found := _WEEK_OF.match(part):
        return _week_at(days, found[1] or found[2])
    if not part or days.precision == "day":
        return days
    if found := _ONE_WEEK.match(part):
        back = found[1] not in ORDINALS
        start = days.end - _WEEK + _ONE_DAY if back else days.start + ORDINALS.index(found[1]) * _WEEK
        return Days(start=start, end=start + _WEEK - _ONE_DAY)
    if found := _COUNTED.match(part):
        return _counted(days, found)
    if part in {"earlier", "later"} and today and days.start <= today <= days.end:
        return Days(start=days.start, end=today) if part == "earlier" else Days(start=today, end=days.end)
    piece, pieces = _PIECES[part]
    ends = (piece, piece + 1)
    unit = UNITS.get(days.precision, relativedelta())
    months, length = 12 * unit.years + unit.months, (days.end - days.start + _ONE_DAY).days
    months, length = (months, 0) if months >= pieces else (0, length)
    first, last = (days.start + relativedelta(months=months * i // pieces, days=length * i // pieces) for i in ends)
    precision: Precision = "quarter" if part.endswith("quarter") and days.precision == "year" else "span"
    return Days(start=first, end=max(first, last - _ONE_DAY), precision=precision)


def whole(day: date, unit: Precision) -> Days:
    """Return the whole week, month and so on that contains a day; for a day or a season, the one that begins on it.

    >>> whole(date(2031, 3, 12), "week").start, whole(date(2031, 3, 12), "quarter").end
    (datetime.date(2031, 3, 10), datetime.date(2031, 3, 31))
    """
    starts: dict[Precision, date] = {
        "week": day - timedelta(day.weekday()),
        "month": day.replace(day=1),
        "quarter": day.replace(month=day.month - (day.month - 1) % 3, day=1),
        "year": day.replace(month=1, day=1),
        "decade": date(day.year - day.year % 10, 1, 1),
    }
    start = starts.get(unit, day)
    return Days(start=start, end=start + UNITS[unit] - _ONE_DAY, precision=unit)


def length_of(words: Sequence[str]) -> tuple[Precision, int, int]:
    """Read a length of time: its unit, and the fewest and the most of them that its words may mean.

    >>> length_of(["a", "few", "days"]), length_of(["two", "and", "a", "half", "years"])
    (('day', 2, 5), ('year', 2, 2))
    """
    if "half" in words:
        return "year", *(count_of(words[: words.index("half") - 1]) or (1, 1))
    unit = unit_of(words)
    fewest, most = count_of(words) or (1, _VAGUE[unit] if f"{unit}s" in words else 1)
    return (unit, fewest // 24, most // 24) if {"hour", "hours"} & {*words} else (unit, fewest, most)


def unit_of(words: Sequence[str]) -> Precision:
    """Return the unit that words name, in the singular or plural; a day if they name none.

    >>> unit_of(["two", "weeks"])
    'week'
    """
    return next((unit for unit in UNITS if unit in words or f"{unit}s" in words), "day")


def count_of(words: Sequence[str]) -> tuple[int, int] | None:
    """Read a number of units: the fewest and the most that its words may mean; None if there is none.

    >>> count_of(["several", "weeks"]), count_of(["12", "weeks"]), count_of(["twenty", "five", "years"])
    ((3, 7), (12, 12), (25, 25))
    """
    told = [(int(word), int(word)) for word in words if word.isdigit()]
    told += [_COUNTS[word] for word in words if word in _COUNTS]
    tens = [number for number in words if number in _TENS]
    if tens and len(told) > 1:  # "twenty-five"
        return (_COUNTS[tens[0]][0] + told[-1][0],) * 2
    return told[-1] if told else None


def _week_at(days: Days, where: str) -> Days:
    """Return the week that contains a day, or that begins or ends with it."""
    if where == "of":
        return whole(days.start, "week")
    if where == "end":
        end = whole(days.start, "week").end
        return Days(start=end - _ONE_DAY, end=end)
    if where in {"ending", "ended"}:
        return Days(start=days.end - _WEEK + _ONE_DAY, end=days.end)
    return Days(start=days.start, end=days.start + _WEEK - _ONE_DAY)


def _counted(days: Days, found: re.Match[str]) -> Days:
    """Return the first or last days, weeks or months of a period, which has to be longer than they are."""
    where, count, unit = found.groups()
    number = int(count) if count.isdigit() else UP_TO_TWELVE.index(count) + 1
    length = {"day": relativedelta(days=number), "week": relativedelta(weeks=number)}.get(
        unit, relativedelta(months=number)
    )
    after = days.end + _ONE_DAY
    part = (
        Days(start=days.start, end=days.start + length - _ONE_DAY)
        if where == "first"
        else Days(start=after - length, end=days.end)
    )
    return part if days.start <= part.start and part.end <= days.end else replace(days, precision="span")
