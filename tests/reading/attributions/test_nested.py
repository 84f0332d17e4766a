"""Attributions within the content of others."""

import pytest

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.nested import candidates_within, find_nested, tidy_nested, unfold
from whence.reading.model.decode import FoundAttribution


def found(cue, *contents, source=()):
    return FoundAttribution(source=source, cue=(cue, cue + 1), contents=contents, confidence=0.9, evidence=NOTHING)


SHE_SAID = found(11, (0, 10), source=((10, 11),))


def test_a_candidate_within_a_content_is_chosen_and_one_outside_is_not():
    doubted, outside = found(3, (4, 8)), found(14, (15, 18))
    assert find_nested([SHE_SAID], [outside, doubted]) == [doubted]


def test_a_candidate_within_a_candidate_is_chosen_to_any_depth():
    chain = [found(1, (2, 10)), found(3, (4, 10)), found(5, (6, 10))]
    assert find_nested([SHE_SAID], chain) == chain


def test_a_candidate_within_a_later_cues_content_is_chosen():
    told, knew = found(6, (0, 5)), found(2, (3, 5))
    assert find_nested([SHE_SAID], [knew, told]) == [knew, told]


def test_the_content_of_a_nested_attribution_ends_where_the_one_around_it_ends():
    (kept,) = find_nested([SHE_SAID], [found(3, (4, 14))])
    assert kept.contents == ((4, 10),)


def test_a_candidate_left_without_content_is_dropped():
    assert find_nested([SHE_SAID], [found(3, (12, 14))]) == []


def test_a_cue_that_is_known_is_no_candidate():
    known = found(3, (4, 8))
    assert find_nested([SHE_SAID, known], [found(3, (4, 7))]) == []


@pytest.mark.parametrize(("verb", "is_told"), [("think", False), ("know", False), ("told me", True), ("said", True)])
def test_what_you_think_is_anybodys_and_what_you_told_is_told(verb, is_told):
    words = segment(f"“Well, you {verb} that it leaked,” she said.")
    end = 4 + len(verb.split())
    around = found(end + 7, (0, end + 6), source=((end + 6, end + 7),))
    inner = FoundAttribution(
        source=((3, 4),), cue=(4, end), contents=((end, end + 3),), confidence=0.9, evidence=NOTHING
    )
    assert bool(candidates_within(words, [around], [inner])) == is_told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("us it was safe, and it was not", "it was safe"),
        ("that you were home, did you not", "that you were home"),
        ("us it was safe, and that it was new", "it was safe , and that it was new"),
        ("us to wait", "us to wait"),
    ],
)
def test_what_you_told_ends_before_what_is_held_against_it(said, told):
    words = segment(f"“You told {said},” she said.")
    end = 3 + len(segment(said))
    around = found(end + 3, (0, end + 2), source=((end + 2, end + 3),))
    inner = found(2, (3, end), source=((1, 2),))
    (kept,) = candidates_within(words, [around], [inner])
    assert [" ".join(words.texts[slice(*run)]) for run in kept.contents] == [told]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The panel was entitled to |conclude| that it leaked|, she said.", False),
        ("Crews |have the right| to refuse to sail|, she said.", False),
        ("He |had been referring| only to its title|, she said.", False),
        ("The panel had reason to |conclude| that it leaked|, she said.", True),
        ("Crews |refused| to sail|, she said.", True),
        ("He |had been claiming| that it leaked|, she said.", True),
    ],
)
def test_what_somebody_may_say_or_only_speaks_about_is_not_said(text, is_told):
    parts = [len(segment(part)) for part in text.split("|")]
    start, end, last = parts[0], sum(parts[:2]), sum(parts[:3])
    words = segment(text.replace("|", ""))
    around = found(last + 2, (0, last), source=((last + 1, last + 2),))
    inner = FoundAttribution(
        source=((0, 2),), cue=(start, end), contents=((end, last),), confidence=0.9, evidence=NOTHING
    )
    assert bool(candidates_within(words, [around], [inner])) == is_told


def test_who_is_told_of_within_a_source_is_the_inner_voice_and_the_rest_the_outer_one():
    words = segment("A diver who waited said that the pilot had told Orlin it leaked.")
    told = found(8, (11, 13), source=((0, 8),))
    outer, inner = unfold(words, [told])
    assert (outer.source, outer.cue, outer.contents) == (((0, 4),), (4, 5), ((5, 13),))
    assert inner.source == ((6, 8),)


@pytest.mark.parametrize(
    "source", ["A diver who said that the pilot lied", "A diver who once said that he lied", "A diver"]
)
def test_a_source_described_by_what_it_said_is_one_voice(source):
    end = len(segment(source))
    words = segment(f"{source} denied that it leaked.")
    denied = found(end, (end + 1, end + 4), source=((0, end),))
    assert list(unfold(words, [denied])) == [denied]


def shown(text, cue, *contents, source, others=()):
    """List the words of a candidate in a text, given by their places, and tidied."""
    words = segment(text)
    one = FoundAttribution(source=(source,), cue=cue, contents=contents, confidence=0.9, evidence=NOTHING)
    tidied = tidy_nested(words, [one, *others])
    return [[" ".join(words.texts[slice(*run)]) for run in (*each.source, each.cue, *each.contents)] for each in tidied]


def test_the_marks_of_the_quotation_around_it_are_no_part_of_a_nested_attribution():
    told = shown("“The foreman told us it leaked,” Brandt said.", (3, 4), (5, 9), source=(0, 3))
    assert told == [["The foreman", "told", "it leaked"]]


def test_a_quotation_within_a_quotation_is_the_content_without_whom_it_was_said_to():
    told = shown("“The guard said to me, ‘Go home,’ and left,” Brandt said.", (3, 4), (4, 15), source=(1, 3))
    assert told == [["The guard", "said", "‘ Go home , ’"]]


def test_a_cue_has_all_of_its_verb():
    text = "Brandt said the mayor had promised to mend it."
    promised = FoundAttribution(source=(), cue=(5, 6), contents=(), confidence=0.5, evidence=NOTHING)
    told, _ = shown(text, (4, 5), (5, 9), source=(2, 4), others=[promised])
    assert [told] == [["the mayor", "had promised", "to mend it"]]


def test_a_nested_content_may_go_on_in_the_next_part_of_the_content_around_it():
    split = found(11, (0, 10), (12, 20), source=((10, 11),))
    (kept,) = find_nested([split], [found(3, (4, 10), (12, 30))])
    assert kept.contents == ((4, 10), (12, 20))


@pytest.mark.parametrize(("text", "source"), [("the ministry’s denial", (0, 4)), ("the divers’ denial", (0, 3))])
def test_a_source_before_a_noun_has_no_possessive_ending(text, source):
    end = source[1]
    (told,) = shown(f"{text} of a leak came late", (end, end + 1), (end + 2, end + 4), source=source)
    assert told == [text.partition("’")[0], "denial", "a leak"]
