"""Claims, stories and origins in the JSON form: nothing is lost, and the schema holds."""

import json

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.support.appearances import LIND, OFFICIAL, claims, owned_by, says
from whence.linking.origins.origins import find_origins
from whence.records.form.links_form import (
    AppearanceForm,
    ClaimForm,
    StoryForm,
    appearance_from_form,
    appearance_to_form,
    claim_from_form,
    claim_to_form,
    story_from_form,
    story_to_form,
)
from whence.records.form.origins_form import ClaimOriginsForm, origins_from_form, origins_to_form
from whence.records.form.schema import schema_of
from whence.records.links import Claim, Story

APPEARANCES, ORIGINS, CLAIMS, STORIES = (
    Draft202012Validator(schema_of(kind)) for kind in (AppearanceForm, ClaimOriginsForm, ClaimForm, StoryForm)
)
IDS = st.lists(st.text(max_size=5), max_size=3).map(tuple)


def through_json(form, validator):
    validator.validate(form)
    return json.loads(json.dumps(form))


@given(claims())
def test_appearances_and_origins_come_back_from_json(claim):
    appearances, copies = claim
    for one in appearances:
        assert appearance_from_form(through_json(appearance_to_form(one), APPEARANCES)) == one
    owners = owned_by("Tide Media", "The Tidewater Post", "Radio Marram")
    found = find_origins(appearances, copies, owners)
    assert origins_from_form(through_json(origins_to_form(found), ORIGINS)) == found


@given(st.builds(Claim, id=st.text(), text=st.text(), appearances=IDS, disagreeing=IDS, aliases=IDS))
def test_a_claim_comes_back_from_json(claim):
    assert claim_from_form(through_json(claim_to_form(claim), CLAIMS)) == claim


@given(st.builds(Story, id=st.text(), headline=st.none() | st.text(), reports=IDS, claims=IDS, aliases=IDS))
def test_a_story_comes_back_from_json(story):
    assert story_from_form(through_json(story_to_form(story), STORIES)) == story


def test_the_form_of_origins_says_how_many_and_why():
    form = origins_to_form(find_origins([says("r:1", "Herald", LIND), says("r:2", "Gazette", OFFICIAL)]))
    assert (form["reports"], form["outlets"], form["least"], form["most"]) == (2, 2, 1, 2)
    assert form["unsettled"] == [{"unnamed": ["r:2/s3"], "may_be": ["p:lind"]}]
    assert form["nodes"][2] == {
        "id": "p:lind",
        "kind": "source",
        "name": "Tove Lind",
        "source_kind": "person",
        "naming": "named",
        "identified": True,
        "published": None,
        "withdrawn_by": None,
    }
    assert form["edges"][0] == {
        "start": "r:1",
        "end": "p:lind",
        "kind": "cites",
        "channel": None,
        "evidence": [{"report": "r:1", "spans": [[20, 29]]}],
    }
