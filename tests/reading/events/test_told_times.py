"""Times that are told by others: "two days later", "the next year", lists of dates to come."""

import pytest

from whence.reading.events.time_expressions import find_expressions
from whence.reading.events.times import find_times


def told(text, published="2031-03-05"):
    return [(time.spans[0].of(text), time.start, time.end, time.precision) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It broke on 3 May 2029. It was shut two days later.", ("two days later", "2029-05-05", "2029-05-05", "day")),
        ("It broke on 3 May 2029, and was dry the day before.", ("the day before", "2029-05-02", "2029-05-02", "day")),
        ("It broke in 2029, and leaked the previous year.", ("the previous year", "2028-01-01", "2028-12-31", "year")),
        ("It broke in May 2029. A year earlier, it leaked.", ("A year earlier", "2028-05-01", "2028-05-31", "month")),
        ("It broke in May 2029. The next year it was shut.", ("The next year", "2030-01-01", "2030-12-31", "year")),
    ],
)
def test_a_time_told_by_another_is_reckoned_from_the_one_before_it(text, expected):
    assert told(text)[1] == expected


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("It leaked several hours earlier.", "shift", ("several", "hours", "earlier")),
        ("It opens in three quarters.", "ahead", ("in", "three", "quarters")),
        ("Nothing came of its Marram 2031 plan.", "year", ("2031",)),
        ("The May rain", "month", ("may",)),
        ("It rained at the\nend of May.", "month", ("may",)),
    ],
)
def test_a_time_may_begin_with_any_word_that_can_stand_before_the_next(text, kind, words):
    assert [(one.kind, one.words) for one in find_expressions(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "It broke on 3 May 2029.\n\nIt rained. It was shut two days later.",
        "It broke, police said on 3 May 2029.\n\nIt was shut two days later.",
        "It broke on 3 May 2029, two days later, in a storm.",
        "It broke in 2029. It was shut two days later.",
        "It was shut two days later.",
        "It broke on 3 May 2029, two days later than the bridge.",
        "It broke on 3 May 2029, two days after the storm.",
        "It broke on 3 May 2029, and several days later it was shut.",
    ],
)
def test_without_such_a_time_near_and_as_precise_there_is_none(text):
    assert [words for words, *_ in told(text) if "day" in words.lower()] == []


def test_the_next_year_of_what_is_to_come_is_reckoned_from_publication():
    assert told("It will stay shut the next year.")[0][1:] == ("2031-03-05", "2032-03-05", "span")


def test_dates_in_a_list_are_to_come():
    text = "The ferry on tour\nMarch 2 – Odense\nMarch 9 – Aarhus\nApril 4 – Skagen"
    assert [start for _, start, *_ in told(text)] == ["2031-03-02", "2031-03-09", "2031-04-04"]
    assert [start for _, start, *_ in told("March 2 – It broke on March 2 – a Sunday.")] == ["2031-03-02", "2031-03-02"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The Danes’ 2029’s bridge", "2029-01-01", "2029-12-31"),
        ("2030 was a dry year.", "2030-01-01", "2030-12-31"),
        ("It fell short of the legendary 2029 storm.", "2029-01-01", "2029-12-31"),
        ("She was born in 1889, in Skagen.", "1889-01-01", "1889-12-31"),
        ("UPDATE, MARCH 2: the dam was shut.", "2031-03-02", "2031-03-02"),
        ("A picture of this Thursday, Dec. 28, 2028 shows it.", "2028-12-28", "2028-12-28"),
        ("She knew little before Tuesday’s vote.", "2031-03-04", "2031-03-04"),
        ("It is shut for the rest of the month.", "2031-03-05", "2031-03-31"),
        ("Levels rose from the January low.", "2031-01-01", "2031-01-31"),
    ],
)
def test_years_labels_and_bounds_in_other_words(text, start, end):
    assert told(text)[0][1:3] == (start, end)


@pytest.mark.parametrize("text", ["He counted nearly 2029 boats.", "The 2029 people left.", "Agenda 2030 is a plan."])
def test_numbers_and_names_are_no_years(text):
    assert told(text) == []


@pytest.mark.parametrize(("published", "start"), [("2031-03-03", "2031-03-01"), ("2031-03-06", "2031-03-08")])
def test_this_weekend_is_the_one_just_over_on_a_monday_and_to_come_on_a_thursday(published, start):
    assert told("A storm at sea this weekend.", published)[0][1] == start
