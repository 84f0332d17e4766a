"""Two places of a report that disagree in a rank or a day, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, notes, read
from whence.records.report import Report


def test_two_ranks_of_one_person_are_asked_about(reader):
    text = "Mayor Yusuf Haddad opened the bridge. “It is safe,” said Yusuf Haddad, the {rank}, in a speech."
    deputy = read(reader, f"Bridge opened in Marram\n\n{text.format(rank='deputy mayor')}")
    assert notes(deputy, "disagreement") == ["Is Yusuf Haddad Mayor or the deputy mayor?"]
    assert "disagreement" not in kinds(read(reader, f"Bridge opened\n\n{text.format(rank='mayor of Marram')}"))


@pytest.mark.parametrize(("day", "asked"), [("Monday", ["Is it Sunday or Monday?"]), ("Sunday", [])])
def test_two_days_of_what_is_told_in_the_same_words_are_asked_about(reader, day, asked):
    told = "Police detained Ivo Brandt"
    beneath = f"{told} on Sunday. Ships left the port. {told} at the port on {day}."
    report = Report(text=f"Trouble in the town\n\n{beneath}", headline="Trouble in the town", published="2031-03-04")
    ledger = reader.read(report)
    assert notes(ledger, "disagreement") == asked


def test_two_people_whose_given_names_are_alike_are_no_slip(reader):
    text = (
        "Wild win\n\nJonas {one} scored twice on Monday, the coach said. Joonas {other} made thirty saves in the game."
    )
    assert "disagreement" not in kinds(read(reader, text.format(one="Marsh", other="Reyes")))
    assert "disagreement" in kinds(read(reader, text.format(one="Marsh", other="Marsh")))


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Rovinka Reyes", "Ravanka Reyes", True),
        ("Rovinka Reyes", "Ravanka Okafor", False),
        ("Marina Reyes", "Morena Reyes", False),
    ],
)
def test_a_rare_given_name_spelt_in_two_ways_is_asked_about(reader, one, other, asked):
    text = f"Girl hurt\n\nThe girl, {one}, was hurt on Monday, the town said. A doctor saw {other} at noon."
    assert ("disagreement" in kinds(read(reader, text))) == asked


def test_many_counts_are_of_many_accidents(reader):
    text = (
        "Ferry sinks\n\nThe ferry sank and 12 people were killed. Rescuers came. Later 14 people were killed, she said."
    )
    assert "disagreement" in kinds(read(reader, text))
    assert "disagreement" not in kinds(read(reader, f"{text} In the north 31 people were killed. A bus fell."))


def test_a_given_name_and_a_surname_that_are_alike_are_two_people(reader):
    text = "Wild win\n\nJonas Marsh scored twice on Monday, said {other}, the coach. It was his ninth goal this year."
    assert "disagreement" not in kinds(read(reader, text.format(other="Oskar Jonaz")))
    assert "disagreement" in kinds(read(reader, text.format(other="Jonaz Marsh")))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # A surname that is somebody else's given name, and a given name that is somebody else's surname.
        ("Oskar Jonas scored twice. Jonas Marsh spoke.", "Oskar Jonaz made thirty saves."),
        ("Jonas Marsh scored twice. Oskar Jonas spoke.", "Jonaz Marsh made thirty saves."),
        # The other spelling never stands with another name.
        ("Haddad Marsh and Oskar Haddad scored twice.", "“It was late,” said Hadad after the game."),
    ],
)
def test_a_spelling_that_may_be_either_part_of_a_name_can_be_a_slip(reader, first, second):
    assert "disagreement" in kinds(read(reader, f"Wild win\n\n{first} {second}"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Oskar “Ox” Reyes, 13, was dropped off.", "His father, Jonas “Joe” Reyes, 38, was at home."),
        ("A 26-year-old Marram man was hurt.", "A 29-year-old Marram woman was not."),
        ("Ana B. Marsh, 32, was dropped off.", "Oskar C. Marsh, 57, was at home."),
    ],
)
def test_ages_of_two_who_share_a_surname_or_a_town_are_no_disagreement(reader, first, second):
    assert "disagreement" not in kinds(read(reader, f"Shots in a home\n\n{first} It was late. {second}"))


@pytest.mark.parametrize(
    ("name", "other", "is_asked"),
    [
        ("Brandt", "Brandta", False),
        ("Brandt", "Brandt2", False),
        ("Brandt", "Brantd", True),
        ("Drovia", "Drovian", False),
        ("Lunde", "Lunden", True),
    ],
)
def test_an_ending_or_a_digit_makes_another_name(reader, name, other, is_asked):
    text = f"Yard sold\n\nThe yard was sold to Ivo {name} on Monday. The yard is old, said {other}, who sells boats."
    assert ("disagreement" in kinds(read(reader, text))) == is_asked


@pytest.mark.parametrize(
    ("after", "notes"),
    [
        ("Later 14 people were killed, she said.", ["Is it 12 or 14?"]),
        ("“No one was killed,” the pilot said.", ["Is it 12 or none?"]),
        ("There could have been 14 people killed, she said.", []),
        ("Of those on deck 5 people were killed, she said.", []),
        ("Bus falls in Marram, 14 people killed\n\nThe mole is shut.", []),
    ],
)
def test_counts_of_what_might_be_of_a_part_and_in_other_titles_are_passed_over(reader, after, notes):
    text = f"Ferry sinks\n\nThe ferry sank and 12 people were killed. Rescuers came.\n\n{after}"
    assert notes_of(read(reader, text)) == notes


def notes_of(ledger):
    return [one.note for one in ledger.findings if one.kind == "disagreement"]


def test_the_endings_of_a_language_that_declines_names_are_no_two_spellings(reader):
    text = "Die Kasse zahlt\n\nFrau Lindqvista kam am Montag. Herr Brandt sprach mit Lindqvisto. Es regnet seit Tagen."
    assert "disagreement" not in kinds(reader.read(Report(text=text, headline="Die Kasse zahlt", language="de")))


def test_a_misspelling_that_is_marked_as_somebody_elses_is_fine(reader):
    text = "Marsh is fined\n\nAnton Lindqvist was fined. He wrote of “Mr. Lindqivst [sic]” in May. Lindqvist is 44."
    assert "disagreement" not in kinds(read(reader, text))
    assert "disagreement" in kinds(read(reader, text.replace(" [sic]", "")))


def test_counts_of_two_places_do_not_disagree(reader):
    text = "Storm on the coast\n\nFour people were killed in {} on Sunday. {} Five people were killed in {}, they say."
    assert "disagreement" not in kinds(read(reader, text.format("Oslo", "It rained.", "Bergen")))
    assert "disagreement" in kinds(read(reader, text.format("Oslo", "It rained.", "Oslo")))
