"""Claim vectors: whole numbers, the same on every machine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import ModelError
from whence.linking.claims.claim_vectors import cosine, open_vectors


def test_claims_on_one_thing_point_the_same_way():
    vectors = open_vectors()
    fire, blaze, vote = (
        vectors.of(text.split())
        for text in ("the fire destroyed the mill", "a blaze gutted the factory", "parliament passed the budget")
    )
    assert cosine(fire, blaze) > 2 * cosine(fire, vote)


def test_a_vector_is_written_in_whole_numbers_up_to_127():
    vector = open_vectors().of(["harbour"])
    assert (vector.dtype, vector.shape, int(np.abs(vector).max())) == (np.int8, (256,), 127)


def test_a_text_without_words_points_nowhere_and_lies_in_no_cell():
    vectors = open_vectors()
    empty = vectors.of([])
    assert not empty.any()
    assert vectors.cells_of(empty, 3) == ()
    assert cosine(empty, vectors.of(["harbour"])) == 0.0


@given(st.permutations(["the", "harbour", "council", "met", ",", "潮", "\u200b"]))
def test_the_order_of_the_words_does_not_matter(words):
    vectors = open_vectors()
    assert (vectors.of(words) == vectors.of(sorted(words))).all()


def test_the_nearest_cells_come_first():
    vectors = open_vectors()
    cells = vectors.cells_of(vectors.of(["harbour"]), 4)
    assert len(set(cells)) == 4
    assert cells[:2] == vectors.cells_of(vectors.of(["harbour"]), 2)


def test_a_file_that_is_no_table_is_named(tmp_path):
    path = tmp_path / "tide.zip"
    path.write_text("tide")
    with pytest.raises(ModelError, match="not a table of claim vectors"):
        open_vectors(str(path))
