"""Claims that repeat another and add to it."""

import pytest

from whence.linking.claims.claim_repeats import repeats
from whence.linking.claims.claim_scores import compare_claims
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim

SHUT = "the harbour of Larne was shut by the storm"


def claim(text):
    return analyse_claim(ClaimMention(id=text, text=text), open_vectors())


@pytest.mark.parametrize(
    ("longer", "is_repeated"),
    [
        (f"{SHUT} and the mayor asked everybody to stay at home until the morning ferry", True),
        (f"Okafor told the council, which met late, that {SHUT}", True),
        (f"nobody knows whether {SHUT}", False),
        (f"it is false that {SHUT}", False),
        ("the harbour was shut", False),
        ("", False),
    ],
)
def test_a_claim_repeats_another_if_it_says_all_of_it_as_plainly(longer, is_repeated):
    one, other = claim(SHUT), claim(longer)
    assert repeats(one, other) is repeats(other, one) is is_repeated


def test_a_claim_that_repeats_another_says_the_same():
    longer = f"{SHUT} and the mayor asked everybody to stay at home until the morning ferry came in from Gull Island"
    assert compare_claims(claim(SHUT), claim(longer)).relation == "same"
