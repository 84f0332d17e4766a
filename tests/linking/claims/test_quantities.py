"""Numbers in texts: their values, and which can stand for one count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.claims.quantities import are_compatible, find_quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200 boats", 1_200_000),
        ("1.2 million boats", 1_200_000_000),
        ("$5bn", 5_000_000_000_000),
        ("forty-two boats", 42_000),
        ("two hundred and forty thousand", 240_000_000),
        ("Ninety million", 90_000_000_000),
        ("a dozen boats", 12_000),
        ("half of the boats", 500),
        ("a third of them", 333),
        ("a 6.3-magnitude quake", 6_300),
        ("an eight-year term", 8_000),
    ],
)
def test_a_number_in_digits_or_words_is_found(text, value):
    assert [found.value for found in find_quantities(text)] == [value]


@pytest.mark.parametrize("text", ["one of the boats", "the first boat", "Route66", "a boat", "", "1" * 40])
def test_what_counts_nothing_is_no_number(text):
    assert find_quantities(text) == ()


def test_the_unit_and_the_hedge_are_kept():
    found = find_quantities("Nearly 5 percent, more than $40 and up to 9 boats")
    assert [(one.unit, one.hedge) for one in found] == [("%", "nearly"), ("$", "more"), ("", "less")]


@pytest.mark.parametrize(
    ("text", "is_compatible"),
    [
        ("12 and twelve", True),
        ("2,981 and 3,000", True),
        ("more than 5,000 and 5,400", True),
        ("about 20 and 21", True),
        ("12 and 10", False),
        ("58 and 61", False),
        ("18,000 and 80,000", False),
        ("more than 5,000 and more than 15,000", False),
    ],
)
def test_a_rounded_number_is_no_other_number(text, is_compatible):
    one, other = find_quantities(text)
    assert are_compatible(one, other) is is_compatible
    assert are_compatible(other, one) is is_compatible


@given(st.text(max_size=60))
def test_a_span_stands_in_any_text(text):
    assert all(0 <= found.span.start < found.span.end <= len(text) for found in find_quantities(text))


@given(st.integers(2, 10**9))
def test_digits_with_and_without_commas_are_one_number(number):
    assert find_quantities(f"{number:,}")[0].value == find_quantities(str(number))[0].value == number * 1000


def test_times_of_day_and_ages_have_units_of_their_own():
    found = find_quantities("a 14-year-old was found at 3:45 a.m. and 5.10pm")
    assert [(one.value, one.unit) for one in found] == [(14_000, "years"), (225_000, "minutes"), (1_030_000, "minutes")]


def test_a_time_of_day_may_be_off_by_some_minutes_if_it_says_so():
    one, near, other = find_quantities("at around 3:45 a.m., 3:43 a.m. or 5:43 a.m.")
    assert are_compatible(one, near)
    assert not are_compatible(one, other)
    assert not are_compatible(near, replace(one, hedge=""))


def test_the_two_numbers_of_a_vote_are_one_quantity():
    told = "Councillors voted nine to three, the vote was 9-4, and five to seven months later it was over"
    assert [(one.unit, one.span.of(told)) for one in find_quantities(told)][:2] == [
        ("votes", "nine to three"),
        ("votes", "9-4"),
    ]
    assert [one.unit for one in find_quantities("the repair takes five to seven months")] == ["", ""]


def test_a_number_between_commas_is_an_age():
    assert [one.unit for one in find_quantities("Okafor, 45, left with 45 others")] == ["years", ""]
