"""Headlines that are plainer than their text, in invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, read, shown

FERRY = "{headline}\n\nThe {who}. Boats were brought in on Wednesday."


def test_a_plain_headline_over_hearsay_is_asked_about(reader):
    text = FERRY.format(headline="Port sells its old mole", who="port is reportedly selling its old mole to a bank")
    assert shown(read(reader, text), "headline-hedge") == [["Port sells its old mole", "reportedly"]]


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Port said to sell its old mole", "port is reportedly selling its old mole to a bank"),
        ("Pilot arrested over stolen boat", "pilot was arrested on Monday for a boat that he allegedly stole"),
        ("Port sells its old mole", "town met on Monday. A bank is reportedly in trouble"),
        ("The Tidewater Post: Storm closes the port", "storm may close the port on Friday, the mayor said"),
    ],
)
def test_headlines_that_tell_whose_claim_it_is_of_a_charge_or_of_other_things_are_fine(reader, headline, who):
    assert "headline-hedge" not in kinds(read(reader, FERRY.format(headline=headline, who=who)))


@pytest.mark.parametrize(
    ("headline", "who", "hedge"),
    [
        (
            "Angler well after accidental fall in Marram",
            "angler fell in what is being called an accidental fall",
            "being called",
        ),
        ("Child hurt by falling branch", "child was taken home, apparently hurt by a branch in the park", "apparently"),
        ("Fire destroys twelve boats", "town saw a fire on Monday that may have destroyed twelve boats", "may have"),
    ],
)
def test_a_headline_that_drops_the_hedge_of_its_own_words_is_asked_about(reader, headline, who, hedge):
    assert shown(read(reader, FERRY.format(headline=headline, who=who)), "headline-hedge") == [[headline, hedge]]


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        (
            "Three hurt in shooting at Marram store",
            "three were hurt in an apparent drive-by shooting at a store in Marram",
        ),
        ("Apparent fall hurts angler in Marram", "angler was hurt in an apparent fall in Marram on Monday"),
        ("Was it an accidental fall?", "angler fell in what is being called an accidental fall"),
        ("Angler hurt in accidental fall", "town met. “It was an apparent accidental fall,” said Ines Okafor"),
        ("Angler hurt in accidental fall, police say", "angler was hurt in an apparently accidental fall"),
    ],
)
def test_what_is_hedged_beside_the_headlines_words_is_fine(reader, headline, who):
    assert "headline-hedge" not in kinds(read(reader, FERRY.format(headline=headline, who=who)))


@pytest.mark.parametrize(("verb", "is_asked"), [("praises", True), ("jails", False), ("convicts", False)])
def test_a_headline_about_a_charge_in_the_present_tense_is_fine(reader, verb, is_asked):
    who = f"town {verb} a pilot for the theft of a boat that he allegedly took"
    ledger = read(reader, FERRY.format(headline=f"Town {verb} pilot for theft of boat", who=who))
    assert ("headline-hedge" in kinds(ledger)) == is_asked


def test_an_outcome_is_not_another_manner(reader):
    text = "Child fatally shoots brother\n\nA child accidentally shot his brother on Monday. The town met on Tuesday."
    assert "headline-overstates" not in kinds(read(reader, text))
