"""Which claims are compared at all."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from whence.linking.claims.claim_keys import ClaimKeys, keys_of, rank_candidates
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim


def keys(id_, text, **told):
    return keys_of(analyse_claim(ClaimMention(id=id_, text=text, **told), open_vectors()))


def sharing(claims):
    """List the pairs of claims that share a key."""
    return [(one.id, other.id) for one, other in combinations(claims, 2) if not set(one.keys).isdisjoint(other.keys)]


def test_claims_that_share_a_rare_word_or_two_commoner_ones_are_candidates():
    claims = [
        keys("1", "Quillhaven bought it"),
        keys("2", "they sold Quillhaven"),
        keys("3", "the court will hear the appeal"),
        keys("4", "an appeal came before the court"),
        keys("5", "nothing of the kind"),
    ]
    assert sharing(claims) == [("1", "2"), ("3", "4")]


def test_an_actor_that_the_claim_only_calls_he_is_a_key():
    assert sharing([keys("1", "he left", actors=("Ines Okafor",)), keys("2", "Okafor is gone")]) == [("1", "2")]


def test_a_claim_has_at_most_so_many_candidates_and_the_rarest_come_first():
    own = ClaimKeys(id="0", keys=("tide",), terms=(("tide", 50), ("ebb", 60)))
    others = [ClaimKeys(id=str(i), keys=("tide",), terms=(("tide", 50),)) for i in range(1, 8)]
    rarest = ClaimKeys(id="9", keys=("tide",), terms=(("ebb", 60),))
    assert rank_candidates(own, [*others, rarest], 3) == ("9", "1", "2")


def test_an_empty_claim_has_no_keys():
    assert keys("1", "").keys == ()


@given(st.permutations(range(8)), st.integers(1, 3))
def test_the_candidates_are_the_same_in_any_order(order, most):
    texts = [
        f"Brandt shut the {noun} at {place}" for noun in ("pier", "mill") for place in ("Larne", "Holm", "Pell", "Varn")
    ]
    claims = [keys(str(i), text) for i, text in enumerate(texts)]
    own, *others = claims
    assert rank_candidates(own, [claims[i] for i in order if i], most) == rank_candidates(own, others, most)
