"""Whether the tables go against a role: invented persons and tenures, and a few facts from the table that ships."""

from datetime import date

import pytest

from training.offices import Held, cabinet, foreign_ministers, merged, names_of, office_of
from whence.language.gazetteer import read_table
from whence.language.iso_dates import days_of
from whence.reading.findings.offices import contradiction, office_key, offices_in


def row(person, office, start, end, **more):
    usual = {"id": person, "names": "", "country": "NOR", "seen": ""}
    return {**usual, "person": person, "office": office, "start": start, "end": end, **more}


KNOWN = offices_in([
    row("Ines Okafor", "foreign minister", "2013-10-16", "2017-10-20", names="Inês Adaeze Okafor"),
    row("Ines Okafor", "prime minister", "2025-01-10", "", seen="2030-06-01"),
    row("Yusuf Haddad", "foreign minister", "2017-10-20", "2021"),
    row("Pilar Brandt", "foreign minister", "2021-03-01", "", seen="2030-06-01"),
    row("Pilar Brandt", "foreign minister", "2005-03-01", "2007-04-01"),
    row("Anton Vane", "prime minister", "2001", "2025-01-10"),
    row("Mara Lindqvist", "defence minister", "2012-05-01", ""),
    row("Oskar Reyes", "defence minister", "2016-05-01", "2024-05-01"),
    row("Ida Castellan", "ambassador to Germany", "2010-02-01", "2012-02-01"),
    row("Noor Hale", "ambassador to Germany", "2012-02-01", "2020-02-01"),
    row("Tove Marsh", "governor of Georgia", "2010-01-10", "2014-01-10", country="USA"),
    row("Abel Quist", "governor of Georgia", "2014-01-10", "2022-01-10", country="USA"),
    row("Lev Marram", "president", "2001", "2009"),
    row("Cora Dunmore", "president", "2009", "2029"),
    row("Rosa Thorn", "foreign minister", "2009-01-01", "2011-01-01", id="one"),
    row("Rosa Thorn", "finance minister", "2001-01-01", "2005-01-01", id="another"),
])  # fmt: skip


def told(name, role, published, country=None):
    return contradiction(name, role, country, published, known=KNOWN)


def test_an_office_told_as_held_long_after_its_end_goes_against_the_table():
    assert told("Ines Okafor", "Norwegian Foreign Minister", "2019-05-04T08:00:00Z") == (
        "By our tables, Ines Okafor held the office at another time: "
        "foreign minister of Norway from 2013-10-16 to 2017-10-20."
    )


def test_an_office_told_as_held_long_before_its_start_goes_against_the_table():
    assert told("Ines Okafor", "prime minister", "2012-05-04", "NOR") == (
        "By our tables, Ines Okafor held the office at another time: prime minister of Norway since 2025-01-10."
    )


def test_an_office_within_two_years_of_its_start_may_be_a_supposition():
    assert told("Ines Okafor", "Norwegian prime minister", "2023-01-11") is None
    assert told("Ines Okafor", "Norwegian prime minister", "2023-01-10") is not None


def test_a_president_keeps_the_title_unless_the_country_stands_with_it():
    assert told("Lev Marram", "President", "2019-05-04", "NOR") is None
    assert told("Lev Marram", "president of Norway", "2019-05-04", "NOR") is not None
    assert told("Lev Marram", "former President", "2005-05-04", "NOR") is not None


def test_all_tenures_of_an_office_are_told():
    assert told("Pilar Brandt", "Norway’s foreign minister", "2015-02-02") == (
        "By our tables, Pilar Brandt held the office at another time: foreign minister of Norway "
        "from 2005-03-01 to 2007-04-01 and since 2021-03-01."
    )


def test_an_office_told_as_former_while_it_is_held_goes_against_the_table():
    assert told("Ines Okafor", "former Norwegian foreign minister", "2015-05-04") == (
        "By our tables, Ines Okafor was still in office at this date: "
        "foreign minister of Norway from 2013-10-16 to 2017-10-20."
    )


def test_a_former_office_that_is_held_as_far_as_is_known_goes_against_the_table():
    assert told("Ines Okafor", "ex-Prime Minister of Norway", "2030-01-01") is not None


@pytest.mark.parametrize(
    "role",
    [
        "Norwegian Foreign Minister",
        "the Norwegian foreign minister",
        "Norway's Foreign Minister",
        "Norwegian minister of foreign affairs",
        "Minister for Foreign Affairs of Norway",
        "foreign minister of the Kingdom of Norway",
        "foreign affairs minister of Norway,",
    ],
)
def test_an_office_goes_by_several_names(role):
    assert told("Ines Okafor", role, "2019-05-04") is not None


@pytest.mark.parametrize(
    "role",
    [
        "then Norwegian foreign minister",
        "then-Norwegian Foreign Minister",
        "-Norwegian Foreign Minister",
        "late Norwegian foreign minister",
        "acting foreign minister of Norway",
        "Norwegian deputy foreign minister",
        "Norwegian vice foreign minister",
        "incoming Norwegian foreign minister",
        "Norwegian foreign minister-elect",
        "Norwegian foreign minister-designate",
        "candidate for foreign minister of Norway",
        "previous Norwegian foreign minister",
        "one-time foreign minister of Norway",
        "Norwegian foreign minister nominee",
        "Norway's shadow foreign minister",
        "first foreign minister of Norway",
        "Norwegian foreign minister until 2017",
        "a friend of the Norwegian foreign minister",
        "Norwegian foreign ministry spokeswoman",
        "Norwegian minister",
        "the",
        "",
    ],
)
def test_a_role_that_is_more_or_less_than_the_office_tells_nothing(role):
    assert told("Ines Okafor", role, "2019-05-04", "NOR") is None


@pytest.mark.parametrize("published", [None, "", "soon", "2019-02-30", "2019-13-01"])
def test_without_a_date_nothing_goes_against_the_table(published):
    assert told("Ines Okafor", "Norwegian Foreign Minister", published) is None


@pytest.mark.parametrize(
    ("published", "contradicts"),
    [
        ("2017-12-19", False),
        ("2017-12-20", True),
        ("2017", False),
        ("2018", True),
        ("2017-12", False),
        ("2013-08-16", False),
    ],
)
def test_sixty_days_around_a_change_of_office_pass(published, contradicts):
    assert bool(told("Ines Okafor", "Norwegian Foreign Minister", published)) is contradicts


@pytest.mark.parametrize(
    ("published", "contradicts"),
    [("2013-12-15", False), ("2013-12-16", True), ("2017-08-20", True), ("2017-08-21", False)],
)
def test_sixty_days_inside_a_tenure_pass_for_former(published, contradicts):
    assert bool(told("Ines Okafor", "former Norwegian Foreign Minister", published)) is contradicts


def test_nothing_is_said_of_a_date_at_which_nobody_is_known_in_the_office():
    assert told("Yusuf Haddad", "Norwegian foreign minister", "1999-01-01") is None
    assert told("Yusuf Haddad", "Norwegian foreign minister", "2031-01-01") is None
    assert told("Yusuf Haddad", "Norwegian foreign minister", "2030-05-01") is not None


def test_an_unknown_end_never_goes_against_anybody():
    assert told("Mara Lindqvist", "Norwegian defence minister", "2020-01-01") is None
    assert told("Mara Lindqvist", "former Norwegian defence minister", "2020-01-01") is None


def test_nothing_is_known_after_the_day_that_a_tenure_was_last_seen():
    assert told("Ines Okafor", "former Norwegian prime minister", "2030-05-01") is None
    assert told("Ines Okafor", "former Norwegian prime minister", "2032-05-01") is None


def test_a_name_has_to_be_full_and_one_persons():
    assert told("Okafor", "Norwegian Foreign Minister", "2019-05-04") is None
    assert told("I. Okafor", "Norwegian Foreign Minister", "2019-05-04") is None
    assert told("Rosa Thorn", "Norwegian Foreign Minister", "2019-05-04") is None


def test_case_accents_and_other_known_spellings_do_not_matter():
    assert told("INÉS OKAFOR", "Norwegian Foreign Minister", "2019-05-04") is not None
    assert told("Ines Adaeze Okafor", "Norwegian Foreign Minister", "2019-05-04") is not None


def test_an_office_is_a_countrys():
    assert told("Ines Okafor", "Foreign Minister", "2019-05-04") is None
    assert told("Ines Okafor", "Foreign Minister", "2019-05-04", "NOR") is not None
    assert told("Ines Okafor", "Foreign Minister", "2019-05-04", "SWE") is None
    assert told("Ines Okafor", "Swedish Foreign Minister", "2019-05-04", "NOR") is None
    assert told("Ines Okafor", "Norwegian Foreign Minister", "2019-05-04", "SWE") is None
    assert told("Ines Okafor", "Norwegian foreign minister of Sweden", "2019-05-04") is None


def test_an_office_that_somebody_never_held_is_nothing_the_table_knows_of():
    assert told("Yusuf Haddad", "Norwegian prime minister", "2019-05-04") is None


def test_an_ambassador_is_of_one_country_and_serves_in_another():
    note = (
        "By our tables, Ida Castellan held the office at another time: "
        "ambassador of Norway to Germany from 2010-02-01 to 2012-02-01."
    )
    assert told("Ida Castellan", "Norwegian ambassador to Germany", "2016-02-01", "DEU") == note
    assert told("Ida Castellan", "ambassador to Germany", "2016-02-01", "NOR") == note
    assert told("Ida Castellan", "ambassador to Germany", "2016-02-01", "DEU") is None
    assert told("Ida Castellan", "Norwegian ambassador to Austria", "2016-02-01") is None


@pytest.mark.parametrize("role", ["Georgia Gov.", "Governor of Georgia", "Georgia’s governor"])
def test_a_governor_is_a_states_whatever_country_bears_its_name(role):
    note = (
        "By our tables, Tove Marsh held the office at another time: governor of Georgia from 2010-01-10 to 2014-01-10."
    )
    assert told("Tove Marsh", role, "2016-02-01", "GEO") == note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Secretary of Defense", "defence secretary"),
        ("Treasury Secretary", "Secretary of the Treasury"),
        ("FBI chief", "FBI director"),
        ("director of the Federal Bureau of Investigation", "FBI director"),
        ("House Speaker", "speaker of the House of Representatives"),
        ("Fed Chairwoman", "chair of the Federal Reserve"),
        ("Armed Forces Minister", "minister of defence"),
        ("Minister of Internal Affairs", "interior minister"),
        ("minister of external affairs", "foreign minister"),
        ("White House national security adviser", "national security advisor"),
        ("Prosecutor-General", "prosecutor general"),
        ("U.N. ambassador", "UN ambassador"),
        ("ambassador to the U.K.", "ambassador to the United Kingdom"),
        ("Permanent Representative to the United Nations", "ambassador to the UN"),
    ],
)
def test_two_names_of_an_office_are_one(one, other):
    assert office_key(one) == office_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prime minister", "president"),
        ("secretary of state", "secretary for foreign affairs"),
        ("vice president", "president"),
        ("deputy foreign minister", "foreign minister"),
        ("governor of Ohio", "central bank governor"),
        ("ambassador to Niger", "ambassador to Nigeria"),
    ],
)
def test_two_offices_are_not_one(one, other):
    assert office_key(one) != office_key(other)


def test_a_date_is_as_precise_as_it_is_told():
    assert days_of("2024") == (date(2024, 1, 1), date(2024, 12, 31))
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days_of("2024-02-29") == (date(2024, 2, 29), date(2024, 2, 29))
    assert days_of("2023-02-29") is None
    assert days_of("2023-02-00") is None


# The table that ships.


def test_the_table_that_ships_knows_a_poles_years_as_foreign_minister():
    assert contradiction("Radoslaw Sikorski", "Polish Foreign Minister", "POL", "2016-03-01") == (
        "By our tables, Radoslaw Sikorski held the office at another time: "
        "foreign minister of Poland from 2007-11-16 to 2014-09-22."
    )
    assert contradiction("Radoslaw Sikorski", "Polish Foreign Minister", "POL", "2012-03-01") is None
    assert contradiction("Radoslaw Sikorski", "former Polish Foreign Minister", "POL", "2012-03-01") is not None


def test_the_table_that_ships_knows_names_as_reports_spell_them():
    assert contradiction("Sergei Lavrov", "former Russian foreign minister", None, "2020-05-02") is not None
    assert contradiction("Laurent Fabius", "French Foreign Minister", None, "2018-02-02") is not None
    assert contradiction("Mark Milley", "U.S. Chairman of the Joint Chiefs of Staff", None, "2016-02-02") is not None


def test_the_table_that_ships_says_nothing_of_what_came_after_it():
    assert contradiction("Donald Tusk", "Polish Prime Minister", "POL", "2019-05-01") is not None
    assert contradiction("Donald Tusk", "Polish Prime Minister", "POL", "2025-05-01") is None
    assert contradiction("Sergey Lavrov", "former Russian Foreign Minister", "RUS", "2025-05-01") is None


def test_the_table_that_ships_is_small_and_in_order():
    rows = read_table("offices.tsv")
    assert len({tuple(one.values()) for one in rows}) == len(rows) > 2000
    assert sum(len("\t".join(one.values()).encode()) + 1 for one in rows) < 250_000
    countries = {one["code"] for one in read_table("countries.tsv")}
    for one in rows:
        start, end = days_of(one["start"]), days_of(one["end"] or one["seen"])
        assert start is not None
        assert (end is None) == (not one["end"] and not one["seen"])
        assert end is None or end[1].year >= 1990
        assert end is None or start[0] <= end[1]
        assert not (one["end"] and one["seen"])
        assert one["country"] in countries
        assert len(one["person"].split()) > 1


# How the table is written.


def test_a_missing_end_is_in_office_only_where_nobody_else_lacks_one_and_nobody_came_later(tmp_path):
    path = tmp_path / "cabinet.csv"
    path.write_text(
        "position,person,personID,start,end\n"
        "Minister of Finance,Ines Okafor,Q1,2010-01-01,2014-01-01\n"
        "Minister of Finance,Yusuf Haddad,Q2,2014-01-01,\n"
        "Minister of Justice,Pilar Brandt,Q3,2010-01-01,\n"
        "Minister of Justice,Anton Vane,Q4,2014-01-01,\n"
        "Minister of Health,Mara Lindqvist,Q5,2010-01-01,\n"
        "Minister of Health,Oskar Reyes,Q6,2014-01-01,2016-05-05\n"
        "ambassador to Germany,Noor Hale,Q7,2014-01-01,\n"
        "Minister of Culture,Ida Castellan,Q8,1981-01-01,1985-01-01\n"
        "Minister of Energy,Tove Marsh,Q9,2015-01-01,2012-01-01\n",
        "utf-8",
    )
    assert [(one.names[0], one.office, one.end, one.seen) for one in cabinet(path, "POL")] == [
        ("Ines Okafor", "finance minister", "2014-01-01", ""),
        ("Yusuf Haddad", "finance minister", "", "2016-05-05"),
        ("Pilar Brandt", "justice minister", "", ""),
        ("Anton Vane", "justice minister", "", ""),
        ("Mara Lindqvist", "health minister", "", ""),
        ("Oskar Reyes", "health minister", "2016-05-05", ""),
        ("Noor Hale", "ambassador to Germany", "", ""),
        ("Tove Marsh", "energy minister", "", ""),
    ]


def test_a_foreign_minister_is_known_in_office_only_where_one_is_listed(tmp_path):
    (tmp_path / "country-codes/data").mkdir(parents=True)
    (tmp_path / "country-codes/data/country-codes.csv").write_text(
        "ISO3166-1-Alpha-3,wikidata_id\nNOR,https://example.org/wiki/Q20\nYEM,https://example.org/wiki/Q805\n", "utf-8"
    )
    (tmp_path / "foreign-ministers-wikidata.csv").write_text(
        "person,name,country,countryLabel,positionLabel,start\n"
        "Q1,Ines Okafor,Q20,Norway,Foreign Minister of Norway,2021-01-01\n"
        "Q2,Yusuf Haddad,Q805,Yemen,Minister of Foreign Affairs,2022-02-02\n"
        "Q3,Anton Vane,Q805,Yemen,Minister of Foreign Affairs,2020-02-02\n"
        "Q4,Tove Marsh,Q4444,Marram,Minister of Foreign Affairs,2022-03-03\n",
        "utf-8",
    )
    assert [
        (one.names, one.country, one.office, one.start, one.end, one.seen) for one in foreign_ministers(tmp_path)
    ] == [
        (("Ines Okafor",), "NOR", "foreign minister", "2021-01-01", "", "2022-02-02"),
        (("Yusuf Haddad",), "YEM", "foreign minister", "2022-02-02", "", ""),
        (("Anton Vane",), "YEM", "foreign minister", "2020-02-02", "", ""),
    ]


def held(start, end, *, seen="", name="Ines Okafor", country="NOR"):
    return Held(person="Q1", names=(name,), country=country, office="foreign minister", start=start, end=end, seen=seen)


def test_tenures_that_touch_are_one_and_those_apart_stay_two():
    joined = merged([held("2010-01-01", "2012-01-01"), held("2012-01-20", "2014-01-01"), held("2016", "", seen="2022")])
    assert [(one.start, one.end, one.seen) for one in joined] == [
        ("2010-01-01", "2014-01-01", ""),
        ("2016", "", "2022"),
    ]


def test_a_tenure_without_a_known_end_is_joined_to_nothing():
    apart = merged([held("2010-01-01", ""), held("2012-01-01", "2014-01-01")])
    assert [(one.start, one.end) for one in apart] == [("2010-01-01", ""), ("2012-01-01", "2014-01-01")]


def test_a_name_comes_without_honours_and_in_the_spellings_of_reports():
    assert names_of([held("2010", "", name="Dr. Ines A. Okafor, Jr.")]) == ("Ines A. Okafor, Jr.", "Ines Okafor")
    fullest, others = names_of([held("2010", "", name="Sergey Dovzhenskyy", country="UKR")])
    assert fullest == "Sergey Dovzhenskyy"
    assert set(others.split("|")) == {"Sergei Dovzhenskyy", "Sergei Dovzhensky", "Sergey Dovzhensky"}
    assert names_of([held("2010", "", name="Сергій Довженський")]) == ("", "")


@pytest.mark.parametrize(
    ("position", "country", "names"),
    [
        ("Minister of Europe and Foreign Affairs", "FRA", ["foreign minister"]),
        ("Minister of the Economy, Finances and Industry", "FRA", ["finance minister", "economy minister"]),
        ("Secretary of State", "USA", ["secretary of state"]),
        ("Secretary of State of Ohio", "USA", []),
        ("Secretary of the Treasury", "USA", ["treasury secretary"]),
        ("Director of the CIA", "USA", ["CIA director"]),
        ("Governor of Kaluga Oblast", "RUS", []),
        ("Deputy Prime Minister", "POL", []),
        ("Acting President", "RUS", []),
        ("president of Bashkortostan", "RUS", []),
        ("Permanent Representative to the United Nations", "FRA", ["ambassador to the United Nations"]),
        ("ambassador to Marram", "FRA", []),
    ],
)
def test_a_position_is_put_in_plain_english_or_left_out(position, country, names):
    assert office_of(position, country) == names
