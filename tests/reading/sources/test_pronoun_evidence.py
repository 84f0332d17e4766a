"""What the text around a pronoun says for a person: on invented sentences, attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers
from whence.language.words import segment
from whence.reading.sources.pronoun_evidence import PronounEvidence, Spoken

ADA, INES = "Ada Brandt", "Ines Okafor"


def test_whoever_is_named_in_what_she_says_may_still_be_she_if_nobody_else_is():
    ledger = read(
        "Ines Okafor came to the harbour on Friday. She shook many hands.\n\n"
        "<1 An Okafor quay>1, [1 she]1 {1 vowed}1, <1 would bring ships>1.",
        persons=[INES, "Okafor"],
        meant=[("she", 0, {"Okafor": 0.9})],
    )
    assert speakers(ledger) == [INES]


def test_whoever_is_named_in_what_another_says_is_not_she():
    ledger = read(
        "[1 Ada Brandt]1 {1 spoke}1 <1 first>1. “<2 Okafor lied>2,” [2 she]2 {2 said}2.",
        persons=[ADA, "Okafor"],
        meant=[("she", 0, {"Brandt": 0.6, "Okafor": 0.3})],
    )
    assert speakers(ledger) == [ADA, ADA]


@pytest.mark.parametrize(("chance", "meant"), [(0.6, ADA), (0.2, "She")])
def test_of_two_women_it_is_the_one_of_whom_text_and_model_speak(chance, meant):
    ledger = read(
        "Ines Okafor met Ada Brandt.\n\n[1 She]1 {1 said}1 <1 it leaked>1.",
        persons=[ADA, INES],
        meant=[("She", 0, {"Brandt": chance, "Okafor": 0.2})],
    )
    assert speakers(ledger) == [meant]


def test_it_knows_how_near_and_how_often_somebody_was_mentioned():
    words = segment("Ada told Ines. She left.\n\nHe stayed. She said no.")
    she = words.texts.index("She", 5)
    ada, ines = (Spoken(rank=i, entity=None, starts=[at], heads=[], gender=None) for i, at in enumerate((0, 2)))
    evidence = PronounEvidence(words, [])
    evidence.remember(0, 0)
    features = [evidence.of_person(one, she, reporter=None, others={1}) for one in (ada, ines)]
    assert [one["unlikely"] for one in features] == [0, 1]
    assert [one["addressed"] for one in features] == [0, 1]
    assert [one["spoke_just_before"] for one in features] == [1, 0]
    assert [one["mentions_above"] > 0 for one in features] == [True, True]
    assert features[0]["words_apart"] > features[1]["words_apart"]


def test_a_lead_that_only_one_named_beneath_can_be_means_that_one_though_the_model_tells_nobody():
    ledger = read(
        "A night at sea\n\n[1 The sheriff]1 {1 said}1 <1 it leaked>1.\n\nCounty Sheriff Ada Marsh left.",
        persons=["Ada Marsh"],
        meant=[("sheriff", 0, {})],
    )
    assert speakers(ledger) == ["Ada Marsh"]


def test_an_unsure_pronoun_does_not_tell_the_sex_of_whom_it_is_taken_for():
    ledger = read(
        "Kofu Brandt met Zeru Okafor.\n\n[1 She]1 {1 said}1 <1 it leaked>1. [2 He]2 {2 swore}2 <2 so>2.",
        persons=["Kofu Brandt", "Zeru Okafor"],
        meant=[("She", 0, {"Brandt": 0.6, "Okafor": 0.2}), ("He", 0, {"Brandt": 0.9})],
    )
    assert speakers(ledger)[1] == "Kofu Brandt"
