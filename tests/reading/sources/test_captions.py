"""Lines beside the text: captions, teasers and credits, whose names nobody goes on about."""

from whence.language.words import segment
from whence.reading.sources.captions import words_beside

TOLD = "Gate shut\n\nThe mayor shut the gate early.\n\n{}\n\nShe had no keys."


def beside(text):
    words = segment(text)
    return " ".join(words.texts[i] for i in sorted(words_beside(words)) if words.texts[i][0].isalpha())


def test_a_line_without_an_end_stands_beside_the_text():
    assert beside(TOLD.format("VET Ana Brandt warns of eels")) == "VET Ana Brandt warns of eels"
    assert beside(TOLD.format("Ana Brandt warned of eels.")) == ""


def test_a_line_that_ends_with_a_name_in_marks_has_no_end():
    assert beside(TOLD.format("Ana Brandt stars in ‘The Eel’")) == "Ana Brandt stars in The Eel"
    assert beside(TOLD.format("Ana Brandt said: “The eel left.”")) == ""


def test_the_credit_of_a_picture_stands_beside_the_text():
    text = "Gate shut\n\nThe gate is old. (Ana Brandt/Ports/AP)\n\nThe mayor shut it early.\n\nShe had no keys."
    assert beside(text) == "The gate is old Ana Brandt Ports AP"
    assert beside(TOLD.format("The gate is old (so the mayor says).")) == ""


def test_a_text_without_ends_has_no_lines_beside_it():
    assert beside("Gate shut\n\nAna Brandt warns of eels\n\nInes Okafor warns of tides") == ""
