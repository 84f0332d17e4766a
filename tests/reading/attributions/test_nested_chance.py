"""How likely an attribution within another's content is one."""

from dataclasses import replace

import numpy as np

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.nested_chance import (
    Candidate,
    candidates,
    features_of,
    vectors_of,
    weigh_nested,
)
from whence.reading.model.decode import CueChances, FoundAttribution
from whence.reading.model.logistic import read_vector_weights
from whence.reading.reader import Reader


def found(cue, *contents, source=()):
    return FoundAttribution(source=source, cue=cue, contents=contents, confidence=0.9, evidence=NOTHING)


def cues_alike(words, *, alone, within):
    return CueChances([alone] * len(words), [within] * len(words))


def features(words, inner, outer, *, chance=0.5):
    return features_of(words, Candidate(inner, outer, stands=False), cues_alike(words, alone=0.1, within=chance))


OKAFOR = segment("Okafor said the pilot knew that the gate had leaked. Brandt said she wanted it shut.")
SAID = found((1, 2), (2, 10), source=((0, 1),))
KNEW = found((4, 5), (5, 10), source=((2, 4),))


def test_who_knows_and_what_is_known_are_seen():
    seen = features(OKAFOR, KNEW, SAID)
    assert seen["definite"] == seen["acting_noun"] == seen["source_before"] == seen["content_clause"] == 1
    assert seen["first_person"] == seen["quoted"] == seen["other_sentence"] == seen["same_source"] == 0


def test_a_speakers_own_thoughts_in_a_quotation_are_told_from_anothers():
    words = segment("“I think it leaked,” Okafor said.")
    seen = features(words, found((2, 3), (3, 5), source=((1, 2),)), found((8, 9), (0, 7), source=((7, 8),)))
    assert seen["quoted_first_person"] == 1


def test_a_nested_attribution_is_kept_with_its_probability_where_the_model_is_sure():
    cues = cues_alike(OKAFOR, alone=0.01, within=0.99)
    _, kept = weigh_nested(OKAFOR, [SAID], [KNEW], cues)
    assert replace(kept, confidence=0.9) == KNEW
    assert 0.5 < kept.confidence < 1


def test_a_nested_attribution_is_dropped_where_the_model_sees_none():
    assert weigh_nested(OKAFOR, [SAID], [KNEW], cues_alike(OKAFOR, alone=0.01, within=0.001)) == [SAID]


def test_an_attribution_that_only_stands_in_too_wide_a_content_takes_its_sentence_out_of_it():
    wide, apart = found((1, 2), (2, 18), source=((0, 1),)), found((13, 14), (14, 18), source=((12, 13),))
    words = segment("Okafor said the pilot knew that the gate had leaked. ¶ Brandt said she wanted it shut.")
    first, second = weigh_nested(words, [wide, apart], [], cues_alike(words, alone=0.99, within=0.001))
    assert (first.contents, second) == (((2, 12),), apart)


def test_whose_words_begin_a_content_is_in_it_however_unlikely():
    words = segment("Okafor said that the pilot told them it leaked.")
    said, told = found((1, 2), (2, 9), source=((0, 1),)), found((5, 6), (7, 9), source=((3, 5),))
    assert weigh_nested(words, [said, told], [], cues_alike(words, alone=0.99, within=0.001)) == [said, told]


def test_what_stands_in_a_post_is_told_in_it_however_unlikely():
    words = segment("NEW: Police say it had burst. — Ana Brandt (@brandt)")
    post, said = found((0, 0), (0, 8), source=((9, 11),)), found((3, 4), (4, 7), source=((2, 3),))
    assert weigh_nested(words, [post, said], [], cues_alike(words, alone=0.99, within=0.001)) == [post, said]


def test_what_is_left_of_a_content_does_not_begin_with_the_end_of_the_others_sentence():
    words = segment("Okafor: The pilot said it had burst. We shut the gate.")
    turn, apart = found((1, 2), (2, 14), source=((0, 1),)), found((4, 5), (5, 8), source=((2, 4),))
    first, _ = weigh_nested(words, [turn, apart], [], cues_alike(words, alone=0.99, within=0.001))
    assert [" ".join(words.texts[slice(*run)]) for run in first.contents] == ["We shut the gate ."]


def test_what_a_word_before_it_needs_stays_in_a_content_and_so_does_what_a_clause_describes():
    words = segment("Okafor had left it in what Brandt called a slip.")
    left, called = found((1, 3), (3, 10), source=((0, 1),)), found((7, 8), (5, 10), source=((6, 7),))
    assert weigh_nested(words, [left, called], [], cues_alike(words, alone=0.99, within=0.001))[0] == left
    words = segment("Maps show cracks, which grow, the diver said.")
    shown, said = found((1, 2), (2, 3), source=((0, 1),)), found((9, 10), (0, 6), source=((7, 9),))
    assert weigh_nested(words, [shown, said], [], cues_alike(words, alone=0.99, within=0.001))[1] == said


def test_what_is_left_of_a_content_does_not_end_with_and():
    words = segment("Okafor opposed the pier and called it a slip.")
    opposed, called = found((1, 2), (2, 9), source=((0, 1),)), found((5, 6), (6, 9))
    first, _ = weigh_nested(words, [opposed, called], [], cues_alike(words, alone=0.99, within=0.001))
    assert first.contents == ((2, 4),)


def test_a_sentence_before_who_told_it_is_told_as_a_whole():
    words = segment("Marram have agreed to a fee, divers told Okafor.")
    told, agreed = found((8, 9), (0, 6), source=((7, 8),)), found((1, 3), (3, 6), source=((0, 1),))
    assert weigh_nested(words, [agreed, told], [], cues_alike(words, alone=0.99, within=0.001)) == [agreed, told]


def test_a_cue_whose_whole_content_is_another_attribution_is_dropped():
    words = segment("Okafor earlier Thursday said the gate had leaked.")
    said, earlier = found((3, 4), (4, 8), source=((0, 1),)), found((1, 3), (3, 8), source=((0, 1),))
    assert weigh_nested(words, [earlier, said], [], cues_alike(words, alone=0.9, within=0.001)) == [said]


def test_two_attributions_that_hold_each_others_cues_are_within_neither():
    one, other = found((1, 2), (2, 9)), found((4, 5), (0, 3))
    assert list(candidates([one, other], [])) == []


def test_the_vectors_of_both_cues_are_put_end_to_end_and_one_that_no_model_found_is_zeros():
    said, knew = (replace(one, vector=np.full(2, at, dtype=np.float32)) for at, one in ((1, SAID), (2, KNEW)))
    assert vectors_of(Candidate(knew, said, stands=False)).tolist() == [2, 2, 1, 1]
    assert vectors_of(Candidate(knew, SAID, stands=False)).tolist() == [2, 2, 0, 0]
    assert vectors_of(Candidate(KNEW, said, stands=False)).tolist() == []


def test_the_shipped_weights_of_vectors_are_those_of_the_shipped_models():
    one = Reader().scan(segment("Ines Okafor said that the gate had leaked.")).found[0]
    (weights,) = read_vector_weights("whence.reading.attributions", "nested_vectors.json").values()
    assert len(weights) == 2 * len(one.vector) + 1
