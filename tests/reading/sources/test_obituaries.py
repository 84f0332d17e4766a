"""Whom an obituary is about where a paragraph goes on with "she": on invented sentences, attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers

VERA, INES = "Vera Stroud", "Ines Falk"
DEAD = "Vera Stroud, a harpist, has died. She was 80."


def told(sentence, dead=DEAD):
    """Name who says what "she" says in the third paragraph, of whom the model says that she is likely Falk."""
    ledger = read(
        f"{dead}\n\n[1 Mrs Ines Falk]1 {{1 called}}1 her <1 a marvel>1.\n\n{sentence}",
        persons=[VERA, INES, "Stroud"],
        meant=[("She", dead.count("She"), {"Falk": 0.97, "Ines": 0.97})],
    )
    return speakers(ledger)[-1]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("[2 She]2 retired in 1999, {2 saying}2 <2 that her hands were tired>2.", VERA),
        ("[2 She]2 once {2 said}2 <2 that her hands were tired>2.", VERA),
        # Whoever remembers her speaks now, and tells of her by name.
        ("[2 She]2 {2 said}2 <2 that her hands were tired in 1999>2.", INES),
        ("[2 She]2 met Stroud in 1999, {2 saying}2 <2 that her hands were tired>2.", INES),
        ("[2 She]2 left the hall, {2 saying}2 <2 that her hands were tired>2.", INES),
    ],
)
def test_what_she_did_long_ago_is_of_whoever_has_died(sentence, who):
    assert told(sentence) == who


@pytest.mark.parametrize(
    "dead",
    [
        "Vera Stroud, a harpist, has died. She was 24.",
        "Vera Stroud, a harpist, was honoured. She was 80.",
        "Vera Stroud, a harpist, has died.",
    ],
)
def test_a_death_of_somebody_young_or_of_no_age_makes_no_obituary(dead):
    assert told("[2 She]2 left in 1999, {2 saying}2 <2 that her hands were tired>2.", dead) == INES
