"""Sources that the grammar gives: on invented sentences in which the model finds none."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.missing_sources import find_missing_sources
from whence.reading.model.decode import Name


def sourced(marked, *, names=()):
    """Sources and contents of the last attribution, as words."""
    text, spans = parse_marked(marked)
    words = segment(text)
    known = []
    for shown, kind in names:
        wanted = segment(shown).texts
        start = next(i for i in range(len(words)) if words.texts[i : i + len(wanted)] == wanted)
        known.append(Name(start, start + len(wanted), kind, 1.0))
    *_, one = find_missing_sources(words, found_in(words, spans), known)
    shown = [" ".join(words.texts[slice(*run)]) for run in one.source]
    return (shown or [None])[0], " ".join(" ".join(words.texts[slice(*run)]) for run in one.contents)


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("She met divers who {1 have suggested}1 <1 that it leaks>1.", "who"),
        ("She met divers who later {1 said}1 <1 that it leaks>1.", "who"),
        ("[1 The pilot]1 {1 tells}1 us <1 it held>1, but {2 says}2 <2 the wall leaks>2.", "The pilot"),
        ("<1 It held>1, [1 Okafor]1 {1 hints}1; {2 says}2 <2 the wall leaks>2.", "Okafor"),
        ("[1 Okafor]1 {1 denied}1 <1 a leak>1 but later {2 said}2 <2 the wall was wet>2.", "Okafor"),
        ("He recalled her {1 remark}1 <1 that it leaked>1.", "her"),
    ],
)
def test_the_words_before_a_cue_show_who_says_it(marked, source):
    assert sourced(marked)[0] == source


def test_the_owner_of_a_remark_says_it():
    marked = "He points to Ines Okafor's 2029 {1 claim}1 <1 that it leaked>1."
    assert sourced(marked, names=[("Ines Okafor", "person")])[0] == "Ines Okafor"
    meant = "Ines Okafor's plan {1 is intended}1 <1 to hold>1."
    assert sourced(meant, names=[("Ines Okafor", "person")])[0] is None
    assert sourced("He points to Marram's 2029 {1 claim}1 <1 that it leaked>1.", names=[("Marram", "place")])[0] is None


@pytest.mark.parametrize(
    "marked",
    [
        "[1 She]1 {1 said}1 <1 the mayor saw it>1 and {2 said}2 <2 nothing of it>2.",
        "[1 She]1 {1 said}1 <1 it held>1. But {2 says}2 <2 nobody of it>2.",
        "The boats that {1 said}1 <1 it was late>1 came in.",
        "Its {1 claim}1 <1 that it leaked>1 was new.",
        "He was told, and {1 sure}1 <1 that it leaked>1.",
    ],
)
def test_where_it_may_be_another_nobody_says_it(marked):
    assert sourced(marked)[0] is None


def test_who_acts_in_a_passive_says_it():
    marked = "The judge {1 was asked}1 <1 to drop the case by two lawyers>1."
    assert sourced(marked) == ("two lawyers", "to drop the case")
    named = "The judge {1 was urged}1 <1 to drop the case by Ines Okafor>1."
    assert sourced(named, names=[("Ines Okafor", "person")]) == ("Ines Okafor", "to drop the case")


@pytest.mark.parametrize(
    "marked",
    [
        "The judge {1 was asked}1 <1 to drop the case by Monday>1.",
        "The boy {1 was accused}1 <1 of being hidden by two lawyers>1.",
        "The judge {1 was told}1 <1 that it was stolen by two lawyers>1.",
        "The judge {1 was asked}1 <1 to come by, and by two lawyers>1.",
        "The judge {1 asked}1 <1 for a letter by two lawyers>1.",
    ],
)
def test_what_else_by_leads_to_is_no_source(marked):
    assert sourced(marked)[0] is None


def test_whoever_is_named_right_before_or_after_a_verb_of_saying_says_it():
    marked = "Two boats, {1 said}1 <1 Okafor, are to wait>1."
    assert sourced("<1 Two boats>1, {1 said}1 <1 Okafor, are to wait>1.", names=[("Okafor", "person")]) == (
        "Okafor",
        "Two boats are to wait",
    )
    assert sourced(marked, names=[("Okafor", "person")])[0] is None
    assert sourced("<1 Two boats>1, {1 said}1 <1 Okafor>1", names=[("Okafor", "person")])[0] is None
    asked = "She said that KQMV {1 asked}1 <1 her to wait>1."
    assert sourced(asked, names=[("KQMV", "organisation")])[0] == "KQMV"
    assert sourced("She was told by KQMV {1 asked}1 <1 to wait>1.", names=[("She", "person")])[0] is None
