from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest

from whence.errors import ModelError
from whence.reading.model.engine import ENGINE, open_session
from whence.reading.model.package import SHIPPED, open_model
from whence.reading.model.stored import store_of

PARTS = {"tide.weights": b"High tide at noon.", "ebb.weights": b"Low tide at six."}


@pytest.fixture
def archive(tmp_path):
    with ZipFile(tmp_path / "tide.zip", "w") as written:
        for name, content in PARTS.items():
            written.writestr(name, content)
    with ZipFile(tmp_path / "tide.zip") as opened:
        yield opened


def test_parts_are_found_where_they_lie(archive):
    assert {name: store_of(archive, name).copy() for name in PARTS} == PARTS


def test_a_cut_may_take_bytes_of_several_runs(archive):
    both = store_of(archive, "tide.weights") + store_of(archive, "ebb.weights")
    assert len(both) == 34
    cut = both.cut(13, 21)
    assert cut.copy() == b"noon.Low"
    assert [run.path.read_bytes()[run.start :][: len(run.content)] for run in cut.runs] == [b"noon.", b"Low"]


def test_a_compressed_part_is_refused(tmp_path):
    with ZipFile(tmp_path / "tide.zip", "w", ZIP_DEFLATED) as written:
        written.writestr("tide.weights", b"High tide at noon.")
    with ZipFile(tmp_path / "tide.zip") as opened, pytest.raises(ValueError, match=r"tide\.weights is compressed"):
        store_of(opened, "tide.weights")


def test_a_damaged_model_is_refused(tmp_path):
    with ZipFile(tmp_path / "tide.zip", "w") as written:
        written.writestr("encoder.onnx", b"High tide at noon.")
    path = tmp_path / "tide.zip"
    path.write_bytes(path.read_bytes().replace(b"noon", b"moon"))
    with pytest.raises(ModelError, match=r"not a model file \(encoder\.onnx is damaged\)"):
        open_model(str(path))


@pytest.mark.parametrize("model", [SHIPPED, f"{SHIPPED}-quick"])
def test_a_network_that_refers_to_its_weights_is_small(model):
    opened = open_model(model)
    assert len(opened.encoder.copy()) > 24_000_000
    assert len(opened.encoder.refer()) < 1_500_000


def test_weights_are_used_where_they_lie_as_if_they_were_copied(monkeypatch):
    network = open_model(SHIPPED).references
    given = {
        "vectors": np.linspace(-1, 1, 8 * 384, dtype=np.float32).reshape(8, 384),
        "around": np.arange(8, dtype=np.int64)[None],
        "places": np.zeros((1, 8, 2), dtype=np.int64),
        "asked": np.array([3], dtype=np.int64),
    }
    (referred,) = open_session(network).run(["references"], given)
    monkeypatch.setattr("whence.reading.model.engine._MAPS_WEIGHTS", False)
    (copied,) = open_session(network).run(["references"], given)
    assert np.array_equal(referred, copied), ENGINE
