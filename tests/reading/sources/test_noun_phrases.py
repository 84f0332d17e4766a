"""Noun phrases, taken apart once."""

import pytest

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


def test_a_person_of_a_place_is_the_source_and_not_the_place():
    for text in ("Marram-based pilot Ivo Brandt", "Marram, Skerry, port pilot Ivo Brandt"):
        words = segment(text)
        names = [Name(0, 1, "place", 0.9), Name(len(words) - 2, len(words), "person", 0.9)]
        if "Skerry" in text:
            names.insert(1, Name(2, 3, "place", 0.9))
        assert NounPhrases(words, names).describe((0, len(words))).name == names[-1]


def test_a_phrase_may_be_the_last_words_of_a_text():
    words = segment("It will sail, says the Okafor campaign")
    phrases = NounPhrases(words, [Name(6, 7, "person", 0.9)])
    assert phrases.describe((5, 8)).span == (5, 8)


def test_an_and_within_the_name_of_a_body_does_not_part_a_person_from_the_role():
    words = segment("A spokeswoman for the Ministry of Ports and Waters, Ines Okafor,")
    names = [Name(4, 9, "organisation", 0.9), Name(10, 12, "person", 0.9)]
    assert NounPhrases(words, names).describe((0, len(words))).name == names[1]


def test_a_name_after_a_noun_that_is_not_known_is_the_person_that_one_such_is():
    words = segment("another harbourer, Ines Okafor,")
    names = [Name(3, 5, "person", 0.9)]
    assert NounPhrases(words, names).describe((0, len(words))).name == names[0]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ada Marsh, the former envoy to Skerry, and Ivo Brandt, a pilot,", ["Ada Marsh", "Ivo Brandt"]),
        ("Ada Marsh (45) and Ivo Brandt", ["Ada Marsh", "Ivo Brandt"]),
        ("Mayor Ada Marsh and former Skerry Gov. Ivo Brandt, who left,", ["Ada Marsh", "Ivo Brandt"]),
        ("Ada Marsh, Ivo Brandt and Ines Okafor", ["Ada Marsh", "Ivo Brandt", "Ines Okafor"]),
        ("Ada Marsh, who met Ivo Brandt,", ["Ada Marsh"]),
        ("Ada Marsh, a friend of Ivo Brandt and Ines Okafor", ["Ada Marsh"]),
        ("Ada Marsh, the mayor, and the party of Ivo Brandt", ["Ada Marsh"]),
        ("The council's president, Ada Marsh, and member Ivo Brandt", ["Ada Marsh", "Ivo Brandt"]),
        ("The head of the port, Ada Marsh, and its former chief, Ivo Brandt,", ["Ada Marsh", "Ivo Brandt"]),
        ("Mayor Ada Marsh and the harbour master, Ivo Brandt,", ["Ada Marsh", "Ivo Brandt"]),
        ("Ada Marsh, Ivo Brandt and the mayor, Ines Okafor,", ["Ada Marsh", "Ivo Brandt", "Ines Okafor"]),
        ("The council's president, Ada Marsh, and Ivo Brandt's lawyer", ["Ada Marsh"]),
        ("The council's president, Ada Marsh, and the mayor", ["Ada Marsh"]),
        ("The mayor, a friend of Ada Marsh and Ivo Brandt", []),
        ("The brother of Ada Marsh and the mayor, Ivo Brandt,", []),
    ],
)
def test_who_is_named_beside_a_person_of_whom_more_is_said_speaks_too(text, named):
    words = segment(text)
    names = [
        Name(i, i + 2, "person", 0.9)
        for i in range(len(words) - 1)
        if " ".join(words.texts[i : i + 2]) in {"Ada Marsh", "Ivo Brandt", "Ines Okafor"}
    ]
    if "Skerry" in text:
        at = words.texts.index("Skerry")
        names = sorted([*names, Name(at, at + 1, "place", 0.9)], key=lambda name: name.start)
    found = NounPhrases(words, names).describe((0, len(words)))
    told = [*found.also, found.name]
    assert [" ".join(words.texts[one.start : one.end]) for one in told if one] == named


def test_a_name_after_what_a_body_does_is_that_body():
    words = segment("The company that runs the pier, Northern Grid,")
    names = [Name(7, 9, "organisation", 0.9)]
    assert NounPhrases(words, names).describe((0, len(words))).name == names[0]


def test_one_before_a_comma_is_who_comes_after_it():
    words = segment("one, a former pilot")
    assert NounPhrases(words, []).describe((0, 5)).core == (2, 5)
    assert NounPhrases(words, []).describe((0, 1)).core == (0, 1)
