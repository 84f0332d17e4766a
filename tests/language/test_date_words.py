"""Dates in words."""

import pytest

from whence.language.date_words import is_date


@pytest.mark.parametrize("words", ["14 May", "May 14", "14th May 2031", "Sunday , 4 March", "Sept. 2031", "May 2031"])
def test_a_month_with_a_number_is_a_date(words):
    assert is_date(words.split())


@pytest.mark.parametrize(
    "words", ["May", "April", "April Ness", "2031", "14 people", "the 14 May movement", "Monday", ""]
)
def test_a_name_a_number_or_anything_more_is_no_date(words):
    assert not is_date(words.split())
