"""Sources that the grammar gives: on invented sentences in which the model finds none."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.missing_sources import find_missing_sources
from whence.reading.model.decode import Name


def sourced(marked, *, names=()):
    """Sources and contents of the last attribution, as words."""
    text, spans = parse_marked(marked)
    words = segment(text)
    known = []
    for shown, kind in names:
        wanted = segment(shown).texts
        start = next(i for i in range(len(words)) if words.texts[i : i + len(wanted)] == wanted)
        known.append(Name(start, start + len(wanted), kind, 1.0))
    *_, one = find_missing_sources(words, found_in(words, spans), known)
    shown = [" ".join(words.texts[slice(*run)]) for run in one.source]
    return (shown or [None])[0], " ".join(" ".join(words.texts[slice(*run)]) for run in one.contents)


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("She met divers who {1 have suggested}1 <1 that it leaks>1.", "who"),
        ("She met divers who later {1 said}1 <1 that it leaks>1.", "who"),
        ("[1 The pilot]1 {1 tells}1 us <1 it held>1, but {2 says}2 <2 the wall leaks>2.", "The pilot"),
        ("<1 It held>1, [1 Okafor]1 {1 hints}1; {2 says}2 <2 the wall leaks>2.", "Okafor"),
        ("[1 Okafor]1 {1 denied}1 <1 a leak>1 but later {2 said}2 <2 the wall was wet>2.", "Okafor"),
        ("He recalled her {1 remark}1 <1 that it leaked>1.", "her"),
    ],
)
def test_the_words_before_a_cue_show_who_says_it(marked, source):
    assert sourced(marked)[0] == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("She left the hall and then {1 insisted}1 <1 that it leaks>1.", "She"),
        ("She left the hall and then {1 accused}1 <1 him of a leak>1.", "She"),
        ("She fired Brandt and {1 urged}1 <1 the mayor to leave>1.", "She"),
        ("Ines Okafor left the hall and {1 insisted}1 <1 that it leaks>1.", "Ines Okafor"),
        ("The old diver left the hall and {1 told}1 us <1 that it leaks>1.", "The old diver"),
        ("Ines Okafor, 34, shut the hall and {1 said}1 <1 that it leaks>1.", "Ines Okafor"),
        ("She feared the mud as he came and {1 warned}1 <1 that it leaks>1.", "he"),
        ("Okafor sold boats that he leased back, lent money, and {1 had planned}1 <1 to sail>1.", "Okafor"),
        ("They asked why young people left and {1 thought}1 <1 it odd>1.", "young people"),
        ("It was Okafor, who had opposed it before and {1 once again did not like}1 <1 the weir>1.", "who"),
        ("“I saw it leak when I dived and {1 thought}1 <1 it would break>1.”", "I"),
        ("[1 The firm]1 {1 said}1 <1 it held>1, but now {2 says}2 <2 it leaks>2.", "The firm"),
    ],
)
def test_the_subject_of_the_verb_before_and_goes_on(marked, source):
    names = [(name, "person") for name in ("Ines Okafor", "Okafor") if name in marked][:1]
    assert sourced(marked, names=names)[0] == source


@pytest.mark.parametrize(
    "marked",
    [
        "The pilot was taken away and {1 warned}1 <1 that it leaks>1.",
        "The pilot lies ashore and {1 is expected}1 <1 to live>1.",
        "The pilot told the truth and {1 has been told}1 <1 that it leaks>1.",
        "The pilot was found and {1 accused of}1 <1 theft>1.",
        "The pilot read letters and {1 complaints}1 <1 that it leaks>1.",
        "The wall fell and {1 had suggested}1 <1 that it leaks>1.",
        "The pilot met Okafor; and {1 insisted}1 <1 that it leaks>1.",
        "[1 She]1 {1 said}1 <1 the pair disliked it>1 and {2 insisted}2 <2 that it leaks>2.",
        "The pilot, who {1 is believed}1 <1 to have fled>1, left.",
    ],
)
def test_where_another_verb_is_joined_nobody_says_it(marked):
    assert sourced(marked, names=[("Okafor", "person")] if "Okafor" in marked else [])[0] is None


def test_who_tells_something_is_named_right_after_the_cue():
    marked = "The Post {1 was told this morning}1 by the harbour office <1 that it leaks>1."
    assert sourced(marked)[0] == "the harbour office"
    assert sourced("The Post {1 was told}1 by the river <1 that it leaks>1.")[0] is None


def test_the_owner_of_a_remark_says_it():
    marked = "He points to Ines Okafor's 2029 {1 claim}1 <1 that it leaked>1."
    assert sourced(marked, names=[("Ines Okafor", "person")])[0] == "Ines Okafor"
    meant = "Ines Okafor's plan {1 is intended}1 <1 to hold>1."
    assert sourced(meant, names=[("Ines Okafor", "person")])[0] is None
    assert sourced("He points to Marram's 2029 {1 claim}1 <1 that it leaked>1.", names=[("Marram", "place")])[0] is None


@pytest.mark.parametrize(
    "marked",
    [
        "[1 She]1 {1 said}1 <1 the mayor saw it>1 and {2 said}2 <2 nothing of it>2.",
        "[1 She]1 {1 said}1 <1 it held>1. But {2 says}2 <2 nobody of it>2.",
        "The boats that {1 said}1 <1 it was late>1 came in.",
        "Its {1 claim}1 <1 that it leaked>1 was new.",
        "He was told, and {1 sure}1 <1 that it leaked>1.",
    ],
)
def test_where_it_may_be_another_nobody_says_it(marked):
    assert sourced(marked)[0] is None


def test_who_acts_in_a_passive_says_it():
    marked = "The judge {1 was asked}1 <1 to drop the case by two lawyers>1."
    assert sourced(marked) == ("two lawyers", "to drop the case")
    named = "The judge {1 was urged}1 <1 to drop the case by Ines Okafor>1."
    assert sourced(named, names=[("Ines Okafor", "person")]) == ("Ines Okafor", "to drop the case")


@pytest.mark.parametrize(
    "marked",
    [
        "The judge {1 was asked}1 <1 to drop the case by Monday>1.",
        "The boy {1 was accused}1 <1 of being hidden by two lawyers>1.",
        "The judge {1 was told}1 <1 that it was stolen by two lawyers>1.",
        "The judge {1 was asked}1 <1 to come by, and by two lawyers>1.",
        "The judge {1 asked}1 <1 for a letter by two lawyers>1.",
    ],
)
def test_what_else_by_leads_to_is_no_source(marked):
    assert sourced(marked)[0] is None


def test_whoever_is_named_right_before_or_after_a_verb_of_saying_says_it():
    marked = "Two boats, {1 said}1 <1 Okafor, are to wait>1."
    assert sourced("<1 Two boats>1, {1 said}1 <1 Okafor, are to wait>1.", names=[("Okafor", "person")]) == (
        "Okafor",
        "Two boats are to wait",
    )
    assert sourced(marked, names=[("Okafor", "person")])[0] is None
    assert sourced("<1 Two boats>1, {1 said}1 <1 Okafor>1", names=[("Okafor", "person")])[0] is None
    asked = "She said that KQMV {1 asked}1 <1 her to wait>1."
    assert sourced(asked, names=[("KQMV", "organisation")])[0] == "KQMV"
    assert sourced("She was told by KQMV {1 asked}1 <1 to wait>1.", names=[("She", "person")])[0] is None


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("<1 [2 The port]2 leaks>1, [1 Okafor]1 {1 said}1 on Monday, {2 accusing}2 <2 its owner of lying>2.", "Okafor"),
        ("<1 The port leaks>1, {1 said}1 [1 Okafor]1 in Marram, {2 accusing}2 <2 its owner of lying>2.", "Okafor"),
        # Whoever acts in between may be meant, and so may the subject of what is said after its verb.
        ("<1 It leaks>1, [1 Okafor]1 {1 said}1, and [2 Brandt]2 left, {2 warning}2 <2 that it sinks>2.", "Brandt"),
        ("[1 Okafor]1 {1 said}1 <1 that [2 Brandt]2 left>1, {2 warning}2 <2 that it sinks>2.", "Brandt"),
        ("<1 It leaks>1, [1 Okafor]1 {1 said}1.\n[2 Brandt]2 left, {2 warning}2 <2 that it sinks>2.", "Brandt"),
    ],
)
def test_a_participle_goes_on_with_who_speaks_right_before_it(marked, source):
    assert sourced(marked)[0] == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[1 Halden Bank]1 {1 said}1 <1 it {2 expected}2 <2 loans to grow>2>1.", "it"),
        ("[1 Okafor]1 {1 said}1 <1 they {2 hoped}2 <2 it would hold>2>1.", "they"),
        ("We{1 ’re told}1 <1 that it leaks>1.", None),
        ("[1 Okafor]1 {1 said}1 <1 it {2 appears}2 <2 that it leaks>2>1.", None),
        ("[1 Okafor]1 {1 said}1 <1 they {2 had been assured}2 <2 that it holds>2>1.", None),
    ],
)
def test_a_pronoun_right_before_a_verb_of_somebodys_is_its_source(marked, source):
    assert sourced(marked)[0] == source


@pytest.mark.parametrize(
    ("marked", "source", "content"),
    [
        (
            "<1 Crews will be cut by a third, four people familiar with it>1 {1 said}1.",
            "four people familiar with it",
            "Crews will be cut by a third",
        ),
        ("<1 The port will close>1, one of its owners {1 said}1.", "one of its owners", "The port will close"),
        # No people, no clause before them, or a clause of their own.
        ("<1 Crews will be cut by a third, four times as many>1 {1 said}1.", None, None),
        ("<1 In the port, four people>1 {1 said}1 no.", None, None),
        ("<1 Crews will go, four people were hurt>1 {1 said}1.", None, None),
    ],
)
def test_people_behind_the_last_comma_of_a_content_say_it(marked, source, content):
    found, said = sourced(marked)
    assert (found, said if source else None) == (source, content)


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[1 The firm]1 {1 said}1 <1 it “was sound”>1, and {2 blamed}2 <2 a guard for it>2.", "The firm"),
        ("[1 The firm]1 {1 said}1 <1 it was sound>1 and {2 blamed}2 <2 a guard for it>2.", "The firm"),
        ("[1 Okafor]1 {1 said}1 <1 the crew held fire>1, {2 blaming}2 <2 the guards>2.", "Okafor"),
        # It may be either, or no verb of saying.
        ("[1 Okafor]1 {1 said}1 <1 the mayor was late>1 and {2 blamed}2 <2 a guard for it>2.", None),
        ("[1 Okafor]1 {1 said}1 <1 he had met her>1 and {2 blamed}2 <2 a guard for it>2.", None),
        ("[1 Okafor]1 {1 said}1 <1 the crew held fire>1, {2 fearing}2 <2 the guards>2.", None),
    ],
)
def test_whoever_speaks_goes_on_after_what_was_said(marked, source):
    assert sourced(marked)[0] == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("<1 Her crew>1, [1 she]1 {1 wrote}1, <1 {2 believed}2 <2 that it leaks>2>1.", "Her crew"),
        ("<1 Her crew was late>1, [1 she]1 {1 wrote}1, <1 {2 believed}2 <2 that it leaks>2>1.", None),
        ("The mayor met them and {1 assured}1 <1 that it holds>1.", "The mayor"),
        ("The mayor was met and {1 assured}1 <1 that it holds>1.", None),
    ],
)
def test_the_subject_may_stand_before_who_says_it_all(marked, source):
    assert sourced(marked)[0] == source
