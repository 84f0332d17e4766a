"""Times told by a name, by a bare number, or by what they are compared with."""

import pytest

from whence.reading.events.times import find_times


def days_in(text, published="2031-01-22"):
    """Give the words of each time in a text with its first and last day."""
    return [(time.spans[0].of(text), time.start, time.end) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("A fire on New Year's Eve.", "New Year's Eve", "2030-12-31"),
        ("The New Year’s Eve attacks.", "New Year’s Eve", "2030-12-31"),
        ("He was robbed on New Year's Day, 2029.", "New Year's Day, 2029", "2029-01-01"),
        ("He was robbed in a 2029 New Year's Eve attack.", "2029 New Year's Eve", "2029-12-31"),
        ("He was robbed on Christmas Eve last year.", "Christmas Eve last year", "2030-12-24"),
        ("They met on Christmas Day.", "Christmas Day", "2030-12-25"),
        ("A fire on Christmas night.", "Christmas night", "2030-12-25"),
        ("They will meet on Valentine's Day.", "Valentine's Day", "2031-02-14"),
        ("They met on the Fourth of July.", "the Fourth of July", "2030-07-04"),
        ("They met the night before Halloween.", "Halloween", "2030-10-31"),
    ],
)
def test_a_day_with_a_name_of_its_own_is_a_day(text, words, day):
    assert days_in(text) == [(words, day, day)]


@pytest.mark.parametrize(
    "text",
    ["They meet every Christmas Eve.", "The Christmas party.", "A brighter tomorrow.", "The workers of tomorrow left."],
)
def test_what_comes_again_and_again_is_no_day(text):
    assert days_in(text) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("As the firm crosses into 2029, it hires.", 2029),
        ("The coin ended 2029 at a low.", 2029),
        ("Sales were as strong as 2029.", 2029),
        ("Records dating back to 2019 show it.", 2019),
        ("A streak dating to 2019 ended.", 2019),
        ("He gave to no 2029 candidates.", 2029),
    ],
)
def test_a_number_without_a_comma_is_a_year_after_most_words(text, year):
    assert [(start, end) for _, start, end in days_in(text)] == [(f"{year}-01-01", f"{year}-12-31")]


@pytest.mark.parametrize(
    "text",
    [
        "It happened in the 1900 block of Quay Street.",
        "The screen has 1080 by 1920 pixels.",
        "There are roughly 2029 planets.",
        "The firm expects fiscal 2029 sales to grow.",
        "He found 2000 ducks.",
    ],
)
def test_an_address_and_a_count_are_no_year(text):
    assert days_in(text) == []


def test_a_date_in_short_numbers_is_one_after_on():
    assert days_in("It was stolen on 1-14-31.") == [("1-14-31", "2031-01-14", "2031-01-14")]
    assert days_in("The team is 1-14-31 this season.") == []
    assert days_in("It was stolen on 1-4-31.") == []


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("The final quarter of 2029", "The final quarter of 2029", ("2029-10-01", "2029-12-31")),
        ("In the first six months of 2029", "the first six months of 2029", ("2029-01-01", "2029-06-30")),
        ("In the last three months of last year", "the last three months of last year", ("2030-10-01", "2030-12-31")),
    ],
)
def test_a_part_of_a_year_has_its_days(text, words, days):
    assert days_in(text) == [(words, *days)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Two men died in a Tuesday fire.", "Tuesday", "2031-01-21"),
        ("She spoke at a Tuesday morning press conference.", "Tuesday morning", "2031-01-21"),
        ("It was stolen on 1-14-2031.", "1-14-2031", "2031-01-14"),
    ],
)
def test_what_happened_on_one_weekday_tells_of_that_day(text, words, day):
    assert days_in(text) == [(words, day, day)]


@pytest.mark.parametrize(
    "text", ["It was on a Tuesday.", "On a Tuesday night it rains.", "A Tuesday in the sun.", "A Sunday lunch for two."]
)
def test_what_is_so_on_any_weekday_is_no_day(text):
    assert days_in(text) == []


def test_what_happened_on_a_weekend_tells_of_it_unless_it_is_a_holidays():
    assert days_in("Two men died in a fatal weekend shooting.") == [("weekend", "2031-01-18", "2031-01-19")]
    assert days_in("Two men died in a Labor Day weekend shooting.") == [
        ("Labor Day weekend", "2030-08-31", "2030-09-02")
    ]
    assert days_in("Two men died in a Christmas weekend shooting.") == []
    assert days_in("They have a weekend house.") == []


@pytest.mark.parametrize("article", ["the", "a", "its"])
def test_a_month_and_year_before_a_noun_are_one_time(article):
    text = f"Three were charged for {article} July 2029 fire."
    assert days_in(text) == [("July 2029", "2029-07-01", "2029-07-31")]


@pytest.mark.parametrize("noun", ["shooting", "fire"])
def test_a_month_that_may_be_a_name_is_a_month_before_a_noun(noun):
    assert days_in(f"A man was charged in a fatal June {noun}.") == [("June", "2030-06-01", "2030-06-30")]
    assert days_in("She played June in the comedy.") == []


def test_the_first_in_some_years_is_no_time_ahead():
    assert days_in("It would be the first time in 48 years.") == []


def test_what_is_compared_with_a_year_ago_is_compared_with_the_same_month():
    text = "Dealers sold 2,100 cars in October, down from 2,400 a year ago."
    assert days_in(text) == [("October", "2030-10-01", "2030-10-31"), ("a year ago", "2029-10-01", "2029-10-31")]
    text = "Dealers sold 2,100 cars in October. Ivo Brandt came a year ago."
    assert days_in(text)[1] == ("a year ago", "2030-01-01", "2030-12-31")


def test_what_opens_a_paragraph_is_reckoned_from_the_time_in_the_one_before():
    text = "The driver won in 2028.\n\nOne year later he retired."
    assert days_in(text)[1] == ("One year later", "2029-01-01", "2029-12-31")
    assert len(days_in("The driver won in 2028.\n\nHe raced on. His team lost, and one year later he retired.")) == 1
    assert len(days_in("The driver won in 2028.\n\nHe raced on.\n\nOne year later he retired.")) == 1
