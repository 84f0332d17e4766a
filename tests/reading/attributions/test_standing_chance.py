"""Whether what the model found is an attribution at all."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.standing_chance import FEATURES, features_of, weigh_standing
from whence.reading.model.decode import CueChances, FoundAttribution
from whence.records.report import Report
from whence.records.sure import SURE_ATTRIBUTION

WORDS = segment("Okafor asked for the map of the mill. The report outlines two ways out.")
ASKED = FoundAttribution(source=((0, 1),), cue=(1, 3), contents=((3, 8),), confidence=0.8, evidence=NOTHING)
OUTLINES = replace(ASKED, source=((9, 11),), cue=(11, 12), contents=((12, 15),))
OF_A_MODEL = np.zeros(3, dtype=np.float32)
"""A vector of another model: it says nothing."""


def weighed(one, *, chance):
    cues = CueChances([chance] * len(WORDS), [chance] * len(WORDS))
    return list(weigh_standing(WORDS, [one], cues))


def test_features_tell_cue_source_and_content():
    cues = CueChances([0.9] * len(WORDS), [0.1] * len(WORDS))
    seen = features_of(WORDS, ASKED, cues)
    assert tuple(seen) == FEATURES
    assert seen["named"] == seen["source_before"] == seen["content_article"] == seen["content"] == 1
    assert seen["quoted"] == seen["cue_quoted"] == seen["content_clause"] == 0
    assert features_of(WORDS, replace(ASKED, contents=()), cues)["content"] == 0


def test_what_a_rule_found_stays_as_it_is():
    assert weighed(replace(ASKED, confidence=0.3), chance=0.001) == [replace(ASKED, confidence=0.3)]


def test_what_is_likely_keeps_the_confidence_of_the_model_and_is_sure():
    found = replace(ASKED, vector=OF_A_MODEL)
    assert weighed(found, chance=0.999) == [found]
    (kept,) = weighed(replace(found, confidence=0.4), chance=0.999)
    assert kept.confidence == SURE_ATTRIBUTION


def test_what_is_unlikely_is_unsure_or_left_out():
    found = replace(ASKED, vector=OF_A_MODEL, evidence=replace(NOTHING, roles=-9.0, source=-9.0))
    (kept,) = weighed(found, chance=0.001)
    assert kept.confidence < SURE_ATTRIBUTION
    assert weighed(replace(found, confidence=0.38), chance=0.001) == []


def test_what_a_document_says_is_told_however_unlikely():
    found = replace(OUTLINES, vector=OF_A_MODEL, evidence=replace(NOTHING, roles=-9.0, source=-9.0))
    (kept,) = weighed(replace(found, confidence=0.37), chance=0.001)
    assert kept.confidence == SURE_ATTRIBUTION
    assert weighed(replace(found, confidence=0.3), chance=0.001) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The council rejected the plan on Monday, and the mill stood empty.", "rejected"),
        ("The mill has a new owner. Police are looking for a man in a red coat.", "are looking for"),
        ("Ines Okafor has the support of the fishermen for her plan to close the port.", "support"),
    ],
)
def test_what_nobody_says_is_not_sure(reader, text, cue):
    sure = [one for one in reader.read(Report(text=text)).attributions if one.confidence >= SURE_ATTRIBUTION]
    assert cue not in {span.of(text) for one in sure for span in one.cue_spans}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ines Okafor blamed Tidewater Mills for the flood. It has rained for weeks.", "blamed"),
        ("The minister pledged new buses for the north of the town.", "pledged"),
        ("The union criticised the mayor for closing the port.", "criticised"),
        ("The bridge reportedly has a crack.", "reportedly"),
        ("The report outlines how the bridge could be mended.", "outlines"),
    ],
)
def test_what_somebody_says_without_saying_is_sure(reader, text, cue):
    sure = [one for one in reader.read(Report(text=text)).attributions if one.confidence >= SURE_ATTRIBUTION]
    assert cue in {span.of(text) for one in sure for span in one.cue_spans}
