"""What has no word of its own tells nothing."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.scraps import weigh_scraps


def is_sure(content, cue="said"):
    return sure_in(f"[1 Okafor]1 {{1 {cue}}}1 <1 {content}>1.") == [True]


@pytest.mark.parametrize(
    "content", ["it", "which", "why", "that", "that because", "it would be", "her", "what did", "of him"]
)
def test_small_words_alone_tell_nothing(content):
    assert not is_sure(content)


@pytest.mark.parametrize(
    "content",
    ["no", "yes", "“it”", "what she did", "why it should", "so it leaked", "it leaks", "the dam", "it will be fine"],
)
def test_a_word_that_means_something_a_quotation_and_a_question_do(content):
    assert is_sure(content)


def test_a_denial_answers_what_the_page_tells():
    assert is_sure("it", cue="denies")
    assert not is_sure("that", cue="denies")


def sure_in(marked):
    text, spans = parse_marked(marked)
    words = segment(text)
    return [one.confidence >= 0.5 for one in weigh_scraps(words, found_in(words, spans))]


def test_a_heading_within_the_text_in_which_nobody_says_it_tells_nothing():
    assert sure_in("The port\n\n2. {1 Calls for}1 <1 a longer pier>1\n\nMore soon.") == [False]
    assert sure_in("{1 Calls for}1 <1 a longer pier>1\n\nMore soon.") == [True]
    assert sure_in("The port\n\n[1 Okafor]1 {1 calls for}1 <1 a longer pier>1\n\nMore soon.") == [True]
    assert sure_in("The port\n\nThere were {1 calls for}1 <1 a longer pier>1.\n\nMore soon.") == [True]


@pytest.mark.parametrize(
    ("marked", "is_told"),
    [
        ("[1 Nobody]1 {1 warned}1 us <1 that it leaks>1.", False),
        ("[1 No one]1 {1 told}1 us <1 that it leaks>1.", False),
        ("[1 None of the crew]1 {1 said}1 <1 that it leaks>1.", False),
        ("If [1 the bank]1 {1 says}1 <1 that it leaks>1, we go.", False),
        ("[1 The mayor]1 {1 ignored}1 <1 a letter of the crew>1.", False),
        ("[1 One of the crew]1 {1 said}1 <1 that it leaks>1.", True),
        ("If it leaks, [1 the bank]1 {1 says}1, <1 we go at once>1.", True),
        ("[1 The bank]1 {1 said}1 <1 that nobody warned us>1.", True),
    ],
)
def test_what_nobody_has_said_is_unsure(marked, is_told):
    assert sure_in(marked) == [is_told]
