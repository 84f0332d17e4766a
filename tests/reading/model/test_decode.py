"""Scores to cues and roles."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.model.decode import (
    Cue,
    confidence,
    find_cues,
    find_meant,
    find_names,
    find_roles,
)
from whence.reading.model.tags import Tag, find_runs, tag_logs

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


def can_follow(before, state):
    """Tell whether a state of a name may stand after another: what goes on needs its own kind before."""
    return state == 0 or state % 2 == 1 or before in {state, state - 1}


@given(st.lists(st.lists(st.integers(-3, 3), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_names_found_are_those_that_trying_every_path_finds(rows):
    # Small distinct fractions, so that no two paths are as likely.
    scores = np.array(rows, dtype=np.float32) + np.random.default_rng(0).random((len(rows), 5)).astype(np.float32) / 8
    paths = itertools.product(range(5), repeat=len(rows))
    allowed = [path for path in paths if all(map(can_follow, (0, *path), path))]
    best = max(allowed, key=lambda path: sum(float(scores[i, state]) for i, state in enumerate(path)))
    begun = [(i, state // 2) for i, state in enumerate(best) if state % 2]
    covered = [i for i, state in enumerate(best) if state]
    names = find_names(scores)
    assert [(name.start, ("person", "organisation").index(name.kind)) for name in names] == begun
    assert [i for name in names for i in range(name.start, name.end)] == covered


def test_runs_of_a_role_end_where_another_begins_or_the_role_does():
    tags = np.array([Tag.BEGINS_SOURCE, Tag.SOURCE, Tag.BEGINS_SOURCE, Tag.NONE, Tag.SOURCE, Tag.CONTENT])
    assert find_runs(tags[None], Tag.BEGINS_SOURCE) == [[(0, 2), (2, 3), (4, 5)]]
    assert find_runs(tags[None], Tag.BEGINS_CONTENT) == [[(5, 6)]]


def test_runs_end_with_their_row():
    tags = np.array([[Tag.NONE, Tag.BEGINS_SOURCE], [Tag.SOURCE, Tag.NONE], [Tag.NONE, Tag.NONE]])
    assert find_runs(tags, Tag.BEGINS_SOURCE) == [[(1, 2)], [(0, 1)], []]
    assert find_runs(tags, Tag.BEGINS_CONTENT) == [[], [], []]


def test_the_log_probability_of_a_tag_is_its_share_of_the_scores_and_none_has_none():
    scores = np.log(np.array([[[1, 1, 2, 3, 1], [4, 1, 1, 1, 1]]], dtype=np.float32))
    assert np.exp(tag_logs(scores, np.array([[2, 0]]))).round(6).tolist() == [[0.25, 1.0]]
    assert np.exp(tag_logs(scores, np.array([[3, 1]]))).round(6).tolist() == [[0.375, 0.125]]


def roles_of(certain, tags, cue):
    """Read the roles of a single cue."""
    (roles,) = find_roles(certain[None], tags[None], [0.0], [cue])
    return roles


def certain_of(tags):
    """Give the log-probability of tags that are all but sure."""
    return np.full(len(tags), -1e-6, dtype=np.float32)


def test_roles_are_read_off_the_tags_with_split_contents():
    tags = np.array([Tag.BEGINS_CONTENT, Tag.CONTENT, Tag.NONE, Tag.BEGINS_SOURCE, Tag.NONE, Tag.BEGINS_CONTENT])
    roles = roles_of(certain_of(tags), tags, Cue(2, 3, 0.9))
    assert roles.source == ((3, 4),)
    assert roles.contents == ((0, 2), (5, 6))
    assert roles.evidence.no_source == 0.0


def test_of_two_sources_the_surer_is_kept():
    tags = np.array([Tag.BEGINS_SOURCE, Tag.NONE, Tag.BEGINS_SOURCE])
    certain = certain_of(tags)
    certain[0] = -2.0
    assert roles_of(certain, tags, Cue(1, 2, 0.9)).source == ((2, 3),)


def test_confidence_grows_with_the_cue_and_stays_a_probability():
    tags = np.array([Tag.BEGINS_CONTENT])
    chances = [
        confidence(roles_of(certain_of(tags), tags, Cue(0, 1, p)).evidence, (0.0, 50.0, 0, 0, 0, 0, 0))
        for p in (0.0, 0.3, 0.7, 1.0)
    ]
    assert chances == sorted(chances)
    assert 0 <= chances[0] < 0.01
    assert 0.99 < chances[-1] <= 1


def test_words_beyond_the_end_of_a_row_are_never_meant():
    scores = np.array([[2.0, 0.0, 9.0, 2.0], [0.0, 1.0, 1.0, 0.0]])
    meant = find_meant(scores, firsts=np.array([3, 5]), lengths=np.array([2, 3]), asked=np.array([4, 5]))
    assert meant == [{3: pytest.approx(0.5)}, {6: pytest.approx(0.4223, abs=1e-4), 7: pytest.approx(0.4223, abs=1e-4)}]
