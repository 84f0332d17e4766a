"""Which speakers are likely one voice, where no rule says so: on invented sentences, attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers

NETMAKER = (
    "[1 Bruno Haddad, a netmaker from Tarn]1 {1 said}1 <1 the weir leaks>1.\n\n[2 {}]2 {{2 warned}}2 <2 of mud>2."
)


def netmaker(description, **names):
    marked = NETMAKER.replace("{1 said}1", "{{1 said}}1").format(description)
    noun = description.split()[-1]
    return speakers(read(marked, meant=[(noun, marked.count(noun) - 1, {"Haddad": 0.6})], **names))


def test_a_description_in_the_words_that_stand_beside_a_name_is_that_person():
    known = {"persons": ["Bruno Haddad"], "places": ["Tarn"]}
    assert netmaker("The Tarn netmaker", **known) == ["Bruno Haddad"] * 2


@pytest.mark.parametrize("other", ["His netmaker", "A Haddad netmaker", "The French netmaker"])
def test_what_is_his_or_holds_his_name_or_is_of_another_country_is_somebody_else(other):
    assert netmaker(other, persons=["Bruno Haddad"], places=["Tarn"]) == ["Bruno Haddad", other]


def test_a_description_is_nobody_named_where_another_bears_its_noun():
    marked = (
        "[1 Bruno Haddad]1 {1 said}1 <1 the weir leaks>1 to thatcher Ada Brandt.\n\n"
        "[2 A Tarn thatcher]2 {2 warned}2 <2 of mud>2."
    )
    ledger = read(marked, persons=["Bruno Haddad", "Ada Brandt"], meant=[("thatcher", 1, {"Haddad": 0.9})])
    assert speakers(ledger) == ["Bruno Haddad", "A Tarn thatcher"]


def test_a_document_called_by_another_noun_is_one_voice():
    marked = (
        "[1 A survey of 900 anglers]1 {1 shows}1 <1 that few fish>1.\n\n[2 The study]2 {2 found}2 <2 that most swim>2."
    )
    assert len(read(marked, meant=[("study", 0, {"survey": 0.9})]).sources) == 1


def test_aides_of_his_and_of_hers_are_two_voices():
    marked = "[1 His aides]1 {1 said}1 <1 the weir leaks>1.\n\n[2 Her aides]2 {2 warned}2 <2 of mud>2."
    assert len(read(marked, meant=[("aides", 1, {"aides": 0.9})]).sources) == 2
