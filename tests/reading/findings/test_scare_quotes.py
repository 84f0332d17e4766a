"""Marks around words of nobody, and around what is well taken, in invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, read

CAR_PARK = "Few trees in Marram\n\n{what} behind the station is a car park. It has three trees."


@pytest.mark.parametrize("what", ["The “garden”", "The so “green” garden", "A 'public' garden"])
def test_marks_around_words_of_nobody_are_asked_about(reader, what):
    assert "scare-quotes" in kinds(read(reader, CAR_PARK.format(what=what)))


@pytest.mark.parametrize(
    "what",
    [
        "The pocket park, or “parklet”,",
        "What is seen as a “garden”",
        "What is known as a “garden”",
        "A kind of “garden”",
        "The account “gardenMarram” shows that the garden",
        "“Mind the grass.” is on the gate, and what is",
        "The “Garden of Many Trees”",
    ],
)
def test_marks_around_terms_names_and_signs_are_fine(reader, what):
    assert "scare-quotes" not in kinds(read(reader, CAR_PARK.format(what=what)))


def test_a_word_that_stands_without_marks_too_is_a_term(reader):
    assert "scare-quotes" not in kinds(read(reader, CAR_PARK.format(what="The “parklet”") + " No parklet is large."))


def test_marks_in_headings_and_captions_are_fine(reader):
    text = CAR_PARK.format(what="The place").replace("It has", "\n\nThe “garden”\n\nIt has")
    assert "scare-quotes" not in kinds(read(reader, text))


@pytest.mark.parametrize("what", ["described as a “potent symbol” of the town", "deemed “too dear.”"])
def test_what_something_was_said_to_be_by_nobody_is_asked_about(reader, what):
    text = "Tower to stay\n\nThe tower was built in 1961 and {what}. It has three clocks."
    assert "scare-quotes" in kinds(read(reader, text.format(what=what)))
    assert "scare-quotes" not in kinds(read(reader, text.format(what=f"{what}, by the mayor")))


@pytest.mark.parametrize(
    "sentence",
    [
        "The pump makes a “dry gravel” noise.",
        "The gulls were “invited” to lunch.",
        "Whoever wants a tree may click “send it” below.",
        "That holds for what is otherwise labelled the “forgotten shore”.",
    ],
)
def test_marks_around_figures_of_speech_and_compounds_are_fine(reader, sentence):
    text = f"Few trees in Marram\n\nThe council planted an oak on Monday. {sentence} It has three trees."
    assert "scare-quotes" not in kinds(read(reader, text))
