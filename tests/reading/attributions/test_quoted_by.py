"""Passives of quoting: who was quoted is the source, whoever quotes the relay."""

import pytest

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.quoted_by import credit_quoted
from whence.reading.model.decode import FoundAttribution


def credited(text, cue, content=None, source=()):
    """Show an attribution after it is credited: source, cue and contents."""
    words = segment(text)
    places = {word: i for i, word in reversed(list(enumerate(words.texts)))}
    first, last = cue.split()[0], cue.split()[-1]
    contents = ((places[content.split()[0]], places[content.split()[-1]] + 1),) if content else ()
    one = FoundAttribution(
        source=source, cue=(places[first], places[last] + 1), contents=contents, confidence=0.9, evidence=NOTHING
    )
    told = credit_quoted(words, one)
    return [
        "".join(f"{word} " for word in words.texts[slice(*run)]).strip()
        for run in (*told.source, told.cue, *told.contents)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Brandt was quoted by the Clarion as saying it leaked.", "Brandt", "was quoted by the Clarion as saying"),
        ("Two pilots were cited as saying it leaked.", "Two pilots", "were cited as saying"),
        (
            "The head of the port, Ana Brandt, was reported by TASS as saying it leaked.",
            "The head of the port , Ana Brandt",
            "was reported by TASS as saying",
        ),
        ("It rained, and Brandt was heard as saying it leaked.", "Brandt", "was heard as saying"),
    ],
)
def test_whoever_was_quoted_is_the_source(text, source, cue):
    first = next(word for word in ("was", "were") if f" {word} " in text)
    verb = next(word for word in ("quoted", "cited", "reported", "heard") if word in text)
    assert credited(text, f"{first} {verb}") == [source, cue, "it leaked"]
    assert credited(text, f"{first} {verb}", "as leaked") == [source, cue, "it leaked"]


@pytest.mark.parametrize("text", ["Brandt was quoted by the Clarion.", "Brandt was praised as saying so."])
def test_what_nobody_is_quoted_as_saying_stays_as_it_was(text):
    verb = "quoted" if "quoted" in text else "praised"
    assert credited(text, f"was {verb}") == [f"was {verb}"]


def test_a_source_that_was_found_before_the_cue_stays():
    assert credited("Ana Brandt was quoted as saying it leaked.", "was quoted", source=((1, 2),))[0] == "Brandt"


def test_who_is_quoted_as_saying_something_is_no_part_of_it():
    text = "The Clarion quoted his aide, Ana Brandt, as saying it leaked."
    assert credited(text, "quoted", "his leaked", source=((0, 2),))[2:] == ["it leaked"]


def test_who_was_quoted_may_stand_behind_the_quotation():
    text = "“It leaked badly,” aide Ana Brandt was quoted by TASS as saying."
    told = credited(text, "was by", source=((11, 12),))
    assert told == ["aide Ana Brandt", "was quoted by TASS as saying", "“ It leaked badly , ”"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "told"),
    [
        ("It leaked, El Faro has learned from two pilots.", "has learned", "It Faro", "El Faro"),
        ("It leaked, Skerry.eu learned from two pilots.", "learned", "It leaked", "Skerry . eu"),
        ("It leaked, the Clarion learned from two pilots.", "learned from", "It leaked", "the Clarion"),
    ],
)
def test_the_outlet_that_learned_something_from_others_is_found_before_the_verb(text, cue, content, told):
    learned = f"{cue.removesuffix(' from')} from"
    assert credited(text, cue, content) == [told, learned, "It leaked"]


@pytest.mark.parametrize(
    "text", ["It leaked, they later learned from it.", "It leaked, El Faro learned.", "It leaked, Orlin men learned."]
)
def test_whoever_learns_by_other_words_stays_as_found(text):
    assert credited(text, "learned", "It leaked") == ["learned", "It leaked"]
