"""Which of the days that a time may stand for is meant: by the clause, by the weekday, by what is near."""

import pytest

from whence.reading.events.times import find_times

WEDNESDAY = "2031-03-05"


def day_of(text, published=WEDNESDAY):
    """Give the day of the only time in a text."""
    (time,) = find_times(text, published)
    assert time.start == time.end
    return time.start


def days_in(text, published=WEDNESDAY):
    """Give the words of each time in a text with its first day."""
    return [(time.spans[0].of(text), time.start) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor spoke on Thursday.", "2031-03-06"),
        ("No charges are expected in Tuesday's fire.", "2031-03-04"),
        ("The mayor spoke last Thursday.", "2031-02-27"),
        ("The mayor will speak next Tuesday.", "2031-03-11"),
        ("The mayor spoke on Friday.", "2031-02-28"),
        ("The mayor will speak on Monday.", "2031-03-10"),
    ],
)
def test_tomorrows_weekday_told_as_past_is_of_a_report_that_was_changed_after_its_date(text, day):
    assert day_of(text) == day


def test_last_tuesday_on_a_wednesday_is_not_the_day_before_nor_last_march_the_month_before():
    assert day_of("The gates opened last Tuesday.") == "2031-02-25"
    assert days_in("The gates opened last March.", "2031-04-05") == [("last March", "2030-03-01")]
    assert days_in("The gates opened last December.", "2031-01-05") == [("last December", "2030-12-01")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man was arrested March 8.", "2031-03-08"),
        ("He was given a court date of March 20.", "2031-03-20"),
        ("A man was arrested April 20.", "2030-04-20"),
    ],
)
def test_a_day_told_as_past_is_of_the_next_weeks_rather_than_of_a_year_ago(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The port was due to be reopened on January 31.", "2031-01-31"),
        ("The council vowed that it would sell the port on February 1.", "2031-02-01"),
        ("The council will sell the port on February 1.", "2032-02-01"),
        ("The port was due to be reopened on May 31.", "2031-05-31"),
    ],
)
def test_what_was_to_happen_almost_a_year_ahead_was_to_happen_before(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Concert, April 20", "2031-04-20"),
        ("The fatal fire of August 2", "2030-08-02"),
        ("His next court date is Aug. 2", "2031-08-02"),
    ],
)
def test_a_day_that_no_word_places_is_ahead_only_if_it_is_near(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The girl vanished at 6 p.m. on Saturday, May 18.", "2030-05-18"),
        ("The girl vanished on Monday, June 3.", "2030-06-03"),
        ("It was on Monday, March 10.", "2031-03-10"),
        ("It was on Friday, March 10, 2030.", "2030-03-10"),
    ],
)
def test_a_day_with_its_weekday_is_of_a_year_in_which_they_agree(text, day):
    assert day_of(text) == day


def test_this_month_by_name_is_of_this_year_or_next_to_it():
    assert days_in("The goal of this June was another.", "2031-11-18") == [("this June", "2031-06-01")]
    assert days_in("A vote this January.", "2031-12-18") == [("this January", "2032-01-01")]


def test_a_month_before_a_noun_is_ahead_only_if_it_is_the_next_one():
    assert days_in("The two have qualified for the December debate.", "2031-11-20") == [("December", "2030-12-01")]
    assert days_in("Seats at the December debate", "2031-11-20") == [("December", "2031-12-01")]
    assert days_in("Victims of the December fire", "2031-06-20") == [("December", "2030-12-01")]


def test_dates_listed_before_one_with_a_year_are_of_that_year():
    assert days_in("In March and May 2015, juries met.") == [("March", "2015-03-01"), ("May 2015", "2015-05-01")]
    assert days_in("In December and January 2015, it froze.") == [
        ("December", "2014-12-01"),
        ("January 2015", "2015-01-01"),
    ]
    assert days_in("It rained on May 3, May 5 and May 7, 2015.") == [
        ("May 3", "2015-05-03"),
        ("May 5", "2015-05-05"),
        ("May 7, 2015", "2015-05-07"),
    ]
    assert days_in("It rained in May. June 2015 was dry.") == [("May", "2030-05-01"), ("June 2015", "2015-06-01")]


def test_tonight_of_a_report_of_the_small_hours_is_the_night_before():
    assert day_of("The singer came on stage tonight.", "2031-03-05T02:40:00") == "2031-03-04"
    assert day_of("The singer came on stage tonight.", "2031-03-05T00:00:00") == "2031-03-05"
    assert day_of("The singer came on stage tonight.", "2031-03-05T21:40:00") == "2031-03-05"
    assert day_of("The singer will come on stage tonight.", "2031-03-05T02:40:00") == "2031-03-05"


def test_the_year_in_which_they_agree_is_not_far_ahead():
    assert day_of("The two split on Monday, August 3, they said.", "2031-02-06") == "2026-08-03"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"He was seen Tuesday.{' It rained.' * 30} It was on a show that aired Thursday.", "2031-02-27"),
        ("He was shot Monday, and is well Thursday.", "2031-03-06"),
        ("He was shot Wednesday. He died Thursday.", "2031-03-06"),
        ("He died Thursday. He was shot Tuesday, and heard on Thursday.", "2031-03-06"),
        ("He spoke Wednesday. The panel will hear him on Tuesday.", "2031-03-11"),
        ("He spoke Monday. The panel will hear him on Tuesday.", "2031-03-04"),
    ],
)
def test_a_weekday_six_days_away_is_the_nearest_if_the_report_may_have_changed(text, day):
    assert days_in(text)[-1][1] == day


def test_weekdays_listed_together_follow_each_other():
    assert days_in("They will vote Monday and Tuesday.") == [("Monday", "2031-03-10"), ("Tuesday", "2031-03-11")]
    assert days_in("Rain fell on Friday night and Monday.") == [
        ("Friday night", "2031-02-28"),
        ("Monday", "2031-03-03"),
    ]


def test_on_a_sunday_what_will_be_this_week_is_in_the_week_to_come():
    assert days_in("They will meet this week.", "2031-03-09") == [("this week", "2031-03-10")]
    assert days_in("A vote later this week", "2031-03-09") == [("later this week", "2031-03-10")]
    assert days_in("They met this week.", "2031-03-09") == [("this week", "2031-03-03")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Odense won on Tuesday. “We played well tonight,” she said.", "2031-03-04"),
        ('Odense won on Tuesday. "We played well tonight," she said.', "2031-03-04"),
        ("Odense won on Tuesday. It was loud tonight.", "2031-03-05"),
        ("Odense won on Tuesday and Wednesday. “We played well tonight,” she said.", "2031-03-05"),
        ("Odense won on Tuesday. “We will play tonight,” she said.", "2031-03-05"),
    ],
)
def test_tonight_in_the_words_of_somebody_in_a_report_of_yesterday_is_yesterday(text, day):
    assert days_in(text)[-1][1] == day
