"""Doing is not saying."""

from itertools import pairwise

import pytest

from tests.support.ledgers_by_hand import NOTHING, found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.acts import attributes
from whence.reading.model.decode import FoundAttribution


def found(text):
    """Find the attribution that a text marks as source | cue | content, each of which may be empty."""
    words = segment(text.replace("|", ""))
    borders = [0]
    for part in text.split("|"):
        borders.append(borders[-1] + len(segment(part)))
    source, cue, content = ((start, end) for start, end in pairwise(borders))
    return words, FoundAttribution(
        source=(source,) if source[0] < source[1] else (),
        cue=cue,
        contents=(content,) if content[0] < content[1] else (),
        confidence=0.9,
        evidence=NOTHING,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The tribunal | has heard | the claim of the ferrymen",
        "The ferry firm | promptly sued | its own captain",
        "The pilot | outshone | every rival",
        "The harbour board | assesses | new moorings",
        "The treasurer | signed | the lease",
        "Two rowers | were arrested by | the coastguard",
        "Rower | charged with | theft",
        "Harbour police | have charged | a rower with theft",
        "The judge | referred | the case to the court of appeal",
        "The harbour board | has referred itself to | the ombudsman",
    ],
)
def test_an_action_with_an_object_attributes_nothing(text):
    assert not attributes(*found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The tribunal | heard | that the ferry was overloaded",
        "The pilot | nodded | “to every word of it”",
        "The treasurer | signed a letter demanding | a new lease",
        "The captain | voted against | the lease",
        "The captain | played down | the damage",
        "The harbour board | criticised | the captain",
        "The captain | charged | the board with neglect",
        "The captain | charged | that the board had lied",
        "The captain | referred to | the crack",
        "The captain | was referring | in part to the crack",
        "The captain | referred also to | the crack",
    ],
)
def test_an_action_with_a_clause_or_quotation_and_a_judgement_attribute(text):
    assert attributes(*found(text))


def test_what_looks_so_to_anybody_is_nobodys_word():
    assert not attributes(*found("| seems | The pier to be closing"))
    assert not attributes(*found("| it appears increasingly | likely that the pier will close"))
    assert not attributes(*found("| once again seems like | The pier a long way off"))
    assert not attributes(*found("| seem to have | The builders forgotten the gutters"))
    assert not attributes(*found("The captain | is unlikely | to sail"))
    assert attributes(*found("The captain | seemed to deny | the damage"))
    assert attributes(*found("The captain | is likely to argue | that the pier held"))


def test_what_is_worth_a_thought_is_nobodys_word():
    assert not attributes(*found("It is worth | noting | that few boats sank"))
    assert not attributes(*found("It is worth | pointing out | that few boats sank"))
    assert not attributes(*found("| Keep in mind | that few boats sank"))
    assert not attributes(*found("There is every reason | to suspect | the tale is not whole"))
    words, one = found("Fort Worth | reports | that few boats sank")
    assert attributes(words, one)


@pytest.mark.parametrize(
    "cue",
    [
        "declined | to comment on the lease",
        "has not yet responded to | the letter",
        "cannot comment on | how the lease was signed",
    ],
)
def test_silence_attributes_nothing(cue):
    assert not attributes(*found(f"The captain | {cue}"))


def test_who_is_telephoned_and_what_is_passed_or_assumed_is_not_said():
    assert not attributes(*found("The captain | has been calling | senators one by one"))
    assert not attributes(*found("The captain | has been calling | donors from his boat"))
    assert attributes(*found("The captain | called | senators cowards"))
    assert not attributes(*found("The board | also approved plans for | 14 homes on the quay"))
    assert attributes(*found("The board | approved of | the captain"))
    assert not attributes(*found("Her model | had assumed | still air"))
    assert attributes(*found("The captain | had assumed | that the air stays still"))
    assert attributes(*found("The captain | had assumed | the dam leaks"))
    assert not attributes(*found("| had been offered | a meeting with the rector"))


def test_nothing_is_no_claim():
    assert not attributes(*found("The mayor | said | nothing"))
    assert not attributes(*found("The mayor | said | nothing about the fire"))
    assert attributes(*found("The mayor | said | nothing was decided"))
    assert attributes(*found("The mayor | said | nothing about it was decided"))
    assert attributes(*found("The mayor | said | “ nothing ”"))


def test_a_verb_whose_negation_stands_before_who_says_so_is_no_attribution_of_its_own():
    assert not attributes(*found("He could not, she said, | deny | that it leaked"))
    assert not attributes(*found("He could not, she said, | rule out | “a leak”"))
    assert attributes(*found("He would, she said, | deny | that it leaked"))
    assert attributes(*found("“ It will not, ” she said, | insisting | that it held"))
    assert attributes(*found("He did not stay, and, she said, | denied | that it leaked"))


def test_said_before_somebody_elses_silence_attributes():
    assert attributes(*found("The captain | said | he never answered letters"))


def test_what_somebody_is_called_or_points_at_is_not_said():
    assert not attributes(*found("The captain | came up with | a new signal"))
    assert not attributes(*found("A rower who | goes by | the name Patch"))
    assert not attributes(*found("| is best known for | her sea songs"))
    assert not attributes(*found("The captain | pointed at | the cracked hull"))
    assert attributes(*found("The captain | pointed out | the cracked hull"))


def test_hearing_again_and_again_is_no_more_said_than_hearing():
    assert not attributes(*found("The captain | kept on hearing about | the new pier"))
    assert attributes(*found("The captain | kept saying | the new pier"))


def test_one_word_in_quotation_marks_makes_no_quotation_of_a_deed():
    assert not attributes(*found("The captain | followed | the ‘ old ’ course to the pier"))
    assert attributes(*found("The captain | heard | “ a long creak ” from the pier"))


def test_that_before_a_noun_begins_no_clause():
    assert not attributes(*found("The captain | followed | that part of the shore"))


def test_talk_of_ones_own_doings_outside_quotation_marks_attributes_nothing():
    assert not attributes(*found("We | tend to target | the tourists"))
    assert not attributes(*found("I | wanted | to sail to the islands that he had seen"))
    assert not attributes(*found("My | knowledge of | the harbour"))
    assert not attributes(*found("You | may remember | the captain from the regatta"))


def test_what_one_thinks_attributes_and_so_does_all_within_quotation_marks():
    assert attributes(*found("I | think | the harbour is too small"))
    assert attributes(*found("We | deny | the rumours of a longer pier"))
    words, inner = found("“ We tend to target the tourists , ” she said | |")
    inner = FoundAttribution(source=((1, 2),), cue=(2, 5), contents=((5, 7),), confidence=0.9, evidence=NOTHING)
    assert attributes(words, inner)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour office | citing | two senior officials familiar with the lease",
        "Omar | Said | resigned over the lease",
        "| Said | said he was ill",
    ],
)
def test_whom_somebody_cites_and_a_surname_are_no_saying(text):
    words, one = found(text)
    assert not attributes(words, one)


@pytest.mark.parametrize(
    "text",
    ["The harbour office | citing | safety concerns", "The Harbour Office | Said | It Would Close", "| Said | it"],
)
def test_reasons_are_cited_and_headlines_say_things_in_capitals(text):
    words, one = found(text)
    assert attributes(words, one)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour police | are investigating | the death of a rower",
        "Harbour police | had already arrested and charged | a suspect in the fire",
        "The sheriff | is | investigating the death of a rower",
        "The rower | then called | 911",
        "The rower | called | her brother on a cellphone",
        "The boys | were able to call | a neighbour for help",
        "The watch | received a 911 call reporting | the fire",
        "The watch | got reports of | a drifting barge",
        "The line | is offering | $ 500 for leads",
        "The line | is offering | a reward of 500 crowns",
        "The yard | is accepting | orders for the new dinghy",
        "The crash | claimed | the lives of two rowers",
        "Detectives | questioned | the witness who fell in",
        "Detectives | are looking for | a possible suspect in the fire",
        "The station | spoke with | some rowers about the flood",
        "The captain | gestured as | if to stop them",
        "Harbour police | are not releasing any information about | the crew",
        "The Clarion | reached out to | the yard for comment",
        "The yard | has been contacted for comment | on why the dinghies sank",
    ],
)
def test_what_is_done_to_somebody_attributes_nothing(text):
    assert not attributes(*found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Harbour police | are investigating | whether the gate was open",
        "The captain | called | the witness a thief",
        "The captain | called | the lease a disgrace",
        "The captain | called for | a longer pier",
        "The captain | questioned | the safety of the pier",
        "The captain | questioned | the mayor 's honesty",
        "The captain | claimed | the pier would stand",
        "The captain | offered | a bleak view of the harbour",
        "The captain | reported | a crack in the hull",
        "The captain | charged | the board with neglect",
    ],
)
def test_the_same_verbs_attribute_what_is_said(text):
    assert attributes(*found(text))


@pytest.mark.parametrize(
    "text",
    [
        "| is wanted | on two counts of theft",
        "| is charged | as an adult",
        "| were not disclosed | Details of the lease",
        "| was listed for | no number",
        "| is called | No Harbour",
        "| Known as | a ‘ smoke ring ’",
        "It | made a certain sense | that the lock should close",
        "It| 's easy to see | how rowers might miss the sign",
        "The crew | it is becoming clear | that eels matter",
        "Harbour fire | : | Two boats were destroyed",
        "You | may wonder | how I built the shed",
        "I | saw | people taking courses before they knew what they would build",
    ],
)
def test_where_nobody_says_anything_nothing_is_attributed(text):
    assert not attributes(*found(text))


@pytest.mark.parametrize(
    "text",
    [
        "| is expected | to arrive at noon",
        "| was accused of | burning the shed",
        "| has been identified as | a clerk from Marram",
        "| is not expected | to survive",
        "| has been speculated but never acknowledged | a second leak",
        "The board | made it clear | that the lock would close",
        "Harbour Police | : | Two boats were destroyed",
        "A poll | : | Most rowers fear the lock",
    ],
)
def test_what_somebody_left_unnamed_says_is_attributed(text):
    assert attributes(*found(text))


@pytest.mark.parametrize(
    "marked",
    [
        "<1 The rower>1 {1 has been identified}1.",
        "<1 Victims>1 {1 identified}1 <1 in Skerry fire>1",
        "<1 The masts>1 {1 were soon noticed near}1 [1 the quay]1.",
        "<1 Anyone with information>1 {1 is asked}1 <1 to call the harbour>1.",
        "<1 Anyone who saw it>1 {1 is urged}1 <1 to call the harbour>1.",
    ],
)
def test_what_is_done_to_the_subject_by_nobody_attributes_nothing(marked):
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = found_in(words, spans)
    assert not attributes(words, one)


def test_a_paper_in_which_something_is_described_is_a_source():
    text, spans = parse_marked("{1 Described in}1 [1 a research paper]1, <1 the eels spin>1.")
    words = segment(text)
    (one,) = found_in(words, spans)
    assert attributes(words, one)


@pytest.mark.parametrize(
    "text",
    [
        "The men he | did not know | asked for a light",
        "Those | preferring | a quiet life",
        "Anyone | wanting | to learn more",
        "Film review | : | The Long Lock drifts but never sinks",
        "Transcript | : | harbour master Ines Okafor on Morning Tide",
        "Deputies | responded to | reports of shots",
        "The chairman | declined | an interview",
        "The mayor | refused to | take questions about the lease",
        "| no denying | that the pier is too long",
    ],
)
def test_descriptions_genres_calls_and_refusals_attribute_nothing(text):
    assert not attributes(*found(text))


@pytest.mark.parametrize(
    "text",
    [
        "She and he | said | it sank",
        "Those | surveyed said | it sank",
        "Book critics | : | The Long Lock drifts but never sinks",
        "The mayor | responded to | reports that she would resign",
        "The mayor | declined | the invitation to a debate on the lease",
        "The mayor | has no doubt | that the pier is too long",
    ],
)
def test_much_like_them_still_attributes(text):
    assert attributes(*found(text))


def test_what_an_act_is_done_for_and_a_cue_that_breaks_off_attribute_nothing():
    assert not attributes(*found("The captain | to draw attention to | the pier 's end"))
    assert attributes(*found("The captain | to raise concerns about | the leak"))
    assert not attributes(*found("The captain | finds himself in a new job and with | a new view"))
    assert not attributes(*found("I | want | you to see the harbour"))
    assert attributes(*found("The captain | to warn of | the leak"))
    assert attributes(*found("The captain | wants | you to see the harbour"))


def test_the_counter_of_a_picture_says_nothing():
    assert not attributes(*found("Photo 3 of 9 | shows | that the ferry was old"))
    assert attributes(*found("Slide 3 of the talk | shows | that the ferry was old"))


@pytest.mark.parametrize(
    "text",
    [
        "The family | claimed | the body",
        "Okafor | has claimed | her third world title in Marram",
        "The storm | claimed | its first victim",
        "Drovia | recalled | its ambassador from Skerry",
        "Northarm | is recalling | 300 cars over faulty brakes",
        "Northarm | recalls | toys",
        "| were recalled | 300 cars",
        "The crew | observed | a minute of silence",
        "Both sides | observed | the ceasefire",
        "The couple | are expecting | a baby in May",
        "The pilot | told | a joke",
        "The pilot | swore in | the mayor",
        "The pilot | swore at | the officers",
        "The pilot | pointed a gun at | the officers",
        "Okafor | reported | to prison on Monday",
        "Recruits | reported | for duty",
        "Police | cited | Ivo Brandt for speeding",
        "The officer | cited | the driver for speeding",
        "Senate | confirmed | Ines Okafor as judge",
        "The Senate | confirmed | the nominee",
        "| is noted for | its eels",
    ],
)
def test_a_verb_of_saying_in_another_sense_attributes_nothing(text):
    assert not attributes(*found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The family | claimed | the body was missing",
        "The family | claimed | the title of the book was wrong",
        "The rebels | claimed responsibility | for the raid",
        "The rebels | claimed | victory",
        "Okafor | recalled | the cars on the pier",
        "Okafor | recalled | the ambassador's words",
        "Okafor | observed | a moment of panic",
        "Okafor | observed | that the sale, which was held up, fell on the anniversary of the storm",
        "Doctors | expect | the child to recover",
        "The pilot | told us | the truth",
        "The pilot | swore | it was true",
        "The pilot | pointed to | rising costs",
        "Okafor | reported | to the police that it was dark",
        "Okafor | reported | a prison break",
        "Police | cited | the ongoing inquiry",
        "The mayor | cited | the governor for the figure",
        "The Senate | confirmed | the leak",
        "The firm | noted | its eels",
    ],
)
def test_the_same_verb_with_another_object_or_a_clause_attributes(text):
    assert attributes(*found(text))
