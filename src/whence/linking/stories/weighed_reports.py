"""Reports ready to be compared with many others: their terms as numbers, each with all that is told of it in one.

The number of a term depends on the term alone. So what an archive stores of a report is compared as it stands.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum, IntFlag
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.language.idf import idfs_of
from whence.linking.stories.story_keys import MOST_COMPARED, MOST_KEYS, RARE, StoryKeys

__all__ = [
    "NUMBER_AT",
    "Flag",
    "Head",
    "WeighedReport",
    "heads_of",
    "keys_of",
    "rarities_of",
    "weigh",
    "weighed_from_bytes",
    "weighed_to_bytes",
    "weights_of",
]

_Numbers = npt.NDArray[np.int64]
_WEIGHT_AT, _RARITY_AT, NUMBER_AT = 4, 12, 19
"""Where a term's weight, its weight by the table and its number begin, in bits, after its flags."""
_NUMBER_BITS = 44
"""With two million terms, it is as likely as not that none of the numbers stands for two of them."""
_MOST_REMEMBERED = 65_536
"""Terms whose number is cached."""
_HEAD, _TERM = np.dtype("<i4"), np.dtype("<i8")


class Flag(IntFlag):
    """What a term is in a report."""

    KEY = 1
    """One of the heaviest, which are compared word by word."""
    NAME = 2
    """One of these that is part of a name."""
    HEADLINE = 4
    LEAD = 8


class Head(IntEnum):
    """What is told of a report as a whole, in order."""

    DAY = 0
    """Its day of publication; 0 if it has none."""
    TERMS = 1
    DAYS = 2
    EVENT_DAYS = 3
    """How many terms it has, how many days it tells of, and how many days of events."""
    SQUARED_TERMS = 4
    SQUARED_KEYS = 5
    SQUARED_LEAD = 6
    """Squared lengths of the vectors of its terms, of keys and of the lead."""
    KEYS = 7
    HEADLINE = 8
    NAMES = 9
    """Sums of the weights of its keys, of its headline, by the table, and of names among its keys."""


class WeighedReport(NamedTuple):
    """A report's keys, ready to be compared with those of many others."""

    id: str
    day: int | None
    days: frozenset[int]
    event_days: frozenset[int]
    terms: _Numbers
    """(T,) for each term its number, its weight by the table, its weight in the report and its flags, in one number;
    the heaviest first."""
    head: bytes
    """What is told of it as a whole, as `heads_of` reads it."""


def weigh(report: StoryKeys) -> WeighedReport:
    """Make a report ready to be compared."""
    weights = np.frombuffer(report.weights, np.uint8).astype(np.int64)
    rarities = np.array(idfs_of(report.terms), np.int64)
    flags = np.zeros(len(weights), np.int64)
    flags[:MOST_COMPARED] = int(Flag.KEY)
    for flag, named in ((Flag.NAME, report.names), (Flag.HEADLINE, report.headline), (Flag.LEAD, report.lead)):
        flags[[at for at, term in enumerate(report.terms) if term in named]] += int(flag)
    is_name, is_headline, is_lead = ((flags & int(flag)) > 0 for flag in (Flag.NAME, Flag.HEADLINE, Flag.LEAD))
    keys, lead = weights[:MOST_COMPARED], rarities[is_lead]
    squared = (int(own @ own) for own in (weights, keys, lead))
    summed = (int(own.sum()) for own in (keys, rarities[is_headline], keys[is_name[:MOST_COMPARED]]))
    head = (report.day or 0, len(weights), len(report.days), len(report.event_days), *squared, *summed)
    numbers = np.array(_number_terms(report.terms), np.int64)
    terms = numbers << NUMBER_AT | rarities << _RARITY_AT | weights << _WEIGHT_AT | flags
    told = np.array(head, _HEAD).tobytes()
    return WeighedReport(report.id, report.day, report.days, report.event_days, terms, told)


def heads_of(reports: Iterable[WeighedReport]) -> npt.NDArray[np.float64]:
    """Tell of each of some reports what `Head` names: (numbers told, reports)."""
    told = np.frombuffer(b"".join([report.head for report in reports]), _HEAD)
    return told.reshape(-1, len(Head)).T.astype(np.float64)


def weights_of(terms: _Numbers) -> _Numbers:
    """Tell what terms weigh in their report."""
    return terms >> _WEIGHT_AT & 0xFF


def rarities_of(terms: _Numbers) -> _Numbers:
    """Tell what terms weigh by the table."""
    return terms >> _RARITY_AT & 0x7F


def keys_of(report: WeighedReport) -> _Numbers:
    """Choose those of a report's terms that bring it together with others, as `StoryKeys.keys` does."""
    heaviest = report.terms[:MOST_KEYS]
    return heaviest[rarities_of(heaviest) >= RARE]


def weighed_to_bytes(report: WeighedReport) -> bytes:
    """Write what a report is compared by as bytes, without its id."""
    days = np.array(sorted(report.days) + sorted(report.event_days), _HEAD)
    return b"".join((report.head, report.terms.astype(_TERM).tobytes(), days.tobytes()))


def weighed_from_bytes(own: str, stored: bytes) -> WeighedReport:
    """Read what `weighed_to_bytes` wrote.

    Args:
        own: The report's id.
        stored: The bytes.
    """
    terms_at = len(Head) * _HEAD.itemsize
    day, count, days_count = np.frombuffer(stored, _HEAD, Head.DAYS + 1).tolist()
    terms = np.frombuffer(stored, _TERM, count, terms_at).astype(np.int64, copy=False)
    days = np.frombuffer(stored, _HEAD, -1, terms_at + terms.nbytes).tolist()
    told = stored[:terms_at]
    return WeighedReport(own, day or None, frozenset(days[:days_count]), frozenset(days[days_count:]), terms, told)


def _number_terms(terms: Sequence[str]) -> list[int]:
    """Give terms their numbers; where two of a report would have one, the later takes the next that is free."""
    numbers = list(map(_number_of, terms))
    if len(set(numbers)) < len(numbers):
        taken: set[int] = set()
        for at in range(len(numbers)):
            while numbers[at] in taken:
                numbers[at] = (numbers[at] + 1) % (1 << _NUMBER_BITS)
            taken.add(numbers[at])
    return numbers


@lru_cache(maxsize=_MOST_REMEMBERED)
def _number_of(term: str) -> int:
    # A lone surrogate can stand in a Python string; it must not make a key fail.
    digest = blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (8 * len(digest) - _NUMBER_BITS)
