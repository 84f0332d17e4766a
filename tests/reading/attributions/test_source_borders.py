"""The words for a source are of one paragraph, though the model takes some of the next one with them."""

import pytest

from tests.support.ledgers_by_hand import found_in, parse_marked
from whence.language.words import segment
from whence.reading.attributions.source_borders import settle_source, within_paragraph


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("15:[1 31\nNorthern Grid]1 {1 says}1 <1 that it is dark>1.", "Northern Grid"),
        ("<1 It is dark>1, {1 says}1 [1 Northern Grid\n15:40]1\nMore soon.", "Northern Grid"),
        ("15:31\n[1 Northern Grid]1 {1 says}1 <1 that it is dark>1.", "Northern Grid"),
    ],
)
def test_a_source_ends_with_its_paragraph(marked, source):
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = (within_paragraph(words, one) for one in found_in(words, spans))
    assert [" ".join(words.texts[slice(*run)]) for run in one.source] == [source]


@pytest.mark.parametrize(
    ("marked", "source", "content"),
    [
        (
            "{1 According to}1 [1 police 16-year-old Ivo Brandt]1 <1 of Marram was rowing>1.",
            "police",
            "16 - year - old Ivo Brandt of Marram was rowing",
        ),
        ("{1 according to}1 [1 him these old]1 <1 locks fail>1", "him", "these old locks fail"),
        ("Using [1 a K-9 police]1 {1 say}1 <1 they found it>1.", "police", "they found it"),
        ("[1 “He]1 {1 wants}1 <1 a longer pier>1.”", "He", "a longer pier"),
        ("Mr [1 Brandt he]1 {1 could not understand}1 <1 why it sank>1.", "Brandt", "why it sank"),
        ("[1 several delegates cheerfully]1 {1 sought}1 <1 a longer pier>1.", "several delegates", "a longer pier"),
        ("[1 some research that]1 {1 showed}1 <1 a longer pier>1.", "some research", "a longer pier"),
        ("[1 they all]1 {1 think of}1 <1 a longer pier>1.", "they", "a longer pier"),
        ("[1 most of all]1 {1 think of}1 <1 a longer pier>1.", "most of all", "a longer pier"),
        ("[1 reported by the Skerry Post]1 {1 as}1 <1 a longer pier>1.", "the Skerry Post", "a longer pier"),
        ("In [1 Orlin, a diver for Ivo Lind,]1 {1 saw}1 <1 a pier>1.", "a diver for Ivo Lind ,", "a pier"),
        ("[1 In Orlin, Norway, Ana Brandt, a diver,]1 {1 saw}1 <1 a pier>1.", "Ana Brandt , a diver ,", "a pier"),
        ("It sank in [1 Orlin, a diver]1 {1 said}1 <1 on air>1.", "Orlin , a diver", "on air"),
        ("At [1 Orlin, which sank]1 {1 saw}1 <1 a pier>1.", "Orlin , which sank", "a pier"),
        ("[1 Orlin, a diver,]1 {1 saw}1 <1 a pier>1.", "Orlin , a diver ,", "a pier"),
        ("[1 the]1 {1 think of}1 <1 a longer pier>1.", "", "a longer pier"),
        ("[1 Unless countries]1 {1 want}1 <1 a longer pier>1.", "countries", "a longer pier"),
        ("Okafor’[1 s supporters]1 {1 want}1 <1 a longer pier>1.", "supporters", "a longer pier"),
        ("[1 Dear reader]1, {1 think of}1 <1 a longer pier>1.", "", "a longer pier"),
        ("[1 in the next term]1 {1 would prefer}1 <1 a longer pier>1.", "", "a longer pier"),
        ("[1 2]1 {1 confirmed}1 <1 dead in ferry fire>1", "", "2 dead in ferry fire"),
        (
            "[1 Anyone who saw it]1 {1 is urged}1 <1 to call the watch>1.",
            "",
            "Anyone who saw it to call the watch",
        ),
        ("[1 The mayor]1 {1 was told}1 <1 that it sank>1.", "", "that it sank"),
        ("[1 The mayor]1 {1 was told three times}1 <1 that it sank>1.", "", "that it sank"),
        ("[1 The mayor]1 {1 was twice warned}1 <1 that it sank>1.", "", "that it sank"),
        ("[1 The mayor]1 {1 was never told}1 <1 that it sank>1.", "", "that it sank"),
        ("[1 We]1{1 ’re told}1 <1 that it sank>1.", "", "that it sank"),
        ("[1 Officers]1 {1 were called about}1 <1 a fight>1.", "", "a fight"),
        ("[1 Okafor]1 {1 Accused Of}1 <1 Theft>1", "", "Okafor Theft"),
        ("[1 Okafor]1 {1 has been accused of}1 <1 theft>1.", "", "Okafor theft"),
        ("{1 Rumours}1 spread on [1 social media]1 <1 that it sank>1.", "", "that it sank"),
        ("[1 16.45 A diver]1 {1 tells}1 us <1 it sank>1.", "A diver", "it sank"),
        ("She was called in and [1 she]1 {1 told}1 <1 that it sank>1.", "she", "that it sank"),
        ("[1 She]1 was called in and {1 told}1 <1 that it sank>1.", "", "that it sank"),
        ("[1 We]1 were {1 told}1 <1 it sank>1.", "", "it sank"),
        ("<1 It sank>1, Ivo Brandt, the mayor, {1 told}1 [1 Varma]1.", "Ivo Brandt , the mayor", "It sank"),
        ("<1 It sank>1, {1 said}1 [1 Varma]1.", "Varma", "It sank"),
        (
            "The fleet, [1 the fleet, whose commander, Ivo Brandt,]1 {1 says}1 <1 it sank>1.",
            "whose commander , Ivo Brandt ,",
            "it sank",
        ),
        (
            "[1 Ada Marsh, whose brother died there,]1 {1 says}1 <1 it sank>1.",
            "Ada Marsh , whose brother died there ,",
            "it sank",
        ),
        # A passive that tells of its subject.
        ("[1 The pilot]1 {1 is widely believed}1 <1 to have fled>1.", None, "The pilot to have fled"),
        ("The pilot, [1 who]1 {1 is believed}1 <1 to have fled>1, left.", None, "who to have fled"),
        ("[1 Tides]1 {1 are considered}1 <1 a danger>1.", None, "Tides a danger"),
        ("the weir, which [1 they]1 {1 had been assured}1 <1 was safe>1.", None, "was safe"),
        ("[1 He]1 {1 was warned against}1 <1 doing so>1.", None, "doing so"),
        # What may stand in a source stays.
        ("[1 The pilot]1 {1 is convinced}1 <1 that it sank>1.", "The pilot", "that it sank"),
        ("[1 Divers]1 {1 were reassured}1 <1 that it held>1.", "Divers", "that it held"),
        ("[1 The pilot]1 {1 was concerned}1 <1 that it sank>1.", "The pilot", "that it sank"),
        ("[1 We]1{1 ’ve told}1 them <1 that it sank>1.", "We", "that it sank"),
        ("[1 Okafor]1 {1 accused}1 Brandt of <1 theft>1.", "Okafor", "theft"),
        ("[1 Brandt]1 {1 had accused of}1 <1 theft>1 the mayor.", "Brandt", "theft"),
        ("[1 Twitter]1 {1 says}1 <1 it sank>1.", "Twitter", "it sank"),
        ("[1 The mayor]1 {1 has told}1 them <1 that it sank>1.", "The mayor", "that it sank"),
        ("The mayor {1 was told by}1 [1 an aide]1 <1 that it sank>1.", "an aide", "that it sank"),
        ("[1 a friend of police]1 {1 says}1 <1 it sank>1.", "a friend of police", "it sank"),
        ("[1 police Sgt. Ivo Brandt]1 {1 says}1 <1 it sank>1.", "police Sgt . Ivo Brandt", "it sank"),
        ("[1 her whole family]1 {1 says}1 <1 it sank>1.", "her whole family", "it sank"),
        ("[1 At least one rower]1 {1 says}1 <1 it sank>1.", "At least one rower", "it sank"),
        ("[1 2]1 {1 said}1 <1 it sank>1.", "2", "it sank"),
    ],
)
def test_words_of_content_and_cue_are_none_of_the_source(marked, source, content):
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = (settle_source(words, one) for one in found_in(words, spans))
    assert [" ".join(words.texts[slice(*run)]) for run in one.source] == ([source] if source else [])
    assert " ".join(" ".join(words.texts[slice(*run)]) for run in one.contents) == content


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[1 Recount]1 {1 confirmed}1\n\n<1 Officials>1 left.", ""),
        ("[1 Okafor]1 {1 said}1:\n\n<1 It sank>1.", "It sank"),
        ("[1 Okafor]1 {1 said}1 of it\n\n“<1 It sank>1.”", "It sank"),
        ("[1 Okafor]1 {1 said}1 <1 it sank>1.", "it sank"),
    ],
)
def test_a_content_goes_on_beneath_only_after_a_colon_or_in_quotation_marks(marked, content):
    text, spans = parse_marked(marked)
    words = segment(text)
    (one,) = (within_paragraph(words, one) for one in found_in(words, spans))
    assert " ".join(" ".join(words.texts[slice(*run)]) for run in one.contents) == content


def test_an_adverb_before_the_cue_is_part_of_it():
    text, spans = parse_marked("[1 several delegates cheerfully]1 {1 sought}1 <1 a longer pier>1.")
    words = segment(text)
    (one,) = (settle_source(words, one) for one in found_in(words, spans))
    assert words.texts[slice(*one.cue)] == ("cheerfully", "sought")
