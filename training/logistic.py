"""Fit logistic regressions: the small trained decisions that whence keeps as JSON beside its code."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["cross_validate", "fit_logistic", "write_weights"]

_FOLDS = 6
_RIDGE = 1.0
_MOST_STEPS = 30
_LEAST_STEP = 1e-6
"""Change of every weight below which Newton's method has arrived: weights are kept to four digits."""


def fit_logistic(
    evidence: NDArray[np.float64],
    hits: NDArray[np.float64],
    counts: NDArray[np.float64] | None = None,
    *,
    ridge: float = _RIDGE,
) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method with a light ridge penalty.

    Args:
        evidence: (M, K) features; the first column is all ones.
        hits: (M,) 1 for candidates that match the annotation.
        counts: (M,) how many rows each row counts for; by default one.
        ridge: How strongly weights other than the first are pulled towards 0.

    Returns:
        (K,) weights.
    """
    weights = np.zeros(evidence.shape[1])
    pull = ridge * np.eye(len(weights))
    pull[0, 0] = 0.0
    times = np.ones(len(hits)) if counts is None else counts
    for _ in range(_MOST_STEPS):
        chance = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (times * (hits - chance)) - pull @ weights
        curve = (evidence * (times * chance * (1 - chance))[:, None]).T @ evidence + pull
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < _LEAST_STEP:
            break
    return weights


def cross_validate(
    evidence: NDArray[np.float64],
    right: NDArray[np.float64],
    reports: NDArray[np.int64],
    counts: NDArray[np.float64] | None = None,
    *,
    ridge: float = _RIDGE,
) -> NDArray[np.float64]:
    """Estimate each row's probability by weights that were fitted on the rows of other reports.

    Args:
        evidence: (M, K) features; the first column is all ones.
        right: (M,) 1 for rows that are right.
        reports: (M,) the number of the report that each row is from.
        counts: As in `fit_logistic`.
        ridge: As in `fit_logistic`.

    Returns:
        (M,) probabilities.
    """
    chances = np.zeros(len(right))
    for fold in range(_FOLDS):
        held_out = reports % _FOLDS == fold
        kept = None if counts is None else counts[~held_out]
        weights = fit_logistic(evidence[~held_out], right[~held_out], kept, ridge=ridge)
        chances[held_out] = 1 / (1 + np.exp(-evidence[held_out] @ weights))
    return chances


def write_weights(path: Path, weights: Mapping[str, Mapping[str, float]]) -> None:
    """Write the weights of decisions, by decision and feature, for `whence.reading.model.logistic` to read."""
    rounded = {
        decision: {feature: round(weight, 4) for feature, weight in row.items()} for decision, row in weights.items()
    }
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
