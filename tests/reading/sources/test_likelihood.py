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


def test_they_are_those_whom_the_report_only_mentioned_before():
    ledger = read(
        "The officers arrived at noon. [1 They]1 {1 said}1 <1 the safe was open>1.",
        meant=[("They", 0, {"officers": 0.9})],
    )
    assert speakers(ledger) == ["The officers"]


def test_they_stay_described_where_the_model_is_sure_of_nobody():
    ledger = read(
        "The officers arrived at noon.\n\nIt rained.\n\n[1 They]1 {1 said}1 <1 the safe was open>1.",
        meant=[("They", 0, {"officers": 0.06})],
    )
    assert speakers(ledger) == ["They"]


def test_what_speaks_for_the_role_beside_a_name_speaks_for_its_bearer():
    ledger = read(
        "[1 The minister of trade, Mr. Yusuf Haddad]1, {1 said}1 <1 that it rained>1. [2 He]2 {2 left}2 <2 early>2.",
        persons=["Yusuf Haddad"],
        meant=[("He", 0, {"minister": 0.9})],
    )
    assert speakers(ledger) == ["Yusuf Haddad", "Yusuf Haddad"]


def test_a_republican_is_a_person_and_no_body():
    ledger = read("[1 The Republican]1 {1 said}1 <1 the weir would hold>1.")
    assert [(source.kind, source.naming) for source in ledger.sources] == [("person", "described")]
