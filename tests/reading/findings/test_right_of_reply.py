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


@pytest.mark.parametrize("answer", ["The company denies this.", "The firm has always rejected that.", "It denies it."])
def test_a_body_that_denies_what_it_was_just_accused_of_is_heard(reader, answer):
    accusation = "River is brown\n\nThe regulator has accused Brightwater of hiding the leak. "
    assert "no-response" in kinds(read(reader, accusation + "The company has 400 workers."))
    assert "no-response" not in kinds(read(reader, accusation + answer))


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
        "Ines Okafor often blames Tidewater Mills for the flood.",
        "Ines Okafor has never publicly blamed Tidewater Mills for the flood.",
        "Prosecutors accused Mayor Yusuf Haddad of theft. Haddad's lawyer, Ana Brandt, said that the charge was weak.",
        "Ines Okafor accused the Norwegian government of hiding the leak. Norway's ministry said it had not.",
    ],
)
def test_whoever_has_a_court_a_lawyer_or_no_accuser_is_fine(reader, sentence):
    assert "no-response" not in kinds(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."))


@pytest.mark.parametrize(
    "sentence",
    [
        "“Yusuf Haddad covered up the leak,” said Ines Okafor, the angler.",
        "“Yusuf Haddad has repeatedly misled the town,” said Ines Okafor, the angler.",
        "“We are tired of Yusuf Haddad's endless lies about the dam,” said Ines Okafor, the angler.",
        "Ines Okafor accused Yusuf Haddad of hiding the leak. Samuel Brandt did not respond to a request for comment.",
        "Ines Okafor accused Yusuf Haddad of hiding the leak. “Haddad is kind,” said Samuel Brandt, who knew him.",
    ],
)
def test_what_nobody_wants_said_of_them_is_to_be_answered_by_themselves(reader, sentence):
    assert len(shown(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."), "no-response")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "“Yusuf Haddad was misled by the mill,” said Ines Okafor, the angler.",
        "“Yusuf Haddad never lied to us,” said Ines Okafor, the angler.",
        "“Yusuf Haddad stole the show,” said Ines Okafor, the angler.",
        "Ines Okafor accused Yusuf Haddad of being a Norwegian.",
        "Ines Okafor accused Yusuf Haddad of theft. Haddad could not be reached on Monday.",
        "Ines Okafor accused Yusuf Haddad of theft. Haddad was charged with theft in May.",
        "Ines Okafor accused Yusuf Haddad of theft. Calls to his office went unanswered, and it had no comment.",
    ],
)
def test_victims_jokes_and_whoever_was_asked_or_has_a_court_are_fine(reader, sentence):
    assert "no-response" not in kinds(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Prosecutors' questions include if the founder Yusuf Haddad engaged in self-dealing.",
        "The council is looking into whether Yusuf Haddad misled the town about the leak.",
        "The council is looking into whether Yusuf Haddad misled the town. He asked it for a map in May.",
    ],
)
def test_whom_an_inquiry_is_about_is_to_be_heard(reader, sentence):
    assert len(shown(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."), "no-response")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The council is looking into whether Yusuf Haddad slept at his post.",
        "The council wonders whether Yusuf Haddad committed its money to the port.",
        "The council is looking into whether Yusuf Haddad misled the town. Haddad declined to comment.",
        "The council is looking into whether Yusuf Haddad misled the town. Haddad was arrested in May.",
        "Yusuf Haddad, who is accused of killing two anglers, lives in Odense.",
    ],
)
def test_harmless_questions_of_an_inquiry_and_who_has_a_court_are_fine(reader, sentence):
    assert "no-response" not in kinds(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."))


def test_all_accusations_of_one_person_are_one_question(reader):
    told = "Ines Okafor accused Yusuf Haddad of theft. “Haddad is a liar,” said Samuel Brandt. It has rained for weeks."
    ((*words,),) = shown(read(reader, f"River is brown\n\n{told}"), "no-response")
    assert words == ["accused", "Yusuf Haddad", "Haddad", "is a liar"]


def test_a_space_that_does_not_break_is_a_space(reader):
    text = "Mill in trouble\n\nPolice are looking into whether its founder Ivo Brandt broke the law. It rains."
    assert kinds(read(reader, text)) == kinds(
        read(reader, text.replace("looking into", "looking\N{NO-BREAK SPACE}into"))
    )
    assert "no-response" in kinds(read(reader, text))


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Ines Okafor accused Yusuf Haddad of “leading from behind”.", False),
        ("Ines Okafor accused Yusuf Haddad of “bullying” the harbour master.", True),
        ("Ines Okafor blamed Yusuf Haddad for introducing the weather into the campaign.", False),
        ("Ines Okafor blamed Yusuf Haddad for covering up the leak.", True),
        ("Ines Okafor accused Yusuf Haddad of theft. Haddad died in May of a self-inflicted wound.", False),
    ],
)
def test_what_is_only_called_so_must_name_a_wrong_and_the_dead_do_not_answer(reader, sentence, asked):
    assert ("no-response" in kinds(read(reader, f"River is brown\n\n{sentence} It has rained for weeks."))) == asked
