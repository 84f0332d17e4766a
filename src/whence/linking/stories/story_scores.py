"""How likely two reports are on one story: a logistic regression over what their keys share and the days between them.

Reference:
    Laban and Hearst, "newsLens: building and visualizing long-ranging news stories", Events and Stories in the News
    2017 (stories from shared key words); Miranda et al., "Multilingual Clustering of Streaming News", EMNLP 2018
    (similarities of terms and of times as features).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log1p, sqrt

from whence.language.idf import idf_of
from whence.linking.stories.story_keys import MOST_COMPARED, StoryKeys

__all__ = [
    "DATED",
    "UNDATED",
    "UNITS",
    "StoryWeights",
    "dated_features",
    "read_weights",
    "score_features",
    "score_reports",
    "undated_features",
]

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
_MANY_DAYS = 3_650
"""Days between two reports beyond which more make no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """The weights of the two regressions, in the order of their features, and the average score that makes a story."""

    dated: tuple[float, ...]
    undated: tuple[float, ...]
    least: int
    """Lowest average score at which two groups of reports are one story, in millionths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A report's keys, ready to be compared."""

    terms: Mapping[str, int]
    keys: Mapping[str, int]
    """The heaviest terms, which are compared word by word."""
    names: Mapping[str, int]
    """Those of the compared terms that are parts of names."""
    headline: Mapping[str, int]
    lead: Mapping[str, int]
    """Terms of headline and lead, with their weights by the table."""
    norms: tuple[float, float, float]
    """Lengths of the vectors of keys, terms and lead."""
    sums: tuple[int, int, int]
    """Sums of the weights of keys, headline and names."""


def score_reports(one: StoryKeys, other: StoryKeys) -> int:
    """Compute how likely two reports are on one story, in millionths: 0 to 1,000,000."""
    weights = read_weights()
    if one.day is None or other.day is None:
        return score_features(weights.undated, undated_features(one, other))
    return score_features(weights.dated, dated_features(one, other))


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
    first, second = sorted((one, other), key=lambda report: report.id)  # so that rounding is the same either way
    a, b = _weigh(first), _weigh(second)
    # Whatever two reports share is among these few. All weights are whole numbers, so that sums have no order.
    common = a.terms.keys() & b.terms.keys()
    shared = [key for key in common if key in a.keys and key in b.keys]
    less = sum(min(a.keys[key], b.keys[key]) for key in shared)
    more = a.sums[0] + b.sums[0] - less
    headline = sorted(_told(one.headline, common) / (one.sums[1] or 1) for one in (a, b))
    names = sorted(_told(one.names, common) / (one.sums[2] or 1) for one in (a, b))
    return (
        1.0,
        sqrt(sum(a.keys[key] * b.keys[key] for key in shared) / _product(a, b, 0)),
        sqrt(sum(a.terms[term] * b.terms[term] for term in common) / _product(a, b, 1)),
        sqrt(len(shared)),
        sum(map(idf_of, shared)) / 100,
        less / max(more, 1),
        headline[1],
        headline[0],
        names[1],
        names[0],
        sum(a.lead[term] * b.lead[term] for term in common if term in a.lead and term in b.lead) / _product(a, b, 2),
    )


def dated_features(one: StoryKeys, other: StoryKeys) -> tuple[float, ...]:
    """Compute the features of two dated reports, in the order of `DATED`.

    Raises:
        ValueError: One of them has no day.
    """
    if one.day is None or other.day is None:
        message = f"{one.id} or {other.id} has no day"
        raise ValueError(message)
    apart = min(abs(one.day - other.day), _MANY_DAYS)
    both = len(one.days & other.days)
    between = min((abs(day - end) for day in one.event_days for end in other.event_days), default=None)
    undated = undated_features(one, other)
    return (
        *undated,
        log1p(apart),
        float(apart <= 1),
        log1p(both),
        float(bool(one.days and other.days) and not both),
        undated[1] ** 2 if both else 0.0,
        log1p(min(between or 0, _MANY_DAYS)),
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


@lru_cache(maxsize=4096)
def _weigh(report: StoryKeys) -> _Weighed:
    terms = dict(zip(report.terms, report.weights, strict=True))
    keys = {key: terms[key] for key in report.terms[:MOST_COMPARED]}
    names = {key: weight for key, weight in keys.items() if key in report.names}
    headline = {term: idf_of(term) for term in sorted(report.headline)}
    lead = {term: idf_of(term) for term in sorted(report.lead)}
    return _Weighed(
        terms=terms,
        keys=keys,
        names=names,
        headline=headline,
        lead=lead,
        norms=(_length(keys), _length(terms), _length(lead)),
        sums=(sum(keys.values()), sum(headline.values()), sum(names.values())),
    )


def _length(weights: Mapping[str, int]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))


def _product(one: _Weighed, other: _Weighed, which: int) -> float:
    """Multiply the lengths of two vectors; 1 if either is empty."""
    return one.norms[which] * other.norms[which] or 1.0


def _told(weights: Mapping[str, int], common: Iterable[str]) -> int:
    """Sum the weights of terms that another report has too."""
    return sum(weights[term] for term in common if term in weights)
