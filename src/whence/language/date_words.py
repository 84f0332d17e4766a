"""English names of months and weekdays, in full and shortened."""

__all__ = ["MONTHS", "MONTHS_SHORTENED", "MONTH_NAME", "WEEKDAYS", "month_number"]

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


def month_number(name: str) -> int | None:
    """Give the number of a month by its name in small letters, in full or shortened; none for any other word.

    >>> month_number("march"), month_number("sept"), month_number("marching") is None
    (3, 9, True)
    """
    return _NUMBERS.get(name)
