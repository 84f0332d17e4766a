"""Fit small networks of one hidden layer: trained decisions that whence keeps as JSON beside its code.

Several networks that begin at random are fitted and put side by side as one, the mean of their scores: of a few
thousand rows each alone learns some chance, together they learn less of it.

References:
    McFadden, "Conditional Logit Analysis of Qualitative Choice Behavior", 1974 (one of several, or none of them).
    Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019 (the optimiser).
    Hansen and Salamon, "Neural Network Ensembles", IEEE PAMI 1990.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.reading.model.networks import Network, network_scores

__all__ = ["Choices", "cross_validate_network", "fit_network", "write_network"]

_FOLDS = 6
_NETWORKS, _HIDDEN, _STEPS = 4, 8, 200
_RATE, _DECAY, _DROPPED = 5e-3, 0.3, 0.3
_MOMENTS = (0.9, 0.999)
_LEAST = 1e-8
_MOST_SCORE = 20.0
_LEAST_SPREAD = 1e-2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Rows of features of which, in each choice, one is right, or several alike, or none."""

    names: Sequence[str]
    """(K,) names of the features; the first is ``bias``."""
    evidence: NDArray[np.float64]
    """(M, K); the first column is all ones."""
    right: NDArray[np.float64]
    """(M,) 1 for rows that are right."""
    choices: NDArray[np.int64]
    """(M,) the number of the choice that each row is one of."""
    reports: NDArray[np.int64]
    """(M,) the number of the report that each row is from."""

    def of(self, kept: NDArray[np.bool_]) -> "Choices":
        """Keep some of the rows."""
        return Choices(
            names=self.names,
            evidence=self.evidence[kept],
            right=self.right[kept],
            choices=self.choices[kept],
            reports=self.reports[kept],
        )


def cross_validate_network(told: Choices) -> NDArray[np.float64]:
    """Estimate each row's probability by networks that were fitted on the rows of other reports.

    Returns:
        (M,) probabilities.
    """
    chances = np.zeros(len(told.right))
    for fold in range(_FOLDS):
        held_out = told.reports % _FOLDS == fold
        network = fit_network(told.of(~held_out))
        rows = [dict(zip(told.names, row, strict=True)) for row in told.evidence[held_out].tolist()]
        choices = np.unique(told.choices[held_out], return_inverse=True)[1]
        chances[held_out] = _chances(network_scores(network, rows), choices)
    return chances


def fit_network(told: Choices) -> Network:
    """Fit networks to the choice of one row, or none, and put them side by side as one."""
    spread = told.evidence.std(axis=0) + _LEAST_SPREAD
    middle = told.evidence.mean(axis=0)
    middle[0], spread[0] = 0.0, 1.0
    scaled = ((told.evidence - middle) / spread).astype(np.float32)
    choices = np.unique(told.choices, return_inverse=True)[1]
    fitted = [_fit_one(scaled, told.right.astype(np.float32), choices, seed=seed) for seed in range(_NETWORKS)]
    inner = np.hstack([np.mean([one.inner[:, :1] for one in fitted], axis=0), *(one.inner[:, 1:] for one in fitted)])
    # The scaling goes into the weights, and what it takes off into those of the bias.
    unscaled = inner / spread[:, None]
    unscaled[0] -= middle @ unscaled
    return Network(
        places={name: row for row, name in enumerate(told.names)},
        inner=unscaled,
        outer=np.concatenate([one.outer for one in fitted]) / len(fitted),
    )


@dataclass(slots=True)
class _Weights:
    inner: NDArray[np.float32]
    outer: NDArray[np.float32]


def _fit_one(
    evidence: NDArray[np.float32], right: NDArray[np.float32], choices: NDArray[np.int64], *, seed: int
) -> _Weights:
    random = np.random.default_rng(seed)
    size = evidence.shape[1]
    weights = _Weights(
        np.hstack([np.zeros((size, 1)), random.uniform(-1, 1, (size, _HIDDEN)) / np.sqrt(size)]).astype(np.float32),
        (random.uniform(-1, 1, _HIDDEN) / np.sqrt(_HIDDEN)).astype(np.float32),
    )
    descents = (_Descent(weights.inner), _Descent(weights.outer))
    for step in range(_STEPS):
        kept = (random.random((len(right), _HIDDEN)) >= _DROPPED).astype(np.float32) / (1 - _DROPPED)
        slopes = _slopes(weights, evidence, right, choices, kept)
        for descent, slope in zip(descents, (slopes.inner, slopes.outer), strict=True):
            descent.take(slope, step)
    return weights


def _slopes(
    weights: _Weights,
    evidence: NDArray[np.float32],
    right: NDArray[np.float32],
    choices: NDArray[np.int64],
    kept: NDArray[np.float32],
) -> _Weights:
    """Compute the slopes of the mean loss by each weight, with some hidden units left out in each row."""
    sums = evidence @ weights.inner
    hidden = np.maximum(sums[:, 1:], 0) * kept
    scores = np.clip(sums[:, 0] + hidden @ weights.outer, -_MOST_SCORE, _MOST_SCORE)
    chance = _chances(scores, choices)
    share = chance * right / np.maximum(_LEAST, np.bincount(choices, chance * right)[choices])
    slope = ((chance - share) / (choices.max() + 1)).astype(np.float32)
    inner = np.hstack([slope[:, None], slope[:, None] * weights.outer * kept * (sums[:, 1:] > 0)])
    return _Weights(evidence.T @ inner, hidden.T @ slope)


class _Descent:
    """Takes weights down the slopes of the loss, with moments of the slopes before, in ever smaller steps."""

    def __init__(self, weights: NDArray[np.float32]) -> None:
        self._weights, self._mean, self._square = weights, np.zeros_like(weights), np.zeros_like(weights)

    def take(self, slope: NDArray[np.float32], step: int) -> None:
        rate = _RATE * (1 + cos(pi * step / _STEPS)) / 2
        self._mean += (1 - _MOMENTS[0]) * (slope - self._mean)
        self._square += (1 - _MOMENTS[1]) * (slope * slope - self._square)
        size = np.sqrt(self._square / (1 - _MOMENTS[1] ** (step + 1))) + _LEAST
        self._weights -= rate * (self._mean / (1 - _MOMENTS[0] ** (step + 1)) / size + _DECAY * self._weights)


def _chances(scores: NDArray[np.floating], choices: NDArray[np.int64]) -> NDArray[np.float64]:
    odds = np.exp(scores.astype(np.float64))
    chances: NDArray[np.float64] = odds / (1 + np.bincount(choices, odds)[choices])
    return chances


def write_network(path: Path, network: Network) -> None:
    """Write a network's weights, one feature on a line, for `whence.reading.model.networks` to read."""
    rows = zip(network.places, network.inner.tolist(), strict=True)
    lines = (f' "{name}": {json.dumps([round(one, 4) for one in row])}' for name, row in rows)
    outer = json.dumps([round(one, 4) for one in network.outer.tolist()])
    path.write_text('{"inner": {\n' + ",\n".join(lines) + '\n},\n"outer": ' + outer + "}\n", encoding="utf-8")
