"""What has no word of its own tells nothing."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.scraps import weigh_scraps


def is_sure(content, cue="said"):
    text, spans = parse_marked(f"[1 Okafor]1 {{1 {cue}}}1 <1 {content}>1.")
    words = segment(text)
    (one,) = weigh_scraps(words, found_in(words, spans))
    return one.confidence >= 0.5


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


def test_a_headline_in_a_row_of_links_tells_nothing():
    text, spans = parse_marked("Rowers ask for peace | [1 Brandt]1 {1 seeks}1 <1 a loan>1 | Marram has a new pier")
    words = segment(text)
    (one,) = weigh_scraps(words, found_in(words, spans))
    assert one.confidence < 0.5
    text, spans = parse_marked("[1 Brandt]1 {1 seeks}1 <1 a loan>1 | The Skerry Post")
    words = segment(text)
    (one,) = weigh_scraps(words, found_in(words, spans))
    assert one.confidence >= 0.5
