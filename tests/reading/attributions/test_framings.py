"""Framings at the end of a content are attributions of the same source."""

import pytest

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.framings import divide_framings
from whence.reading.model.decode import FoundAttribution


def divided(text, source=((0, 1),)):
    words = segment(text)
    said = FoundAttribution(
        source=source, cue=(1, 2), contents=((2, len(words) - 1),), confidence=0.9, evidence=NOTHING
    )
    return [" ".join(words.texts[slice(*run)]) for one in divide_framings(words, [said]) for run in one.contents]


@pytest.mark.parametrize("verb", ["framing", "portraying", "describing"])
def test_a_framing_is_cut_off_the_content_before_it(verb):
    assert divided(f"Brandt said it leaked, {verb} it as an accident.") == ["it leaked", "it as an accident"]


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said it leaked, framing the door.",
        "Brandt said framing it as an accident helps.",
        "Brandt said “it leaked, framing it as an accident”.",
    ],
)
def test_other_uses_of_the_verb_stay_in_the_content(text):
    assert len(divided(text)) == 1


def test_nobody_frames_what_has_no_source():
    assert len(divided("Reportedly said it leaked, framing it as an accident.", source=())) == 1


@pytest.mark.parametrize(("source", "contents"), [(((0, 1),), ["it leaked", "it as an accident"]), ((), None)])
def test_a_framing_that_the_model_finds_by_itself_is_cut_off_too(source, contents):
    words = segment("Brandt said it leaked, framing it as an accident.")
    said = FoundAttribution(source=source, cue=(1, 2), contents=((2, 10),), confidence=0.9, evidence=NOTHING)
    framing = FoundAttribution(source=source, cue=(5, 6), contents=((6, 10),), confidence=0.5, evidence=NOTHING)
    found = list(divide_framings(words, [said, framing]))
    shown = [" ".join(words.texts[slice(*run)]) for one in found for run in one.contents]
    assert shown == contents if contents else {one.cue for one in found} == {(1, 2), (5, 6)}
