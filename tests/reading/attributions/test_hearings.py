"""What is told to a court, an inquest or a committee."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.acts import attributes
from whence.reading.attributions.hearings import find_hearing, find_hearsay_of_hearings, without_hearers


def settled(marked):
    """Words, and the attribution in them without its hearers."""
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = found_in(words, spans)
    return words, without_hearers(words, one)


def shown(words, runs):
    return [" ".join(words.texts[slice(*run)]) for run in runs]


@pytest.mark.parametrize(
    ("marked", "hearing"),
    [
        ("[1 The tribunal]1 {1 heard}1 <1 that the nurse was dismissed>1.", "The tribunal"),
        ("[1 Marram Magistrates' Court]1 {1 heard}1 <1 that Quill bought it>1.", "Marram Magistrates ' Court"),
        ("[1 A jury at Marram Crown Court]1 {1 heard}1 <1 that it leaked>1.", "A jury at Marram Crown Court"),
        ("[1 The commission]1 {1 has previously heard}1 <1 the pier fell>1.", "The commission"),
        ("<1 The ferry was late>1, [1 a committee of MPs]1 {1 heard}1.", "a committee of MPs"),
        ("<1 Nurse “laughed”>1, [1 court]1 {1 told}1\n\nA nurse was dismissed.", "court"),
        ("<1 The court>1 {1 was told}1 <1 the pair met at sea>1.", "The court"),
    ],
)
def test_a_hearing_hears_and_does_not_say(marked, hearing):
    words, one = settled(marked)
    assert one.source == ()
    assert shown(words, [find_hearing(words, one.cue)]) == [hearing]
    assert hearing not in shown(words, one.contents)
    assert attributes(words, one)


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[1 The pilot]1 {1 heard}1 <1 that the pier was shut>1.", "The pilot"),
        ("[1 The judge]1 {1 told}1 <1 the court the pier was shut>1.", "The judge"),
        ("[1 The court]1 {1 said}1 <1 that the pier was shut>1.", "The court"),
        ("<1 The pier was shut>1, [1 Quill]1 {1 told}1 the court.", "Quill"),
        ("[1 A pilot on the committee]1 {1 heard}1 <1 that it was shut>1.", "A pilot on the committee"),
    ],
)
def test_whoever_else_hears_or_speaks_stays_the_source(marked, source):
    words, one = settled(marked)
    assert shown(words, one.source) == [source]
    assert find_hearing(words, one.cue) is None


def test_whoever_is_told_in_a_headline_says_nothing_and_is_a_hearing_only_by_name():
    words, one = settled("<1 Pier “was shut”>1, [1 union]1 {1 told}1\n\nThe pier is old.")
    assert (one.source, find_hearing(words, one.cue)) == ((), None)


def test_whoever_is_told_to_do_something_stays_with_it():
    words, one = settled("<1 The pair>1 {1 was told}1 <1 to leave>1.")
    assert shown(words, one.contents) == ["The pair", "to leave"]


@pytest.mark.parametrize(
    "marked",
    [
        "[1 The court]1 {1 heard}1 <1 the case>1 on Monday.",
        "[1 The jury]1 {1 heard}1 <1 evidence collected by pilots>1.",
        "[1 The court]1 {1 heard}1 <1 an appeal brought by the ferry firm>1.",
        "[1 The committee]1 {1 heard}1 <1 from two pilots who had left>1.",
    ],
)
def test_what_a_court_hears_without_a_claim_attributes_nothing(marked):
    words, one = settled(marked)
    assert not attributes(words, one)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("A coach had left the road, an inquest heard on Monday.", ["A coach had left the road"]),
        ("A captain ignored two warnings, a jury has heard.", ["A captain ignored two warnings"]),
        ("Driver was asleep, inquest hears\n\nA coach left the road.", ["Driver was asleep"]),
        ("A coach had left the road, a pilot heard on Monday.", []),
        ("On Monday, an inquest heard from two pilots.", []),
        ("On Monday, the court heard.", []),
    ],
)
def test_a_clause_before_a_hearing_is_what_it_heard(text, content):
    words = segment(text)
    assert [run for one in find_hearsay_of_hearings(words) for run in shown(words, one.contents)] == content
