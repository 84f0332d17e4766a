"""Time checks: whether a candidate time expression is a time, and not a number, a name, a length or any such day."""

import re
from collections.abc import Callable, Mapping

from whence.language.date_words import MONTHS, MONTHS_SHORTENED
from whence.reading.events.time_cues import find_cue
from whence.reading.events.time_expressions import DEADLINES, POSSESSIVES, RANGES, TimeExpression, cue_of

__all__ = ["is_habit", "is_time"]

# "The first strike in three years" refers to the past.
_MEASURED = re.compile(r"\b(?:first|second|third|\d+|two|three|[a-z]{2,12}est|most|least|worst|once|times?|more)\b")
_FIRST_IN = re.compile(r"\b(?:first|second|third|fourth|fifth|last|only)(?: [\w’'-]{1,20}){0,3}\s$")
_STARTS, _YEAR_IS = (
    re.compile(r"(?:^|[“\"‘']|^[A-Z][^,]{1,40},\s)\s?$"),
    re.compile(r"\s(?:is|was|will|has|saw|brought|marks|marked)\b"),
)  # "2031 was dry"
# "The March high", "a fatal June shooting", and not "said May is dry".
_WORD_BEFORE = re.compile(r"(?<!\S)[a-z]{1,15}\s$")
_NOUN_FOLLOWS = re.compile(
    r"\s(?!(?:on|to|for|of|in|by|at|from|with|and|or|but|who|that|as|than|after|before|is|was|were|are|has|had|have|will|"
    r"would|can|could|said|says|told)\b)[a-z]"
)
_NUMBER_FOLLOWS, _NAME_FOLLOWS = re.compile(r"\s(?:to|and|or)\s[\d$£€]"), re.compile(r"\s[A-Z]")
_JOINERS = frozenset({"", "and", "or", "to"})
_DATED = re.compile(r"\b(?:on|dated|date)\s$")  # "on 3-14-31"
# "Back to 1998", "in contrast to 2008".
_REACHES_BACK = re.compile(
    r"\b(?:dat(?:e|es|ed|ing)|back|contrast|compar(?:ed|ison)|similar|relative|prior|fast-forward) to\s$", re.IGNORECASE
)
# "Into 2031", "raising 2031 elections": a number without a comma, but for words that any number follows.
_BARE = re.compile(
    r"(?<!\S)(?!(?:about|nearly|almost|over|under|some|than|roughly|approximately|only|just|least|most|"
    r"up|fiscal|year|number|model|route|highway|room|page|flight|code|channel|another|these|those|all|exactly|every)\s)[a-z]{2,20}\s$"
)
_RECENT, _LIKELY = range(1950, 2050), range(1850, 2050)
_QUARTER_HOURS = frozenset({0, 15, 30, 45})
# "A gray 2015 Toyota" has the year of its model.
_OF_CAR = re.compile(
    r"\s(?:\w{3,10}\s)?(?:Toyota|Honda|Ford|Chevrolet|Chevy|Nissan|Dodge|Jeep|Hyundai|Kia|BMW|Mercedes|Audi|Volkswagen|VW|Lexus|"
    r"Acura|Infiniti|Subaru|Mazda|Buick|Cadillac|GMC|Chrysler|Pontiac|Volvo|Porsche|Tesla|Mitsubishi|Suzuki|Jaguar|Fiat|"
    r"Ferrari|Oldsmobile|Harley|Yamaha)\b"
)
_ARTICLES = ("", "a", "an", "the", "its", "his", "their", "her", "our", "s", "of", "and", "or")
# Months that are also a verb or a name count only after a preposition; after "by" and "of", May can be a person.
_UNSURE = frozenset({"march", "april", "may", "june", "august"})
# "Lost to her that November", in a year told of before.
_THAT_MONTH = re.compile(
    r"(?<!said)(?<!says)(?<!say)(?<!told)(?<!hope)(?<!fear)(?<!know)(?<!think)(?<!warned)(?<!added)\sthat\s$"
)
_EVERY_MONTH = re.compile(r"\b(?:each|every)\s$")
_BEFORE_PEOPLE = frozenset({"by", "from", "of", "for", "after", "around"})


# "On a rainy Friday", "one Friday in mid-July": any such day, but for "a deadly Friday shooting".
_SOME_DAY = re.compile(
    r"\b(?:one|every|each|any|some|an? (?:recent|typical|normal|regular|random|given|certain|quiet|busy|rainy|snowy|"
    r"sunny|foggy|cold|chilly|hot|warm|humid|windy|stormy|beautiful|spring|summer|autumn|winter))\s$"
)
_OF_A_MONTH = re.compile(
    rf"\s(?:in|of) (?:early[- ]|late[- ]|mid[- ])?(?:{'|'.join((*MONTHS, *MONTHS_SHORTENED)).title()})\b"
)
_EVERY = re.compile(r"\s(?:mornings|afternoons|evenings|nights)\b")  # "on Saturday nights"
_OF_ANOTHER_YEAR = re.compile(r"\s(?:of )?(?:that|the same) (?:same )?year\b")
_TIMES_IN = re.compile(r"\b(?:once|twice|times)\s(?:\w+\s)?$")
_WEEKLY = re.compile(r"\b(?:is|are|opens?|spends?|works?|airs?|runs?|meets?|hours|available|delivered|inbox)\b")
_WAS_TO = re.compile(r"\b(?:was|were) to\b")  # "was to be dropped in 36 months", from a day that nobody tells
_OVER = re.compile(r"\bover\s$")


def is_time(expression: TimeExpression, listed: TimeExpression | None) -> bool:
    """Check whether an expression is a time and not a number, a name or a duration."""
    kind = expression.kind
    if kind == "title" or _OF_ANOTHER_YEAR.match(expression.after):
        return False
    if expression.part or (listed and listed.kind == kind):
        return True
    return _CHECKS[kind](expression) if kind in _CHECKS else True


def is_habit(first: TimeExpression, second: TimeExpression, gap: str) -> bool:
    """Check for days of every week: "is open Monday through Friday"."""
    is_pair = first.kind == second.kind == "weekday" and second.signal == "through" and not gap.strip()
    return is_pair and _WEEKLY.search(first.before) is not None and not find_cue(first.before, second.after)


def _is_weekday(expression: TimeExpression) -> bool:
    """Check whether a day is meant and not any such day: "on a rainy Friday", "Friday in mid-July"."""
    return not (
        _SOME_DAY.search(expression.before) or _OF_A_MONTH.match(expression.after) or _EVERY.match(expression.after)
    )


def _is_season(expression: TimeExpression) -> bool:
    """Check whether a season without a year is one, and not that of every year: "it will open in the fall"."""
    if expression.words[0] != "the" or len(expression.words) > len(("the", "fall")):
        return True
    is_in = expression.signal in {"in", "during", "by", "since"} or _OVER.search(expression.before)
    cue = cue_of(expression)
    return bool(is_in) and (cue == "coming" or (cue == "past" and expression.words[1] != "fall"))


def _is_month(expression: TimeExpression) -> bool:
    """Check whether a word that is a month, a verb and a name is a month."""
    words, signal, after = expression.words, expression.signal, expression.after
    if _EVERY_MONTH.search(expression.before):
        return False
    if _THAT_MONTH.search(expression.before) and not _NOUN_FOLLOWS.match(after):
        return False
    if len(words) > 1 or words[0] not in _UNSURE:
        return len(words) > 1 or words[0] not in MONTHS_SHORTENED
    is_person = signal in _BEFORE_PEOPLE and (words[0] == "may" or _NAME_FOLLOWS.match(after))
    is_label = _WORD_BEFORE.search(expression.before) and _NOUN_FOLLOWS.match(after) and words[0] != "may"
    return bool(is_label) or (signal not in _JOINERS and not is_person)


def _is_ahead(expression: TimeExpression) -> bool:
    """Check whether a length of time is reckoned from today, and not how long something took."""
    words = expression.words
    if words[-1] in {"time", "now", "today"}:
        return True
    cue = cue_of(expression)
    if _WAS_TO.search(expression.before) and not {"day", "days", "week", "weeks", "hour", "hours"} & {*words}:
        return False
    is_length = words[0] == "within" or words[1] in {"a", "an", "one"} or _MEASURED.search(expression.before)
    is_rate = _FIRST_IN.search(expression.before) or _TIMES_IN.search(expression.before)
    return not is_rate and (cue == "coming" or not (cue or is_length))


def _is_same(expression: TimeExpression) -> bool:
    """Check for a day told of before; a longer time is one only in parts: "later that year"."""
    return expression.words[-1] not in {"week", "month", "year"}


def _is_calendar(expression: TimeExpression) -> bool:
    return expression.words[0] != "the" or expression.words[1] == "current"


def _is_year(expression: TimeExpression) -> bool:
    """Check whether a number is a year, by the words around it."""
    words, signal, after = expression.words, expression.signal, expression.after
    if signal.partition(" ")[0] in _ARTICLES and _OF_CAR.match(after):
        return False
    if not signal and _is_apart(expression):
        return True
    if after.startswith(POSSESSIVES) or (_STARTS.search(expression.before) and _YEAR_IS.match(after)):
        return len(words) == 1
    if not signal and len(words) == 1 and _BARE.search(expression.before):
        return int(words[0]) in _RECENT and int(words[0]) % 100 > 0
    is_back = _REACHES_BACK.search(expression.before) is not None
    return is_back or (signal not in _JOINERS and not (signal in RANGES and _NUMBER_FOLLOWS.match(after)))


def _is_apart(expression: TimeExpression) -> bool:
    """Check for a year in brackets, or two of them with a dash, and not two hours: "1800-2000"."""
    first, last = int(expression.words[0]), int(expression.words[-1])
    is_bracketed = expression.before.endswith("(") and expression.after.startswith(")")
    is_pair = first < last and not ({first % 100, last % 100} <= _QUARTER_HOURS)
    return first in _LIKELY and last in _LIKELY and (is_pair if len(expression.words) > 1 else is_bracketed)


def _is_numeric(expression: TimeExpression) -> bool:
    """Check whether numbers are a date: one with a year of two digits may be a score or a version."""
    is_plain = max(map(len, expression.words)) > len("31") or _DATED.search(expression.before)
    return bool(is_plain) or expression.signal in {"since", *DEADLINES}


def _is_named(expression: TimeExpression) -> bool:
    """Check whether a day is meant and not an age: "the workers of tomorrow"."""
    is_age = expression.signal == "of" and expression.words in {("today",), ("tomorrow",)}
    return not is_age or expression.before.endswith("as of ")


def _is_rolling(expression: TimeExpression) -> bool:
    """Check for an hour of a tale: "over the next hour, they freed him"."""
    return expression.words[-2] != "next" or not expression.words[-1].startswith("hour") or cue_of(expression) != "past"


_CHECKS: Mapping[str, Callable[[TimeExpression], bool]] = {
    "year": _is_year, "numeric": _is_numeric, "named": _is_named, "weekday": _is_weekday, "season": _is_season,
    "month": _is_month, "ahead": _is_ahead, "calendar": _is_calendar, "same": _is_same,
    "rolling": _is_rolling,
}  # fmt: skip
