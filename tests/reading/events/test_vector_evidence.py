"""What the encoder's vectors say for an event and its parties."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.events_by_hand import told
from whence.language.words import segment
from whence.reading.events.roles import settle
from whence.reading.events.vector_evidence import vectors_of
from whence.reading.events.worth import weigh
from whence.reading.model.decode import Weight
from whence.reading.model.event_vectors import EventVectors, take_vectors
from whence.reading.model.logistic import read_vector_weights
from whence.reading.reader import Reader


def vectors(trigger=1.0, around=2.0, actor=3.0, recipient=5.0):
    figures = {"trigger": trigger, "around": around, "actor": actor, "recipient": recipient}
    return EventVectors(**{part: np.array([figure], dtype=np.float32) for part, figure in figures.items()})


def arrested():
    document, event = told("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor", names=["Okafor"])
    return document, replace(event, vectors=vectors())


@pytest.mark.parametrize(
    ("part", "expected"), [("type", [1.0, 2.0]), ("actor", [1.0, 3.0, 2.0]), ("recipient", [1.0, 5.0, 4.0])]
)
def test_a_type_is_told_by_the_trigger_and_its_surroundings_and_a_party_by_the_trigger_and_itself(part, expected):
    _, event = arrested()
    assert vectors_of(event, part).tolist() == expected


def test_who_turns_out_to_undergo_an_event_keeps_the_vector():
    document, event = told("Okafor was arrested.", "arrested", actor="Okafor")
    settled = settle(document.words, replace(event, vectors=vectors()))
    assert (settled.actor, settled.recipient) == (None, (0, 1))
    assert settled.vectors.recipient.tolist() == [3.0]


def test_the_vectors_of_an_event_do_not_change_with_those_of_its_window():
    window = np.ones((3, 1), dtype=np.float32)
    taken = take_vectors(window, 1, (0, 1), (2, 3))
    window[:] = 9.0
    assert [each.tolist() for each in (taken.trigger, taken.around, taken.actor, taken.recipient)] == [[1.0]] * 4


def test_the_shipped_weights_are_those_of_the_shipped_models_vectors():
    (event,) = Reader().scan(segment("Harbour police arrested Ines Okafor on Friday.")).found_events
    weights = read_vector_weights("whence.reading.events", "worth_vectors.json")
    assert {part: len(vectors_of(event, part)) + 1 for part in weights} == {
        part: len(row) for part, row in weights.items()
    }


def test_an_event_that_no_model_found_is_weighed_by_what_else_speaks_for_it():
    document, event = told("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor", names=["Okafor"])
    assert 0 < weigh(document, event, Weight(2.5, 0.99)).confidence < 1
