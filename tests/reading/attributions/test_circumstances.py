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
        ("a court filing", "court or legislative record"),
        ("a filing", "document"),
    ],
)
def test_a_filing_is_of_a_court_if_the_page_says_so(where, channel):
    assert read(f"In {where}, [1 the firm]1 {{1 said}}1 <1 it leaked>1.").attributions[0].channel == channel


@pytest.mark.parametrize(
    ("marked", "access"),
    [
        ("[1 A woman who was in the room]1 {1 said}1 <1 it leaked>1.", "who was in the room"),
        ("<1 It leaked>1, {1 said}1 [1 Rosa Lind]1, 33, who saw the fall.", "who saw the fall"),
        ("[1 Detectives]1 spoke with two boys who were in the house and {1 confirmed}1 <1 it leaked>1.", ""),
    ],
)
def test_access_is_what_is_said_of_the_source_itself(marked, access):
    ledger = read(marked)
    assert "".join(span.of(ledger.report.text) for span in ledger.attributions[0].access_spans) == access
