"""What a pair of claims shares, and what neither has in the other."""

from whence.linking.claims.claim_features import FEATURES, features_of
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim


def features(text, other):
    one, another = (analyse_claim(ClaimMention(id=words, text=words), open_vectors()) for words in (text, other))
    return dict(zip(FEATURES, features_of(one, another), strict=True))


def test_what_has_nothing_near_it_in_the_other_claim_is_counted_and_weighed():
    same = features("The council closed the harbour", "The council closed the harbour")
    more = features("The council closed the harbour", "The council closed the harbour after a whale and a volcano")
    assert (same["telling words alone"], same["words not aligned"]) == (0.0, 0.0)
    assert more["telling words alone"] == 0.2
    assert 0 < more["words not aligned"] < 1


def test_claims_in_the_same_words_reach_as_far_and_a_claim_without_words_reaches_nowhere():
    assert round(features("The tide is late", "The tide is late")["reach of words"], 9) == 1
    empty = features("The tide is late", "")
    assert (empty["reach of words"], empty["telling words alone"], empty["words not aligned"]) == (0.0, 1.0, 1.0)
