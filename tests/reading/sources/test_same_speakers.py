"""Which speakers are one source, as only the whole report shows: on invented sentences, attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers


def entries(marked, **names):
    """Name the source of each attribution; two that are one source have the same number."""
    ledger = read(marked, **names)
    shown = {source.id: source.name for source in ledger.sources}
    return [(one.source, shown[one.source]) for one in ledger.attributions]


def voices(marked, **names):
    """Number the source of each attribution, in the order in which they speak."""
    seen = {}
    return [seen.setdefault(source, len(seen)) for source, _ in entries(marked, **names)]


def test_a_description_with_two_cues_is_one_source():
    marked = (
        "[1 [2 A group of forty anglers]1]2 {1 wrote}1 <1 an open letter>1 and {2 demanded}2 "
        "<2 that the weir be opened>2."
    )
    assert voices(marked) == [0, 0]


def test_a_relative_pronoun_and_what_it_follows_are_one_source():
    marked = "<1 The pump failed>1, {1 said}1 [1 a neighbour [2 who]2 {2 asked}2 <2 that her name be left out>2]1."
    assert voices(marked) == [0, 0]


def test_an_indefinite_description_and_the_definite_one_after_it_are_one_source():
    marked = "[1 A crowd of anglers]1 {1 sang}1 <1 an old song>1.\n\n[2 The crowd]2 {2 shouted}2 <2 no>2."
    assert entries(marked) == [("s1", "A crowd of anglers")] * 2


def test_a_definite_description_means_nobody_where_two_of_its_kind_spoke():
    marked = (
        "[1 A crowd in Marram]1 {1 sang}1 <1 an old song>1. [2 A crowd in Tarn]2 {2 jeered}2 <2 shame>2. "
        "[3 The crowd]3 {3 shouted}3 <3 no>3."
    )
    assert voices(marked) == [0, 1, 2]


def test_a_full_description_repeated_word_for_word_is_one_source_and_a_bare_one_is_not():
    assert voices("[1 A port inspector]1 {1 said}1 <1 no>1. [2 A port inspector]2 {2 said}2 <2 yes>2.") == [0, 0]
    assert voices("[1 An inspector]1 {1 said}1 <1 no>1. [2 An inspector]2 {2 said}2 <2 yes>2.") == [0, 1]


def test_a_description_that_says_more_than_the_one_before_is_another_source():
    marked = "[1 A witness]1 {1 said}1 <1 no>1. [2 The second witness]2 {2 said}2 <2 yes>2."
    assert voices(marked) == [0, 1]


def test_the_answers_of_an_interview_are_one_source():
    marked = "Q: Why?\n\n[1 A]1{1 :}1 <1 I was asked to>1.\n\nQ: By whom?\n\n[2 A]2{2 :}2 <2 By the harbour>2."
    assert voices(marked) == [0, 0]


def test_the_answers_of_an_interview_are_those_of_whoever_the_headline_names():
    marked = "Ada Hallam on the pier\n\nQ: Why?\n\n[1 A]1{1 :}1 <1 I was asked to>1.\n\nQ: By whom?"
    assert entries(marked, persons=["Ada Hallam"]) == [("s1", "Ada Hallam")]


def test_police_are_the_only_police_that_the_report_names():
    marked = "[1 Police]1{1 :}1 <1 Boat sank>1\n\n[2 Marram police]2 {2 said}2 <2 a boat had sunk>2."
    assert entries(marked, places=["Marram"]) == [("s1", "Marram police")] * 2


@pytest.mark.parametrize("also", ["Tarn police came.", "The TPD came."])
def test_police_are_the_one_force_that_speaks_if_another_is_not_named_more(also):
    marked = f"[1 Police]1 {{1 said}}1 <1 no>1. [2 Marram police]2 {{2 said}}2 <2 yes>2. {also}"
    assert voices(marked, places=["Marram", "Tarn"]) == [0, 0]
    assert voices(f"{marked} {also}", places=["Marram", "Tarn"]) == [0, 1]


def test_police_are_nobody_in_particular_where_two_forces_speak():
    marked = (
        "[1 Police]1 {1 said}1 <1 no>1. [2 Marram police]2 {2 said}2 <2 yes>2. [3 Tarn police]3 {3 said}3 <3 maybe>3."
    )
    assert voices(marked, places=["Marram", "Tarn"]) == [0, 1, 2]


@pytest.mark.parametrize("other", ["Cops", "City police", "Marram police officers", "The Marram Police Department"])
def test_officers_and_cops_are_the_force_that_speaks(other):
    marked = f"[1 Marram police]1 {{1 said}}1 <1 no>1. [2 {other}]2 {{2 said}}2 <2 yes>2."
    assert entries(marked, places=["Marram"])[0][0] == entries(marked, places=["Marram"])[1][0]


@pytest.mark.parametrize("other", ["Officers", "Witnesses and police", "A police report"])
def test_other_officers_and_reports_are_no_force(other):
    marked = f"[1 Marram police]1 {{1 said}}1 <1 no>1. [2 {other}]2 {{2 said}}2 <2 yes>2."
    assert voices(marked, places=["Marram"]) == [0, 1]


def test_police_are_the_department_whose_short_form_is_all_that_the_report_gives():
    marked = "[1 Police]1 {1 said}1 <1 no>1. [2 MPD]2 {2 added}2 <2 that a boat sank>2."
    assert entries(marked, organisations=["MPD"]) == [("s1", "MPD")] * 2


def test_a_body_named_in_full_and_in_fewer_words_is_one_source():
    marked = "[1 The Marram Warden's Office]1 {1 said}1 <1 no>1. [2 The warden's office]2 {2 added}2 <2 never>2."
    assert entries(marked, organisations=["Marram Warden's Office"]) == [("s1", "Marram Warden's Office")] * 2


def test_a_poll_above_is_the_only_poll_beneath():
    marked = "[1 Poll]1{1 :}1 <1 Anglers are angry>1\n\n[2 A poll of 400 anglers]2 {2 found}2 <2 that>2."
    assert entries(marked) == [("s1", "A poll of 400 anglers")] * 2


def test_a_headline_describes_who_is_named_beneath_it():
    marked = "[1 Sheriff]1{1 :}1 <1 Boat sank>1\n\n[2 Sheriff Ada Marsh]2 {2 said}2 <2 a boat had sunk>2."
    assert entries(marked, persons=["Ada Marsh"]) == [("s1", "Ada Marsh")] * 2


def test_a_headline_describes_nobody_where_two_beneath_it_are_that():
    marked = (
        "[1 Sheriff]1{1 :}1 <1 Boat sank>1\n\n[2 Sheriff Ada Marsh]2 {2 said}2 <2 a boat had sunk>2 "
        "before Sheriff Tom Kell came."
    )
    assert voices(marked, persons=["Ada Marsh", "Tom Kell"]) == [0, 1]


def test_a_headline_describes_nobody_who_only_stands_beside_that_word_beneath_it():
    marked = "[1 Girl]1{1 :}1 <1 It sank>1\n\nA girl grabbed neighbour [2 Ada Marsh]2, who {2 said}2 <2 it had sunk>2."
    assert voices(marked, persons=["Ada Marsh"]) == [0, 1]


def test_a_pronoun_goes_on_with_the_one_before_it_though_nobody_is_known():
    assert voices("<1 It leaks>1, [1 he]1 {1 said}1. <2 It always did>2, [2 he]2 {2 added}2.") == [0, 0]


def test_a_pronoun_does_not_go_on_across_another_speaker():
    marked = "<1 It leaks>1, [1 he]1 {1 said}1. [2 Ada Marsh]2 {2 denied}2 <2 that>2. [3 He]3 {3 left}3 <3 it>3."
    assert voices(marked, persons=["Ada Marsh"]) == [0, 1, 2]


def test_he_goes_on_in_the_next_paragraph_and_they_do_not():
    assert voices("[1 He]1 {1 said}1 <1 no>1.\n\n[2 He]2 {2 added}2 <2 never>2.") == [0, 0]
    assert voices("[1 They]1 {1 said}1 <1 no>1. [2 They]2 {2 added}2 <2 never>2.") == [0, 0]
    assert voices("[1 They]1 {1 said}1 <1 no>1.\n\n[2 They]2 {2 added}2 <2 never>2.") == [0, 1]


def test_the_i_of_a_question_is_not_the_i_of_the_answer():
    marked = "Can [1 I]1 {1 ask}1 <1 what you saw>1?\n\n[2 I]2 {2 think}2 <2 it was a seal>2."
    assert voices(marked) == [0, 1]


def test_a_bare_plural_is_one_source_wherever_it_stands():
    marked = "[1 Anglers]1 {1 said}1 <1 no>1.\n\nThat came from anglers, [2 who]2 {2 claim}2 <2 to know>2."
    assert voices(marked) == [0, 0]


def test_a_force_is_one_source_with_and_without_department_though_another_is_named():
    marked = (
        "[1 Marram police]1 {1 said}1 <1 the boat sank>1.\n\n[2 Quill police]2 {2 said}2 <2 it did not>2.\n\n"
        "[3 The Marram police department]3 {3 denied}3 <3 that>3."
    )
    assert voices(marked) == [0, 1, 0]


def test_police_in_a_town_are_that_towns_police():
    marked = "[1 Police in Marram]1 {1 said}1 <1 the boat sank>1.\n\n[2 Marram police]2 {2 added}2 <2 nobody drowned>2."
    assert voices(marked) == [0, 0]


def test_deputies_are_the_only_deputies_that_the_report_names():
    one = "[1 Marram County deputies]1 {1 said}1 <1 the boat sank>1.\n\n[2 Deputies]2 {2 added}2 <2 nobody drowned>2."
    assert voices(one) == [0, 0]
    two = one + "\n\n[3 Quill County deputies]3 {3 said}3 <3 they came late>3."
    assert voices(two) == [0, 1, 2]


def test_the_family_is_the_only_family_that_the_report_tells_of():
    marked = "[1 The pilot's family]1 {1 said}1 <1 he swam>1.\n\n[2 The family]2 {2 thanked}2 <2 the crew>2."
    assert voices(marked) == [0, 0]


@pytest.mark.parametrize("told", ["a cook named Brandt", "a cook called Brandt who heard it"])
def test_whoever_is_described_and_named_is_the_one_who_bears_the_name(told):
    marked = f"<1 The boat sank>1, {{1 said}}1 [1 {told}]1.\n\n[2 Brandt]2 {{2 added}}2 <2 that nobody swam>2."
    assert entries(marked, persons=["Brandt"]) == [("s1", "Brandt")] * 2


def test_the_last_word_of_a_name_stands_for_the_person_even_if_the_first_may_be_a_family_name():
    marked = "[1 Lee Okafor]1 {1 said}1 <1 no>1. [2 Okafor]2 {2 added}2 <2 never>2."
    assert voices(marked, persons=["Lee Okafor", "Okafor"]) == [0, 0]


def test_initials_leave_out_the_ending_of_a_possessive():
    marked = "[1 The Tarn County Sheriff's Office]1 {1 said}1 <1 no>1. [2 TCSO]2 {2 added}2 <2 never>2."
    assert voices(marked, organisations=["Tarn County Sheriff's Office", "TCSO"]) == [0, 0]


def test_a_possessive_ending_is_no_part_of_a_source():
    assert entries("[1 A port judge's]1 {1 ruling}1 <1 that it leaked>1 stands.") == [("s1", "A port judge")]


def test_a_description_that_ends_in_a_bracket_is_shown_with_both():
    ledger = read(
        "[1 Another, at the Ministry of Tides (MT),]1 {1 said}1 <1 it leaked>1.", organisations=["Ministry of Tides"]
    )
    assert speakers(ledger) == ["Another, at the Ministry of Tides (MT)"]


def test_who_is_told_of_in_a_headline_is_the_only_one_introduced_as_such():
    marked = "[1 Skerry lawmaker]1 {1 wants}1 <1 the weir shut>1\n\n[2 A lawmaker in Skerry]2 {2 said}2 <2 it leaks>2."
    assert voices(marked) == [0, 0]
    assert voices(f"{marked}\n\n[3 A lawmaker from Tarn]3 {{3 said}}3 <3 it does not>3.") == [0, 0, 1]


def test_a_description_in_a_persons_own_titles_is_that_person():
    marked = (
        "[1 Ina Marsh, chief of the Marram police]1, {1 said}1 <1 it leaked>1.\n\nIt rained.\n\n"
        "[2 The Marram police chief]2 {2 said}2 <2 nobody drowned>2."
    )
    assert entries(marked, persons=["Ina Marsh"], organisations=["Marram police"]) == [("s1", "Ina Marsh")] * 2


@pytest.mark.parametrize(
    ("described", "named", "count"),
    [
        ("The energy minister of Drovia", "Energy Minister Ina Marsh", 1),
        ("The energy minister", "Energy Minister Ina Marsh", 1),
        # Another portfolio, another country's, and an office that the page's own country may have.
        ("The energy minister of Drovia", "Finance Minister Ina Marsh", 2),
        ("The energy minister of Drovia", "Estmark Energy Minister Ina Marsh", 2),
        ("The president of Drovia", "President Ina Marsh", 2),
    ],
)
def test_an_office_of_a_country_is_whoever_is_named_next_with_it(described, named, count):
    marked = f"[1 {described}]1 {{1 said}}1 <1 it leaked>1.\n\n[2 {named}]2 {{2 said}}2 <2 it held>2."
    found = entries(marked, persons=["Ina Marsh"], places=["Drovia", "Estmark"])
    assert len({one for one, _ in found}) == count


@pytest.mark.parametrize(
    ("again", "count"),
    [
        ("A new survey", 1),
        ("The Skerry University survey", 1),
        ("An earlier survey", 2),
        ("The March survey", 2),
        ("A Tarn College poll", 2),
    ],
)
def test_surveys_are_one_unless_something_tells_of_another(again, count):
    marked = (
        "[1 A Skerry University poll]1 {1 found}1 <1 that people swim>1.\n\nIt rained.\n\n"
        f"[2 {again}]2 {{2 showed}}2 <2 that they row>2."
    )
    assert len(set(voices(marked, organisations=["Skerry University", "Tarn College"]))) == count


def test_a_corporal_is_one_with_and_without_the_given_name():
    marked = "[1 Police Cpl. Ivo Brandt]1 {1 said}1 <1 it leaked>1.\n\n[2 Cpl. Brandt]2 {2 added}2 <2 little>2."
    assert entries(marked, persons=["Ivo Brandt", "Brandt"]) == [("s1", "Ivo Brandt")] * 2


@pytest.mark.parametrize(
    ("place", "short", "is_one"),
    [("Marram", "MPD", True), ("Port Quill", "PQPD", True), ("Marram", "QPD", False), ("Port Quill", "PPD", False)],
)
def test_a_force_by_its_letters_is_that_of_the_place_they_stand_for(place, short, is_one):
    marked = f"[1 {short}]1 {{1 said}}1 <1 no>1. [2 {place} police]2 {{2 added}}2 <2 that a boat sank>2."
    found = entries(marked, organisations=[short], places=[place])
    assert (len(set(found)) == 1) is is_one


def test_an_office_alone_is_the_only_one_who_holds_it():
    marked = "[1 The sheriff]1 {1 said}1 <1 no>1.\n\n[2 Sheriff Ada Marsh]2 {2 added}2 <2 never>2."
    assert entries(marked, persons=["Ada Marsh"]) == [("s1", "Ada Marsh")] * 2
    assert voices(f"{marked} Sheriff Tom Kell came.", persons=["Ada Marsh", "Tom Kell"]) == [0, 1]


def test_a_deputy_who_is_named_last_may_be_the_chief():
    marked = "[1 Police Chief Ada Marsh]1 {1 said}1 <1 no>1.\n\nIt rained.\n\nDeputy Chief Tom Kell came."
    again = "[2 The chief]2 {2 left}2 <2 it>2."
    assert voices(f"{marked} {again}", persons=["Ada Marsh", "Tom Kell"]) == [0, 1]
    assert voices(f"{marked} Ada Marsh went. {again}", persons=["Ada Marsh", "Tom Kell"]) == [0, 0]


def test_the_newspaper_is_the_only_outlet_that_speaks():
    marked = "[1 The Tarn Courier]1 {1 reported}1 <1 a leak>1.\n\n[2 The newspaper]2 {2 said}2 <2 it was small>2."
    assert voices(marked, organisations=["Tarn Courier"]) == [0, 0]
    two = marked + "\n\n[3 The Quill Gazette]3 {3 said}3 <3 it was not>3."
    assert voices(two, organisations=["Tarn Courier", "Quill Gazette"])[1:] != [0, 0]


def test_the_newspaper_is_that_outlet_though_no_firm_is_the_company():
    marked = (
        "[1 The Tarn Courier]1 {1 reported}1 <1 a leak>1.\n\n[2 The company]2 {2 denied}2 <2 it>2.\n\n"
        "[3 The newspaper]3 {3 said}3 <3 it was small>3."
    )
    assert voices(marked, organisations=["Tarn Courier"]) == [0, 1, 0]


@pytest.mark.parametrize(("outlet", "noun"), [("Radio Tarn", "newspaper"), ("Tarn Courier", "broadcaster")])
def test_no_station_is_the_newspaper_and_no_newspaper_the_broadcaster(outlet, noun):
    marked = f"[1 {outlet}]1 {{1 reported}}1 <1 a leak>1.\n\n[2 The {noun}]2 {{2 said}}2 <2 it was small>2."
    assert voices(marked, organisations=[outlet]) == [0, 1]


def test_the_study_is_not_an_earlier_one_that_is_told_of_later():
    marked = (
        "[1 A study published on Thursday]1 {1 found}1 <1 a leak>1.\n\n[2 The study]2 {2 said}2 <2 it was small>2.\n\n"
        "[3 An earlier study by the Harbour Office]3 {3 found}3 <3 none>3."
    )
    assert voices(marked, organisations=["Harbour Office"]) == [0, 0, 1]
    alone = "[1 An earlier study by the Harbour Office]1 {1 found}1 <1 none>1. [2 The study]2 {2 was}2 <2 brief>2."
    assert voices(alone, organisations=["Harbour Office"]) == [0, 0]


def test_findings_are_those_of_the_only_survey():
    marked = "[1 The findings]1 {1 suggest}1 <1 anger>1.\n\n[2 A Harbour College poll]2 {2 found}2 <2 calm>2."
    assert voices(marked, organisations=["Harbour College"]) == [0, 0]
    two = marked + "\n\n[3 A Quill poll]3 {3 found}3 <3 more>3."
    assert voices(two, organisations=["Harbour College", "Quill"]) == [0, 1, 2]


def test_a_survey_is_the_same_up_to_another_one():
    marked = "[1 A new poll]1 {1 shows}1 <1 anger>1. [2 The Harbour College poll]2 {2 found}2 <2 fear>2."
    other = "[3 An earlier poll]3 {3 found}3 <3 calm>3."
    assert voices(f"{marked} {other}", organisations=["Harbour College"]) == [0, 0, 1]


def test_a_survey_by_the_letters_of_whose_it_is_is_the_same():
    marked = (
        "[1 A survey by the Harbour Institute of Piers]1 {1 found}1 <1 calm>1.\n\n"
        "[2 The HIP poll]2 {2 found}2 <2 anger>2."
    )
    assert voices(marked, organisations=["Harbour Institute of Piers", "HIP"]) == [0, 0]


def test_the_company_is_the_firm_that_the_report_is_about():
    marked = (
        "[1 Brandt Steel]1 {1 said}1 <1 a mill would close>1. Brandt Steel has two mills.\n\n"
        "[2 The company]2 {2 added}2 <2 that jobs would go>2."
    )
    assert voices(marked, organisations=["Brandt Steel"]) == [0, 0]
    rival = marked.replace("Brandt Steel has two mills.", "Quill Metals has two mills, and Quill Metals grows.")
    assert voices(rival, organisations=["Brandt Steel", "Quill Metals"]) == [0, 1]


@pytest.mark.parametrize("other", ["The two", "Both men", "The two pilots"])
def test_the_two_are_those_who_were_named_together(other):
    marked = f"[1 Ivo Brandt and Tom Kell]1 {{1 said}}1 <1 no>1.\n\n[2 {other}]2 {{2 added}}2 <2 never>2."
    assert voices(marked, persons=["Ivo Brandt", "Tom Kell"]) == [0, 0]


@pytest.mark.parametrize("other", ["Both of his rivals", "Both pilots and anglers", "The three pilots"])
def test_others_are_not_the_two_who_were_named_together(other):
    marked = f"[1 Ivo Brandt and Tom Kell]1 {{1 said}}1 <1 no>1.\n\n[2 {other}]2 {{2 added}}2 <2 never>2."
    assert voices(marked, persons=["Ivo Brandt", "Tom Kell"]) == [0, 1]
