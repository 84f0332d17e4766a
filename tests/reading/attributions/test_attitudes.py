"""Being against a thing is not being certain of it: on invented sentences, parts marked."""

import pytest

from tests.support.weighed import Told


def own(cue, content, source="Okafor"):
    return Told(f"[1 {source}]1 {{1 {cue}}}1 <1 {content}>1.").own()


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("opposes", "the new dam"),
        ("opposed", "rules that would have allowed a dam"),
        ("tends to dislike", "the wind"),
        ("hates", "the wind"),
        ("slammed", "the harbour board"),
        ("has condemned", "the attack"),
        ("scoffed at", "the plan"),
        ("criticized", "the new dam"),
        ("voiced opposition to", "a second dam"),
        ("campaigned against", "the new dam"),
        ("was angered by", "the delay"),
        ("does not like", "the new dam"),
        ("didn’t support", "the new dam"),
        ("has no plans", "to leave"),
        ("had no intention of", "leaving"),
        ("had no desire", "to leave"),
        ("rebuffed", "pleas to run"),
        ("are resisting", "the new dam"),
        ("has knocked", "the harbour board"),
        ("downplayed", "the delay"),
        ("stayed away in protest of", "the delay"),
        ("was horrified at", "the delay"),
        ("deplores", "that decision"),
        ("deplores", "that unfair decision"),
        ("declined to", "renew the lease"),
        ("declined", "to give her name"),
    ],
)
def test_whoever_is_against_a_thing_is_not_certain_of_it(cue, content):
    assert own(cue, content) == ("uncommitted", "against")


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("criticized", "the board for wasting money"),
        ("attacked", "Brandt as a coward"),
        ("condemned", "“a waste of money”"),
        ("complained", "that the dam leaked"),
        ("testified against", "the harbour master"),
        ("supports", "the new dam"),
        ("praised", "the new dam"),
        ("calls", "to be a leak"),
        ("protested", "that it leaked"),
        ("chastised", "Orlin for wasting money"),
        ("knocked on doors and said", "that it leaked"),
    ],
)
def test_what_is_said_against_somebody_or_for_a_thing_is_said(cue, content):
    assert own(cue, content) == ("certain", "for")


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("is not sure", "it leaked"),
        ("was not quite certain", "that it leaked"),
        ("is unsure if", "it leaked"),
        ("was unaware", "that it leaked"),
        ("could say", "“it leaked”"),
        ("call", "to leave"),
        ("is eager to", "help"),
        ("is happy", "to help"),
        ("made a plea for", "more boats"),
        ("is likely to say", "that it leaked"),
        ("is expected to announce", "a new dam"),
        ("reluctance to", "leave"),
        ("declined to say", "whether it leaked"),
        ("declined to", "say whether it leaked"),
    ],
)
def test_whoever_does_not_know_or_only_could_say_commits_to_nothing(cue, content):
    assert own(cue, content) == ("uncommitted", "for")


def test_of_what_somebody_is_unaware_of_nobody_is_sure():
    assert Told("[1 Okafor]1 {1 was unaware of}1 <1 the second door>1.").certainty is None
    assert Told("[1 Okafor]1 {1 had no knowledge of}1 <1 a second door>1.").certainty is None
    assert Told("[1 Okafor]1 {1 drew no conclusion about}1 <1 the second door>1.").certainty is None


def test_whoever_is_asked_if_they_think_so_has_not_said_so():
    assert Told("Asked if [1 she]1 {1 thought}1 <1 it leaked>1, Okafor nodded.").own() == ("uncommitted", "for")
    assert Told("Even if [1 she]1 {1 said}1 <1 it leaked>1, it held.").own() == ("certain", "for")


def test_what_somebody_may_have_thought_is_possible():
    assert own("may have taken", "it for a leak") == ("possible", "for")
    assert own("may say", "that it leaked", source="I") == ("certain", "for")


def test_what_somebody_seems_to_say_is_probable():
    assert own("appeared to say", "that it leaked") == ("probable", "for")
    assert own("appeared in court and said", "that it leaked") == ("certain", "for")


def test_conviction_is_certain_and_belief_probable():
    assert own("is convinced", "that it leaked") == ("certain", "for")
    assert own("concluded", "that it leaked") == ("certain", "for")
    assert own("believes", "that it leaked") == ("probable", "for")


@pytest.mark.parametrize(("cue", "level"), [("has ruled", "certain"), ("decreed", "certain"), ("said", "possible")])
def test_what_may_be_done_by_a_ruling_is_no_guess(cue, level):
    assert own(cue, "that boats may enter the harbour") == (level, "for")


@pytest.mark.parametrize("marked", ["<1 Leaks>1 {1 were reported}1.", "<1 The dam>1 {1 was said}1 <1 to leak>1."])
def test_what_nobody_in_particular_says_stays_open(marked):
    assert Told(marked).own() == ("uncommitted", "for")


def test_what_was_reported_stolen_somebody_reported():
    assert Told("<1 The boat>1 {1 was reported}1 <1 stolen>1.").own() == ("certain", "for")
