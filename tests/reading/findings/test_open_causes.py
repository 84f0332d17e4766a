"""Headlines that settle what their text leaves open, or heighten it, in invented reports, read by the model."""

import pytest

from tests.reading.findings.test_findings import kinds, read, shown

SHOT = "{headline}\n\nA boy was shot in the foot in Marram on Sunday. {beneath} The street was closed for two hours."
ACCIDENT = "Boy hurt in accidental shooting"


@pytest.mark.parametrize(
    ("beneath", "hedge"),
    [
        ("Sheriff Ivo Brandt said it appears the shooting was accidental.", "appears"),
        ("Police said all indications are that this was an accidental shooting.", "indications"),
        ("Detectives are unsure whether he accidentally shot himself.", "unsure"),
        ("Police said it was accidental and that they are still investigating.", "still investigating"),
        ("It was accidental, police said. The investigation into the shooting is ongoing.", None),
        ("Sheriff Ivo Brandt called it accidental. “We don't suspect foul play,” he said.", None),
    ],
)
def test_an_accident_that_the_text_leaves_open_is_asked_about(reader, beneath, hedge):
    ((headline, found),) = shown(read(reader, SHOT.format(headline=ACCIDENT, beneath=beneath)), "headline-hedge")
    assert headline == ACCIDENT
    assert hedge in {None, found}


@pytest.mark.parametrize(
    ("headline", "beneath"),
    [
        # The headline tells whose word it is, or of a charge.
        ("Police: Boy hurt in accidental shooting", "It appears the shooting was accidental."),
        ("Man charged in accidental shooting of boy", "It appears the shooting was accidental."),
        ("Boy hurt in apparently accidental shooting", "It appears the shooting was accidental."),
        # How such news begins and ends.
        (ACCIDENT, "Police are investigating the accidental shooting."),
        (ACCIDENT, "It was accidental, police said. The case is under investigation."),
        # It was settled, or is told of nothing else.
        (ACCIDENT, "Police ruled that it was accidental. They are still investigating who owns the gun."),
        (ACCIDENT, "The gun appears to be old."),
        # Whoever is quoted hedges for himself.
        (ACCIDENT, "“I think it was probably accidental,” said Ines Okafor, who lives there."),
    ],
)
def test_an_accident_that_is_told_as_somebodys_or_settled_is_fine(reader, headline, beneath):
    assert "headline-hedge" not in kinds(read(reader, SHOT.format(headline=headline, beneath=beneath)))


@pytest.mark.parametrize(
    ("headline", "beneath", "is_asked"),
    [
        ("Father killed daughter in a rage", "Police say her father shot her in the kitchen.", True),
        ("Man kills brother in Marram", "A man shot his brother on Sunday, according to the Marram police.", True),
        ("Police: Father killed daughter", "Police say her father shot her in the kitchen.", False),
        ("Father killed daughter, jury finds", "Police say her father shot her in the kitchen.", False),
        ("Man kills wife, himself", "Police say he shot her in the kitchen.", False),
        ("Man killed in Marram", "Police say he was shot in the kitchen.", False),
    ],
)
def test_a_headline_that_tells_who_did_it_is_asked_about_if_the_police_say_so(reader, headline, beneath, is_asked):
    ledger = read(reader, f"{headline}\n\n{beneath} The street was closed for two hours.")
    assert ("headline-attribution" in kinds(ledger)) == is_asked
