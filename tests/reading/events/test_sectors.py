"""Sectors and modes: which word of a phrase tells, and which of an event's words."""

import re
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.exports.polecat import SCORES
from whence.language.gazetteer import read_table
from whence.reading.events.sectors import mode_of, sector_of
from whence.records.plover import EVENT_TYPES

SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
    "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC", "IGO", "NGO",
}  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("the harbour ministry", "GOV"),
        ("soldiers", "MIL"),
        ("armies", "MIL"),
        ("a policewoman", "COP"),
        ("two policewomen", "COP"),
        ("gunmen", "UAF"),
        ("Tidewater's judges", "JUD"),
        ("the Senate", "LEG"),
        ("nurses", "MED"),
        ("a reporter", "JRN"),
        ("trawlermen", None),
        ("the lighthouse", None),
        ("", None),
        (" – ", None),
    ],
)
def test_a_noun_tells_its_sector_and_so_does_its_plural(phrase, sector):
    assert sector_of(phrase) == sector


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("defence ministry spokesman", "GOV"),
        ("opposition leader Ana Brandt", "OPP"),
        ("rebel fighters", "REB"),
        ("military court", "JUD"),
        ("police union", "LAB"),
        ("government troops", "MIL"),
        ("police and protesters", "COP"),
        ("protesters near the police station", "CVL"),
        ("Pilar Okafor, the mayor, and two soldiers", "GOV"),
    ],
)
def test_the_last_word_of_the_core_decides_where_it_tells_anything(phrase, sector):
    assert sector_of(phrase) == sector


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("an official", "GOV"),
        ("a police official", "COP"),
        ("a U.N. official", "IGO"),
        ("UN’s envoys", "IGO"),
        ("the president", "GOV"),
        ("the president of the dockers’ union", "LAB"),
        ("the president of Marram", "GOV"),
        ("the ambassador to the United Nations", "GOV"),
        ("a bank executive", "BUS"),
        ("a man from the army", "MIL"),
        ("a man near the barracks of the army", "CVL"),
    ],
)
def test_words_that_serve_many_sectors_leave_it_to_those_around_them(phrase, sector):
    assert sector_of(phrase) == sector


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("the White House", "GOV"),
        ("a white house", "GOV"),
        ("a member of parliament", "LEG"),
        ("the secretary-general", "IGO"),
        ("the general", "MIL"),
        ("the attorney general", "GOV"),
        ("the party’s general secretary", "PTY"),
        ("the press secretary", "GOV"),
        ("aid workers", "NGO"),
        ("farm workers", "AGR"),
        ("al-Qaeda", "REB"),
        ("the Lord’s Resistance Army", "REB"),
    ],
)
def test_the_longest_name_wins(phrase, sector):
    assert sector_of(phrase) == sector


@pytest.mark.parametrize("phrase", ["the Soviet Union", "the West Bank", "the director general", "the press office"])
def test_some_names_tell_no_sector_although_their_last_word_would(phrase):
    assert sector_of(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("the former mayor", "ELI"),
        ("ex-minister Ines Okafor", "ELI"),
        ("the ousted Marram prime minister", "ELI"),
        ("the former Soviet army", "MIL"),
        ("former rebels", "REB"),
        ("the mayor, a former judge", "GOV"),
        ("a friend of the former judge", "ELI"),
    ],
)
def test_who_held_an_office_once_is_of_the_former_elite(phrase, sector):
    assert sector_of(phrase) == sector


def test_a_surname_is_not_a_title():
    assert (sector_of("Pilar King"), sector_of("King Rollo"), sector_of("the king")) == (None, "GOV", "GOV")


def test_a_news_agency_is_known_by_its_name_but_not_by_a_common_noun():
    assert (sector_of("Yonhap"), sector_of("The Sun"), sector_of("the sun")) == ("JRN", "JRN", None)


def test_the_table_of_sectors_holds_each_name_once_in_one_form_with_a_code_of_the_manual():
    rows = read_table("sectors.tsv")
    names = [row["name"] for row in rows]
    assert names == sorted(set(names))
    assert all(re.fullmatch(r"[a-z0-9]+(?:['a-z0-9 ]*)", name) for name in names)
    assert {row["sector"] for row in rows} == {*SECTORS, "-"}


@given(st.text(alphabet=ascii_letters + " ,-’'.", max_size=40))
def test_any_text_has_a_sector_of_the_table_or_none(text):
    assert sector_of(text) in {*SECTORS, None}


@pytest.mark.parametrize(
    ("kind", "words", "mode"),
    [
        ("CONSULT", "visited", "visit"),
        ("CONSULT", "spoke by telephone", "phone"),
        ("CONSULT", "met", None),
        ("YIELD", "withdrew", "withdraw"),
        ("YIELD", "agreed to a ceasefire", "ceasefire"),
        ("YIELD", "agreed to a cease-fire", "ceasefire"),
        ("YIELD", "stepped down", "resign"),
        ("YIELD", "let the inspectors in", "access"),
        ("YIELD", "handed over weapons", "disarm"),
        ("YIELD", "pardoned three prisoners", None),
        ("REQUEST", "demanded talks", "meet"),
        ("REQUEST", "asked the minister for a loan", "assist"),
        ("REJECT", "refused to release them", "yield"),
        ("REJECT", "refused new laws", "change"),
        ("ACCUSE", "condemned", "disapprove"),
        ("ACCUSE", "sued", "allege"),
        ("ACCUSE", "opened an inquiry", "investigate"),
        ("THREATEN", "threatened to invade", "territory"),
        ("PROTEST", "marched", "demo"),
        ("PROTEST", "marched and clashed", "riot"),
        ("SANCTION", "found guilty", "convict"),
        ("SANCTION", "recalled", "withdraw"),
        ("MOBILIZE", "sent two frigates", "weapons"),
        ("COERCE", "arrested", "arrest"),
        ("COERCE", "declared a state of emergency", "martial-law"),
        ("COERCE", "hacked the harbour office", "cyber"),
        ("ASSAULT", "fired rubber bullets", "crowd-control"),
        ("ASSAULT", "fired bullets", "firearms"),
        ("ASSAULT", "killed", None),
        ("AGREE", "promised", None),
        ("SUPPORT", "praised the ceasefire", None),
    ],
)
def test_the_words_of_an_event_tell_its_mode(kind, words, mode):
    assert mode_of(kind, words.split()) == mode


def test_the_trigger_tells_before_the_words_around_it():
    assert mode_of("COERCE", ["arrested", "hackers"]) == "arrest"
    assert mode_of("COERCE", ["held", "hackers"]) == "cyber"
    assert mode_of("ASSAULT", ["bombing", "a", "suicide"]) == "suicide-attack"


def test_of_the_words_around_it_the_first_that_tells_decides():
    assert mode_of("ASSAULT", ["attacked", "with", "knives", "and", "rifles"]) == "primitive"
    assert mode_of("ASSAULT", ["attacked", "with", "rifles", "and", "knives"]) == "firearms"


def test_letter_case_and_punctuation_do_not_hide_a_mode():
    assert mode_of("COERCE", ["Declared", "“", "MARTIAL", "-", "LAW", "”"]) == "martial-law"


def test_part_of_a_word_is_not_a_stem():
    assert mode_of("THREATEN", ["told", "of", "towards"]) is None


def test_the_modes_of_the_table_are_those_that_the_manual_scores():
    scored = {(kind, mode) for kind, mode in SCORES if mode}
    not_scored = {("PROTEST", "vandalize"), ("RETREAT", "-")}
    told = {("RETREAT" if row["type"] == "YIELD" else row["type"], row["mode"]) for row in read_table("modes.tsv")}
    assert told == scored | not_scored
    assert {row["type"] for row in read_table("modes.tsv")} <= set(EVENT_TYPES)


@given(st.sampled_from(EVENT_TYPES), st.lists(st.text(max_size=8), max_size=6))
def test_any_words_have_a_mode_of_the_type_or_none(kind, words):
    modes = {row["mode"] for row in read_table("modes.tsv") if row["type"] == kind}
    assert mode_of(kind, words) in modes - {"-"} | {None}
