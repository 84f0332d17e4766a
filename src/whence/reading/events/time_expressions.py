"""Time expressions: find them in a text, tell them from numbers and names, and tell which of several days is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from whence.language.date_words import MONTHS, MONTHS_SHORTENED, WEEKDAYS
from whence.language.english import NUMBER_WORDS, SHORT_TITLES
from whence.reading.events.time_cues import find_cue, is_told_back, lasted_until

__all__ = [
    "DEADLINES",
    "JUST_AHEAD",
    "JUST_OVER",
    "RANGES",
    "UP_TO_TWELVE",
    "TimeExpression",
    "find_expressions",
    "is_time",
    "lean_of",
]

# In these patterns a space stands for a gap within a paragraph, and a word in small letters may begin with a large one.
# No repeat is without a bound, so that no text is slow to search.
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS).title()})"
_HOURS = "(?: (?:morning|afternoon|evening|night))?"
# "A Friday morning fire" was on one Friday, "a Friday", "a Friday in May" and "a Sunday lunch" on any.
_WHAT_HAPPENED = (
    r"(?!(?:morning|afternoon|evening|night|in|of|at|on|when|that|and|or|with|for|to|after|before|as|is|was|like|lunch|brunch|"
    r"dinner|roast|school|newspaper|paper|drive|league)\b)(?![A-Z])\w{3}"
)
_MONTH = f"(?:{'|'.join(MONTHS).title()})"
_SHORT = rf"(?:{'|'.join(MONTHS_SHORTENED).title()})\b\.?"
_CAPITALS = f"(?:{'|'.join(MONTHS).upper()})"
_SEASON = "(?:spring|summer|autumn|fall|winter)"
# "In May 20 people died", "of 2021 votes", "at 2021 Quay Street": numbers that are not a day or a year.
_COUNTED = (
    "(?! (?:people|men|women|children|troops|jobs|workers|homes|seats|votes|points|cases|deaths|tons|tonnes|miles|feet|"
    r"(?:kilo)?met(?:er|re)s|pixels|blocks?|dollars|euros|pounds|per ?cent|hundred|[mb]illion|"
    r"(?:[A-Z]\w{1,20} ){1,2}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Way|Drive|Square))\b)"
)
_NUMBER_ENDS = r"(?![\w%]|[.,:]\d)"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{_NUMBER_ENDS}{_COUNTED}"
_YEAR = rf"(?:19|20)\d\d{_NUMBER_ENDS}"
_YEARS = rf"(?:1[6-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?{_NUMBER_ENDS}{_COUNTED}"
_WHICH = f"(?:{_YEAR}|(?:last|this|next) year)"
_WHICHEVER = "(?:last|next|this(?: past| coming)?)"
UP_TO_TWELVE = tuple(NUMBER_WORDS)[:12]
_COUNT = rf"(?:\d\d?|\d{{3}}(?! decade)|{'|'.join(UP_TO_TWELVE)}|several|(?:an? )?(?:few|couple of|dozen)|an?)"
_UNIT = r"(?:hour|day|week|month|quarter|year|decade)s?\b(?!-)"
# Days that have a name, and none that is another day in another country or year.
_FEASTS = {
    "new year['’]?s eve": ("december", "31"),
    "new year['’]?s day": ("january", "1"),
    "christmas eve": ("december", "24"),
    "christmas (?:day|night|morning)": ("december", "25"),
    "boxing day": ("december", "26"),
    "valentine['’]?s day": ("february", "14"),
    "halloween": ("october", "31"),
    "(?:the )?fourth of july": ("july", "4"),
}
_FEAST = f"(?:{'|'.join(_FEASTS)})"
# "Two days later", but not "two days later than planned", "two days after the vote".
_STOPS = r"(?=[.,;:!?)”\"–—]|\s(?:and|but|or)\b|\s*$)"
_GOES_ON = r"(?!\s(?:than|that|this|in)\b)"
_KINDS = {
    "title": (
        f"(?:every|each|black|good|bloody|super|cyber|palm|easter) {_WEEKDAY}|(?:every|each|any) {_FEAST}|"
        f"a {_WEEKDAY}(?!{_HOURS} {_WHAT_HAPPENED})|"
        r"(?:USA|Russia|India|the) Today|May Day|(?:a|the|brighter|better) tomorrow|"
        f"Mail on Sunday|{_WEEKDAY} (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Night (?:Live|Lights|Football))|"
        r"(?:Sept\.?|September) 11(?= (?:terror |terrorist )?attacks)"
    ),
    "numeric": (
        r"(?<!/)[12]\d{3}-\d\d-\d\d(?!-)|\d{1,2}/\d{1,2}/(?:[12]\d)?\d\d(?![/\d])|"
        r"\d{1,2}-\d{1,2}-(?:[12]\d)?\d\d(?![-\d])"
    ),
    "feast": f"(?:{_YEAR} )?{_FEAST}(?:,? {_YEAR}| (?:of )?{_WHICH})?",
    "date": (
        rf"(?:(?:this )?{_WEEKDAY}{_HOURS},? (?:the )?)?(?:(?:{_MONTH}|{_SHORT}|{_CAPITALS}) {_DAY}"
        rf"(?:(?: ?(?:-|–) ?| to ){_DAY})?|"
        rf"{_DAY}(?:(?: ?(?:-|–) ?| to | and ){_DAY})?(?: of)? (?:{_MONTH}|{_SHORT}))(?:,? {_YEAR}| (?:of )?{_WHICH})?"
    ),
    "month": f"{_WHICHEVER} {_MONTH}|{_SHORT},? {_YEAR}|{_MONTH}(?:,? (?:of )?{_WHICH})?",
    "weekday": f"(?:(?:{_WHICHEVER}|coming) )?{_WEEKDAY}{_HOURS}(?: (?:of )?(?:last|this|next) week)?",
    "named": (
        f"the day (?:before yesterday|after tomorrow)|(?:today|tomorrow|yesterday){_HOURS}|tonight|"
        "this (?:morning|afternoon|evening)|last night"
    ),
    "rolling": (
        rf"(?:the|this) (?:past|last|next|coming) (?:{_COUNT} )?{_UNIT}(?! of\b)|"
        rf"(?:past|last|next|coming) {_COUNT} {_UNIT}(?! of\b)|(?:recent|coming) (?:days|weeks|months|years|decades)"
    ),
    "weekend": (
        r"(?:last|next|(?:the|this)(?: past| last| coming| next)?) weekend\b(?! of the\b)|"
        # "A fatal weekend shooting", but not "a Labor Day weekend shooting".
        r"(?<!Day\s)(?<!iday\s)weekend"
        "(?= (?:drive-by )?(?:shooting|homicide|killing|fire|attack|crash|storm|violence|arrest))"
    ),
    "calendar": r"(?:last|this|next|the(?: current)?) (?:week|month|quarter|year|decade)\b(?!-| of\b)",
    "ago": f"{_COUNT} {_UNIT} ago",
    "shift": (
        rf"(?:{_COUNT} {_UNIT}|(?:the|that) (?:same )?(?:day|night|week|month|year)) "
        rf"(?:(?:later|earlier){_GOES_ON}|(?:before|after){_STOPS})|"
        rf"the (?:following|previous|preceding) (?:day|week|month|year)\b(?! of\b)"
    ),
    "ahead": f"(?:in|within) {_COUNT} {_UNIT}(?:['’] time)?(?! (?:of|ago))|{_COUNT} {_UNIT} from (?:now|today)",
    "rest": r"the (?:rest|remainder) of (?:the|this) (?:week|month|quarter|year)\b(?! of\b)",
    "season": rf"(?:last|this|next) {_SEASON}(?! in\b)|(?:the )?{_SEASON}(?: of)? {_WHICH}",
    "decade": r"(?:the )?(?:(?:19|20)\d0|['’][3-9]0)s",
    "year": _YEARS,
}
_PART = (
    "(?:the )?(?:(?:early|earlier|mid|late|later)(?: in| on)?(?: |-)|"
    "(?:start|beginning|middle|end|(?:first|second) half|(?:first|second|third|fourth|last|final) quarter|"
    "(?:first|last) (?:three|six) months) of )"
)
_SIGNAL = (
    "(?:since|until|till|before|after|by|from|between|to|and|or|through|throughout|in|during|of|around|for|"
    r"(?:early|late|recently) as|(?:no|not) later than|(?:the|an?|its|his|her|our|their|s)"
    r"(?: (?!(?:about|almost|around|first|last|nearly|next|only|other|over|roughly|some|top|"
    f"{_MONTH}|{_SHORT}) )"
    r"\w{3,15})?"
    rf"(?= {_YEARS} [^\W\d]))"
)
_ALL_KINDS = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_WHOLE = f"(?:(?P<signal>{_SIGNAL}) (?:(?:at least|about|around) )?)?(?P<part>{_PART})?(?:{_ALL_KINDS})"
_SMALL = re.compile(r"(?<![\w\\<\[])[a-z]+(?![\w>])")
# Most words, money and decimals cannot begin a time expression; excluding them first halves the search.
_OPENING = {
    word for each in re.findall(r"(?<![\w\\<\[])[A-Za-z]+(?![\w>])", _WHOLE) for word in (each, each.capitalize())
}
_ALONE = frozenset((
    *WEEKDAYS, *MONTHS, *MONTHS_SHORTENED, "today", "tomorrow", "yesterday", "tonight", "mid", "early", "earlier",
    "late", "later", "halloween", "valentine",
))  # fmt: skip
"""What can be a time by itself, or with a mark right after it."""


def _any_of(words: Iterable[str]) -> str:
    """Write a pattern of words, which looks at the first letter of each first."""
    by_letter = groupby(sorted(words), key=itemgetter(0))
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in those)})" for letter, those in by_letter)


_GAP = r"[^\S\n\r\u2028\u2029]{1,3}"
_BEGUN = rf"[\d'’]|(?:{_any_of(_OPENING)})s?\b"
# Other words that can begin a time expression have one of them next, or a name and a number: "its Marram 2031 plan".
_GOING_ON = rf"{_GAP}(?:{_BEGUN}|\w{{3,15}}{_GAP}\d)"
_START = (
    rf"(?<![\w$£€#@])(?=[\d'’]|(?:{_any_of(word for word in _OPENING if word.lower() in _ALONE)})\b|"
    rf"(?:{_any_of(word for word in _OPENING if word.lower() not in _ALONE)}){_GOING_ON})(?!(?<=\d[.,:/-])\d)"
)
_EITHER_CASE = _SMALL.sub(lambda word: f"[{word[0][0].upper()}{word[0][0]}]{word[0][1:]}", _WHOLE)
_EXPRESSION = re.compile(_START + _EITHER_CASE.replace(" ", f"(?:{_GAP})") + r"(?!\w)")

# "The first strike in three years" refers to the past.
_MEASURED = re.compile(r"\b(?:first|second|third|\d+|two|three|[a-z]{2,12}est|most|least|worst|once|times?|more)\b")
_FIRST_IN = re.compile(r"\b(?:first|second|third|fourth|fifth|last|only)(?: [\w’'-]{1,20}){0,3}\s$")
_SHORTENED = "".join(rf"(?<!\b{title.title()}.)" for title in sorted({*SHORT_TITLES, "st"}))
_NO_END = r"(?<!\b[ap]\.m.)(?<!\bInc.)(?<!\bCorp.)(?<!\bLtd.)"  # "at 6 p.m. on Friday"
_CLAUSE_ENDS = re.compile(
    rf"[.!?]{_SHORTENED}(?<!\b[A-Z].){_NO_END}['\"’”)]{{0,2}}\s|[;:\n]|, (?:and|but|while|when|who|which)\b"
)
_POSSESSIVES = ("'s", "’s")
_STARTS, _YEAR_IS = (
    re.compile(r"(?:^|[“\"‘'])\s?$"),
    re.compile(r"\s(?:is|was|will|has|saw|brought|marks|marked)\b"),
)  # "2031 was dry"
_YEAR_TOLD = re.compile("(?:last|this|next) year$")
_NEXT = re.compile("the next (?:day|week|month|year)")  # in what is told as past, that after the one told before
_LABEL_ENDS, _LEAST_LISTED = re.compile(r",?\s{0,2}(?:[-–—:|@•]|at [A-Z])|\n"), 3  # "May 3 – Odense"
_REACH_BEFORE, _REACH_AFTER, _REACH_OF_POSSESSIVE = 60, 40, 30
# "The March high", "a fatal June shooting", and not "said May is dry".
_WORD_BEFORE = re.compile(r"(?<!\S)[a-z]{1,15}\s$")
_NOUN_FOLLOWS = re.compile(
    r"\s(?!(?:on|to|for|of|in|by|at|from|with|and|or|but|who|that|as|than|after|before|is|was|were|are|has|had|have|will|"
    r"would|can|could|said|says|told)\b)[a-z]"
)
_NUMBER_FOLLOWS, _NAME_FOLLOWS = re.compile(r"\s(?:to|and|or)\s[\d$£€]"), re.compile(r"\s[A-Z]")
RANGES = {"from": {"to", "until", "till", "through"}, "between": {"and"}}
_JOINERS = frozenset({"", "and", "or", "to"})
JUST_OVER, JUST_AHEAD = frozenset({"last", "past"}), frozenset({"next", "coming"})
DEADLINES = frozenset({"until", "till", "by", "before", "no later than", "not later than"})
_NIGHT = re.compile(r"\b(?:day|night|week)\s$")
_DATED = re.compile(r"\b(?:on|dated|date)\s$")  # "on 3-14-31"
_REACHES_BACK = re.compile(r"\b(?:dat(?:e|es|ed|ing)|back) to\s$")  # "back to 1998"
# "Into 2031", "raising 2031 elections": a number without a comma, but for words that any number follows.
_BARE = re.compile(
    r"(?<!\S)(?!(?:about|nearly|almost|over|under|some|than|roughly|approximately|only|just|least|most|"
    r"up|fiscal|year|number|model|route|highway|room|page|flight|code|channel|another|these|those|all|exactly|every)\s)[a-z]{2,20}\s$"
)
_RECENT = range(1950, 2050)
# Months that are also a verb or a name count only after a preposition; after "by" and "of", May can be a person.
_UNSURE = frozenset({"march", "april", "may", "june", "august"})
_BEFORE_PEOPLE = frozenset({"by", "from", "of", "for", "after", "around"})
# Earlier names first where one contains another.
_PARTS = (
    "earlier",
    "early",
    "start",
    "beginning",
    "mid",
    "later",
    "late",
    "end",
    "first half",
    "second half",
    "first quarter",
    "second quarter",
    "third quarter",
    "fourth quarter",
    "last quarter",
    "final quarter",
    "first three months",
    "first six months",
    "last three months",
    "last six months",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A candidate time expression, with its context in the clause."""

    kind: str
    signal: str
    part: str
    words: tuple[str, ...]
    before: str
    after: str
    signal_start: int
    start: int
    end: int
    is_listed: bool = False
    """Whether it stands in a list of dates to come, as of a tour or of matches."""


def find_expressions(text: str) -> list[TimeExpression]:
    """List what may be a time expression, in the order of the text; `is_time` tells which of them are.

    >>> [(one.kind, one.signal, one.words) for one in find_expressions("Closed since May 2031, it opens on Friday.")]
    [('month', 'since', ('may', '2031')), ('weekday', '', ('friday',))]
    """
    found = [_expression(each) for each in _EXPRESSION.finditer(text)]
    listed = [one.kind == "date" and _LABEL_ENDS.match(one.after) is not None and not _cue(one) for one in found]
    if sum(listed) < _LEAST_LISTED:
        return found
    return [replace(one, is_listed=is_listed) for one, is_listed in zip(found, listed, strict=True)]


def _expression(found: re.Match[str]) -> TimeExpression:
    text, kind, part = found.string, found.lastgroup or "", " ".join((found["part"] or "").lower().split())
    start, end = found.start("part") if part else found.start(kind), found.end()
    # "Before Tuesday's vote" and "the night before Christmas Day" tell of the day of the vote, and of that day.
    is_bound = not text.startswith(_POSSESSIVES, end) and not _NIGHT.search(
        text[max(0, found.start() - 8) : found.start()]
    )
    expression = TimeExpression(
        kind=kind,
        signal=(found["signal"] or "").lower() if is_bound else "",
        part=next((piece for piece in _PARTS if piece in part), ""),
        words=tuple(re.findall(r"[^\W\d_]+|\d+", found[kind].lower())),
        before=_CLAUSE_ENDS.split(text[max(0, start - _REACH_BEFORE) : start])[-1],
        after=_CLAUSE_ENDS.split(text[end : end + _REACH_AFTER])[0],
        signal_start=found.start(),
        start=start,
        end=end,
    )
    if kind == "feast":
        told = " ".join(found[kind].lower().split())
        day = next(day for feast, day in _FEASTS.items() if re.search(feast, told))
        years = [word for word in expression.words if word.isdigit()] or _YEAR_TOLD.findall(told)
        return replace(expression, kind="date", words=(*day, *" ".join(years).split()))
    is_next = _NEXT.fullmatch(" ".join(expression.words)) and _cue(expression) == "past"
    return replace(expression, kind="shift") if is_next else expression


def is_time(expression: TimeExpression, listed: TimeExpression | None) -> bool:
    """Check whether an expression is a time and not a number, a name or a duration."""
    kind, words, signal, after = expression.kind, expression.words, expression.signal, expression.after
    if kind == "title" or expression.part or (listed and listed.kind == kind):
        return kind != "title"
    if kind in _CHECKS:
        return _CHECKS[kind](expression)
    if kind == "month" and len(words) == 1 and words[0] in _UNSURE:
        is_person = signal in _BEFORE_PEOPLE and (words[0] == "may" or _NAME_FOLLOWS.match(after))
        is_label = _WORD_BEFORE.search(expression.before) and _NOUN_FOLLOWS.match(after) and words[0] != "may"
        return bool(is_label) or (signal not in _JOINERS and not is_person)
    if kind == "ahead" and words[-1] not in {"time", "now", "today"}:
        cue = _cue(expression)
        is_length = words[0] == "within" or words[1] in {"a", "an", "one"} or _MEASURED.search(expression.before)
        return not _FIRST_IN.search(expression.before) and (cue == "coming" or not (cue or is_length))
    return kind != "calendar" or words[0] != "the" or words[1] == "current"


def _is_year(expression: TimeExpression) -> bool:
    """Check whether a number is a year, by the words around it."""
    words, signal, after = expression.words, expression.signal, expression.after
    if after.startswith(_POSSESSIVES) or (_STARTS.search(expression.before) and _YEAR_IS.match(after)):
        return len(words) == 1
    if not signal and len(words) == 1 and _BARE.search(expression.before):
        return int(words[0]) in _RECENT and int(words[0]) % 100 > 0
    is_back = _REACHES_BACK.search(expression.before) is not None
    return is_back or (signal not in _JOINERS and not (signal in RANGES and _NUMBER_FOLLOWS.match(after)))


def _is_numeric(expression: TimeExpression) -> bool:
    """Check whether numbers are a date: one with a year of two digits may be a score or a version."""
    is_plain = max(map(len, expression.words)) > len("31") or _DATED.search(expression.before)
    return bool(is_plain) or expression.signal in {"since", *DEADLINES}


def _is_named(expression: TimeExpression) -> bool:
    """Check whether a day is meant and not an age: "the workers of tomorrow"."""
    is_age = expression.signal == "of" and expression.words in {("today",), ("tomorrow",)}
    return not is_age or expression.before.endswith("as of ")


_CHECKS = {"year": _is_year, "numeric": _is_numeric, "named": _is_named}


def lean_of(expression: TimeExpression) -> str:
    """Determine which of the days or months with this name is meant.

    Returns:
        ``past`` or ``coming``: the nearest on this side; ``last`` or ``next``: without today; ``meant``: coming when it
        was said; ``this``: of this year; ``weekend``: as this weekend; ``unsure``: nothing tells.
    """
    words, cue = {*expression.words}, _cue(expression)
    if words & (JUST_OVER | JUST_AHEAD):
        return "last" if words & JUST_OVER else "next"
    if expression.signal in {"since", *DEADLINES}:
        return "past" if expression.signal == "since" or lasted_until(expression.before) else "coming"
    if cue:
        return "meant" if cue == "coming" and is_told_back(expression.before, expression.after) else cue
    if expression.is_listed:
        return "coming"
    if "this" in words:
        return {"weekday": "coming", "weekend": "weekend"}.get(expression.kind, "this")
    return "unsure" if expression.kind == "date" or (expression.kind == "month" and not expression.signal) else "past"


def _cue(expression: TimeExpression) -> str:
    """Find what shows past or future in the clause of an expression."""
    reach = _REACH_OF_POSSESSIVE if expression.after.startswith(_POSSESSIVES) else 1
    return find_cue(expression.before, expression.after, reach=reach)
