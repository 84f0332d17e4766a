"""One act of telling is one attribution, though the model finds its cue in two pieces."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.split_cues import join_split_cues, without_doubles, without_stretched


def joined(marked):
    text, spans = parse_marked(marked)
    words = segment(text)
    return [" ".join(words.texts[slice(*one.cue)]) for one in join_split_cues(found_in(words, spans))]


def test_two_pieces_of_one_cue_are_one_attribution():
    assert joined("[1 [2 Haddad]2]1 {1 later}1 {2 told}2 <1 <2 the crew to leave>2>1.") == ["later told"]


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Haddad]1 {1 said}1 {2 reportedly}2 <1 <2 the dam leaks>2>1.",
        "[1 [2 Haddad]2]1 {1 knew}1 and {2 said}2 <1 <2 the dam leaks>2>1.",
        "[1 [2 Haddad]2]1 {1 denied}1 {2 claims}2 <1 that the dam leaks>1 <2 in May>2.",
    ],
)
def test_other_sources_contents_and_cues_apart_are_two_attributions(marked):
    assert len(joined(marked)) == 2


def shown_once(marked):
    text, spans = parse_marked(marked)
    words = segment(text)
    return [" ".join(words.texts[slice(*one.cue)]) for one in without_doubles(words, found_in(words, spans))]


def test_of_two_overlapping_cues_and_two_for_one_content_one_is_kept():
    assert shown_once("[1 [2 Haddad]2]1 {1 is {2 asking}2}1 <1 rowers <2 to wait>2>1.") == ["is asking"]
    assert shown_once("By [1 [2 Haddad]2's {2 admission}2]1, {1 by}1 <1 <2 it sank>2>1.") == ["admission"]
    assert shown_once("[2 [1 Witness]1 {1 CJ}1]2{2 :}2 <1 <2 it sank>2>1.") == [":"]
    nested = "[2 A man [1 who]1 {1 said}1 <1 he fell>1]2 {2 added}2 <2 that it sank>2."
    assert shown_once(nested) == ["said", "added"]


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        ("[1 [2 Records]2]1 {1 show}1 <1 Haddad {2 pleaded}2 <2 guilty>2 in May>1.", 1),
        ("[1 [2 Records]2]1 {1 show}1 <1 a debt and {2 listed}2 <2 its owners>2>1.", 2),
        ("[1 [2 Records]2]1 {1 hit}1 <1 Haddad {2 accusing}2 <2 him of theft>2>1.", 2),
        ("[1 Records]1 {1 show}1 <1 [2 Haddad]2 {2 pleaded}2 <2 guilty>2 in May>1.", 2),
        ("[1 [2 Haddad]2]1 {1 said}1 <1 the dam leaks>1, {2 adding}2 <2 that it is old>2.", 2),
    ],
)
def test_a_verb_with_a_subject_of_its_own_has_not_the_source_around_it(marked, count):
    text, spans = parse_marked(marked)
    words = segment(text)
    assert len(without_stretched(words, found_in(words, spans))) == count
