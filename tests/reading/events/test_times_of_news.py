"""Times as news tells them, each in an invented sentence, with its near-misses; the day is Wednesday, 5 March 2031."""

import pytest

from whence.reading.events.times import find_times


def days_in(text, published="2031-03-05"):
    """Give the words of each time in a text with its first and last day."""
    return [(time.spans[0].of(text), time.start, time.end) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("She is marching toward November with a thin lead.", "November", ("2031-11-01", "2031-11-30")),
        ("She had led going into November.", "November", ("2030-11-01", "2030-11-30")),
        ("He fears the looming showdown in July.", "July", ("2031-07-01", "2031-07-31")),
        ("They looked toward the pier in January.", "January", ("2031-01-01", "2031-01-31")),
        ("She turns 80 in April.", "April", ("2031-04-01", "2031-04-30")),
        ("The vote is in June.", "June", ("2031-06-01", "2031-06-30")),
        ("The mayor agreed to a phone call on Friday.", "Friday", ("2031-02-28", "2031-02-28")),
        ("The mayor agreed to meet them on Friday.", "Friday", ("2031-03-07", "2031-03-07")),
        ("They will vote after the slaying in Odense on Friday of a clerk.", "Friday", ("2031-02-28", "2031-02-28")),
        ("They will vote in Odense on Friday.", "Friday", ("2031-03-07", "2031-03-07")),
        ("They will stand trial for the May 9 ambush.", "May 9", ("2030-05-09", "2030-05-09")),
        ("They will stand trial in a May 9 hearing.", "May 9", ("2031-05-09", "2031-05-09")),
    ],
)
def test_words_that_lead_to_a_time_tell_whether_it_is_to_come(text, words, days):
    assert days_in(text) == [(words, *days)]


def test_a_month_after_a_preposition_is_not_the_subject_of_the_verb_after_it():
    text = "The trial of the man who was arrested in June begins Monday."
    assert days_in(text) == [("June", "2030-06-01", "2030-06-30"), ("Monday", "2031-03-10", "2031-03-10")]


def test_a_day_after_another_of_its_clause_is_the_next_if_no_verb_tells():
    text = "The talks will begin, as Orlin speaks in Odense on Thursday and testifies in Marram on Friday."
    assert [days[1] for days in days_in(text)] == ["2031-03-06", "2031-03-07"]
    text = "The talks will begin, as Orlin speaks in Odense on Thursday and was heard in Marram on Monday."
    assert [days[1] for days in days_in(text)] == ["2031-03-06", "2031-03-03"]


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("He promised to push for a vote this summer.", "2031-05-05", "2031-06-01"),
        ("The school was shut this summer.", "2031-08-19", "2031-06-01"),
        ("The town paid an agency this fall.", "2032-01-13", "2031-09-01"),
        ("The school will be shut this summer.", "2031-10-19", "2032-06-01"),
        ("More voters do not translate into a victory in November.", "2032-03-05", "2032-11-01"),
        ("“On November 8 we had better be careful, as the vote may be rigged,” he said.", "2032-08-08", "2032-11-08"),
        ("She lost the election in November.", "2031-01-10", "2030-11-01"),
    ],
)
def test_seasons_and_elections_are_the_nearest_that_the_clause_allows(text, published, start):
    assert [days[1] for days in days_in(text, published)] == [start]


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("They turn to later contests in March.", "2032-01-31", ("2032-03-01", "2032-03-31")),
        ("The feud was settled in March.", "2032-01-31", ("2031-03-01", "2031-03-31")),
        ("He is accused of the killing of a clerk in March.", "2032-01-31", ("2031-03-01", "2031-03-31")),
        ("It is already almost July.", "2031-06-29", ("2031-07-01", "2031-07-31")),
        ("He may win the vote come November.", "2032-06-15", ("2032-11-01", "2032-11-30")),
        ("Can he succeed in winning new voters in November?", "2032-03-07", ("2032-11-01", "2032-11-30")),
        ("She will almost certainly be chosen in July.", "2032-03-07", ("2032-07-01", "2032-07-31")),
        ("They are unlikely to vote for her after her March comment.", "2031-06-10", ("2031-03-01", "2031-03-31")),
        ("He fell before the Odense caucuses Feb. 1, and those behind him rose.", "2032-01-15", ("2032-02-01",) * 2),
        ("That hearing was postponed until May.", "2031-04-07", (None, "2031-05-31")),
        ("The port was ordered to complete it by the end of January.", "2032-02-19", (None, "2032-01-31")),
        ("Orlin told radio host Mike Reyes on Wednesday.", "2032-02-13", ("2032-02-11",) * 2),
        ("It set the stage for another rout this weekend.", "2032-04-16", ("2032-04-17", "2032-04-18")),
        ("It set the stage for the rout this weekend.", "2032-04-19", ("2032-04-17", "2032-04-18")),
        ("He was asked about it last week.", "2032-04-18", ("2032-04-12", "2032-04-18")),
        ("He was asked about it last week.", "2032-04-17", ("2032-04-05", "2032-04-11")),
        ("He went to a meeting last fall in Odense.", "2031-04-17", ("2030-09-01", "2030-11-30")),
        ("That stands in contrast to 2028.", "2031-04-17", ("2028-01-01", "2028-12-31")),
        ("The new era began in 2030. The next year, a clerk left.", "2032-04-17", ("2031-01-01", "2031-12-31")),
    ],
)
def test_months_and_weeks_that_no_verb_or_another_verb_places(text, published, days):
    assert days_in(text, published)[-1][1:] == days


@pytest.mark.parametrize(
    "text",
    [
        "Receptions crowd their lives each December.",
        "He placed several calls to her over the next six months.",
        "The talks go back to last fall in prices.",
    ],
)
def test_what_is_of_every_year_or_of_a_tale_is_none(text):
    assert days_in(text) == []


def test_a_date_told_as_past_once_is_past_everywhere_in_the_report():
    text = "Orlin was shot on Oct. 13 in Odense. That Oct. 13 feud is known."
    assert [days[1] for days in days_in(text, "2031-09-30")] == ["2030-10-13", "2030-10-13"]
    assert [days[1] for days in days_in("That Oct. 13 feud is known.", "2031-09-30")] == ["2031-10-13"]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        (
            "The mayor resigned on Feb. 21.\n\nThe board announced two days earlier that it was broke.",
            None,
            "2031-02-19",
        ),
        ("He was shot on Feb. 21.\n\nMr. Orlin went to a house to play cards that evening.", None, "2031-02-21"),
        ("He was found on Feb. 3. The next morning he spoke.", "The next morning", "2031-02-04"),
        ("He was found on Feb. 3, and had been seen the previous night.", "the previous night", "2031-02-02"),
        ("It burned on Feb. 1. Fifteen days later it reopened.", "Fifteen days later", "2031-02-16"),
        ("It burned on Feb. 1. Twenty-five days later it reopened.", "Twenty-five days later", "2031-02-26"),
    ],
)
def test_a_time_is_reckoned_from_one_told_just_before(text, words, day):
    told = days_in(text)[-1]
    assert told[1:] == (day, day)
    assert words in {None, told[0]}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mill was built in the Thirties.", ("1930-01-01", "1939-12-31")),
        ("The mill was built in the 1890s.", ("1890-01-01", "1899-12-31")),
        ("Boats came in the 1800s.", ("1800-01-01", "1899-12-31")),
        ("The price rose at the end of Jan, and fell again.", ("2031-01-21", "2031-01-31")),
        ("He flew in the Marram War (1982) with his brother.", ("1982-01-01", "1982-12-31")),
        ("He served at the Odense base (2003-2007) and at sea.", ("2003-01-01", "2007-12-31")),
        ("In many ways, 2029 was the year of the pier.", ("2029-01-01", "2029-12-31")),
        ("A 2010 “playbook” shows how they sold boats.", ("2010-01-01", "2010-12-31")),
        ("The pier was built fifteen years ago.", ("2016-01-01", "2016-12-31")),
        ("She wrote a long piece about this last year.", ("2030-01-01", "2030-12-31")),
        ("Over this last year the port has grown.", ("2030-03-05", "2031-03-05")),
        ("The fire began on Thanksgiving afternoon at the park.", ("2030-11-28", "2030-11-28")),
        ("She was shot over the Memorial Day weekend.", ("2030-05-25", "2030-05-27")),
        ("She resigned two days before Christmas.", ("2030-12-25", "2030-12-25")),
        ("The talks failed hours before Feb. 9.", ("2031-02-09", "2031-02-09")),
        ("It must be paid before May 9.", (None, "2031-05-08")),
        ("Since Halloween, eight boats sank.", ("2030-10-31", None)),
        ("He left before Christmas 2029.", (None, "2029-12-24")),
        ("It began in the 19th century.", ("1801-01-01", "1900-12-31")),
        ("He won in '92.", ("1992-01-01", "1992-12-31")),
        ("It will close by year-end.", (None, "2031-12-31")),
        ("He joined after the Sept. 11 attacks.", ("2001-09-11", "2001-09-11")),
        ("They met on the weekend of Feb. 8.", ("2031-02-08", "2031-02-09")),
        ("The fair ran Jan. 5 through 9.", ("2031-01-05", "2031-01-09")),
        ("He died last evening.", ("2031-03-04", "2031-03-04")),
        ("The deal was signed on 2031/02/14.", ("2031-02-14", "2031-02-14")),
    ],
)
def test_forms_of_days_and_years(text, days):
    assert [told[1:] for told in days_in(text)] == [days]


@pytest.mark.parametrize(
    "text",
    [
        "He is in his thirties, and she in her Forties.",
        "A late 19th-century mill and a year-end sale burned.",
        "She played in '12 Boats and a Crane'.",
        "The ideas of 20th century builders are old.",
        "He is a friend of Jan and of Mar Oduya.",
        "It was sold at a loss (1850 in gold).",
        "The shift is 1800-2000 at sea.",
        "Police sought a gray 2015 Toyota with a broken lamp.",
        'Ines Okafor said so on Harbour TV\'s "This Month" with Tom Reyes.',
        "She hosts This Morning alone.",
        "He also hosts a Sunday talk show.",
        "The debates are on Saturday nights, as ours.",
        "They read her notes and a homemade Valentine's Day card.",
        "You will feel terrible the next day if you eat it.",
        "He earned more than in the previous year and a half.",
        "Wed 07/04/1988 in Marram.",
    ],
)
def test_what_is_no_time(text):
    assert days_in(text) == []


def test_the_law_that_stands_today_is_not_two_hundred_years_from_now():
    assert days_in("The law still stands today, more than 200 years later.") == [("today", "2031-03-05", "2031-03-05")]


def test_dates_in_numbers_are_read_as_the_others_of_the_report_are():
    american = [days[1] for days in days_in("Born 10/31/1986 in Odense. Wed 07/04/1988 in Marram.")]
    assert american == ["1986-10-31", "1988-07-04"]
    assert [days[1] for days in days_in("Born 31/10/1986. Wed 07/04/1988.")] == ["1986-10-31", "1988-04-07"]
    assert [days[1] for days in days_in("Born 10/31/1986. Wed 31/04/1988. Died 07/04/1999.")] == ["1986-10-31"]
