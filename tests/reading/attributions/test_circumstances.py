"""How an attribution came about: what gives its source access, and which channel it came through."""

import pytest

from tests.support.marked_reports import read


@pytest.mark.parametrize("who", ["not involved in the work", "never directly involved in the work"])
def test_who_was_no_part_of_something_has_no_access_to_it(who):
    ledger = read(f"[1 Ivo Brandt, a biologist who was {who},]1 {{1 said}}1 <1 it was good>1.")
    assert ledger.attributions[0].access_spans == ()


@pytest.mark.parametrize(
    ("where", "channel"),
    [
        ("a filing with the stock exchange", "document"),
        ("a regulatory filing", "document"),
        ("a filing", "court or legislative record"),
    ],
)
def test_a_filing_is_of_a_court_unless_it_goes_to_an_exchange_or_a_regulator(where, channel):
    assert read(f"In {where}, [1 the firm]1 {{1 said}}1 <1 it leaked>1.").attributions[0].channel == channel
