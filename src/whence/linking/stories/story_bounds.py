"""Bounds of story scores: pairs that cannot score high enough need not have all of their features computed."""

from collections.abc import Sequence
from math import log1p

import numpy as np
import numpy.typing as npt

__all__ = ["MANY_DAYS", "highest_of_days", "sum_features"]

MANY_DAYS = 3_650
"""Days between two reports beyond which more make no difference."""
_Numbers = npt.NDArray[np.float64]


def sum_features(weights: Sequence[float], columns: _Numbers) -> _Numbers:
    """Sum as many weighed features of pairs as are given.

    Args:
        weights: The weight of each feature.
        columns: (features, pairs)

    >>> sum_features((2.0, 1.0, 5.0), np.array([[1.0, 0.0], [3.0, 4.0]])).tolist()
    [5.0, 4.0]
    """
    totals = np.zeros(columns.shape[1])
    for weight, column in zip(weights, columns, strict=False):
        totals += weight * column
    return totals


def highest_of_days(
    weights: Sequence[float], apart: _Numbers, tell_days: npt.NDArray[np.bool_], cosines: _Numbers
) -> _Numbers:
    """Compute the most that the features of days can add to each pair.

    Args:
        weights: Those of the features of days.
        apart: Days between the reports of each pair.
        tell_days: Whether both tell of other days than their own.
        cosines: The cosine of their keys, as the feature has it.

    >>> weights = (-1.0, 0.5, 0.0, 0.2, 2.0, -0.5, 0.1)
    >>> highest_of_days(weights, np.zeros(2), np.array([False, True]), np.array([0.5, 0.5])).tolist()
    [0.6, 1.1]
    """
    days_apart, within, both, none, if_both, between, unknown = weights
    shared = both * log1p(1 if both < 0 else MANY_DAYS) + if_both * cosines**2
    highest = days_apart * np.log1p(np.minimum(apart, MANY_DAYS)) + within * (apart <= 1)
    highest += np.where(tell_days, np.maximum(none, shared), 0.0)
    return np.asarray(highest + max(0.0, between * log1p(MANY_DAYS), unknown))
