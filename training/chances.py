"""Fit a chance that the package computes from named features: what the commands that do so share."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.score import fit_logistic

__all__ = ["chances", "cross_validate", "write_weights"]

_FOLDS = 6


def chances(evidence: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute the probabilities of rows of features.

    >>> chances(np.zeros((1, 2)), np.ones(2)).tolist()
    [0.5]
    """
    found: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(evidence @ weights, -30, 30)))
    return found


def cross_validate(
    evidence: NDArray[np.float64], right: NDArray[np.float64], reports: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Compute the probability of each row from weights fitted on the rows of other reports.

    Args:
        evidence: (M, K) features; the first column is all ones.
        right: (M,) 1 for what is right.
        reports: (M,) number of each row's report.
    """
    found = np.zeros(len(right))
    for fold in range(_FOLDS):
        held_out = reports % _FOLDS == fold
        found[held_out] = chances(evidence[held_out], fit_logistic(evidence[~held_out], right[~held_out]))
    return found


def write_weights(names: Sequence[str], weights: Sequence[float], path: Path | None) -> None:
    """Print the weights of named features, and write them into the package if there is a path."""
    found = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    print(json.dumps(found))
    if path:
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
