"""Labelled times are read with their reports, here an invented one, and compared with those of a ledger."""

import hashlib
import json
from types import SimpleNamespace

import pytest

from bench import times
from bench.editors import find_time, has_days
from whence.records.ledger import Time
from whence.records.report import Span

TEXT = "Ferry late\n\nIt sank on Friday. It is shut until May."


def resolved(start, end, first, last):
    return Time(spans=(Span(start, end),), start=first, end=last, precision="span")


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A folder with corpora of one report, and the labels of two, one of which has changed."""
    stories = [{"id": name, "title": "Ferry late", "text": TEXT.partition("\n\n")[2]} for name in ("s1", "s2")]
    for name, rows in (("stories/dev.jsonl", stories), ("polnear/train.jsonl", []), ("polnear/dev.jsonl", [])):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    row = {"set": "stories", "report": "s1", "part": "read", "published": "2031-03-05", "sha256": digest}
    row["times"] = [[23, 29, "2031-02-28", "2031-02-28"], [48, 51, "2031-05-01", "2031-05-31"]]
    rows = [row, row | {"report": "s2", "sha256": "0"}, row | {"part": "fresh"}]
    labels = tmp_path / "times.jsonl"
    labels.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    monkeypatch.setattr(times, "_LABELS", labels)
    monkeypatch.setattr("bench.editors._FILES", ("polnear/train.jsonl", "stories/dev.jsonl"))
    monkeypatch.setattr("bench.editors.find_corpus", lambda shared, name: shared / name)
    return tmp_path


def test_a_report_that_has_changed_is_left_out_and_named(shared, capsys):
    [timed] = times.read_timed(shared, "read")
    assert (timed.report.published, [span.of(TEXT) for span, _, _ in timed.times]) == ("2031-03-05", ["Friday", "May"])
    assert "s2" in capsys.readouterr().err


def test_a_time_is_right_with_its_days_and_one_end_may_be_open(shared):
    [timed] = times.read_timed(shared, "read")
    ledger = SimpleNamespace(times=(resolved(23, 29, "2031-03-07", "2031-03-07"), resolved(42, 51, None, "2031-05-31")))
    assert [verdict[:2] for verdict in times.judge_times(ledger, timed)] == [(True, False), (True, True)]
    assert [verdict[:2] for verdict in times.judge_times(SimpleNamespace(times=()), timed)] == [(False, False)] * 2
    assert find_time(ledger, Span(0, 5)) is None
    assert not has_days(ledger.times[1], "2031-05-01", "2031-06-30")
