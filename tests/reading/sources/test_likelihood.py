"""What must speak for somebody whom a description is taken to mean: on invented sentences, attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers


@pytest.mark.parametrize("noun", ["victim", "detective", "owner"])
def test_a_description_means_nobody_whom_the_report_does_not_call_so(noun):
    ledger = read(
        f"[1 Ivo Brandt]1 {{1 denied}}1 <1 the theft>1.\n\n[2 The {noun}]2 {{2 said}}2 <2 the safe had been open>2.",
        persons=["Ivo Brandt"],
        meant=[(noun, 0, {"Brandt": 0.7})],
    )
    assert speakers(ledger) == ["Ivo Brandt", f"The {noun}"]
