"""Logistic regressions over a few named features, whose weights are a small JSON file of the package."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp

__all__ = ["chance_of", "read_weights"]

_MOST = 30.0
"""Bound of a score, so that no exponential overflows."""


def chance_of(weights: Sequence[float], features: Sequence[float]) -> float:
    """Compute a probability from features and their weights, in the same order.

    >>> chance_of([0.0, 2.0], [1.0, 0.0])
    0.5
    """
    score = sum(weight * value for weight, value in zip(weights, features, strict=True))
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, score))))


@cache
def read_weights(package: str, name: str) -> Mapping[str, Mapping[str, float]]:
    """Read a file of weights: for each outcome, the weight of each feature.

    >>> sorted(read_weights("whence.reading.events", "worth.json"))
    ['right']
    """
    rows: Mapping[str, Mapping[str, float]] = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return rows
