"""Time expressions: find them in a text, tell them from numbers and names, and tell which of several days is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from whence.language.date_words import MONTHS, MONTHS_SHORTENED, WEEKDAYS
from whence.language.english import NUMBER_WORDS, SHORT_TITLES

__all__ = ["DEADLINES", "RANGES", "UP_TO_TWELVE", "TimeExpression", "find_expressions", "is_time", "lean_of"]

# In these patterns a space stands for a gap within a paragraph, and a word in small letters may begin with a large one.
# No repeat is without a bound, so that no text is slow to search.
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS).title()})"
_HOURS = "(?: (?:morning|afternoon|evening|night))?"
_MONTH = f"(?:{'|'.join(MONTHS).title()})"
_SHORT = rf"(?:{'|'.join(MONTHS_SHORTENED).title()})\b\.?"
_CAPITALS = f"(?:{'|'.join(MONTHS).upper()})"
_SEASON = "(?:spring|summer|autumn|fall|winter)"
# "In May 20 people died", "of 2021 votes", "at 2021 Quay Street": numbers that are not a day or a year.
_COUNTED = (
    "(?! (?:people|men|women|children|troops|jobs|workers|homes|seats|votes|points|cases|deaths|tons|tonnes|miles|feet|"
    r"(?:kilo)?met(?:er|re)s|dollars|euros|pounds|per ?cent|hundred|[mb]illion|"
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
# "Two days later", but not "two days later than planned", "two days after the vote".
_STOPS = r"(?=[.,;:!?)”\"–—]|\s(?:and|but|or)\b|\s*$)"
_GOES_ON = r"(?!\s(?:than|that|this|in)\b)"
_KINDS = {
    "title": (
        f"(?:every|each|a|black|good|bloody|super|cyber|palm|easter) {_WEEKDAY}|(?:USA|Russia|India|the) Today|May Day|"
        f"Mail on Sunday|{_WEEKDAY} (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Night (?:Live|Lights|Football))|"
        r"(?:Sept\.?|September) 11(?= (?:terror |terrorist )?attacks)"
    ),
    "numeric": r"(?<!/)[12]\d{3}-\d\d-\d\d(?!-)|\d{1,2}/\d{1,2}/[12]\d{3}(?!/)",
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
    "weekend": "(?:last|next|(?:the|this)(?: past| last| coming| next)?) weekend",
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
    "(?:start|beginning|middle|end|(?:first|second) half|(?:first|second|third|fourth|last) quarter) of )"
)
_SIGNAL = (
    "(?:since|until|till|before|after|by|from|between|to|and|or|through|throughout|in|during|of|around|for|"
    r"(?:early|late|recently) as|(?:no|not) later than|(?:the|an?|its|his|her|our|their|s)"
    r"(?: (?!(?:about|almost|around|first|last|nearly|next|only|other|over|roughly|some|top) )\w{3,15})?"
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
    "late", "later",
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

# Words that show whether a day without a year is in the past or the future, with the verb after them: "will be closed".
_CUE = re.compile(
    r"(?<!\w)(?:(?P<coming>(?:(?:will|shall|would|may|might|must|should|can|could)(?! (?:have|not be reached|not say))|"
    "won['’]t|['’]ll|(?:is|are|was|were|be) to|set (?:to|for)|due|plan(?:s|ned|ning)|scheduled|expected|going to|"
    "ahead of|upcoming|(?:agree|vow|pledge|promise|order|urge|ask|hope|want|intend)(?:s|d|ed)? to|postponed|adjourned|"
    "rescheduled|extended|delayed|begins|starts|opens|ends|expires|resumes|comes|meets|closes|deadline(?: is)?|"
    "takes? (?:place|effect)|goe?s? (?:on sale|into effect|to the polls))"
    r"(?: (?:not|also|only|to|be|been|being|[a-z]{2,12}ly)){0,3}(?: (?!(?:will|would|was|were)\b)[a-z]{1,20})?)|"
    "(?P<past>said|told|was|were|had|did|went|came|took|made|gave|met|held|began|won|lost|left|found|saw|spoke|wrote|fell|"
    r"rose|broke|sent|struck|shot|fled|hit|got|led|brought|kept|became|(?!need|indeed|speed|hundred)[a-z]{1,20}ed))\b"
)
_INFINITIVE = re.compile(r"\bto [a-z]{2,20}(?: on| in)?\s$")  # "Council to vote Friday"
# A deadline is in the future unless something is said to have lasted until then.
_LASTED = re.compile(r"\b(?:was|were|had|did|waited|stayed|lasted|remained|continued|ran|worked|lived|served)\b")
# "The first strike in three years" refers to the past.
_MEASURED = re.compile(r"\b(?:first|second|third|\d+|two|three|[a-z]{2,12}est|most|least|worst|once|times?|more)\b")
_SHORTENED = "".join(rf"(?<!\b{title.title()}.)" for title in sorted({*SHORT_TITLES, "st"}))
_CLAUSE_ENDS = re.compile(
    rf"[.!?]{_SHORTENED}(?<!\b[A-Z].)['\"’”)]{{0,2}}\s|[;:\n]|, (?:and|but|while|when|who|which)\b"
)
_POSSESSIVES = ("'s", "’s")
_STARTS, _YEAR_IS = (
    re.compile(r"(?:^|[“\"‘'])\s?$"),
    re.compile(r"\s(?:is|was|will|has|saw|brought|marks|marked)\b"),
)  # "2031 was dry"
_NEXT = re.compile("the next (?:day|week|month|year)")  # in what is told as past, that after the one told before
_LABEL_ENDS, _LEAST_LISTED = re.compile(r",?\s{0,2}(?:[-–—:|@•]|at [A-Z])|\n"), 3  # "May 3 – Odense"
_REACH_BEFORE, _REACH_AFTER, _REACH_OF_POSSESSIVE = 60, 40, 30
_THE, _NOUN_FOLLOWS = re.compile(r"\bthe $"), re.compile(r"\s[a-z]")  # "the March high"
_NUMBER_FOLLOWS, _NAME_FOLLOWS = re.compile(r"\s(?:to|and|or)\s[\d$£€]"), re.compile(r"\s[A-Z]")
RANGES, _JOINERS = {"from": {"to", "until", "till", "through"}, "between": {"and"}}, frozenset({"", "and", "or", "to"})
DEADLINES = frozenset({"until", "till", "by", "before", "no later than", "not later than"})
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
    expression = TimeExpression(
        kind=kind,
        # "Before Tuesday's vote" tells of the day of the vote.
        signal="" if text.startswith(_POSSESSIVES, end) else (found["signal"] or "").lower(),
        part=next((piece for piece in _PARTS if piece in part), ""),
        words=tuple(re.findall(r"[^\W\d_]+|\d+", found[kind].lower())),
        before=_CLAUSE_ENDS.split(text[max(0, start - _REACH_BEFORE) : start])[-1],
        after=_CLAUSE_ENDS.split(text[end : end + _REACH_AFTER])[0],
        signal_start=found.start(),
        start=start,
        end=end,
    )
    is_next = _NEXT.fullmatch(" ".join(expression.words)) and _cue(expression) == "past"
    return replace(expression, kind="shift") if is_next else expression


def is_time(expression: TimeExpression, listed: TimeExpression | None) -> bool:
    """Check whether an expression is a time and not a number, a name or a duration."""
    kind, words, signal, after = expression.kind, expression.words, expression.signal, expression.after
    if kind == "title" or expression.part or (listed and listed.kind == kind):
        return kind != "title"
    if kind == "year":
        if after.startswith(_POSSESSIVES) or (_STARTS.search(expression.before) and _YEAR_IS.match(after)):
            return len(words) == 1
        return signal not in _JOINERS and not (signal in RANGES and _NUMBER_FOLLOWS.match(after))
    if kind == "month" and len(words) == 1 and words[0] in _UNSURE:
        is_person = signal in _BEFORE_PEOPLE and (words[0] == "may" or _NAME_FOLLOWS.match(after))
        is_label = _THE.search(expression.before) and _NOUN_FOLLOWS.match(after) and words[0] != "may"
        return bool(is_label) or (signal not in _JOINERS and not is_person)
    if kind == "ahead" and words[-1] not in {"time", "now", "today"}:
        cue = _cue(expression)
        is_length = words[0] == "within" or words[1] in {"a", "an", "one"} or _MEASURED.search(expression.before)
        return cue == "coming" or not (cue or is_length)
    return kind != "calendar" or words[0] != "the" or words[1] == "current"


def lean_of(expression: TimeExpression) -> str:
    """Determine which of the days or months with this name is meant."""
    words, cue = {*expression.words}, _cue(expression)
    if words & {"last", "past", "next", "coming"}:
        return "last" if words & {"last", "past"} else "next"
    if expression.signal == "since":
        return "past"
    if expression.signal in DEADLINES:
        return "past" if _LASTED.search(expression.before) else "coming"
    if not cue and expression.is_listed:
        return "coming"
    if not cue and "this" in words:
        return {"weekday": "coming", "weekend": "weekend"}.get(expression.kind, "nearest")
    return cue or ("nearest" if expression.kind == "date" else "past")


def _cue(expression: TimeExpression) -> str:
    """Find the nearest word that shows past or future: before an expression, or else after it."""
    before, found = [*_CUE.finditer(expression.before)], _CUE.search(expression.after)
    # "Said Friday would be quiet", "said Friday's vote will be close": the time belongs to the words after it.
    reach = _REACH_OF_POSSESSIVE if expression.after.startswith(_POSSESSIVES) else 1
    is_subject = found is not None and found.lastgroup == "coming" and found.start() <= reach
    cue = before[-1] if before and not is_subject else found
    if cue is None:
        return "coming" if _INFINITIVE.search(expression.before) else ""
    return cue.lastgroup or ""
