"""Words that only look like hedges, and cues that mean another thing there: on invented sentences, parts marked."""

import pytest

from tests.support.ledgers_by_hand import NOTHING
from tests.support.weighed import Told
from whence.language.words import segment
from whence.reading.attributions.certainty import weigh
from whence.reading.attributions.hedges import hedges_in, main_clause
from whence.reading.model.decode import FoundAttribution, Weight

# Words that only look like hedges, and clauses in which they are none


@pytest.mark.parametrize(
    "content",
    [
        "officers looked for a possible suspect",
        "40 percent of likely voters back Brandt",
        "the report names people who could have run",
        "two men , who are believed to live in Orlin , fired",
        "the boy is stable and is expected to survive",
        "Although Vesk allegedly left , it leaked",
        "it could not have moved",
        "he could not understand it",
        "he appeared in court",
        "she never expected to see it",
        "she thought of them as friends",
        "how it may leak",
        "they have a potentially deadly wound",
        "they have serious , potentially deadly wounds",
        "it is a good day to suggest a name",
        "I am sad because it may leak again",
        "the fair had a tent where guests could dance",
        "she praised research that could help",
        "they did everything possible",
        "talks start as soon as possible",
        "he failed to appear for the hearing",
        "they fear a quarrel over whether the ports can or could agree",
    ],
)
def test_what_only_looks_like_a_hedge_is_none(content):
    words = segment(content)
    assert hedges_in(words, main_clause(words, [(0, len(words))])) == ("certain", [])


@pytest.mark.parametrize(
    ("content", "level"),
    [
        ("a leak was the likely cause", "probable"),
        ("it is a possible motive", "possible"),
        ("it is possible", "possible"),
        ("the boy is expected to survive", "probable"),
        ("it is believed to leak", "probable"),
        ("she believed it leaks", "probable"),
        ("it appears to leak", "probable"),
        ("people who live there could drown", "possible"),
        ("what appears to be a leak", "probable"),
        ("the board could not exclude a collapse", "possible"),
        ("a collapse could not be ruled out", "possible"),
        ("the wound is potentially deadly", "possible"),
        ("the marks suggest a leak", "probable"),
        ("perhaps because it may leak", "possible"),
        ("people who live where it rains could drown", "possible"),
        ("he thinks that could happen", "possible"),
    ],
)
def test_a_hedge_of_the_main_clause_still_is_one(content, level):
    words = segment(content)
    assert hedges_in(words, main_clause(words, [(0, len(words))]))[0] == level


@pytest.mark.parametrize(
    ("content", "level"),
    [
        ("a pump that leaked for years on the quay may be old", "possible"),
        ("leaking pumps on the quay of Orlin might cost a lot", "possible"),
        ("a tank leaked by the crew of the ferry might burn", "possible"),
        ("it leaked for years on the quay and one may ask why", "certain"),
        ("leaking was a pain for years as he might drown", "certain"),
    ],
)
def test_a_hedge_behind_a_long_subject_belongs_to_the_main_clause(content, level):
    assert Told(f"[1 Okafor]1 {{1 said}}1 <1 {content}>1.").own() == (level, "for")


def test_a_condition_that_is_none_leaves_nothing_open():
    assert Told("[1 Okafor]1 {1 said}1 <1 “If you look at the figures , they fell”>1.").own() == ("certain", "for")
    assert Told("[1 Okafor]1 {1 said}1 <1 “If it breaks , we drown”>1.").own() == ("uncommitted", "for")


@pytest.mark.parametrize(
    ("cue", "content", "own"),
    [
        ("does not think", "that it leaked", ("probable", "against")),
        ("did not believe", "it would leak", ("probable", "against")),
        ("has not confirmed", "that it leaked", ("uncommitted", "for")),
        ("did not want", "to leave", ("uncommitted", "against")),
        ("refused", "to leave", ("uncommitted", "against")),
        ("refused to say", "whether it leaked", ("uncommitted", "for")),
        ("did not specify", "which wall he had in mind", ("uncommitted", "for")),
        ("could not understand", "why it leaked", ("certain", "for")),
        ("cannot believe", "it leaked", ("certain", "for")),
        ("pleaded", "not guilty", ("certain", "against")),
        ("pleaded", "guilty", ("certain", "for")),
        ("questioned", "why it leaked", ("uncommitted", "for")),
        ("questions", "whether it leaked", ("probable", "against")),
        ("is not sure", "why it leaked", ("uncommitted", "for")),
        ("advised them", "that it leaked", ("certain", "for")),
        ("advised them", "to leave", ("uncommitted", "for")),
        ("suggested", "closing the leak", ("uncommitted", "for")),
        ("suggested", "that the town should close the leak", ("uncommitted", "for")),
        ("suggested", "that it leaked", ("probable", "for")),
        ("suggested", "that nothing leaked", ("probable", "for")),
        ("suggested", "that the leak should have been closed", ("probable", "for")),
        ("told them", "to leave", ("uncommitted", "for")),
        ("told", "boatmen not to leave", ("uncommitted", "for")),
        ("told", "boatmen that it leaked", ("certain", "for")),
        ("questioned", "Ana Brandt about the leak", ("uncommitted", "for")),
        ("asked questions", "about the leak", ("uncommitted", "for")),
        ("pressed", "Ana Brandt on whether it leaked", ("uncommitted", "for")),
        ("pressed on and said", "that it leaked", ("certain", "for")),
    ],
)
def test_what_a_cue_means_is_told_by_what_follows_it(cue, content, own):
    assert Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 {content}>1.").own() == own


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("thinks about", "the harbour"),
        ("believes in", "hard work"),
        ("questioned", "the witness"),
    ],
)
def test_about_a_topic_nobody_is_sure_or_unsure(cue, content):
    told = Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 {content}>1.")
    assert (told.certainty, told.stance) == (None, None)


def test_what_was_not_done_with_a_thing_leaves_nothing_open():
    words = segment("Fox did not replay the raid.")
    found = FoundAttribution(source=((0, 1),), cue=(1, 4), contents=((4, 6),), confidence=1.0, evidence=NOTHING)
    weights = [Weight(2.0, float(word == "raid")) for word in words.texts]
    assert weigh(words, found, weights).certainty is None


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("“Did it leak?”", "asks"),
        ("“Who came? Did it leak?”", "asks"),
        ("“It leaked. Who came?”", "says"),
        ("“It leaked, right?”", "says"),
        ("a man came and asked them, “Did it leak?”", "says"),
    ],
)
def test_whoever_says_only_questions_asks(content, stance):
    assert Told(f"[1 Okafor]1 {{1 said}}1 <1 {content}>1").stance == stance


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("“Please leave the quay.”", "wants"),
        ("“Don’t leave!”", "wants"),
        ("“Let’s leave,”", "wants"),
        ("“Stop them!”", "wants"),
        ("“Please leave. It leaks.”", "says"),
        ("“Stop signs were stolen.”", "says"),
    ],
)
def test_whoever_says_only_what_to_do_wants_it(content, stance):
    assert Told(f"[1 Okafor]1 {{1 said}}1 <1 {content}>1").stance == stance


def test_what_somebody_expects_to_do_is_a_wish_and_what_they_expect_to_be_no():
    assert Told("[1 We]1 {1 expect}1 <1 to finish it>1.").stance == "wants"
    assert Told("[1 We]1 {1 expect}1 <1 to be heard>1.").own() == ("probable", "for")
    assert Told("[1 Okafor]1 {1 expects}1 <1 it to leak>1.").own() == ("probable", "for")


def test_rumours_that_are_only_talked_about_leave_nothing_open():
    assert Told("[1 Okafor]1 {1 wrote}1 <1 that rumours are not always wrong>1.").own() == ("certain", "for")
    assert Told("[1 Some rumours]1 {1 said}1 <1 that it leaked>1.").own() == ("uncommitted", "for")
