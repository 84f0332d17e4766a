"""Channels: the words for one count where they say how something came about, not wherever they stand beside it."""

import pytest

from tests.support.marked_reports import read

COURT = "court or legislative record"
SOCIAL = "social media"


@pytest.mark.parametrize(
    ("marked", "channel"),
    [
        ("[1 Ana Brandt]1 {1 said}1 in a long statement <1 that it leaked>1.", "statement"),
        ("In a statement on Monday, [1 Ana Brandt]1 {1 said}1 <1 that it leaked>1.", "statement"),
        ("[1 Ivo Lind]1 {1 tweeted}1 <1 that it leaked>1.", SOCIAL),
        ("Posting on Instagram, [1 Ivo Lind]1 {1 wrote}1 <1 that it leaked>1.", SOCIAL),
        ("[1 One Twitter user]1 {1 wrote}1 <1 that it leaked>1.", SOCIAL),
        ("[1 Brandt]1's angry tweet {1 saying}1 <1 that it leaked>1 is gone.", SOCIAL),
        ("[1 Okafor]1 {1 testified}1 <1 that it leaked>1.", COURT),
        ("[1 Judge Ida Moss]1 {1 denied}1 <1 that it leaked>1.", COURT),
        ("[1 Okafor]1 {1 told}1 the jury <1 that it leaked>1.", COURT),
        ("It sank twice, {1 according to}1 [1 a police affidavit]1: <1 it sank>1.", COURT),
        ("<1 It leaked>1, [1 Dana Orlin]1 {1 said}1 at a news conference.", "news conference"),
        ("<1 It leaked>1, [1 Brandt]1 {1 said}1 at the end of a speech in Marram.", "speech"),
        ("The paper ran an interview with Brandt, in which [1 she]1 {1 said}1 <1 it leaked>1.", "interview"),
        ("When [1 Lind]1 {1 asked}1 her in court <1 if it leaked>1, she wept.", COURT),
        ("[1 The bank]1 {1 said}1 in a filing <1 that it leaked>1.", "document"),
        ("[1 The bank]1 {1 said}1 in a filing in federal court <1 that it leaked>1.", COURT),
    ],
)
def test_a_channel_is_told_by_the_cue_the_source_or_a_phrase_that_leads_to_it(marked, channel):
    assert read(marked, persons=["Ida Moss"]).attributions[0].channel == channel


@pytest.mark.parametrize(
    "marked",
    [
        "[1 Ivo Lind]1, who met her on Facebook, {1 said}1 <1 it leaked>1.",
        "[1 Telegram founder Oleg Durin]1 {1 said}1 <1 it leaked>1.",
        "[1 Twitter]1 {1 said}1 <1 it leaked>1.",
        "[1 Wim Kessler, who went with him to a hearing before Judge Ray Eckers,]1 {1 said}1 <1 it leaked>1.",
        "As deputies led Burns out following the hearing, [1 he]1 {1 said}1 <1 it leaked>1.",
        "Before the news conference, [1 Brandt]1 {1 told}1 aides <1 it leaked>1.",
        "In response to a tweet, [1 the mayor]1 {1 said}1 <1 it leaked>1.",
        "Police left the boy in the interview room, and [1 his mother]1 {1 said}1 <1 it leaked>1.",
        "[1 The plaintiff's neighbour]1 {1 said}1 <1 it leaked>1.",
        "Detectives interviewed Lind, and [1 he]1 {1 said}1 <1 it leaked>1.",
        "[1 Brandt]1 leaked water, kept a private server and {1 said}1 <1 it leaked>1.",
        "[1 Lind]1 has friends on Facebook and {1 said}1 <1 it leaked>1.",
        "Hearing [1 him]1 {1 say}1 <1 it leaked>1 was hard.",
        "It issued a subpoena over a memo that [1 lawmakers]1 {1 say}1 <1 shows that it leaked>1.",
        "It argues over a memo <1 that>1 [1 lawmakers]1 {1 say}1 <1 shows a leak>1.",
        "The man, identified in court records as Ivo Lind, {1 refused}1 <1 to come out>1.",
        "She will challenge it in court and [1 Brandt]1 {1 accused}1 <1 the port of lying>1.",
    ],
)
def test_words_for_a_channel_beside_an_attribution_are_none_of_its_own(marked):
    assert read(marked).attributions[0].channel is None


def test_a_channel_belongs_to_the_cue_that_it_stands_beside():
    marked = "[1 Brandt]1, [2 who]2 {2 has vowed}2 <2 to go>2, {1 said}1 in a Twitter post <1 that it leaked>1."
    assert {one.channel for one in read(marked).attributions if one.cue_spans[0].end < 25} == {None}
    assert {one.channel for one in read(marked).attributions if one.cue_spans[0].end > 25} == {SOCIAL}


def test_an_embedded_post_is_social_media_and_nothing_beyond_it():
    marked = (
        "<1 Shooter still on the run.>1 — [1 Cole Hart]1 {1 (}1@ColeHart) April 22, 2031\n\n"
        "[2 Cole Hart]2 {2 says}2 <2 “it is over”>2."
    )
    assert [one.channel for one in read(marked).attributions] == [SOCIAL, None]


@pytest.mark.parametrize(
    ("then", "channel"),
    [
        ("[2 Brandt]2 {2 added}2 <2 that it was old>2.", "statement"),
        ("<2 “It was old,”>2 [2 Brandt]2 {2 said}2.", "statement"),
        ("[2 Brandt]2 {2 wants}2 <2 a new one>2.", None),
        ("[2 Brandt]2 {2 told}2 us <2 “it was old”>2.", None),
        ("On Friday [2 Brandt]2 {2 said}2 <2 “it was old”>2.", None),
    ],
)
def test_a_channel_goes_on_to_quotations_and_to_what_somebody_added(then, channel):
    marked = f"[1 Brandt]1 {{1 said}}1 in a statement <1 that it leaked>1. {then}"
    assert read(marked, persons=["Brandt"]).attributions[1].channel == channel


def test_what_was_said_in_the_interview_came_through_the_outlet_of_before():
    marked = (
        "[1 Brandt]1 {1 said}1 in an interview with Radio Skerry <1 that it leaked>1. The sea rose. The crew left.\n\n"
        "It rained.\n\nNobody came.\n\n[2 Brandt]2 {2 said}2 in the interview <2 that it was old>2."
    )
    ledger = read(marked, persons=["Brandt"], organisations=["Radio Skerry"])
    assert [len(one.relays) for one in ledger.attributions] == [1, 1]


def test_an_outlet_is_written_with_a_capital():
    assert read("[1 The post]1 {1 said}1 <1 it leaked>1.").attributions[0].channel != "press report"


@pytest.mark.parametrize(
    ("who", "channel"),
    [
        ("Sources in the ruling party", None),
        ("Leaders of the ruling Marram alliance", None),
        ("A ruling by the council", COURT),
        ("The ruling", COURT),
    ],
)
def test_a_party_that_rules_is_no_court(who, channel):
    assert read(f"[1 {who}]1 {{1 said}}1 <1 it leaked>1.").attributions[0].channel == channel
