"""What damages somebody accused: a past without a source, a guilt told as settled; read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, notes, read, shown

HELD = (
    "Man held after shooting\n\nIvo Brandt, 44, of Marram, was arrested on Sunday after a shooting on the quay, police "
    "said. {told} Two men were hurt."
)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("Brandt has a long criminal record.", [["has a long criminal record"]]),
        ("Brandt has a history of drunken driving.", [["has a history of drunken driving"]]),
        ("Brandt has a history of DWIs.", [["has a history of DWIs"]]),
        ("The man, who is a known gang member, lives in Marram.", [["is a known gang member"]]),
        # A source is there, or it is another's past or none.
        ("Brandt has a long criminal record, police said.", []),
        ("Court records show that Brandt has a long criminal record.", []),
        ("“Brandt has a long criminal record,” Sheriff Ines Okafor said.", []),
        ("Brandt has no criminal record.", []),
        ("The quay has a history of storms.", []),
    ],
)
def test_a_past_without_a_source_is_asked_about(reader, told, words):
    assert shown(read(reader, HELD.format(told=told)), "no-source") == words


def test_a_past_is_asked_about_only_where_crime_is_told(reader):
    text = "Poet speaks\n\nIvo Brandt has a long criminal record. He reads his poems in Marram on Sunday."
    assert "no-source" not in kinds(read(reader, text))


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        ("Brandt admitted to the shooting, Sheriff Ines Okafor said.", True),
        ("Brandt shot both men over a boat.", True),
        ("“Brandt shot both men over a boat,” Sheriff Ines Okafor said.", True),
        ("Brandt has a history of DWIs.", True),
        # The charge once more, a doubt, a confession of something else.
        ("Police said Brandt shot both men.", False),
        ("Brandt allegedly shot both men.", False),
        ("Brandt was admitted to the hospital.", False),
        ("Brandt only admitted that he had a boat.", False),
        # Somebody speaks for him, or was asked.
        ("Brandt admitted to the shooting. His lawyer, Ana Marsh, said that he is ill.", False),
        ("Brandt shot both men over a boat. He pleaded not guilty on Monday.", False),
        ("Brandt shot both men. It was not clear whether he has an attorney.", False),
        ("Brandt shot both men. His family did not respond to requests for comment.", False),
        # Nobody can ask the dead.
        ("Brandt shot both men. An officer then killed Brandt.", False),
    ],
)
def test_a_guilt_told_as_settled_without_the_accused_is_asked_about(reader, told, is_asked):
    assert ("no-response" in kinds(read(reader, HELD.format(told=told)))) == is_asked


def test_of_whom_no_arrest_is_told_no_guilt_is_settled(reader):
    text = "Goal in Marram\n\nPolice stopped the traffic. Ivo Brandt shot and killed the game. It was late."
    assert "no-response" not in kinds(read(reader, text))


def test_one_accused_is_one_question_by_the_whole_name(reader):
    told = "Brandt admitted to the shooting. Brandt has a history of DWIs. Brandt shot both men."
    assert notes(read(reader, HELD.format(told=told)), "no-response") == [
        "Did the reporter ask Ivo Brandt, or a lawyer, for a response? None was found in the report."
    ]
