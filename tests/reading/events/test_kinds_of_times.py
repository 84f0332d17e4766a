"""Kinds of time expressions that news has, each in an invented sentence of a report of Wednesday, 12 March 2031."""

import pytest

from whence.reading.events.named_days import day_in
from whence.reading.events.times import find_times


def days_in(text, published="2031-03-12"):
    """Give the words of each time in a text with its first and last day."""
    return [(time.spans[0].of(text), time.start, time.end) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The port closed on Easter Sunday.", "Easter Sunday", "2030-04-21"),
        ("The ferry sank on Easter, police said.", "Easter", "2030-04-21"),
        ("The ferry will sail on Good Friday.", "Good Friday", "2031-04-11"),
        ("The dam broke on Easter Monday 2029.", "Easter Monday 2029", "2029-04-02"),
        ("They met on Thanksgiving.", "Thanksgiving", "2030-11-28"),
        ("It was a Labor Day shooting.", "Labor Day", "2030-09-02"),
        ("The parade is on Memorial Day.", "Memorial Day", "2031-05-26"),
        ("On Martin Luther King Jr. Day it rained.", "Martin Luther King Jr. Day", "2031-01-20"),
        ("Presidents Day was wet.", "Presidents Day", "2031-02-17"),
        ("The mall opened on Christmas.", "Christmas", "2030-12-25"),
        ("He was robbed last Christmas Eve.", "last Christmas Eve", "2030-12-24"),
        ("The town will march this St. Patrick's Day.", "this St. Patrick's Day", "2031-03-17"),
        ("He was robbed on April Fool’s Day.", "April Fool’s Day", "2030-04-01"),
        ("He was robbed on July Fourth.", "July Fourth", "2030-07-04"),
    ],
)
def test_a_feast_is_the_day_on_which_it_falls(text, words, day):
    assert days_in(text) == [(words, day, day)]


@pytest.mark.parametrize(
    "text",
    [
        "The town shut for Easter.",
        "They sold Easter eggs.",
        "On Christmas trees hung stars.",
        "It broke over the Christmas weekend.",
        "It broke over the July Fourth weekend.",
        "The shops open on Black Friday.",
        "They met on Orthodox Easter Sunday.",
        "They dine every Thanksgiving Day.",
    ],
)
def test_a_season_of_feasts_is_no_day(text):
    assert days_in(text) == []


def test_years_before_the_rule_for_easter_and_far_ahead_have_no_easter():
    assert (day_in("easter", 1500), day_in("easter", 5000)) == (None, None)
    assert days_in("The port closed on Easter Sunday.", "7031-03-12") == []


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("He left a week ago Tuesday.", "a week ago Tuesday", "2031-03-04", "2031-03-04"),
        ("He left two weeks ago, on Friday.", "two weeks ago, on Friday", "2031-02-28", "2031-02-28"),
        ("He will leave a week from Tuesday.", "a week from Tuesday", "2031-03-25", "2031-03-25"),
        ("He left a year and a half ago.", "a year and a half ago", "2029-01-01", "2029-12-31"),
        ("He will leave by year's end.", "by year's end", None, "2031-12-31"),
        ("By Monday the fire was out.", "By Monday", None, "2031-03-10"),
        ("By Tuesday evening, only one of them had come.", "By Tuesday evening", None, "2031-03-11"),
        ("By Monday, officials said, it will be out.", "By Monday", None, "2031-03-17"),
        ("All were hurt by April 1.", "by April 1", None, "2030-04-01"),
        ("All were asked to leave, and were heard by March 14.", "by March 14", None, "2031-03-14"),
        ("It will close in the summer.", "the summer", "2031-06-01", "2031-08-31"),
        ("They moved in over the winter.", "the winter", "2030-12-01", "2031-02-28"),
        ("She should start school in the fall.", "the fall", "2031-09-01", "2031-11-30"),
        ("Ahead of the November vote, it rained.", "November", "2031-11-01", "2031-11-30"),
        ("The fair is open from June to August.", "from June to August", "2031-06-01", "2031-08-31"),
        ("Voters head to the polls Friday.", "Friday", "2031-03-14", "2031-03-14"),
        ("His birthday arrives in June.", "June", "2031-06-01", "2031-06-30"),
        ("The fight had started on Thursday night.", "Thursday night", "2031-03-06", "2031-03-06"),
        ("He was shot on Thursday night.", "Thursday night", "2031-03-13", "2031-03-13"),
        ("On March 30, the boat was stolen.", "March 30", "2030-03-30", "2030-03-30"),
        ("On March 17, the boat was stolen.", "March 17", "2031-03-17", "2031-03-17"),
        ("His hearing was continued to March 30.", "March 30", "2031-03-30", "2031-03-30"),
    ],
)
def test_a_time_is_on_the_side_that_its_clause_tells(text, words, first, last):
    assert days_in(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "On a rainy Friday afternoon they sailed.",
        "One Friday in July they sailed.",
        "They sailed on Friday in July.",
        "He spends Thursday through Sunday at sea.",
        "They pass three times in a week, and will pass again.",
        "He died in the fall.",
        "It rains in the summer.",
        "The port was shut until the summer.",
        "It was the summer that they sailed.",
    ],
)
def test_any_such_day_is_no_day(text):
    assert [words for words, _, _ in days_in(text) if words != "July"] == []


def test_a_deadly_day_and_days_that_were_told_of_are_days():
    assert days_in("A Friday night fire killed two.") == [("Friday night", "2031-03-07", "2031-03-07")]
    assert days_in("It was shut Monday through Friday.") == [("Monday through Friday", "2031-03-03", "2031-03-07")]


def test_a_day_has_the_year_that_it_has_elsewhere_in_the_report():
    text = "He was seen on Oct. 3, 2029. On Oct. 3, he wore a hat. On Oct. 4, it rained."
    assert [first for _, first, _ in days_in(text)] == ["2029-10-03", "2029-10-03", "2030-10-04"]


@pytest.mark.parametrize("other", ["Oct. 3, 1945", "Oct. 3, 2028, and Oct. 3, 2029"])
def test_a_day_of_long_ago_or_of_several_years_gives_no_other_its_year(other):
    text = f"They recalled {other}. On Oct. 3, he wore a hat."
    assert days_in(text)[-1][1] == "2030-10-03"


def test_a_month_of_a_year_told_before_is_not_that_of_another_year():
    assert days_in("The case began in January of that year.") == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He came on Monday and was arrested later that night.", "2031-03-10", "2031-03-10"),
        ("They posted bail on March 3 and left the same day.", "2031-03-03", "2031-03-03"),
        ("He moved in January 2029, and later that year it burned.", "2029-01-01", "2029-12-31"),
        ("The cat fell in on Monday.\nShe had turned nine a day earlier.", "2031-03-09", "2031-03-09"),
        ("The cat, who turned nine just a day before, fell in.", "2031-03-11", "2031-03-11"),
    ],
)
def test_that_day_is_the_one_told_of_before(text, first, last):
    assert days_in(text)[-1][1:] == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "He was arrested later that night.",
        "He came in 2029. It rained that night.",
        "He came on Monday.\n\nIt rained.\n\nThey left that night.",
        "He came on Monday, the same day that it rained.",
        "He won in 2029. It rained that year.",
    ],
)
def test_that_day_is_none_where_no_day_was_told_of(text):
    assert not {"that night", "later that night", "the same day", "that year"} & {
        words for words, _, _ in days_in(text)
    }


def test_that_day_in_a_report_without_a_date_is_no_unknown_time():
    assert find_times("It rained that night.", None) == ()
