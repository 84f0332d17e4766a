"""Whether two claims say the same, disagree, or neither."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.claims.claim_features import FEATURES, features_of
from whence.linking.claims.claim_scores import compare_claims, read_weights, score_claims
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim
from whence.records.report import Span

PAIRS = Path(__file__).parent / "minimal_pairs.tsv"


def claim(text):
    return analyse_claim(ClaimMention(id=text, text=text, published="2031-03-04"), open_vectors())


def minimal_pairs():
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_of_two_hundred_pairs_with_one_thing_changed_nearly_all_disagree():
    pairs = [(claim(row["statement"]), claim(row["other"])) for row in minimal_pairs()]
    told = [compare_claims(one, other).relation for one, other in pairs]
    assert len(told) == 200
    assert told.count("disagreeing") >= 190


def test_of_two_hundred_pairs_in_other_words_nearly_all_say_the_same():
    pairs = [(claim(row["statement"]), claim(row["paraphrase"])) for row in minimal_pairs()]
    assert [compare_claims(one, other).relation for one, other in pairs].count("same") >= 190


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Okafor resigned", "Brandt resigned"),
        ("The mayor resigned", "The minister resigned"),
        ("Twelve boats sank in the storm", "Nineteen teachers were hired in the spring"),
        ("The council met on Friday", "The striker scored on Monday"),
        ("", "The council met"),
        ("", ""),
        ("Tide", "Ebb"),
    ],
)
def test_claims_on_different_things_neither_agree_nor_disagree(one, other):
    found = compare_claims(claim(one), claim(other))
    assert (found.relation, found.differences) == ("neither", ())


def test_a_claim_says_the_same_as_itself():
    one = claim("The council approved the sea wall on Tuesday")
    assert compare_claims(one, one).relation == "same"


def test_there_is_a_weight_for_each_feature():
    assert read_weights().weights.keys() == FEATURES.keys()


_TEXTS = st.lists(
    st.sampled_from(
        ["the council", "shut", "not", "a pier", "on 5 May", "12 boats", "in Larne", "Brandt", "said that", ","]
    ),
    max_size=10,
).map(" ".join)


@given(_TEXTS, _TEXTS)
def test_scores_and_features_are_the_same_from_both_sides(text, other):
    one, another = claim(text), claim(other)
    assert features_of(one, another) == features_of(another, one)
    assert score_claims(one, another) == score_claims(another, one)
    assert 0 <= score_claims(one, another) <= 1000
    assert compare_claims(one, another).relation == compare_claims(another, one).relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rebels freed 21 sailors in Larne", "Rebels freed some of the 200 sailors in Larne"),
        ("Okafor paid £12m for the harbour of Larne", "Okafor paid €15m for the harbour of Larne"),
        ("The failed campaign for the bridge ended", "The campaign for the bridge ended"),
        ("Okafor will not say who paid until the vote", "Okafor would say who paid after the vote"),
        ("Call the harbour office on 0800 555 222", "Call the harbour office on 0800 555 2223"),
    ],
)
def test_what_only_looks_like_a_contradiction_is_none(one, other):
    assert compare_claims(claim(one), claim(other)).relation != "disagreeing"


def test_claims_that_differ_in_whom_a_pronoun_means_neither_agree_nor_disagree():
    one, other = (
        analyse_claim(
            ClaimMention(id=name, text=f"{name} stole the harbour money", pronoun_spans=(Span(0, len(name)),)),
            open_vectors(),
        )
        for name in ("Tove Lind", "Ana Brandt")
    )
    assert compare_claims(one, other).relation == "neither"


def test_another_number_months_later_is_a_new_one():
    texts = "The storm destroyed 12 boats in Larne", "The storm destroyed 30 boats in Larne"
    one, soon = (claim(text) for text in texts)
    late = analyse_claim(ClaimMention(id="late", text=texts[1], published="2031-08-04"), open_vectors())
    assert (compare_claims(one, soon).relation, compare_claims(one, late).relation) == ("disagreeing", "neither")


def test_names_alone_do_not_make_two_claims_one():
    one, other = claim("he also knew Lind and her son"), claim("he was the father of Lind's son")
    assert compare_claims(one, other).relation == "neither"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 40 tonnes were lost", "Some 400 tonnes of oil were lost at Marram"),
        (
            "About 40 tonnes of heating oil escaped on Friday night from a line at a depot run by Selwyn",
            "some 400 tonnes of oil had been lost at the Selwyn depot in Marram",
        ),
        (
            "The storm at Gull Island left 16 people injured",
            "In all 17 people were wounded by the storm at Gull Island",
        ),
    ],
)
def test_numbers_of_what_both_count_and_tell_alike_disagree_though_the_rest_is_told_otherwise(one, other):
    found = compare_claims(claim(one), claim(other))
    assert (found.relation, [each.kind for each in found.differences]) == ("disagreeing", ["number"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 40 people were injured after the ferry sank", "At least five people are dead after the ferry sank"),
        ("28 tonnes reached the bay", "About 40 tonnes of oil left the tank at the Selwyn depot"),
        ("Three other sailors rowed to Marram", "Two other sailors rowed to the port of Eider"),
    ],
)
def test_numbers_of_which_two_things_are_told_do_not_disagree(one, other):
    assert compare_claims(claim(one), claim(other)).relation == "neither"


def test_two_outcomes_of_one_vote_disagree_whatever_else_is_told():
    one = claim("The board voted seven to five, with one member absent")
    other = claim("Members voted seven to six for the bridge in a session that ended shortly before midnight on Friday")
    later = claim("The board voted eleven to one against a new mast")
    assert compare_claims(one, other).relation == "disagreeing"
    assert compare_claims(one, later).relation == "neither"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ines Okafor is a Marram Post staff writer", "Jonas Brandt is a Marram Post staff writer"),
        ("Staff writer Ines Okafor contributed to this report", "Staff writer Jonas Brandt contributed to this report"),
        ("Get messages on Ines Okafor daily!", "Get messages on Jonas Brandt daily!"),
        ("Call the harbour police tip line at 412-320-7822", "Call the harbour police tip line at 412-320-5374"),
        ("The boat in that case was stolen at Marram", "The boat at Marram in Friday's case was not stolen"),
    ],
)
def test_what_stands_under_every_report_and_what_points_elsewhere_disagrees_with_nothing(one, other):
    assert compare_claims(claim(one), claim(other)).relation == "neither"


def test_what_two_reports_say_each_of_its_own_day_is_no_disagreement():
    days = {"2031-03-03": "Nobody answered the door on Monday", "2031-03-04": "Nobody answered the door on Tuesday"}
    one, other = (
        analyse_claim(ClaimMention(id=text, text=text, published=day), open_vectors()) for day, text in days.items()
    )
    assert compare_claims(one, other).relation == "neither"
