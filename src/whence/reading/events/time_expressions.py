"""Time expressions: find them in a text, and tell them from numbers and names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from whence.language.date_words import MONTHS, MONTHS_SHORTENED, WEEKDAYS
from whence.language.english import SHORT_TITLES
from whence.reading.events.named_days import LONG_WEEKEND, MOVABLE_DAY, NAMED_DAY, fixed_day, movable_key
from whence.reading.events.periods import NUMBER_NAME, PART, part_named
from whence.reading.events.time_cues import find_cue, lasts_through

__all__ = [
    "DEADLINES",
    "JUST_AHEAD",
    "JUST_OVER",
    "POSSESSIVES",
    "RANGES",
    "SENTENCE_ENDS",
    "TimeExpression",
    "cue_of",
    "find_expressions",
]

# In these patterns a space stands for a gap within a paragraph, and a word in small letters may begin with a large one.
# No repeat is without a bound, so that no text is slow to search.
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS).title()})"
_HOURS = "(?: (?:morning|afternoon|evening|night))?"
# "A Friday morning fire" was on one Friday, "a Friday", "a Friday in May" and "a Sunday lunch" on any.
_WHAT_HAPPENED = (
    r"(?!(?:morning|afternoon|evening|night|in|of|at|on|when|that|and|or|with|for|to|after|before|as|is|was|like|lunch|brunch|"
    r"dinner|roast|school|newspaper|paper|drive|league|talk|television|radio|column|magazine|supplement|edition|tradition|"
    r"ritual|routine)\b)(?![A-Z])\w{3}"
)
_MONTH = f"(?:{'|'.join(MONTHS).title()})"
_SHORT = rf"(?:{'|'.join(MONTHS_SHORTENED).title()})\b\.?"
_CAPITALS = f"(?:{'|'.join(MONTHS).upper()})"
_SEASON = "(?:spring|summer|autumn|fall|winter)"
_TENS = ("Twenties", "Thirties", "Forties", "Fifties", "Sixties", "Seventies", "Eighties", "Nineties")
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
_YEARS_BACK = rf"(?:\d\d?|an?|{NUMBER_NAME}) years? ago"
_WHICHEVER = "(?:last|next|this(?: past| coming)?)"
_COUNT = rf"(?:\d\d?|\d{{3}}(?! decade)|{NUMBER_NAME}|several|(?:an? )?(?:few|couple of|dozen)|an?)"
_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|decade)s?\b(?!-)"
# "July 8 and 9", but not "on July 8 and 12 others".
_NEXT_DAY = (
    rf"(?:, {_DAY}){{0,3}},? and {_DAY}"
    r"(?=[.,;:!?)”\"—–]|\s?$| (?:at|in|for|on|to|with|after|before|by|but|when|as|of|from)\b)"
)
# "The end of Jan", but not "a friend of Jan", which selects no part.
_AFTER_PART = r"(?:(?<=of\s)|(?<=rly\s)|(?<=ate\s)|(?<=[Mm]id-)|(?<=[Mm]id\s))"
_LENGTH_BEGINS = r"(?:(?<=over\s)|(?<=in\s)|(?<=during\s)|(?<=for\s)|(?<=within\s)|(?<=of\s))"
# "Two days later", but not "two days later than planned", "two days after the vote".
_STOPS = r"(?=[.,;:!?)”\"–—]|\s(?:and|but|or)\b|\s*$)"
_GOES_ON = r"(?!\s(?:than|in)\b|\s(?:that|this) (?:same )?(?:day|night|morning|afternoon|evening|week|month|year)\b)"
_KINDS = {
    "title": (
        f"(?:every|each|black|bloody|super|cyber) {_WEEKDAY}|(?:every|each|any) (?:{NAMED_DAY}|{MOVABLE_DAY})|"
        f"a {_WEEKDAY}(?!{_HOURS} {_WHAT_HAPPENED})|"
        r"(?:USA|Russia|India|the) Today|May Day|"
        r"Orthodox Easter(?: Sunday)?|July (?:Fourth|4th)(?= weekend)|(?:a|the|brighter|better) tomorrow|"
        f"Mail on Sunday|Fox News Sunday|Last Week Tonight|"
        f"{_WEEKDAY} (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Night (?:Live|Lights|Football))|"
        r"(?:Sept\.?|September) 11(?= (?:terror |terrorist )?attacks)"
    ),
    "numeric": (
        r"(?<!/)[12]\d{3}(?:-\d\d-|/\d\d/)\d\d(?![-/\d])|\d{1,2}/\d{1,2}/(?:[12]\d)?\d\d(?![/\d])|"
        r"\d{1,2}-\d{1,2}-(?:[12]\d)?\d\d(?![-\d])"
    ),
    "feast": f"(?:{_YEAR} |{_WHICHEVER} )?{NAMED_DAY}(?:,? {_YEAR}| (?:of )?{_WHICH})?",
    "long": f"(?:{_WHICHEVER} )?{LONG_WEEKEND}(?:,? {_YEAR})?",
    "movable": f"(?:{_YEAR} |{_WHICHEVER} )?{MOVABLE_DAY}(?:,? {_YEAR}| (?:of )?{_WHICH})?",
    "date": (
        rf"(?:(?:this )?{_WEEKDAY}{_HOURS},? (?:the )?)?(?:(?:{_MONTH}|{_SHORT}|{_CAPITALS}) {_DAY}"
        rf"(?:(?: ?(?:-|–) ?| to | through ){_DAY}|{_NEXT_DAY})?|"
        rf"{_DAY}(?:(?: ?(?:-|–) ?| to | and ){_DAY})?(?: of)? (?:{_MONTH}|{_SHORT}))"
        f"(?:,? {_YEAR}| (?:of )?{_WHICH}|,? {_YEARS_BACK})?"
    ),
    "month": (
        f"{_WHICHEVER} {_MONTH}|{_SHORT},? {_YEAR}|{_AFTER_PART}{_SHORT}|"
        f"{_MONTH}(?:,? (?:of )?{_WHICH}|,? {_YEARS_BACK})?"
    ),
    "ordinal": (
        f"(?:the )?(?:first|second|third|fourth|last|final) {_WEEKDAY}{_HOURS} (?:of|in) (?:{_MONTH}|{_SHORT})"
        f"(?:,? (?:of )?{_WHICH})?"
    ),
    "counted": f"{_COUNT} weeks? (?:ago,?(?: on)?|from) {_WEEKDAY}{_HOURS}",
    "weekday": f"(?:(?:{_WHICHEVER}|coming) )?{_WEEKDAY}{_HOURS}(?: (?:of )?(?:last|this|next) week)?",
    "named": (
        f"the day (?:before yesterday|after tomorrow)|(?:today|tomorrow|yesterday){_HOURS}|tonight|"
        "this (?:morning|afternoon|evening)|last (?:night|evening)"
    ),
    "rolling": (
        rf"(?:the|this) (?:past|last) (?:year and a half|{_COUNT} and a half years)|"
        rf"(?:the|this) (?:past|next|coming) (?:{_COUNT} )?{_UNIT}(?! of\b)|"
        # "Over this last year", but not "she wrote about this last year".
        rf"(?:the|this(?= last {_COUNT} )|{_LENGTH_BEGINS}this) last (?:{_COUNT} )?{_UNIT}(?! of\b)|"
        rf"(?:past|last|next|coming) {_COUNT} {_UNIT}(?! of\b)|(?:recent|coming) (?:days|weeks|months|years|decades)"
    ),
    "weekend": (
        r"(?:last|next|(?:the|this)(?: past| last| coming| next)?) weekend\b(?! of the\b)|"
        # "A fatal weekend shooting", but not "a Labor Day weekend shooting".
        r"(?<!Day\s)(?<!iday\s)(?<!istmas\s)(?<!Easter\s)(?<!giving\s)(?<!ear['’]s\s)weekend"
        "(?= (?:drive-by )?(?:shooting|homicide|killing|fire|attack|crash|storm|violence|arrest))"
    ),
    "calendar": r"(?:last|this|next|the(?: current)?) (?:week|month|quarter|year|decade)\b(?!-| of\b)",
    "anniversary": (
        rf"{_COUNT} (?:week|month|year|decade)s? ago (?:today|yesterday|this (?:week|month|year|{_MONTH}|{_SEASON}))\b"
    ),
    "ago": f"{_COUNT} (?:{_UNIT}|years? and a half|and a half years) ago",
    "shift": (
        rf"(?:{_COUNT} {_UNIT}|(?:the|that) (?:same )?(?:day|night|week|month|year)) "
        rf"(?:(?:later|earlier){_GOES_ON}|(?:before|after){_STOPS})|"
        rf"the (?:following|previous|preceding) (?:day|week|month|year)\b(?! of\b| and a half)|"
        "the (?:following|previous|preceding|next) (?:morning|afternoon|evening|night)(?![-’'])"
    ),
    "same": (
        "(?:that(?: same)?|the same) (?:day|night|evening|morning|afternoon|week|month|year)"
        r"(?![-’']| (?:that|when|as|of|in which)\b)"
    ),
    "ahead": f"(?:in|within) {_COUNT} {_UNIT}(?:['’] time)?(?! (?:of|ago))|{_COUNT} {_UNIT} from (?:now|today)",
    "closing": "(?:the )?(?:year|month)['’]s end|(?<=by\\s)year(?:-| )end",
    "century": "the (?:1[0-9]|2[01])(?:st|nd|th) century(?![-’'])",
    "rest": r"the (?:rest|remainder) of (?:the|this) (?:week|month|quarter|year)\b(?! of\b)",
    "season": rf"(?:last|this|next) {_SEASON}(?! in (?![A-Z]))|(?:the )?{_SEASON}(?: of)? {_WHICH}|the {_SEASON}",
    "decade": rf"(?:the )?(?:(?:1[6-9]|20)\d0|['’][3-9]0)s|the (?:{'|'.join(_TENS)})\b",
    "year": rf"{_YEARS}|(?<=\b[Ii]n\s)['’]\d\d\b(?! [A-Z])",
}
_SIGNAL = (
    "(?:since|until|till|before|after|by|from|between|to|and|or|through|throughout|in|during|of|around|for|"
    r"(?:early|late|recently) as|(?:no|not) later than|(?:the|an?|its|his|her|our|their|s)"
    r"(?: (?!(?:about|almost|around|first|last|nearly|next|only|other|over|roughly|some|top|"
    f"{_MONTH}|{_SHORT}) )"
    r"\w{3,15})?"
    rf"(?= {_YEARS} [\"“‘']{{0,2}}[^\W\d]))"
)
_ALL_KINDS = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_WHOLE = f"(?:(?P<signal>{_SIGNAL}) (?:(?:at least|about|around) )?)?(?P<part>{PART})?(?:{_ALL_KINDS})"
_SMALL = re.compile(r"(?<![\w\\<\[])[a-z]+(?![\w>])")
# Most words, money and decimals cannot begin a time expression; excluding them first halves the search.
_OPENING = {
    word for each in re.findall(r"(?<![\w\\<\[])[A-Za-z]+(?![\w>])", _WHOLE) for word in (each, each.capitalize())
}
_ALONE = frozenset((
    *WEEKDAYS, *MONTHS, *MONTHS_SHORTENED, "today", "tomorrow", "yesterday", "tonight", "mid", "early", "earlier",
    "late", "later", "halloween", "valentine", "patrick", "april", "juneteenth", "veterans", "presidents", "christmas",
    "easter", "thanksgiving", "twenty", "thirty", "forty", "fifty", "sixty",
))  # fmt: skip
"""What can be a time by itself, or with a mark right after it."""


def _any_of(words: Iterable[str]) -> str:
    """Write a pattern of words, which looks at the first letter of each first."""
    by_letter = groupby(sorted(words), key=itemgetter(0))
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in those)})" for letter, those in by_letter)


# White space but line ends: a set of all four line ends would take twice as long to compile, and longer to match.
_GAP = r"(?:[^\S\n-\r\u2028\u2029]|[\v\f]){1,3}"
_BEGUN = rf"[\d'’]|(?:{_any_of(_OPENING)})s?\b"
# Other words that can begin a time expression have one of them next, or a name and a number: "its Marram 2031 plan".
_GOING_ON = rf"{_GAP}(?:{_BEGUN}|\w{{3,15}}{_GAP}\d)"
_START = (
    rf"(?<![\w$£€#@])(?=[\d'’]|(?:{_any_of(word for word in _OPENING if word.lower() in _ALONE)})\b|"
    rf"(?:{_any_of(word for word in _OPENING if word.lower() not in _ALONE)}){_GOING_ON})(?!(?<=\d[.,:/-])\d)"
)
_EITHER_CASE = _SMALL.sub(lambda word: f"[{word[0][0].upper()}{word[0][0]}]{word[0][1:]}", _WHOLE)
_EXPRESSION = re.compile(_START + _EITHER_CASE.replace(" ", f"(?:{_GAP})") + r"(?!\w)")

_SHORTENED = "".join(rf"(?<!\b{title.title()}.)" for title in sorted({*SHORT_TITLES, "st"}))
_NO_END = r"(?<!\b[ap]\.m.)(?<!\bInc.)(?<!\bCorp.)(?<!\bLtd.)"  # "at 6 p.m. on Friday"
# A quotation begins after a comma and ends with one: what is said in it is another clause.
_SENTENCE_ENDS = rf"[.!?]{_SHORTENED}(?<!\b[A-Z].){_NO_END}['\"’”)]{{0,2}}\s"
SENTENCE_ENDS = re.compile(_SENTENCE_ENDS)
_CLAUSE_ENDS = re.compile(
    rf"{_SENTENCE_ENDS}|[;:\n]|, (?:and|but|while|when|who|which)\b|"
    rf",[\"”]\s|,\s[“\"]"
)
POSSESSIVES = ("'s", "’s")
# "Services: 2 p.m. Thursday", without a verb.
_CLOCK = r"\d{1,2}(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
_SERVICE = re.compile(
    r"(?:\A|[\n.•*–-]\s{0,3})(?:(?:funeral|memorial|graveside) )?"
    rf"(?:services?|visitation|viewing|funeral|burial|interment|doors|registration):?(?: at| from)? {_CLOCK}"
    rf"(?:\s?(?:to|-|–)\s?{_CLOCK})?,?(?:\son)?\s$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\b(?:updated|posted|published|modified):?\s{0,2}$", re.IGNORECASE)  # "Updated: 3 months ago"
_YEAR_TOLD = re.compile("(?:last|this|next) year$")
_WHICH_FIRST = re.compile(r"\d{4}\s+|(?:last|next|this(?:\s+past|\s+coming)?)\s+", re.IGNORECASE)
# In what is told as past, the one after the time that was told before.
_NEXT = re.compile("the next (?:day|week|month|year)")
# "Worked there for | the next year": in a tale, a length.
_OVER_NEXT = re.compile(
    r"\b(?!said|told|added)(?:[a-z]{2,20}ed|made|took|held|sent|spent|wrote|gave|grew|rose|fell|kept)\b[^.]{0,60}\b(?:over|during|for)\s$"
)
_LABEL_ENDS, _LEAST_LISTED = re.compile(r",?\s{0,2}(?:[-–—:|@•]|at [A-Z])|\n"), 3  # "May 3 – Odense"
_REACH_BEFORE, _REACH_AFTER, _REACH_OF_POSSESSIVE = 120, 80, 30
RANGES = {"from": {"to", "until", "till", "through", "throughout"}, "between": {"and"}}
JUST_OVER, JUST_AHEAD = frozenset({"last", "past"}), frozenset({"next", "coming"})
DEADLINES = frozenset({"until", "till", "by", "before", "through", "no later than", "not later than"})
_PREPOSITION = re.compile(r"\b(?:in|on|during)\s$", re.IGNORECASE)
_FORTNIGHT = re.compile(r"\b(?:(?:an?|one) )?fortnights?\b")
_MEASURE = re.compile(r"\b(?:(?:minute|hour|day|night|week|month|year)s?|shortly|just)\s$")
# "She hosts This Morning", "said on “This Month”": a name within a sentence.
_SHOW, _WITHIN = (
    re.compile(r"(?:This|Last)\s(?:Week|Morning|Evening|Month|Year)"),
    re.compile(r"(?:\b[a-z]{3,20}|['’]s|[\"“‘'])\s?$"),
)
# "A Valentine's Day card" is no day.
_KEEPSAKE = re.compile(
    r"\s(?:cards?|gifts?|presents?|costumes?|decorations?|trees?|cand(?:y|ies)|chocolates?|flowers|sales?|shopping|lights|"
    r"displays?|outfits?|recipes?|ornaments?|cookies)\b"
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
    """Whether it stands in a list of dates to come, as of a tour or of matches, or after the name of a service."""
    sides: frozenset[str] = frozenset()
    """On which sides of today a weekday six days away is rather the nearest: ``past``, ``ahead``."""


def find_expressions(text: str) -> list[TimeExpression]:
    """List what may be a time expression, in the order of the text; `is_time` tells which of them are.

    >>> [(one.kind, one.signal, one.words) for one in find_expressions("Closed since May 2031, it opens on Friday.")]
    [('month', 'since', ('may', '2031')), ('weekday', '', ('friday',))]
    """
    found = [_expression(each) for each in _EXPRESSION.finditer(text)]
    listed = [one.kind == "date" and _LABEL_ENDS.match(one.after) is not None and not cue_of(one) for one in found]
    if sum(listed) < _LEAST_LISTED:
        return found
    return [replace(one, is_listed=one.is_listed or is_in) for one, is_in in zip(found, listed, strict=True)]


def _expression(found: re.Match[str]) -> TimeExpression:
    text, kind, part = found.string, found.lastgroup or "", " ".join((found["part"] or "").lower().split())
    start, end = found.start("part") if part else found.start(kind), found.end()
    # "Before Tuesday's vote" and "hours before Christmas Day" tell of the day of the vote, and of that day.
    signal = (found["signal"] or "").lower()
    is_measured = signal in {"before", "after"} and _MEASURE.search(text[max(0, found.start() - 10) : found.start()])
    is_bound = not text.startswith(POSSESSIVES, end) and not is_measured
    expression = TimeExpression(
        kind=kind,
        signal=signal if is_bound else "",
        part=part_named(part),
        words=tuple(re.findall(r"[^\W\d_]+|\d+", _FORTNIGHT.sub("two weeks", found[kind].lower()))),
        before=_CLAUSE_ENDS.split(text[max(0, start - _REACH_BEFORE) : start])[-1],
        after=_CLAUSE_ENDS.split(text[end : end + _REACH_AFTER])[0],
        signal_start=found.start(),
        start=start,
        end=end,
        is_listed=_SERVICE.search(text, max(0, start - _REACH_BEFORE), start) is not None,
    )
    if _is_label(expression, text, found[kind]):
        return replace(expression, kind="title")
    is_attack = kind == "title" and expression.words[-1] == "11"
    if is_attack or kind in {"feast", "movable", "long", "closing", "ordinal", "decade"}:
        return _named(expression, found[kind])
    if expression.signal == "through" and not lasts_through(expression.before, kind, expression.part):
        return replace(expression, signal="throughout")
    is_next = _NEXT.fullmatch(" ".join(expression.words)) is not None
    is_opening = not expression.before and expression.after.startswith(",")
    is_told = is_opening or "day" in expression.words or cue_of(expression) == "past"
    return replace(expression, kind="shift") if is_next and is_told else expression


def _is_label(expression: TimeExpression, text: str, name: str) -> bool:
    """Check for a page's stamp, a programme, a card, and a length in a tale: "calls over the next year"."""
    since, start = max(0, expression.start - _REACH_BEFORE), expression.start
    return (
        (expression.kind == "ago" and _STAMP.search(text, since, start) is not None)
        or (_SHOW.fullmatch(name) is not None and _WITHIN.search(text, since, start) is not None)
        or (expression.kind in {"feast", "movable"} and _KEEPSAKE.match(expression.after) is not None)
        or (expression.kind == "rolling" and "next" in expression.words and bool(_OVER_NEXT.search(expression.before)))
    )


def _named(expression: TimeExpression, name: str) -> TimeExpression:
    """Settle an expression that names its day or its end otherwise than by their date."""
    if expression.kind == "title":  # "the Sept. 11 attacks"
        return replace(expression, kind="date", words=(*expression.words, "2001"))
    if expression.kind == "decade":
        tens = [str(20 + 10 * i) for i, name in enumerate(_TENS) if name.lower() in expression.words]
        return replace(expression, words=(*expression.words, *tens))
    if expression.kind == "feast":
        return replace(expression, kind="date", words=(*fixed_day(_bare(name)), *_which(name)))
    if expression.kind in {"movable", "long"}:
        return replace(expression, words=(movable_key(_bare(name)), *_which(name)))
    if expression.kind == "closing":
        words = ("this", "year" if "year" in expression.words else "month")
        return replace(expression, kind="calendar", part="end", words=words)
    # "The last Friday in May" is not last Friday.
    is_first = expression.words[:1] == ("last",)
    return replace(expression, words=("final", *expression.words[1:])) if is_first else expression


def _bare(name: str) -> str:
    """Return a named day without what tells which year's it is."""
    return _WHICH_FIRST.sub("", " ".join(name.split()))


def _which(name: str) -> list[str]:
    """Return the words that tell which year's a named day is: "this", "last year", "2031"."""
    years = re.findall(r"\d{4}", name) or _YEAR_TOLD.findall(" ".join(name.lower().split()))
    first = _WHICH_FIRST.match(name)
    return " ".join([*([first.group().lower()] if first and not years else []), *years]).split()


def cue_of(expression: TimeExpression) -> str:
    """Find what shows past or future in the clause of an expression."""
    # "Arrested in June begins on Monday": what follows a preposition is no subject.
    reach = -1 if _PREPOSITION.search(expression.before) else 1
    reach = _REACH_OF_POSSESSIVE if expression.after.startswith(POSSESSIVES) else reach
    return find_cue(expression.before, expression.after, reach=reach)
