"""Named days: feasts and holidays, and the day on which each falls in a year.

Left out is what is another day elsewhere: Mother's Day, Labour Day, election days; and what names a season of sales.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

__all__ = ["LONG_WEEKEND", "MOVABLE_DAY", "NAMED_DAY", "day_in", "fixed_day", "movable_key"]

# In these patterns a space stands for a gap within a paragraph, and a word in small letters may begin with a large one.
# What stands alone goes on with the sentence: "on Christmas the shop", but not "the Christmas party", "Easter eggs".
_ALONE = "".join(
    (
        "(?:",
        "|".join(
            rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]}\s)"
            for word in ("on", "since", "before", "after", "by", "until", "till", r"close\sto", r"up\sto")
        ),
        ")",
    )
)
_GOES_ON = (
    r"(?=[.,;:!?)”\"—–]|\s?$|\s[—–(]|\s(?:and|but|or|when|that|he|she|they|it|we|the|after|before|with|at|in|for|as|to|by|"
    r"was|were|is|had|has|will|would|while|about|around|police|near)\b|\s(?:19|20)\d\d\b)"
)
_NO_WEEKEND = r"(?!\sweekend)"
_KING = r"Martin Luther King,? (?:Jr\.?,? )?Day"
_FIXED: Mapping[str, tuple[str, str]] = {
    "new year['’]?s eve": ("december", "31"),
    "new year['’]?s day": ("january", "1"),
    r"christmas eve\b": ("december", "24"),
    f"christmas (?:day|night|morning|afternoon|evening)|{_ALONE}Christmas{_GOES_ON}": ("december", "25"),
    "boxing day": ("december", "26"),
    "valentine['’]?s day": ("february", "14"),
    r"(?:St\.? )?Patrick['’]?s Day": ("march", "17"),
    "April Fools?['’]?s? Day": ("april", "1"),
    "Juneteenth": ("june", "19"),
    "halloween": ("october", "31"),
    "Veterans['’]? Day": ("november", "11"),
    f"(?:the )?fourth of july|July (?:Fourth|4th){_NO_WEEKEND}": ("july", "4"),
}
_MOVABLE: Mapping[str, tuple[str, Callable[[int], date]]] = {
    "goodfriday": ("Good Friday", lambda year: easter(year) - timedelta(2)),
    "palmsunday": ("Palm Sunday", lambda year: easter(year) - timedelta(7)),
    "ashwednesday": ("Ash Wednesday", lambda year: easter(year) - timedelta(46)),
    "eastermonday": ("Easter Monday", lambda year: easter(year) + timedelta(1)),
    "easter": (f"Easter Sunday|{_ALONE}Easter{_GOES_ON}", easter),
    "king": (
        f"{_KING}{_NO_WEEKEND}",
        lambda year: date(year, 1, 1) + relativedelta(weekday=MO(3)),
    ),
    "presidents": (f"Presidents['’]? Day{_NO_WEEKEND}", lambda year: date(year, 2, 1) + relativedelta(weekday=MO(3))),
    "memorial": (f"Memorial Day{_NO_WEEKEND}", lambda year: date(year, 5, 31) + relativedelta(weekday=MO(-1))),
    "labor": (f"Labor Day{_NO_WEEKEND}", lambda year: date(year, 9, 1) + relativedelta(weekday=MO(1))),
    "columbus": (f"Columbus Day{_NO_WEEKEND}", lambda year: date(year, 10, 1) + relativedelta(weekday=MO(2))),
    "thanksgiving": (
        f"Thanksgiving (?:day|night|morning|afternoon|evening){_NO_WEEKEND}|{_ALONE}Thanksgiving{_GOES_ON}",
        lambda year: date(year, 11, 1) + relativedelta(weekday=TH(4)),
    ),
}
LONG_WEEKEND = rf"(?:{_KING}|Presidents['’]? Day|Memorial Day|Labor Day|Columbus Day) weekend"
"""Pattern of the weekends that end with a Monday's holiday."""
NAMED_DAY = f"(?:{'|'.join(_FIXED)})"
"""Pattern of the days that have the same date in every year."""
MOVABLE_DAY = f"(?:{'|'.join(pattern for pattern, _ in _MOVABLE.values())})"
"""Pattern of those that have not."""
_YEARS_OF_EASTER = range(1583, 4100)


def fixed_day(words: str) -> tuple[str, str]:
    """Return the month and day of a named day, in words as a date has them.

    >>> fixed_day("new year’s eve")
    ('december', '31')
    """
    return next(day for name, day in _FIXED.items() if re.match(_bare(name), words, re.IGNORECASE))


def movable_key(words: str) -> str:
    """Return the key of a named day that moves from year to year, for `day_in`.

    >>> movable_key("Easter Sunday"), movable_key("Martin Luther King Jr. Day")
    ('easter', 'king')
    """
    return next(key for key, (name, _) in _MOVABLE.items() if re.match(_bare(name), words, re.IGNORECASE))


def day_in(key: str, year: int) -> date | None:
    """Return the day on which a named day falls in a year; None outside the years of the calendar's rule for Easter.

    >>> day_in("easter", 2031), day_in("thanksgiving", 2031)
    (datetime.date(2031, 4, 13), datetime.date(2031, 11, 27))
    """
    return _MOVABLE[key][1](year) if year in _YEARS_OF_EASTER else None


def _bare(pattern: str) -> str:
    """Return a pattern without what must stand around its words."""
    return pattern.replace(_ALONE, "").replace(_GOES_ON, "").replace(_NO_WEEKEND, "")
