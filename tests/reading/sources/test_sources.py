"""Who speaks, of what kind, named or not, and through whom: on invented sentences, names and attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers
from whence.reading.scan import passed_on


def relays(ledger):
    names = {source.id: source.name for source in ledger.sources}
    return [[names[relay] for relay in attribution.relays] for attribution in ledger.attributions]


def test_a_full_name_a_surname_and_a_pronoun_are_one_source():
    ledger = read(
        "[1 Ines Okafor]1 {1 said}1 <1 it leaked>1. [2 Okafor]2 {2 added}2 <2 it stank>2. [3 She]3 {3 swore}3 <3 so>3.",
        persons=["Ines Okafor", "Okafor"],
        meant=[("She", 0, {"Okafor": 0.6, "Ines": 0.1})],
    )
    (source,) = ledger.sources
    assert (source.name, source.kind, source.naming, source.aliases) == ("Ines Okafor", "person", "named", ("Okafor",))
    assert [a.source for a in ledger.attributions] == ["s1", "s1", "s1"]


def test_a_speaker_introduced_two_paragraphs_later_is_known_by_surname_before():
    ledger = read(
        "[1 Brandt]1 {1 said}1 <1 no>1.\n\nThe tide came.\n\n[2 Ana Brandt, the pilot,]2 {2 said}2 <2 yes>2.",
        persons=["Ana Brandt", "Brandt"],
    )
    assert speakers(ledger) == ["Ana Brandt", "Ana Brandt"]


def test_of_two_with_one_surname_the_one_named_first_is_meant():
    ledger = read(
        "[1 Ines Okafor]1 {1 said}1 <1 yes>1. [2 Samuel Okafor]2 {2 said}2 <2 no>2. [3 Okafor]3 {3 said}3 <3 so>3.",
        persons=["Ines Okafor", "Samuel Okafor", "Okafor"],
    )
    assert speakers(ledger) == ["Ines Okafor", "Samuel Okafor", "Ines Okafor"]


def test_a_courtesy_title_tells_two_of_one_surname_apart():
    ledger = read(
        "[1 Mrs. Ines Okafor]1 {1 said}1 <1 yes>1. [2 Mr. Samuel Okafor]2 {2 said}2 <2 no>2. "
        "[3 Mrs. Okafor]3 {3 said}3 <3 so>3.",
        persons=["Ines Okafor", "Samuel Okafor", "Okafor"],
    )
    assert speakers(ledger) == ["Ines Okafor", "Samuel Okafor", "Ines Okafor"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Kim Jong Un", "Kim"),
        ("Xi Weiming", "Xi"),
        ("Nadia al-Hamdan", "al-Hamdan"),
        ("Sergei Petrovich Lavrenko", "Lavrenko"),
        ("Yevgeny Mikhailov", "Михайлов"),
        ("Евгений Михайлов", "Mikhailov"),
        ("Kim Jong Un", "김정은"),
        ("William Haddad", "Bill Haddad"),
    ],
)
def test_names_of_many_peoples_and_scripts_come_together(full, short):
    ledger = read(f"[1 {full}]1 {{1 said}}1 <1 yes>1. [2 {short}]2 {{2 added}}2 <2 no>2.", persons=[full, short])
    assert speakers(ledger) == [full, full]


def test_an_acronym_is_its_organisation():
    ledger = read(
        "[1 The Inshore Fishers Union]1 {1 said}1 <1 no>1. [2 The IFU]2 {2 added}2 <2 never>2.",
        organisations=["Inshore Fishers Union", "IFU"],
    )
    assert speakers(ledger) == ["Inshore Fishers Union", "Inshore Fishers Union"]


@pytest.mark.parametrize(("seat", "code"), [("The Kremlin", "RUS"), ("Beijing", "CHN"), ("The White House", "USA")])
def test_a_seat_of_government_speaks_for_its_country(seat, code):
    ledger = read(f"[1 {seat}]1 {{1 said}}1 <1 it would answer>1.")
    (source,) = ledger.sources
    assert (source.kind, source.naming, source.country) == ("organisation", "named", code)


def test_an_office_of_a_state_speaks_under_its_own_name_beside_the_state():
    ledger = read("[1 America]1 {1 said}1 <1 no>1. [2 The White House]2 {2 said}2 <2 it would answer>2.")
    assert [(one.name, one.country) for one in ledger.sources] == [("America", "USA"), ("White House", "USA")]


def test_titles_before_and_after_a_name_are_its_roles():
    ledger = read(
        "[1 Drovian Foreign Minister Lev Orlin]1 {1 said}1 <1 yes>1. "
        "[2 Ana Brandt, head of the pilots,]2 {2 said}2 <2 no>2.",
        persons=["Lev Orlin", "Ana Brandt"],
    )
    text = ledger.report.text
    assert [[span.of(text) for span in source.role_spans] for source in ledger.sources] == [
        ["Drovian Foreign Minister"],
        ["head of the pilots"],
    ]


def test_the_mayor_is_who_was_introduced_as_mayor():
    ledger = read(
        "[1 Mayor Yusuf Haddad]1 {1 said}1 <1 yes>1. [2 The mayor]2 {2 added}2 <2 that he was sorry>2.",
        persons=["Yusuf Haddad"],
    )
    assert speakers(ledger) == ["Yusuf Haddad", "Yusuf Haddad"]


def test_a_description_that_nothing_explains_stays_as_it_stands():
    ledger = read("[1 The diplomat]1 {1 said}1 <1 yes>1.")
    (source,) = ledger.sources
    assert (source.name, source.kind, source.naming) == ("The diplomat", "person", "described")


def test_a_pronoun_that_nothing_explains_says_so():
    ledger = read("[1 He]1 {1 said}1 <1 yes>1.")
    (source,) = ledger.sources
    assert (source.name, source.naming, source.is_unresolved) == ("He", "bare", True)


@pytest.mark.parametrize(
    ("words", "kind", "naming", "plural"),
    [
        ("a source", "person", "bare", False),
        ("sources", "group", "bare", True),
        ("one source", "person", "bare", False),
        ("a senior official in the ministry", "person", "described", False),
        ("South Drovian officials", "group", "described", True),
        ("the transcript", "document", "described", False),
        ("a poll by the Estuary Institute", "document", "named", False),
        ("the harbour office", "organisation", "described", False),
        ("the Estuary Office", "organisation", "named", False),
        ("critics", "group", "described", True),
    ],
)
def test_what_a_source_is_shows_in_its_words(words, kind, naming, plural):
    (source,) = read(f"[1 {words}]1 {{1 said}}1 <1 it leaked>1.").sources
    assert (source.kind, source.naming, source.is_plural) == (kind, naming, plural)


@pytest.mark.parametrize(
    "sentence",
    [
        "[1 An official]1 {1 said}1 <1 it leaked>1, speaking on condition of anonymity because she feared for her job.",
        "[1 An official, who asked not to be named,]1 {1 said}1 <1 it leaked>1.",
        "[1 An official who was not authorized to speak publicly]1 {1 said}1 <1 it leaked>1.",
    ],
)
def test_a_name_that_is_kept_back_is_withheld(sentence):
    ledger = read(sentence)
    assert ledger.sources[0].naming == "withheld"
    assert ledger.attributions[0].anonymity_spans


def test_anonymity_comes_with_its_reason():
    ledger = read("[1 He]1 {1 said}1 <1 so>1, speaking on condition of anonymity because he feared for his job.")
    (span,) = ledger.attributions[0].anonymity_spans
    assert span.of(ledger.report.text) == "speaking on condition of anonymity because he feared for his job"


def test_anonymity_in_what_is_said_is_not_the_speakers():
    ledger = read("[1 An official]1 {1 said}1 <1 that the donor spoke on condition of anonymity>1.")
    assert ledger.sources[0].naming == "described"


def test_access_is_told_in_its_words():
    ledger = read("[1 A person familiar with the talks]1 {1 said}1 <1 it leaked>1.")
    (span,) = ledger.attributions[0].access_spans
    assert span.of(ledger.report.text) == "familiar with the talks"


def test_capitals_do_not_hide_access_and_channel():
    ledger = read("[1 A person WITH KNOWLEDGE OF the talks in İzmir]1 {1 said}1 <1 it leaked>1 in a Tweet.")
    (one,) = ledger.attributions
    assert [span.of(ledger.report.text) for span in one.access_spans] == ["WITH KNOWLEDGE OF the talks in İzmir"]
    assert one.channel == "social media"
    assert [span.of(ledger.report.text) for span in one.channel_spans] == ["Tweet"]


def test_whom_an_outlet_was_told_by_is_relayed_by_it():
    ledger = read("[1 Ana Brandt]1 {1 told}1 the Financial Times <1 that it leaked>1.", persons=["Ana Brandt"])
    assert relays(ledger) == [["Financial Times"]]
    assert ledger.attributions[0].channel == "interview"


def test_a_statement_carried_by_an_agency_is_relayed_by_it():
    ledger = read(
        "{1 According to}1 [1 a statement carried by TASS]1, <1 [2 Orlin]2 {2 stressed}2 <2 that he was asked>2>1.",
        persons=["Orlin"],
    )
    assert speakers(ledger) == ["a statement carried by TASS", "Orlin"]
    assert relays(ledger) == [["TASS"], ["TASS"]]


def test_a_transcript_passes_on_what_is_said_in_it():
    ledger = read(
        "<2 <1 It leaks>1, [1 Orlin]1 {1 said}1>2, {2 according to}2 [2 a transcript obtained by this reporter]2.",
        persons=["Orlin"],
    )
    assert relays(ledger)[0] == ["a transcript obtained by this reporter"]
    assert {a.channel for a in ledger.attributions} == {"leaked or unseen document"}


def test_whom_an_agency_cites_speaks_and_the_agency_relays():
    ledger = read("Citing South Drovian officials, [1 the Yonhap news agency]1 {1 reports}1 <1 that the train left>1.")
    assert speakers(ledger) == ["South Drovian officials"]
    assert relays(ledger) == [["Yonhap news agency"]]


def test_whom_media_quote_speaks_and_the_media_relay():
    ledger = read("[1 State media]1 {1 quoted}1 Orlin as {1 saying}1 <1 that the train left>1.", persons=["Orlin"])
    assert speakers(ledger) == ["Orlin"]
    assert relays(ledger) == [["State media"]]


def test_a_chain_is_told_from_the_page_inwards():
    ledger = read(
        "[1 The Guardian]1 {1 reported}1 <1 that [2 a spokesman]2 {2 said}2 <2 the mayor, [3 Yusuf Haddad]3, "
        "{3 believed}3 <3 it leaked>3>2>1.",
        persons=["Yusuf Haddad"],
    )
    assert relays(ledger) == [[], ["The Guardian"], ["The Guardian", "a spokesman"]]


def test_i_and_we_in_a_quotation_are_who_says_it():
    ledger = read("“<1 [2 I]2 {2 think}2 <2 it leaked>2>1,” [1 Ana Brandt]1 {1 said}1.", persons=["Ana Brandt"])
    assert speakers(ledger) == ["Ana Brandt", "Ana Brandt"]


def test_two_who_speak_together_are_a_group_with_names():
    ledger = read("[1 Orlin and Brandt]1 {1 said}1 <1 no>1.", persons=["Orlin", "Brandt"])
    (source,) = (one for one in ledger.sources if one.members)
    assert (source.name, source.kind, source.naming, source.is_plural) == ("Orlin and Brandt", "group", "named", True)


def test_a_spokesman_belongs_to_the_body_he_speaks_for():
    ledger = read(
        "[1 Samuel Okafor, a spokesman for Northarm,]1 {1 said}1 <1 no>1.",
        persons=["Samuel Okafor"],
        organisations=["Northarm"],
    )
    names = {source.id: source.name for source in ledger.sources}
    assert names[ledger.sources[0].affiliation] == "Northarm"


def test_the_poll_is_the_poll_that_was_named():
    ledger = read(
        "An Estuary Institute poll came out. [1 The poll]1 {1 said}1 <1 few care>1.",
        organisations=["Estuary Institute"],
    )
    (source,) = ledger.sources
    assert (source.name, source.kind, source.naming) == ("An Estuary Institute poll", "document", "named")


def test_it_says_of_two_attributions_that_hold_each_other_which_is_outer():
    ledger = read("<1 {2 say}2>1 <2 {1 said}1>2 [1 Orlin]1.", persons=["Orlin"])
    within = {attribution.id: attribution.within for attribution in ledger.attributions}
    assert list(within.values()).count(None) == 1


def test_a_courtesy_title_stands_between_a_description_and_its_name():
    ledger = read(
        "[1 The minister of trade, Mr. Yusuf Haddad]1, {1 said}1 <1 that it rained>1. [2 He]2 {2 left}2 <2 early>2.",
        persons=["Yusuf Haddad"],
        meant=[("He", 0, {"minister": 0.6, "Haddad": 0.3})],
    )
    assert speakers(ledger) == ["Yusuf Haddad", "Yusuf Haddad"]
    assert [role.of(ledger.report.text) for role in ledger.sources[0].role_spans] == ["The minister of trade"]


def test_no_person_has_a_long_acronym_for_a_name():
    ledger = read(
        "[1 HALTA]1 {1 says}1 <1 so>1, and [2 Haddad]2 {2 agrees}2 <2 in part>2.", persons=["HALTA", "Haddad"]
    )
    assert [source.kind for source in ledger.sources] == ["organisation", "person"]


def test_a_text_in_capitals_names_persons_in_capitals():
    ledger = read("[1 HADDAD]1 {1 SAYS}1 <1 SO>1.", persons=["HADDAD"])
    assert [source.kind for source in ledger.sources] == ["person"]


def test_a_pronoun_passes_on_to_whom_it_means_and_never_back():
    meant = passed_on({9: {1: 0.1, 5: 0.6}, 5: {1: 0.5, 9: 0.5}}, {7: {1: 1.0}})
    assert meant == {9: {1: pytest.approx(0.1 + 0.6 * 0.5), 5: 0.6}, 5: {1: pytest.approx(0.5 + 0.5 * 0.1), 9: 0.5}}


def test_whom_a_source_speaks_of_is_not_the_source():
    ledger = read(
        "[1 Ines Okafor]1 {1 spoke}1 <1 first>1. [2 The nurse]2 {2 said}2 <2 that Brandt had lied>2. "
        "[3 He]3 {3 denied}3 <3 that Brandt paid>3.",
        persons=["Ines Okafor", "Brandt"],
        meant=[("nurse", 0, {"Brandt": 0.9}), ("He", 0, {"Brandt": 0.9})],
    )
    assert speakers(ledger) == ["Ines Okafor", "The nurse", "The nurse"]


def test_whom_a_source_speaks_to_is_not_the_source():
    ledger = read(
        "[1 Brandt]1 {1 spoke}1 <1 first>1. [2 She]2 {2 told}2 Ines Okafor <2 that it leaked>2.",
        persons=["Ines Okafor", "Brandt"],
        meant=[("She", 0, {"Okafor": 0.9, "Brandt": 0.4})],
    )
    assert speakers(ledger) == ["Brandt", "Brandt"]


def test_a_body_that_is_accused_is_not_the_one_that_accuses():
    ledger = read(
        "The Tide Agency met. [1 It]1 {1 accused}1 the Tide Agency <1 of hiding a leak>1.",
        organisations=["Tide Agency"],
        meant=[("It", 0, {"Agency": 0.9})],
    )
    assert speakers(ledger) == ["It"]


def test_a_body_may_name_itself_where_it_is_quoted():
    ledger = read(
        "[1 Northarm]1 {1 denied}1 <1 it>1. “<2 Northarm is sorry>2,” [2 it]2 {2 said}2.",
        organisations=["Northarm"],
        meant=[("it", 1, {"Northarm": 0.9})],
    )
    assert speakers(ledger) == ["Northarm", "Northarm"]


def test_somebody_s_husband_is_not_that_somebody_whatever_the_model_says():
    ledger = read(
        "[1 Ines Okafor]1 {1 spoke}1 <1 first>1. [2 Her husband]2 {2 said}2 <2 it leaked>2.",
        persons=["Ines Okafor"],
        meant=[("husband", 0, {"Okafor": 0.9})],
    )
    assert speakers(ledger) == ["Ines Okafor", "Her husband"]


def test_a_spokesman_and_then_the_spokesman_are_one_source():
    ledger = read(
        "[1 A spokesman for Northarm]1 {1 said}1 <1 no>1. [2 The spokesman]2 {2 said}2 <2 never>2. "
        "[3 A spokesman for the union]3 {3 said}3 <3 yes>3. [4 The spokesman]4 {4 added}4 <4 soon>4.",
        organisations=["Northarm"],
    )
    first, second = "A spokesman for Northarm", "A spokesman for the union"
    assert speakers(ledger) == [first, first, second, second]


@pytest.mark.parametrize(
    ("source", "person"),
    [
        ("his ambassador to the Harbour League Ines Okafor", "Ines Okafor"),
        ("Head of the Marram Fisheries Committee Ines Okafor", "Ines Okafor"),
        ("a spokesman for Mayor Ines Okafor", None),
        ("a lawyer for the Harbour League's Ines Okafor", None),
        ("an aide to Ines Okafor", None),
    ],
)
def test_a_title_that_ends_in_a_body_names_the_person_after_it(source, person):
    ledger = read(
        f"[1 {source}]1 {{1 said}}1 <1 the tide had turned>1.",
        persons=["Ines Okafor"],
        organisations=["Harbour League", "Marram Fisheries Committee"],
    )
    assert speakers(ledger) == [person or source]


def test_a_bracket_before_a_name_is_no_part_of_it():
    ledger = read(
        "<1 Boats are late>1, {1 according to}1 [1 (Norway) Tern Ferry Line]1.",
        organisations=["Tern Ferry Line"],
        places=["Norway"],
    )
    assert speakers(ledger) == ["Tern Ferry Line"]


def test_a_possessive_after_a_title_and_a_name_is_no_part_of_the_name():
    ledger = read("[1 Mayor Okafor's]1 {1 warning}1 <1 that it leaks>1.", persons=["Okafor"])
    assert [(one.name, one.kind) for one in ledger.sources] == [("Okafor", "person")]


def test_a_joint_source_has_each_of_those_who_speak_as_a_member():
    ledger = read(
        "[1 Ines Okafor and Samuel Brandt]1 {1 said}1 <1 no>1. [2 Brandt]2 {2 added}2 <2 never>2.",
        persons=["Ines Okafor", "Samuel Brandt", "Brandt"],
    )
    assert speakers(ledger) == ["Ines Okafor and Samuel Brandt", "Samuel Brandt"]
    names = {source.id: source.name for source in ledger.sources}
    members = {source.name: [names[one] for one in source.members] for source in ledger.sources}
    assert members == {
        "Ines Okafor and Samuel Brandt": ["Ines Okafor", "Samuel Brandt"],
        "Ines Okafor": [],
        "Samuel Brandt": [],
    }
