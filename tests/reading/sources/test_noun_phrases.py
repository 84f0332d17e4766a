"""Noun phrases, taken apart once."""

from whence.language.words import segment
from whence.reading.model.decode import Name
from whence.reading.sources.noun_phrases import NounPhrases

WORDS = segment("The mayor, Ines Okafor, met a senior diplomat.")
NAMES = [Name(3, 5, "person", 1.0)]
MAYOR, DIPLOMAT = (0, 5), (7, 10)


def test_a_phrase_is_taken_apart_once():
    phrases = NounPhrases(WORDS, NAMES)
    assert phrases.describe(DIPLOMAT) is phrases.describe(DIPLOMAT)


def test_only_phrases_with_a_name_are_taken_apart_again_when_the_names_are_known():
    before = NounPhrases(WORDS)
    mayor, diplomat = before.describe(MAYOR), before.describe(DIPLOMAT)
    after = before.with_names(NAMES)
    assert mayor.name is None
    assert after.describe(MAYOR).name == NAMES[0]
    assert after.describe(DIPLOMAT) is diplomat
    assert after.with_names([]).describe(MAYOR) == mayor
