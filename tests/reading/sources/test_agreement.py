"""Whom pronouns and descriptions can mean, and whom never: on invented sentences, names and attributions marked."""

import re

import pytest

from tests.support.marked_reports import read, speakers


def test_whoever_is_quoted_is_not_the_he_or_she_of_the_quotation():
    ledger = read(
        "[1 Ines Okafor]1 {1 said}1: <1 “[2 She]2 {2 told}2 us <2 that it leaked>2.”>1",
        persons=["Ines Okafor"],
        meant=[("She", 0, {"Okafor": 0.9})],
    )
    assert speakers(ledger) == ["Ines Okafor", "She"]


@pytest.mark.parametrize("source", ["The nurse", "She"])
def test_whoever_speaks_after_a_colon_is_neither_the_she_nor_the_nurse_of_whom_that_tells(source):
    ledger = read(
        f"[1 Ines Okafor]1{{1 :}}1 <1 [2 {source}]2 {{2 told}}2 us <2 that it leaked>2>1.",
        persons=["Ines Okafor"],
        meant=[(source.split()[-1], 0, {"Okafor": 0.9})],
    )
    assert speakers(ledger) == ["Ines Okafor", source]


@pytest.mark.parametrize(("asked", "meant"), [("Ada Brandt ", "Ada Brandt"), ("", "Ines Okafor")])
def test_whoever_asks_another_is_not_the_she_of_the_question(asked, meant):
    ledger = read(
        f"Ada Brandt came. [1 Ines Okafor]1 {{1 asked}}1 {asked}<1 why [2 she]2 {{2 feared}}2 <2 the rain>2>1.",
        persons=["Ada Brandt", "Ines Okafor"],
        meant=[("she", 0, {"Okafor": 0.5, "Brandt": 0.3})],
    )
    assert speakers(ledger) == ["Ines Okafor", meant]


def test_whose_speech_is_reported_is_most_likely_the_she_of_it():
    ledger = read(
        "Ada Brandt left. [1 Ines Okafor]1 {1 said}1 <1 that [2 she]2 {2 hoped}2 <2 for rain>2>1.",
        persons=["Ada Brandt", "Ines Okafor"],
        meant=[("she", 0, {"Brandt": 0.4, "Okafor": 0.4})],
    )
    assert speakers(ledger) == ["Ines Okafor", "Ines Okafor"]


@pytest.mark.parametrize(
    ("goes_on", "chances", "meant"),
    [
        ("<2 the weir is shut>2, and [3 she]3 {3 warned}3 <3 of mud>3.", (0.45, 0.45), "Ines Okafor"),
        ("<2 the weir is shut>2. “<3 Mind the mud>3,” [3 she]3 {3 said}3.", (0.45, 0.45), "Ines Okafor"),
        ("<2 the weir is shut>2.\n\n[3 She]3 {3 warned}3 <3 of mud>3.", (0.7, 0.2), "She"),
    ],
)
def test_a_sentence_or_a_quotation_goes_on_with_who_spoke_last_and_is_open_if_the_model_is_surer_of_another(
    goes_on, chances, meant
):
    pronoun = "She" if "She" in goes_on else "she"
    ledger = read(
        f"[1 Ada Brandt]1 {{1 spoke}}1 <1 first>1. [2 Ines Okafor]2 {{2 said}}2 {goes_on}",
        persons=["Ada Brandt", "Ines Okafor"],
        meant=[(pronoun, 0, dict(zip(("Brandt", "Okafor"), chances, strict=True)))],
    )
    assert speakers(ledger)[-1] == meant


def test_after_a_quotation_it_is_who_spoke_last_even_so():
    ledger = read(
        "[1 Ines Okafor]1 {1 spoke}1 <1 first>1.\n\n“<2 It leaked>2,” [2 she]2 {2 said}2.", persons=["Ines Okafor"]
    )
    assert speakers(ledger) == ["Ines Okafor", "Ines Okafor"]


def test_an_age_says_no_more_of_whom_a_description_means():
    ledger = read(
        "Diver Ines Okafor left. [1 The diver, 47,]1 {1 said}1 <1 the weir leaked>1.", persons=["Ines Okafor"]
    )
    assert speakers(ledger) == ["Ines Okafor"]


def test_a_description_is_nobody_who_is_named_only_later():
    ledger = read(
        "[1 The nurse]1 {1 said}1 <1 it leaked>1. [2 Bruno Haddad]2 {2 denied}2 <2 that>2.",
        persons=["Bruno Haddad"],
        meant=[("nurse", 0, {"Haddad": 0.9})],
    )
    assert speakers(ledger) == ["The nurse", "Bruno Haddad"]


def test_a_headline_may_mean_who_is_named_beneath():
    ledger = read(
        "[1 She]1 {1 swears}1 <1 it leaked>1\n\nInes Okafor went home.",
        persons=["Ines Okafor"],
        meant=[("She", 0, {"Okafor": 0.9})],
    )
    assert speakers(ledger) == ["Ines Okafor"]


@pytest.mark.parametrize(
    ("told", "pronoun", "meant"),
    [
        ("Lydia Brandt met Owen Haddad.", "He", "Owen Haddad"),
        ("Chairwoman Kofu Brandt met Pastor Zeru Haddad.", "He", "Zeru Haddad"),
        ("Kofu Brandt and her brother Zeru Haddad left.", "She", "Kofu Brandt"),
        ("Lydia Brandt, Mrs. Brandt to all, met Zeru Haddad.", "He", "Zeru Haddad"),
        ("Kofu Brandt, the wife of a king, met Zeru Haddad.", "He", "Zeru Haddad"),
    ],
)
def test_a_given_name_a_title_or_a_relative_tells_whom_he_and_she_mean(told, pronoun, meant):
    other = next(name for name in ("Brandt", "Haddad") if name not in meant)
    last = meant.split()[-1]
    ledger = read(
        f"{told} [1 {pronoun}]1 {{1 said}}1 <1 it leaked>1.",
        persons=re.findall(r"[A-Z][a-z]+ (?:Brandt|Haddad)", told.replace("Chairwoman ", "").replace("Pastor ", "")),
        meant=[(pronoun, 0, {other: 0.5, last: 0.3})],
    )
    assert speakers(ledger) == [meant]


@pytest.mark.parametrize(
    ("noun", "speaker"), [("company", "Brandt Steel"), ("union", "The union"), ("council", "The council")]
)
def test_a_union_or_a_council_is_no_firm(noun, speaker):
    ledger = read(
        f"Brandt Steel closed a mill. [1 The {noun}]1 {{1 said}}1 <1 it was old>1.",
        organisations=["Brandt Steel"],
        meant=[(noun, 0, {"Steel": 0.99})],
    )
    assert speakers(ledger) == [speaker]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A neighbour, the diver Ines Okafor,", "Ines Okafor"),
        ("One of the guards, a cook named Ines Okafor,", "Ines Okafor"),
        ("Her rival, Ines Okafor,", "Ines Okafor"),
        ("The former secretary of state Ines Okafor", "Ines Okafor"),
        ("Director of Harbour Affairs Ines Okafor", "Ines Okafor"),
        ("A lawyer for Ines Okafor", "A lawyer for Ines Okafor"),
        ("The secretary of singer Ines Okafor", "The secretary of singer Ines Okafor"),
    ],
)
def test_a_description_and_a_name_beside_it_are_one_source(source, speaker):
    ledger = read(f"[1 {source}]1 {{1 said}}1 <1 it leaked>1.", persons=["Ines Okafor"])
    assert speakers(ledger) == [speaker]


def test_a_date_is_nobody():
    ledger = read("[1 14 May]1 {1 reported}1 <1 that the ferry sank>1.")
    assert (ledger.sources, ledger.attributions[0].source) == ((), None)
    assert [source.name for source in read("[1 May]1 {1 said}1 <1 it sank>1.", persons=["May"]).sources] == ["May"]


def test_what_somebody_allegedly_did_is_nobodys_claim():
    ledger = read("[1 Okafor]1 {1 allegedly}1 <1 fled>1.", persons=["Okafor"])
    assert speakers(ledger) == [None]


def test_police_are_the_one_police_named():
    text = "[1 Police]1 {1 said}1 <1 a boat sank>1. Quill police dived. Later [2 police]2 {2 added}2 <2 it burnt>2."
    ledger = read(text, places=["Quill"])
    assert [source.name for source in ledger.sources] == ["Quill police"]
    assert [source.naming for source in ledger.sources] == ["named"]


def test_police_are_nobody_by_name_where_two_are_named():
    text = "Quill police and Marram police dived. [1 Police]1 {1 said}1 <1 a boat sank>1."
    assert speakers(read(text, places=["Quill", "Marram"])) == ["Police"]


def test_a_poll_and_the_poll_after_it_are_one_document():
    ledger = read(
        "A new ferry poll came out. [1 The poll]1 {1 found}1 <1 anger>1. [2 The ferry poll]2 {2 found}2 <2 fear>2."
    )
    assert speakers(ledger) == ["A new ferry poll", "A new ferry poll"]


def test_another_poll_is_not_the_one_before():
    assert speakers(read("A tax poll came out. [1 The ferry poll]1 {1 found}1 <1 fear>1.")) == ["The ferry poll"]


def test_an_office_means_one_of_those_who_bear_it():
    ledger = read(
        "Senator Ines Okafor and Senator Bruno Haddad met Ada Brandt. [1 The senator]1 {1 said}1 <1 it leaked>1.",
        persons=["Ines Okafor", "Bruno Haddad", "Ada Brandt"],
        meant=[("senator", 0, {"Brandt": 0.3, "Haddad": 0.7})],
    )
    assert speakers(ledger) == ["Bruno Haddad"]


def test_the_president_of_another_country_is_another():
    ledger = read(
        "President Ines Okafor met a guest. [1 The French president]1 {1 said}1 <1 it leaked>1.",
        persons=["Ines Okafor"],
    )
    assert speakers(ledger) == ["The French president"]


def test_capitals_in_a_headline_are_no_name():
    ledger = read("[1 A Guy]1 {1 Says}1 <1 Every Boat Will Sink>1\n\nThe boats were old.")
    assert [(source.kind, source.naming) for source in ledger.sources] == [("person", "described")]


def test_a_title_goes_to_whom_it_was_given():
    ledger = read(
        "Judge Ines Okafor heard Colonel Ada Okafor. [1 Judge Okafor]1 {1 said}1 <1 it leaked>1. "
        "[2 Col. Okafor]2 {2 said}2 <2 it burnt>2.",
        persons=["Ines Okafor", "Ada Okafor", "Okafor"],
    )
    assert speakers(ledger) == ["Ines Okafor", "Ada Okafor"]


@pytest.mark.parametrize(
    ("lead", "named", "speaker"),
    [
        ("[1 Federal judge]1 {1 halts}1 <1 the ferry>1", "Judge Ines Okafor wrote it.", "Ines Okafor"),
        ("[1 A lawmaker]1 {1 says}1 <1 it leaks>1.", "Rep. Ines Okafor was asked.", "Ines Okafor"),
        ("[1 A judge]1 {1 says}1 <1 it leaks>1.", "Judge Ines Okafor met Judge Bruno Haddad.", "A judge"),
        ("[1 A French judge]1 {1 says}1 <1 it leaks>1.", "Judge Ines Okafor was asked.", "A French judge"),
    ],
)
def test_who_is_described_in_the_lead_and_named_beneath_is_named(lead, named, speaker):
    assert speakers(read(f"{lead}\n\n{named}", persons=["Ines Okafor", "Bruno Haddad"])) == [speaker]


def test_it_and_they_need_more_than_to_have_spoken_last():
    ledger = read(
        "<1 It burnt>1, {1 said}1 [1 Brandt Steel]1. [2 They]2 {2 said}2 <2 it leaked>2.",
        organisations=["Brandt Steel"],
        meant=[("They", 0, {"Steel": 0.05})],
    )
    assert speakers(ledger) == ["Brandt Steel", "They"]


def test_they_may_be_two_who_were_named_together():
    ledger = read(
        "[1 Ada Marsh and Ivo Brandt]1 {1 said}1 <1 it burnt>1. [2 They]2 {2 hoped}2 <2 for rain>2.",
        persons=["Ada Marsh", "Ivo Brandt"],
        meant=[("They", 0, {"Brandt": 0.5})],
    )
    assert speakers(ledger) == ["Ada Marsh and Ivo Brandt", "Ada Marsh and Ivo Brandt"]


def test_a_body_of_one_country_is_none_of_another():
    text = "{country} ministry waits. [1 The French ministry]1 {{1 said}}1 <1 no>1."
    meant = [("ministry", 1, {"ministry": 0.9})]
    other = read(text.format(country="Russia's"), organisations=["Russia's ministry"], meant=meant)
    assert speakers(other) == ["The French ministry"]


@pytest.mark.parametrize(("title", "meant"), [("Vice President", "The president"), ("President", "Ines Okafor")])
def test_no_vice_president_is_the_president(title, meant):
    ledger = read(
        f"{title} Ines Okafor came. [1 The president]1 {{1 said}}1 <1 no>1.",
        persons=["Ines Okafor"],
        meant=[("president", 0, {"Okafor": 0.2})],
    )
    assert speakers(ledger) == [meant]


@pytest.mark.parametrize(
    ("described", "meant"),
    [("The company", "Brandt Steel"), ("The company's board", "The company's board"), ("The union", "The union")],
)
def test_the_company_is_the_firm_that_a_report_is_about_and_its_board_is_another(described, meant):
    noun = described.split()[-1].removesuffix("'s")
    ledger = read(
        "Brandt Steel burnt. The fire at Brandt Steel was put out.\n\n"
        f"[1 {described}]1 {{1 said}}1 <1 that it will go on>1.",
        organisations=["Brandt Steel"],
        meant=[(noun, 0, {"Steel": 0.5})],
    )
    assert speakers(ledger) == [meant]


def test_who_was_he_before_is_not_she():
    ledger = read(
        "[1 Jorun Vell]1 {1 said}1 <1 yes>1. “It held,” [2 he]2 {2 said}2. [3 A diver]3 {3 said}3 <3 no>3. "
        "[4 She]4 {4 swore}4 <4 so>4.",
        persons=["Jorun Vell"],
        meant=[("he", 0, {"Vell": 0.9}), ("She", 0, {"Vell": 0.9})],
    )
    assert speakers(ledger) == ["Jorun Vell", "Jorun Vell", "A diver", "A diver"]


def test_the_company_is_no_newspaper():
    ledger = read(
        "The Tidewater Post wrote of it. [1 The company]1 {1 said}1 <1 no>1.",
        organisations=["Tidewater Post"],
        meant=[("company", 0, {"Post": 0.5})],
    )
    assert speakers(ledger) == ["The company"]


def test_the_company_is_no_public_body():
    ledger = read(
        "[1 The Harbour Office]1 {1 said}1 <1 no>1. [2 The company]2 {2 said}2 <2 yes>2.",
        organisations=["Harbour Office"],
        meant=[("company", 0, {"Office": 0.9})],
    )
    assert speakers(ledger) == ["Harbour Office", "The company"]


def test_who_after_a_place_is_somebody_of_that_place():
    ledger = read(
        "[2 A resident of Marram]2, [1 who]1 {1 feared}1 <1 the tide>1, {2 said}2 <2 that it rose>2.",
        places=["Marram"],
    )
    assert speakers(ledger) == ["A resident of Marram", "A resident of Marram"]
    assert len(ledger.sources) == 1


def test_a_role_ends_before_a_bracket():
    marked = "[1 Ana Brandt, head of the Pilots' Guild (PG),]1 {1 said}1 <1 no>1."
    ledger = read(marked, persons=["Ana Brandt"], organisations=["Pilots' Guild"])
    roles = {span.of(ledger.report.text) for source in ledger.sources for span in source.role_spans}
    assert roles == {"head of the Pilots' Guild"}


def test_a_nationality_names_no_newspaper():
    ledger = read(
        "[1 A state-run Norwegian newspaper]1 {1 said}1 <1 it leaked>1. [2 The Brandt paper]2 {2 denied}2 <2 it>2."
    )
    assert [source.naming for source in ledger.sources] == ["described", "named"]


def test_we_said_by_the_spokesman_of_a_body_is_that_body_and_i_is_the_spokesman():
    said = "[1 Northarm spokesman Ivo Brandt]1 {{1 said}}1 <1 that [2 {}]2 {{2 regretted}}2 <2 the leak>2>1."
    names = {"persons": ["Ivo Brandt"], "organisations": ["Northarm"]}
    assert speakers(read(said.format("we"), **names)) == ["Ivo Brandt", "Northarm"]
    assert speakers(read(said.format("I"), **names)) == ["Ivo Brandt", "Ivo Brandt"]
    assert speakers(read(said.replace("spokesman", "diver").format("we"), **names)) == ["Ivo Brandt", "Ivo Brandt"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("union", "company"),
        ("company", "regulator"),
        ("hospital", "council"),
        ("force", "watchdog"),
        ("court", "board"),
    ],
)
def test_bodies_of_different_kinds_are_never_one(first, second):
    ledger = read(
        f"[1 The {first}]1 {{1 said}}1 <1 that it was late>1. [2 The {second}]2 {{2 said}}2 <2 that it was fair>2.",
        meant=[(second, 0, {first: 0.95})],
    )
    assert speakers(ledger) == [f"The {first}", f"The {second}"]


@pytest.mark.parametrize(
    ("first", "second"), [("airline", "company"), ("charity", "organisation"), ("firm", "airline")]
)
def test_a_body_that_was_introduced_by_its_kind_may_be_called_so_in_general(first, second):
    ledger = read(
        f"[1 A {first}]1 {{1 said}}1 <1 that it was late>1. [2 The {second}]2 {{2 said}}2 <2 that it was fair>2.",
        meant=[(second, 0, {first: 0.95})],
    )
    assert len(ledger.sources) == 1
