"""Those of whom a report tells nothing, and nameless people who blame somebody: invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, notes, read, shown

CRASH = (
    "Boat hits mole\n\nA boat hit the old mole of Marram on Sunday, police said. {told} The mole was shut for a day."
)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("We’re told the skipper is in hospital.", [["We’re told"]]),
        ("He was brought to Marram, where we are told he is well.", [["we are told"]]),
        ("We have learned that the skipper had no licence.", [["We have learned"]]),
        # Who told it stands there, or it is a figure of speech.
        ("We’re told by the harbour master that he is well.", []),
        ("We’re told the skipper is in hospital, according to Ines Okafor.", []),
        ("We are told to stay away from moles.", []),
        ("“We’re told he is well,” said Ines Okafor, his sister.", []),
        ("We have learned from this.", []),
    ],
)
def test_what_the_reporter_was_told_by_nobody_is_asked_about(reader, told, words):
    assert shown(read(reader, CRASH.format(told=told)), "bare-source") == words


def test_what_we_are_told_beyond_the_news_is_a_figure_of_speech(reader):
    assert "bare-source" not in kinds(read(reader, "On tides\n\nWe are told the sea is blue. It is green in Marram."))


def test_what_its_own_outlet_has_learned_is_asked_about(reader):
    told = "The Tidewater Post has learned that the skipper had no licence."
    ledger = read(reader, CRASH.format(told=told), publisher="The Tidewater Post")
    assert len(notes(ledger, "bare-source")) == 1


SHOTS = "Man shot in Marram\n\nA man was shot on the quay on Sunday, police said. {told} Nobody was arrested."


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("Witnesses say it started as a feud over a boat.", [["Witnesses"]]),
        ("Neighbors said the family has a history of fights.", [["Neighbors"]]),
        (
            "At least one shop owner on the quay said the house was known for drug activity.",
            [["At least one shop owner"]],
        ),
        # What they saw or felt, what they deny, and what somebody with a name says too.
        ("Witnesses say they heard six shots.", []),
        ("Neighbors said the street is quiet.", []),
        ("His family says he was not in a gang fight.", []),
        (
            "Witnesses say it started as a feud over a boat. Sheriff Ivo Brandt said it started as a feud over a boat.",
            [],
        ),
        ("Ines Okafor, a neighbor, said the family has a history of fights.", []),
    ],
)
def test_nameless_people_who_blame_somebody_are_asked_about(reader, told, words):
    found = shown(read(reader, SHOTS.format(told=told)), "unnamed-only")
    assert [[each[0][: len(word[0])]] for each, word in zip(found, words, strict=True)] == words


def test_one_nameless_source_is_one_question_with_all_that_it_tells(reader):
    told = "Neighbors said the family has a history of fights. Neighbors said that he threatened his wife."
    assert len(notes(read(reader, SHOTS.format(told=told)), "unnamed-only")) == 1
