"""Forms of times that news has, each in an invented sentence of a report of Wednesday, 12 March 2031."""

import pytest

from whence.reading.events.periods import part_named
from whence.reading.events.times import find_times


def days_in(text, published="2031-03-12"):
    """Give the words of each time in a text with its first and last day."""
    return [(time.spans[0].of(text), time.start, time.end) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("They will meet July 8 and 9.", "July 8 and 9", "2031-07-08", "2031-07-09"),
        ("They will meet May 3, 10 and 17.", "May 3, 10 and 17", "2031-05-03", "2031-05-17"),
        ("On July 8 and 12 others, he was silent.", "July 8", "2030-07-08", "2030-07-08"),
        ("They sail on the first Tuesday in April.", "the first Tuesday in April", "2031-04-01", "2031-04-01"),
        ("It broke on the last Friday of February.", "the last Friday of February", "2031-02-28", "2031-02-28"),
        ("It broke the second Saturday of May 2029.", "the second Saturday of May 2029", "2029-05-12", "2029-05-12"),
        ("The last Friday was wet.", "last Friday", "2031-03-07", "2031-03-07"),
        ("It broke three years ago this month.", "three years ago this month", "2028-03-01", "2028-03-31"),
        ("It broke ten years ago today.", "ten years ago today", "2021-03-12", "2021-03-12"),
        ("It broke a year ago this summer.", "a year ago this summer", "2030-06-01", "2030-08-31"),
        ("It broke two years ago this May.", "two years ago this May", "2029-05-01", "2029-05-31"),
        ("It broke in May, two years ago.", "May, two years ago", "2029-05-01", "2029-05-31"),
        ("It broke on 3 May two years ago.", "3 May two years ago", "2029-05-03", "2029-05-03"),
        ("It opens two weeks from today.", "two weeks from today", "2031-03-26", "2031-03-26"),
        ("They left a fortnight ago.", "a fortnight ago", "2031-02-24", "2031-03-02"),
        ("It rained for the past fortnight.", "the past fortnight", "2031-02-26", "2031-03-12"),
        ("Prices rose in the past year and a half.", "the past year and a half", "2029-09-12", "2031-03-12"),
        ("It broke two and a half years ago.", "two and a half years ago", "2028-01-01", "2028-12-31"),
        ("They bought it less than a year ago.", "a year ago", "2030-03-12", "2031-03-12"),
        ("Less than 48 hours ago it broke.", "48 hours ago", "2031-03-10", "2031-03-12"),
        ("It broke more than a year ago.", "a year ago", "2030-01-01", "2030-12-31"),
    ],
)
def test_a_form_of_days_is_resolved_by_the_calendar(text, words, first, last):
    assert days_in(text) == [(words, first, last)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("It broke in the first week of May.", "the first week of May", "2030-05-01", "2030-05-07"),
        ("It broke in the third week in May 2029.", "the third week in May 2029", "2029-05-15", "2029-05-21"),
        ("The last week of January was dry.", "The last week of January", "2031-01-25", "2031-01-31"),
        ("It fell in the last 6 months of 2029.", "the last 6 months of 2029", "2029-07-01", "2029-12-31"),
        ("It fell in the first nine months of 2030.", "the first nine months of 2030", "2030-01-01", "2030-09-30"),
        ("The last three days of May were wet.", "The last three days of May", "2030-05-29", "2030-05-31"),
        ("The first two weeks of May were wet.", "The first two weeks of May", "2030-05-01", "2030-05-14"),
        ("The first few months of 2030 were wet.", "The first few months of 2030", "2030-01-01", "2030-04-30"),
        ("The first nine weeks of May were wet.", "The first nine weeks of May", "2030-05-01", "2030-05-31"),
        ("It broke in the week of Feb. 12.", "the week of Feb. 12", "2031-02-10", "2031-02-16"),
        ("It fell in the week ended March 8.", "the week ended March 8", "2031-03-02", "2031-03-08"),
        ("It opens in the week beginning 17 March.", "the week beginning 17 March", "2031-03-17", "2031-03-23"),
        ("Profit rose in the third quarter 2030.", "the third quarter 2030", "2030-07-01", "2030-09-30"),
    ],
)
def test_a_part_of_a_period_is_the_days_that_its_words_count(text, words, first, last):
    assert days_in(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "The first week of school was wet.",
        "The third quarter of the match was dull.",
        "He will be paid for the first two weeks.",
        "The week of rain ended.",
        "He has been here less than a year.",
        "Updated: 3 months ago",
        "Over the next hour, they freed him.",
        "The case was to be dropped in 36 months.",
    ],
)
def test_what_is_like_such_a_form_is_no_time(text):
    assert days_in(text) == []


def test_a_week_is_that_of_a_day_only():
    assert days_in("For one week of March it rained.") == [("March", "2031-03-01", "2031-03-31")]
    assert part_named("the") == ""


@pytest.mark.parametrize(
    ("text", "words", "last"),
    [
        ("It will last through the end of the year.", "through the end of the year", "2031-12-31"),
        ("The show runs through April 20.", "through April 20", "2031-04-20"),
        ("The road will be closed through May.", "through May", "2031-05-31"),
        ("He is under contract through 2032.", "through 2032", "2032-12-31"),
        ("Officials closed the pier through Friday.", "through Friday", "2031-03-14"),
        ("The fire raged through Friday.", "through Friday", "2031-03-07"),
        ("Sales rose 3 percent through September.", "through September", "2030-09-30"),
        ("Through Friday, only two had come.", "Through Friday", "2031-03-07"),
    ],
)
def test_what_lasts_through_a_time_ends_with_it(text, words, last):
    assert days_in(text)[0] == (words, None, last)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Half-way through March it rained.", ("March", "2031-03-01", "2031-03-31")),
        ("It rained all through March 2029.", ("March 2029", "2029-03-01", "2029-03-31")),
        ("She got through 2029 unhurt.", ("2029", "2029-01-01", "2029-12-31")),
        ("The firm expects a loss through 2032.", ("2032", "2032-01-01", "2032-12-31")),
        ("It ran from 2014 through 2016.", ("from 2014 through 2016", "2014-01-01", "2016-12-31")),
    ],
)
def test_what_goes_through_a_time_or_stands_in_a_range_does_not(text, time):
    assert days_in(text) == [time]
