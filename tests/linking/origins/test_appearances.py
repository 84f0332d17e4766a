"""Appearances: the chain of an attribution, as a ledger has it, across reports."""

from dataclasses import replace

import pytest

from tests.support.ledgers_by_hand import ledger_of
from whence.linking.origins.appearances import appearances_of, own_appearance
from whence.linking.origins.origins import find_origins
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.links import SourceStep
from whence.records.report import Report, Span

TEXT = "TASS is late. The tide is high, Tove Lind said in a statement carried by TASS. TASS added nothing."
REPORT = Report(text=TEXT, publisher="The Post", url="https://www.post.example/tide", published="2031-03-04")
TASS = Source(
    id="s1",
    name="TASS",
    kind="organisation",
    naming="named",
    mentions=(Span(0, 4), Span(73, 77), Span(79, 83)),
)
LIND = Source(id="s2", name="Tove Lind", kind="person", naming="named", mentions=(Span(32, 41),))
SAID = Attribution(
    id="a1",
    source="s2",
    source_spans=(Span(32, 41),),
    cue_spans=(Span(42, 46),),
    content_spans=(Span(14, 30),),
    quotation="indirect",
    within=None,
    relays=("s1",),
    channel="statement",
    channel_spans=(Span(50, 61),),
    confidence=0.9,
)


def ledger(*sources, said=SAID):
    return Ledger(report=REPORT, sources=sources, attributions=(said,), model="en-6")


def test_the_steps_of_an_appearance_lead_from_the_page_to_the_source():
    (one,) = appearances_of(ledger(TASS, LIND), SAID, {"s2": "p:lind"}, agency="Reuters")
    assert one.id == f"{REPORT.id}/a1"
    assert (one.publisher, one.host, one.published, one.agency) == ("The Post", "post.example", "2031-03-04", "Reuters")
    assert one.steps == (
        SourceStep(source="s1", name="TASS", kind="organisation", naming="named", spans=(Span(73, 77),)),
        SourceStep(
            source="s2",
            name="Tove Lind",
            kind="person",
            naming="named",
            entity="p:lind",
            channel="statement",
            spans=(Span(32, 41), Span(42, 46)),
        ),
    )


def test_several_people_who_speak_together_are_a_source_each():
    okafor = Source(id="s3", name="Ines Okafor", kind="person", naming="named", mentions=(Span(32, 41),))
    both = Source(id="s4", name="Lind and Okafor", members=("s2", "s3"), mentions=(Span(32, 41),))
    said = replace(SAID, source="s4")
    found = appearances_of(ledger(TASS, LIND, okafor, both, said=said), said, {"s2": "p:lind", "s3": "p:okafor"})
    assert [[step.name for step in one.steps] for one in found] == [["TASS", "Tove Lind"], ["TASS", "Ines Okafor"]]
    assert [origin.node for origin in find_origins(found).origins] == ["p:lind", "p:okafor"]


def test_a_pronoun_that_could_not_be_resolved_is_nobody_named():
    he = replace(LIND, name="he", is_unresolved=True)
    said = replace(SAID, relays=())
    (one,) = appearances_of(ledger(he, said=said), said, {"s2": "p:lind"})
    assert [(step.name, step.naming) for step in one.steps] == [("", "bare")]
    assert find_origins([one]).nodes[1].name == ""


def test_behind_a_relay_a_pronoun_that_could_not_be_resolved_is_left_out():
    (one,) = appearances_of(ledger(TASS, replace(LIND, is_unresolved=True)), SAID)
    assert [step.name for step in one.steps] == ["TASS"]


def test_what_is_attributed_to_nobody_has_no_steps():
    said = replace(SAID, source=None, source_spans=(), relays=(), channel=None)
    (one,) = appearances_of(ledger(said=said), said)
    assert (one.steps, one.is_attributed) == ((), True)


def test_a_statement_in_the_page_s_own_voice_is_attributed_to_nobody():
    own = own_appearance(ledger_of("Tide is late."), (Span(0, 13),))
    assert (own.is_attributed, own.steps, own.host) == (False, (), None)


def test_an_address_that_cannot_be_taken_apart_names_no_host():
    odd = Ledger(report=replace(REPORT, url="http://[post"), sources=(), attributions=(), model="en-6")
    assert own_appearance(odd, (Span(0, 4),)).host is None


PORT = Source(id="s3", name="the Port Office", kind="organisation", naming="named", mentions=(Span(80, 84),))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", "a spokeswoman for the Port Office"),
        ("document", "the Port Office’s guidelines"),
    ],
)
def test_behind_whoever_speaks_for_a_body_and_what_it_issued_stands_the_body(kind, name):
    told = replace(LIND, name=name, kind=kind, naming="described", affiliation="s3")
    said = replace(SAID, relays=())
    (one,) = appearances_of(ledger(told, PORT, said=said), said, {"s3": "o:port"})
    assert [step.name for step in one.steps] == [name, "the Port Office"]
    assert [origin.node for origin in find_origins([one]).origins] == ["o:port"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", "a diver at the Port Office"),
        ("document", "a report on the Port Office’s guidelines"),
        ("organisation", "the Port Office’s divers"),
        ("group", "the Port Office’s divers"),
    ],
)
def test_whoever_works_for_a_body_and_what_is_about_it_does_not_speak_for_it(kind, name):
    told = replace(LIND, name=name, kind=kind, naming="described", affiliation="s3")
    said = replace(SAID, relays=())
    (one,) = appearances_of(ledger(told, PORT, said=said), said, {"s3": "o:port"})
    assert [step.name for step in one.steps] == [name]


def test_behind_a_statement_stands_whoever_said_something_in_it():
    paper = Source(
        id="s3", name="a statement", kind="document", naming="described", mentions=(Span(50, 61), Span(79, 83))
    )
    said = replace(SAID, id="a2", source="s3", relays=(), channel=None, channel_spans=())
    told = Ledger(report=REPORT, sources=(TASS, LIND, paper), attributions=(SAID, said), model="en-6")
    (one,) = appearances_of(told, said, {"s2": "p:lind"})
    assert [step.name for step in one.steps] == ["a statement", "Tove Lind"]


def test_behind_a_statement_that_is_itself_said_to_say_something_stands_who_issued_it():
    paper = Source(
        id="s3", name="a statement", kind="document", naming="described", mentions=(Span(50, 61), Span(79, 83))
    )
    said = replace(SAID, id="a2", source="s3", relays=(), channel_spans=(Span(79, 83),))
    told = Ledger(report=REPORT, sources=(TASS, LIND, paper), attributions=(SAID, said), model="en-6")
    (one,) = appearances_of(told, said, {"s2": "p:lind"})
    assert [step.name for step in one.steps] == ["a statement", "Tove Lind"]


@pytest.mark.parametrize("name", ["No-one", "no one", "Nobody", "None of the divers", "no evidence", "neither"])
def test_a_source_that_is_nobody_is_no_origin(name):
    nobody = replace(LIND, name=name, naming="described")
    said = replace(SAID, relays=())
    (one,) = appearances_of(ledger(TASS, nobody, said=said), said)
    assert (one.steps, one.is_attributed) == ((), False)
    (relayed,) = appearances_of(ledger(TASS, nobody), SAID)
    assert ([step.name for step in relayed.steps], relayed.is_attributed) == (["TASS"], True)


@pytest.mark.parametrize(
    ("name", "naming"), [("No Borders", "named"), ("No 10", "described"), ("a noble", "described")]
)
def test_who_only_sounds_like_nobody_is_a_source(name, naming):
    somebody = replace(LIND, name=name, naming=naming)
    said = replace(SAID, relays=())
    (one,) = appearances_of(ledger(TASS, somebody, said=said), said)
    assert [step.name for step in one.steps] == [name]
