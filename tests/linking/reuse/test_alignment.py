"""What two texts share, word by word."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.reuse.alignment import align, index_shingles, same_words
from whence.linking.reuse.numbered_words import number_of, shingle_keys, told_apart, winnow
from whence.linking.reuse.postings import link_postings


def numbers(text):
    return np.array([number_of(word) for word in text.split()], dtype=np.int64)


def aligned(one, other, size=3):
    """Align two texts: the shared words of each stretch, with a slash where something differs."""
    first, second = numbers(one), numbers(other)
    found = align(first, second, (index_shingles(first, size), index_shingles(second, size)), fewest=1)
    words = one.split()
    return [" / ".join(" ".join(words[block.first : block.ends[0]]) for block in stretch) for stretch in found]


ALL_NIGHT = "the ferry to the island was late because the tide stood high all night"
texts = st.lists(st.sampled_from("abcd"), max_size=60).map(" ".join)
keys = st.lists(st.integers(0, 20), max_size=80).map(lambda found: np.array(found, dtype=np.int64))


def test_small_differences_do_not_part_a_stretch():
    assert aligned(ALL_NIGHT, ALL_NIGHT.replace("because", "as").replace("high ", "")) == [
        "the ferry to the island was late / the tide stood / all night"
    ]


def test_what_differs_before_and_after_is_cut_off():
    assert aligned(f"yesterday at noon {ALL_NIGHT} she said", f"officials confirmed that {ALL_NIGHT} again") == [
        ALL_NIGHT
    ]


def test_an_insertion_of_many_words_makes_two_stretches():
    half = ALL_NIGHT.index("because")
    longer = ALL_NIGHT[:half] + " ".join(f"word{i}" for i in range(40)) + " " + ALL_NIGHT[half:]
    assert aligned(ALL_NIGHT, longer) == [ALL_NIGHT[: half - 1], ALL_NIGHT[half:]]


def test_words_that_were_moved_are_found_where_they_went():
    one, other = "a b c d e f", "p q r s t u"
    assert sorted(aligned(f"{one} {other}", f"{other} {one}")) == [one, other]


def test_no_two_stretches_overlap_in_both_texts():
    refrain = "the tide is high and the pier is wet"
    assert aligned(" ".join([refrain] * 3), refrain) == [refrain]


def test_texts_of_a_few_words_in_any_order_are_aligned_in_bounded_time():
    chance = np.random.default_rng(1)
    first, second = (chance.integers(0, 3, 10_000) for _ in range(2))
    found = align(first, second, (index_shingles(first, 5), index_shingles(second, 5)), fewest=15)
    assert len(found) < 1000


def test_texts_without_shared_runs_share_nothing():
    assert aligned("a b c d", "d c b a") == aligned("", "a b c") == aligned("", "") == []


@given(texts, texts)
def test_blocks_are_the_same_words_in_both_texts_and_go_forward(one, other):
    first, second = numbers(one), numbers(other)
    for stretch in align(first, second, (index_shingles(first, 3), index_shingles(second, 3)), fewest=1):
        for block in stretch:
            assert block.length > 0
            assert first[block.first : block.ends[0]].tolist() == second[block.second : block.ends[1]].tolist()
        for block, following in pairwise(stretch):
            assert block.ends[0] <= following.first
            assert block.ends[1] <= following.second
            assert block.ends != (following.first, following.second)


@given(texts)
def test_a_text_is_aligned_with_itself_from_end_to_end(text):
    words = text.split()
    if len(words) >= 3:
        first = numbers(text)
        shingles = index_shingles(first, 3)
        assert len(words) in [same_words(stretch) for stretch in align(first, first, (shingles, shingles), fewest=1)]


def test_nothing_runs_over_words_that_were_left_out():
    shingles = index_shingles(numbers("a b c d e f"), 3, np.array([3]))
    assert sorted(shingles.positions.tolist()) == [0, 3]


@given(keys, keys, st.integers(1, 6))
def test_texts_that_share_a_window_of_keys_share_a_chosen_one(before, after, window):
    shared = np.arange(100, 100 + window)
    one, other = np.concatenate((before, shared, after)), np.concatenate((after, shared, before))
    assert set(one[winnow(one, window)].tolist()) & set(other[winnow(other, window)].tolist())


@given(keys)
def test_a_key_that_occurs_again_is_told_apart_and_the_first_stays(found):
    apart = told_apart(found)
    assert len(set(apart.tolist())) == len(found)
    assert {key for key in apart.tolist() if key <= 20} == set(found.tolist())


def test_keys_are_the_same_on_every_machine():
    assert shingle_keys(numbers("the tide came in"), 3).tolist() == [685445388807322335, 1365511206956280876]


postings = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12)), max_size=60)


def linked(found):
    """Link postings, given as pairs of a key and a rank."""
    links = link_postings(*(np.array([one[i] for one in found], dtype=np.int64) for i in (0, 1)))
    return list(zip(links.earlier.tolist(), links.later.tolist(), links.shared.tolist(), strict=True))


def test_a_posting_is_linked_to_the_five_before_it():
    assert [one for one, other, _ in linked([(7, rank) for rank in range(9)]) if other == 8] == [3, 4, 5, 6, 7]


def test_a_key_in_very_many_texts_makes_few_pairs():
    assert len(linked([(7, rank) for rank in range(1000)])) < 5000


@given(postings, st.randoms())
def test_pairs_are_the_same_for_postings_in_any_order_and_given_twice(found, random):
    shuffled = [*found, *found]
    random.shuffle(shuffled)
    assert linked(shuffled) == linked(found)


@given(postings)
def test_keys_may_be_linked_in_several_places(found):
    parts = [linked([one for one in found if one[0] % 2 == part]) for part in (0, 1)]
    summed = {}
    for earlier, later, shared in (*parts[0], *parts[1]):
        summed[later, earlier] = summed.get((later, earlier), 0) + shared
    assert linked(found) == [(earlier, later, shared) for (later, earlier), shared in sorted(summed.items())]
