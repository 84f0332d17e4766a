"""What happened once is listed once, with all its places."""

from dataclasses import replace

import pytest

from tests.support.full_ledger import FULL
from whence.records.ledger import Event, Party, Time
from whence.records.report import Span
from whence.showing.entries import list_events
from whence.showing.happenings import group_events

TEXT = "they shot killed charged accused accuses arrested held called blasted"
PLACES = {word: Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in TEXT.split()}


def party(name, source=None):
    return Party(spans=(Span(0, 4),), source=source, name=name, country=None, sector=None) if name else None


def event(word, actor=None, recipient=None, type_="ASSAULT", mode=None, **rest):
    day = rest.pop("day", None)
    return Event(
        id="e1",
        type=type_,
        mode=mode,
        spans=(PLACES[word],),
        actor=party(actor),
        recipient=party(recipient),
        place=None,
        time=Time(spans=(Span(0, 4),), start=day, end=day, precision="day") if day else None,
        certainty=3.0,
        confidence=0.9,
        **{"told_as": "past", "attribution": None} | rest,
    )


def count(*events):
    return len(group_events(TEXT, events))


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("four people", "Four people", True),
        ("Four people", "4 people", True),
        ("four people", "people", True),
        ("four people", "three people", False),
        ("four people", "two other people", False),
        ("a man", "another man", False),
        ("a man", "the man", True),
        ("a man", "men", False),
        ("a man", "a woman", False),
        ("a Skerry man", "the man", True),
        ("a Skerry man", "a Marram man", False),
        ("two fishermen from Skerry", "the two fishermen", True),
        ("a young sailor", "a drunk sailor", False),
        ("Teen", "A 14-year-old boy", True),
        ("a teenager", "the girl", True),
        ("a boy", "a girl", False),
        ("a 14-year-old", "the 14-year-old boy", True),
        ("a 14-year-old", "a 16-year-old boy", False),
        ("a 14-year-old boy", "a 16-year-old boy", False),
        ("a 46-year-old", "a boy", False),
        ("a teenager", "a man", False),
        ("Ines Okafor", "Ines Okafor", True),
        ("Okafor", "Ines Okafor", True),
        ("Dr. Okafor", "Ines Okafor", True),
        ("Ines Okafor", "Jon Vesk", False),
        ("Ines Okafor", "Tom Okafor", False),
        ("Ines Okafor", "the mayor", False),
        ("four guards", "the victims", True),
        ("a guard", "the victims", False),
        ("four guards", "the children", True),
        ("four guards", "the two children", False),
        ("four guards", "children", False),
        ("a guard", "the man", True),
        ("a woman", "the man", False),
        ("a man", "the older man", True),
        ("a younger man", "the older man", False),
        ("a guard", "the bridge", False),
        ("a guard", "the victim", True),
        ("Jon Vesk", "the victim", True),
        ("a guard", "a victim", False),
        ("the mayor’s sister", "his brother", False),
        ("Northarm police", "Police", True),
        ("2", "Two people", True),
        ("2", "two guards", True),
        ("2", "three people", False),
        ("Ten people", "Ten victims of 20 to 37", True),
        ("Ten people", "A total of 10 victims", True),
        ("ten people", "two victims", False),
        ("five people", "five ships", True),
        ("2 men, 1 woman", "Two men and a woman", True),
        ("2 men, 1 woman", "Two men and two women", False),
        ("teen, father", "a 13-year-old and his father", True),
        ("a baby and a man", "a baby", False),
        ("Ines Okafor and Jon Vesk", "Ines Okafor and Tom Brandt", False),
    ],
)
def test_who_is_shot_and_who_is_killed_are_one_if_their_words_are(first, second, is_one):
    told = event("shot", recipient=first), event("killed", recipient=second)
    assert (count(*told) == 1) == is_one


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (event("shot", "Vesk", "a guard"), event("killed", None, "the guard"), True),
        (event("shot", "Vesk", "a guard"), event("killed", "Brandt", "the guard"), False),
        (event("shot", "Vesk", None), event("shot", "Vesk", "a guard"), True),
        (event("shot", "Vesk", None), event("killed", "Vesk", "a guard"), False),
        (event("shot", "Vesk", None), event("killed", None, "a guard"), False),
        (event("shot", None, "a guard", day="2031-03-01"), event("shot", None, "a guard", day="2031-03-02"), False),
        (event("shot", None, "a guard", day="2031-03-01"), event("shot", None, "a guard"), True),
        (event("shot", None, "a guard"), event("shot", None, "a guard", told_as="present"), True),
        (event("shot", None, "a guard"), event("shot", None, "a guard", told_as="denied"), False),
        (event("shot", None, "a guard"), event("shot", None, "a guard", told_as="planned"), False),
        (event("shot", None, "a guard"), event("shot", None, "a guard", type_="COERCE"), False),
        (
            event("charged", None, "Vesk", "ACCUSE", "allege"),
            event("accused", None, "Vesk", "ACCUSE", "allege"),
            False,
        ),
        (
            event("charged", "Okafor", "Vesk", "ACCUSE", "allege"),
            event("accused", "Okafor", "Vesk", "ACCUSE", "allege"),
            True,
        ),
        (
            event("accused", None, "Vesk", "ACCUSE", "allege"),
            event("accuses", None, "Vesk", "ACCUSE", "allege"),
            True,
        ),
        (event("called", "Okafor", "Vesk", "SUPPORT"), event("held", "Okafor", "Vesk", "SUPPORT"), False),
        (event("called", "Okafor", "Vesk", "SUPPORT"), event("called", "Okafor", "Vesk", "SUPPORT"), True),
        (event("called", "Okafor", "the mayor", "REQUEST"), event("called", "Okafor", None, "REQUEST"), True),
        (event("called", None, "Vesk", "REQUEST"), event("called", None, "Vesk", "CONSULT"), False),
        (
            event("charged", None, "Vesk", "ACCUSE", "allege"),
            event("blasted", None, "Vesk", "ACCUSE", "disapprove"),
            False,
        ),
        (event("called", "Okafor", None, "REQUEST"), event("called", "Okafor", "the mayor", "REQUEST"), False),
        (event("called", "Okafor", None, "REQUEST"), event("called", "Okafor", None, "REQUEST"), True),
        (
            event("arrested", None, "a suspect", "COERCE", "arrest"),
            event("held", None, "the suspect", "COERCE", "arrest"),
            True,
        ),
    ],
)
def test_two_events_are_one_if_nothing_tells_them_apart(first, second, is_one):
    assert (count(first, second) == 1) == is_one


def test_who_is_first_described_and_then_named_is_one_if_there_is_nobody_else():
    described = event("arrested", None, "a Skerry man", "COERCE", "arrest")
    named = event("held", None, "Jon Vesk", "COERCE", "arrest")
    (one,) = group_events(TEXT, (described, named))
    assert (one.event, one.further) == (named, (described,))
    third = event("held", None, "Ivo Brandt", "COERCE", "arrest")
    assert count(described, named, third) == 3
    assert count(event("arrested", None, "two men", "COERCE", "arrest"), named) == 2
    assert count(event("called", None, "a man", "REQUEST"), event("called", None, "Jon Vesk", "REQUEST")) == 2


def test_the_telling_with_the_most_parties_is_shown_with_the_places_of_the_others():
    bare = event("shot", None, "a guard")
    (said, _) = FULL.attributions[:2]
    full = event("killed", "Vesk", "the guard", attribution=said.id)
    ledger = replace(FULL, events=(bare, full, replace(bare, id="e3")))
    (entry,) = list_events(ledger)
    assert (entry.event, entry.number, entry.further) == (full, said.id.removeprefix("a"), (None,))


def test_a_third_telling_joins_only_what_it_agrees_with_as_a_whole():
    first, second = event("shot", "Vesk", "a guard"), event("shot", None, "the guard")
    other = event("shot", "Brandt", "the guard")
    assert count(first, second, other) == 2


def test_thousands_of_events_are_grouped_in_little_time():
    events = [event("shot", None, f"guard {i} of Skerry") for i in range(4000)]
    assert count(*events) <= len(events)
