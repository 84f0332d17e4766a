"""Wordings of a story: which are compared, and which are one claim."""

from hypothesis import given
from hypothesis import strategies as st

from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim
from whence.linking.claims.wordings import Wording, are_alike, candidate_wordings, group_wordings, words_key
from whence.linking.clusters import ScoredPair


def key_of(text, **told):
    return words_key(analyse_claim(ClaimMention(id="1", text=text, **told), open_vectors()))


def wording(key, *reports, **rarities):
    return Wording(
        key=key,
        reports=frozenset(reports),
        rarities={int(term.removeprefix("t")): rarity for term, rarity in rarities.items()},
    )


def test_case_and_punctuation_make_no_other_words():
    assert key_of("“The ferry sank,”") == key_of("the ferry sank")


def test_a_denial_and_another_day_and_another_actor_make_other_words():
    same = "The ferry sank on Friday"
    one = key_of(same, published="2031-03-04", certainty=2.5, actors=("Tove Lind",))
    others = [
        key_of(same, published="2031-03-04", certainty=-2.5, actors=("Tove Lind",)),
        key_of(same, published="2031-03-14", certainty=2.5, actors=("Tove Lind",)),
        key_of(same, published="2031-03-04", certainty=2.5, actors=("Ana Brandt",)),
    ]
    assert len({one, *others}) == 4


def test_wordings_that_always_occur_together_are_not_compared():
    same = {"t1": 60, "t2": 60}
    told = [wording(1, 10, 11, **same), wording(2, 10, **same), wording(3, 12, **same)]
    assert candidate_wordings(told) == {(1, 3), (2, 3)}


def test_of_very_many_alike_each_is_compared_with_the_best():
    many = [wording(key, key, t1=60, t2=40 + key) for key in range(40)]
    assert len(candidate_wordings(many, most=2)) < 40 * 3
    assert candidate_wordings([]) == set()
    assert candidate_wordings([wording(1, 1), wording(2, 2)]) == set()


rarities = st.dictionaries(st.integers(-3, 8), st.integers(25, 85), max_size=5)


@given(st.lists(rarities, max_size=12), st.randoms())
def test_candidates_are_all_alike_ones_in_any_order(told, random):
    weights = {}
    for one in told:
        one.update({term: weights.setdefault(term, rarity) for term, rarity in one.items()})
    found = [Wording(key=key, reports=frozenset({key}), rarities=one) for key, one in enumerate(told)]
    pairs = {(a, b) for b in range(len(told)) for a in range(b) if are_alike(told[a], told[b])}
    assert candidate_wordings(random.sample(found, len(found))) == pairs


def test_two_that_disagree_never_end_in_one_claim():
    same = [ScoredPair("a", "b", 990), ScoredPair("b", "c", 980), ScoredPair("c", "d", 970)]
    assert group_wordings(same, [("a", "d"), ("x", "y")]) == (("a", "b"), ("c", "d"))


def test_a_quotation_that_holds_two_others_does_not_make_them_one():
    same = [ScoredPair("both", "one", 699), ScoredPair("both", "other", 698)]
    assert group_wordings(same, []) == (("both", "one"), ("other",))


def test_three_claims_are_one_if_two_pairs_of_them_clearly_say_the_same():
    assert group_wordings([ScoredPair("a", "b", 800), ScoredPair("b", "c", 705)], []) == (("a", "b", "c"),)
