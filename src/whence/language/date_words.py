"""Names of months and weekdays: English ones, in full and shortened, and months in other languages."""

import re
from collections.abc import Iterable

__all__ = [
    "DAY_PHRASES",
    "MONTHS",
    "MONTHS_SHORTENED",
    "MONTH_NAME",
    "WEEKDAYS",
    "is_date",
    "may_tell_time",
    "month_number",
    "with_english_months",
]

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS_SHORTENED = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
"""How months are shortened; May is not."""
MONTH_NAME = "|".join((*MONTHS, *MONTHS_SHORTENED))
"""Pattern of a month's name in small letters, without the full stop of a shortened one."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_PHRASES = frozenset({*WEEKDAYS, "on", "late", "early", "yesterday", "today", "earlier"})
"""Words of "on Monday" or "late yesterday"."""

# In French, German, Spanish, Italian, Portuguese, Dutch and the Nordic languages, Polish (of the month) and Russian.
_ELSEWHERE = (
    "janvier januar enero gennaio janeiro januari stycznia января jänner janv ene gen",
    "février fevrier februar febrero febbraio fevereiro februari lutego февраля févr fév feb fev",
    "mars märz marzo março maart marca марта mär mrz",
    "avril april abril aprile kwietnia апреля avr abr",
    "mai mayo maggio maio mei maj maja мая mag",
    "juin juni junio giugno junho czerwca июня giu",
    "juillet juli julio luglio julho lipca июля juil lug",
    "août aout august agosto augustus augusti sierpnia августа ago",
    "septembre september septiembre setiembre settembre setembro września сентября set",
    "octobre oktober octubre ottobre outubro października октября okt ott out",
    "novembre november noviembre novembro listopada ноября",
    "décembre decembre dezember diciembre dicembre dezembro december desember grudnia декабря déc dez dic",
)
_ENGLISH = {name: month.capitalize() for month, names in zip(MONTHS, _ELSEWHERE, strict=True) for name in names.split()}
_LONGEST_FIRST = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_FOREIGN_MONTH = re.compile(rf"\b(?:de\s)?({_LONGEST_FIRST})\b\.?(?:\sde(?=\s))?", re.IGNORECASE)
_NUMBERS = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}


_UNITS = (
    "hour", "day", "week", "fortnight", "weekend", "month", "quarter", "year", "decade", "night", "morning", "evening",
)  # fmt: skip
_TIMES = frozenset((
    *MONTHS, *MONTHS_SHORTENED, *WEEKDAYS, *_UNITS, *(f"{unit}s" for unit in _UNITS), "afternoon", "today", "tomorrow",
    "yesterday", "tonight", "spring", "summer", "autumn", "fall", "winter", "christmas", "halloween",
))  # fmt: skip
_NUMBERS_ALONE = re.compile(r"(?:1[6-9]|20)\d\d|\d[/-]\d|['’][3-9]0s")
"""Numbers that are a time without any word: a year, a decade, a day such as 3/14/2031."""
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


def may_tell_time(text: str, words: Iterable[str]) -> bool:
    """Check for a word or a number without which there is no time: most sentences have none.

    Args:
        text: The text.
        words: Its words.

    >>> may_tell_time("It sank on Friday.", ["It", "sank", "on", "Friday", "."])
    True
    >>> may_tell_time("30 boats sank.", ["30", "boats", "sank", "."])
    False
    """
    return not _TIMES.isdisjoint(map(str.lower, words)) or _NUMBERS_ALONE.search(text) is not None


def month_number(name: str) -> int | None:
    """Give the number of a month by its name in small letters, in full or shortened; none for any other word.

    >>> month_number("march"), month_number("sept"), month_number("marching") is None
    (3, 9, True)
    """
    return _NUMBERS.get(name)


def with_english_months(text: str) -> str:
    """Write the months of dates in other languages in English.

    >>> with_english_months("lundi 4 mars 2031"), with_english_months("4 de marzo de 2031")
    ('lundi 4 March 2031', '4 March 2031')
    """
    return _FOREIGN_MONTH.sub(lambda found: _ENGLISH[found[1].lower()], text)
