"""Whom a report has somebody accuse, and whether they are heard: on invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, read, shown

ACCUSED = "Trial to begin in May\n\nProsecutors accused Mayor Yusuf Haddad on Monday of selling land to his brother. "


def test_somebody_accused_who_is_not_heard_is_asked_about(reader):
    ledger = read(reader, ACCUSED + "The trial will begin in May.")
    ((cue, name),) = shown(ledger, "no-response")
    assert cue == "accused"
    assert name.endswith("Yusuf Haddad")


@pytest.mark.parametrize(
    "answer", ["“I have done nothing wrong,” Haddad said.", "Haddad did not respond to a request for comment."]
)
def test_somebody_accused_who_is_heard_or_was_asked_is_fine(reader, answer):
    assert "no-response" not in kinds(read(reader, ACCUSED + answer))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Okafor accused the Norwegian government of hiding the leak.",
        "Ines Okafor blamed Tidewater Mills for the flood.",
        "“Yusuf Haddad is a liar,” said Ines Okafor, the angler.",
    ],
)
def test_bodies_states_and_whoever_is_called_a_liar_are_to_be_heard(reader, sentence):
    assert len(shown(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."), "no-response")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Police charged Yusuf Haddad with theft on Monday.",
        "Yusuf Haddad was accused of theft in 2019.",
        "Prosecutors accused Mayor Yusuf Haddad of theft. Haddad's lawyer, Ana Brandt, said that the charge was weak.",
        "Ines Okafor accused the Norwegian government of hiding the leak. Norway's ministry said it had not.",
    ],
)
def test_whoever_has_a_court_a_lawyer_or_no_accuser_is_fine(reader, sentence):
    assert "no-response" not in kinds(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."))
