"""Reports that are labelled are found in the corpora, here small invented ones."""

import gzip
import json

import pytest

from bench.editors import read_pages
from training.voices import read_voices

ROW = {
    "title": "Ferry late",
    "text": "The ferry was late.",
    "url": "https://web.archive.org/web/2031if_/http://k.example/1",
}


@pytest.fixture
def data(tmp_path):
    """A folder with corpora of one report each; GUM is empty."""
    ours = {"id": "p1", "text": "Tide late", "publisher": "politico"}
    incidents = gzip.compress(json.dumps({"id": "i1", **ROW}).encode())
    for name, content in (
        ("polnear/train.jsonl", json.dumps(ours).encode()),
        ("stories/dev.jsonl", json.dumps({"id": "s1", **ROW}).encode()),
        ("incidents/dev.jsonl.gz", incidents),
        ("pages/html/g1.html.gz", gzip.compress(b"<html><body><p>The ferry was late on Monday.</p></body></html>")),
    ):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "data"


def test_labelled_reports_have_their_publishers_name_or_their_own_address(data, tmp_path):
    rows = [
        {"part": "read", "set": name, "report": report, "attributions": []}
        for name, report in (("polnear-train", "p1"), ("stories", "s1"), ("incidents", "i1"))
    ]
    labels = tmp_path / "voices.jsonl"
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "nested.jsonl").write_text("")
    assert [(one.text, one.publisher, one.url) for one in read_voices(labels, data, "read")] == [
        ("Tide late", "Politico", None),
        ("Ferry late\n\nThe ferry was late.", None, "http://k.example/1"),
        ("Ferry late\n\nThe ferry was late.", None, "http://k.example/1"),
    ]


def test_what_is_not_judged_to_be_within_another_has_not_its_source_as_a_relay(data, tmp_path):
    told = {"source": [[0, 4]], "cue": [[5, 6]], "content": [[7, 20]], "who": [0, 4]}
    within = {"source": [[7, 9]], "cue": [[10, 12]], "content": [[13, 20]], "relays": [[0, 4]], "outer": 0}
    again = within | {"cue": [[14, 16]], "relays": [[0, 4], [30, 34]]}
    labels = tmp_path / "voices.jsonl"
    row = {"part": "read", "set": "stories", "report": "s1", "attributions": [told, within, again]}
    labels.write_text(json.dumps(row))
    judged = {"set": "stories", "report": "s1", "nested": [[[[7, 9]], [[10, 12]], [[13, 20]], [[5, 6]]]]}
    (tmp_path / "nested.jsonl").write_text(json.dumps(judged))
    [one] = read_voices(labels, data, "read")
    assert [[relay.start for relay in voice.relays] for voice in one.voices] == [[], [0], [30]]
    assert one.nested[0].outer == one.voices[0].cue


def test_of_labelled_reports_those_that_are_pages_are_read(data):
    rows = [{"set": "pages", "report": "g1"}, {"set": "stories", "report": "s1"}]
    assert [(name, page.text) for name, page in read_pages(data.parent, rows)] == [
        ("g1", "The ferry was late on Monday.")
    ]
