"""Small networks over named features."""

import numpy as np
import pytest

from whence.reading.model.networks import Network, chances_by_network


def test_nobody_shares_the_chances_and_scores_are_bounded():
    network = Network(places={"near": 0}, inner=np.array([[100.0, 0.0]]), outer=np.zeros(1))
    assert chances_by_network(network, []) == []
    assert chances_by_network(network, [{"near": 1.0}, {"near": 1.0}]) == pytest.approx([0.5, 0.5])
    assert chances_by_network(network, [{"near": -1.0}])[0] < 1e-8
