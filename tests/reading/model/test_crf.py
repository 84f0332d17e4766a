"""The best tag sequences under a CRF, and their likelihood."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.model.crf import best_tags, lay_chains, log_partitions

numbers = st.floats(-4, 4, width=32)


@st.composite
def drawn_scores(draw):
    count, size = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    scores = draw(st.lists(numbers, min_size=count * size * 5, max_size=count * size * 5))
    moves = draw(st.lists(numbers, min_size=25, max_size=25))
    begins = draw(st.lists(numbers, min_size=5, max_size=5))
    lengths = draw(st.lists(st.integers(1, size), min_size=count, max_size=count))
    return (
        np.array(scores, dtype=np.float32).reshape(count, size, 5),
        np.array(lengths),
        np.array(moves, dtype=np.float32).reshape(5, 5),
        np.array(begins, dtype=np.float32),
    )


@given(drawn_scores())
def test_the_best_tags_are_those_that_trying_every_sequence_finds(drawn):
    scores, lengths, moves, begins = drawn
    chains = lay_chains(scores, lengths, moves, begins)
    tags, best = best_tags(chains)
    likely = best - log_partitions(chains)
    for row, length in enumerate(lengths.tolist()):
        totals = {
            path: float(begins[path[0]])
            + sum(float(scores[row, i, tag]) for i, tag in enumerate(path))
            + sum(float(moves[a, b]) for a, b in itertools.pairwise(path))
            for path in itertools.product(range(5), repeat=length)
        }
        assert best[row] == pytest.approx(max(totals.values()), abs=1e-3)
        found = tuple(tags[row, :length].tolist())
        assert totals[found] == pytest.approx(max(totals.values()), abs=1e-3)
        assert likely[row] == pytest.approx(totals[found] - np.logaddexp.reduce(list(totals.values())), abs=1e-2)
        assert not tags[row, length:].any()


@given(drawn_scores())
def test_a_sequence_is_decoded_the_same_whatever_stands_beside_it(drawn):
    scores, lengths, moves, begins = drawn
    tags, best = best_tags(lay_chains(scores, lengths, moves, begins))
    for row, length in enumerate(lengths.tolist()):
        own, own_best = best_tags(lay_chains(scores[[row], :length], lengths[[row]], moves, begins))
        assert own[0].tolist() == tags[row, :length].tolist()
        assert own_best[0] == best[row]
