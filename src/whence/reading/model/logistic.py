"""Logistic regressions whose weights are in the package: features in, a probability out."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

__all__ = ["chance_of", "log_odds", "magnitude", "read_weights"]

_LEAST_CHANCE = 1e-4
_MOST_ODDS = 30.0


def chance_of(weights: Sequence[float], features: Sequence[float]) -> float:
    """Compute the probability that a logistic regression gives.

    >>> chance_of((0.0, 1.0), (1.0, 0.0))
    0.5
    """
    odds = sum(weight * value for weight, value in zip(weights, features, strict=True))
    return 1 / (1 + exp(-max(-_MOST_ODDS, min(_MOST_ODDS, odds))))


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


@cache
def read_weights(package: str, name: str, features: tuple[str, ...]) -> tuple[float, ...]:
    """Read the weights of a regression, in the order of its features.

    Args:
        package: The package that holds the file.
        name: Name of the file: one JSON object, a weight for each feature.
        features: Names of the features.
    """
    row = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return tuple(float(row[feature]) for feature in features)
