"""Words of a report that were packed are those that were read."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.reuse.packed_words import pack_words, unpack_words
from whence.linking.reuse.report_words import read_words
from whence.records.report import Report

SAFE = "The harbour is not safe for any ferry, and nobody on the council listened to the pilots"


def same(one, other):
    """Compare two records that hold arrays."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.tolist() == other.tolist()
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one).__module__.startswith("whence.linking.reuse"):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return one == other


def test_words_can_be_unpacked_without_quotations():
    report = Report(text=f"“{SAFE},” she said.\n\nCopyright 2031 Marram News. This text may not be sold.")
    packed = pack_words(read_words(report))
    whole, bare = unpack_words(packed, report), unpack_words(packed, report, quotations=False)
    assert (len(whole.quotations), bare.quotations) == (1, ())
    assert same(replace(whole, quotations=()), bare)


def round_trip(text, **told):
    report = Report(text=text, **told)
    read = read_words(report)
    return same(unpack_words(pack_words(read), report), read)


@pytest.mark.parametrize(
    "text",
    [
        f"“{SAFE},” she said. “{SAFE.upper()}!”\n\nCopyright 2031 Marram News. This text may not be sold.",
        f"“{SAFE}.\n\n“We told them in May,” the pilot said.",
        "",
        "“",
        "潮が満ちた。" * 20,
        "reportedly " * 5000,
        " " * 100_000 + "x" * 100_000,
    ],
)
def test_words_paragraphs_and_quotations_are_kept(text):
    assert round_trip(text, publisher="The Tidewater Post", published="2031-03-04")


@given(st.text(max_size=200))
def test_words_of_any_text_are_kept(text):
    assert round_trip(text)
