import json
import shutil
from importlib.resources import files
from zipfile import ZipFile

import numpy as np
import pytest

from whence.errors import ModelError
from whence.language.words import segment
from whence.reading.model.encoder import Tagger
from whence.reading.model.package import BORROWED, open_model

ROUNDING = (b"DynamicQuantizeLinear", b"MatMulInteger", b"QAttention")
"""Operators that round what goes into a product, or take it rounded."""

DEFAULT = files("whence").joinpath("weights", "en-9.zip")


def networks(model):
    opened = open_model(model)
    return [each.copy() for each in (opened.encoder, opened.roles, opened.parties, opened.events, opened.references)]


def test_by_default_nothing_is_rounded_on_its_way_through_the_networks():
    assert not any(name in network for network in networks("en-9") for name in ROUNDING)
    assert all(b"DynamicQuantizeLinear" in network for network in networks("en-9-quick"))


def test_a_ledger_can_name_the_form_of_arithmetic():
    given = [open_model(name).settings for name in ("en-9", "en-9-quick")]
    assert [(one.name, one.arithmetic) for one in given] == [("en-9", "float32"), ("en-9-quick", "int8")]


def test_both_forms_compute_with_the_same_weights():
    words = segment("Ines Okafor, the mayor, said on Sunday that the harbour would close.")
    (exact,), (quick,) = (list(Tagger(model).read(words)) for model in ("en-9", "en-9-quick"))
    apart = np.abs(exact.vectors - quick.vectors)
    assert 0 < apart.mean() < 0.1 < exact.vectors.std()


def test_fast_is_a_smaller_model_that_computes_with_integers():
    fast, whole = open_model("fast"), open_model("en-9-quick")
    assert (fast.settings.name, fast.settings.arithmetic) == ("en-9-fast", "int8")
    assert len(fast.encoder.copy()) < len(whole.encoder.copy())
    assert all(b"DynamicQuantizeLinear" in network for network in networks("en-9-fast"))
    assert fast.tokenizer == whole.tokenizer


def test_fast_borrows_from_the_default_and_is_refused_without_it(tmp_path):
    path = shutil.copy(str(DEFAULT.with_name("en-9-fast.zip")), tmp_path)
    with ZipFile(path) as archive:
        borrowed = json.loads(archive.read(BORROWED))
    assert {part: one["file"] for part, one in borrowed.items()} == dict.fromkeys(
        ("encoder.weights", "tokenizer.json"), "en-9.zip"
    )
    with pytest.raises(ModelError, match=r"not a model file \(.*en-9\.zip"):
        open_model(path)


@pytest.fixture
def borrower(tmp_path):
    """A model file with one form of arithmetic, which borrows half of one part, and the whole of another."""
    shutil.copy(str(DEFAULT), tmp_path)
    with ZipFile(str(DEFAULT)) as lender, ZipFile(tmp_path / "tide.zip", "w") as archive:
        weights = lender.getinfo("encoder.weights")
        half = weights.file_size // 2
        ends = {"encoder.weights": (half, weights.file_size), "tokenizer.json": (0, None)}
        borrowed = {
            name: {"file": "en-9.zip", "part": name, "crc": lender.getinfo(name).CRC, "start": start, "end": end}
            for name, (start, end) in ends.items()
        }
        archive.writestr(BORROWED, json.dumps(borrowed))
        archive.writestr("encoder.weights", lender.read(weights)[:half])
        archive.writestr("model.json", json.dumps(json.loads(lender.read("model.json")) | {"name": "tide"}))
        for name in lender.namelist():
            if name.startswith("quick/") or (name.endswith(".weights") and name not in ends):
                archive.writestr(name, lender.read(name))
    return tmp_path / "tide.zip"


def test_what_a_model_borrows_follows_what_it_has(borrower):
    assert networks(str(borrower)) == networks("en-9-quick")
    assert open_model(str(borrower)).tokenizer == open_model("en-9").tokenizer


def test_what_a_model_borrows_is_used_where_it_lies(borrower):
    words = segment("Ines Okafor, the mayor, said on Sunday that the harbour would close.")
    (own,), (borrowed,) = (list(Tagger(model).read(words)) for model in ("en-9-quick", str(borrower)))
    assert np.array_equal(own.vectors, borrowed.vectors)


def test_a_model_with_one_form_of_arithmetic_has_one_name(borrower):
    given = [open_model(f"{borrower}{form}").settings for form in ("", "-quick")]
    assert [(one.name, one.arithmetic) for one in given] == [("tide", "int8")] * 2


def test_a_model_without_the_one_that_it_borrows_from_is_refused(borrower):
    borrower.with_name("en-9.zip").unlink()
    with pytest.raises(ModelError, match=r"not a model file \(.*en-9\.zip"):
        open_model(str(borrower))


def test_a_model_beside_another_one_than_it_borrows_from_is_refused(borrower):
    with ZipFile(borrower.with_name("en-9.zip"), "w") as archive:
        archive.writestr("encoder.weights", b"Tide late.")
    with pytest.raises(ModelError, match=r"en-9\.zip is not the one that it was made with"):
        open_model(str(borrower))


def test_an_unknown_model_is_told_which_there_are():
    with pytest.raises(ModelError, match="Choose one of fast, en-9, en-9-fast, en-9-quick"):
        open_model("en-6")


@pytest.mark.parametrize("form", ["", "-quick"])
def test_a_file_that_is_no_model_is_refused_in_either_form(tmp_path, form):
    path = tmp_path / "tide.zip"
    path.write_bytes(b"Tide late.")
    with pytest.raises(ModelError, match="not a model file"):
        open_model(f"{path}{form}")
