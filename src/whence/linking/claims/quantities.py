"""Quantities: the numbers of a text, in digits or words, as values that can be compared.

A value counts in thousandths, so that sums and comparisons are exact.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from whence.language.english import NUMBER_WORDS
from whence.records.report import Span

__all__ = ["Quantity", "are_compatible", "are_of_one_vote", "find_quantities", "may_count", "may_tell_vote"]

_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_WORDS = NUMBER_WORDS | {"seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12, "twice": 2, "double": 2}
_PARTS = {"half": 500, "third": 333, "quarter": 250, "fifth": 200, "tenth": 100}
"""Fractions, in thousandths."""
_UNIT = 1000
_FEWEST_ROUNDED = 100
"""Least number that a report may round without saying so."""
_HEDGES = {
    "more": re.compile(r"\b(?:more than|over|at least|above|exceeding)\s{1,3}$"),
    "less": re.compile(r"\b(?:(?:fewer|less) than|under|at most|below|up to)\s{1,3}$"),
    "nearly": re.compile(
        r"\b(?:almost|nearly|about|around|some|roughly|approximately|(?:just|shortly) (?:before|after))\s{1,3}$"
    ),
}
_MOST_DIGITS = 15
_MOST_VOTES = 10**9
"""More than anybody can cast, in thousandths."""
_AGE = re.compile(r"[\s-]years?[\s-]old\b")
_AGAINST = re.compile(r"\s?[-–]\s?|\s{1,3}(?:votes?\s{1,3})?to\s{1,3}")
_VOTE = re.compile(r"\bvot(?:e|es|ed|ing)\b")
"""What stands between the numbers of a vote, and near them."""
_NEARLY_MINUTES = 15
"""Minutes that "around" allows a time of day to be off."""

_ONE_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_COUNTING = frozenset(_WORDS) | _SCALES.keys() | _PARTS.keys() | {"hundred"}
_SCALE_WORDS = "thousand|million|billion|trillion"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap])\.?\s?m\b"
    rf"|(?P<sign>[$£€¥]\s?)?(?<![\w.,])(?:(?P<digits>{_DIGITS})(?:[\s-]?(?P<scale>{_SCALE_WORDS}|mn|bn|tn|[mkb])\b)?"
    rf"|(?P<words>\b(?:a\s(?={_SCALE_WORDS}|hundred|dozen)(?:{_SCALE_WORDS}|hundred|dozen)|{_ONE_WORD})(?:[\s-](?:and\s)?(?:{_ONE_WORD}|{_SCALE_WORDS}))*)\b)"
    rf"(?!\w)(?P<percent>\s?%|[\s-]per\s?cent\b)?"
    rf"|\b(?P<part>half|a\s(?:third|quarter|fifth|tenth))\b"
)
_REACH = 24
"""Characters before a number that may say that it is rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text."""

    value: int
    """In thousandths."""
    unit: str
    """``%``, the sign of a currency, ``years`` of age, ``minutes`` of a time of day, ``votes`` for and against, or
    nothing."""
    hedge: str
    """``more``, ``less``, ``nearly``, or nothing if the number stands alone."""
    span: Span


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the numbers of a text, in its order; "one" and ordinals are none.

    Args:
        text: English.

    >>> [(q.value, q.unit, q.hedge) for q in find_quantities("Nearly 1.2m of forty-two; 3 % more, a third of $5bn")]
    [(1200000000, '', 'nearly'), (42000, '', ''), (3000, '%', ''), (333, '', ''), (5000000000000, '$', '')]
    """
    lowered = text.lower() if len(text.lower()) == len(text) else text
    return tuple(_with_votes(list(_quantities(lowered)), lowered))


def are_compatible(one: Quantity, other: Quantity) -> bool:
    """Check whether two numbers can stand for the same count: equal, rounded, or within what a hedge allows.

    >>> two, three = find_quantities("2,981 or about 3,000")
    >>> are_compatible(two, three), are_compatible(*find_quantities("12 or 14"))
    (True, False)
    """
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    if low.value == high.value:
        return True
    apart = high.value - low.value
    if "votes" in {low.unit, high.unit}:
        return False
    if low.unit == "minutes":
        return "nearly" in {low.hedge, high.hedge} and apart <= _NEARLY_MINUTES * _UNIT
    if low.hedge == "more" or high.hedge == "less":
        return apart * 4 <= low.value
    is_hedged = "nearly" in {low.hedge, high.hedge}
    if low.value < _FEWEST_ROUNDED * _UNIT and low.value % _UNIT == high.value % _UNIT == 0 and not is_hedged:
        return False
    return apart * (10 if is_hedged else 20) <= high.value and _digits(low.value) != _digits(high.value)


def are_of_one_vote(one: Quantity, other: Quantity) -> bool:
    """Check whether two counts of votes may be of one vote: they have a side, or the sum of both sides, in common.

    >>> are_of_one_vote(*find_quantities("The council voted nine to three; the vote was nine to four"))
    True
    """
    (yes, no), (other_yes, other_no) = (divmod(quantity.value, _MOST_VOTES) for quantity in (one, other))
    return yes == other_yes or no == other_no or yes + no == other_yes + other_no


def may_count(words: Iterable[str]) -> bool:
    """Check whether a text with these words may hold a number, without looking for it.

    >>> may_count(["A", "dozen", "ships"]), may_count(["$", "5bn"]), may_count(["The", "ferry", "sank"])
    (True, True, False)
    """
    return any(word[0].isdigit() or word.lower() in _COUNTING for word in words)


def may_tell_vote(text: str) -> bool:
    """Check whether a text may hold a count of votes, without looking for numbers.

    >>> may_tell_vote("The council voted nine to three"), may_tell_vote("The ferry sank")
    (True, False)
    """
    return "vot" in text.lower()


def _digits(value: int) -> int:
    """Count the digits of a number that are not zeros at its end."""
    return len(str(value).rstrip("0"))


def _quantities(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is None:
            continue
        unit = _unit(match, text)
        before = text[max(0, match.start() - _REACH) : match.start()]
        hedge = next((name for name, words in _HEDGES.items() if words.search(before)), "")
        yield Quantity(value=value, unit=unit, hedge=hedge, span=Span(match.start(), match.end()))


def _with_votes(found: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """Make one quantity of the two of a vote: "nine to three"."""
    taken = -1
    for one, after in zip_longest(found, found[1:]):
        if one.span.end <= taken:
            continue
        if after and not (one.unit or after.unit) and _is_vote(text, one.span, after.span):
            taken = after.span.end
            value = one.value * _MOST_VOTES + after.value
            yield Quantity(value=value, unit="votes", hedge="", span=Span(one.span.start, taken))
        else:
            yield one


def _is_vote(text: str, one: Span, after: Span) -> bool:
    near = text[max(0, one.start - _REACH) : after.end + _REACH]
    return bool(_AGAINST.fullmatch(text, one.end, after.start) and _VOTE.search(near))


def _unit(match: re.Match[str], text: str) -> str:
    if match["hour"]:
        return "minutes"
    if _AGE.match(text, match.end()) or _is_apposed(match, text):
        return "years"
    return "%" if match["percent"] else (match["sign"] or "").strip()


def _is_apposed(match: re.Match[str], text: str) -> bool:
    """Check whether a number stands between commas, as an age does: "Okafor, 45, said"."""
    is_age = match["digits"] is not None and len(match[0]) <= 2  # noqa: PLR2004
    return is_age and text[: match.start()].endswith(", ") and text.startswith(",", match.end())


def _value(match: re.Match[str]) -> int | None:
    if match["hour"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        return (60 * hour + int(match["minute"])) * _UNIT
    if match["part"]:
        return _PARTS[match["part"].split()[-1]]
    if match["digits"]:
        whole, _, rest = match["digits"].replace(",", "").partition(".")
        if len(whole) > _MOST_DIGITS:
            return None
        return int(f"{whole}{rest:0<12.12}") * _SCALES.get(match["scale"] or "", 1) * _UNIT // 10**12
    return _spelled(re.split(r"[\s-]+", match["words"]))


def _spelled(words: list[str]) -> int | None:
    """Read a number in words: "two hundred and forty thousand"."""
    if words == ["one"]:
        return None
    total = group = 0
    for word in words:
        if word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        elif word in {"hundred", "dozen"}:
            group = max(group, 1) * _WORDS[word]
        elif word not in {"a", "and"}:
            group += _WORDS[word]
    return (total + group) * _UNIT
