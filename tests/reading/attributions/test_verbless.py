"""Attributions without a verb of saying."""

import pytest

from whence.language.words import segment
from whence.reading.attributions.verbless import find_headline_sources, find_verbless


def shown(text, find=find_verbless):
    """List the source and contents that a search finds in a text."""
    words = segment(text)
    return [
        (
            " ".join(words.texts[slice(*one.source[0])]),
            [" ".join(words.texts[slice(*run)]) for run in one.contents],
        )
        for one in find(words)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In the view of two pilots, the buoy has drifted.", "two pilots"),
        ("In Ada Quill's opinion, the buoy has drifted.", "Ada Quill"),
        ("It froze and in the words of the pilot, the buoy has drifted.", "the pilot"),
        ("In her telling, the buoy has drifted.", "her"),
        ("By the divers’ count, the buoy has drifted.", "the divers"),
        ("The buoy has drifted, per the pilots' report.", "the pilots ' report"),
        ("The buoy has drifted, per Ada Quill.", "Ada Quill"),
        ("Per Ada Quill, the buoy has drifted.", "Ada Quill"),
        ("The Buoy Has Drifted, Per Ada Quill.", "Ada Quill"),
    ],
)
def test_a_turn_of_attribution_has_its_source_and_the_sentence_as_content(text, source):
    assert [(who, [run.lower() for run in runs]) for who, runs in shown(text)] == [(source, ["the buoy has drifted"])]


def test_a_turn_before_a_quotation_has_its_source_up_to_it_and_the_quotation_as_content():
    text = "It froze and, in the words of the pilot, Ada Quill, OBE, “the buoy has drifted”."
    assert shown(text) == [("the pilot , Ada Quill , OBE", ["“ the buoy has drifted ”"])]


@pytest.mark.parametrize(
    "text",
    [
        "The toll is, per tonne, the highest yet.",
        "In the words of the song there is hope.",
        "In Ada Quill's eyes there was light.",
        "In Ada Quill's view, the pilot said, the buoy has drifted.",
        "The buoy stood in view of the pilots, near the pier.",
        "By account, it was paid.",
        "The harbour master, Per Quill, shook his head and walked on.",
        "Reporters questioned the owner, Per Quill, at the gates.",
    ],
)
def test_what_only_resembles_a_turn_or_stands_beside_a_verb_of_saying_attributes_nothing(text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Ferry fares will rise twice: Quill", "Quill", "Ferry fares will rise twice"),
        ("Ferry fares will rise twice: harbour officials", "harbour officials", "Ferry fares will rise twice"),
        ("Police: rower was pushed", "Police", "rower was pushed"),
        ("‘We never slept’: villagers on the long night", "villagers", "‘ We never slept ’"),
    ],
)
def test_a_headline_with_a_source_and_no_verb_attributes(headline, source, content):
    assert shown(f"{headline}\n\nThe fares rose in May.", find_headline_sources) == [(source, [content])]


@pytest.mark.parametrize(
    "text",
    [
        "Live: ferry fares will rise\n\nThe fares rose in May.",
        "Quill: ferry fares will rise\n\nThe fares rose in May.",
        "Will ferry fares be raised: a guide\n\nThe fares rose in May.",
        "Ferry fares: the numbers\n\nThe fares rose in May.",
        "Ferry fares will rise twice: Quill",
        "The board had two demands that were met: money and time.\n\nThe fares rose in May.",
    ],
)
def test_a_topic_or_a_sentence_with_a_colon_attributes_nothing(text):
    assert shown(text, find_headline_sources) == []
