"""How sure a source is, how the page puts it, and how the source stands to it: on invented sentences, parts marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.weighed import Told
from whence.language.words import segment
from whence.reading.attributions.certainty import main_predicate
from whence.reading.attributions.hedges import hedges_in
from whence.reading.attributions.stance import leaning_of
from whence.reading.model.decode import Weight

# Stance


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", "says"),
        ("told", "says"),
        ("denied", "denies"),
        ("has ruled out", "denies"),
        ("dismissed claims", "denies"),
        ("said he doubted", "doubts"),
        ("is not sure", "doubts"),
        ("asked", "asks"),
        ("wondered", "asks"),
        ("promised", "promises"),
        ("vowed", "promises"),
        ("threatens", "threatens"),
        ("wants", "wants"),
        ("is calling for", "wants"),
        ("asked for", "wants"),
        ("insisted on", "wants"),
        ("warned", "warns"),
        ("knew", "knows"),
        ("realised", "knows"),
        ("believes", "believes"),
        ("fears", "believes"),
    ],
)
def test_a_cue_tells_how_its_source_stands_to_the_content(cue, stance):
    assert Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that the dam leaked>1.").stance == stance


@pytest.mark.parametrize(
    ("form", "stance"),
    [
        ("denies", "denies"),
        ("denying", "denies"),
        ("begged", "wants"),
        ("planning", "wants"),
        ("hoped", "wants"),
        ("vows", "promises"),
        ("Warns", "warns"),
        ("sought", "wants"),
    ],
)
def test_any_form_of_a_verb_is_known(form, stance):
    assert leaning_of((form,)).stance == stance


def test_to_ask_somebody_to_do_something_is_to_want_it():
    assert Told("[1 Okafor]1 {1 asked}1 the crew <1 to leave>1.").stance == "wants"
    assert Told("[1 Okafor]1 {1 asked}1 the crew <1 whether to leave>1.").stance == "asks"


def test_what_turns_a_verb_of_saying_comes_before_it():
    assert leaning_of(("said", "he", "believed")).stance == "believes"
    assert leaning_of(("denied", "knowing")).stance == "denies"


# Negated cues


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[1 Okafor]1 never {1 acknowledged}1 <1 that it leaked>1.", "never acknowledged"),
        ("[1 Okafor]1 has not {1 said}1 <1 that it leaked>1.", "not said"),
        ("[1 Okafor]1 refused to {1 confirm}1 <1 that it leaked>1.", "refused to confirm"),
        ("[1 Okafor]1 {1 declined to say}1 <1 that it leaked>1.", "declined to say"),
        ("[1 Okafor]1 failed to {1 say}1 <1 that it leaked>1.", "failed to say"),
        ("[1 Okafor]1 cannot {1 say}1 <1 that it leaked>1.", "cannot say"),
        ("[1 Okafor]1 didn’t {1 say}1 <1 that it leaked>1.", "didn’t say"),
        ("[1 Okafor]1 would neither {1 confirm}1 nor deny <1 that it leaked>1.", "neither confirm"),
        ("Nor did [1 Okafor]1 {1 say}1 <1 that it leaked>1.", "Nor did Okafor say"),
        ("[1 Nobody]1 has {1 said}1 <1 that it leaked>1.", "Nobody has said"),
        ("[1 Neither Okafor nor Brandt]1 {1 said}1 <1 that it leaked>1.", "Neither Okafor nor Brandt said"),
        ("[1 No engineer]1 {1 said}1 <1 that it leaked>1.", "No engineer said"),
    ],
)
def test_whoever_does_not_say_it_commits_to_nothing_and_has_no_stance(marked, words):
    told = Told(marked)
    assert (told.stance, told.colouring) == (None, None)
    assert told.own() == ("uncommitted", "for")
    assert told.certainty.score == 0
    assert told.shown() == [words]


@pytest.mark.parametrize(
    "marked",
    [
        "<1 “It did not leak”>1, {1 said}1 [1 Okafor]1.",
        "<1 It did not leak>1, [1 Okafor]1 {1 said}1.",
        "It did not rain. [1 Okafor]1 {1 said}1 <1 so>1.",
        "It did not rain, and [1 Okafor]1 {1 said}1 <1 so>1.",
        "Dam is not safe\n\n[1 Okafor]1 {1 said}1 <1 so>1.",
        "When it fails [1 Okafor]1 {1 said}1 <1 so>1.",
        "[1 The diver who could not swim]1 {1 said}1 <1 it leaked>1.",
        "[1 Okafor]1 not only {1 said}1 <1 it leaked>1.",
        "[1 Okafor]1 {1 did not just say}1 <1 it leaked>1.",
        "[1 No. 10]1 {1 said}1 <1 it leaked>1.",
    ],
)
def test_a_negation_elsewhere_leaves_the_cue_as_it_is(marked):
    told = Told(marked)
    assert (told.stance, told.own()) == ("says", ("certain", "for"))


def test_not_to_be_sure_is_to_doubt_and_to_leave_it_open():
    told = Told("[1 Okafor]1 {1 was not certain}1 <1 that it leaked>1.")
    assert (told.stance, told.own(), told.shown()) == ("doubts", ("uncommitted", "for"), ["was not certain"])


# Certainty of the source


@pytest.mark.parametrize(
    ("content", "level", "words"),
    [
        ("it leaked", "certain", []),
        ("it could leak", "possible", ["could"]),
        ("it may leak", "possible", ["may"]),
        ("perhaps it leaked", "possible", ["perhaps"]),
        ("it will probably leak", "probable", ["probably"]),
        ("it appears to leak", "probable", ["appears"]),
        ("they do not comment on speculation", "certain", []),
        ("whether it leaks", "uncommitted", ["whether"]),
        ("if it leaks they drown", "uncommitted", ["if"]),
        ("that if it leaks they drown", "uncommitted", ["if"]),
        ("“If it leaks, we drown.”", "uncommitted", ["If"]),
    ],
)
def test_hedges_in_what_is_said_tell_how_sure_the_source_is(content, level, words):
    told = Told(f"[1 Okafor]1 {{1 said}}1 <1 {content}>1.")
    assert told.own() == (level, "for")
    assert told.shown() == words


def test_a_hedge_in_another_clause_of_what_is_said_is_none():
    assert Told("[1 Okafor]1 {1 said}1 <1 it leaked and that Brandt may leave>1.").own() == ("certain", "for")


def test_the_month_of_may_is_no_hedge():
    assert Told("[1 Okafor]1 {1 said}1 <1 in May it leaked>1.").own() == ("certain", "for")


def test_a_hedge_outside_of_what_is_said_is_not_the_sources():
    assert Told("Perhaps it rained. [1 Okafor]1, who may leave, {1 said}1 <1 it leaked>1.").own() == ("certain", "for")


@pytest.mark.parametrize(
    ("cue", "level"), [("believes", "probable"), ("suspects", "possible"), ("hinted", "possible"), ("said", "certain")]
)
def test_a_cue_too_tells_how_sure_the_source_is(cue, level):
    told = Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that it leaked>1.")
    assert told.own() == (level, "for")
    assert told.shown() == ([] if level == "certain" else [cue])


def test_of_cue_and_hedge_the_less_sure_counts():
    told = Told("[1 Okafor]1 {1 suspects}1 <1 that it will probably leak>1.")
    assert (told.own(), told.shown()) == (("possible", "for"), ["suspects", "probably"])


def test_whoever_denies_is_certain_that_it_is_not_so():
    told = Told("[1 Okafor]1 {1 denied}1 <1 that it leaked>1.")
    assert (told.own(), told.shown()) == (("certain", "against"), ["denied"])
    assert told.certainty.score == -3


def test_whoever_doubts_thinks_it_probably_not_so():
    told = Told("[1 Okafor]1 {1 doubts}1 <1 that it leaked>1.")
    assert (told.own(), told.shown()) == (("probable", "against"), ["doubts"])
    assert told.certainty.score < 0


@pytest.mark.parametrize("cue", ["wants", "hopes for", "asked about", "has demanded"])
def test_whoever_wants_or_asks_commits_to_nothing(cue):
    told = Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 a new dam>1.")
    assert (told.own(), told.shown()) == (("uncommitted", "for"), [cue])


def test_a_word_that_attributes_to_nobody_commits_nobody():
    told = Told("<1 The dam>1 {1 reportedly}1 <1 leaked>1.")
    assert (told.own(), told.shown()) == (("uncommitted", "for"), ["reportedly"])
    assert (told.page(), told.page_shown()) == (("uncommitted", "for"), ["reportedly"])


def test_an_attribution_without_a_content_has_no_certainty():
    told = Told("[1 Okafor]1 {1 denied}1 it.")
    assert (told.stance, told.certainty, told.page_certainty) == ("denies", None, None)


@given(st.floats(min_value=-3, max_value=3), st.sampled_from(["said", "denied", "doubts", "believes", "suspects"]))
def test_a_score_lies_within_its_level_and_on_its_side(put, cue):
    certainty = Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that it leaked>1.", put=put).certainty
    low, high = {"certain": (2.25, 3), "probable": (1.5, 2.25), "possible": (0.5, 1.5)}[certainty.level]
    assert low <= abs(certainty.score) <= high
    assert (certainty.score < 0) == (certainty.polarity == "against")


# Certainty of the page


@pytest.mark.parametrize("cue", ["said", "denied", "doubts", "believes", "wants", "warned", "hinted"])
def test_a_page_that_says_that_somebody_says_commits_to_nothing(cue):
    told = Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that it leaked>1.")
    assert (told.page(), told.page_certainty.score, told.page_shown()) == (("uncommitted", "for"), 0, [])


@pytest.mark.parametrize("cue", ["acknowledged", "has admitted", "knew", "realised", "discovered", "had learned"])
def test_a_page_takes_for_certain_what_somebody_knew_or_admitted(cue):
    told = Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that it leaked>1.")
    assert (told.page(), told.page_shown()) == (("certain", "for"), [cue])


@pytest.mark.parametrize("cue", ["revealed", "confirmed", "noted", "explained", "pointed out"])
def test_a_page_that_gives_credit_leaves_open_whether_it_is_so(cue):
    assert Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that it leaked>1.").page() == ("uncommitted", "for")


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Okafor]1 never {1 acknowledged}1 <1 that it leaked>1.",
        "[1 We]1 {1 know}1 <1 that it leaked>1.",
        "[1 Okafor]1 {1 knows}1 <1 as much about tides>1 as a cat.",
        "[1 Okafor]1 {1 admitted}1 <1 that it might leak>1.",
    ],
)
def test_what_is_negated_unsure_one_s_own_or_no_clause_is_left_open(marked):
    assert Told(marked).page() == ("uncommitted", "for")


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Okafor]1 refused to {1 confirm}1 <1 that it leaked>1.",
        "[1 Okafor]1 could not {1 prove}1 <1 that it leaked>1.",
        "[1 Nobody]1 has {1 confirmed}1 <1 that it leaked>1.",
        "[1 Okafor]1 did not {1 know}1 <1 that it leaked>1.",
        "[1 Okafor]1 did not {1 reveal}1 <1 whether it leaked>1.",
        "[1 Okafor]1 {1 denied knowing}1 <1 that it leaked>1.",
    ],
)
def test_what_is_not_confirmed_is_left_open(marked):
    assert Told(marked).page() == ("uncommitted", "for")


@pytest.mark.parametrize(
    ("marked", "page", "words"),
    [
        ("[1 Okafor]1 falsely {1 claimed}1 <1 that it leaked>1.", ("certain", "against"), "falsely"),
        ("[1 Okafor]1 {1 falsely claimed}1 <1 that it leaked>1.", ("certain", "against"), "falsely"),
        ("[1 Okafor]1 {1 claimed}1 wrongly <1 that it leaked>1.", ("certain", "against"), "wrongly"),
        ("[1 Okafor]1 {1 claimed}1, without evidence, <1 it leaked>1.", ("probable", "against"), "without evidence"),
        ("[1 Okafor]1, without any proof, {1 claimed}1 <1 it leaked>1.", ("probable", "against"), "without any proof"),
    ],
)
def test_a_page_can_take_back_what_it_tells(marked, page, words):
    told = Told(marked)
    assert (told.stance, told.own()) == ("says", ("certain", "for"))
    assert (told.page(), told.page_shown()) == (page, [words])


@pytest.mark.parametrize(
    "marked",
    [
        "<1 “He was wrongly jailed”>1, {1 said}1 [1 Okafor]1.",
        "[1 The diver who was wrongly jailed]1 {1 said}1 <1 it leaked>1.",
        "[1 Okafor]1 {1 said}1 <1 they wrongly opened it>1.",
        "Dam wrongly opened\n\n[1 Okafor]1 {1 said}1 <1 it leaked>1.",
        "<1 It leaked>1, [1 Okafor]1 {1 said}1\n\nDam wrongly opened",
    ],
)
def test_what_is_wrong_in_the_content_or_source_is_not_the_pages_word_on_it(marked):
    assert Told(marked).page() == ("uncommitted", "for")


# Colouring


@pytest.mark.parametrize(
    ("cue", "colouring"),
    [
        ("revealed", "crediting"),
        ("admits", "crediting"),
        ("pointed out", "crediting"),
        ("claimed", "distancing"),
        ("insists", "distancing"),
        ("is rumoured", "distancing"),
        ("said", None),
        ("insisted on", None),
        ("warned", None),
    ],
)
def test_a_cue_gives_credit_keeps_a_distance_or_does_neither(cue, colouring):
    assert Told(f"[1 Okafor]1 {{1 {cue}}}1 <1 that it leaked>1.").colouring == colouring


def test_a_cue_that_keeps_a_distance_shows_it():
    told = Told("[1 Okafor]1 {1 claimed}1 <1 that it leaked>1.")
    assert (told.page(), told.page_shown()) == (("uncommitted", "for"), ["claimed"])


# The words behind it


def test_of_several_hedges_all_of_the_least_sure_level_are_shown():
    words = segment("It could perhaps leak, and probably will.")
    assert hedges_in(words, [(0, len(words))]) == ("possible", [1, 2])


def test_the_main_predicate_is_the_first_word_that_clearly_tells_of_something():
    told = [0.1, 0.3, 0.5, 0.9]
    assert main_predicate([(0, 4)], [Weight(0.0, telling) for telling in told]) == 2
    assert main_predicate([(0, 2)], [Weight(0.0, telling) for telling in told]) == 1
    assert main_predicate([], []) is None
