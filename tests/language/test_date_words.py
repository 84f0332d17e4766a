"""Dates in words."""

import pytest

from whence.language.date_words import is_date, may_tell_time
from whence.language.words import split_words
from whence.reading.events.times import find_times


@pytest.mark.parametrize("words", ["14 May", "May 14", "14th May 2031", "Sunday , 4 March", "Sept. 2031", "May 2031"])
def test_a_month_with_a_number_is_a_date(words):
    assert is_date(words.split())


@pytest.mark.parametrize(
    "words", ["May", "April", "April Ness", "2031", "14 people", "the 14 May movement", "Monday", ""]
)
def test_a_name_a_number_or_anything_more_is_no_date(words):
    assert not is_date(words.split())


@pytest.mark.parametrize(
    "told",
    [
        "on Friday", "MARCH 4", "mid-March", "in the 1990s", "in the ’90s", "on 3/14/2031", "2031-03-04", "in 2031",
        "tonight", "two hours ago", "this weekend", "the coming days", "last year’s", "on New Years Day",
        "on Valentine’s Day", "last summer", "yesterday", "in the first quarter of 2030", "this evening",
    ],
)  # fmt: skip
def test_no_time_is_passed_over(told):
    text = f"The dam broke on Monday, said Okafor. It broke {told}."
    alone = text[38:]
    assert len(find_times(text, "2031-03-04")) > 1
    assert may_tell_time(alone, split_words(alone))


def test_most_sentences_tell_no_time():
    text = "Some 30 of 120 boats sank 1.5 miles off Marram, mayor Octavia Dean said."
    assert not may_tell_time(text, split_words(text))
