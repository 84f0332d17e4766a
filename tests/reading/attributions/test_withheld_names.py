"""Terms of anonymity in a sentence of their own reach the source that they are about."""

import pytest

from tests.support.marked_reports import read

TWO = "[1 Two aides]1 {1 said}1 <1 it leaked>1."
BRANDT = "[2 Ana Brandt]2 {2 said}2 <2 it did not>2."


def withheld(marked):
    """List the names that a report withholds, and the words with which it does."""
    ledger = read(marked, persons=["Ana Brandt", "Ivo Lind"])
    told = [span.of(ledger.report.text) for one in ledger.attributions for span in one.anonymity_spans]
    return [source.name for source in ledger.sources if source.naming == "withheld"], told


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("The aides asked not to be named as the talks are private.", "asked not to be named as the talks are private"),
        (
            "The people declined to be identified because they fear him.",
            "declined to be identified because they fear him",
        ),
        ("They spoke on condition of anonymity to discuss it.", "spoke on condition of anonymity to discuss it"),
        ("Both asked not to be named.", "asked not to be named"),
        ("The aides were not authorized to speak publicly.", "not authorized to speak publicly"),
        ("The aides were granted anonymity to discuss it.", "granted anonymity to discuss it"),
    ],
)
def test_terms_reach_the_source_of_another_sentence(told, words):
    assert withheld(f"{TWO} {told}") == (["Two aides"], [words])
    assert withheld(f"{TWO} {BRANDT}\n\n{told}") == (["Two aides"], [words])


@pytest.mark.parametrize(
    "told",
    [
        "The pilots asked not to be named.",
        "She asked not to be named.",
        "The bank asked not to be named.",
        "The aides asked not to be named as suspects.",
        "The aides asked to be named.",
        "Ivo Lind asked not to be named.",
    ],
)
def test_terms_of_others_do_not(told):
    assert withheld(f"{TWO} {BRANDT} {told}") == ([], [])


def test_they_are_nobody_without_a_name_where_two_with_names_spoke_last():
    both = "[2 Ana Brandt and Ivo Lind]2 {2 said}2 <2 it did not>2."
    assert withheld(f"{TWO} {both} They asked not to be named.") == ([], [])


def test_both_may_be_two_who_spoke_apart():
    told = "[1 A cook]1 {1 said}1 <1 it leaked>1. [2 A diver]2 {2 said}2 <2 it sank>2. Both asked not to be named."
    assert withheld(told)[0] == ["A cook", "A diver"]


def test_who_is_introduced_by_the_terms_speaks_below():
    told = "Two aides spoke on condition of anonymity. [1 Two aides]1 {1 said}1 <1 it leaked>1."
    assert withheld(told) == ([], [])
    told = "Two aides spoke on condition of anonymity. [1 They]1 {1 said}1 <1 it leaked>1."
    ledger = read(told, meant=[("They", 0, {"aides": 0.95})])
    assert [source.naming for source in ledger.sources] == ["withheld"]
