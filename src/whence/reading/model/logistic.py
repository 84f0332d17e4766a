"""Logistic regressions over named features: small trained decisions, their weights kept as JSON beside the code.

Reference:
    Platt, "Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods", 1999
    (a logistic of a model's scores as its calibrated probability).
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp, log

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "VectorWeights",
    "chance_of",
    "log_odds",
    "magnitude",
    "read_vector_weights",
    "read_weights",
    "vector_score",
]

VectorWeights = Mapping[str, NDArray[np.float64]]
"""For each part that has vectors, the weight of each of their numbers, and a constant."""

_MOST = 30.0
_LEAST_CHANCE = 1e-4


@cache
def read_weights(package: str, name: str) -> Mapping[str, Mapping[str, float]]:
    """Read a file of weights: for each decision, the weight of each feature."""
    rows = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return {decision: {feature: float(weight) for feature, weight in row.items()} for decision, row in rows.items()}


@cache
def read_vector_weights(package: str, name: str) -> VectorWeights:
    """Read a file of weights of the encoder's vectors, which are those of the package's own model."""
    rows = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return {part: np.array(row) for part, row in rows.items()}


def vector_score(weights: NDArray[np.float64], vectors: NDArray[np.float64]) -> float:
    """Sum up what vectors say, as log-odds.

    Args:
        weights: (K + 1,) the weight of each number, and a constant.
        vectors: (K,) the vectors, end to end. With another number of them, as of a wider model, they say nothing: 0.

    >>> vector_score(np.array([1.0, -1.0, 0.5]), np.array([2.0, 1.0]))
    1.5
    >>> vector_score(np.array([1.0, -1.0, 0.5]), np.zeros(0))
    0.0
    """
    if len(vectors) + 1 != len(weights):
        return 0.0
    return float(vectors @ weights[:-1] + weights[-1])


def chance_of(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Estimate a probability from features; a feature that is not given is 0.

    >>> chance_of({"bias": -1.0, "near": 1.0}, {"bias": 1, "near": 1})
    0.5
    """
    return 1 / (1 + exp(-_score(weights, features)))


def _score(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    weight_of = weights.get
    score = sum([weight_of(name, 0.0) * value for name, value in features.items() if value])
    return max(-_MOST, min(_MOST, score))


def log_odds(chance: float) -> float:
    """Return a probability's log-odds, which are bounded.

    >>> log_odds(0.5), round(log_odds(1.0), 1)
    (0.0, 9.2)
    """
    chance = min(1 - _LEAST_CHANCE, max(_LEAST_CHANCE, chance))
    return log(chance / (1 - chance))


def magnitude(count: int, *, most: int) -> float:
    """Return the logarithm of a length or a distance, with one added, up to that of the most that matters.

    >>> magnitude(0, most=9), magnitude(20, most=9) == magnitude(9, most=9)
    (0.0, True)
    """
    return log(1 + min(count, most))
