"""What a report calls a person, and whom it means by that later: on invented sentences."""

import pytest

from tests.support.marked_reports import read, speakers
from whence.language.words import segment
from whence.reading.model.decode import Name
from whence.reading.sources.titles import roles_beside


@pytest.mark.parametrize(
    "source",
    [
        "Brandt's cousin, Ivo Okafor,",
        "the netmaker, Ivo Okafor,",
        "a retired rigger, Ivo Okafor",
        "Marram's mom, Ivo Okafor,",
    ],
)
def test_a_name_after_a_comma_at_the_end_of_a_source_is_who_speaks(source):
    ledger = read(f"[1 {source}]1 {{1 said}}1 <1 that it leaked>1.", persons=["Ivo Okafor"])
    assert speakers(ledger) == ["Ivo Okafor"]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Police arrested activist Ivo Brandt.", "activist"),
        ("On Monday voters elected Democrat Ivo Brandt.", "Democrat"),
        ("A recount left Republican Ivo Brandt ahead.", "Republican"),
        ("A gunman shot mayor Ivo Brandt.", "mayor"),
        ("It was the party's defeated candidate Ivo Brandt.", "defeated candidate"),
        ("It was the retired police officer Ivo Brandt.", "retired police officer"),
        ("The embattled finance chief Ivo Brandt left.", "embattled finance chief"),
        ("Newly elected mayor Ivo Brandt left.", "Newly elected mayor"),
    ],
)
def test_a_role_begins_after_the_verb_that_somebody_is_the_object_of(sentence, role):
    words = segment(sentence)
    start = words.texts.index("Ivo")
    ((first, end),) = roles_beside(words, Name(start, start + 2, "person", 1.0))
    assert " ".join(words.texts[first:end]) == role


def test_a_name_after_a_comma_behind_a_body_is_not_the_body():
    ledger = read("[1 The Skerry Initiative, Ivo Okafor,]1 {1 said}1 <1 that it leaked>1.", persons=["Ivo Okafor"])
    assert speakers(ledger) != ["Ivo Okafor"]


def test_a_title_between_an_office_and_a_name_hides_no_office():
    ledger = read(
        "[1 Coroner]1{1 :}1 <1 two drowned>1\n\nIt rained, [2 coroner Dr. Ivo Okafor]2 {2 said}2 <2 on Monday>2.",
        persons=["Ivo Okafor"],
    )
    assert speakers(ledger) == ["Ivo Okafor", "Ivo Okafor"]


def test_whoever_is_called_two_things_may_be_meant_by_either():
    ledger = read(
        "[1 Skerry diver]1 {1 claims}1 <1 two drowned>1\n\n"
        "[2 Ivo Okafor, a diver and former pilot,]2 {2 said}2 <2 two drowned>2.",
        persons=["Ivo Okafor"],
    )
    assert speakers(ledger) == ["Ivo Okafor", "Ivo Okafor"]


def test_new_jersey_is_no_country():
    ledger = read(
        "[1 New Jersey Gov. Ivo Okafor]1 {1 said}1 <1 no>1. [2 The New Jersey governor]2 {2 added}2 <2 yes>2.",
        persons=["Ivo Okafor"],
        places=["New Jersey"],
    )
    assert speakers(ledger) == ["Ivo Okafor", "Ivo Okafor"]


@pytest.mark.parametrize(("between", "meant"), [("The tide rose.", "Ines Okafor"), ("Ada Marsh swam.", "She")])
def test_she_is_more_surely_who_spoke_if_no_other_woman_was_named_since(between, meant):
    ledger = read(
        f"[1 Ines Okafor]1 {{1 spoke}}1 <1 first>1.\n\n{between}\n\n[2 She]2 {{2 swore}}2 <2 so>2.",
        persons=["Ines Okafor", "Ada Marsh"],
    )
    assert speakers(ledger) == ["Ines Okafor", meant]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("the Delta agency", "the Delta agency"),
        ("the news agency", "Skerry News Agency"),
        ("the agency", "Skerry News Agency"),
        ("the Norwegian agency", "Skerry News Agency"),
    ],
)
def test_an_outlet_described_by_another_name_is_another(source, meant):
    told = f"[1 The Skerry News Agency]1 {{1 said}}1 <1 it rained>1. <2 It leaked>2, [2 {source}]2 {{2 said}}2."
    assert speakers(read(told, organisations=["Skerry News Agency"])) == ["Skerry News Agency", meant]
