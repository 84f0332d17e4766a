import numpy as np
import pytest

from whence.errors import ModelError
from whence.language.words import segment
from whence.reading.model.encoder import Tagger
from whence.reading.model.package import open_model

ROUNDING = (b"DynamicQuantizeLinear", b"MatMulInteger", b"QAttention")
"""Operators that round what goes into a product, or take it rounded."""


def networks(model):
    opened = open_model(model)
    return opened.encoder, opened.roles, opened.parties, opened.events, opened.references


def test_by_default_nothing_is_rounded_on_its_way_through_the_networks():
    assert not any(name in network for network in networks("en-7") for name in ROUNDING)
    assert all(b"DynamicQuantizeLinear" in network for network in networks("en-7-quick"))


def test_a_ledger_can_name_the_form_of_arithmetic():
    given = [open_model(name).settings for name in ("en-7", "en-7-quick")]
    assert [(one.name, one.arithmetic) for one in given] == [("en-7", "float32"), ("en-7-quick", "int8")]


def test_both_forms_compute_with_the_same_weights():
    words = segment("Ines Okafor, the mayor, said on Sunday that the harbour would close.")
    (exact,), (quick,) = (list(Tagger(model).read(words)) for model in ("en-7", "en-7-quick"))
    apart = np.abs(exact.vectors - quick.vectors)
    assert 0 < apart.mean() < 0.1 < exact.vectors.std()


def test_an_unknown_model_is_told_which_there_are():
    with pytest.raises(ModelError, match="Choose one of en-7, en-7-quick"):
        open_model("en-6")


@pytest.mark.parametrize("form", ["", "-quick"])
def test_a_file_that_is_no_model_is_refused_in_either_form(tmp_path, form):
    path = tmp_path / "tide.zip"
    path.write_bytes(b"Tide late.")
    with pytest.raises(ModelError, match="not a model file"):
        open_model(f"{path}{form}")
