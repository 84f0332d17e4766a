"""Differences between versions: every word that went or came is told once, and nothing else."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.archive.storage.diff import differences, is_similar
from whence.records.report import Report

words = st.sampled_from(["boats", "left", "the", "harbour", "at", "noon", "rain", "北京", "长江", "it’s"])
paragraphs = st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), max_size=6).map("\n\n".join)


def told(before, after):
    found = differences(Report(text=before), Report(text=after))
    return [(one.lead, one.before, one.after) for one in found]


def characters(text):
    return Counter("".join(text.split()))


@given(paragraphs, paragraphs)
def test_taking_out_what_went_and_putting_in_what_came_makes_the_later_text(before, after):
    found = told(before, after)
    went = characters("".join(one for _, one, _ in found))
    came = characters("".join(one for _, _, one in found))
    assert characters(before) - went + came == characters(after)
    assert went - characters(before) == Counter()


@given(paragraphs)
def test_nothing_is_told_where_nothing_changed(text):
    assert told(text, text) == []
    assert told(text, text.replace("\n\n", "\n \n\t").replace(" ", "  ")) == []


@given(paragraphs, paragraphs)
def test_something_is_told_where_words_changed(before, after):
    assert told(before, after) or before.split() == after.split()


@given(paragraphs, paragraphs)
def test_the_words_before_a_change_stand_in_both_versions(before, after):
    for lead, went, came in told(before, after):
        assert went or came
        squeezed = "".join(lead.split())
        assert squeezed in "".join(before.split())
        assert squeezed in "".join(after.split())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Boats left at noon.", "Boats left at dusk.", [("Boats left at", "noon.", "dusk.")]),
        ("Boats left.", "Boats left.\n\nRain fell.", [("Boats left.", "", "Rain fell.")]),
        ("Boats left.\n\nRain fell.", "Rain fell.", [("", "Boats left.", "")]),
        # Two changes with two words between them are one, with three they are two.
        ("a b c d e f", "A b c D e f", [("", "a b c d", "A b c D")]),
        ("a b c d e f", "A b c d E f", [("", "a", "A"), ("b c d", "e", "E")]),
        ("1 2 3 4 5 6 7 8 9 10 x", "1 2 3 4 5 6 7 8 9 10 y", [("3 4 5 6 7 8 9 10", "x", "y")]),
        ("长江大桥今天关闭。", "长江大桥明天关闭。", [("长江大桥", "今", "明")]),
    ],
)
def test_changed_words_are_told_with_what_stands_before_them(before, after, expected):
    assert told(before, after) == expected


def test_what_a_report_says_of_itself_is_told_first():
    old = Report(text="Tide\n\nBoats left.", headline="Tide", byline=("Ines Okafor",), published="2031-03-04")
    new = Report(text="Ebb\n\nBoats came.", headline="Ebb", byline=("Ines Okafor", "Oskar Lind"), publisher="The Post")
    assert [(one.field, one.before, one.after) for one in differences(old, new)] == [
        ("headline", "Tide", "Ebb"),
        ("publisher", "", "The Post"),
        ("byline", "Ines Okafor", "Ines Okafor, Oskar Lind"),
        ("published", "2031-03-04", ""),
        ("text", "left.", "came."),
    ]


def test_a_word_changed_in_a_very_long_text_is_found():
    text = " ".join(f"word{number}" for number in range(50_000))
    assert told(text, text.replace("word30000 ", "other ")) == [
        (" ".join(f"word{number}" for number in range(29_992, 30_000)), "word30000", "other")
    ]


def test_texts_that_repeat_themselves_are_compared_soon():
    begun = time.process_time()
    told("x\n" * 30_000, "y\n" + "x\n" * 20_000 + "z\n" + "x\n" * 10_000)
    told("a b " * 30_000, "b a c " * 20_000)
    assert time.process_time() - begun < 5


ALMOST = "The council will close the harbour for repairs, its mayor said on Monday. Boats must leave by noon."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (ALMOST.replace("Monday", "Tuesday"), True),
        (ALMOST + " It is the first time in years. The work takes six weeks, and nobody is to pay for it." * 3, True),
        ("The boats of the harbour council leave on Monday, said the mayor, for it will close by noon.", False),
        ("Rain is expected on Monday, its first since May, the office said. The fields are dry.", False),
        ("", True),
    ],
)
def test_texts_are_akin_by_words_that_stand_together(other, expected):
    assert is_similar(Report(text=ALMOST), Report(text=other)) == expected
    assert is_similar(Report(text=other), Report(text=ALMOST)) == expected


def test_texts_in_scripts_without_spaces_are_akin_too():
    old = Report(text="长江大桥今天关闭。市长说，船只必须离开。")
    assert is_similar(old, Report(text="长江大桥明天关闭。市长说，船只必须离开。"))
    assert not is_similar(old, Report(text="今天下雨，田野里很干燥，农民希望云彩。"))
