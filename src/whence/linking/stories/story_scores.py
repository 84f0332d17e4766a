"""How likely two reports are on one story: a logistic regression over what their keys share and the days between them.

Reference:
    Laban and Hearst, "newsLens: building and visualizing long-ranging news stories", Events and Stories in the News
    2017 (stories from shared key words); Miranda et al., "Multilingual Clustering of Streaming News", EMNLP 2018
    (similarities of terms and of times as features).
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from functools import cache
from importlib.resources import files
from itertools import islice
from math import exp, inf, log, log1p, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.language.idf import idf_of
from whence.linking.stories.story_bounds import MANY_DAYS, highest_of_days, sum_features
from whence.linking.stories.story_keys import MOST_COMPARED, StoryKeys

__all__ = [
    "DATED",
    "UNDATED",
    "UNITS",
    "PlacedKeys",
    "StoryScorer",
    "StoryWeights",
    "WeighedReport",
    "dated_features",
    "read_weights",
    "score_features",
    "score_reports",
    "undated_features",
    "with_days",
]

_Columns = npt.NDArray[np.float64]
"""(what is measured, reports or pairs of them)."""
UNITS = 1_000_000
"""A score counts in millionths, so that sums of scores do not depend on their order."""
UNDATED = (
    "bias",
    "cosine of keys",
    "cosine of terms",
    "shared keys",
    "rarity of shared keys",
    "overlap of keys",
    "headline told, more",
    "headline told, less",
    "names told, more",
    "names told, less",
    "cosine of leads",
)
"""Features of two reports of which one is undated or both are, in order.

The share of a headline or of names that is told in the other report is taken either way: the greater, then the less.
"""
DATED = (
    *UNDATED,
    "days apart",
    "within a day",
    "days told by both",
    "days told, none by both",
    "cosine of keys if a day is told by both",
    "days between events",
    "days of events unknown",
)
"""Features of two dated reports, in order."""
_SURE = 30.0
"""Log-odds beyond which a score is 0 or 1,000,000."""
_MARGIN = 1e-3
"""Log-odds that rounding may make of a difference, at most."""
_TOGETHER = 8
"""Reports that are scored with others at once."""
_NO_TERMS = np.zeros(0, np.int64)
_DAY, _TELLS_DAYS = 6, 7
"""Where the day of publication is among the totals of a report, and whether it tells of others."""
_BYTE, _WEIGHT_AT, _NUMBER_AT = 255, 8, 16
"""Where a term's weight and number begin, in bits, where both are written in one number, after its flags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """The weights of the two regressions, in the order of their features, and the average score that makes a story."""

    dated: tuple[float, ...]
    undated: tuple[float, ...]
    least: int
    """Lowest average score at which two groups of reports are one story, in millionths."""


class _Flag(IntFlag):
    """What a term is in a report."""

    KEY = 1
    """One of the heaviest, which are compared word by word."""
    NAME = 2
    """One of these that is part of a name."""
    HEADLINE = 4
    LEAD = 8


class _Row(IntEnum):
    """What a term of a report weighs, in one comparison each."""

    TERMS = 0
    KEYS = 1
    IS_KEY = 2
    RARITY = 3
    """Weight of keys by the table."""
    NAMES = 4
    HEADLINE = 5
    LEAD = 6
    """Terms of headline and lead, with their weights by the table."""


class WeighedReport(NamedTuple):
    """A report's keys, ready to be compared with those of many others: terms are numbers, in little memory."""

    id: str
    day: int | None
    days: frozenset[int]
    event_days: frozenset[int]
    terms: npt.NDArray[np.int64]
    """(T,) for each term its number, its weight and its flags, in one number."""
    totals: tuple[float, ...]
    """Lengths of the vectors of terms, of keys and of the lead, and sums of the weights of keys, headline and names;
    then the day of publication, 0 if it has none, and whether it tells of days."""


class PlacedKeys(NamedTuple):
    """A report's keys as they are stored: the terms of names, headline and lead by their places among all terms."""

    id: str
    day: int | None
    terms: Sequence[str]
    weights: Sequence[int]
    names: Sequence[int]
    headline: Sequence[int]
    lead: Sequence[int]
    days: Iterable[int]
    event_days: Iterable[int]


def _placed(keys: StoryKeys) -> PlacedKeys:
    names, headline, lead = (
        [at for at, term in enumerate(keys.terms) if term in terms] for terms in (keys.names, keys.headline, keys.lead)
    )
    return PlacedKeys(
        keys.id, keys.day, keys.terms, list(keys.weights), names, headline, lead, keys.days, keys.event_days
    )


class StoryScorer:
    """Scores reports against others, many at a time. Only reports that one scorer has weighed can be compared.

    All weights are whole numbers below 256, so that their sums are exact in any order.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rarities = array("q")
        """Weight of each term by the table."""
        self._places = np.zeros(0, np.int16)
        """Of each term in the report that is compared with others, from 1; 0 for all others."""

    def weigh(self, report: StoryKeys | PlacedKeys) -> WeighedReport:
        """Make a report ready to be compared."""
        placed = _placed(report) if isinstance(report, StoryKeys) else report
        numbers = np.array(self._numbers_of(placed.terms), np.int64)
        weights = np.array(placed.weights, np.int64)
        flags = np.zeros(len(numbers), np.int64)
        flags[:MOST_COMPARED] = int(_Flag.KEY)
        names, headline, lead = (np.array(one, np.int64) for one in (placed.names, placed.headline, placed.lead))
        for flag, at in ((_Flag.NAME, names), (_Flag.HEADLINE, headline), (_Flag.LEAD, lead)):
            flags[at] += int(flag)
        rarities = np.frombuffer(self._rarities, np.int64)[numbers]
        own_lead, keys = rarities[lead], weights[:MOST_COMPARED]
        totals = (
            *(sqrt(int(own @ own)) for own in (weights, keys, own_lead)),
            int(keys.sum()),
            int(rarities[headline].sum()),
            int(weights[names[names < MOST_COMPARED]].sum()),
            placed.day or 0,
            bool(placed.days),
        )
        packed = numbers << _NUMBER_AT | weights << _WEIGHT_AT | flags
        days, event_days = frozenset(placed.days), frozenset(placed.event_days)
        return WeighedReport(placed.id, placed.day, days, event_days, packed, totals)

    def _numbers_of(self, terms: Sequence[str]) -> list[int]:
        """Give each term its number, a new one if it was never weighed."""
        known = self._numbers
        for term in terms:
            if term not in known:
                known[term] = len(known)
                self._rarities.append(idf_of(term))
        return [known[term] for term in terms]

    def score(self, one: WeighedReport, others: Sequence[WeighedReport], *, least: int = 0) -> list[int]:
        """Compute how likely a report is on one story with each of some others, in millionths: 0 to 1,000,000.

        Scores below ``least`` come as 0; most need not be computed to the end.
        """
        return self.score_each([(one, others)], least=least)[0]

    def score_each(
        self, compared: Iterable[tuple[WeighedReport, Sequence[WeighedReport]]], *, least: int = 0
    ) -> list[list[int]]:
        """Score each of some reports with others, as `score` does; many at once take half the time."""
        scores: list[list[int]] = []
        waiting = iter(compared)
        while some := list(islice(waiting, _TOGETHER)):
            own = [one for one, others in some for _ in others]
            other = [each for _, others in some for each in others]
            found = iter(self._score_pairs(own, other, self._shared(some), least))
            scores += [list(islice(found, len(others))) for _, others in some]
        return scores

    def _score_pairs(
        self, own: Sequence[WeighedReport], other: Sequence[WeighedReport], shared: _Columns, least: int
    ) -> list[int]:
        if not own:
            return []
        weights, totals, other_totals = read_weights(), _totals(own), _totals(other)
        columns = _features(totals, other_totals, shared)
        bound = log(least / (UNITS - least)) - _MARGIN if least else -inf
        is_dated = (totals[_DAY] > 0) & (other_totals[_DAY] > 0)
        highest = np.where(
            is_dated,
            sum_features(weights.dated, columns)
            + highest_of_days(
                weights.dated[len(UNDATED) :],
                np.abs(totals[_DAY] - other_totals[_DAY]),
                (totals[_TELLS_DAYS] > 0) & (other_totals[_TELLS_DAYS] > 0),
                columns[1],
            ),
            sum_features(weights.undated, columns),
        )
        scores = [0] * len(own)
        likely = np.flatnonzero(highest >= bound)
        for at, row in zip(likely.tolist(), map(tuple, columns.T[likely].tolist()), strict=True):
            score = (
                score_features(weights.dated, with_days(own[at], other[at], row))
                if is_dated[at]
                else score_features(weights.undated, row)
            )
            scores[at] = score if score >= least else 0
        return scores

    def features(self, one: WeighedReport, others: Sequence[WeighedReport]) -> list[tuple[float, ...]]:
        """Compute the features of a report and each of some others, whatever their days, in the order of `UNDATED`."""
        if not others:
            return []
        columns = _features(_totals([one] * len(others)), _totals(others), self._shared([(one, others)]))
        return list(map(tuple, columns.T.tolist()))

    def _rows(self, terms: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Find what terms weigh in each comparison: (rows, terms)."""
        weights = (terms >> _WEIGHT_AT & _BYTE).astype(np.float64)
        rarities = np.frombuffer(self._rarities, np.int64)[terms >> _NUMBER_AT]
        key, name, headline, lead = ((terms & flag.value) != 0 for flag in _Flag)
        keys = weights * key
        return np.array([weights, keys, key, rarities * key, keys * name, rarities * headline, rarities * lead])

    def _shared(self, compared: Sequence[tuple[WeighedReport, Sequence[WeighedReport]]]) -> _Columns:
        """Sum what reports share with each of some others: (10, pairs)."""
        if len(self._numbers) > len(self._places):
            self._places = np.zeros(2 * len(self._numbers), np.int16)
        own_terms, other_terms, ends, before = [_NO_TERMS], [_NO_TERMS], [_NO_TERMS], 0
        for one, others in compared:
            own, whole = one.terms >> _NUMBER_AT, np.concatenate([_NO_TERMS, *(other.terms for other in others)])
            self._places[own] = np.arange(1, len(own) + 1)
            places = self._places[whole >> _NUMBER_AT]
            self._places[own] = 0
            shared = np.flatnonzero(places)
            own_terms.append(one.terms[places[shared] - 1])
            other_terms.append(whole[shared])
            ends.append(before + np.searchsorted(shared, np.cumsum([len(other.terms) for other in others])))
            before += len(shared)
        mine, theirs = (self._rows(np.concatenate(terms)) for terms in (own_terms, other_terms))
        found = np.array(
            [
                *(mine[row] * theirs[row] for row in (_Row.TERMS, _Row.KEYS, _Row.IS_KEY)),
                mine[_Row.RARITY] * theirs[_Row.IS_KEY],
                np.minimum(mine[_Row.KEYS], theirs[_Row.KEYS]),
                mine[_Row.LEAD] * theirs[_Row.LEAD],
                *(side[row] for side in (mine, theirs) for row in (_Row.HEADLINE, _Row.NAMES)),
            ]
        )
        summed = np.concatenate([np.zeros((len(found), 1)), np.cumsum(found, axis=1)], axis=1)
        return np.diff(summed[:, np.concatenate(ends)], axis=1, prepend=0.0)


def _features(own: _Columns, other: _Columns, shared: _Columns) -> _Columns:
    """Compute the features of pairs, in the order of `UNDATED`: (features, pairs).

    Args:
        own: Totals of the first report of each pair.
        other: Those of the second.
        shared: What both share.
    """
    terms, keys, count, rarity, overlap, lead, *told = shared
    lengths = own[:3] * other[:3]
    lengths[lengths == 0] = 1.0
    shares = [
        np.sort([part / np.where(total == 0, 1.0, total) for part, total in sides], axis=0)
        for sides in (((told[0], own[4]), (told[2], other[4])), ((told[1], own[5]), (told[3], other[5])))
    ]
    columns = (
        np.ones(len(terms)),
        np.sqrt(keys / lengths[1]),
        np.sqrt(terms / lengths[0]),
        np.sqrt(count),
        rarity / 100,
        overlap / np.maximum(own[3] + other[3] - overlap, 1),
        *(share for pair in shares for share in pair[::-1]),
        lead / lengths[2],
    )
    return np.array(columns)


def _totals(reports: Sequence[WeighedReport]) -> _Columns:
    return np.array([report.totals for report in reports], np.float64).T


def score_reports(one: StoryKeys, other: StoryKeys) -> int:
    """Compute how likely two reports are on one story, in millionths: 0 to 1,000,000."""
    scorer = StoryScorer()
    return scorer.score(scorer.weigh(one), [scorer.weigh(other)])[0]


def score_features(weights: Sequence[float], features: Sequence[float]) -> int:
    """Compute the score of a pair from its features.

    >>> score_features((-2.0, 4.0), (1.0, 0.5))
    500000
    """
    total = 0.0
    for weight, feature in zip(weights, features, strict=True):
        total += weight * feature
    return round(UNITS / (1 + exp(-max(-_SURE, min(_SURE, total)))))


def undated_features(one: StoryKeys, other: StoryKeys) -> tuple[float, ...]:
    """Compute the features of two reports, whatever their days, in the order of `UNDATED`."""
    scorer = StoryScorer()
    return scorer.features(scorer.weigh(one), [scorer.weigh(other)])[0]


def dated_features(one: StoryKeys, other: StoryKeys) -> tuple[float, ...]:
    """Compute the features of two dated reports, in the order of `DATED`.

    Raises:
        ValueError: One of them has no day.
    """
    return with_days(one, other, undated_features(one, other))


def with_days(
    one: StoryKeys | WeighedReport, other: StoryKeys | WeighedReport, undated: tuple[float, ...]
) -> tuple[float, ...]:
    """Add the features of days to the others, in the order of `DATED`.

    Raises:
        ValueError: One of the reports has no day.
    """
    if one.day is None or other.day is None:
        message = f"{one.id} or {other.id} has no day"
        raise ValueError(message)
    apart = min(abs(one.day - other.day), MANY_DAYS)
    both = len(one.days & other.days)
    between = min((abs(day - end) for day in one.event_days for end in other.event_days), default=None)
    return (
        *undated,
        log1p(apart),
        float(apart <= 1),
        log1p(both),
        float(bool(one.days and other.days) and not both),
        undated[1] ** 2 if both else 0.0,
        log1p(min(between or 0, MANY_DAYS)),
        float(between is None),
    )


@cache
def read_weights() -> StoryWeights:
    """Read the weights that whence ships; ``python -m training.stories`` fits them."""
    row = json.loads(files("whence.linking").joinpath("weights", "story-scores.json").read_text("utf-8"))
    return StoryWeights(
        dated=tuple(row["dated"][name] for name in DATED),
        undated=tuple(row["undated"][name] for name in UNDATED),
        least=row["least"],
    )
