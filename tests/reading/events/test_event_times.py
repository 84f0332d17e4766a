"""Which time of its sentence an event has: on invented sentences, with the shipped model's events."""

import pytest

from whence.records.report import Report


@pytest.fixture(scope="module")
def day_of(reader):
    """A function that gives the first day of the first event of a type, of a report of 15 May 2031."""

    def first_day(text, kind):
        ledger = reader.read(Report(text=text, published="2031-05-15"))
        event = next(event for event in ledger.events if event.type == kind)
        return event.time.start if event.time else None

    return first_day


@pytest.mark.parametrize(
    "text",
    [
        "A fisherman was stabbed in Orlin, a police spokesman said Tuesday morning.",
        "Harrow police said on Tuesday that a man had robbed a jeweller and shot two guards.",
        "A fisherman was shot in Orlin, according to a statement released on Wednesday.",
    ],
)
def test_the_day_on_which_it_was_said_is_not_that_of_the_event(day_of, text):
    assert day_of(text, "ASSAULT") is None


@pytest.mark.parametrize(
    "text",
    [
        "Police said a fisherman was stabbed in Orlin on Monday.",
        "On Monday a gunman shot two guards in Orlin.",
        "A fisherman was stabbed on Monday in Orlin, a police spokesman said on Wednesday.",
    ],
)
def test_the_day_beside_it_is(day_of, text):
    assert day_of(text, "ASSAULT") == "2031-05-12"


def test_a_day_before_a_noun_is_that_of_the_noun(day_of):
    assert day_of("A Tarnby teenager is charged as an adult in the March 20 shooting of two guards.", "ACCUSE") is None
    assert day_of("Ida Brandt criticized Okafor for backing the 1994 harbour bill.", "ACCUSE") is None


def test_a_day_before_the_noun_for_the_same_act_is_that_of_the_act(day_of):
    assert day_of("A baker was killed in the Saturday shooting at the Orlin market.", "ASSAULT") == "2031-05-10"


def test_a_day_of_another_clause_is_that_of_its_verb(day_of):
    text = "On Monday a gunman who had been released in March shot two guards."
    assert day_of(text, "ASSAULT") == "2031-05-12"
    text = "A 17-year-old boy was shot to death in Tarnby, and a man who was wounded last month died."
    assert day_of(text, "ASSAULT") is None
