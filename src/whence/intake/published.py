"""Parse dates and times, in metadata fields and in words, to ISO 8601."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from whence.language.date_words import MONTH_NAME, WEEKDAYS, month_number

__all__ = ["Moment", "find_moments", "in_utc", "normalise_time", "without_midnight"]

_EARLIEST_YEAR = 1800
_DAY_ALONE = re.compile(r"\d{4}-?\d\d-?\d\d")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?")
_MONTH = rf"(?:{MONTH_NAME})\.?"
# In hours from Greenwich. IST is left out: three countries use it.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "KST": 9, "JST": 9,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "HST": -10,
    "AEST": 10, "AEDT": 11,
}  # fmt: skip
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_NOON_HOURS = 12
# "Published on Tuesday, 4 March 2031" is a time, but a date in a longer sentence is not.
_MAX_BESIDE_CHARACTERS = 40


def _clock(suffix: str) -> str:
    """Write a pattern for "9:30", "09:30:15 GMT", "9.30 p.m. EST", with this suffix on its group names."""
    zone = rf"(?-i:(?:GMT|UTC)?[+-]\d\d:?\d\d|(?:{'|'.join(_ZONES)})(?![A-Za-z]))"
    return (
        rf"(?<![\d.:])(?P<hour{suffix}>\d{{1,2}})(?:[:.h](?P<minute{suffix}>\d\d)(?::(?P<second{suffix}>\d\d)(?:[.,]\d+)?)?"
        rf"(?![\d:])|(?=\s?[ap]\.?m\b))(?:\s?(?P<half{suffix}>[ap])\.?m\b\.?)?(?:\s?\(?(?P<zone{suffix}>{zone}))?"
    )


# The only text allowed between date and time: "4 March 2031 | 9:30", "at", "um", "à".
_BETWEEN = r"(?:[\s,;|/@·•()–—-]|\b(?:at|um|alle|ore|à|às|kl|klo|uhr)\b\.?){1,8}"
_WEEKDAY = "|".join(day[:3] for day in WEEKDAYS)
_WORDS = re.compile(
    rf"""(?:{_clock("_first")}{_BETWEEN}(?:\b(?:{_WEEKDAY})[a-z]{{0,6}}\b\.?{_BETWEEN})?)?
    (?<![\d.,/:-])(?:
       (?P<day_1>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]{{1,2}}(?P<month_1>{_MONTH}),?[\s-](?P<year_1>\d{{4}})
      |\b(?P<month_2>{_MONTH})\s(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year_2>\d{{4}})
      |(?P<year_3>\d{{4}})(?P<mark>[-/]|\.\s?)(?P<month_3>\d\d?)(?P=mark)(?P<day_3>\d\d?)\.?
      |(?P<year_4>\d{{4}})\s?[年년]\s?(?P<month_4>\d\d?)\s?[月월]\s?(?P<day_4>\d\d?)\s?[日일]
      |(?P<day_5>\d\d?)\.(?P<month_5>\d\d?)\.(?P<year_5>\d{{4}})  # with full stops, the day comes first
    )(?![\d/]|\.\d)(?:(?:T|{_BETWEEN}){_clock("_last")})?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date or time found in a text."""

    time: str
    """ISO 8601: a date, or a date and time, with a zone if the text has one."""
    start: int
    """Offset of its beginning in the text."""
    end: int

    @property
    def has_hour(self) -> bool:
        """True if it has a time of day."""
        return "T" in self.time


def find_moments(text: str) -> Iterator[Moment]:
    """Find complete dates in a text, with the time of day if that is beside the date.

    >>> [each.time for each in find_moments("Published 9:30 PM EST Mar 4, 2031 | Updated 5 March 2031 at 08.15")]
    ['2031-03-04T21:30:00-05:00', '2031-03-05T08:15:00']
    """
    for found in _WORDS.finditer(text):
        time = _read(found)
        if time is not None:
            yield Moment(time=time, start=found.start(), end=found.end())


def normalise_time(text: str) -> str | None:
    """Convert a date or time to ISO 8601, with the precision given.

    >>> normalise_time("2031-03-04T09:30:00.000+0000"), normalise_time("4 Mar 2031 09:30 GMT")
    ('2031-03-04T09:30:00Z', '2031-03-04T09:30:00Z')
    >>> normalise_time("20310304"), normalise_time("yesterday") is None
    ('2031-03-04', True)
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        in_words = next(find_moments(text), None)
        if in_words is not None and len(text) - (in_words.end - in_words.start) <= _MAX_BESIDE_CHARACTERS:
            return in_words.time
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
    if moment.year < _EARLIEST_YEAR:
        return None
    return moment.date().isoformat() if _DAY_ALONE.fullmatch(text) else _write(moment)


def without_midnight(time: str) -> str:
    """Reduce a midnight in ISO 8601 to its date; leave any other time, and a date, unchanged.

    >>> without_midnight("2031-03-04T00:00:00Z"), without_midnight("2031-03-04T09:30:00Z")
    ('2031-03-04', '2031-03-04T09:30:00Z')
    """
    found = _MIDNIGHT.fullmatch(time)
    return found[1] if found else time


def in_utc(moment: datetime) -> str | None:
    """Write a time in UTC, to the second; None if it lies beyond the calendar. A time without a zone counts as UTC.

    >>> in_utc(datetime(2031, 3, 4, 9, 30))
    '2031-03-04T09:30:00+00:00'
    """
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _read(found: re.Match[str]) -> str | None:
    day, month, year = (
        next(value for number in range(1, 6) if (value := found[f"{part}_{number}"]) is not None)
        for part in ("day", "month", "year")
    )
    suffix = "_last" if found["hour_last"] else "_first"
    try:
        number = month_number(month.rstrip(".").lower()) or int(month)
        moment = datetime(int(year), number, int(day))  # noqa: DTZ001 -- the zone is added where one is told
        if found[f"hour{suffix}"] is None:
            return moment.date().isoformat() if moment.year >= _EARLIEST_YEAR else None
        hour = int(found[f"hour{suffix}"])
        if found[f"half{suffix}"]:
            hour = hour % _NOON_HOURS + (_NOON_HOURS if found[f"half{suffix}"].lower() == "p" else 0)
        moment = moment.replace(
            hour=hour, minute=int(found[f"minute{suffix}"] or 0), second=int(found[f"second{suffix}"] or 0)
        )
        zone = _read_zone(found[f"zone{suffix}"])
    except ValueError:
        return None  # "31 February", "25:70"
    return _write(moment.replace(tzinfo=zone)) if moment.year >= _EARLIEST_YEAR else None


def _read_zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    offset = _OFFSET.search(zone)
    if offset is None:
        return timezone(timedelta(hours=_ZONES[zone]))
    minutes = 60 * int(offset[2]) + int(offset[3])
    return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))


def _write(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
