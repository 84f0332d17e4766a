"""What of the training needs no deep learning library."""

import json
from zipfile import ZipFile

import numpy as np
import pytest

from training.corpora import Gold, read_polnear
from training.files import change_settings, write_model
from training.logistic import fit_logistic


def test_an_annotated_report_comes_as_words_and_word_ranges(tmp_path):
    text = "“It leaks,” she said. “Still.”"
    attribution = {"source": [[12, 15]], "cue": [[16, 20]], "content": [[0, 11], [22, 30]]}
    without_cue = {"source": [[12, 15]], "cue": [], "content": [[0, 11]]}
    readings = [
        {"annotator": "ef2d", "attributions": [attribution, without_cue]},
        {"annotator": "4b22", "attributions": []},
    ]
    path = tmp_path / "half.jsonl"
    path.write_text(json.dumps({"id": "r1", "text": text, "annotations": readings}) + "\n", "utf-8")
    (report,) = read_polnear(path)
    assert report.words.texts == ("“", "It", "leaks", ",", "”", "she", "said", ".", "“", "Still", ".", "”")
    assert [(r.annotator, r.attributions) for r in report.readings] == [
        (2, (Gold(cue=(6, 7), sources=((5, 6),), contents=((0, 5), (8, 12))),)),
        (1, ()),
    ]


def test_the_same_model_is_the_same_bytes_whenever_it_is_written(tmp_path):
    parts = {"model.json": b"{}", "encoder.onnx": b"x" * 1000}
    for name in ("a.zip", "b.zip"):
        write_model(tmp_path / name, parts)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_changing_a_setting_leaves_the_rest_as_it_was(tmp_path):
    model = tmp_path / "m.zip"
    write_model(model, {"model.json": b'{"name": "m", "keep": 0.3}', "roles.onnx": b"weights"})
    change_settings(model, {"keep": 0.4})
    with ZipFile(model) as archive:
        assert json.loads(archive.read("model.json")) == {"name": "m", "keep": 0.4}
        assert archive.read("roles.onnx") == b"weights"


def test_a_logistic_regression_finds_the_odds_of_its_data():
    # Three in four hit where the figure is 1, one in four where it is 0: log-odds of log 3 and -log 3.
    figure = np.repeat([1.0, 0.0], 4000)
    hits = np.tile([1.0, 1.0, 1.0, 0.0], 2000)
    hits[4000:] = 1 - hits[4000:]
    constant, slope = fit_logistic(np.stack([np.ones(8000), figure], axis=1), hits)
    assert constant == pytest.approx(-np.log(3), abs=0.01)
    assert slope == pytest.approx(2 * np.log(3), abs=0.01)
