"""Small networks of one hidden layer, fitted to choices."""

import numpy as np
import pytest

from training.networks import Choices, cross_validate_network, fit_network, write_network
from whence.reading.model.networks import network_scores, read_network


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


def test_of_each_choice_one_is_right_or_none():
    # Two candidates each time: the one that is near is meant six times in ten, the other twice, nobody twice.
    told = Choices(
        names=["bias", "near"],
        evidence=np.stack([np.ones(2000), np.tile([1.0, 0.0], 1000)], axis=1),
        right=np.tile(np.array([[1.0, 0.0]] * 6 + [[0.0, 1.0]] * 2 + [[0.0, 0.0]] * 2).ravel(), 100),
        choices=np.repeat(np.arange(1000), 2),
        reports=np.repeat(np.arange(1000), 2),
    )
    assert cross_validate_network(told)[:2].tolist() == pytest.approx([0.6, 0.2], abs=0.05)
