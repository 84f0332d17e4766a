"""Fit logistic regressions: the small trained decisions that whence keeps as JSON beside its code."""

import argparse
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.reading.model.logistic import VectorWeights
from whence.reading.model.package import SHIPPED

__all__ = [
    "FitOptions",
    "Scaled",
    "cross_validate",
    "fit_logistic",
    "read_options",
    "write_vector_weights",
    "write_weights",
]

_FOLDS = 6
_RIDGE = 1.0
_MOST_STEPS = 30
_LEAST_STEP = 1e-6
"""Change of every weight below which Newton's method has arrived: weights are kept to four digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOptions:
    """The options of a command that fits weights."""

    shared: Path
    """Folder with the annotated corpora."""
    model: str
    """A model's name, or the path of a model file."""
    write: bool
    """Whether to write the weights into the package."""


class Scaled(NamedTuple):
    """Vectors whose numbers are so small that the ridge penalty of named features holds them back more strongly."""

    vectors: NDArray[np.float64]
    """(M, K)."""
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: NDArray[np.float64], *, ridge: float) -> "Scaled":
        """Scale vectors.

        Args:
            vectors: (M, K).
            ridge: The penalty that vectors of variance 1 would have; that of named features is 1.
        """
        mean, spread = vectors.mean(axis=0), math.sqrt(ridge) * vectors.std(axis=0).clip(min=1e-6)
        return cls((vectors - mean) / spread, mean, spread)

    def weights(self, fitted: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weights of the numbers as they were, and a constant.

        Args:
            fitted: (K,) those of the scaled numbers.
        """
        own = fitted / self.spread
        return np.append(own, -(own @ self.mean))


def read_options(about: str | None) -> FitOptions:
    """Read the options of a command that fits weights from the command line.

    Args:
        about: What ``--help`` says.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    given = parser.parse_args()
    return FitOptions(shared=given.shared, model=given.model, write=given.write)


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
    for held_out in _folds(reports):
        kept = None if counts is None else counts[~held_out]
        weights = fit_logistic(evidence[~held_out], right[~held_out], kept, ridge=ridge)
        chances[held_out] = 1 / (1 + np.exp(-evidence[held_out] @ weights))
    return chances


def _folds(reports: NDArray[np.int64]) -> Iterator[NDArray[np.bool_]]:
    """Yield, for each fold, which rows are held out."""
    for fold in range(_FOLDS):
        yield reports % _FOLDS == fold


def write_weights(path: Path, weights: Mapping[str, Mapping[str, float]]) -> None:
    """Write the weights of decisions, by decision and feature, for `whence.reading.model.logistic` to read."""
    rounded = {
        decision: {feature: round(weight, 4) for feature, weight in row.items()} for decision, row in weights.items()
    }
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def write_vector_weights(path: Path, weights: VectorWeights) -> None:
    """Write the weights of vectors, one part on a line, for `whence.reading.model.logistic` to read."""
    rows = (f'"{part}": {json.dumps([round(one, 5) for one in row.tolist()])}' for part, row in weights.items())
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
