"""What of a source's words is shown as its name, and what is none."""

from tests.support.marked_reports import read, speakers


def test_what_goes_on_about_somebody_is_no_part_of_the_name():
    ledger = read("[1 A rival shipyard, which has four docks,]1 {1 said}1 <1 no>1.")
    assert speakers(ledger) == ["A rival shipyard"]


def test_a_name_in_small_letters_names_nobody():
    ledger = read("[1 The anglers’ federation]1 {1 said}1 <1 no>1.", organisations=["anglers"])
    assert [source.naming for source in ledger.sources] == ["described"]
