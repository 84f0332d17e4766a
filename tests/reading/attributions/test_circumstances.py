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


@pytest.mark.parametrize(
    ("marked", "anonymity"),
    [
        ("[1 Two aides]1 granted anonymity to talk {1 said}1 <1 it leaked>1.", "granted anonymity to talk"),
        (
            "{1 According to}1 [1 an aide]1 who was granted anonymity to talk, <1 it leaked>1.",
            "granted anonymity to talk",
        ),
        ("[1 A judge]1 granted anonymity to a boy and {1 said}1 <1 it leaked>1.", ""),
        ("[1 A judge]1 granted anonymity to shield a boy, {1 saying}1 <1 it leaked>1.", ""),
        ("[1 The court]1, granted anonymity to shield a boy, {1 said}1 <1 it leaked>1.", ""),
        ("[1 A cook]1, who did not want her name used, {1 said}1 <1 it leaked>1.", "did not want her name used"),
        ("[1 A cook]1 {1 said}1 <1 it leaked>1 and her son did not want his name used.", ""),
    ],
)
def test_anonymity_is_given_to_the_source_and_by_nobody_who_speaks(marked, anonymity):
    ledger = read(marked)
    assert "".join(span.of(ledger.report.text) for span in ledger.attributions[0].anonymity_spans) == anonymity
