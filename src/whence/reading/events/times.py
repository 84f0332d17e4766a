"""Times: find the time expressions of a report and resolve them by its publication date."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from whence.language.date_words import MONTHS, MONTHS_SHORTENED, WEEKDAYS, month_number
from whence.language.english import NUMBER_WORDS, SHORT_TITLES
from whence.language.iso_dates import days_of
from whence.records.ledger import Precision, Time
from whence.records.report import Span

__all__ = ["find_times"]

# In these patterns a space stands for a gap within a paragraph, and a word in small letters may begin with a large one.
# No repeat is without a bound, so that no text is slow to search.
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS).title()})"
_HOURS = "(?: (?:morning|afternoon|evening|night))?"
_MONTH = f"(?:{'|'.join(MONTHS).title()})"
_SHORT = rf"(?:{'|'.join(MONTHS_SHORTENED).title()})\b\.?"
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
_YEARS = rf"(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?{_NUMBER_ENDS}{_COUNTED}"
_WHICH = f"(?:{_YEAR}|(?:last|this|next) year)"
_WHICHEVER = "(?:last|next|this(?: past| coming)?)"
_UP_TO_TWELVE = tuple(NUMBER_WORDS)[:12]
_COUNT = rf"(?:\d\d?|\d{{3}}(?! decade)|{'|'.join(_UP_TO_TWELVE)}|several|(?:an? )?(?:few|couple of|dozen)|an?)"
_UNIT = r"(?:hour|day|week|month|quarter|year|decade)s?\b(?!-)"
_KINDS = {
    "title": (
        f"(?:every|each|a|black|good|bloody|super|cyber|palm|easter) {_WEEKDAY}|(?:USA|Russia|India|the) Today|May Day|"
        f"Mail on Sunday|{_WEEKDAY} (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Night (?:Live|Lights|Football))|"
        r"(?:Sept\.?|September) 11(?= (?:terror |terrorist )?attacks)"
    ),
    "numeric": r"(?<!/)[12]\d{3}-\d\d-\d\d(?!-)|\d{1,2}/\d{1,2}/[12]\d{3}(?!/)",
    "date": (
        rf"(?:{_WEEKDAY}{_HOURS},? (?:the )?)?(?:(?:{_MONTH}|{_SHORT}) {_DAY}(?:(?: ?(?:-|–) ?| to ){_DAY})?|"
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
    "ahead": f"(?:in|within) {_COUNT} {_UNIT}(?:['’] time)?(?! (?:of|ago))",
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
    rf"(?:early|late|recently) as|(?:no|not) later than|(?:the|an?|its|his|her|our|their|s)(?= {_YEARS} [^\W\d]))"
)
_ALL_KINDS = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_WHOLE = f"(?:(?P<signal>{_SIGNAL}) (?:(?:at least|about|around) )?)?(?P<part>{_PART})?(?:{_ALL_KINDS})"
_SMALL = re.compile(r"(?<![\w\\<\[])[a-z]+(?![\w>])")
# Most lower-case words, money and decimals cannot begin a time expression; excluding them first halves the search.
_START = rf"(?<![\w$£€#@])(?=[\dA-Z'’]|(?:{'|'.join(sorted({*_SMALL.findall(_WHOLE)}))})\b)(?!(?<=\d[.,:/-])\d)"
_EITHER_CASE = _SMALL.sub(lambda word: f"[{word[0][0].upper()}{word[0][0]}]{word[0][1:]}", _WHOLE)
_EXPRESSION = re.compile(_START + _EITHER_CASE.replace(" ", r"(?:[^\S\n\r\u2028\u2029]{1,3})") + r"(?!\w)")

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
_REACH_BEFORE, _REACH_AFTER, _REACH_OF_POSSESSIVE, _WIDEST_GAP = 60, 40, 30, 3
_NUMBER_FOLLOWS, _NAME_FOLLOWS = re.compile(r"\s(?:to|and|or)\s[\d$£€]"), re.compile(r"\s[A-Z]")
_RANGES, _JOINERS = {"from": {"to", "until", "till", "through"}, "between": {"and"}}, frozenset({"", "and", "or", "to"})
_DEADLINES = frozenset({"until", "till", "by", "before", "no later than", "not later than"})
# Months that are also a verb or a name count only after a preposition; after "by" and "of", May can be a person.
_UNSURE = frozenset({"march", "april", "may", "june", "august"})
_BEFORE_PEOPLE = frozenset({"by", "from", "of", "for", "after", "around"})
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_LENGTHS: dict[str, tuple[timedelta, Precision]] = {"weekday": (timedelta(), "day"), "weekend": (timedelta(1), "span")}
_STEPS = {"last": -1, "yesterday": -1, "next": 1, "tomorrow": 1}
_UNITS: dict[Precision, relativedelta] = {
    "day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1),
    "quarter": relativedelta(months=3), "season": relativedelta(months=3), "year": relativedelta(years=1),
    "decade": relativedelta(years=10),
}  # fmt: skip
_COUNTS = {word: (i, i) for i, word in enumerate(_UP_TO_TWELVE, 1)} | {
    "a": (1, 1), "an": (1, 1), "couple": (2, 2), "few": (2, 5), "several": (3, 7), "dozen": (12, 12),
}  # fmt: skip
_VAGUE = {"day": 7, "week": 6, "month": 6, "quarter": 3, "year": 5, "decade": 3}  # "recent weeks", "the coming days"
# The part of a period that "early", "the middle of" and the like select: index of the part, and number of parts.
_PIECES = {
    "earlier": (0, 3), "early": (0, 3), "start": (0, 3), "beginning": (0, 3), "mid": (1, 3), "later": (2, 3),
    "late": (2, 3), "end": (2, 3), "first half": (0, 2), "second half": (1, 2), "first quarter": (0, 4),
    "second quarter": (1, 4), "third quarter": (2, 4), "fourth quarter": (3, 4), "last quarter": (3, 4),
}  # fmt: skip
_ONE_DAY, _LAST_DAY, _LAST_MONTH, _CENTURY = timedelta(1), 31, 12, 100
# A publication date outside these years is a mistake, and arithmetic with it could overflow the calendar.
_YEARS_OF_REPORTS = range(1600, 8000)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expression:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    start: date
    end: date
    precision: Precision = "span"


def find_times(text: str, published: str | None) -> tuple[Time, ...]:
    """Find the times that a report mentions, and resolve them by its publication date.

    A day or month without a year is the nearest past one, or the next one after "will", "is to" or "scheduled". Weeks
    begin on Monday, and seasons are those of the northern hemisphere.

    Args:
        text: The report's text, in English.
        published: Publication date, or date and time, in ISO 8601; without it only absolute times are found.

    Returns:
        Times that do not overlap, in the order of the text. A span includes a preposition only if it sets a bound, as
        in "since 2014". Precision is ``span`` unless the days are exactly one day, week, month and so on.

    Reference:
        Pustejovsky et al., "TimeML: Robust Specification of Event and Temporal Expressions in Text", IWCS 2003: its
        TIMEX3 tags also resolve times relative to the document's creation time.

    >>> text = "The dam broke on Friday. It will reopen in May, for the first time since 2014."
    >>> for time in find_times(text, "2031-03-04"):
    ...     print(time.spans[0].of(text), time.start, time.end, time.precision)
    Friday 2031-02-28 2031-02-28 day
    May 2031-05-01 2031-05-31 month
    since 2014 2014-01-01 None span
    """
    days = days_of((published or "")[:10])
    today = days[0] if days and days[0] == days[1] and days[0].year in _YEARS_OF_REPORTS else None
    return tuple(_read([_expression(found) for found in _EXPRESSION.finditer(text)], text, today))


def _expression(found: re.Match[str]) -> _Expression:
    text, kind, part = found.string, found.lastgroup or "", " ".join((found["part"] or "").lower().split())
    start, end = found.start("part") if part else found.start(kind), found.end()
    return _Expression(
        kind=kind,
        signal=(found["signal"] or "").lower(),
        part=next((piece for piece in _PIECES if piece in part), ""),
        words=tuple(re.findall(r"[^\W\d_]+|\d+", found[kind].lower())),
        before=_CLAUSE_ENDS.split(text[max(0, start - _REACH_BEFORE) : start])[-1],
        after=_CLAUSE_ENDS.split(text[end : end + _REACH_AFTER])[0],
        signal_start=found.start(),
        start=start,
        end=end,
    )


def _read(expressions: Sequence[_Expression], text: str, today: date | None) -> Iterator[Time]:
    """Resolve expressions in order, two at once if they are the ends of one interval."""
    previous, at = None, 0
    while at < len(expressions):
        first, second = expressions[at], expressions[at + 1] if at + 1 < len(expressions) else None
        at += 1
        listed = previous if previous and text[previous.end : first.signal_start].strip() in {"", ","} else None
        if second and (days := _range(first, second, text[first.end : second.signal_start], today)):
            at += 1
            yield _time(days, Span(first.signal_start if first.signal in _RANGES else first.start, second.end))
        elif _is_time(first, listed) and (days := _choose(_options(first, today), today, _lean(first))):
            previous = first
            start = first.signal_start if first.signal in {"since", *_DEADLINES} else first.start
            yield _time(days, Span(start, first.end), first.signal)


def _time(days: _Days, span: Span, signal: str = "") -> Time:
    """Make a time, open at one end if the preposition says so."""
    start = None if signal in _DEADLINES else days.start.isoformat()
    end = None if signal == "since" else (days.start - _ONE_DAY if signal == "before" else days.end).isoformat()
    return Time(spans=(span,), start=start, end=end, precision=days.precision if start and end else "span")


def _is_time(expression: _Expression, listed: _Expression | None) -> bool:
    """Check whether an expression is a time and not a number, a name or a duration."""
    kind, words, signal, after = expression.kind, expression.words, expression.signal, expression.after
    if kind == "title" or expression.part or (listed and listed.kind == kind):
        return kind != "title"
    if kind == "year":
        return signal not in _JOINERS and not (signal in _RANGES and _NUMBER_FOLLOWS.match(after))
    if kind == "month" and len(words) == 1 and words[0] in _UNSURE:
        is_person = signal in _BEFORE_PEOPLE and (words[0] == "may" or _NAME_FOLLOWS.match(after))
        return signal not in _JOINERS and not is_person
    if kind == "ahead" and words[-1] != "time":
        cue = _cue(expression)
        is_length = words[0] == "within" or words[1] in {"a", "an", "one"} or _MEASURED.search(expression.before)
        return cue == "coming" or not (cue or is_length)
    return kind != "calendar" or words[0] != "the" or words[1] == "current"


def _range(first: _Expression, second: _Expression, gap: str, today: date | None) -> _Days | None:
    """Resolve an interval from its two ends, which may share a year; None if they are not one interval."""
    is_alike, is_dash = first.kind == second.kind != "title", gap.strip() in {"-", "–"} and second.signal == ""
    is_plain = second.signal in {"to", "through"} and first.kind in {"date", "month", "weekday"}
    is_pair = second.signal in _RANGES[first.signal] if first.signal in _RANGES else is_alike and is_plain
    if len(gap) > _WIDEST_GAP or not ((is_dash and is_alike) or (is_pair and not gap.strip())):
        return None
    lean = _lean(replace(first, after=second.after))
    ones, others = _options(first, today), _options(second, today)
    if len(ones) == 1 or (len(others) != 1 and lean in {"coming", "next"}):
        one = _choose(ones, today, lean)
        other = _choose(_options(second, today, one.start), one.start, "coming") if one else None
    else:
        other = _choose(others, today, lean)
        one = _choose(_options(first, today, other.start), other.start, "past") if other else None
    return _Days(start=one.start, end=other.end) if one and other and one.start <= other.end else None


def _lean(expression: _Expression) -> str:
    """Determine which of the days or months with this name is meant."""
    words, cue = {*expression.words}, _cue(expression)
    if words & {"last", "past", "next", "coming"}:
        return "last" if words & {"last", "past"} else "next"
    if expression.signal == "since":
        return "past"
    if expression.signal in _DEADLINES:
        return "past" if _LASTED.search(expression.before) else "coming"
    if not cue and "this" in words:
        return "coming" if expression.kind in _LENGTHS else "nearest"
    return cue or ("nearest" if expression.kind == "date" else "past")


def _cue(expression: _Expression) -> str:
    """Find the nearest word that shows past or future: before an expression, or else after it."""
    before, found = [*_CUE.finditer(expression.before)], _CUE.search(expression.after)
    # "Said Friday would be quiet", "said Friday's vote will be close": the time belongs to the words after it.
    reach = _REACH_OF_POSSESSIVE if expression.after.startswith(("'s", "’s")) else 1
    is_subject = found is not None and found.lastgroup == "coming" and found.start() <= reach
    cue = before[-1] if before and not is_subject else found
    if cue is None:
        return "coming" if _INFINITIVE.search(expression.before) else ""
    return cue.lastgroup or ""


def _choose(options: Sequence[_Days], today: date | None, lean: str) -> _Days | None:
    """Choose one of the candidates of an expression, which are in order."""
    if today is None or len(options) == 1:
        return next(iter(options), None)
    ways = {
        "past": [one for one in reversed(options) if one.start <= today],
        "last": [one for one in reversed(options) if one.end < today],
        "coming": [one for one in options if one.end >= today],
        "next": [one for one in options if one.start > today],
        "nearest": sorted(options, key=lambda one: max(one.start - today, today - one.end, timedelta())),
    }
    return next(iter(ways[lean]), None)


def _options(expression: _Expression, today: date | None, about: date | None = None) -> list[_Days]:
    """List the candidates of an expression: one time, or for a date without a year those around ``about``."""
    kind, words, about = expression.kind, expression.words, about or today
    numbers = [int(word) for word in words if word.isdigit()]
    found: list[_Days | None] = []
    if kind in {"month", "date", "season"}:
        reach = 8 if kind == "date" else 2  # 29 February may be eight years away
        years = [*range(about.year - reach, about.year + reach + 1)] if about else []
        if words[-1] == "year":
            years = [today.year + _STEPS.get(words[-2], 0)] if today else []
        found = [_in_year(kind, words, year) for year in [number for number in numbers if number > _LAST_DAY] or years]
    elif kind in {"numeric", "decade", "year"}:
        found = [_by_number(kind, numbers)]
    elif about and kind in _LENGTHS:
        index = next((WEEKDAYS.index(word) for word in words if word in WEEKDAYS), 5)  # Saturday
        weeks = [_STEPS.get(words[-2], 0)] if words[-1] == "week" else range(-2, 3)
        days = [about + timedelta(7 * week + index - about.weekday()) for week in weeks]
        length, precision = _LENGTHS[kind]
        found = [_Days(start=day, end=day + length, precision=precision) for day in days]
    elif today:
        found = [_reckoned(kind, words, numbers, today)]
    return [_part_of(days, expression.part, today) for days in found if days]


def _in_year(kind: str, words: Sequence[str], year: int) -> _Days | None:
    if kind == "season":
        return _whole(date(year, next(_SEASONS[word] for word in words if word in _SEASONS), 1), "season")
    month = next(month for word in words if (month := month_number(word)))
    if kind == "month":
        return _Days(start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]), precision="month")
    days = [day for word in words if word.isdigit() and (day := int(word)) <= _LAST_DAY]
    return _dated(year, month, days[0], days[-1])


def _dated(year: int, month: int, day: int, last: int) -> _Days | None:
    """Return days of one month; None if the calendar does not have them."""
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= last <= monthrange(year, month)[1]):
        return None
    return _Days(start=date(year, month, day), end=date(year, month, last), precision="day" if day == last else "span")


def _by_number(kind: str, numbers: Sequence[int]) -> _Days | None:
    first, last = numbers[0], numbers[-1]
    if kind == "decade":
        return _whole(date(first + 1900 * (first < _CENTURY), 1, 1), "decade")
    if kind == "year":
        last = max(first, last + (first - first % _CENTURY) * (last < _CENTURY))
        return _Days(start=date(first, 1, 1), end=date(last, 12, 31), precision="year" if first == last else "span")
    if first > _LAST_DAY:
        return _dated(first, numbers[1], last, last)
    # "03/04/2031" may be in March or in April, unless one number is above 12 or both are equal.
    month, day = sorted(numbers[:2])
    return _dated(last, month, day, day) if day > _LAST_MONTH or day == month else None


def _reckoned(kind: str, words: Sequence[str], numbers: Sequence[int], today: date) -> _Days:
    """Resolve a time relative to the report's date."""
    unit: Precision = next((unit for unit in _UNITS if unit in words or f"{unit}s" in words), "day")
    told = [(number, number) for number in numbers] + [_COUNTS[word] for word in words if word in _COUNTS]
    fewest, most = told[-1] if told else (1, _VAGUE[unit] if f"{unit}s" in words else 1)
    if "hour" in words or "hours" in words:
        fewest, most = fewest // 24, most // 24
    if kind == "rolling":
        end = today + _UNITS[unit] * (most if {"next", "coming"} & {*words} else -most)
        return _Days(start=min(today, end), end=max(today, end))
    if kind in {"ago", "ahead"}:
        steps = (-most, -fewest) if kind == "ago" else (fewest, most)
    else:
        steps = (sum(_STEPS.get(word, 0) for word in words) * (2 if words[:2] == ("the", "day") else 1),) * 2
    first, last = (_whole(today + _UNITS[unit] * step, unit) for step in steps)
    return first if first == last else _Days(start=first.start, end=last.end)


def _whole(day: date, unit: Precision) -> _Days:
    """Return the whole week, month and so on that contains a day; for a day or a season, the one that begins on it."""
    starts: dict[Precision, date] = {
        "week": day - timedelta(day.weekday()),
        "month": day.replace(day=1),
        "quarter": day.replace(month=day.month - (day.month - 1) % 3, day=1),
        "year": day.replace(month=1, day=1),
        "decade": date(day.year - day.year % 10, 1, 1),
    }
    start = starts.get(unit, day)
    return _Days(start=start, end=start + _UNITS[unit] - _ONE_DAY, precision=unit)


def _part_of(days: _Days, part: str, today: date | None) -> _Days:
    if not part or days.precision == "day":
        return days
    if part in {"earlier", "later"} and today and days.start <= today <= days.end:
        return _Days(start=days.start, end=today) if part == "earlier" else _Days(start=today, end=days.end)
    piece, pieces = _PIECES[part]
    ends = (piece, piece + 1)
    unit = _UNITS.get(days.precision, relativedelta())
    months, length = 12 * unit.years + unit.months, (days.end - days.start + _ONE_DAY).days
    months, length = (months, 0) if months >= pieces else (0, length)
    first, last = (days.start + relativedelta(months=months * i // pieces, days=length * i // pieces) for i in ends)
    precision: Precision = "quarter" if part.endswith("quarter") and days.precision == "year" else "span"
    return _Days(start=first, end=max(first, last - _ONE_DAY), precision=precision)
