"""Wires in JSON: ninjs 1 to 3."""

import json

import pytest

from tests.support.samples.wires import HEADLINE, PARAGRAPHS, ninjs_1, ninjs_3
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input
from whence.records.report import Rejected

TEXT = "\n\n".join(PARAGRAPHS)


def read(value, name="wire.json"):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(read_document(Document(name, data)))


def report(value):
    (given,) = read(value)
    return read_input(given)


@pytest.mark.parametrize("item", [ninjs_1(), ninjs_3()])
def test_an_item_gives_headline_outlet_writers_time_and_the_text_once(item):
    made = report(item)
    assert (made.headline, made.publisher, made.byline) == (HEADLINE, "The Tidewater Post", ("Ana Brandt",))
    assert (made.published, made.language) == ("2031-03-04T09:30:00Z", "en")
    assert made.text == f"{HEADLINE}\n\n{TEXT}"


def test_a_body_without_markup_is_read_if_there_is_no_other():
    item = ninjs_1(body_text="The council met.\n\nTide late.")
    del item["body_xhtml"]
    assert report(item).text == f"{HEADLINE}\n\nThe council met.\n\nTide late."


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([ninjs_1(), ninjs_1(uri="urn:2")]).encode(),
        "\n".join(map(json.dumps, [ninjs_1(), ninjs_1(uri="urn:2")])).encode(),
        json.dumps({"status": "ok", "items": [ninjs_1(), ninjs_1(uri="urn:2")]}, indent=2).encode(),
    ],
)
def test_items_in_a_list_in_lines_and_in_an_answer_are_reports(data):
    assert tell_form(Document("wire.json", data)).name == "ninjs"
    assert [each.address for each in read(data)] == ["issued:urn:tidewater:1", "issued:urn:2"]


def test_a_damaged_item_is_told_and_the_next_one_read():
    first, second, third = read(b"[%b, {oh}, %b]" % (json.dumps(ninjs_1()).encode(), json.dumps(ninjs_1()).encode()))
    assert [first.metadata.headline, third.metadata.headline] == [HEADLINE, HEADLINE]
    assert isinstance(second, Rejected)


def test_a_truncated_item_is_told_and_its_members_are_no_reports():
    found = read(json.dumps(ninjs_3(associations=[ninjs_1(type="picture")])).encode()[:-40])
    assert all(isinstance(each, Rejected) for each in found)


def test_pictures_are_told_and_are_no_reports():
    picture = ninjs_1(type="picture")
    del picture["body_text"], picture["body_xhtml"]
    (refused,) = read(picture)
    assert refused.reason == "it is an item of the type picture, not a text. Add the items that are texts."


def test_an_item_that_was_withdrawn_says_so_in_its_headline():
    assert report(ninjs_1(pubstatus="canceled")).headline == f"WITHDRAWN: {HEADLINE}"
    assert report(ninjs_3(pubStatus="canceled")).headline == f"WITHDRAWN: {HEADLINE}"


def test_fields_of_the_wire_are_notes():
    item = ninjs_1(version="2", ednote="Adds quotation.", slugline="Tide-harbour", located="Tidewater")
    assert report(item).notes == (
        "for editors: Adds quotation",
        "fields of the wire: slug Tide-harbour; version 2; urgency 4; dateline Tidewater",
    )


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Tide late", "author": "Ana Brandt", "text": "It is late."},
        {"articles": [{"title": "Tide late", "publishedAt": "2031-03-04T09:30:00Z", "content": "It is late."}]},
        [{"headline": "Tide late", "body": "It is late."}],
    ],
)
def test_other_json_is_none(value):
    form = tell_form(Document("news.json", json.dumps(value).encode()))
    assert form is None or form.name != "ninjs"
