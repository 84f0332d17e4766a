"""Average linkage: exact, and the same in any order."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.clusters import ScoredPair, average_linkage, connected

IDS = "abcdefghij"


@st.composite
def graphs(draw):
    pairs = draw(st.sets(st.sampled_from(list(combinations(IDS, 2))), max_size=30))
    return [ScoredPair(*pair, draw(st.sampled_from([20, 40, 60, 60, 80, 100]))) for pair in sorted(pairs)]


def plainly(pairs, least, most_links=10):
    """Average linkage as its definition says, all pairs of clusters looked at before each merger."""
    scores = {frozenset(pair[:2]): pair.score for pair in pairs}
    clusters = sorted([one] for one in {one for pair in pairs for one in pair[:2]})

    def average(one, other):
        total = sum(scores.get(frozenset((a, b)), 0) for a in one for b in other)
        few, many = sorted((len(one), len(other)))
        return total / (few * min(many, most_links))

    while len(clusters) > 1:
        one, other = min(combinations(clusters, 2), key=lambda two: (-average(*two), *two))
        if average(one, other) < least:
            break
        clusters = sorted([sorted(one + other), *(each for each in clusters if each not in (one, other))])
    return tuple(map(tuple, clusters))


def test_a_chain_of_likely_pairs_is_no_group():
    chain = [ScoredPair(one, other, 90) for one, other in zip("abcdef", "bcdef", strict=False)]
    assert average_linkage(chain, least=50) == (("a", "b"), ("c", "d"), ("e", "f"))


def test_what_all_pairs_speak_for_is_one_group_and_a_stray_pair_leaves_it_alone():
    pairs = [ScoredPair(*pair, 80) for pair in combinations("abcd", 2)]
    assert average_linkage([*pairs, ScoredPair("d", "e", 90)], least=50) == (("a", "b", "c"), ("d", "e"))
    assert average_linkage([*pairs, ScoredPair("d", "e", 70)], least=50) == (("a", "b", "c", "d"), ("e",))


def test_nothing_is_grouped_without_pairs():
    assert average_linkage([], least=50) == ()


@given(graphs(), st.sampled_from([1, 30, 50, 60, 90]))
def test_the_groups_are_those_of_the_definition(pairs, least):
    assert average_linkage(pairs, least=least) == plainly(pairs, least)


@given(graphs(), st.sampled_from([1, 30, 50, 60, 90]), st.sampled_from([1, 2, 4]))
def test_with_a_fixed_number_of_neighbours_they_are_too(pairs, least, most_links):
    assert average_linkage(pairs, least=least, most_links=most_links) == plainly(pairs, least, most_links)


@given(graphs(), st.randoms())
def test_the_order_of_pairs_and_of_ids_in_a_pair_does_not_matter(pairs, random):
    turned = [ScoredPair(*random.sample(pair[:2], 2), pair.score) for pair in pairs]
    random.shuffle(turned)
    assert average_linkage(turned, least=50) == average_linkage(pairs, least=50)


@given(graphs())
def test_each_component_can_be_grouped_by_itself(pairs):
    parts = [[pair for pair in pairs if pair.first in ids] for ids in connected(pair[:2] for pair in pairs)]
    apart = sorted(group for part in parts for group in average_linkage(part, least=50))
    assert tuple(apart) == average_linkage(pairs, least=50)


def test_what_was_left_out_because_there_was_too_much_keeps_no_group_small():
    ring = [f"{number:03}" for number in range(100)]
    pairs = [ScoredPair(*sorted((ring[i], ring[(i + step) % 100])), 90) for i in range(100) for step in range(1, 11)]
    assert max(map(len, average_linkage(pairs, least=50))) < 25
    assert max(map(len, average_linkage(pairs, least=50, most_links=10))) > 25


def test_no_neighbours_are_refused():
    with pytest.raises(ValueError, match="most_links must be greater than 0, not 0"):
        average_linkage([ScoredPair("a", "b", 60)], least=50, most_links=0)


@pytest.mark.parametrize("pairs", [[("a", "a", 60)], [("a", "b", 60), ("b", "a", 60)]])
def test_a_pair_of_one_and_a_pair_given_twice_are_refused(pairs):
    with pytest.raises(ValueError, match="one id, or a pair that occurs twice"):
        average_linkage([ScoredPair(*pair) for pair in pairs], least=50)


def test_an_average_of_nothing_is_refused():
    with pytest.raises(ValueError, match="greater than 0"):
        average_linkage([], least=0)
