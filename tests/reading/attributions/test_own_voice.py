"""What a page says in its own voice, and what each such sentence is: on invented reports, parts marked."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked, scanned
from whence.language.words import segment
from whence.reading.attributions.assemble import assemble
from whence.reading.attributions.own_voice import kind_of_statement, own_statements

HEADLINE = "Port to close, mayor says\n\n"


def own(marked):
    """List the statements beneath a headline, in their words, of a report marked as in `parse_marked`."""
    text, spans = parse_marked(HEADLINE + marked)
    words = segment(text)
    found = found_in(words, spans)
    return [
        (span.of(text), statement.kind)
        for statement in own_statements(assemble(text, words, found, scanned(words)), has_headline=True)
        for span in statement.spans
    ]


# Which sentences are the page's own


def test_a_sentence_that_nobody_is_cited_for_is_the_pages_own():
    assert own("The port opened in 1961. [1 Orlin]1 {1 said}1 <1 it would close>1.") == [
        ("The port opened in 1961.", "record")
    ]


def test_a_sentence_that_cites_somebody_is_not_the_pages_own_however_short_the_content():
    assert own("[1 The mayor of Marram, who has held her office since 2019,]1 {1 said}1 <1 no>1.") == []


def test_a_sentence_within_a_quotation_of_several_is_not_the_pages_own():
    assert own("<1 “It leaks. It has leaked for years. Nobody came,”>1 [1 Orlin]1 {1 said}1.") == []


def test_a_sentence_of_which_a_little_is_quoted_stays_the_pages_own():
    statements = own("{1 According to}1 [1 Orlin]1, <1 it leaks>1. The port that <1 leaks>1 was built in 1961.")
    assert statements == [("The port that leaks was built in 1961.", "record")]


def test_a_sentence_that_is_mostly_quoted_is_not_the_pages_own():
    assert own("{1 According to}1 [1 Orlin]1, <1 it leaks>1. Nothing <1 in the port ever worked as it should>1.") == []


def test_the_headline_is_no_statement():
    assert own("") == []
    assert own("The port opened in 1961.") == [("The port opened in 1961.", "record")]


def test_a_byline_is_no_statement():
    assert own("By Ana Brandt, The Tidewater Post\n\nThe port opened in 1961.") == [
        ("The port opened in 1961.", "record")
    ]


def test_a_few_words_are_no_statement():
    assert own("Photo: harbour office.\n\n* * * * *") == []


def test_statements_stand_in_the_order_of_the_text_each_a_whole_sentence():
    assert own(
        "Flags were lowered on Monday. A crowd stood in the rain.\n\nThe closure is likely to cost the town dearly."
    ) == [
        ("Flags were lowered on Monday.", "record"),
        ("A crowd stood in the rain.", "observation"),
        ("The closure is likely to cost the town dearly.", "interpretation"),
    ]


# What each is


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry entered service in 2019.",
        "Councillors voted nine to four for the closure.",
        "The ferry entered service in May 2019.",
        "The leak began where a fuel line parted.",
        "A shipment of fuels arrived on Sunday.",
        "The signal box burned down in 1988.",
        "The bridge was cleared of traffic at noon.",
    ],
)
def test_a_plain_fact_is_a_record(sentence):
    assert kind_of_statement(sentence) == "record"


@pytest.mark.parametrize(
    "sentence",
    [
        "Two dozen skippers stood on the quay.",
        "She wore a red coat and laughed.",
        "Smoke could be seen over the harbour.",
        "The mayor appeared on stage with his brother.",
        "The crowd chanted his name.",
        "A CROWD STOOD IN THE RAIN",
    ],
)
def test_what_anybody_there_could_see_or_hear_is_an_observation(sentence):
    assert kind_of_statement(sentence) == "observation"


@pytest.mark.parametrize(
    "sentence",
    [
        "The visit underscores how close the two have grown.",
        "The vote fuelled fears of a strike.",
        "The closure is likely to cost the town dearly.",
        "Perhaps it will never reopen.",
        "The mayor appears to have lost the vote.",
        "The vote raises new questions about the budget.",
        "The move signalled a turn in the town’s politics.",
        "In an apparent attempt to calm the crews, the port reopened.",
    ],
)
def test_what_a_writer_makes_of_facts_is_an_interpretation(sentence):
    assert kind_of_statement(sentence) == "interpretation"


def test_what_a_writer_makes_of_a_sight_is_an_interpretation():
    assert kind_of_statement("The crowd that stood in the rain underscores how angry the town is.") == "interpretation"
