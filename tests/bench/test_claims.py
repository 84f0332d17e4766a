"""How claims are measured, and how their scores are fitted."""

import numpy as np

from bench.claims import average_precision, clean_tweet, f1_and_accuracy, read_minimal_pairs
from training.claims import fit, predict


def test_the_fit_finds_which_feature_tells():
    rows = np.array([[0.0, 0.3], [0.2, 0.9], [0.8, 0.4], [1.0, 0.8]] * 20)
    bias, weights = fit(rows, [0, 0, 1, 1] * 20)
    assert weights[0] > abs(weights[1])
    assert (predict(rows, (bias, weights)) > 0).tolist() == [False, False, True, True] * 20


def test_the_bias_of_the_last_set_is_not_moved_by_the_others():
    rows = np.array([[0.0], [1.0]] * 40)
    alone = fit(rows[:40], [0, 1] * 20)
    both = fit(rows, [0, 0] * 20 + [0, 1] * 20, sizes=[40, 40])
    assert predict(rows[1:2], alone)[0] > 0
    assert predict(rows[1:2], both)[0] > 0


def test_the_minimal_pairs_are_two_halves_with_all_kinds_in_each():
    halves = [read_minimal_pairs(half) for half in ("tune", "fresh")]
    assert [len(half) for half in halves] == [100, 100]
    kinds = [sorted(row["changed"] for row in half) for half in halves]
    assert kinds[0] == kinds[1] == sorted(["number", "date", "actor", "negation", "place"] * 20)


def test_figures_are_counted_by_hand():
    assert f1_and_accuracy([True, True, False], [True, False, False]) == {"pairs": 3, "f1": 0.667, "accuracy": 0.667}
    assert average_precision(["a", "b", "c"], ["a", "c"]) == (1 + 2 / 3) / 2
    assert average_precision([], ["a"]) == 0
    assert clean_tweet("No tide https://example.org/x today") == "No tide today"
