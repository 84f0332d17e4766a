"""Who speaks a quotation by the sentence before it, and who does not: on invented sentences, attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers

ADA, IVO, OTTO = "Ada Marsh", "Ivo Brandt", "Otto Roe"


def answer(before, quoted="I did not ring", pronoun="he", likely="Brandt", verb="said"):
    """Read a quotation that "he" speaks after some sentences, of whom the model says that he is likely Brandt."""
    ledger = read(
        f"{before} “<9 {quoted}>9,” [9 {pronoun}]9 {{9 {verb}}}9.",
        persons=[IVO, OTTO, ADA],
        organisations=["Eubanks", "Parliament"],
        meant=[(pronoun, 0, {likely: 0.9})],
    )
    return speakers(ledger)[-1]


@pytest.mark.parametrize(
    ("asking", "who"),
    [
        ("[1 Ivo Brandt]1 {1 asked}1 Mr Otto Roe", OTTO),
        ("[1 Ivo Brandt]1 {1 asked}1 Otto Roe", OTTO),
        ("[1 Ivo Brandt]1 {1 asked}1 him", "he"),
        ("[1 Ivo Brandt]1 {1 asked}1 the witness", "he"),
        # Whoever asks in front of others goes on, and so does he who asks a woman.
        ("{1 asked}1 [1 Ivo Brandt]1", IVO),
        ("[1 Ivo Brandt]1 {1 asked}1 reporters", IVO),
        ("[1 Ivo Brandt]1 {1 asked}1 a reporter", IVO),
        ("[1 Ivo Brandt]1 {1 asked}1 her", IVO),
        ("[1 Ivo Brandt]1 {1 asked}1 the waitress", IVO),
        ("[1 Ivo Brandt]1 {1 asked}1 Mrs Ada Marsh", IVO),
        ("{1 asked}1 [1 Ivo Brandt]1, for the defence", "he"),
    ],
)
def test_whoever_is_asked_answers_and_not_whoever_asks(asking, who):
    assert answer(f"“<1 Did you ring?>1” {asking}.") == who


def test_a_question_after_a_question_may_be_by_whoever_asked_the_first():
    asking = "“<1 Did you ring?>1” [1 Ivo Brandt]1 {1 asked}1 Mr Otto Roe."
    ledger = read(
        f"{asking} “<2 Did you try?>2” [2 he]2 {{2 added}}2.", persons=[IVO, OTTO], meant=[("he", 0, {"Brandt": 0.9})]
    )
    assert speakers(ledger) == [IVO, IVO]


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("His lawyer, Otto Roe, was less sure.", OTTO),
        ("His predecessor, Mr Otto Roe, laughed.", OTTO),
        ("The skipper's lawyer, Otto Roe, reacted furiously.", OTTO),
        ("But his lawyer, former judge Otto Roe, was blunt.", OTTO),
        ("Brandt's lawyer Otto Roe disagreed.", OTTO),
        ("Otto Roe, limping and bruised, spoke only once.", OTTO),
        ("Otto Roe shook his head.", OTTO),
        # What happened to another says nothing of who speaks.
        ("His brother, Otto Roe, was lost at sea.", IVO),
        ("His father, Otto Roe, was a miner.", IVO),
        ("Otto Roe shook hands.", IVO),
        ("His boat, Otto Roe, was clear.", IVO),
        ("His boss, Otto Roe, was less sure than Ada Marsh.", IVO),
        ("His wife, Mrs Ada Marsh, laughed.", IVO),
        # A surname that the model takes for a body's.
        ("Eubanks shook his head.", "he"),
        ("Eubanks spoke first.", IVO),
        ("Parliament laughed.", IVO),
    ],
)
def test_whoever_is_told_to_speak_or_be_sure_speaks_next(before, who):
    assert answer(f"[1 Ivo Brandt]1 {{1 said}}1 <1 it would rain>1. {before}") == who


@pytest.mark.parametrize(
    ("claim", "quoted", "who"),
    [
        ("a claim Marsh's aide, Otto Roe, described as “absurd.”", "She took nothing", OTTO),
        ("a charge Otto Roe denied.", "I took nothing", OTTO),
        ("a charge Otto Roe denied.", "He took the boat", IVO),
        ("a boat Otto Roe built.", "I took nothing", IVO),
    ],
)
def test_whoever_calls_a_claim_something_goes_on_about_it(claim, quoted, who):
    assert answer(f"[1 Ivo Brandt]1 {{1 accused}}1 <1 Ada Marsh of theft>1, {claim}", quoted) == who


@pytest.mark.parametrize(
    ("quoted", "who"), [("Brandt said, ‘Run,’", "he"), ("Brandt is my name", IVO), ("Run, Brandt", IVO)]
)
def test_whoever_is_said_to_say_something_in_a_quotation_does_not_speak_it(quoted, who):
    assert answer("[1 Ivo Brandt]1 {1 laughed}1.", quoted) == who


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Noting that Brandt was ill", "he"),
        ("Pointing out that Brandt was ill", "he"),
        ("Noting that he was ill", IVO),
        ("With Brandt ill", IVO),
    ],
)
def test_whoever_notes_something_is_nobody_told_of_in_it(before, who):
    ledger = read(
        f"[1 Ivo Brandt]1 {{1 spoke}}1 <1 first>1. {before}, [2 he]2 {{2 said}}2 <2 it would rain>2.",
        persons=[IVO, "Brandt"],
        meant=[("he", before.count(" he "), {"Brandt": 0.9, "Ivo": 0.9})],
    )
    assert speakers(ledger)[-1] == who


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("who did not want her name used", "he"),
        ("who asked not to be named because she was afraid", "he"),
        ("who did not want his name used", "A neighbor"),
        ("who said that she had gone", "A neighbor"),
        ("who gave his wife her name", "A neighbor"),
    ],
)
def test_whoever_wants_her_name_kept_back_is_not_he(clause, who):
    ledger = read(
        f"[1 A neighbor, {clause},]1 {{1 said}}1 <1 it had rained>1. [2 He]2 {{2 added}}2 <2 that it was dark>2.",
        meant=[("He", 0, {"neighbor": 0.97})],
    )
    assert speakers(ledger)[-1].removesuffix(", " + clause).lower() == who.lower()


def test_whoever_was_she_once_is_not_he():
    ledger = read(
        "[1 A neighbor]1 {1 said}1 <1 it rained>1. [2 She]2 {2 said}2 <2 [3 he]3 {3 told}3 her <3 that it fell>3>2.",
        meant=[("She", 0, {"neighbor": 0.97}), ("he", 0, {"neighbor": 0.97})],
    )
    assert speakers(ledger) == ["A neighbor", "A neighbor", "he"]


def test_whoever_begins_the_next_sentence_does_not_speak_the_quotation_before_it():
    ledger = read(
        "[1 Ivo Brandt]1 {1 said}1 <1 it rained>1. Otto Roe laughed. “<1 I mean it.>1” [2 He]2 {2 said}2 <2 it fell>2.",
        persons=[IVO, OTTO],
        meant=[("He", 0, {"Brandt": 0.97, "Ivo": 0.97})],
    )
    assert speakers(ledger)[-1] == IVO
