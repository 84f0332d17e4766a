"""Times as the older wire forms write them."""

import re

from whence.intake.published import normalise_time

__all__ = ["read_anpa_time", "read_iptc_time"]

_ANPA = re.compile(r"\b(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)\s?([A-Z]{3,4})?")
_IPTC = re.compile(r"\b(\d\d)(\d\d)(\d\d)\s*([A-Z]{3,4})?\s+([A-Za-z]{3})[a-z]*\s+(\d{4}|\d\d)\b")
_CENTURY_TURNS = 70
"""Two digits from this on are a year of the last century; the forms are from 1979."""


def read_anpa_time(text: str) -> str | None:
    """Read a time such as "04-09-19 0630GMT", with the month first.

    >>> read_anpa_time("QW-WF-04-09-19 0630GMT")
    '2019-04-09T06:30:00Z'
    """
    found = _ANPA.search(text)
    if found is None:
        return None
    month, day, year, hour, minute, zone = found.groups()
    return normalise_time(f"{_whole(year)}-{month}-{day} {hour}:{minute} {zone or ''}")


def read_iptc_time(text: str) -> str | None:
    """Read a time such as "090630 GMT Apr 19": day of the month, hour and minute, then zone, month and year.

    >>> read_iptc_time("090630 GMT Apr 19"), read_iptc_time("990630 GMT Apr 19")
    ('2019-04-09T06:30:00Z', None)
    """
    found = _IPTC.search(text)
    if found is None:
        return None
    day, hour, minute, zone, month, year = found.groups()
    return normalise_time(f"{day} {month} {_whole(year)} {hour}:{minute} {zone or ''}")


def _whole(year: str) -> str:
    if len(year) > len("19"):
        return year
    return ("19" if int(year) >= _CENTURY_TURNS else "20") + year
