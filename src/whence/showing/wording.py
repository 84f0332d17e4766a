"""The words in which a ledger's codes are shown to people."""

from whence.records.ledger import (
    Certainty,
    Colouring,
    Event,
    Level,
    Polarity,
    Precision,
    StatementKind,
    Time,
)
from whence.records.sourcing_mix import Footing

__all__ = [
    "COLOURINGS",
    "FOOTINGS",
    "VOICES",
    "letter_of",
    "phrase_certainty",
    "phrase_event",
    "phrase_time",
    "quoted",
    "trimmed",
]

COLOURINGS: dict[Colouring, str] = {
    "crediting": "the reporter gives credit",
    "distancing": "the reporter keeps a distance",
}

VOICES: dict[StatementKind, str] = {
    "record": "a fact of record",
    "observation": "what anybody there could see",
    "interpretation": "what the writer makes of it",
}

FOOTINGS: dict[Footing, str] = {
    "named": "named",
    "described": "described",
    "withheld": "withheld",
    "documentary": "documents",
    "nobody": "nobody",
    "own": "own voice",
}
"""The categories of the sourcing mix, in the order of its bar and in the words of
`whence.records.sourcing_mix.summary_line`."""

_CERTAINTIES: dict[tuple[Level, Polarity], str] = {
    ("certain", "for"): "certain",
    ("certain", "against"): "denied",
    ("probable", "for"): "probable",
    ("probable", "against"): "probably not",
    ("possible", "for"): "possible",
    ("possible", "against"): "possibly not",
    ("uncommitted", "for"): "left open",
    ("uncommitted", "against"): "left open",
}
_OPENING_MARKS = tuple("“\"‘'«„‚‹")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MONTHS_IN_QUARTER = 3


def phrase_certainty(certainty: Certainty) -> str:
    """Describe a certainty.

    >>> phrase_certainty(Certainty(level="probable", polarity="against", score=-2.0))
    'probably not'
    """
    return _CERTAINTIES[certainty.level, certainty.polarity]


def phrase_time(time: Time) -> str:
    """Format a time as precisely as the report gives it, and not more precisely.

    >>> phrase_time(Time(spans=(), start="2031-03-01", end="2031-03-31", precision="month"))
    '2031-03'
    >>> phrase_time(Time(spans=(), start="2031-04-01", end=None, precision="day"))
    'from 2031-04-01'
    >>> phrase_time(Time(spans=(), start="2031-04-07", end="2031-04-13", precision="week"))
    '2031-04-07 to 04-13'
    """
    first, last = (_period_of(day, time.precision) if day else "" for day in (time.start, time.end))
    if not first or not last:
        return f"from {first}" if first else f"until {last}" if last else ""
    if first == last:
        return first
    is_same_year = first[:5] == last[:5] and first[4:5] == "-"
    return f"{first} to {last[5:] if is_same_year else last}"


def phrase_event(event: Event) -> str:
    """Name an event's type, with its mode if it has one: ``coerce (arrest)``."""
    return event.type.lower() + (f" ({event.mode})" if event.mode else "")


def letter_of(position: int) -> str:
    """Name a position by letters, like the columns of a spreadsheet.

    >>> [letter_of(position) for position in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, len(_ALPHABET))
        letters = _ALPHABET[rest] + letters
    return letters


def quoted(words: str) -> str:
    """Put words in quotation marks, unless they have their own.

    >>> quoted("the mole"), quoted("“the mole”")
    ('“the mole”', '“the mole”')
    """
    return words if words.startswith(_OPENING_MARKS) else f"“{words}”"


def trimmed(words: str, longest: int) -> str:
    """Cut a text between words, with an ellipsis for the rest.

    >>> trimmed("the boats behind it go too", 16)
    'the boats behind…'
    """
    if len(words) <= longest:
        return words
    whole = words[: longest + 1].rpartition(" ")[0]
    return f"{whole or words[:longest]}…"


def _period_of(day: str, precision: Precision) -> str:
    """Name the month, quarter, year or decade of a day; for other precisions, return the day itself."""
    year, month = day[:4], day[5:7]
    match precision:
        case "month":
            return day[:7]
        case "quarter" if month.isdecimal():
            return f"{year} Q{(int(month) - 1) // _MONTHS_IN_QUARTER + 1}"
        case "year":
            return year
        case "decade":
            return f"{day[:3]}0s"
        case _:
            return day
