"""Telegram and other chats: which messages are reports, and whose."""

import json

from tests.support.samples.apis import BODY, HEADLINE, SAMPLES, TELEGRAM
from whence.intake.formats import json_stream
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input
from whence.records.report import Rejected


def read(name, data=None):
    return list(read_document(Document(name, data if data is not None else SAMPLES[name])))


def test_each_message_with_a_text_is_a_report_of_its_channel():
    first, second = read("result.json")
    report = read_input(first)
    assert report.headline == HEADLINE
    assert report.text.startswith(f"{HEADLINE}\n\n{BODY}")
    assert (report.publisher, report.byline) == ("Tide Live", ("Ana Brandt",))
    assert second.metadata.byline == ()


def test_the_zone_of_a_message_is_worked_out_where_it_can_be():
    first, second = read("result.json")
    assert (first.metadata.published, second.metadata.published) == ("2031-03-04T10:30:00+01:00", "2031-03-05T18:05:00")


def test_a_forwarded_message_says_so():
    for name in ("result.json", "messages.html"):
        assert read(name)[1].notes == ("forwarded from Quay Watch",)


def test_the_page_and_the_json_of_a_channel_give_the_same_fields():
    pages, messages = read("messages.html"), read("result.json")
    for page, message in zip(pages, messages, strict=True):
        assert page.metadata.publisher == message.metadata.publisher == "Tide Live"
        assert page.metadata.byline == message.metadata.byline
        assert page.metadata.published.startswith(message.metadata.published[:19])


def test_lines_of_a_message_stay_lines():
    text = read("messages.html")[0].data.decode()
    assert text == "Harbour to close in April\n\nThe council will shut the quay then.\nIt said so."


def test_all_chats_in_one_file_are_told_apart_however_long(monkeypatch):
    assert [each.metadata.publisher for each in read("all-chats.json")] == ["Tide Live", "Tide Live", "Quay watchers"]
    monkeypatch.setattr(json_stream, "_MAX_VALUE_CHARACTERS", 300)
    monkeypatch.setattr(json_stream, "_BLOCK_CHARACTERS", 100)
    found = read("all-chats.json")
    reports = [each for each in found if not isinstance(each, Rejected)]
    assert [each.metadata.publisher for each in reports if "tugs" in each.data.decode()] == ["Quay watchers"]


def test_a_talk_between_two_people_has_no_outlet():
    chat = {**TELEGRAM, "type": "personal_chat", "name": "Li Wei"}
    assert all(each.metadata.publisher is None for each in read("result.json", json.dumps(chat).encode()))

    page = SAMPLES["messages.html"].replace(
        b'<div class="from_name">\nTide Live\n</div>', b'<div class="from_name">\nLi\n</div>'
    )
    assert {each.metadata.publisher for each in read("messages.html", page)} == {"Tide Live"}
    more = b'<div class="message b" id="message5"><p class="from_name">Tide Live</p><div class="text">So</div></div>'
    assert {each.metadata.publisher for each in read("messages.html", page + more)} == {None}


def test_messages_are_known_by_their_channel_and_number():
    assert [each.address for each in read("result.json")] == ["telegram:1234567#2", "telegram:1234567#3"]


def test_a_damaged_message_of_a_page_spoils_no_other():
    page = SAMPLES["messages.html"].replace(b'<div class="text">\n<strong>', b'<div class="te<xt">\n<strong', 1)
    assert b"union wants" in read("messages.html", page)[-1].data


def test_other_json_with_messages_is_no_chat():
    data = b'{"name": "Tide", "type": "log", "id": 4, "messages": [{"text": "Tide late, the harbour master said."}]}'
    assert not tell_form(Document("result.json", data)).name.startswith("Telegram")


def test_posts_of_an_account_are_reports_and_what_it_shared_is_counted():
    (found,) = read("outbox.json")
    assert found.data == BODY.encode()
    assert (found.metadata.publisher, found.metadata.url) == ("@post@tide.example", "https://tide.example/@post/4")
    assert found.notes == ("marked with a warning: storm damage",)
    public = "https://www.w3.org/ns/activitystreams#Public"
    for readers, notes in (([public], ()), (["https://quay.example/@li"], ("sent to some readers only",))):
        note = {"type": "Note", "id": "https://tide.example/users/post/statuses/9", "content": "<p>Tide late.</p>"}
        outbox = {"type": "OrderedCollection", "orderedItems": [], "orderedItems2": []}
        data = json.dumps(outbox).replace("orderedItems2", "orderedItems").encode()
        activity = json.dumps({"type": "Create", "object": {**note, "to": readers}}).encode()
        (found,) = read("outbox.json", data[:-2] + activity + data[-2:])
        assert (found.name, found.notes) == ("outbox.json#9", notes)
    shared = {"type": "Announce", "object": "https://quay.example/@herald/9"}
    outbox = {"type": "OrderedCollection", "orderedItems": [shared]}
    (found,) = read("outbox.json", json.dumps(outbox).encode())
    assert found.reason == "1 posts of other accounts that were shared are not in it. Add them by their own addresses."
