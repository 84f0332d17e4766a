"""What a page tells twice counts once: a headline that the text begins with again, and an enlarged quotation."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.repeats import weigh_repeats

LONG = "“The pier was never meant to carry lorries in winter”"


def kept(marked):
    """Which of the attributions, by their order, are still sure."""
    text, spans = parse_marked(marked)
    words = segment(text)
    found = found_in(words, spans)
    return [i + 1 for i, one in enumerate(weigh_repeats(words, found)) if one.confidence >= 0.5]


def test_a_headline_that_the_text_begins_with_again_is_told_once():
    again = "[1 Okafor]1 {1 Says}1 <1 The Old Dam Will Hold>1\n\n[2 Okafor]2 {2 Says}2 <2 The Old Dam Will Hold>2."
    assert kept(again) == [1]


def test_what_has_a_source_is_kept_wherever_it_stands():
    assert kept("{1 Says}1 <1 the old dam will hold>1.\n\n[2 Okafor]2 {2 says}2 <2 the old dam will hold>2.") == [2]


def test_what_many_contents_begin_with_is_no_repeat_and_what_is_one_still_counts_once():
    pilots = ["gulls", "eels", "crabs", "terns", "seals", "cod", "rays", "skuas", "voles", "bream"]
    said = [
        f"[{i} Brandt]{i} {{{i} said}}{i} <{i} {fish} the old dam will never again {fish}>{i}."
        for i, fish in enumerate(pilots, 1)
    ]
    again = "[11 Brandt]11 {11 added}11 <11 the old dam will never again gulls>11."
    assert kept("\n\n".join([*said, again])) == list(range(1, 11))


@pytest.mark.parametrize(
    "marked",
    [
        "[1 She]1 {1 said}1 <1 no>1.\n\n[2 She]2 {2 said}2 <2 no>2.",
        "[1 Okafor]1 {1 says}1 <1 the old dam will hold>1.\n\n[2 Brandt]2 {2 says}2 <2 the old dam will hold>2.",
        "[1 Okafor]1 {1 says}1 <1 the old dam will hold>1.\n\n[2 Okafor]2 {2 doubts}2 <2 the old dam will hold>2.",
        "[1 Okafor]1 {1 says}1 <1 “never again”>1.\n\n[2 Okafor]2 {2 adds}2 <2 “never again”>2.",
    ],
)
def test_a_few_words_and_those_of_another_or_with_another_cue_count_each(marked):
    assert kept(marked) == [1, 2]


def test_a_quotation_that_stands_beside_the_text_enlarged_is_told_once():
    assert kept(f"[1 Okafor]1 {{1 said}}1 <1 {LONG}>1.\n\n{{2 said}}2 <2 {LONG}>2") == [1]
    assert kept(f"{{1 said}}1 <1 {LONG}>1\n\n[2 Okafor]2 {{2 added}}2 <2 {LONG}>2.") == [2]


def test_a_part_of_a_longer_quotation_is_told_with_it():
    longer = LONG.replace("winter”", "winter. Nobody asked us”")
    assert kept(f"[1 Okafor]1 {{1 said}}1 <1 {LONG}>1.\n\n[2 Okafor]2 {{2 told}}2 us: <2 {longer}>2") == [2]


def test_words_within_anothers_are_both_told():
    assert kept(f"[1 Okafor]1 {{1 said}}1 <1 that [2 Brandt]2 {{2 wrote}}2 <2 {LONG}>2>1.") == [1, 2]


def test_the_words_around_a_cue_again_are_told_once_though_the_content_ends_elsewhere():
    told = "[{n} Okafor]{n} {{{n} says}}{n} <{n} the old dam will hold"
    first, again = told.format(n=1) + ">1 in every storm.\n\n", told.format(n=2) + " in every storm>2."
    assert kept(first + again) == [1]


def test_a_sentence_that_begins_as_another_and_tells_something_else_counts():
    told = "At noon on Monday [{n} police]{n} {{{n} said}}{n} <{n} the man was {end}>{n}.\n\n"
    ends = "hurt by a car on the quay", "found by a diver under the old pier and brought to the town"
    assert kept("".join(told.format(n=n + 1, end=end) for n, end in enumerate(ends))) == [1, 2]


def test_what_the_same_source_said_before_with_more_is_told_once():
    longer = "[1 The port]1 {1 said}1 <1 that forty boats were let out on Monday, and six of them sank>1.\n\n"
    again = "{2 also said}2 <2 that forty boats were let out on Monday>2."
    assert kept(f"{longer}[2 The port]2 {again}") == [1]
    assert kept(f"{longer}[2 The mayor]2 {again}") == [1, 2]
    assert kept(longer.replace("The port", "She") + f"[2 She]2 {again}") == [1, 2]


def test_of_a_headline_and_its_repetition_without_a_cue_one_is_told():
    again = "[1 Okafor]1{1 :}1 <1 The old dam will hold>1\n\n[2 Okafor]2: <2 The old dam will hold>2."
    assert kept(again) == [1]


def test_a_turn_may_say_again_what_another_said():
    turn = "[{n} Okafor]{n}{{{n} :}}{n} <{n} I never saw the boat sink>{n}.\n\n"
    assert kept("In court\n\n" + turn.format(n=1) + "Brandt: You did.\n\n" + turn.format(n=2)) == [1, 2]
