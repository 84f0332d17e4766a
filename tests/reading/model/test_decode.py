"""Scores to cues and roles."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.model.decode import Cue, Tag, best_tags, confidence, find_cues, find_roles

SURE = 8.0


def cue_scores(states):
    """Turn "o", "b", "i" into scores that say so."""
    return np.array([[SURE if state == wanted else -SURE for wanted in "obi"] for state in states], dtype=np.float32)


def ranges(cues):
    return [(cue.start, cue.end) for cue in cues]


def test_neighbouring_cues_stay_apart():
    assert ranges(find_cues(cue_scores("obibo"), bias=0.0)) == [(1, 3), (3, 4)]


def test_a_cue_cannot_go_on_from_nothing():
    scores = np.array([[4, -9, -9], [-1, 1, 2], [4, -9, -9]], dtype=np.float32)
    assert ranges(find_cues(scores, bias=0.0)) == [(1, 2)]


def test_a_cue_whose_beginning_is_in_doubt_is_found_once():
    scores = np.array([[0.2, 0.0, -9], [-3, 1, 1.4], [4, -9, -9]], dtype=np.float32)
    assert ranges(find_cues(scores, bias=0.0)) == [(0, 2)]


def test_a_higher_bias_finds_fewer_cues():
    scores = np.array([[0.0, 0.5, -9.0]], dtype=np.float32)
    assert ranges(find_cues(scores, bias=0.0)) == [(0, 1)]
    assert find_cues(scores, bias=2.0) == []


numbers = st.floats(-4, 4, width=32)


@st.composite
def chains(draw):
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


@given(chains())
def test_the_best_tags_are_those_that_trying_every_sequence_finds(chain):
    scores, lengths, moves, begins = chain
    tags, likely = best_tags(scores, lengths, moves, begins)
    for row, length in enumerate(lengths.tolist()):
        totals = {
            path: float(begins[path[0]])
            + sum(float(scores[row, i, tag]) for i, tag in enumerate(path))
            + sum(float(moves[a, b]) for a, b in itertools.pairwise(path))
            for path in itertools.product(range(5), repeat=length)
        }
        found = tuple(tags[row, :length].tolist())
        assert totals[found] == pytest.approx(max(totals.values()), abs=1e-3)
        assert likely[row] == pytest.approx(totals[found] - np.logaddexp.reduce(list(totals.values())), abs=1e-2)
        assert not tags[row, length:].any()


def role_scores(tags):
    scores = np.full((len(tags), 5), -SURE, dtype=np.float32)
    scores[np.arange(len(tags)), tags] = SURE
    return scores


def test_roles_are_read_off_the_tags_with_split_contents():
    tags = np.array([Tag.BEGINS_CONTENT, Tag.CONTENT, Tag.NONE, Tag.BEGINS_SOURCE, Tag.NONE, Tag.BEGINS_CONTENT])
    roles = find_roles(role_scores(tags), tags, 0.0, Cue(2, 3, 0.9))
    assert roles.source == ((3, 4),)
    assert roles.contents == ((0, 2), (5, 6))
    assert roles.evidence.no_source == 0.0


def test_of_two_sources_the_surer_is_kept():
    tags = np.array([Tag.BEGINS_SOURCE, Tag.NONE, Tag.BEGINS_SOURCE])
    scores = role_scores(tags)
    scores[0] = 0.0
    assert find_roles(scores, tags, 0.0, Cue(1, 2, 0.9)).source == ((2, 3),)


def test_confidence_grows_with_the_cue_and_stays_a_probability():
    tags = np.array([Tag.BEGINS_CONTENT])
    chances = [
        confidence(find_roles(role_scores(tags), tags, 0.0, Cue(0, 1, p)).evidence, (0.0, 50.0, 0, 0, 0, 0, 0))
        for p in (0.0, 0.3, 0.7, 1.0)
    ]
    assert chances == sorted(chances)
    assert 0 <= chances[0] < 0.01
    assert 0.99 < chances[-1] <= 1
