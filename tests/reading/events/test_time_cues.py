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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They will have guests at the school Saturday.", "2031-03-08"),
        ("They will have left on Saturday.", "2031-03-01"),
        ("I'll be good but Saturday I have to go back.", "2031-03-08"),
        ("We're meeting on Saturday.", "2031-03-08"),
        ("Police are investigating a fire on Saturday.", "2031-03-01"),
        ("Starting Saturday, drivers pay more.", "2031-03-08"),
        ("Gates open at noon Saturday.", "2031-03-08"),
        ("The race airs Saturday at 8 p.m.", "2031-03-08"),
        ("Ivo Brandt faces sentencing on Saturday.", "2031-03-08"),
        ("Rain is forecast for Saturday.", "2031-03-08"),
        ("They look ahead to votes in Odense and Lyon on Saturday.", "2031-03-08"),
        ("She could not say Saturday who it was.", "2031-03-01"),
        ("She pointed to the Saturday match.", "2031-03-01"),
        ("Services: 11 a.m. Saturday, with the Rev. Lane.", "2031-03-08"),
        ("After a service at 2 p.m. Saturday, they wept.", "2031-03-01"),
        ("The judge is set to hear long arguments over the three requests of the pilots Saturday.", "2031-03-08"),
        ('"We will fight," Ivo Brandt said on Saturday.', "2031-03-01"),
        ('Ivo Brandt said on Saturday, "We will fight."', "2031-03-01"),
        ('"On Saturday, we will fight," Ivo Brandt said.', "2031-03-08"),
    ],
)
def test_the_verb_of_the_same_words_decides(text, day):
    (time,) = find_times(text, WEDNESDAY)
    assert time.start == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("It reminds them every day between now and November that he failed.", "2031-11"),
        ("She stays until the vote in July.", "2031-07"),
        ("He stayed until the vote in July.", "2030-07"),
        ("They must file their February reports.", "2031-02"),
        ("It will present its June results.", "2031-06"),
        ("The February gate will open.", "2032-02"),
        ("They promise to name all firms linked to them in June.", "2031-06"),
        ("They will vote, as in the years since the strike in June.", "2030-06"),
    ],
)
def test_the_words_around_a_month_show_its_year(text, month):
    assert find_times(text, WEDNESDAY)[-1].start == f"{month}-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The trial date was moved to June 30.", "2031-06-30"),
        ("She set a trial date of June 30.", "2031-06-30"),
        ("The tour will begin April 9 in Odense. Two nights are on May 22.", "2031-05-22"),
        ("The tour began April 9 in Odense. Two nights, on May 22, drew many.", "2030-05-22"),
        ("The port will open on March 1.", "2031-03-01"),
    ],
)
def test_the_words_around_a_day_show_its_year(text, day):
    assert find_times(text, WEDNESDAY)[-1].start == day


def test_a_verb_after_a_time_is_nearer_than_one_far_before_it():
    text = "They went in search of tales about the harbour, the fields and the fairs and from June they will be told."
    assert find_times(text, WEDNESDAY)[0].start == "2031-06-01"
    text = "They told the keepers of all the gates of the long northern harbour wall in June that it would break."
    assert find_times(text, WEDNESDAY)[0].start == "2030-06-01"


@pytest.mark.parametrize(
    ("text", "published", "month"),
    [
        ("Can he win new voters in November?", "2032-02-01", "2032-11"),
        ("The November vote and its costs", "2033-02-01", "2032-11"),
        ("Her chances in the November vote", "2031-10-01", "2031-11"),
        ("Ballots, voters and November", "2031-02-01", "2030-11"),
        ("They voted in November.", "2032-02-01", "2031-11"),
        ("A storm in November", "2032-02-01", "2031-11"),
        ("His plan for the party’s convention in July", "2032-04-01", "2032-07"),
        ("His plan for the party’s convention in July", "2032-12-01", "2032-07"),
        ("The threat of a June referendum", "2032-03-01", "2032-06"),
        ("He spoke at the convention in July.", "2032-04-01", "2031-07"),
    ],
)
def test_a_month_of_what_is_planned_long_before_is_the_nearest_if_no_verb_tells(text, published, month):
    assert find_times(text, published)[-1].start == f"{month}-01"


def test_that_month_is_of_another_year():
    assert find_times("He lost the vote in 1972 and was ill that November.", WEDNESDAY)[1:] == ()
    assert find_times("He said that November would be dry.", WEDNESDAY)[0].start == "2031-11-01"
