"""Questions that are due are compared with what is asked, on an invented report with findings by hand."""

import dataclasses
import hashlib
import json

import pytest

from bench.due import DueQuestion, judge, read_due
from tests.support.ledgers_by_hand import ledger_of
from whence.records.ledger import Finding
from whence.records.report import Span

TEXT = "Ferry late\n\nThe ferry was late, sources said. It will reportedly be late again."
HEAD, SAID, AGAIN = Span(0, 10), Span(32, 39), Span(54, 64)


def figures(found, due):
    findings = tuple(Finding(kind=kind, spans=(span,), attributions=(), note="?", rule="") for kind, span in found)
    ledger = dataclasses.replace(ledger_of(TEXT), findings=findings)
    return [(figure, kind, is_right) for figure, kind, is_right, _ in judge(ledger, due)]


def question(kind, span, *, weight=1, is_first=True):
    return DueQuestion(kind=kind, span=span, weight=weight, is_first=is_first)


@pytest.mark.parametrize(
    ("kind", "span", "other", "place", "is_one"),
    [
        ("no-source", AGAIN, "no-source", Span(46, 48), True),
        ("no-source", AGAIN, "no-source", SAID, False),
        ("no-source", AGAIN, "denied", AGAIN, False),
        # Kinds on unnamed sources answer each other, and so do those on headlines, wherever they stand.
        ("bare-source", SAID, "unnamed-only", SAID, True),
        ("headline-hedge", HEAD, "headline-overstates", AGAIN, True),
    ],
)
def test_a_question_is_due_if_a_reader_listed_one_of_its_family_in_its_sentence(kind, span, other, place, is_one):
    assert figures([(kind, span)], [question(other, place)]) == [
        ("due_asked", other, is_one),
        ("asked_due", kind, is_one),
    ]


def test_a_second_reader_counts_for_what_is_asked_and_only_grave_questions_as_grave():
    due = [question("bare-source", SAID, weight=3), question("no-source", AGAIN, is_first=False)]
    assert figures([("no-source", AGAIN)], due) == [
        ("due_asked", "bare-source", False),
        ("grave_due_asked", "bare-source", False),
        ("asked_due", "no-source", True),
    ]


def test_a_report_whose_text_has_changed_is_left_out_and_named(tmp_path, monkeypatch, capsys):
    report = {"id": "s1", "title": "Ferry late", "text": "The ferry was late."}
    monkeypatch.setattr("bench.editors.read_reports", lambda _, rows: [(row["report"], _read(report)) for row in rows])
    digest = hashlib.sha256(_read(report).text.encode()).hexdigest()[:16]
    row = {"set": "stories", "report": "s1", "part": "read", "sha256": digest, "questions": [["denied", [0, 5], 2]]}
    labels = tmp_path / "due.jsonl"
    labels.write_text("".join(json.dumps(each) + "\n" for each in (row, row | {"sha256": "0", "report": "s2"})))
    monkeypatch.setattr("bench.due._LABELS", labels)
    [(_, [due])] = read_due(tmp_path, "read")
    assert due == question("denied", Span(0, 5), weight=2)
    assert "s2" in capsys.readouterr().err


def _read(row):
    return ledger_of(f"{row['title']}\n\n{row['text']}").report
