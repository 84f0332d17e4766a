"""Words of a clause that show whether a time is past or to come."""

import pytest

from whence.reading.events.times import find_times

WEDNESDAY = "2031-03-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The funeral is Saturday.", "2031-03-08"),
        ("Odense faces Lund on Saturday.", "2031-03-08"),
        ("She said she has to go back Saturday.", "2031-03-08"),
        ("Ivo Brandt is due in court on Saturday.", "2031-03-08"),
        ("Ivo Brandt is due to testify on Saturday.", "2031-03-08"),
        ("Saturday's fire comes after two others.", "2031-03-01"),
        ("Saturday's fire comes two days after the vote.", "2031-03-01"),
        ("The ferry sank Saturday.", "2031-03-01"),
        ("The firm set that benchmark on Saturday when it agreed to pay.", "2031-03-01"),
        ("The firm plans to cut jobs on Saturday.", "2031-03-08"),
        ("Ivo Brandt was freed due to concerns on Saturday.", "2031-03-01"),
        ("The ruling on Saturday didn’t bar them.", "2031-03-01"),
        ("The faces of Saturday's match.", "2031-03-01"),
    ],
)
def test_a_verb_shows_whether_a_weekday_is_past_or_to_come(text, day):
    (time,) = find_times(text, WEDNESDAY)
    assert (time.start, time.end) == (day, day)


def test_an_hour_ends_no_clause():
    (time,) = find_times("They will gather at 6 p.m. on Saturday.", WEDNESDAY)
    assert time.start == "2031-03-08"
