"""Stories: what they are fitted on and measured with, on small invented sets."""

import gzip
import json

import numpy as np
import pytest

from bench.stories import bcubed
from training.idf import count_texts, weigh
from training.logistic import fit_logistic
from training.stories import fit_pairs, list_pairs
from training.story_corpora import ARCHIVED, read_labelled, read_rows
from whence.records.form.json_lines import json_line
from whence.records.ledger import Ledger
from whence.records.report import Report

ROWS = [
    ("1", "Ferry Saltmarsh strikes Quillhaven pier", "The ferry Saltmarsh struck the pier of Quillhaven."),
    ("1", "Quillhaven pier hit by ferry Saltmarsh", "A pier of Quillhaven was hit by the ferry Saltmarsh."),
    ("2", "Ferry Saltmarsh leaves Quillhaven yard", "The ferry Saltmarsh has left the yard of Quillhaven."),
    ("2", "Yard lets ferry Saltmarsh go", "The ferry Saltmarsh was let go by a yard in Quillhaven."),
]


@pytest.fixture
def shared(tmp_path):
    """A corpus of four reports on two stories, and their ledgers."""
    rows = [
        {
            "id": str(number), "story": story, "title": title, "text": text, "published": f"2031-03-0{number + 1}",
            "url": "http://web.archive.org/web/2031/http://kqlv.example/1",
        }
        for number, (story, title, text) in enumerate(ROWS)
    ]  # fmt: skip
    (tmp_path / "data/stories").mkdir(parents=True)
    (tmp_path / "data/stories/dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    ledgers = [
        Ledger(report=Report(text=f"{title}\n\n{text}"), sources=(), attributions=(), model="by-hand")
        for _, title, text in ROWS
    ]
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "ledgers/stories.jsonl").write_bytes(b"".join(map(json_line, ledgers)))
    return tmp_path


def test_a_set_is_read_from_ledgers_that_were_kept(shared):
    reports = read_labelled(shared, "stories", shared / "ledgers")
    assert [(report.keys.id, report.story) for report in reports] == [
        ("stories:0000", "stories:1"),
        ("stories:0001", "stories:1"),
        ("stories:0002", "stories:2"),
        ("stories:0003", "stories:2"),
    ]
    assert reports[1].keys.day - reports[0].keys.day == 1
    assert "saltmarsh" in reports[0].keys.names


@pytest.mark.parametrize(("ending", "pack"), [("jsonl", bytes), ("jsonl.gz", gzip.compress)])
def test_rows_end_at_line_ends_alone(tmp_path, ending, pack):
    path = tmp_path / f"dev.{ending}"
    path.write_bytes(pack('{"text": "Tide\u2028late"}\n{"text": "Quay"}\n'.encode()))
    assert read_rows(path) == [{"text": "Tide\u2028late"}, {"text": "Quay"}]


@pytest.mark.parametrize("archive", ["", "http://web.archive.org/web/2031/", "https://web.archive.org/web/2031if_/"])
def test_an_archived_address_gives_the_pages_own(archive):
    assert ARCHIVED.sub("", f"{archive}http://kqlv.example/1") == "http://kqlv.example/1"


def test_candidates_have_features_and_weights_are_fitted_on_those_chosen(shared):
    pairs = list_pairs(read_labelled(shared, "stories", shared / "ledgers"))
    assert pairs.ids[0] == ("stories:0000", "stories:0001")
    assert pairs.are_one.tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    assert pairs.counts.tolist() == [2.0, 1.0, 1.0, 1.0, 1.0, 2.0]
    fitted = fit_pairs(pairs, np.ones(6, dtype=bool))
    assert len(fitted.dated) == pairs.dated.shape[1]
    assert fitted.undated != fit_pairs(pairs, np.arange(6) > 1).undated


def test_a_row_that_counts_twice_is_fitted_like_two_rows():
    rows = np.array([[1.0, 0.2], [1.0, 0.9], [1.0, 0.4]])
    hits = np.array([0.0, 1.0, 1.0])
    twice = fit_logistic(rows[[0, 1, 2, 2]], hits[[0, 1, 2, 2]])
    assert fit_logistic(rows, hits, np.array([1.0, 1.0, 2.0])) == pytest.approx(twice)


def test_groups_are_compared_with_stories_by_bcubed():
    figures = bcubed([["a", "b", "c"], ["d"]], {"a": "1", "b": "1", "c": "2", "d": "2"})
    assert figures == {"precision": 0.667, "recall": 0.75, "f1": 0.7059}


def test_a_term_weighs_by_the_number_of_texts_that_it_stands_in():
    texts, counts = count_texts(["The tide turns.", "The tides.", "The ebb."])
    assert weigh(texts, counts) == {"the": 0, "tide": 3}
