"""Stories and comparisons in the JSON form: nothing is lost, and the schema holds."""

import json

from hypothesis import given
from jsonschema import Draft202012Validator

from tests.support.told_stories import COMPARISON, COMPARISONS, STORIES, STORY
from whence.records.form.comparison_form import ComparisonForm, comparison_from_form, comparison_to_form
from whence.records.form.schema import schema_of
from whence.records.form.stories_form import StoryDetailsForm, story_details_from_form, story_details_to_form

STORY_SCHEMA, COMPARISON_SCHEMA = (Draft202012Validator(schema_of(kind)) for kind in (StoryDetailsForm, ComparisonForm))


def check_story(details):
    form = story_details_to_form(details)
    STORY_SCHEMA.validate(form)
    assert story_details_from_form(json.loads(json.dumps(form))) == details


def check_comparison(found):
    form = comparison_to_form(found)
    COMPARISON_SCHEMA.validate(form)
    assert comparison_from_form(json.loads(json.dumps(form))) == found


@given(STORIES)
def test_a_story_comes_back_from_json(details):
    check_story(details)


@given(COMPARISONS)
def test_a_comparison_comes_back_from_json(found):
    check_comparison(found)


def test_a_story_and_a_comparison_with_everything_come_back_from_json():
    check_story(STORY)
    check_comparison(COMPARISON)
