"""What is denied, and what is only refused, in invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, read

COURT = "Fire in the mill\n\nSamuel Brandt is said to have lit the fire. {what} The mill was built in 1961."


@pytest.mark.parametrize(
    "what",
    [
        "Brandt pleaded not guilty on Monday.",
        "Brandt has always maintained his innocence.",
        "“They take me for an arsonist and I'm not,” Brandt said.",
        "Brandt disputes that he was there.",
        "Brandt denied any part in a request to sell the mill.",
    ],
)
def test_a_plea_and_a_denial_are_shown(reader, what):
    assert "denied" in kinds(read(reader, COURT.format(what=what)))


@pytest.mark.parametrize(
    "what",
    [
        "The judge denied bail.",
        "Judge Ana Reyes denied Brandt's request to go home.",
        "The council denied him access to the mill.",
        "The mill and the council have had an ongoing dispute about the river.",
        "“The fire hurt people who have done nothing wrong,” Ines Okafor said.",
    ],
)
def test_what_is_refused_is_not_denied(reader, what):
    assert "denied" not in kinds(read(reader, COURT.format(what=what)))


def test_a_denial_in_the_headline_alone_is_its_text_s_to_tell(reader):
    text = COURT.format(what="").replace("Fire in the mill", "Brandt denies that he lit the fire")
    assert "denied" not in kinds(read(reader, text))


@pytest.mark.parametrize(
    "what",
    [
        "Samuel Brandt, 18, was denied bail on Monday.",
        "Samuel Brandt, 18, was denied his wish to go home.",
        "A judge dismissed the charges in May.",
        "Clerks may deny marriage licenses to couples, the law says.",
        "“This never happened before,” Ines Okafor said.",
        "The number of fires, always exaggerated to begin with, shrinks, Ines Okafor said.",
        "“The people say we are poor and that is just not true,” Ines Okafor said.",
    ],
)
def test_who_was_refused_and_what_a_source_calls_false_is_no_denial_of_the_page(reader, what):
    assert "denied" not in kinds(read(reader, COURT.format(what=what)))


def test_what_many_call_false_is_asked_about_and_what_a_quotation_does_is_not(reader):
    text = COURT.format(what="{} the claims about Brandt are unfounded{}.")
    assert "denied" in kinds(read(reader, text.format("His neighbours, many of whom say", "")))
    assert "denied" not in kinds(read(reader, text.format("“The people say that", ",” Ines Okafor said")))


@pytest.mark.parametrize(
    "told",
    [
        "There is no denying that the ferry is old.",
        "The council denied Tove Marsh, a baker on the quay, a hearing before the court.",
        "Beijing will angrily dismiss any criticism of the dam.",
        "Ana Brandt said on Tuesday that the first report was false.",
        "He was held twice, and both were bogus arrests, Ana Brandt said.",
    ],
)
def test_what_nobody_denied_or_is_known_to_be_called_false_is_fine(reader, told):
    assert "denied" not in kinds(read(reader, f"News from Marram\n\n{told} It rained."))
