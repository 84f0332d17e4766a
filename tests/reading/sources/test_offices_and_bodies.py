"""Offices and bodies of one noun that are told apart, or are one."""

import pytest

from tests.support.marked_reports import read, speakers
from whence.language.words import segment
from whence.reading.sources.speaker_register import Speaker
from whence.reading.sources.told_apart import is_another


def two(first, second, *, meant=None, **names):
    """Say something of two sources; the noun of the second means a word of the first as likely as given."""
    marked = f"[1 {first}]1 {{1 said}}1 <1 it leaks>1.\n\n[2 {second}]2 {{2 warned}}2 <2 of mud>2."
    noun = second.split()[-1]
    references = [(noun, marked.split().count(noun) - 1, meant)] if meant else ()
    return speakers(read(marked, meant=references, **names))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mayor Ilse Roth", "The deputy mayor"),
        ("Energy Minister Rolf Dane", "The finance minister"),
        ("Foreign Minister Rolf Dane", "The prime minister"),
        ("County Sheriff Ada Marsh", "The assistant sheriff"),
    ],
)
def test_the_holder_of_one_office_is_not_that_of_another(first, second):
    name = " ".join(first.split()[-2:])
    assert two(first, second, persons=[name], meant={name.split()[-1]: 0.95}) == [name, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mayor Ilse Roth", "The mayor"),
        ("Energy Minister Rolf Dane", "The energy minister"),
        ("Energy Minister Rolf Dane", "The minister"),
    ],
)
def test_the_holder_of_an_office_is_called_by_it(first, second):
    name = " ".join(first.split()[-2:])
    assert two(first, second, persons=[name], meant={name.split()[-1]: 0.95}) == [name, name]


@pytest.mark.parametrize(
    ("body", "other"),
    [
        ("Teachers' Union", "The nurses' union"),
        ("Norda Bank", "The central bank"),
        ("Marl County Council", "The parish council"),
        ("Interior Ministry", "The health ministry"),
    ],
)
def test_bodies_of_another_field_are_others(body, other):
    assert two(f"The {body}", other, organisations=[body], meant={body.split()[-1]: 0.95}) == [body, other]


def test_the_council_of_a_county_is_the_local_council():
    body = "Marl County Council"
    assert two(f"The {body}", "The local council", organisations=[body], meant={"Council": 0.95}) == [body, body]


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("The first witness", "The second witness", False),
        ("The defence lawyer", "The prosecution lawyer", False),
        ("The tall witness", "The witness", True),
        ("Another harbour official", "The second official", True),
    ],
)
def test_what_stands_before_one_noun_tells_two_apart(first, second, are_one):
    noun = second.split()[-1]
    assert len(set(two(first, second, meant={noun: 0.95}))) == (1 if are_one else 2)


@pytest.mark.parametrize(("description", "is_new"), [("the landlord", True), ("the man", False)])
def test_the_man_of_a_headline_is_introduced_beneath_before_he_is_anything_else(description, is_new):
    words = segment(f"Man denies arson\n\nHe said {description} was asleep.")
    man = Speaker(kind="person", name="Man", mentions=[(0, 1)], heads=[0])
    assert is_another(words, man, (5, 7), 6) == is_new


def test_bodies_of_one_name_and_of_two_countries_are_two():
    marked = (
        "[1 Norway's Foreign Ministry]1 {1 said}1 <1 it leaks>1.\n\n[2 Chile's Foreign Ministry]2 {2 warned}2 "
        "<2 of mud>2. [3 The Foreign Ministry]3 {3 added}3 <3 that it stinks>3."
    )
    read_one = read(marked, organisations=["Foreign Ministry"], places=["Norway", "Chile"])
    assert speakers(read_one) == ["Norway's Foreign Ministry", *["Chile's Foreign Ministry"] * 2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norway's Labour Party", "Ada Marsh's Labour Party"),
        ("The Foreign Ministry", "Chile's Foreign Ministry"),
        ("Marram's Labour Party", "The state's Labour Party"),
    ],
)
def test_a_body_with_one_owner_by_name_is_one(first, second):
    body = " ".join(first.split()[-2:])
    names = speakers(
        read(
            f"[1 {first}]1 {{1 said}}1 <1 it leaks>1. [2 {second}]2 {{2 warned}}2 <2 of mud>2.",
            organisations=[body],
            persons=["Ada Marsh"],
            places=["Norway", "Chile", "Marram"],
        )
    )
    assert names == [body, body]


def test_a_firm_goes_before_whoever_bears_its_name():
    marked = (
        "Okafor Freight Ltd lost its licence. [1 Okafor]1 {1 claimed}1 <1 it leaks>1. [2 Ines Okafor]2 {2 said}2 "
        "<2 it did not>2. [3 Okafor]3 {3 warned}3 <3 of mud>3."
    )
    read_one = read(marked, organisations=["Okafor Freight Ltd"], persons=["Okafor", "Ines Okafor"])
    assert speakers(read_one) == ["Okafor Freight Ltd", "Ines Okafor", "Ines Okafor"]


@pytest.mark.parametrize(
    ("alone", "full", "is_one"),
    [
        ("Sahel", "Salou Amadou", False),
        ("Brooks", "Bruce Haddad", False),
        ("Brant", "Ivo Brandt", True),
        ("Brandtt", "Ivo Brandt", True),
    ],
)
def test_a_misspelt_surname_is_known_and_a_given_name_that_sounds_alike_is_not(alone, full, is_one):
    marked = f"[1 {full}]1 {{1 said}}1 <1 it leaks>1. [2 {alone}]2 {{2 warned}}2 <2 of mud>2."
    assert speakers(read(marked, persons=[full, alone])) == [full, full if is_one else alone]


def test_who_is_named_later_as_what_was_said_is_one():
    marked = (
        "<1 It leaks>1, [1 the headteacher]1 {1 said}1.\n\nIn a letter [2 the headteacher, Joan Petty,]2 {2 warned}2 "
        "<2 of mud>2."
    )
    assert speakers(read(marked, persons=["Joan Petty"])) == ["Joan Petty"] * 2


@pytest.mark.parametrize(
    ("clause", "is_one"),
    [
        ("who goes by the callsign Sirko,", True),
        ("who gave his name as Sirko,", True),
        ("who knew Sirko,", False),
        ("who heard a man called Sirko,", False),
    ],
)
def test_who_gives_a_name_is_called_by_it(clause, is_one):
    marked = (
        f"[1 A fighter]1, {clause} {{1 said}}1 <1 it leaks>1. <2 It stinks>2, [2 Sirko]2 {{2 warned}}2 to all of us."
    )
    assert (speakers(read(marked, persons=["Sirko"]))[0] == "Sirko") == is_one


def test_one_of_two_and_one_of_two_others_are_two():
    marked = (
        "Two welders spoke. [1 One]1 {1 said}1 <1 it leaks>1. Two managers spoke. [2 One]2 {2 warned}2 <2 of mud>2."
    )
    assert len(read(marked).sources) == 2


def test_what_follows_a_name_and_has_a_verb_is_no_office():
    marked = (
        "{1 According to}1 [1 Ola Dare]1, <1 the mayor also ordered meals>1. <2 I am tired>2, [2 the mayor]2 {2 said}2."
    )
    assert speakers(read(marked, persons=["Ola Dare"])) == ["Ola Dare", "the mayor"]


def test_the_owner_of_a_mine_may_be_a_firm_and_a_broker_a_person():
    marked = "[1 The owner of the mine, Corvane Metals,]1 {1 said}1 <1 it leaks>1."
    assert speakers(read(marked, organisations=["Corvane Metals"])) == ["Corvane Metals"]
    marked = "[1 The neighbour of the mine, Corvane Metals,]1 {1 said}1 <1 it leaks>1."
    assert speakers(read(marked, organisations=["Corvane Metals"])) != ["Corvane Metals"]


@pytest.mark.parametrize(
    ("word", "kind"), [("The Norwegian", "person"), ("The Swede", "person"), ("The French", "organisation")]
)
def test_one_of_a_people_is_a_person(word, kind):
    (source,) = read(f"[1 {word}]1 {{1 insisted}}1 <1 that it leaks>1.").sources
    assert source.kind == kind


def test_letters_are_no_ministry():
    marked = "[1 The ministry]1 {1 said}1 <1 it knew nothing>1. [2 The letters]2 {2 contradict}2 <2 that claim>2."
    assert speakers(read(marked, meant=[("letters", 0, {"ministry": 0.95})])) == ["The ministry", "The letters"]


def test_a_brothers_owner_is_not_the_brother():
    marked = "[1 Ivo Brandt's brother]1 {1 said}1 <1 it leaks>1 to Ivo Brandt, a brother and uncle, on Monday."
    assert speakers(read(marked, persons=["Ivo Brandt"])) == ["Ivo Brandt's brother"]


def test_the_owner_of_a_chairman_is_no_chairman():
    marked = "[1 Brandt's former chairman]1 {1 said}1 <1 it leaks>1. [2 The current chairman]2 {2 denied}2 <2 it>2."
    names = speakers(read(marked, persons=["Brandt"], meant=[("chairman", 1, {"Brandt": 0.9})]))
    assert names == ["Brandt's former chairman", "The current chairman"]


@pytest.mark.parametrize(("verb", "denier"), [("denies", "He"), ("regrets", "Ivo Brandt")])
def test_whoever_accuses_does_not_deny_it(verb, denier):
    marked = f"[1 Ivo Brandt]1 {{1 accused}}1 <1 the minister of lying>1. [2 He]2 {{2 {verb}}}2 <2 it>2."
    assert speakers(read(marked, persons=["Ivo Brandt"], meant=[("He", 0, {"Brandt": 0.9})])) == ["Ivo Brandt", denier]
