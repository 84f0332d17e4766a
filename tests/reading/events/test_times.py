"""Times, found in a report's words and placed by its date."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.events.times import find_times
from whence.records.report import Span

WEDNESDAY = "2031-03-05"


def told(text, published=WEDNESDAY):
    """List the times in a text: the words, the first day, the last day and the precision."""
    return [(time.spans[0].of(text), time.start, time.end, time.precision) for time in find_times(text, published)]


def days(text, published=WEDNESDAY):
    """Give the first and last day of the only time in a text."""
    ((_, start, end, _),) = told(text, published)
    return start, end


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The wall broke on Friday.", "Friday", "2031-02-28"),
        ("The wall broke Friday.", "Friday", "2031-02-28"),
        ("The wall broke last Friday.", "last Friday", "2031-02-28"),
        ("The wall broke on Wednesday.", "Wednesday", "2031-03-05"),
        ("The wall broke last Wednesday.", "last Wednesday", "2031-02-26"),
        ("The wall broke on Friday night.", "Friday night", "2031-02-28"),
        ("The wall broke late on Friday.", "late on Friday", "2031-02-28"),
        ("The wall broke on Tuesday of last week.", "Tuesday of last week", "2031-02-25"),
        ("The wall broke this past Monday.", "this past Monday", "2031-03-03"),
        ("Talks were held this Thursday.", "this Thursday", "2031-02-27"),
        ("A vote this Thursday.", "this Thursday", "2031-03-06"),
        ("Divers arrived next Monday.", "next Monday", "2031-03-10"),
        ("The repairs end next Wednesday.", "next Wednesday", "2031-03-12"),
        ("The divers came today.", "today", "2031-03-05"),
        ("The divers came tonight.", "tonight", "2031-03-05"),
        ("The divers came this morning.", "this morning", "2031-03-05"),
        ("The divers came yesterday.", "yesterday", "2031-03-04"),
        ("The divers came last night.", "last night", "2031-03-04"),
        ("The divers come tomorrow.", "tomorrow", "2031-03-06"),
        ("The divers came the day before yesterday.", "the day before yesterday", "2031-03-03"),
        ("The divers come the day after tomorrow.", "the day after tomorrow", "2031-03-07"),
        ("The divers came three days ago.", "three days ago", "2031-03-02"),
        ("The divers came six hours ago.", "six hours ago", "2031-03-05"),
        ("The talks resume in three days.", "in three days", "2031-03-08"),
        ("It was on Feb. 29.", "Feb. 29", "2028-02-29"),
        ("It was 29 February 2020.", "29 February 2020", "2020-02-29"),
        ("It was March 3, 2031.", "March 3, 2031", "2031-03-03"),
        ("It was 3 March.", "3 March", "2031-03-03"),
        ("It was the 3rd of March.", "3rd of March", "2031-03-03"),
        ("It was 3 March last year.", "3 March last year", "2030-03-03"),
        ("It was on Monday, March 3, 2025, at noon.", "Monday, March 3, 2025", "2025-03-03"),
        ("It was on 2031-03-04.", "2031-03-04", "2031-03-04"),
        ("It was on 03/14/2031.", "03/14/2031", "2031-03-14"),
        ("It was on 14/03/2031.", "14/03/2031", "2031-03-14"),
        ("It was on 04/04/2031.", "04/04/2031", "2031-04-04"),
    ],
)
def test_a_day_is_placed_by_the_reports_date(text, words, day):
    assert told(text) == [(words, day, day, "day")]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The pier closed last week.", ("last week", "2031-02-24", "2031-03-02", "week")),
        ("The pier closed two weeks ago.", ("two weeks ago", "2031-02-17", "2031-02-23", "week")),
        ("The pier closes next month.", ("next month", "2031-04-01", "2031-04-30", "month")),
        ("The pier closed in March 2019.", ("March 2019", "2019-03-01", "2019-03-31", "month")),
        ("The pier closed in Sept. 2019.", ("Sept. 2019", "2019-09-01", "2019-09-30", "month")),
        ("The pier closed in March.", ("March", "2031-03-01", "2031-03-31", "month")),
        ("The pier closed in April.", ("April", "2030-04-01", "2030-04-30", "month")),
        ("The pier closed last March.", ("last March", "2030-03-01", "2030-03-31", "month")),
        ("The pier closed in March of last year.", ("March of last year", "2030-03-01", "2030-03-31", "month")),
        ("The pier closed in summer 2019.", ("summer 2019", "2019-06-01", "2019-08-31", "season")),
        ("The pier closed last summer.", ("last summer", "2030-06-01", "2030-08-31", "season")),
        ("It closed in the winter of 2019.", ("the winter of 2019", "2019-12-01", "2020-02-29", "season")),
        ("Trade fell last quarter.", ("last quarter", "2030-10-01", "2030-12-31", "quarter")),
        ("It fell in the first quarter of 2020.", ("the first quarter of 2020", "2020-01-01", "2020-03-31", "quarter")),
        ("It was built in 2021.", ("2021", "2021-01-01", "2021-12-31", "year")),
        ("It broke the 2021 treaty.", ("2021", "2021-01-01", "2021-12-31", "year")),
        ("It is in the bank’s 2021 report.", ("2021", "2021-01-01", "2021-12-31", "year")),
        ("It was cracked as early as 2021.", ("2021", "2021-01-01", "2021-12-31", "year")),
        ("It was built this year.", ("this year", "2031-01-01", "2031-12-31", "year")),
        ("It was built a year ago.", ("a year ago", "2030-01-01", "2030-12-31", "year")),
        ("It was built in the 1990s.", ("the 1990s", "1990-01-01", "1999-12-31", "decade")),
        ("It was built in the ’80s.", ("the ’80s", "1980-01-01", "1989-12-31", "decade")),
    ],
)
def test_a_week_month_season_or_year_is_placed_whole(text, time):
    assert told(text) == [time]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Rain fell earlier this week.", ("earlier this week", "2031-03-03", "2031-03-05")),
        ("Rain is due later this month.", ("later this month", "2031-03-05", "2031-03-31")),
        ("Rain fell over the weekend.", ("the weekend", "2031-03-01", "2031-03-02")),
        ("Rain will fall at the weekend.", ("the weekend", "2031-03-08", "2031-03-09")),
        ("Rain fell in recent weeks.", ("recent weeks", "2031-01-22", "2031-03-05")),
        ("Rain fell in recent months.", ("recent months", "2030-09-05", "2031-03-05")),
        ("Rain fell in the past three days.", ("the past three days", "2031-03-02", "2031-03-05")),
        ("Rain fell in the past 24 hours.", ("the past 24 hours", "2031-03-04", "2031-03-05")),
        ("Rain fell over the last decade.", ("the last decade", "2021-03-05", "2031-03-05")),
        ("Rain is due in the next few days.", ("the next few days", "2031-03-05", "2031-03-10")),
        ("Rain fell a few years ago.", ("a few years ago", "2026-01-01", "2029-12-31")),
        ("Rain fell in early 2021.", ("early 2021", "2021-01-01", "2021-04-30")),
        ("Rain fell in mid-2021.", ("mid-2021", "2021-05-01", "2021-08-31")),
        ("Rain fell in late March.", ("late March", "2030-03-21", "2030-03-31")),
        ("Rain fell in the late 1990s.", ("the late 1990s", "1996-09-01", "1999-12-31")),
        ("Rain fell at the start of last year.", ("the start of last year", "2030-01-01", "2030-04-30")),
        ("Rain fell early in the weekend.", ("early in the weekend", "2031-03-01", "2031-03-01")),
        ("Rain fell from 2014 to 2016.", ("from 2014 to 2016", "2014-01-01", "2016-12-31")),
        ("Rain fell in 2014-16.", ("2014-16", "2014-01-01", "2016-12-31")),
        ("Rain fell on March 3-5.", ("March 3-5", "2031-03-03", "2031-03-05")),
        ("Rain fell from 3 to 5 March 2020.", ("3 to 5 March 2020", "2020-03-03", "2020-03-05")),
        ("Rain fell between March and June 2020.", ("between March and June 2020", "2020-03-01", "2020-06-30")),
        ("It fell between May and February 2020.", ("between May and February 2020", "2019-05-01", "2020-02-29")),
        ("Rain fell from March 2019 to June.", ("from March 2019 to June", "2019-03-01", "2019-06-30")),
        ("Rain fell Monday through Wednesday.", ("Monday through Wednesday", "2031-03-03", "2031-03-05")),
        ("Rain fell Friday–Sunday.", ("Friday–Sunday", "2031-02-28", "2031-03-02")),
        ("Rain will fall from Monday to Friday.", ("from Monday to Friday", "2031-03-10", "2031-03-14")),
    ],
)
def test_a_time_that_is_no_one_whole_unit_is_a_span(text, time):
    assert told(text) == [(*time, "span")]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("It has stood since 2014.", ("since 2014", "2014-01-01", None)),
        ("Since Friday, it has leaked.", ("Since Friday", "2031-02-28", None)),
        ("It will have leaked since May.", ("since May", "2030-05-01", None)),
        ("It stood until 2021.", ("until 2021", None, "2021-12-31")),
        ("It stood until at least 2021.", ("until at least 2021", None, "2021-12-31")),
        ("It opens before May.", ("before May", None, "2031-04-30")),
        ("It is closed until Friday.", ("until Friday", None, "2031-03-07")),
        ("It was closed until Friday.", ("until Friday", None, "2031-02-28")),
        ("They ordered him to leave by Friday.", ("by Friday", None, "2031-03-07")),
        ("It must open by the end of the year.", ("by the end of the year", None, "2031-12-31")),
    ],
)
def test_a_bound_leaves_a_time_open_and_belongs_to_its_words(text, time):
    assert told(text) == [(*time, "span")]


@pytest.mark.parametrize(
    "text",
    [
        "The council will vote on Friday.",
        "The council won’t vote on Friday.",
        "The council is to vote on Friday.",
        "The plan would be announced on Friday.",
        "A vote is planned for Friday.",
        "The plans would be announced on Friday.",
        "A vote scheduled for Friday",
        "On Friday, the council will vote.",
        "Friday’s vote is set to be close.",
        "The mayor said Friday’s vote would be close.",
        "The mayor said Friday would be quiet.",
        "Mr. Okafor will meet Gov. Lane on Friday.",
        "Ms. Okafor will meet Prof. Lane on Friday.",
        "The trial opens on Friday.",
        "Council to vote Friday",
    ],
)
def test_a_weekday_near_a_word_for_what_is_to_come_is_the_coming_one(text):
    assert days(text) == ("2031-03-07", "2031-03-07")


@pytest.mark.parametrize(
    "text",
    [
        "Officials said Friday that the port will close.",
        "The port will close, officials said on Friday.",
        "On Friday, officials said the port would close.",
        "The port will close. On Friday it was busy.",
        "He resigned on Friday. The council will vote.",
        "He resigned on Friday, and the council will vote.",
        "She would have come on Friday.",
        "He went to meet her on Friday.",
        "The firm could not be reached on Friday.",
        "Mr. Will Osei resigned on Friday.",
    ],
)
def test_the_nearest_verb_of_the_same_clause_decides(text):
    assert days(text) == ("2031-02-28", "2031-02-28")


def test_a_month_leans_as_a_weekday_does():
    assert days("The bridge will open in April.") == ("2031-04-01", "2031-04-30")
    assert days("The bridge opened in April.") == ("2030-04-01", "2030-04-30")


def test_a_day_of_a_month_that_no_verb_places_is_the_nearest():
    assert days("A hearing on April 9") == ("2031-04-09", "2031-04-09")
    assert days("A hearing held on April 9") == ("2030-04-09", "2030-04-09")
    assert days("A hearing on Nov. 9") == ("2030-11-09", "2030-11-09")


@pytest.mark.parametrize(
    "text",
    [
        "It may rain. May it rain?",
        "They march on. March on, she said.",
        "Theresa May spoke, and a letter from May was read.",
        "A report by April Osei",
        "The Sun rose for a second.",
        "The Sunday Times and the Mail on Sunday wrote of it.",
        "Read it in USA Today.",
        "It rains every Friday, and on Mondays too.",
        "It stands at 2021 Quay Street, bought for $2021.",
        "They came by 2021 Quay Street.",
        "Some of 2000 people left.",
        "Shares rose from 2000 to 2500.",
        "Room 2021 holds 1,990 files and 2020.5 tons.",
        "Write to @Friday of 12.2021 about 1/2 of it.",
        "March 3,000 miles",
        "He did it in three days.",
        "It is the first strike in three years.",
        "It happens twice in a week.",
        "The year was wet, and the last week of the strike quiet.",
        "The meeting of 03/04/2031, of 2031-02-30 and of February 30.",
        "A month-long strike and a year-end party.",
    ],
)
def test_words_in_another_use_are_no_times(text):
    assert told(text) == []


def test_a_count_after_a_month_is_no_day_of_it():
    assert told("In May 20 people died.") == [("May", "2030-05-01", "2030-05-31", "month")]


def test_a_list_of_years_or_months_is_read_to_its_end():
    assert [words for words, *_ in told("It flooded in 2014, 2015 and 2016.")] == ["2014", "2015", "2016"]
    assert [words for words, *_ in told("It flooded in April and May.")] == ["April", "May"]


def test_a_list_ends_where_other_words_begin():
    assert [words for words, *_ in told("It flooded in 2014, and 2015 was dry.")] == ["2014", "2015"]
    assert [words for words, *_ in told("It flooded in 2014, when 2015 people fled.")] == ["2014"]


def test_without_a_date_of_the_report_only_absolute_times_are_resolved():
    text = (
        "On Friday, in March, last week and two days ago it rained, as in March 2019, on 3 March 2020, on 2021-03-04, "
        "in the summer of 2022, in the 1990s and from May to June 2024, but not since 2025."
    )
    found = told(text, None)
    assert [one for one in found if one[3] == "unknown"] == [
        (words, None, None, "unknown") for words in ("Friday", "March", "last week", "two days ago")
    ]
    assert [one for one in found if one[3] != "unknown"] == [
        ("March 2019", "2019-03-01", "2019-03-31", "month"),
        ("3 March 2020", "2020-03-03", "2020-03-03", "day"),
        ("2021-03-04", "2021-03-04", "2021-03-04", "day"),
        ("the summer of 2022", "2022-06-01", "2022-08-31", "season"),
        ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("from May to June 2024", "2024-05-01", "2024-06-30", "span"),
        ("since 2025", "2025-01-01", None, "span"),
    ]


def test_an_ambiguous_date_in_numbers_is_no_time_even_without_a_date_of_the_report():
    assert told("It broke on 03/04/2031.", None) == []


def test_a_passage_that_was_said_on_another_day_is_resolved_by_that_day():
    text = "“It broke today,” she said of the dam. It will open tomorrow."
    said = Span(0, text.index("she") - 1)
    assert [
        (time.start, time.precision) for time in find_times(text, "2031-03-05", spoken=[(said, date(2029, 3, 3))])
    ] == [
        ("2029-03-03", "day"),
        ("2031-03-06", "day"),
    ]
    assert [time.start for time in find_times(text, "2031-03-05", spoken=[(said, None)])] == [None, "2031-03-06"]


def test_the_hour_of_publication_does_not_matter():
    assert days("It broke on Friday.", "2031-03-05T23:30:00+02:00") == ("2031-02-28", "2031-02-28")


@pytest.mark.parametrize("published", ["2031-03", "2031", "early spring"])
def test_a_publication_date_that_tells_no_day_places_only_what_is_told_in_full(published):
    assert told("It broke on Friday, and in 2021.", published) == [
        ("Friday", None, None, "unknown"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
    ]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_publication_date_at_the_end_of_the_calendar_places_nothing(published):
    assert told("It broke last week, 99 decades ago, and in 2021.", published) == [
        ("last week", None, None, "unknown"),
        ("99 decades ago", None, None, "unknown"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
    ]


def test_a_time_does_not_cross_paragraphs():
    text = "It broke on Friday\n\nMarch 3 was dry, last\nweek wet."
    assert [words for words, *_ in told(text)] == ["Friday", "March 3"]


def test_what_begins_a_sentence_or_stands_in_a_title_is_found():
    text = "Two weeks ago it rained. Last month it snowed. Dam to Close Next Week"
    assert [words for words, *_ in told(text)] == ["Two weeks ago", "Last month", "Next Week"]


@pytest.mark.parametrize("word", ["1", "1,", "the ", "in ", "a few ", "by May ", "2014-", " ", "20 ", "will not ", "’"])
def test_a_hundred_thousand_hostile_characters_hold_no_time(word):
    assert find_times((word * 100_000)[:100_000], WEDNESDAY) == ()


@pytest.mark.parametrize(("word", "count"), [("Friday ", 14_285), ("from Friday to ", 6_666), ("in 2014, ", 11_111)])
def test_a_hundred_thousand_characters_of_times_are_all_read(word, count):
    assert len(find_times((word * 100_000)[:100_000], WEDNESDAY)) == count


WORDS = """
since until before by from between to and through in of the a ’s early later mid start end first half quarter third last
next this past coming recent week weeks weekend month months year years decade decades days hours ago within three few
several couple 3 12 31 99 999 2021 1999 2014-16 2016-2014 31/12/2030 2031-02-29 2032-02-29 2999-12-31 Feb. 29 February
March May Dec Friday Sunday night today yesterday tomorrow spring winter 1990s 2090s - – , . will said was to
"""
fragments = st.sampled_from(WORDS.split())
publications = st.one_of(st.none(), st.dates().map(date.isoformat))


@given(st.lists(fragments, max_size=14).map(" ".join), publications)
def test_times_of_any_words_lie_in_order_and_begin_before_they_end(text, published):
    times = find_times(text, published)
    assert all(one.spans[0].end <= other.spans[0].start for one, other in pairwise(times))
    assert all(time.spans[0].of(text).strip() for time in times)
    assert all(
        (time.start or time.end) if time.precision != "unknown" else not (time.start or time.end) for time in times
    )
    assert all(date.fromisoformat(day) for time in times for day in (time.start, time.end) if day)


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2500, 1, 1)))
def test_a_bare_weekday_is_never_more_than_five_days_off(published):
    (time,) = find_times("It broke on Friday.", published.isoformat())
    assert -1 <= (published - date.fromisoformat(time.start)).days <= 5
    assert date.fromisoformat(time.start).weekday() == 4
    (time,) = find_times("It will open on Friday.", published.isoformat())
    assert -1 <= (date.fromisoformat(time.start) - published).days <= 5


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The deadline is Friday.", "2031-03-07"),
        ("The council meets on Monday.", "2031-03-10"),
        ("Tickets go on sale on Saturday.", "2031-03-08"),
        ("The rule takes effect on Sunday.", "2031-03-09"),
    ],
)
def test_what_is_on_the_calendar_lies_ahead(text, day):
    (time,) = find_times(text, "2031-03-05")
    assert (time.start, time.end) == (day, day)


def test_no_later_than_is_a_deadline():
    (time,) = find_times("The bill must be paid no later than June.", "2031-03-05")
    assert (time.start, time.end) == (None, "2031-06-30")
