"""How likely an event is right, and which of its parties are told."""

from dataclasses import replace

import pytest

from tests.support.events_by_hand import told
from whence.reading.events.evidence import party_evidence, type_evidence
from whence.reading.events.roles import settle
from whence.reading.events.worth import weigh
from whence.reading.model.decode import Weight
from whence.records.sure import SURE_EVENT

HAPPENED = Weight(2.5, 0.99)


def weighed(*args, **options):
    document, event = told(*args, **options)
    worth = weigh(document, settle(document.words, event), HAPPENED)
    shown = [run and document.shown(run) for run in (worth.event.actor, worth.event.recipient)]
    return worth.confidence, *shown


def test_an_event_that_its_sentence_tells_plainly_is_sure_and_one_that_it_does_not_is_not():
    plain = weighed("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor", names=["Okafor"])
    odd = weighed("The tide turned at Marram Quay.", "turned", actor="The tide", recipient="Marram Quay")
    assert plain[0] >= SURE_EVENT
    assert odd[0] < 0.5


def test_a_party_the_same_as_the_other_makes_an_event_less_sure():
    parties = {"actor": "Okafor", "kind": "ASSAULT"}
    near = weighed("Okafor attacked Orlin.", "attacked", recipient="Orlin", names=["Okafor", "Orlin"], **parties)
    himself = weighed("Okafor killed himself.", "killed", names=["Okafor"], **parties)
    assert near[0] > himself[0]


def test_a_sure_event_goes_without_a_party_that_would_make_it_unsure():
    document, event = told(
        "Harbour police are investigating a theft.", "investigating", actor="Harbour police", recipient="a theft",
        kind="ACCUSE",
    )  # fmt: skip
    worth = weigh(document, replace(event, recipient_chance=0.2), HAPPENED)
    assert worth.confidence >= SURE_EVENT
    assert (document.shown(worth.event.actor), worth.event.recipient) == ("Harbour police", None)


def test_an_event_that_is_unsure_either_way_keeps_its_parties():
    confidence, actor, recipient = weighed(
        "The tide turned at Marram Quay.", "turned", actor="The tide", recipient="Marram Quay"
    )
    assert confidence < SURE_EVENT
    assert (actor, recipient) == ("The tide", "Marram Quay")


def confidence_of(text, trigger, kind, **parties):
    return weighed(text, trigger, kind=kind, **parties)[0]


def test_an_accident_is_less_of_an_assault():
    shot = confidence_of("A boy shot Okafor on Friday.", "shot", "ASSAULT", actor="A boy", recipient="Okafor")
    accident = confidence_of("A boy accidentally shot Okafor.", "shot", "ASSAULT", actor="A boy", recipient="Okafor")
    assert accident < shot


def test_a_request_for_comment_is_no_request():
    asked = confidence_of("Okafor ignored the Courier's request.", "request", "REQUEST", actor="the Courier")
    comment = confidence_of(
        "Okafor ignored the Courier's request for comment.", "request", "REQUEST", actor="the Courier"
    )
    assert comment < asked


@pytest.mark.parametrize("side", ["actor", "recipient"])
def test_what_speaks_for_a_party_is_not_asked_of_an_event_without_it(side):
    document, event = told("The arrests went on.", "arrests")
    with pytest.raises(ValueError, match=side):
        party_evidence(document, event, side)


def test_evidence_is_finite_however_sure_the_model_is():
    document, event = told("Police arrested Okafor.", "arrested", actor="Police", recipient="Okafor")
    for evidence in (type_evidence(document, event, Weight(3.0, 1.0)), party_evidence(document, event, "actor")):
        assert all(abs(value) < 40 for value in evidence.values())
