"""The body of a report's first sentence may be "it" that says so."""

import pytest

from tests.support.marked_reports import read, speakers


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("", "Norda Holdings"),
        ("Dam plan angers rowers\n\n", "Norda Holdings"),
        ("Dam plan angers rowers\n\nThe Marram Society met. ", "it"),
    ],
)
def test_it_is_the_body_of_the_first_sentence_where_no_other_is_named(before, speaker):
    meant = [("it", 0, {"Norda": 0.7, "Marram": 0.25})]
    ledger = read(
        f"{before}<1 Norda Holdings will appeal>1, [1 it]1 {{1 said}}1.",
        organisations=["Norda Holdings", "Marram Society"],
        meant=meant,
    )
    assert speakers(ledger) == [speaker]
