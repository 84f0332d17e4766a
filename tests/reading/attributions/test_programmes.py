"""Programmes that words came through, and who only takes a stand: on invented sentences."""

import pytest

from tests.reading.attributions.test_relays import relays
from whence.language.words import segment
from whence.reading.attributions.programmes import titled_programmes


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("she said on “Marram Tonight” in May.", "Marram Tonight"),
        ("she told ''Good Morning Skerry'' at once.", "Good Morning Skerry"),
        ("in an interview with “Meet the Press,” she agreed.", "Meet the Press"),
        ("she said on the podcast “Nets & Tides.”", "Nets & Tides"),
        ("she said on his radio show “The Weir’s Edge” again.", "The Weir’s Edge"),
    ],
)
def test_the_title_of_a_programme_in_quotation_marks_is_found(said, title):
    words = segment(said)
    found = [said[words.starts[a] : words.ends[b - 1]] for a, b in titled_programmes(words, (0, len(words)), ())]
    assert found == [title]


@pytest.mark.parametrize(
    "said",
    [
        "she said on “Medicare for All” that it costs too much.",
        "she called it “Marram Tonight” in May.",
        "she said on “a cold night” that it froze.",
        "she told “Morning” readers.",
    ],
)
def test_other_words_in_quotation_marks_are_no_programme(said):
    words = segment(said)
    assert not list(titled_programmes(words, (0, len(words)), ()))


def test_a_title_within_what_is_said_is_no_programme():
    words = segment("she said on “Marram Tonight” it rained.")
    assert not list(titled_programmes(words, (0, len(words)), range(3, 9)))


def test_a_programme_relays_what_is_said_on_it():
    marked = "<1 “It leaks,”>1 [1 Ana Brandt]1 {1 said}1 on the podcast “Nets and Tides.”"
    assert relays(marked, persons=["Ana Brandt"]) == [["Nets and Tides"]]


def test_an_outlet_that_is_named_in_quotation_marks_relays():
    marked = "In an interview with “Marram News,” [1 Ana Brandt]1 {1 said}1 <1 it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["Marram News"]) == [["Marram News"]]


def test_what_goes_on_in_the_same_sentence_came_through_the_same_outlet():
    marked = (
        "[1 Ana Brandt]1 {1 told}1 the Clarion <1 it leaked>1, {2 adding}2 <2 that it stank>2. "
        "[3 Ana Brandt]3 {3 added}3 <3 that she left>3."
    )
    marked = marked.replace("{2 adding}2", "[2 Ana Brandt]2 {2 adding}2")
    names = {"persons": ["Ana Brandt"], "organisations": ["Clarion"]}
    assert relays(marked, **names) == [["Clarion"], ["Clarion"], []]


@pytest.mark.parametrize(
    ("told", "officials"),
    [
        ("told police", "police"),
        ("told the deputies", "the deputies"),
        ("told Marram police", "Marram police"),
        ("told FBI agents", "FBI agents"),
    ],
)
def test_officials_whom_a_witness_told_relay(told, officials):
    cue, rest = told.split(" ", 1)
    assert relays(f"[1 A diver]1 {{1 {cue}}}1 {rest} <1 that it leaked>1.", organisations=["FBI"]) == [[officials]]


def test_reporters_who_were_told_relay_nothing():
    assert relays("[1 A diver]1 {1 told}1 reporters <1 that police came>1.") == [[]]


@pytest.mark.parametrize(
    ("cue", "through"),
    [
        ("condemned", []),
        ("praised", []),
        ("has been supporting", []),
        ("dismissed", []),
        ("wrote about", ["Ana Brandt"]),
    ],
)
def test_whoever_only_takes_a_stand_on_a_plan_does_not_relay_it(cue, through):
    marked = f"[1 Ana Brandt]1 {{1 {cue}}}1 <1 [2 Ivo Okafor]2's {{2 plan}}2 <2 to close the port>2>1."
    assert relays(marked, persons=["Ana Brandt", "Ivo Okafor"]) == [[], through]


def test_whoever_says_that_something_is_so_relays_it_whatever_the_verb():
    marked = "[1 Ana Brandt]1 {1 responded}1 <1 that [2 Ivo Okafor]2 {2 wants}2 <2 to close the port>2>1."
    assert relays(marked, persons=["Ana Brandt", "Ivo Okafor"]) == [[], ["Ana Brandt"]]


def test_what_is_said_to_an_outlet_right_after_the_cue_came_through_it():
    marked = "[1 Ana Brandt]1 {1 repeated}1 to ABC News <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt"], organisations=["ABC News"]) == [["ABC News"]]


@pytest.mark.parametrize(
    ("introduced", "through"),
    [
        ("the Clarion News’s Eve Holt", ["Eve Holt"]),
        ("Eve Holt of Clarion News", ["Eve Holt"]),
        ("the mayor Eve Holt", []),
        ("Clarion News and Eve Holt", []),
    ],
)
def test_whoever_is_told_and_was_introduced_with_an_outlet_relays(introduced, through):
    marked = f"Many saw {introduced}. [1 Ana Brandt]1 {{1 told}}1 Holt <1 that it leaked>1."
    assert relays(marked, persons=["Ana Brandt", "Eve Holt", "Holt"], organisations=["Clarion News"]) == [through]
