"""How likely two reports are on one story: a logistic regression over what their keys share and the days between them.

Reference:
    Laban and Hearst, "newsLens: building and visualizing long-ranging news stories", Events and Stories in the News
    2017 (stories from shared key words); Miranda et al., "Multilingual Clustering of Streaming News", EMNLP 2018
    (similarities of terms and of times as features).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from itertools import islice
from math import exp, inf, log, log1p
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from whence.linking.stories.story_bounds import MANY_DAYS, highest_of_days, sum_features
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.weighed_reports import (
    NUMBER_AT,
    Flag,
    Head,
    WeighedReport,
    heads_of,
    rarities_of,
    weigh,
    weights_of,
)

__all__ = [
    "DATED",
    "UNDATED",
    "UNITS",
    "StoryWeights",
    "dated_features",
    "features_of",
    "read_weights",
    "score_each",
    "score_features",
    "score_others",
    "score_reports",
    "undated_features",
    "with_days",
]

_Columns = npt.NDArray[np.float64]
"""(what is measured, reports or pairs of them)."""
_Terms = npt.NDArray[np.int64]
_Compared: TypeAlias = tuple[WeighedReport, Sequence[WeighedReport]]
"""A report, and those that it is compared with."""
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
_PLACES = 1 << 16
"""Places in a table by which the terms that two reports share are found, a power of two. The terms of one report of ten
are not told apart by it, and are found in another way, which takes ten times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """The weights of the two regressions, in the order of their features, and the average score that makes a story."""

    dated: tuple[float, ...]
    undated: tuple[float, ...]
    least: int
    """Lowest average score at which two groups of reports are one story, in millionths."""


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


def score_others(one: WeighedReport, others: Sequence[WeighedReport], *, least: int = 0) -> list[int]:
    """Compute how likely a report is on one story with each of some others, in millionths: 0 to 1,000,000.

    Scores below ``least`` come as 0; most need not be computed to the end.
    """
    return score_each([(one, others)], least=least)[0]


def score_each(compared: Iterable[_Compared], *, least: int = 0) -> list[list[int]]:
    """Score each of some reports with others, as `score_others` does; many at once take half the time."""
    scores: list[list[int]] = []
    waiting = iter(compared)
    while some := list(islice(waiting, _TOGETHER)):
        found = iter(_score_pairs(some, least))
        scores += [list(islice(found, len(others))) for _, others in some]
    return scores


def _score_pairs(compared: Sequence[_Compared], least: int) -> list[int]:
    pairs = [(one, other) for one, others in compared for other in others]
    if not pairs:
        return []
    weights, (own, other) = read_weights(), _heads(compared)
    columns = _features(own, other, _shared(compared, other[Head.TERMS]))
    bound = log(least / (UNITS - least)) - _MARGIN if least else -inf
    is_dated = (own[Head.DAY] > 0) & (other[Head.DAY] > 0)
    highest = np.where(
        is_dated,
        sum_features(weights.dated, columns)
        + highest_of_days(
            weights.dated[len(UNDATED) :],
            np.abs(own[Head.DAY] - other[Head.DAY]),
            (own[Head.DAYS] > 0) & (other[Head.DAYS] > 0),
            columns[1],
        ),
        sum_features(weights.undated, columns),
    )
    scores = [0] * len(pairs)
    likely = np.flatnonzero(highest >= bound)
    for at, row in zip(likely.tolist(), map(tuple, columns.T[likely].tolist()), strict=True):
        found = (
            score_features(weights.dated, with_days(*pairs[at], row))
            if is_dated[at]
            else score_features(weights.undated, row)
        )
        scores[at] = found if found >= least else 0
    return scores


def features_of(one: WeighedReport, others: Sequence[WeighedReport]) -> list[tuple[float, ...]]:
    """Compute the features of a report and each of some others, whatever their days, in the order of `UNDATED`."""
    if not others:
        return []
    own, other = _heads([(one, others)])
    columns = _features(own, other, _shared([(one, others)], other[Head.TERMS]))
    return list(map(tuple, columns.T.tolist()))


def _heads(compared: Sequence[_Compared]) -> tuple[_Columns, _Columns]:
    """Tell of the reports of each pair what `Head` names: the first of each, and the second."""
    counts = [len(others) for _, others in compared]
    own = np.repeat(heads_of(one for one, _ in compared), counts, axis=1)
    return own, heads_of(other for _, others in compared for other in others)


def _rows(terms: _Terms) -> _Columns:
    """Find what terms weigh in each comparison: (rows, terms)."""
    weights, rarities = weights_of(terms).astype(np.float64), rarities_of(terms).astype(np.float64)
    key, name, headline, lead = ((terms & flag.value) != 0 for flag in Flag)
    keys = weights * key
    return np.array([weights, keys, key, rarities * key, keys * name, rarities * headline, rarities * lead])


def _shared(compared: Sequence[_Compared], lengths: npt.NDArray[np.float64]) -> _Columns:
    """Sum what reports share with each of some others: (10, pairs).

    Args:
        compared: The reports.
        lengths: How many terms the second report of each pair has.
    """
    places = np.zeros(_PLACES, np.int16)
    whole = np.concatenate([_NO_TERMS, *[other.terms for _, others in compared for other in others]])
    ends = np.append(0, np.cumsum(lengths.astype(np.int64)))
    low, own_terms, shared = 0, [_NO_TERMS], [_NO_TERMS]
    for (one, _), high in zip(compared, ends[np.cumsum([len(others) for _, others in compared])].tolist(), strict=True):
        at, own_at = _find_terms(one.terms, whole[low:high], places)
        own_terms.append(one.terms[own_at])
        shared.append(at + low)
        low = high
    found_at = np.concatenate(shared)
    mine, theirs = _rows(np.concatenate(own_terms)), _rows(whole[found_at])
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
    return np.diff(summed[:, np.searchsorted(found_at, ends)], axis=1)


def _find_terms(own: _Terms, others: _Terms, places: npt.NDArray[np.int16]) -> tuple[_Terms, _Terms]:
    """Find which of many terms are among a report's own: where they stand, and where these do.

    Args:
        own: The terms of the report.
        others: Those of others.
        places: Room for `_PLACES` numbers, all 0, and so again afterwards.
    """
    counted = np.arange(1, len(own) + 1, dtype=np.int16)
    bits = own >> NUMBER_AT & (_PLACES - 1)
    places[bits] = counted
    is_told_apart = (places[bits] == counted).all()
    found = places[others >> NUMBER_AT & (_PLACES - 1)]
    places[bits] = 0
    if not is_told_apart:
        order = np.argsort(own)
        ranks = np.searchsorted(own[order] >> NUMBER_AT, others >> NUMBER_AT)
        found = np.append(counted[order], 0)[ranks]
    at = np.flatnonzero(found)
    own_at = found[at] - 1
    is_same = own[own_at] >> NUMBER_AT == others[at] >> NUMBER_AT
    return at[is_same], own_at[is_same]


def _features(own: _Columns, other: _Columns, shared: _Columns) -> _Columns:
    """Compute the features of pairs, in the order of `UNDATED`: (features, pairs).

    Args:
        own: What is told of the first report of each pair, as `heads_of` reads it.
        other: The same of the second.
        shared: What both share.
    """
    terms, keys, count, rarity, overlap, lead, *told = shared
    squared = slice(Head.SQUARED_TERMS, Head.SQUARED_LEAD + 1)
    lengths = np.sqrt(own[squared]) * np.sqrt(other[squared])
    lengths[lengths == 0] = 1.0
    shares = [
        np.sort([part / np.where(side[head] == 0, 1.0, side[head]) for part, side in sides], axis=0)
        for head, sides in (
            (Head.HEADLINE, ((told[0], own), (told[2], other))),
            (Head.NAMES, ((told[1], own), (told[3], other))),
        )
    ]
    columns = (
        np.ones(len(terms)),
        np.sqrt(keys / lengths[1]),
        np.sqrt(terms / lengths[0]),
        np.sqrt(count),
        rarity / 100,
        overlap / np.maximum(own[Head.KEYS] + other[Head.KEYS] - overlap, 1),
        *(share for pair in shares for share in pair[::-1]),
        lead / lengths[2],
    )
    return np.array(columns)


def score_reports(one: StoryKeys, other: StoryKeys) -> int:
    """Compute how likely two reports are on one story, in millionths: 0 to 1,000,000."""
    return score_others(weigh(one), [weigh(other)])[0]


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
    return features_of(weigh(one), [weigh(other)])[0]


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
