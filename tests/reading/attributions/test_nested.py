"""Contents read once more."""

import numpy as np

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.nested import excerpt, place, worth_another
from whence.reading.model.decode import FoundAttribution

TEXT = "“The firm doubted any leak at all,” she said."
WORDS = segment(TEXT)
SHE_SAID = FoundAttribution(source=((10, 11),), cue=(11, 12), contents=((0, 10),), confidence=0.9, evidence=NOTHING)


def chances(**by_word):
    return np.array([by_word.get(word, 0.0) for word in WORDS.texts])


def test_a_content_with_a_faint_cue_is_worth_another_reading_without_its_quotation_marks():
    (worth,) = worth_another([SHE_SAID], chances(doubted=0.1), WORDS, floor=0.05)
    assert TEXT[WORDS.starts[worth[0]] : WORDS.ends[worth[1] - 1]] == "The firm doubted any leak at all,"


def test_a_content_without_a_faint_cue_is_not():
    assert worth_another([SHE_SAID], chances(doubted=0.01, said=0.9), WORDS, floor=0.05) == []


def test_a_content_with_a_plain_verb_of_saying_is_however_faint():
    words = segment("“The firm denied any leak at all,” she said.")
    assert worth_another([SHE_SAID], np.zeros(len(words)), words, floor=0.05) == [(1, 9)]


def test_a_cue_that_is_used_already_makes_no_content_worth_another():
    doubted = FoundAttribution(source=((2, 3),), cue=(3, 4), contents=((4, 8),), confidence=0.9, evidence=NOTHING)
    assert worth_another([SHE_SAID, doubted], chances(doubted=0.9), WORDS, floor=0.05) == []


def test_what_an_excerpt_shows_gets_its_place_in_the_report():
    part = excerpt(TEXT, WORDS, [(1, 9)])
    assert part.texts == ("The", "firm", "doubted", "any", "leak", "at", "all", ",")
    inner = FoundAttribution(source=((0, 2),), cue=(2, 3), contents=((3, 7),), confidence=0.9, evidence=NOTHING)
    (placed,) = place(part, [inner], WORDS, [SHE_SAID])
    assert (placed.source, placed.cue, placed.contents) == (((1, 3),), (3, 4), ((4, 8),))


def test_what_crosses_two_contents_or_is_known_is_left_out():
    part = excerpt(TEXT, WORDS, [(1, 4), (4, 9)])
    crossing = FoundAttribution(source=((0, 2),), cue=(2, 3), contents=((3, 7),), confidence=0.9, evidence=NOTHING)
    assert list(place(part, [crossing], WORDS, [SHE_SAID])) == []
    known = FoundAttribution(source=(), cue=(3, 4), contents=((4, 8),), confidence=0.9, evidence=NOTHING)
    within = FoundAttribution(source=(), cue=(2, 3), contents=((0, 2),), confidence=0.9, evidence=NOTHING)
    assert list(place(part, [within], WORDS, [SHE_SAID, known])) == []
