"""The words shown to people for the codes of a ledger."""

from collections.abc import Iterable

from whence.records.answers import Count
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import (
    Certainty,
    Colouring,
    Event,
    Genre,
    Level,
    Naming,
    Polarity,
    Precision,
    Source,
    StatementKind,
    Time,
)
from whence.records.report import Report
from whence.records.review import Correction, Standing
from whence.records.sourcing_mix import Footing

__all__ = [
    "COLOURINGS",
    "FOOTINGS",
    "GENRES",
    "SIGNS",
    "VOICES",
    "count_of",
    "letter_of",
    "notes_of",
    "phrase_certainty",
    "phrase_event",
    "phrase_moment",
    "phrase_source",
    "phrase_standing",
    "phrase_time",
    "quoted",
    "trimmed",
    "under_headings",
]

COLOURINGS: dict[Colouring, str] = {
    "crediting": "the reporter gives credit",
    "distancing": "the reporter keeps a distance",
}

GENRES: dict[Genre, str] = {
    "opinion": "Opinion",
    "first-person": "Written in the first person",
    "transcript": "Interview or transcript",
    "live blog": "Live blog",
    "match report": "Match report",
    "listing": "Listing",
}

VOICES: dict[StatementKind, str] = {
    "record": "a fact on record",
    "observation": "what anybody there could see",
    "interpretation": "the writer’s interpretation",
    "other": "other words of the page’s own",
}

FOOTINGS: dict[Footing, str] = {
    "named": "named",
    "described": "described",
    "withheld": "withheld",
    "documentary": "documents",
    "nobody": "no source",
    "own": "own voice",
}
"""What a text rests on, in the order of the bar and in the words of `whence.records.sourcing_mix.summary_line`."""

_CERTAINTIES: dict[tuple[Level, Polarity], str] = {
    ("certain", "for"): "certain",
    ("certain", "against"): "denied",
    ("probable", "for"): "probable",
    ("probable", "against"): "probably not",
    ("possible", "for"): "possible",
    ("possible", "against"): "possibly not",
    ("uncommitted", "for"): "left open",
    ("uncommitted", "against"): "unwilling",
}
SIGNS: dict[tuple[Level, Polarity], str] = {
    ("certain", "for"): "●",
    ("certain", "against"): "⊘",
    ("probable", "for"): "◕",
    ("probable", "against"): "⊘",
    ("possible", "for"): "◑",
    ("possible", "against"): "⊘",
    ("uncommitted", "for"): "○",
    ("uncommitted", "against"): "○",
}
"""A sign for each certainty, the fuller the surer; always shown with its word."""
_PLAIN_MODES = frozenset({"investigate", "disapprove"})
_NAMINGS: dict[Naming, str] = {
    "named": "named {}",
    "described": "{}, not named",
    "withheld": "{}, name withheld",
    "bare": "{}, nothing said about them",
}
_STANDINGS: dict[Standing, str] = {
    "counts": "",
    "superseded": "a later correction says otherwise",
    "text changed": "the text was changed beneath it, so it does not count",
}
_MINUTE = len("2031-03-04T09:30")
_PLURALS: dict[str, str] = {"person": "people", "organisation": "organisations", "document": "documents"}
_OPENING_MARKS = tuple("“\"‘'«„‚‹")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MONTHS_IN_QUARTER = 3


def notes_of(report: Report) -> list[str]:
    """List what a reader of a report should know first: what was assumed, and that only English is understood.

    >>> notes_of(Report(text="Die Flut kommt.", language="de"))
    ['The report is not in English (its language is de), and whence understands only English.']
    """
    told = report.language and report.language.lower().partition("-")[0]
    if told in {None, "", "en"}:
        return list(report.notes)
    language = f"The report is not in English (its language is {told}), and whence understands only English."
    return [*report.notes, language]


def phrase_certainty(certainty: Certainty) -> str:
    """Put a certainty into words.

    >>> phrase_certainty(Certainty(level="probable", polarity="against", score=-2.0))
    'probably not'
    """
    return _CERTAINTIES[certainty.level, certainty.polarity]


def phrase_source(source: Source) -> str:
    """Say what a source is and how the report identifies it; '' if neither is known.

    >>> phrase_source(Source(id="s1", name="a source", kind="person", naming="bare", mentions=()))
    'person, nothing said about them'
    >>> phrase_source(Source(id="s2", name="the Act", kind="document", naming="named", mentions=()))
    'document with a title or issuer'
    """
    if source.is_unresolved:
        return "unresolved pronoun"
    kind = _PLURALS.get(source.kind or "", source.kind or "") if source.is_plural else source.kind or ""
    if source.kind == "document" and source.naming:
        return f"{kind} with{'' if source.naming == 'named' else 'out'} a title or issuer"
    return _NAMINGS[source.naming].format(kind).strip(", ") if source.naming else kind


def phrase_time(time: Time, text: str = "") -> str:
    """Write a time with the precision that the report gives it; one that nothing resolves, in the words of the text.

    >>> phrase_time(Time(spans=(), start="2031-03-01", end="2031-03-31", precision="month"))
    '2031-03'
    >>> phrase_time(Time(spans=(), start="2031-04-01", end=None, precision="day"))
    'from 2031-04-01'
    >>> phrase_time(Time(spans=(), start="2031-04-07", end="2031-04-13", precision="week"))
    '2031-04-07 to 04-13'
    >>> from whence.records.report import Span
    >>> phrase_time(Time(spans=(Span(3, 9),), start=None, end=None, precision="unknown"), "On Friday")
    'Friday (day unknown)'
    """
    if time.precision == "unknown":
        return f"{' '.join(span.of(text) for span in time.spans)} (day unknown)".lstrip()
    first, last = (_period_of(day, time.precision) if day else "" for day in (time.start, time.end))
    if not first or not last:
        return f"from {first}" if first else f"until {last}" if last else ""
    if first == last:
        return first
    is_same_year = first[:5] == last[:5] and first[4:5] == "-"
    return f"{first} to {last[5:] if is_same_year else last}"


def phrase_moment(at: str) -> str:
    """Write a time that is kept in UTC, to the minute.

    >>> phrase_moment("2031-03-05T06:00:59+00:00")
    '2031-03-05 06:00 UTC'
    """
    return f"{at[:_MINUTE].replace('T', ' ')} UTC"


def phrase_standing(correction: Correction) -> str:
    """Say why a correction does not count in its report's latest version; '' if it does."""
    if correction.standing == "withdrawn":
        return f"withdrawn by {correction.withdrawn_by}, {phrase_moment(correction.withdrawn_at or '')}"
    return _STANDINGS[correction.standing]


def phrase_event(event: Event) -> str:
    """Name an event's type, and its mode if it has one: ``coerce (arrest)``.

    Who investigates or disapproves accuses nobody in plain words, so that these modes stand alone.
    """
    if event.mode in _PLAIN_MODES:
        return event.mode
    return event.type.lower() + (f" ({event.mode})" if event.mode else "")


def count_of(number: int, thing: str, things: str = "") -> str:
    """Write a number with its noun, singular or plural.

    >>> count_of(1, "report"), count_of(1200, "report"), count_of(0, "story", "stories")
    ('1 report', '1,200 reports', '0 stories')
    """
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def under_headings(findings: Iterable[Count]) -> list[Count]:
    """Give counts of findings by kind the kinds' headings for names.

    >>> under_headings([Count(name="scare-quotes", count=2)])
    [Count(name='Scare quotes: nobody is quoted', count=2)]
    """
    headings: dict[str, str] = {kind: entry.heading for kind, entry in FINDING_KINDS.items()}
    return [Count(name=headings.get(one.name, one.name), count=one.count) for one in findings]


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
    """Put words in quotation marks, unless they already begin with one.

    >>> quoted("the mole"), quoted("“the mole”")
    ('“the mole”', '“the mole”')
    """
    return words if words.startswith(_OPENING_MARKS) else f"“{words}”"


def trimmed(words: str, longest: int) -> str:
    """Shorten a text at a space, with an ellipsis at the end.

    >>> trimmed("the boats behind it go too", 16)
    'the boats behind…'
    """
    if len(words) <= longest:
        return words
    whole = words[: longest + 1].rpartition(" ")[0]
    return f"{whole or words[:longest]}…"


def _period_of(day: str, precision: Precision) -> str:
    """Name the month, quarter, year or decade of a day; for any other precision, the day itself."""
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
