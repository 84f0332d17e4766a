"""Logistic regressions over named features: small trained decisions, their weights kept as JSON beside the code.

Reference:
    Platt, "Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods", 1999
    (a logistic of a model's scores as its calibrated probability).
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

__all__ = ["chance_of", "read_weights"]

_MOST = 30.0


@cache
def read_weights(package: str, name: str) -> Mapping[str, Mapping[str, float]]:
    """Read a file of weights: for each decision, the weight of each feature."""
    rows = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return {decision: {feature: float(weight) for feature, weight in row.items()} for decision, row in rows.items()}


def chance_of(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Estimate a probability from features; a feature that is not given is 0.

    >>> chance_of({"bias": -1.0, "near": 1.0}, {"bias": 1, "near": 1})
    0.5
    """
    score = sum(weight * features.get(name, 0.0) for name, weight in weights.items())
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, score))))
