"""English names of months and weekdays, in full and shortened."""

import re
from collections.abc import Iterable

__all__ = ["MONTHS", "MONTHS_SHORTENED", "MONTH_NAME", "WEEKDAYS", "is_date", "month_number"]

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS_SHORTENED = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
"""How months are shortened; May is not."""
MONTH_NAME = "|".join((*MONTHS, *MONTHS_SHORTENED))
"""Pattern of a month's name in small letters, without the full stop of a shortened one."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_NUMBERS = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}


_DAY_OR_YEAR = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")


def is_date(words: Iterable[str]) -> bool:
    """Check whether words are a date and nothing else. A month alone is none, as it may be a name: "May", "April".

    >>> is_date(["14", "May"]), is_date(["Sunday", ",", "May", "4th"]), is_date(["May"]), is_date(["14", "people"])
    (True, True, False, False)
    """
    told = [word.lower().rstrip(".") for word in words if word[0].isalnum()]
    months = [word for word in told if month_number(word)]
    numbers = [word for word in told if _DAY_OR_YEAR.fullmatch(word)]
    days = [word for word in told if word in WEEKDAYS]
    return bool(months and numbers) and len(months) + len(numbers) + len(days) == len(told)


def month_number(name: str) -> int | None:
    """Give the number of a month by its name in small letters, in full or shortened; none for any other word.

    >>> month_number("march"), month_number("sept"), month_number("marching") is None
    (3, 9, True)
    """
    return _NUMBERS.get(name)
