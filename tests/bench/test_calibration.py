"""The bench of confidences: errors that can be told beforehand."""

import numpy as np
import pytest

from bench.calibration import calibration_error, error_by_chance, reliability


def numbers(*values):
    return np.array(values, dtype=float)


def test_confidences_that_come_true_have_no_error():
    assert calibration_error(numbers(0.75, 0.75, 0.75, 0.75), numbers(1, 1, 1, 0)) == 0
    assert calibration_error(numbers(1.0, 0.0), numbers(1, 0)) == 0


def test_errors_of_a_tenth_cancel_out_and_those_of_tenths_add_up():
    assert calibration_error(numbers(0.91, 0.99), numbers(1, 1)) == pytest.approx(0.05)
    assert calibration_error(numbers(0.95, 0.15), numbers(0, 1)) == pytest.approx((0.95 + 0.85) / 2)


def test_few_confidences_have_a_greater_error_by_chance_than_many():
    few, many = np.full(20, 0.8), np.full(2000, 0.8)
    assert error_by_chance(many) < 0.02 < error_by_chance(few)


def test_only_tenths_with_confidences_are_told():
    told = reliability(numbers(0.31, 0.39, 1.0), numbers(0, 1, 1))
    assert told["tenths"] == {
        "0.3": {"count": 2, "confidence": 0.35, "right": 0.5},
        "0.9": {"count": 1, "confidence": 1.0, "right": 1.0},
    }
    assert (told["count"], told["right"]) == (3, 0.667)


def test_no_confidences_have_no_error():
    assert reliability(numbers(), numbers())["error"] == 0
