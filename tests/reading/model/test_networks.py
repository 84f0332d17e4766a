"""Small networks over named features."""

import numpy as np
import pytest

from training.networks import Choices, cross_validate_network, fit_network, write_network
from whence.reading.model.networks import Network, chances_by_network, network_scores, read_network


def both_or_none(count):
    """Make choices of two rows: the right one has both features or neither, which no sum of the two can tell."""
    random = np.random.default_rng(3)
    evidence, right = [], []
    for _ in range(count):
        a, c = random.integers(0, 2, 2)
        evidence += [[1, a, a], [1, c, 1 - c]]
        right += [1, 0]
    return Choices(
        names=["bias", "near", "named"],
        evidence=np.array(evidence, dtype=np.float64),
        right=np.array(right, dtype=np.float64),
        choices=np.repeat(np.arange(count), 2),
        reports=np.repeat(np.arange(count), 2),
    )


def test_a_network_knows_what_counts_only_together():
    told = both_or_none(300)
    chances = cross_validate_network(told)
    assert chances[told.right == 1].mean() > 0.7
    assert chances[told.right == 0].mean() < 0.2


def test_a_network_is_written_and_read_again(tmp_path, monkeypatch):
    told = both_or_none(60)
    network = fit_network(told)
    write_network(tmp_path / "invented.json", network)
    monkeypatch.setattr("whence.reading.model.networks.files", lambda _: tmp_path)
    again = read_network("invented", "invented.json")
    rows = [{"bias": 1.0, "near": 1.0}, {"bias": 1.0, "named": 1.0}]
    assert network_scores(again, rows) == pytest.approx(network_scores(network, rows), abs=1e-3)


def test_nobody_shares_the_chances_and_scores_are_bounded():
    network = Network(places={"near": 0}, inner=np.array([[100.0, 0.0]]), outer=np.zeros(1))
    assert chances_by_network(network, []) == []
    assert chances_by_network(network, [{"near": 1.0}, {"near": 1.0}]) == pytest.approx([0.5, 0.5])
    assert chances_by_network(network, [{"near": -1.0}])[0] < 1e-8
