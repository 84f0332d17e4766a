"""Whom an outlet cites, and where an outlet named after another name is from: on invented sentences."""

import pytest

from tests.reading.attributions.test_relays import relays
from tests.support.marked_reports import read


@pytest.mark.parametrize(
    ("whom", "outlet"),
    [
        ("the Skerry newspaper Clarion", "Clarion"),
        ("the Skerry public broadcaster Clarion", "Clarion"),
        ("the Skerry newspaper", "Skerry"),
        ("Clarion radio", "Clarion"),
        ("the Guardian newspaper", "Guardian newspaper"),
    ],
)
def test_a_name_before_an_outlet_and_its_noun_tells_where_it_is_from(whom, outlet):
    marked = f"[1 Ana Brandt]1 {{1 told}}1 {whom} <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry", "Clarion", "Guardian newspaper"]) == [[outlet]]


def test_an_owner_before_an_outlet_is_none():
    marked = "[1 Ana Brandt]1 {1 told}1 Skerry's Radio Tide <1 that it leaked>1."
    assert relays(marked, organisations=["Skerry", "Radio Tide"]) == [["Radio Tide"]]
    marked = "[1 Ana Brandt]1 {1 told}1 the Skerry Herald's Tove Lind <1 that it leaked>1."
    assert relays(marked, persons=["Tove Lind"], organisations=["Skerry Herald"]) == [["Skerry Herald"]]


def sources_and_relays(marked, **named):
    """List the source and the relays of each attribution."""
    ledger = read(marked, **named)
    names = {one.id: one.name for one in ledger.sources}
    return [(names[one.source], [names[relay] for relay in one.relays]) for one in ledger.attributions]


@pytest.mark.parametrize(
    "frame",
    [
        "[1 The Marram Courier]1 {1 reported}1, citing two pilots, <1 that INNER>1.",
        "[1 The Marram Courier]1, citing two pilots, {1 said}1 <1 INNER>1.",
        "{1 According to}1 [1 the Marram Courier]1, citing two pilots, <1 INNER>1.",
        "Citing two pilots, [1 the Marram Courier]1 {1 said}1 <1 INNER>1.",
        "<1 INNER>1, [1 the Marram Courier]1 {1 reported}1, citing two pilots.",
    ],
)
def test_whoever_an_outlet_cites_is_not_cited_by_those_it_tells_of(frame):
    marked = frame.replace("INNER", "[2 Skerry]2 {2 has threatened}2 <2 to leave>2")
    told = dict(sources_and_relays(marked, places=["Skerry"], organisations=["Marram Courier"]))
    assert told == {"two pilots": ["Marram Courier"], "Skerry": ["Marram Courier", "two pilots"]}


def test_whoever_the_outlet_of_a_lost_frame_cites_is_not_the_subjects_source():
    marked = "According to the Marram Courier, citing two pilots, [1 Skerry]1 {1 has threatened}1 <1 to leave>1."
    ((source, _),) = sources_and_relays(marked, places=["Skerry"], organisations=["Marram Courier"])
    assert source == "Skerry"


def test_whoever_somebody_cites_within_reported_words_is_that_ones_source():
    inner = "[2 the Skerry Herald]2, citing two pilots, {2 said}2 <2 it leaked>2"
    marked = f"[1 Ana Brandt]1 {{1 said}}1 <1 that {inner}>1."
    told = sources_and_relays(marked, persons=["Ana Brandt"], organisations=["Skerry Herald"])
    assert told[1] == ("two pilots", ["Ana Brandt", "Skerry Herald"])


def test_an_outlet_reports_with_reference_to_its_source():
    marked = "<1 The pier leaks>1, [1 the Kolo agency]1 {1 reports with reference to}1 the harbour office."
    assert sources_and_relays(marked) == [("the harbour office", ["the Kolo agency"])]
    marked = "[1 The mayor]1 {1 spoke with reference to}1 the harbour office <1 of a leak>1."
    assert sources_and_relays(marked) == [("The mayor", [])]


@pytest.mark.parametrize(
    ("outlet", "source"),
    [("The Drovian daily Kysten", "a secret report"), ("The Drovian harbour office", "The Drovian harbour office")],
)
def test_a_noun_before_its_name_shows_the_outlet_that_cites_a_document(outlet, source):
    marked = f"[1 {outlet}]1, citing a secret report, {{1 wrote}}1 <1 that it leaked>1."
    assert sources_and_relays(marked, organisations=["Kysten"])[0][0] == source


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ("[1 El Faro]1 {1 learned from}1 two pilots.", "two pilots"),
        ("[1 the Skerry Herald]1 {1 learned from}1 the minutes.", "the minutes"),
        ("[1 Ana Brandt]1 {1 learned from}1 experience.", "Ana Brandt"),
    ],
)
def test_from_whom_an_outlet_learned_something_is_the_source(told, source):
    names = {"persons": ["Ana Brandt"], "organisations": ["El Faro", "Skerry Herald"]}
    assert sources_and_relays(f"<1 It leaked>1, {told}", **names)[0][0] == source


def test_from_whom_somebody_learned_that_it_is_so_is_not_the_source():
    marked = "[1 The mayor]1 {1 learned from}1 two pilots <1 that it leaked>1."
    assert sources_and_relays(marked) == [("The mayor", [])]


def test_what_a_paper_known_by_its_last_word_was_told_goes_on_as_a_quotation():
    named = {"persons": ["Ivo Brandt"], "organisations": ["Skerry Ledger", "Skerry Union"]}
    inner = "<2 “[3 I]3 {3 said}3 <3 it stank>3,”>2 [2 he]2 {2 added}2."
    told = f"[1 Ivo Brandt]1 {{1 told}}1 the Skerry Ledger <1 that it leaked>1. {inner}".replace(
        "[2 he]", "[2 Ivo Brandt]"
    )
    assert relays(told, **named)[2] == ["Skerry Ledger"]
    assert relays(told.replace("Ledger", "Union"), **named)[2] == []


@pytest.mark.parametrize(
    ("credit", "given"),
    [
        (". (With inputs from PTI)", []),
        (".\nWith inputs from PTI.", []),
        (". (Additional reporting by Reuters)", []),
        (" in remarks carried by PTI.", ["PTI"]),
    ],
)
def test_a_credit_of_the_whole_page_is_no_relay_of_what_stands_before_it(credit, given):
    marked = f"<1 “It leaked,”>1 [1 the mayor]1 {{1 told}}1 this newspaper{credit}"
    assert relays(marked, organisations=["PTI", "Reuters"]) == [given]
