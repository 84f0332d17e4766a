"""Networks of one hidden layer over named features, their weights kept as JSON beside the code.

Where a logistic regression (`whence.reading.model.logistic`) adds up what speaks for something, a network also knows
what counts only together with something else. It has the same features and is as quick.

Reference:
    Bishop, "Pattern Recognition and Machine Learning", chapter 5, 2006.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np
from numpy.typing import NDArray

__all__ = ["Network", "chances_by_network", "network_scores", "read_network"]

_MOST = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The weights of a network."""

    places: Mapping[str, int]
    """The row of each feature."""
    inner: NDArray[np.float64]
    """(K, H + 1) from each of K features straight to the score, and to each of H hidden units."""
    outer: NDArray[np.float64]
    """(H,) from each hidden unit to the score."""


@cache
def read_network(package: str, name: str) -> Network:
    """Read a file of weights: for each feature its row, and under ``outer`` the weights of the hidden units."""
    told = json.loads(files(package).joinpath(name).read_text("utf-8"))
    rows = told["inner"]
    return Network(
        places={feature: row for row, feature in enumerate(rows)},
        inner=np.array(list(rows.values()), dtype=np.float64),
        outer=np.array(told["outer"], dtype=np.float64),
    )


def network_scores(network: Network, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """Compute the score of each of N rows of features; a feature that the network does not know is passed over.

    Returns:
        (N,) log-odds, bounded.

    >>> one = Network(places={"near": 0}, inner=np.array([[0.5, 2.0]]), outer=np.array([-1.0]))
    >>> network_scores(one, [{"near": 1, "new": 3}, {"near": -1}]).tolist()
    [-1.5, -0.5]
    """
    given = np.zeros((len(rows), len(network.places)))
    for i, row in enumerate(rows):
        for feature, value in row.items():
            place = network.places.get(feature)
            if place is not None:
                given[i, place] = value
    sums = given @ network.inner
    scores: NDArray[np.float64] = sums[:, 0] + np.maximum(sums[:, 1:], 0.0) @ network.outer
    return np.clip(scores, -_MOST, _MOST)


def chances_by_network(network: Network, rows: Sequence[Mapping[str, float]]) -> list[float]:
    """Estimate the probability of each of several to be the one that is right, if any: they share it with none of them.

    >>> one = Network(places={"near": 0}, inner=np.array([[1.0, 0.0]]), outer=np.array([0.0]))
    >>> [round(chance, 2) for chance in chances_by_network(one, [{"near": 1}, {}])]
    [0.58, 0.21]
    """
    odds = [exp(score) for score in network_scores(network, rows).tolist()] if rows else []
    total = 1 + sum(odds)  # the 1 stands for none of them
    return [one / total for one in odds]
